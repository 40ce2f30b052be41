"""One thing to do: what it is, when, whose file it stands in, and whom it waits for."""

from dataclasses import dataclass
from datetime import date, datetime

from centre_app.agenda.urgency import URGENCY, Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """`task` is a key of the list `task_type`; `section` the part of the file to open.

    `missing` names what is still to be asked, as messages. `due_at` is there where hours count, and lies on `due_on`. It waits for the member of staff `who_id`, else for whoever
    has that `role`, else for nobody in particular. `what` is in somebody's own words; `about` a choice that says more, as
    its list and its key.
    """

    task: str
    due_on: date
    due_at: datetime | None = None
    case_id: str | None = None
    section: str = ""
    record_id: str | None = None
    who_id: str | None = None
    role: str = ""
    what: str = ""
    about: tuple[str, str] | None = None
    missing: tuple[str, ...] = ()

    @property
    def urgency(self) -> Urgency:
        return URGENCY[self.task]

    def is_late(self, now: datetime) -> bool:
        return self.due_at < now if self.due_at is not None else self.due_on < now.date()


def in_order(due: Due) -> tuple[bool, date, float, str, str, str]:
    """Return what an agenda is sorted by: danger before all else, then the day, then the hour.

    Things of no hour stand at the end of their day.
    """
    hour = due.due_at.timestamp() if due.due_at is not None else float("inf")
    is_calmer = due.urgency is not Urgency.DANGER
    return is_calmer, due.due_on, hour, due.task, due.case_id or "", due.record_id or ""


def by_gravity(due: Due) -> tuple[int, tuple[bool, date, float, str, str, str]]:
    """Return what things that are late are sorted by: how grave it is, then as an agenda is."""
    return due.urgency, in_order(due)
