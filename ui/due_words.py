"""The sign of what is due, the same wherever it is shown."""

from collections.abc import Mapping

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
    "leave_return": icons.AWAY,
    "bundle_due": icons.EXPORT,
    "letter_to_file": icons.LETTER,
    "break_glass": icons.LOCK,
}


def icon_of(task: str, section: str) -> str:
    return OF_TASK.get(task) or OF_SECTION.get(section, icons.DATE)
