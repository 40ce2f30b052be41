"""What becomes of her: the visits after 1, 3, 6 and 12 months, and what the last one asked for."""

from collections.abc import Iterator
from datetime import date

from centre_app.agenda.due import Due
from centre_app.agenda.files import FOLLOW_UP, Files
from centre_app.casework.exits import follow_up_days
from centre_app.records import Exit, FollowUp

MILESTONES = ("month_1", "month_3", "month_6", "month_12")
REFUSED = "refused"


def follow_up_visits(files: Files) -> Iterator[Due]:
    """Each visit that is owed; one that was made settles those before it, and who wants none is left in peace."""
    if not files.register.can_open(FollowUp):
        return
    made: dict[str, list[FollowUp]] = {}
    for visit in sorted(files.of(FollowUp), key=lambda one: one.done_on or date.min):
        made.setdefault(visit.case_id, []).append(visit)
    for case_id, left in files.newest(Exit, by="left_on").items():
        if left.left_on is None or not _is_followed(files, case_id, left):
            continue
        hers = [one for one in made.get(case_id, []) if one.done_on and one.done_on >= left.left_on]
        if not (hers and hers[-1].result == REFUSED):
            yield from _still_owed(files, case_id, left.left_on, hers)


def _is_followed(files: Files, case_id: str, left: Exit) -> bool:
    case = files.cases.get(case_id)
    is_left_alone = left.no_follow_up_reason and not left.follow_up_plan
    return case is not None and case.status == FOLLOW_UP and case_id not in files.closed and not is_left_alone


def _still_owed(files: Files, case_id: str, left_on: date, made: list[FollowUp]) -> Iterator[Due]:
    reached = max((MILESTONES.index(one.milestone) for one in made if one.milestone in MILESTONES), default=-1)
    for number, day in enumerate(follow_up_days(left_on)):
        if number > reached:
            about = ("follow_up_milestone", MILESTONES[number])
            yield files.due("follow_up_visit", day, case_id, section="followup", about=about)
    promised = made[-1].next_on if made else None
    if promised and promised not in follow_up_days(left_on):
        about = ("follow_up_milestone", "between")
        yield files.due("follow_up_visit", promised, case_id, section="followup", record_id=made[-1].id, about=about)


SOURCES = (follow_up_visits,)
