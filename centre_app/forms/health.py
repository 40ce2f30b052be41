"""The forms of her health."""

from centre_app.forms.form import form
from centre_app.language import N_
from centre_app.records import (
    CareAfterRape,
    Delivery,
    GrowthMeasure,
    HealthBrief,
    HealthProfile,
    MedicalVisit,
    Pregnancy,
    Prescription,
    Vaccination,
)

BRIEF = form(
    41, N_("Health, for the whole team"), HealthBrief, "allergies", "alerts", "treatment", "next_on", "next_where"
)  # fmt: skip
PROFILE = form(
    42, N_("Health in detail"), HealthProfile,
    "blood_group", "chronic", "current_treatment", "is_pregnant", "due_on", "is_breastfeeding",
    "vaccination_card_seen", "height_cm", "muac_mm", "hiv_status", "conceived_in_violence",
)  # fmt: skip
VISIT = form(
    43, N_("Medical visit"), MedicalVisit,
    "visit_type", "seen_on", "facility", "provider", "complaint", "diagnosis", "care_given", "tests_offered",
    "tests_accepted", "cost_fcfa", "project_id", "next_on", "confidentiality",
)  # fmt: skip
TREATMENT = form(44, N_("Treatment"), Prescription, "drug", "dose", "times_per_day", "from_on", "to_on")
VACCINE = form(
    45, N_("Vaccine"), Vaccination, "vaccine", "dose_number", "given_on", "batch", "facility", "next_on"
)  # fmt: skip
PREGNANCY = form(
    46, N_("Pregnancy"), Pregnancy,
    "noted_on", "last_period", "due_on", "first_antenatal_on", "antenatal_visits", "next_on", "birth_planned_at",
    "dangers", "outcome", "ended_on", "conceived_in_violence",
)  # fmt: skip
DELIVERY = form(
    47, N_("Delivery"), Delivery,
    "born_at", "facility", "attended_by", "weight_g", "complications", "postnatal_visit_on", "feeding",
)  # fmt: skip
MEASURE = form(
    48, N_("Measure of growth"), GrowthMeasure,
    "measured_on", "weight_kg", "height_cm", "muac_mm", "oedema", "status", "next_on",
)  # fmt: skip
AFTER_RAPE = form(
    49, N_("Care after rape"), CareAfterRape,
    "happened_at", "seen_at", "facility", "pep", "emergency_contraception", "sti_treatment", "hepatitis_b", "tetanus",
    "certificate", "seen_after_2_weeks", "seen_after_3_months", "seen_after_6_months", "note", "confidentiality",
)  # fmt: skip
