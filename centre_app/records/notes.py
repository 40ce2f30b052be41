"""What no question asks: a heading and free words. No code reads them."""

from datetime import date

from centre_app.language import N_
from centre_app.questions import CARE, Choice, ask, ask_one, ask_text, record
from centre_app.records.base import CaseRecord


@record(table="case_notes", compartment=CARE)
class CaseNote(CaseRecord):
    heading: str | None = ask(N_("Heading"), required=True, identifies=True)
    noted_on: date | None = ask(N_("Day"), required=True)
    text: str | None = ask_text(N_("Note"), required=True, identifies=True)
    confidentiality: Choice | None = ask_one("confidentiality", N_("Confidentiality"), start="standard")
