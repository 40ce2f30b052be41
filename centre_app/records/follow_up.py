"""What becomes of her after she has left."""

from datetime import date

from centre_app.language import N_
from centre_app.questions import CARE, Choice, ask, ask_one, ask_text, record, refer
from centre_app.records.base import CaseRecord


@record(table="follow_ups", compartment=CARE)
class FollowUp(CaseRecord):
    """One visit, call or message after the exit, an attempt without success included."""

    milestone: Choice | None = ask_one("follow_up_milestone", N_("Which visit"), required=True)
    follow_up_type: Choice | None = ask_one("follow_up_type", N_("Kind of follow-up"), required=True)
    done_on: date | None = ask(N_("Done on"), required=True)
    by_id: str | None = refer("staff", N_("Done by"))
    via: Choice | None = ask_one("follow_up_via", N_("By what means"), required=True)
    partner_id: str | None = refer("organisations", N_("Through the organisation"))
    result: Choice | None = ask_one("follow_up_result", N_("Situation"), required=True)
    safety: Choice | None = ask_one("situation_score", N_("Safety"))
    health: Choice | None = ask_one("situation_score", N_("Health"))
    schooling: Choice | None = ask_one("situation_score", N_("School or training"))
    work: Choice | None = ask_one("situation_score", N_("Work and income"))
    family: Choice | None = ask_one("situation_score", N_("Family"))
    kit_running: bool | None = ask(N_("Her activity with the kit is running"))
    income_band: Choice | None = ask_one("income_band", N_("What it earns a month"))
    resident_view: str | None = ask_text(N_("What she says about it"), identifies=True)
    note: str | None = ask_text(N_("Note"), identifies=True)
    next_on: date | None = ask(N_("Next follow-up"))
