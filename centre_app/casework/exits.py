"""Leaving the centre, with the children who came along; what she began here ends with her stay."""

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from centre_app.casework import belongings
from centre_app.casework.arrivals import children_of
from centre_app.casework.lifecycle import ended_plans
from centre_app.follow_ups import DAYS
from centre_app.questions import Record, copy_of
from centre_app.records import (
    BedAssignment,
    Belonging,
    CaseFile,
    Exit,
    KitGrant,
    SchoolEnrolment,
    Stay,
    TrainingEnrolment,
    Transfer,
)
from centre_app.register import Register

FOLLOW_UP, CLOSED, TRANSFERRED = "follow_up", "closed", "transferred"
TO_ANOTHER_CENTRE = "transfer_centre"
# Where a file goes after an exit; after any other reason it is followed up until it is closed.
AFTER = {"deceased": CLOSED, "case_error": CLOSED, "centre_closed": CLOSED, TO_ANOTHER_CENTRE: TRANSFERRED}
FOLLOW_UP_MONTHS = (1, 3, 6, 12)  # what people call the visits after 30, 90, 180 and 365 days
HAS_ENDED = frozenset({"passed", "completed", "dropped", "transferred"})  # of schooling and training
ENDED_BY_EXIT = "transferred"
Enrolment = SchoolEnrolment | TrainingEnrolment


def open_stay_of(register: Register, case: CaseFile) -> Stay | None:
    """Return the stay of a case that has not ended."""
    return register.only(Stay, case_id=case.id, ended_on=None)


def leave(
    register: Register,
    case: CaseFile,
    left: Exit,
    *,
    with_children: bool = True,
    kits: Sequence[KitGrant] = (),
    things: Sequence[Belonging] = (),
    transfer: Transfer | None = None,
) -> Exit:
    """End her stay, free her bed, end school and training, move her file on, write her kits, as one act. Raises NotSaved.

    `things` are what the house kept for her, as she gets them back. Her children who are here leave with her. To another centre nobody goes without a `transfer`.
    """
    records = departure(register, case, left, with_children=with_children, kits=kits, things=things, transfer=transfer)
    return next(record for record in register.save(*records, action="exit") if isinstance(record, Exit))


def departure(
    register: Register,
    case: CaseFile,
    left: Exit,
    *,
    with_children: bool = True,
    kits: Sequence[KitGrant] = (),
    things: Sequence[Belonging] = (),
    transfer: Transfer | None = None,
) -> list[Record]:
    """Return the records that `leave` would write, to review them before it."""
    said = belongings.said_on_exit(left, _things_then(register, left, things))
    records: list[Record] = [*_leaving(register, case, said, transfer), *kits, *things]
    for child, stay in children_here(register, case) if with_children else ():
        records += _leaving(register, child, copy_of(left, case_id=child.id, stay_id=stay.id), transfer)
    return records


def children_here(register: Register, case: CaseFile) -> list[tuple[CaseFile, Stay]]:
    """Return the files of her children who are here, each with its open stay."""
    stays = ((child, open_stay_of(register, child)) for child in children_of(register, case))
    return [(child, stay) for child, stay in stays if stay is not None]


def follow_up_days(left_on: date) -> list[date]:
    """Return the days of the visits after an exit: at 30, 90, 180 and 365 days."""
    return [left_on + timedelta(days=days) for days in DAYS.values()]


def begun_here(register: Register, case: CaseFile) -> list[Enrolment]:
    """Return the schooling and the training that have not ended, as far as she may read of them."""
    found: list[Enrolment] = [*register.find_open(SchoolEnrolment, case_id=case.id, to_on=None)]
    found += register.find_open(TrainingEnrolment, case_id=case.id, to_on=None)
    return [one for one in found if one.status not in HAS_ENDED]


def _things_then(register: Register, left: Exit, things: Sequence[Belonging]) -> list[Belonging]:
    """Return all that was handed in during her stay, as it stands once she has left."""
    known = {one.id: one for one in register.find_open(Belonging, stay_id=left.stay_id)}
    return list({**known, **{one.id: one for one in things}}.values())


def _leaving(register: Register, case: CaseFile, left: Exit, transfer: Transfer | None) -> Iterator[Record]:
    yield left
    stay = register.get(Stay, left.stay_id)
    if stay is not None:
        yield dataclasses.replace(stay, ended_on=left.left_on)
        yield from _beds_given_up(register, stay, left.left_on)
    status = AFTER.get(left.reason or "", FOLLOW_UP)
    is_over = status != FOLLOW_UP
    yield dataclasses.replace(
        case,
        status=status,
        closed_on=left.left_on if is_over else None,
        closed_because=left.reason if is_over else None,
    )
    yield from _ended(register, case, left)
    if status == CLOSED:
        yield from ended_plans(register, case, left)
    if status == TRANSFERRED and transfer is not None:
        yield transfer if transfer.case_id == case.id else copy_of(transfer, case_id=case.id)


def _ended(register: Register, case: CaseFile, left: Exit) -> Iterator[Record]:
    """End school and training with the stay. Whoever may not write them leaves that to the teacher: the form says so."""
    for one in begun_here(register, case):
        if left.left_on and (one.from_on is None or one.from_on <= left.left_on) and register.may_write(one):
            yield dataclasses.replace(one, to_on=left.left_on, status=ENDED_BY_EXIT)


def _beds_given_up(register: Register, stay: Stay, day: date | None) -> Iterator[Record]:
    """End what she had on that day; what was given to her later, before anybody knew that she had left, is taken back."""
    for given in register.find(BedAssignment, stay_id=stay.id):
        if day is not None and given.from_on is not None and given.from_on > day:
            yield dataclasses.replace(
                given, voided_at=register.now, voided_by=register.who, void_reason="she had left before"
            )
        elif given.to_on is None or (day is not None and given.to_on > day):
            yield dataclasses.replace(given, to_on=day, event="release")
