"""Leaving the centre, with the children who came along."""

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import date

from centre_app.casework.arrivals import children_of
from centre_app.dates import months_after
from centre_app.questions import Record, copy_of
from centre_app.records import BedAssignment, CaseFile, Exit, KitGrant, Stay
from centre_app.register import Register

FOLLOW_UP = "follow_up"
# Where a file goes after an exit; after any other reason it is followed up until it is closed.
AFTER = {"deceased": "closed", "case_error": "closed", "centre_closed": "closed", "transfer_centre": "transferred"}
FOLLOW_UP_MONTHS = (1, 3, 6, 12)  # records.md §3.5b: visits after 30, 90, 180 and 365 days


def open_stay_of(register: Register, case: CaseFile) -> Stay | None:
    """Return the stay of a case that has not ended."""
    return register.only(Stay, case_id=case.id, ended_on=None)


def leave(
    register: Register, case: CaseFile, left: Exit, *, with_children: bool = True, kits: Sequence[KitGrant] = ()
) -> Exit:
    """End her stay, free her bed, move her file on and write the kits she is given, as one act. Raises NotSaved.

    Her children who are here leave with her.
    """
    records = departure(register, case, left, with_children=with_children, kits=kits)
    return next(record for record in register.save(*records, action="exit") if isinstance(record, Exit))


def departure(
    register: Register, case: CaseFile, left: Exit, *, with_children: bool = True, kits: Sequence[KitGrant] = ()
) -> list[Record]:
    """Return the records that `leave` would write, to review them before it."""
    records: list[Record] = [*_leaving(register, case, left), *kits]
    for child, stay in children_here(register, case) if with_children else ():
        records += _leaving(register, child, copy_of(left, case_id=child.id, stay_id=stay.id))
    return records


def children_here(register: Register, case: CaseFile) -> list[tuple[CaseFile, Stay]]:
    """Return the files of her children who are here, each with its open stay."""
    stays = ((child, open_stay_of(register, child)) for child in children_of(register, case))
    return [(child, stay) for child, stay in stays if stay is not None]


def follow_up_days(left_on: date) -> list[date]:
    """Return the days of the visits after an exit: at 1, 3, 6 and 12 months."""
    return [months_after(left_on, months) for months in FOLLOW_UP_MONTHS]


def _leaving(register: Register, case: CaseFile, left: Exit) -> Iterator[Record]:
    yield left
    stay = register.get(Stay, left.stay_id)
    if stay is not None:
        yield dataclasses.replace(stay, ended_on=left.left_on)
        yield from _beds_given_up(register, stay, left.left_on)
    status = AFTER.get(left.reason or "", FOLLOW_UP)
    yield dataclasses.replace(case, status=status, closed_on=None if status == FOLLOW_UP else left.left_on)


def _beds_given_up(register: Register, stay: Stay, day: date | None) -> Iterator[Record]:
    """End what she had on that day; what was given to her later, before anybody knew that she had left, is taken back."""
    for given in register.find(BedAssignment, stay_id=stay.id):
        if day is not None and given.from_on is not None and given.from_on > day:
            yield dataclasses.replace(
                given, voided_at=register.now, voided_by=register.who, void_reason="she had left before"
            )
        elif given.to_on is None or (day is not None and given.to_on > day):
            yield dataclasses.replace(given, to_on=day, event="release")
