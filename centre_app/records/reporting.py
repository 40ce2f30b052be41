"""What a report rests on beside the files: months that were closed, activities, requests for a place, exports of data."""

from datetime import date, datetime

from centre_app.language import N_
from centre_app.questions import (
    CARE,
    CENTRE,
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
from centre_app.records.base import CaseRecord

# Why these words leave with every bundle.
_FIGURES = "figures and fingerprints, written by the program"
_LOOKED_THROUGH = "names and telephone numbers are looked for before the month is closed"
_NOBODYS_FILE = "what was done with people who have no file"


@record(table="month_reports", compartment=PROTECTION)
class MonthReport(Record):
    """A month as the director closed it. `numbers` is JSON by indicator and line; `digest` the SHA-256 of what was counted.

    A month that is closed again after a correction is a new version beside the old one, with its reason. It stands with
    what was done to people, because one arrival this month “exploited on a gold site” is no number but somebody.
    """

    month: date | None = ask(N_("Month"), required=True)
    version: int | None = ask(N_("Version"), start=1)
    closed_at: datetime | None = ask(N_("Closed"))
    closed_by: str | None = refer("staff", N_("Closed by"))
    definitions: str | None = ask(N_("Version of the definitions"), harmless=_FIGURES)
    numbers: str | None = ask_text(N_("Figures"), harmless=_FIGURES)
    digest: str | None = ask(N_("Digest of what was counted"), harmless=_FIGURES)
    in_words: str | None = ask_text(
        N_("The director’s words"), hint=N_("At most 1,500 characters. No names."), harmless=_LOOKED_THROUGH
    )
    reopened_because: str | None = ask_text(
        N_("Why the month is closed anew"), hint=N_("No names."), harmless=_LOOKED_THROUGH
    )


@record(table="activities", compartment=CENTRE)
class Activity(Record):
    """What was done with people who have no file: workers trained, people reached. One line a day and place."""

    title: str | None = ask(N_("What was done"), required=True, harmless=_NOBODYS_FILE)
    kind: Choice | None = ask_one("activity_kind", N_("Kind of activity"), required=True)
    held_on: date | None = ask(N_("Held on"), required=True)
    place: str | None = ask(N_("Place"), harmless=_NOBODYS_FILE)
    project_id: str | None = refer("projects", N_("Paid by the project"))
    women: int | None = ask(N_("Women"))
    men: int | None = ask(N_("Men"))
    girls: int | None = ask(N_("Girls under 18"))
    boys: int | None = ask(N_("Boys under 18"))
    note: str | None = ask_text(N_("Note"), hint=N_("No names."))


@record(table="place_requests", compartment=CARE)
class PlaceRequest(Record):
    """Somebody asked for a bed. Whoever was refused has no file: this line is all that is kept of her."""

    asked_on: date | None = ask(N_("Asked on"), required=True)
    source: Choice | None = ask_one("identification_source", N_("Who asked"), required=True)
    source_id: str | None = refer("organisations", N_("Organisation that asked"))
    setting: Choice | None = ask_one("identification_setting", N_("Where she was found"))
    sex: Choice | None = ask_one("sex", N_("Sex"))
    age: int | None = ask(N_("Age, about"))
    answer: Choice | None = ask_one("place_answer", N_("What was answered"), required=True)
    sent_to_id: str | None = refer("organisations", N_("Sent on to the organisation"))
    case_id: str | None = refer("case_files", N_("The file, if the person came"))


@record(table="case_projects", compartment=CARE)
class CaseProject(CaseRecord):
    """A project pays for her, from a day to a day: what a donor’s counters count."""

    project_id: str = refer("projects", N_("Project"), required=True)
    from_on: date | None = ask(N_("From"), required=True)
    to_on: date | None = ask(N_("To"))


@record(table="data_exports", compartment=CENTRE)
class DataExport(Record):
    """Case data given to somebody outside: to whom, how coded, how much, and the file's fingerprint."""

    purpose: Choice | None = ask_one("export_purpose", N_("What for"), required=True)
    level: Choice | None = ask_one("export_level", N_("How coded"), required=True)
    smallest_group: int | None = ask(N_("Smallest group"))
    from_on: date | None = ask(N_("From"))
    to_on: date | None = ask(N_("To"))
    recipient_id: str | None = refer("organisations", N_("Given to the organisation"))
    mapping: str | None = ask(N_("Standard"))
    made_at: datetime | None = ask(N_("Made"))
    counts: str | None = ask_text(N_("Counts"))
    digest: str | None = ask(N_("Fingerprint of the file"))


@record(table="donor_sheets", compartment=CENTRE)
class DonorSheet(Record):
    """A sheet given to a donor, with what it showed: another one is held against it (indicators/report/given.py).

    `centres` are ids; `versions` say which months were closed then, as "KOR 2026-10 v1"; `numbers` is JSON, its hidden cells
    hidden.
    """

    sheet: str | None = ask(N_("Donor’s sheet"), required=True)
    project_id: str | None = refer("projects", N_("Project"))
    centres: str | None = ask_text(N_("Centres"))
    from_on: date | None = ask(N_("From"), required=True)
    to_on: date | None = ask(N_("To"), required=True)
    versions: str | None = ask_text(N_("Closed months"))
    given_at: datetime | None = ask(N_("Given on"))
    numbers: str | None = ask_text(N_("Figures"))
    digest: str | None = ask(N_("Fingerprint"))


@record(table="exported_cases", compartment=CARE)
class ExportedCase(CaseRecord):
    """Under which random number a case went out in one export, so that a correction can name it; in groups, in which."""

    export_id: str = refer("data_exports", required=True)
    number: str | None = ask(N_("Number in the export"), required=True)


@record(table="staged_lines", compartment=IDENTITY)
class StagedLine(Record):
    """One line of a file of case data from elsewhere: looked at, and never in the register by itself."""

    source_name: str | None = ask(N_("File"), required=True)
    line_number: int | None = ask(N_("Line number"))
    as_written: str | None = ask_text(N_("As written"), identifies=True)
    remarks: str | None = ask_text(N_("Remarks"))
    case_id: str | None = refer("case_files", N_("File in this register"))
