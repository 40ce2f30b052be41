"""Her health, kept for the nurse; and the brief that everyone who looks after her may read."""

from datetime import date, datetime
from decimal import Decimal

from centre_app.dates import PartialDate
from centre_app.language import N_
from centre_app.questions import (
    CARE,
    HEALTH,
    Choice,
    Choices,
    ask,
    ask_amount,
    ask_one,
    ask_some,
    ask_text,
    record,
    refer,
)
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
    tests_offered: Choices = ask_some("screening_test", N_("Tests offered"))
    tests_accepted: Choices = ask_some("screening_test", N_("Tests accepted"), hint=N_("Never the result."))
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


@record(table="doses", compartment=HEALTH)
class Dose(CaseRecord):
    """One dose of a treatment, taken or not."""

    prescription_id: str = refer("prescriptions", N_("Treatment"), required=True)
    due_on: date | None = ask(N_("Day"), required=True)
    time_of_day: Choice | None = ask_one("dose_round", N_("Time of day"), required=True)
    outcome: Choice | None = ask_one("dose_outcome", N_("Taken"), required=True)
    given_by: str | None = refer("staff", N_("Given by"))
    note: str | None = ask(N_("Note"))


@record(table="cares_after_rape", compartment=HEALTH)
class CareAfterRape(CaseRecord):
    """Clinical management of rape: every hour counts until 72 h (PEP) and 120 h (emergency contraception)."""

    incident_id: str | None = refer("incidents", N_("Incident"))
    happened_at: datetime | None = ask(N_("When it happened"), hint=N_("As near as it is known."), required=True)
    seen_at: datetime | None = ask(N_("First seen"))
    facility: str | None = ask(N_("Where"))
    pep: Choice | None = ask_one("cmr_care", N_("HIV prevention (PEP)"))
    emergency_contraception: Choice | None = ask_one("cmr_care", N_("Emergency contraception"))
    sti_treatment: Choice | None = ask_one("cmr_care", N_("Treatment of infections (STI)"))
    hepatitis_b: Choice | None = ask_one("cmr_care", N_("Hepatitis B vaccine"))
    tetanus: Choice | None = ask_one("cmr_care", N_("Tetanus vaccine"))
    certificate: Choice | None = ask_one("cmr_certificate", N_("Medical certificate"))
    seen_after_2_weeks: date | None = ask(N_("Seen again after 2 weeks"))
    seen_after_3_months: date | None = ask(N_("Seen again after 3 months"))
    seen_after_6_months: date | None = ask(N_("Seen again after 6 months"))
    note: str | None = ask_text(N_("Note"))
    confidentiality: Choice | None = ask_one("confidentiality", N_("Confidentiality"), start="restricted")


@record(table="vaccinations", compartment=HEALTH)
class Vaccination(CaseRecord):
    vaccine: Choice | None = ask_one("vaccine", N_("Vaccine"), required=True)
    dose_number: int | None = ask(N_("Which dose"))
    given_on: date | None = ask(N_("Dose given on"), required=True)
    batch: str | None = ask(N_("Batch"))
    facility: str | None = ask(N_("Where"))
    next_on: date | None = ask(N_("Next dose on"))


@record(table="pregnancies", compartment=HEALTH)
class Pregnancy(CaseRecord):
    noted_on: date | None = ask(N_("Known since"), required=True)
    last_period: PartialDate | None = ask(N_("Last period"))
    due_on: date | None = ask(N_("Expected date of birth"))
    first_antenatal_on: date | None = ask(N_("First antenatal visit"))
    antenatal_visits: int | None = ask(N_("Antenatal visits so far"))
    next_on: date | None = ask(N_("Next antenatal visit"))
    birth_planned_at: str | None = ask(N_("Where she will give birth"))
    dangers: str | None = ask_text(N_("What must be watched"))
    outcome: Choice | None = ask_one("birth_outcome", N_("Outcome"))
    ended_on: date | None = ask(N_("Ended on"))
    conceived_in_violence: bool | None = ask(N_("Pregnancy after violence"))


@record(table="deliveries", compartment=HEALTH)
class Delivery(CaseRecord):
    """What the nurse keeps of a birth; that it happened is told in care (`BirthAtCentre`)."""

    birth_id: str | None = refer("births", N_("Birth"))
    pregnancy_id: str | None = refer("pregnancies", N_("Pregnancy"))
    born_at: datetime | None = ask(N_("Born at"))
    facility: str | None = ask(N_("Where"))
    attended_by: str | None = ask(N_("Attended by"))
    weight_g: int | None = ask(N_("Weight at birth"), unit="g")
    complications: str | None = ask_text(N_("Complications"))
    postnatal_visit_on: date | None = ask(N_("Postnatal visit"))
    feeding: Choice | None = ask_one("infant_feeding", N_("How the baby is fed"))


@record(table="growth_measures", compartment=HEALTH)
class GrowthMeasure(CaseRecord):
    measured_on: date | None = ask(N_("Measured on"), required=True)
    weight_kg: Decimal | None = ask(N_("Weight in kg"))
    height_cm: int | None = ask(N_("Height"), unit="cm")
    muac_mm: int | None = ask(N_("Upper-arm circumference (MUAC)"), unit="mm")
    oedema: bool | None = ask(N_("Swollen feet (oedema)"))
    status: Choice | None = ask_one("nutrition_status", N_("Nutrition"))
    next_on: date | None = ask(N_("To be measured again on"))
