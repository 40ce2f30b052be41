"""Leaving the centre, with the children who came along."""

import dataclasses
from collections.abc import Iterator

from centre_app.casework.arrivals import children_of
from centre_app.casework.beds import bed_of
from centre_app.questions import Record, copy_of
from centre_app.records import CaseFile, Exit, Stay
from centre_app.register import Register

# After these nothing follows; any other exit is followed up until the file is closed.
FINAL = frozenset({"deceased", "case_error", "transfer_centre", "centre_closed"})


def open_stay_of(register: Register, case: CaseFile) -> Stay | None:
    """Return the stay of a case that has not ended."""
    return register.only(Stay, case_id=case.id, ended_on=None)


def leave(register: Register, case: CaseFile, left: Exit, *, with_children: bool = True) -> Exit:
    """End her stay, free her bed and move her file on, as one act; her children here leave with her. Raises NotSaved."""
    records: list[Record] = list(_leaving(register, case, left))
    for child in children_of(register, case) if with_children else ():
        stay = open_stay_of(register, child)
        if stay is not None:
            follows = copy_of(left, case_id=child.id, stay_id=stay.id)
            records += _leaving(register, child, follows)
    return next(record for record in register.save(*records, action="exit") if isinstance(record, Exit))


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
