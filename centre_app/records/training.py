"""The trade she learns, how it goes month by month, and what she is given to begin with."""

from datetime import date

from centre_app.language import N_
from centre_app.questions import CARE, Choice, ask, ask_amount, ask_one, ask_text, record, refer
from centre_app.records.base import CaseRecord


@record(table="training_enrolments", compartment=CARE)
class TrainingEnrolment(CaseRecord):
    trade: Choice | None = ask_one("trade", N_("Trade"), required=True)
    mode: Choice | None = ask_one("training_mode", N_("How she learns it"), required=True)
    master: str | None = ask(N_("Master or workshop"))
    timetable: str | None = ask(N_("Timetable"))
    certified_on: date | None = ask(N_("Certificate received on"))
    contract_signed_on: date | None = ask(N_("Contract signed on"))
    from_on: date | None = ask(N_("Since"), required=True)
    planned_to: date | None = ask(N_("Planned until"))
    to_on: date | None = ask(N_("Until"))
    status: Choice | None = ask_one("enrolment_status", N_("Attendance"), start="enrolled")
    hours_week: int | None = ask(N_("Hours a week"))
    allowance_fcfa: int | None = ask_amount(N_("Allowance a month"))
    project_id: str | None = refer("projects", N_("Paid by the project"))
    director_reason: str | None = ask_text(N_("The director’s reason for a hazardous trade"))


@record(table="training_evaluations", compartment=CARE)
class TrainingEvaluation(CaseRecord):
    enrolment_id: str = refer("training_enrolments", N_("Training"), required=True)
    month: date | None = ask(N_("Month"), hint=N_("Any day of the month."), required=True)
    skill: Choice | None = ask_one("skill_level", N_("Skill"))
    attendance_percent: int | None = ask(N_("Attendance"), unit="%")
    note: str | None = ask_text(N_("What the trainer says"))


@record(table="kit_grants", compartment=CARE)
class KitGrant(CaseRecord):
    kit: Choice | None = ask_one("kit_type", N_("Kit"), required=True)
    contents: str | None = ask(N_("What is in it"))
    value_fcfa: int | None = ask_amount(N_("Value"), required=True)
    given_on: date | None = ask(N_("Given on"), required=True)
    project_id: str | None = refer("projects", N_("Project"))
    receipt: str | None = ask(N_("Number of the signed receipt"))
