"""Asking another register to change answers of its record, and taking the request back."""

import dataclasses
from collections.abc import Sequence

from centre_app.corrections import standing
from centre_app.corrections.saying import may_be_corrected, said_of
from centre_app.corrections.withheld import Told
from centre_app.from_headquarters import CORRECTIONS, PUBLISHED
from centre_app.kept_for_others import KEPT
from centre_app.language import N_
from centre_app.problems import Problem, SavedBySomebodyElse
from centre_app.questions import CENTRE, Record
from centre_app.records import CaseFile
from centre_app.records.corrections import Correction
from centre_app.register import Register

_KIND_OF = {kind.compartment: kind for kind in CORRECTIONS}


class NothingToCorrect(Problem):
    message = N_("Nothing was changed, so there is nothing to correct.")
    advice = N_("Change an answer as it should be, and say why.")


class StaysAtTheHouse(Problem):
    message = N_("One of these answers stays at the house: nobody has agreed that headquarters reads it.")
    advice = N_("Leave it as it was. The others can be corrected.")


class WhyNeeded(Problem):
    message = N_("Say why it should be corrected.")
    advice = N_("The house that owns the record reads it and decides.")


def kind_for(record_type: type[Record]) -> type[Correction]:
    """Return the kind of correction that stands in the compartment of a kind of record."""
    return _KIND_OF[record_type.compartment]


def may_propose(register: Register, record: Record) -> bool:
    """Say whether a correction of this record may be asked for: it is another's, and this person may ask."""
    kind = _KIND_OF.get(record.compartment)
    return (
        kind is not None
        and bool(record.rev)
        and not record.is_void
        and record.centre_id not in ("", register.centre_id)
        and (register.is_headquarters or type(record) in PUBLISHED)
        and register.rights.writes(kind)
        and any(may_be_corrected(type(record), question) for question in record.questions)
    )


def propose(register: Register, wanted: Record, *, reason: str) -> list[Correction]:
    """Ask the owner of a record to change it to what is `wanted`; one correction a question, as one act.

    What was asked before of the same questions and not answered yet is taken back. Raises NothingToCorrect, WhyNeeded,
    StaysAtTheHouse where headquarters is not told the answer, SavedBySomebodyElse where a bundle has changed the record since it was read.
    """
    seen = register.as_stored.get(type(wanted), wanted.id)
    if seen is None or seen.rev != wanted.rev:
        raise SavedBySomebodyElse
    changed = [
        name
        for name in wanted.questions
        if may_be_corrected(type(wanted), name)
        and wanted.missing.get(name) != KEPT
        and said_of(seen, name) != said_of(wanted, name)
    ]
    if not changed or not may_propose(register, seen):
        raise NothingToCorrect
    told = Told(register)
    if register.is_headquarters and not all(told.says(seen, question) for question in changed):
        raise StaysAtTheHouse
    if not reason.strip():
        raise WhyNeeded
    asked = [_correction(seen, wanted, name, reason.strip()) for name in changed]
    replaced = _replaced(register, seen, changed)
    return register.save(*asked, *replaced, action="propose_correction")[: len(asked)]


def withdraw(register: Register, correction: Correction) -> None:
    """Take back what was asked; the owner hears of it with the next exchange."""
    register.void(correction, reason="withdrawn")


def _correction(seen: Record, wanted: Record, question: str, reason: str) -> Correction:
    kind = _KIND_OF[seen.compartment]
    return kind(
        record_table=seen.table,
        record_id=seen.id,
        case_id=None if seen.compartment == CENTRE else _case_of(seen),
        question=question,
        based_on_rev=seen.rev,
        base=said_of(seen, question),
        proposed=said_of(wanted, question),
        reason=reason,
        for_centre_id=seen.centre_id,
    )


def _case_of(record: Record) -> str | None:
    return record.id if isinstance(record, CaseFile) else getattr(record, "case_id", None)


def _replaced(register: Register, record: Record, questions: Sequence[str]) -> list[Correction]:
    """Return what was asked of the same questions before, taken back."""
    return [
        dataclasses.replace(one.correction, voided_at=register.now, voided_by=register.who, void_reason="asked anew")
        for one in standing.asked_by_us(register)
        if one.is_open and one.correction.record_id == record.id and one.correction.question in questions
    ]
