"""The visits after an exit: on which day each falls, which took place, and whether the file may be closed.

Nothing of this is stored but what was done: a visit is due because she left, and it is done because somebody wrote it down.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from centre_app.records import Exit, FollowUp

# records.md §3.5b: visits at 30, 90, 180 and 365 days, by the keys of the list follow_up_milestone
DAYS: Mapping[str, int] = MappingProxyType({"month_1": 30, "month_3": 90, "month_6": 180, "month_12": 365})
LAST = "month_12"
ENOUGH_ATTEMPTS = 3  # so often in vain, and the file may be closed
DONE, COMING, LATE, MISSED = "done", "coming", "late", "missed"
ATTEMPT, NOT_FOUND, REFUSED = "attempt", "not_found", "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One of the four visits. `state` is missed when the visit after it is due as well; `attempts` counts those in vain."""

    milestone: str
    due_on: date
    state: str
    done: FollowUp | None
    attempts: int


def visits(left_on: date, follow_ups: Sequence[FollowUp], *, today: date) -> list[Visit]:
    """Return the four visits after an exit, the first one first."""
    since = [one for one in follow_ups if one.done_on is None or one.done_on >= left_on]
    due = {milestone: left_on + timedelta(days=days) for milestone, days in DAYS.items()}
    following = [*list(due.values())[1:], None]
    return [
        _visit(milestone, day, next_day, [one for one in since if one.milestone == milestone], today)
        for (milestone, day), next_day in zip(due.items(), following, strict=True)
    ]


def is_in_vain(follow_up: FollowUp) -> bool:
    """Say whether somebody tried and met nobody."""
    return follow_up.via == ATTEMPT or follow_up.result == NOT_FOUND


def may_be_closed(left: Exit, follow_ups: Sequence[FollowUp]) -> bool:
    """Say whether nothing more is owed to her: the last visit took place, three attempts were in vain, she refused, or
    the exit says why there is no follow-up."""
    return settled_on(left, follow_ups) is not None


def settled_on(left: Exit, follow_ups: Sequence[FollowUp]) -> date | None:
    """Return the day since which nothing more is owed to her; None while something is."""
    first = left.left_on or date.min
    since = sorted((one for one in follow_ups if (one.done_on or first) >= first), key=lambda one: one.done_on or first)
    met = [one for one in since if not is_in_vain(one)]
    in_vain = [one for one in since if is_in_vain(one)]
    enough = [one for one in met if one.milestone == LAST or one.result == REFUSED] + in_vain[ENOUGH_ATTEMPTS - 1 :]
    days = [one.done_on or first for one in enough]
    if (left.no_follow_up_reason or "").strip():
        days.append(first)
    return min(days, default=None)


def _visit(milestone: str, due_on: date, next_due: date | None, written: list[FollowUp], today: date) -> Visit:
    met = [one for one in written if not is_in_vain(one)]
    done = met[-1] if met else None
    if done is not None:
        state = DONE
    elif today <= due_on:
        state = COMING
    else:
        state = MISSED if next_due is not None and today > next_due else LATE
    return Visit(milestone=milestone, due_on=due_on, state=state, done=done, attempts=len(written) - len(met))
