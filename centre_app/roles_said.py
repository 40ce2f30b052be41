"""Roles named by the work and not by who does it, for the door: of whoever stands before it, nothing says he or she.

Inside the register a role is called after the person who has it: the code list user_role has both words.
"""

from collections.abc import Iterable, Mapping

from centre_app.choices.keys import UserRole
from centre_app.language import N_, Language

WORK: Mapping[str, str] = {
    UserRole.DIRECTOR: N_("Direction"),
    UserRole.CASE_MANAGER: N_("Following the files"),
    UserRole.SOCIAL_WORKER: N_("Daily life"),
    UserRole.NURSE: N_("Health care"),
    UserRole.PSYCHOLOGIST: N_("Psychology"),
    UserRole.TEACHER: N_("Teaching and training"),
    UserRole.LEGAL: N_("Legal help"),
    UserRole.STOREKEEPER: N_("Store and logistics"),
    UserRole.NIGHT_GUARD: N_("Night supervision"),
    UserRole.DATA_OFFICER: N_("Data entry"),
    UserRole.HQ_SUPERVISOR: N_("Headquarters’ supervision"),
    UserRole.HQ_ANALYST: N_("Headquarters’ analysis"),
    UserRole.AUDITOR: N_("Audit, reading only"),
}


def work_of(roles: Iterable[str], language: Language) -> str:
    """Return what somebody does here, in the order of the list; a role that no list has is left out."""
    kept = frozenset(roles)
    return " · ".join(language.say(words) for role, words in WORK.items() if role in kept)
