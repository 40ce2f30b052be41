"""Which corrections there are at an open register, and how each stands, as far as whoever looks may see it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from centre_app.corrections.saying import is_said, may_be_corrected
from centre_app.from_headquarters import CORRECTIONS, PUBLISHED
from centre_app.questions import Record
from centre_app.reader import Reader
from centre_app.records import BY_TABLE, CorrectionAnswer
from centre_app.records.corrections import Correction
from centre_app.register import Register

APPLIED, CONFLICT, KEPT_OURS, TOOK_THEIRS, NOT_POSSIBLE = (
    "applied", "conflict", "kept_ours", "took_theirs", "not_possible",
)  # fmt: skip
WAITING, WITHDRAWN = "waiting", "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A correction and the answer to it; None while there is none."""

    correction: Correction = field(repr=False)
    answer: CorrectionAnswer | None

    @property
    def state(self) -> str:
        """Return what became of it: an outcome, WAITING before there is one, WITHDRAWN by whoever asked."""
        if self.answer is not None and self.answer.outcome != CONFLICT:
            return self.answer.outcome or WAITING
        if self.correction.is_void:
            return WITHDRAWN
        if not is_sound(self.correction):
            return NOT_POSSIBLE
        return CONFLICT if self.answer is not None else WAITING

    @property
    def is_open(self) -> bool:
        return self.state in (WAITING, CONFLICT)

    @property
    def record_type(self) -> type[Record]:
        return BY_TABLE[self.correction.record_table or ""]


def asked_by_us(register: Register) -> list[Standing]:
    """Return the corrections that this register asked for, the newest first."""
    return _shown(register, centre_id=register.centre_id)


def all_by_us(register: Register) -> list[Standing]:
    """Return every correction that this register asked for, whoever looks: for what is sent."""
    return _stored(register, centre_id=register.centre_id)


def asked_of_us(register: Register) -> list[Standing]:
    """Return the corrections that others ask of this register, the newest first."""
    found = _shown(register, for_centre_id=register.centre_id)
    return [one for one in found if is_for(register, one.correction)]


def to_decide(register: Register) -> list[Standing]:
    """Return those on which whoever is at the laptop may decide: both answers stand, and she may write that record."""
    if not register.rights.writes(CorrectionAnswer):
        return []
    found = _shown(register, for_centre_id=register.centre_id)
    return [one for one in found if one.is_open and _may_decide(register, one)]  # few are open, however many there were


def for_others_to_decide(register: Register) -> int:
    """Return how many wait for somebody else: whose compartment opens, or who may write such records."""
    return sum(one.is_open for one in all_of_us(register)) - len(to_decide(register))


def all_of_us(register: Register) -> list[Standing]:
    """Return every correction that others ask of this register, in the order in which they were asked, whoever looks."""
    return [one for one in _stored(register, for_centre_id=register.centre_id) if is_for(register, one.correction)]


def is_for(register: Register, correction: Correction) -> bool:
    """Say whether a correction was asked by another register of this one, and says something that can be decided."""
    is_of_us = correction.for_centre_id == register.centre_id != correction.centre_id
    is_asked_of_headquarters = (
        BY_TABLE.get(correction.record_table or "") in PUBLISHED
    )  # its keys and people are its own
    return is_of_us and (is_asked_of_headquarters or not register.is_headquarters) and is_sound(correction)


def is_sound(correction: Correction) -> bool:
    """Say whether a correction names a question of its own compartment that others may correct, and says two answers to it.

    A file may say anything. One that was taken back says nothing any more.
    """
    corrected, question = BY_TABLE.get(correction.record_table or ""), correction.question or ""
    if corrected is None or corrected.compartment != correction.compartment:
        return False
    said = () if correction.is_void else (correction.base, correction.proposed)
    return may_be_corrected(corrected, question) and all(is_said(corrected, question, one) for one in said)


def _may_decide(register: Register, one: Standing) -> bool:
    """Say whether a person must decide, and she may; at headquarters a person always does."""
    if not (register.is_headquarters or one.state == CONFLICT) or not is_for(register, one.correction):
        return False
    record = register.as_stored.get(one.record_type, one.correction.record_id)
    return record is not None and register.may_write(record)


def of_records(register: Register, ids: Collection[str]) -> list[Standing]:
    """Return the corrections that this register asked for of some records, whoever looks."""
    return _stored(register, centre_id=register.centre_id, record_id=list(ids)) if ids else []


def _stored(register: Register, **where: str | list[str]) -> list[Standing]:
    stored = register.as_stored
    kinds = [kind for kind in CORRECTIONS if stored.can_open(kind)]
    found = [one for kind in kinds for one in stored.find(kind, with_void=True, **where)]
    return sorted(_with_answers(stored, found), key=lambda one: one.correction.id)


def _shown(register: Register, **where: str) -> list[Standing]:
    """Return corrections as far as this person is shown what they are about, the newest first."""
    kinds = [kind for kind in CORRECTIONS if register.can_open(kind)]
    found = [correction for kind in kinds for correction in register.find(kind, with_void=True, **where)]
    return sorted(_with_answers(register, found), key=lambda one: one.correction.id, reverse=True)


def _with_answers(reader: Reader, corrections: Iterable[Correction]) -> list[Standing]:
    """Put each correction together with its answer: nobody answers but the register that it was for."""
    readable = [one for one in corrections if one.record_table in BY_TABLE]
    if not readable:
        return []
    answers = {
        (one.centre_id, one.correction_table, one.correction_id): one for one in reader.as_stored.find(CorrectionAnswer)
    }
    return [
        Standing(correction=one, answer=answers.get((one.for_centre_id or "", one.table, one.id))) for one in readable
    ]
