"""What another register asks to be changed in a record that is not its own, and what became of it.

Nobody edits what another house owns. Headquarters writes a correction, which goes back with the acknowledgement; a
centre writes one of what headquarters published, which goes with its bundle. Whoever owns the record applies it, by
itself where only one side changed the question, else a person decides. Each stands in the compartment of what it is about.
"""

from datetime import date

from centre_app.language import N_
from centre_app.questions import (
    CARE,
    CENTRE,
    HEALTH,
    IDENTITY,
    PROTECTION,
    Choice,
    Record,
    ask,
    ask_one,
    ask_text,
    record,
    refer,
)

# Why these words leave with every bundle.
_SCHEMA = "which record and which question: names of the program's own"
_PUBLISHED = "what headquarters published itself, told back to it: an organisation, a place, a project, a list"
_LIST = "a choice of a list, as headquarters offers it to all"


@record(table="", compartment="")
class Correction(Record):
    """One question of one record. `base` and `proposed` are the stored columns as JSON: as it was seen, as it should be."""

    record_table: str | None = ask(N_("Table"), harmless=_SCHEMA)
    record_id: str | None = ask(N_("Record"), harmless=_SCHEMA)
    case_id: str | None = refer("case_files", N_("File"))
    question: str | None = ask(N_("Question"), harmless=_SCHEMA)
    based_on_rev: int | None = ask(N_("Based on revision"))
    base: str | None = ask_text(N_("As it was seen"), identifies=True)
    proposed: str | None = ask_text(N_("As it should be"), identifies=True)
    reason: str | None = ask_text(N_("Why"), identifies=True)
    for_centre_id: str | None = ask(N_("For"), harmless=_SCHEMA)


@record(table="centre_corrections", compartment=CENTRE)
class CentreCorrection(Correction):
    """Of what the house itself is: rooms, organisations, projects, lists. What a centre asks of headquarters is one too."""

    base: str | None = ask_text(N_("As it was seen"), harmless=_PUBLISHED)
    proposed: str | None = ask_text(N_("As it should be"), harmless=_PUBLISHED)
    reason: str | None = ask_text(N_("Why"), hint=N_("Write nobody’s name."), harmless=_PUBLISHED)


@record(table="identity_corrections", compartment=IDENTITY)
class IdentityCorrection(Correction):
    """Of what names somebody."""


@record(table="care_corrections", compartment=CARE)
class CareCorrection(Correction):
    """Of a file without its name."""


@record(table="health_corrections", compartment=HEALTH)
class HealthCorrection(Correction):
    """Of what is kept about health."""


@record(table="protection_corrections", compartment=PROTECTION)
class ProtectionCorrection(Correction):
    """Of what is kept about what was done to somebody."""


@record(table="correction_answers", compartment=CENTRE)
class CorrectionAnswer(Record):
    """What the owner of a record did with a correction. While it says "conflict", both values stand and somebody must decide."""

    correction_table: str | None = ask(N_("Table"), harmless=_SCHEMA)
    correction_id: str | None = ask(N_("Correction"), harmless=_SCHEMA)
    outcome: Choice | None = ask_one("correction_outcome", N_("What became of it"), required=True)
    decided_on: date | None = ask(N_("Decided on"))
    decided_by: str | None = refer("staff", N_("Decided by"))


@record(table="list_entries", compartment=CENTRE)
class ListEntry(Record):
    """A choice that headquarters adds to a list, renames or retires for all its centres."""

    list_name: str | None = ask(N_("List"), required=True, harmless=_LIST)
    key: str | None = ask(N_("Key"), required=True, harmless=_LIST)
    label_fr: str | None = ask(N_("In French"), required=True, harmless=_LIST)
    label_fr_m: str | None = ask(N_("In French, of a boy or man"), harmless=_LIST)
    label_en: str | None = ask(N_("In English"), required=True, harmless=_LIST)
    retired_on: date | None = ask(N_("No longer offered since"))
