"""What becomes of her: the visits after 1, 3, 6 and 12 months, and what the last one asked for."""

from collections.abc import Iterator
from datetime import date

from centre_app.agenda.due import Due
from centre_app.agenda.files import FOLLOW_UP, Files
from centre_app.follow_ups import COMING, LATE, may_be_closed, visits
from centre_app.records import Exit, FollowUp

MILESTONE, BETWEEN = "follow_up_milestone", "between"


def follow_up_visits(files: Files) -> Iterator[Due]:
    """Each visit that is owed; one that was missed is not made up for once the next one is due."""
    if not files.register.can_open(FollowUp):
        return
    written: dict[str, list[FollowUp]] = {}
    for one in sorted(files.of(FollowUp), key=lambda one: (one.done_on or date.min, one.id)):
        written.setdefault(one.case_id, []).append(one)
    for case_id, left in files.newest(Exit, by="left_on").items():
        hers = written.get(case_id, [])
        if left.left_on and _is_followed(files, case_id) and not may_be_closed(left, hers):
            yield from _still_owed(files, case_id, left.left_on, hers)


def _is_followed(files: Files, case_id: str) -> bool:
    case = files.cases.get(case_id)
    return case is not None and case.status == FOLLOW_UP and case_id not in files.closed


def _still_owed(files: Files, case_id: str, left_on: date, written: list[FollowUp]) -> Iterator[Due]:
    planned = visits(left_on, written, today=files.today)
    for visit in planned:
        if visit.state in (COMING, LATE):
            about = (MILESTONE, visit.milestone)
            yield files.due("follow_up_visit", visit.due_on, case_id, section="followup", about=about)
    since = [one for one in written if one.done_on and one.done_on >= left_on]
    last = since[-1] if since else None
    if last is not None and last.next_on and last.next_on not in {visit.due_on for visit in planned}:
        about = (MILESTONE, BETWEEN)
        yield files.due("follow_up_visit", last.next_on, case_id, section="followup", record_id=last.id, about=about)


SOURCES = (follow_up_visits,)
