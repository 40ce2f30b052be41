"""What a register remembers of bundles, of headquarters, and of how it read an old register."""

from datetime import date, datetime

from centre_app.language import N_
from centre_app.questions import CENTRE, Choice, Record, ask, ask_one, ask_text, record, refer

_OF_THE_PROGRAM = "kinds of errors, the program's own functions and lines, versions: no message, no value"


@record(table="bundles", compartment=CENTRE)
class Bundle(Record):
    """One bundle: at the centre one it wrote, at headquarters one it received (`from_centre_id` says whose).

    `position` is the last sequence number of history it carries, by compartment, as JSON: the next bundle starts
    behind the last acknowledged one. `heads` are the hashes of those lines; only the last part of a bundle in several
    files has them. At a centre `unnamed` are those who might not be named in it (a list as JSON): who agreed since, and
    who does no more, is told by it. At headquarters `written_at` is when the centre's clock says that it was made.
    """

    from_centre_id: str | None = ask(N_("Centre"))
    to_centre_id: str | None = ask(N_("To the centre"))
    case_id: str | None = refer("case_files", N_("File"))
    bundle_type: Choice | None = ask_one("bundle_type", N_("Kind of bundle"), start="monthly")
    lineage: str | None = ask(N_("Line of bundles"))
    seq: int | None = ask(N_("Number"))
    month: date | None = ask(N_("Month"))
    file_name: str | None = ask(N_("File"))
    previous: str | None = ask(N_("Fingerprint of the one before"))
    manifest_hash: str | None = ask(N_("Fingerprint"))
    base_seq: int | None = ask(N_("Since number"))
    position: str | None = ask_text(N_("Position"))
    heads: str | None = ask_text(N_("Ends of the histories"))
    counts: str | None = ask_text(N_("Counts"))
    unnamed: str | None = ask_text(N_("Not to be named"))
    status: Choice | None = ask_one("bundle_status", N_("State"), start="prepared")
    written_at: datetime | None = ask(N_("Written"))
    received_at: datetime | None = ask(N_("Received"))
    acknowledged_at: datetime | None = ask(N_("Acknowledged"))
    carrier: str | None = ask(N_("Carried by"))


@record(table="cards", compartment=CENTRE)
class Card(Record):
    """The other side of an enrolment, as it was received: headquarters' card at a centre, a centre's request there."""

    of_centre_id: str | None = ask(N_("Centre"))
    name: str | None = ask(N_("Name"))
    code: str | None = ask(N_("Code"))
    text: str | None = ask_text(N_("Card"))
    fingerprint: str | None = ask(N_("Fingerprint"))
    words_checked_on: date | None = ask(N_("Words compared by telephone on"))
    revoked_from: date | None = ask(N_("No longer trusted from"))


@record(table="import_mappings", compartment=CENTRE)
class ImportMapping(Record):
    """How the columns and words of an old register are read; remembered so that it is corrected once."""

    name: str | None = ask(N_("Name"), required=True)
    columns: str | None = ask_text(N_("Columns"))
    words: str | None = ask_text(N_("Words"))


@record(table="program_reports", compartment=CENTRE)
class ProgramReport(Record):
    """A fault of the program, sent because somebody read its report and wanted that: kinds, places, versions."""

    happened_at: datetime | None = ask(N_("Happened"))
    code: str | None = ask(N_("Code"), harmless=_OF_THE_PROGRAM)
    text: str | None = ask_text(N_("Report"), harmless=_OF_THE_PROGRAM)
