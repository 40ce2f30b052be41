"""Sheets that were filled in by hand while the power was out, and typed later."""

from datetime import date

from centre_app.language import N_
from centre_app.questions import CARE, Record, ask, record, refer


@record(table="typed_sheets", compartment=CARE)
class TypedSheet(Record):
    """One sheet: who wrote it on which day. When and by whom it was typed, the line itself says, as every line does."""

    form: str | None = ask(N_("Number of the form"), harmless="the number that is printed on every blank form")
    author_id: str | None = refer("staff", N_("Written by"))
    written_on: date | None = ask(N_("Written on paper on"), required=True)
    case_id: str | None = refer("case_files", N_("File"))
