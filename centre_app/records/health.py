"""Her health, kept for the nurse; and the brief that everyone who looks after her may read."""

from datetime import date

from centre_app.language import N_
from centre_app.questions import CARE, HEALTH, Choice, ask, ask_amount, ask_one, ask_text, record, refer
from centre_app.records.base import CaseRecord


@record(table="health_briefs", compartment=CARE)
class HealthBrief(CaseRecord):
    """What the nurse writes for the whole team: no diagnosis, what to watch for and when the next visit is."""

    allergies: str | None = ask(N_("Allergies"))
    alerts: str | None = ask(N_("What the team must watch for"))
    treatment: str | None = ask(N_("Treatment to be taken"), hint=N_("What, how often, until when. No diagnosis."))
    next_on: date | None = ask(N_("Next appointment"))
    next_where: str | None = ask(N_("Where"))


@record(table="health_profiles", compartment=HEALTH)
class HealthProfile(CaseRecord):
    blood_group: Choice | None = ask_one("blood_group", N_("Blood group"))
    chronic: str | None = ask_text(N_("Long illnesses"))
    current_treatment: str | None = ask_text(N_("Current treatment"))
    is_pregnant: bool | None = ask(N_("Pregnant"))
    due_on: date | None = ask(N_("Expected date of birth"))
    is_breastfeeding: bool | None = ask(N_("Breastfeeding"))
    vaccination_card_seen: bool | None = ask(N_("Vaccination card seen"))
    height_cm: int | None = ask(N_("Height"), unit="cm")
    muac_mm: int | None = ask(N_("Upper-arm circumference (MUAC)"), unit="mm")
    hiv_status: Choice | None = ask_one("hiv_status", N_("HIV test"))
    conceived_in_violence: bool | None = ask(N_("Pregnancy after violence"))


@record(table="medical_visits", compartment=HEALTH)
class MedicalVisit(CaseRecord):
    visit_type: Choice | None = ask_one("medical_visit_type", N_("Kind of visit"), required=True)
    seen_on: date | None = ask(N_("Date of the visit"), required=True)
    facility: str | None = ask(N_("Where"))
    provider: str | None = ask(N_("Seen by"))
    complaint: str | None = ask_text(N_("What she complains of"))
    diagnosis: str | None = ask_text(N_("Diagnosis"))
    care_given: str | None = ask_text(N_("Care given"))
    cost_fcfa: int | None = ask_amount(N_("Cost"))
    project_id: str | None = refer("projects", N_("Paid by the project"))
    next_on: date | None = ask(N_("To be seen again on"))
    confidentiality: Choice | None = ask_one("confidentiality", N_("Confidentiality"), start="restricted")


@record(table="prescriptions", compartment=HEALTH)
class Prescription(CaseRecord):
    visit_id: str | None = refer("medical_visits", N_("Visit"))
    drug: str | None = ask(N_("Medicine"), required=True)
    dose: str | None = ask(N_("Dose"), required=True)
    times_per_day: int | None = ask(N_("Times a day"))
    from_on: date | None = ask(N_("From"), required=True)
    to_on: date | None = ask(N_("To"))
