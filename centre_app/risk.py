"""How a level of risk sets the pace: by when something is done, when it is looked at again, when a safety plan is owed.

Five levels with first-action delay and review interval (domain model, features §1.2); the figures are those noted beside
the levels in the code list `risk_level`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from centre_app.records import RiskAssessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How soon after an assessment the first act is due, and the next assessment; None where none is."""

    first_act: timedelta | None
    next_look: timedelta | None


PACES: Mapping[str, Pace] = MappingProxyType(
    {
        "immediate": Pace(first_act=timedelta(0), next_look=timedelta(days=1)),
        "high": Pace(first_act=timedelta(days=2), next_look=timedelta(weeks=1)),
        "medium": Pace(first_act=timedelta(days=3), next_look=timedelta(weeks=2)),
        "low": Pace(first_act=timedelta(weeks=1), next_look=timedelta(days=30)),
        "none": Pace(first_act=None, next_look=None),
    }
)
IMMEDIATE = "immediate"
DANGEROUS = frozenset({IMMEDIATE, "high"})
PLAN_WITHIN = timedelta(hours=48)  # rule V17; indicator C3
FIRST_WITHIN = timedelta(hours=24)  # records.md §3.5b, indicator C1: the first assessment after an admission


def next_look(level: str | None, *, assessed_on: date) -> date | None:
    """Return the day on which a risk of this level is to be assessed again; None where nothing presses, or no level."""
    pace = PACES.get(level or "")
    return assessed_on + pace.next_look if pace and pace.next_look is not None else None


def first_act_by(level: str | None, *, assessed_on: date) -> date | None:
    """Return the day by which something is done about a risk of this level; None where nothing has to be."""
    pace = PACES.get(level or "")
    return assessed_on + pace.first_act if pace and pace.first_act is not None else None


def in_order(assessments: Iterable[RiskAssessment]) -> list[RiskAssessment]:
    """Return assessments by their day, the first one first; those without a day stand before all others."""
    return sorted(assessments, key=lambda one: (one.assessed_on or date.min, one.id))


def latest(assessments: Iterable[RiskAssessment]) -> RiskAssessment | None:
    """Return the last assessment that says how great the danger is; one that says nothing does not end it."""
    said = [one for one in in_order(assessments) if one.level]
    return said[-1] if said else None


def is_in_danger(assessments: Iterable[RiskAssessment]) -> bool:
    """Say whether the danger is immediate or high as far as is known."""
    last = latest(assessments)
    return last is not None and last.level in DANGEROUS


def dangerous_since(assessments: Iterable[RiskAssessment]) -> date | None:
    """Return since which day the danger has been immediate or high without a break; None where it is neither now."""
    since: date | None = None
    for assessment in in_order(one for one in assessments if one.level):
        if assessment.level not in DANGEROUS:
            since = None
        elif since is None:
            since = assessment.assessed_on
    return since


def safety_plan_due_on(assessments: Iterable[RiskAssessment]) -> date | None:
    """Return by when somebody in danger has a safety plan (V17); None where none is owed."""
    since = dangerous_since(assessments)
    return since + PLAN_WITHIN if since else None
