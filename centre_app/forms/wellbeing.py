"""The forms of how she is: sessions, the five sentences, danger and safety, needs."""

from centre_app.forms.form import Group, ask_of, form
from centre_app.language import N_
from centre_app.records import (
    DomainNeed,
    FunctionalDifficulties,
    NeedsAssessment,
    PsychosocialSession,
    RiskAssessment,
    RiskDrivers,
    SafetyPlan,
    SessionObservation,
    WellbeingMeasure,
)
from centre_app.wellbeing import SENTENCES

SIX_QUESTIONS = ("seeing", "hearing", "walking", "remembering", "selfcare", "communicating")

SESSION = form(
    51, N_("Session"), PsychosocialSession,
    "session_type", "held_on", "minutes", "held_by", "attended", "theme", "language", "interpreter", "ladder", "next_on",
    also=(
        Group(
            lines=ask_of(SessionObservation, "aims", "observation", "next_steps", with_reasons=False),
            note=N_("What was said is kept by the psychologist, in notes apart. Do not write it on this sheet."),
            is_sealed=True,
        ),
    ),
)  # fmt: skip
WELLBEING = form(
    52, N_("Five sentences about the last seven days"), WellbeingMeasure, "measured_on", "asked_by", *SENTENCES
)  # fmt: skip
RISK = form(
    55, N_("How great is the danger?"), RiskAssessment,
    "level", "assessed_on", "assessed_by", "protective_factors", "done_at_once", "next_on",
    also=(
        Group(
            lines=ask_of(RiskDrivers, "drivers", "in_words", with_reasons=False),
            note=N_("What follows is read only by those who follow protection."),
        ),
    ),
)  # fmt: skip
SAFETY = form(
    56, N_("Safety plan"), SafetyPlan,
    "drawn_up_on", "triggers", "signs", "what_to_do", "safe_places", "trusted_people", "phone_numbers", "agreed_on",
    "next_on",
)  # fmt: skip
NEEDS = form(
    57, N_("Needs"), NeedsAssessment, "assessed_on", "assessed_by", "strengths", "next_on",
    also=(
        Group(
            lines=ask_of(DomainNeed, "score", ("need", "strength"), with_reasons=False),
            each_of="care_domain",
            note=N_("From 0, no need, to 3, urgent. Leave out what nobody has looked at."),
        ),
    ),
)  # fmt: skip
DIFFICULTIES = form(
    58, N_("What is hard in everyday life"), FunctionalDifficulties, "asked_on", *SIX_QUESTIONS, "aids"
)  # fmt: skip
