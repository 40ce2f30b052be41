"""The sign of what is due, the same wherever it is shown, and the verb where one form is all that it takes."""

from collections.abc import Mapping

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile, FollowUp, NeedsAssessment, RiskAssessment, SafetyPlan
from ui import icons

# What a task is about, by its part of the file; a few have a sign of their own.
OF_SECTION: Mapping[str, str] = {
    "identity": icons.NOTE,
    "consents": icons.SIGN,
    "plan": icons.GOAL,
    "housing": icons.BED,
    "health": icons.HEALTH,
    "psychosocial": icons.PSYCHOSOCIAL,
    "legal": icons.LEGAL,
    "family": icons.FAMILY,
    "safety": icons.PROTECTION,
    "incidents": icons.INCIDENT,
    "referrals": icons.REFERRAL,
    "documents": icons.DOCUMENT,
    "followup": icons.FOLLOW_UP,
    "history": icons.HISTORY,
}
OF_TASK: Mapping[str, str] = {
    "action_due": icons.CHECKS,
    "turning_18": icons.LEGAL,
    "medication": icons.MEDICINE,
    "vaccination": icons.VACCINE,
    "birth_expected": icons.BABY,
    "postnatal": icons.BABY,
    "entry_kit": icons.KIT,
    "emergency_rest": icons.CHECKS,
    "rules_due": icons.SIGN,
    "belongings_kept": icons.ARCHIVE,
    "leave_return": icons.AWAY,
    "bundle_due": icons.EXPORT,
    "letter_to_file": icons.LETTER,
    "break_glass": icons.LOCK,
}


# What is done by writing one record: the verb, and whoever may write such a record is offered it.
VERBS: Mapping[str, tuple[str, type[Record]]] = {
    "danger_now": (N_("Protect"), SafetyPlan),
    "safety_plan_due": (N_("Write"), SafetyPlan),
    "safety_plan_review": (N_("Review"), SafetyPlan),
    "risk_due": (N_("Assess"), RiskAssessment),
    "risk_review": (N_("Assess"), RiskAssessment),
    "needs_due": (N_("Assess"), NeedsAssessment),
    "assessment_due": (N_("Assess"), NeedsAssessment),
    "follow_up_visit": (N_("Write down"), FollowUp),
    "leave_return": (N_("Is back"), CaseFile),
    "file_to_close": (N_("Close it"), CaseFile),
}


def icon_of(task: str, section: str) -> str:
    return OF_TASK.get(task) or OF_SECTION.get(section, icons.DATE)
