"""Leaving the centre, with the children who came along."""

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import date

from centre_app.casework.arrivals import children_of
from centre_app.casework.beds import bed_of
from centre_app.dates import months_after
from centre_app.questions import Record, copy_of
from centre_app.records import CaseFile, Exit, KitGrant, Stay
from centre_app.register import Register

# After these nothing follows; any other exit is followed up until the file is closed.
FINAL = frozenset({"deceased", "case_error", "transfer_centre", "centre_closed"})
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
        bed = bed_of(register, stay)
        if bed is not None:
            yield dataclasses.replace(bed, to_on=left.left_on, event="release")
    final = left.reason in FINAL
    yield dataclasses.replace(
        case, status="closed" if final else "follow_up", closed_on=left.left_on if final else None
    )
