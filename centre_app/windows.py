"""How long what can be done after rape is still of use, and when she is to be seen again: derived to the minute, never stored.

Whatever the hour, care is due: a window that is shut says what it is too late for, and hides no visit. Source: WHO,
UNFPA and UNHCR, "Clinical management of rape and intimate partner violence survivors" (2020).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from centre_app.dates import months_after
from centre_app.records import CareAfterRape

# Until when each is of use, counted from what happened.
PEP_WITHIN = timedelta(hours=72)
CONTRACEPTION_WITHIN = timedelta(hours=120)
WINDOWS = MappingProxyType({"pep": PEP_WITHIN, "emergency_contraception": CONTRACEPTION_WITHIN})
TOO_LATE = "too_late"  # a key of the list cmr_care

TWO_WEEKS = timedelta(weeks=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Until when something is of use. `question` is that of CareAfterRape which says whether it was given."""

    question: str
    shuts_at: datetime

    def is_open(self, at: datetime) -> bool:
        """The last minute still counts."""
        return at <= self.shuts_at


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAgain:
    """A visit that is due after care: when, and when it took place (None: not yet)."""

    question: str
    due_on: date
    done_on: date | None


def windows_after(happened_at: datetime) -> list[Window]:
    """Return what is of use for a while after rape, the shortest first."""
    return [Window(question=question, shuts_at=happened_at + within) for question, within in WINDOWS.items()]


def waited(care: CareAfterRape, *, now: datetime) -> timedelta | None:
    """Return how long after it happened she was first seen, or has been waiting; None while the hour is not known."""
    if care.happened_at is None:
        return None
    return (care.seen_at or now) - care.happened_at


def seen_in_time(care: CareAfterRape, question: str) -> bool | None:
    """Say whether she was seen while that window was open; None while one of the two hours is not known."""
    if care.happened_at is None or care.seen_at is None:
        return None
    return care.seen_at - care.happened_at <= WINDOWS[question]


def still_open(care: CareAfterRape, *, now: datetime) -> list[Window]:
    """Return what is not answered yet and still of use: what hurries."""
    if care.happened_at is None:
        return []
    return [
        window
        for window in windows_after(care.happened_at)
        if getattr(care, window.question) is None and window.is_open(now)
    ]


def is_too_late(care: CareAfterRape, question: str, *, now: datetime) -> bool:
    """Say whether she was seen after that window had shut, or nobody has seen her and it is shut now."""
    if care.happened_at is None:
        return False
    return (care.seen_at or now) - care.happened_at > WINDOWS[question]


def too_late_for(care: CareAfterRape, *, now: datetime) -> list[str]:
    """Return the questions without an answer for which "too late" is to be proposed."""
    return [one for one in WINDOWS if getattr(care, one) is None and is_too_late(care, one, now=now)]


def seen_again(care: CareAfterRape) -> list[SeenAgain]:
    """Return the visits after 2 weeks, 3 and 6 months, counted from the day she was first seen, else from what happened."""
    first = care.seen_at or care.happened_at
    return list(_seen_again(care, first.date())) if first is not None else []


def _seen_again(care: CareAfterRape, first: date) -> Iterator[SeenAgain]:
    for question, due_on in (
        ("seen_after_2_weeks", first + TWO_WEEKS),
        ("seen_after_3_months", months_after(first, 3)),
        ("seen_after_6_months", months_after(first, 6)),
    ):
        yield SeenAgain(question=question, due_on=due_on, done_on=getattr(care, question))
