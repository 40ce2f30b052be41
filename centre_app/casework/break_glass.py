"""Opening with a reason what is kept for others: a restricted file, one of its records, an answer.

It works only inside what somebody's key opens and her role reads at least in part. Two lines are in history before
anything is shown, one beside the record and one where the director reads; the opening ends when the register is locked.
"""

import dataclasses
from collections.abc import Iterable

from centre_app.kept_for_others import HIDDEN
from centre_app.language import N_
from centre_app.problems import FileSealed, Problem, SectionShut
from centre_app.questions import Record, to_row
from centre_app.records import BreakGlass, CaseFile
from centre_app.register import Register

BREAK_GLASS = "break_glass"  # what history calls it
SEEN = "break_glass_seen"


class NothingKept(Problem):
    message = N_("There is nothing here that a reason would open.")
    advice = N_("If it stays shut, ask the person whose work it is.")


def break_glass(register: Register, record_type: type[Record], record_id: str, *, opening: BreakGlass) -> BreakGlass:
    """Open one record for as long as she is there, and leave word of it: `opening` says why.

    Raises NotSaved without a reason in words, SectionShut for what her role or her key does not open at all, FileSealed
    for what not even a reason opens.
    """
    record = _kept(register, record_type, record_id)
    case_id = record.id if isinstance(record, CaseFile) else getattr(record, "case_id", None)
    case = register.as_stored.get(CaseFile, case_id)
    told = dataclasses.replace(
        opening,
        opened_by=register.who,
        opened_at=register.now,
        case_id=case_id,
        code=case.code if case else None,
        record_table=record.table,
        record_id=record.id,
    )
    (saved,) = register.save(told, action=BREAK_GLASS)
    register.note(BREAK_GLASS, record)
    register.open_with_reason(record.id)
    return saved


def _kept(register: Register, record_type: type[Record], record_id: str) -> Record:
    """Return a record as it stands, if there is something of it that a reason opens for her."""
    if not register.can_open(record_type):
        raise SectionShut
    record = register.as_stored.get(record_type, record_id)
    if record is None:
        raise NothingKept
    how = register.kept.closed_cases.get(record_id) or register.kept.how_closed(record_type, to_row(record))
    if how == HIDDEN:
        raise FileSealed
    if not how and not register.rights.of(record_type).with_reason:
        raise NothingKept
    return record


def to_be_told(register: Register) -> list[BreakGlass]:
    """Return what others opened and the director has not read yet, the oldest first; nothing for anybody else."""
    if not register.rights.writes(BreakGlass):
        return []
    return [one for one in register.find(BreakGlass, seen_at=None) if one.opened_by != register.who]


def have_seen(register: Register, openings: Iterable[BreakGlass]) -> None:
    """Remember that the director read of these openings."""
    read = [dataclasses.replace(one, seen_at=register.now, seen_by=register.who) for one in openings]
    if read:
        register.save(*read, action=SEEN)
