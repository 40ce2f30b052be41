"""What the house owes as a house: the month's export, openings that the director reads, letters that somebody files."""

from collections.abc import Iterator
from datetime import date, timedelta

from centre_app import letterbox
from centre_app.agenda.due import Due
from centre_app.choices.keys import UserRole
from centre_app.records import BreakGlass, Bundle, CaseFile, Centre
from centre_app.register import Register

EXPORT_FROM_DAY = 25  # screens.md, point 32: the reminder of the month's export begins on the 25th
NOT_ON_ITS_WAY = frozenset({"prepared", "rejected"})  # a bundle that reached no stick, or that headquarters refused


def openings(register: Register) -> Iterator[Due]:
    """What somebody else opened with a reason, until the director has read it."""
    for opening in register.find_open(BreakGlass, seen_at=None) if register.rights.writes(BreakGlass) else []:
        if opening.opened_by != register.who and opening.opened_at:
            yield Due(
                task="break_glass",
                due_on=opening.opened_at.date(),
                case_id=opening.case_id,
                section="history",
                record_id=opening.id,
                role=UserRole.DIRECTOR,
                what=opening.code or "",
            )


def letters(register: Register) -> Iterator[Due]:
    """Letters that she could file; whose file one is about is said where that file is open to her."""
    waiting = letterbox.to_file(register)
    asked = {letter.case_id for letter in waiting if letter.case_id}
    known = {case.id for case in register.find_open(CaseFile, id=asked)} if asked else set()
    for letter in waiting:
        if letter.created_at:
            yield Due(
                task="letter_to_file",
                due_on=letter.created_at.date(),
                case_id=letter.case_id if letter.case_id in known else None,
                record_id=letter.id,
                who_id=register.who,
            )


def exports(register: Register) -> Iterator[Due]:
    """Each month's export, from the 25th until a bundle of that month is written; the month before is late until then.

    Only that one month back: a bundle holds everything since the last acknowledged one.
    """
    if register.is_headquarters or not register.can_open(Bundle):
        return
    this_month = register.today.replace(day=1)
    last_month = (this_month - timedelta(days=1)).replace(day=1)
    bundles = register.find_open(Bundle, month=[last_month, this_month])
    written = {bundle.month for bundle in bundles if bundle.status not in NOT_ON_ITS_WAY}
    if register.today.day >= EXPORT_FROM_DAY and this_month not in written:
        yield Due(task="bundle_due", due_on=month_end(this_month), role=UserRole.DIRECTOR)
    if not written and _was_open_before(register, this_month):
        yield Due(task="bundle_due", due_on=month_end(last_month), role=UserRole.DIRECTOR)


def _was_open_before(register: Register, day: date) -> bool:
    centre = register.get(Centre, register.centre_id)
    return centre is not None and centre.created_at is not None and centre.created_at.date() < day


def month_end(day: date) -> date:
    """Return the last day of a month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


SOURCES = (openings, letters, exports)
