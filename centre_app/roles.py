"""Which role opens which compartment: the one table, for keys. What a role may do inside a compartment is rights.py."""

from collections.abc import Iterable, Mapping

from centre_app.choices.keys import UserRole
from centre_app.questions import CARE, CENTRE, FIGURES, HEALTH, IDENTITY, NOTES, PROTECTION

COMPARTMENTS_OF: Mapping[str, tuple[str, ...]] = {
    UserRole.DIRECTOR: (CENTRE, IDENTITY, CARE, HEALTH, PROTECTION),
    UserRole.CASE_MANAGER: (CENTRE, IDENTITY, CARE, PROTECTION),
    UserRole.SOCIAL_WORKER: (CENTRE, IDENTITY, CARE),
    UserRole.NURSE: (CENTRE, IDENTITY, CARE, HEALTH),
    UserRole.PSYCHOLOGIST: (CENTRE, IDENTITY, CARE, PROTECTION, NOTES),
    UserRole.TEACHER: (CENTRE, IDENTITY, CARE),
    UserRole.LEGAL: (CENTRE, IDENTITY, CARE, PROTECTION),
    UserRole.STOREKEEPER: (CENTRE, IDENTITY, CARE),
    UserRole.NIGHT_GUARD: (CENTRE, IDENTITY, CARE),
    UserRole.DATA_OFFICER: (CENTRE, IDENTITY, CARE),
    UserRole.AUDITOR: (CENTRE, CARE),
    UserRole.HQ_SUPERVISOR: (CENTRE, IDENTITY, CARE, HEALTH, PROTECTION, FIGURES),
    UserRole.HQ_ANALYST: (CENTRE, FIGURES),
}

# Who keeps the register's own keys, and so says who may open what: director and deputy; at headquarters its supervisors.
KEEPERS = frozenset({UserRole.DIRECTOR, UserRole.HQ_SUPERVISOR})

AT_HEADQUARTERS_ONLY = frozenset({UserRole.HQ_SUPERVISOR, UserRole.HQ_ANALYST})
ANYWHERE = frozenset({UserRole.AUDITOR})


def compartments_of(roles: Iterable[str]) -> tuple[str, ...]:
    """Return all that somebody with these roles opens, in the order of the compartments."""
    opened = {compartment for role in roles for compartment in COMPARTMENTS_OF[role]}
    order = (CENTRE, IDENTITY, CARE, HEALTH, PROTECTION, NOTES, FIGURES)
    return tuple(compartment for compartment in order if compartment in opened)


def roles_opening(compartment: str) -> tuple[str, ...]:
    """Return the roles that open a compartment."""
    return tuple(role for role, opened in COMPARTMENTS_OF.items() if compartment in opened)


def keeps_own(roles: Iterable[str]) -> bool:
    """Say whether somebody with these roles keeps the register's own keys."""
    return not KEEPERS.isdisjoint(roles)


def roles_at(*, headquarters: bool) -> tuple[str, ...]:
    """Return the roles that people can have in a centre, or at headquarters."""
    there = AT_HEADQUARTERS_ONLY | ANYWHERE if headquarters else COMPARTMENTS_OF.keys() - AT_HEADQUARTERS_ONLY
    return tuple(role for role in COMPARTMENTS_OF if role in there)
