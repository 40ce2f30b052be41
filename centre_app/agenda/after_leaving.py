"""What becomes of her: what the house still keeps, the visits after 1, 3, 6 and 12 months, what the last one asked for,
and at the end the closing.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from centre_app.agenda.due import Due
from centre_app.agenda.files import FOLLOW_UP, Files
from centre_app.follow_ups import COMING, LATE, may_be_closed, settled_on, visits
from centre_app.records import Belonging, Exit, FollowUp, Stay

MILESTONE, BETWEEN = "follow_up_milestone", "between"
CLOSED_WITHIN = timedelta(days=7)


def follow_up_visits(files: Files) -> Iterator[Due]:
    """Each visit that is owed; one that was missed is not made up for once the next one is due."""
    for case_id, left, hers in _who_left(files):
        if left.left_on and not may_be_closed(left, hers):
            yield from _still_owed(files, case_id, left.left_on, hers)


def things_kept(files: Files) -> Iterator[Due]:
    """What she handed in and did not get back when she left, whatever became of her file since."""
    kept = [one for one in files.of_any_file(Belonging, returned_on=None) if not (one.not_returned or "").strip()]
    stays = {one.id: one for one in files.of_any_file(Stay, id={one.stay_id for one in kept})} if kept else {}
    left: dict[str, date] = {}
    for one in kept:
        ended = stays[one.stay_id].ended_on if one.stay_id in stays else None
        if ended is not None:
            left[one.case_id] = min(ended, left.get(one.case_id, ended))
    for case_id in sorted(files.stand(set(left))):
        yield files.due("belongings_kept", left[case_id], case_id, section="housing")


def files_to_close(files: Files) -> Iterator[Due]:
    """A file of which nothing more is owed is closed within a week."""
    for case_id, left, hers in _who_left(files):
        settled = settled_on(left, hers)
        if settled is not None and left.left_on:
            yield files.due("file_to_close", settled + CLOSED_WITHIN, case_id, section="followup")


def _who_left(files: Files) -> Iterator[tuple[str, Exit, list[FollowUp]]]:
    """Yield the files in follow-up with the last exit and what was written since, the oldest first."""
    if not files.register.can_open(FollowUp):
        return
    written: dict[str, list[FollowUp]] = {}
    for one in sorted(files.of(FollowUp), key=lambda one: (one.done_on or date.min, one.id)):
        written.setdefault(one.case_id, []).append(one)
    for case_id, left in files.newest(Exit, by="left_on").items():
        if _is_followed(files, case_id):
            yield case_id, left, written.get(case_id, [])


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


SOURCES = (things_kept, follow_up_visits, files_to_close)
