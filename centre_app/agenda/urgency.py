"""How grave it is when something that is due is not done: said once of each task, and asked wherever lines are ordered.

A day says when; it does not say what first. What is late is read by its gravity and then by its day, so that an old paper
never stands above a child in danger.
"""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType


class Urgency(IntEnum):
    """The gravest first. What is in danger stands above everything else, for everybody who may see it."""

    DANGER = 0  # somebody may be hurt today
    SAFETY = 1  # her safety, or care for which the hours count
    CARE = 2  # her body, her mind, her family, her days in court
    PAPER = 3  # what is to be written, renewed, answered, sent


_TASKS: Mapping[Urgency, tuple[str, ...]] = {
    Urgency.DANGER: ("danger_now",),
    Urgency.SAFETY: (
        "pep_window", "ec_window", "safety_plan_due", "safety_plan_review", "risk_due", "risk_review", "leave_return",
        "notification_due",
    ),
    Urgency.CARE: (
        "entry_checkup", "medical_appointment", "medication", "cmr_follow_up", "vaccination", "antenatal",
        "birth_expected", "postnatal", "growth_check", "session_due", "court_date", "ogp_expiry", "legal_step",
        "tracing_step", "mediation_due", "follow_up_visit", "assessment_due", "needs_due", "entry_kit", "turning_18", "emergency_rest",
    ),
    Urgency.PAPER: (
        "plan_due", "plan_review", "action_due", "referral_answer", "consent_renewal", "document_expiry",
        "data_quality", "file_to_close", "rules_due", "belongings_kept", "break_glass", "letter_to_file", "bundle_due",
        "retention_due",
    ),
}  # fmt: skip

URGENCY: Mapping[str, Urgency] = MappingProxyType({task: one for one, tasks in _TASKS.items() for task in tasks})
