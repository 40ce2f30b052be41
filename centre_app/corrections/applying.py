"""What the owner of a record does with a correction.

Where only the asker changed the answer since it was seen, it is changed here too, by an ordinary save; where both say
the same, there is nothing to do; else both answers stand until a person who may write that record decides. A rule that
would be broken makes a person decide as well. At headquarters a person always decides: what it publishes is everybody's.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from centre_app.corrections.saying import said_of, with_answer
from centre_app.corrections.standing import (
    APPLIED,
    CONFLICT,
    KEPT_OURS,
    NOT_POSSIBLE,
    TOOK_THEIRS,
    WAITING,
    Standing,
    all_of_us,
)
from centre_app.corrections.withheld import Told
from centre_app.language import N_
from centre_app.problems import Problem, ReadOnlyForYou
from centre_app.questions import Record
from centre_app.records import CorrectionAnswer
from centre_app.register import Register
from centre_app.review import Finding, review

NOTHING, CHANGE = "nothing", "change"


class DecidedAlready(Problem):
    message = N_("Somebody has decided this already.")
    advice = N_("Nothing was changed. The list shows what was decided.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one reading came to: answers changed, questions on which a person must decide, what waits for somebody."""

    changed: int = 0
    conflicts: int = 0
    waiting: int = 0


def three_way(ours: str, base: str, theirs: str) -> str:
    """Return what a correction of one answer asks for here: NOTHING, CHANGE, or a person's decision (CONFLICT)."""
    if ours == theirs:
        return NOTHING
    return CHANGE if ours == base else CONFLICT


def apply_waiting(register: Register) -> Outcome:
    """Do what can be done with the corrections that wait, each record as one act; doing it twice changes nothing.

    What this person may not write waits until somebody logs in who may.
    """
    if register.is_headquarters or not register.rights.writes(CorrectionAnswer):
        return Outcome()
    by_record: dict[tuple[str, str], list[Standing]] = defaultdict(list)
    everything = all_of_us(register)
    for one in everything:
        if one.is_open:
            by_record[one.correction.record_table or "", one.correction.record_id or ""].append(one)
    told = Told(register)
    done = [_apply(register, of_record, everything, told) for of_record in by_record.values()]
    return Outcome(
        changed=sum(one.changed for one in done),
        conflicts=sum(one.conflicts for one in done),
        waiting=sum(one.waiting for one in done),
    )


def decide(register: Register, one: Standing, *, take_theirs: bool) -> None:
    """Settle what a person has decided, as one act. Raises DecidedAlready, NotSaved with what stands against it."""
    now = next((each for each in all_of_us(register) if each.correction.id == one.correction.id), None)
    if now is None or not now.is_open:
        raise DecidedAlready
    record = _owned(register, now)
    told = Told(register)
    if record is None or not (register.is_headquarters or told.says(record, now.correction.question or "")):
        _answer_all(register, [now], NOT_POSSIBLE)
    elif not _may_write(register, record, now):
        raise ReadOnlyForYou
    elif take_theirs:
        register.save(_with_all(record, [now]), _answered(register, now, TOOK_THEIRS), action="correct")
    else:
        register.save(_answered(register, now, KEPT_OURS), action="correct")


def stands_against(register: Register, one: Standing) -> list[Finding]:
    """Return the findings by which an answer cannot be taken as it is proposed."""
    record = register.as_stored.get(one.record_type, one.correction.record_id)
    if record is None:
        return []
    return _newly_blocking(register, record, _with_all(record, [one]))


# --- one record ------------------------------------------------------------------------------------------------


def _apply(register: Register, waiting: Sequence[Standing], everything: Sequence[Standing], told: Told) -> Outcome:
    record = _owned(register, waiting[0])
    if record is not None and not told.can_tell(type(record)):
        return Outcome(waiting=len(waiting))
    # what headquarters is not told, it would be told by what became of its guess
    possible = [one for one in waiting if record is not None and told.says(record, one.correction.question or "")]
    _answer_all(register, [one for one in waiting if one not in possible], NOT_POSSIBLE)
    return _apply_possible(register, record, possible, everything) if record is not None else Outcome()


def _apply_possible(
    register: Register, record: Record, possible: Sequence[Standing], everything: Sequence[Standing]
) -> Outcome:
    wanted: dict[str, list[Standing]] = {NOTHING: [], CHANGE: [], CONFLICT: []}
    for one in possible:
        wanted[_wanted(record, one, everything)].append(one)
    _answer_all(register, wanted[NOTHING], APPLIED)
    _answer_all(register, wanted[CONFLICT], CONFLICT)
    changing = [one for one in wanted[CHANGE] if _may_write(register, record, one)]
    refused = _change(register, record, changing)
    return Outcome(
        changed=len(changing) - len(refused),
        conflicts=len(wanted[CONFLICT]) + len(refused),
        waiting=len(wanted[CHANGE]) - len(changing),
    )


def _owned(register: Register, one: Standing) -> Record | None:
    """Return the record that a correction is about; None where there is none to be changed here any more."""
    record = register.as_stored.get(one.record_type, one.correction.record_id)
    return None if record is None or record.is_void or record.centre_id != register.centre_id else record


def _wanted(record: Record, one: Standing, everything: Iterable[Standing]) -> str:
    ours = said_of(record, one.correction.question or "")
    wanted = three_way(ours, one.correction.base or "", one.correction.proposed or "")
    if one.state == CONFLICT:
        return NOTHING if wanted == NOTHING else CONFLICT  # both stand until a person decides, whatever comes after
    return CHANGE if wanted == CONFLICT and _said_so_before(ours, one, everything) else wanted


def _said_so_before(ours: str, one: Standing, everything: Iterable[Standing]) -> bool:
    """Say whether our answer is what the same asker wanted before: it has changed its mind, and we only followed it."""
    return any(
        (before.correction.record_id, before.correction.question, before.correction.centre_id)
        == (one.correction.record_id, one.correction.question, one.correction.centre_id)
        and before.correction.id < one.correction.id
        and before.state in (APPLIED, TOOK_THEIRS)
        and before.correction.proposed == ours
        for before in everything
    )


def _may_write(register: Register, record: Record, one: Standing) -> bool:
    return register.may_write(record) and one.correction.question not in register.rights.of(type(record)).kept


def _change(register: Register, record: Record, changing: Sequence[Standing]) -> list[Standing]:
    """Change the answers together; where a rule forbids that, one by one. Return those that a rule forbids."""
    if not changing:
        return []
    together = _with_all(record, changing)
    if not _newly_blocking(register, record, together):
        _save(register, together, changing)
        return []
    refused = []
    for one in changing:
        changed = _with_all(record, [one])
        if len(changing) == 1 or _newly_blocking(register, record, changed):
            refused.append(one)
        else:
            record = _save(register, changed, [one])
    _answer_all(register, refused, CONFLICT)
    return refused


def _with_all(record: Record, changing: Iterable[Standing]) -> Record:
    for one in changing:
        record = with_answer(record, one.correction.question or "", one.correction.proposed or "")
    return record


def _save(register: Register, record: Record, settled: Iterable[Standing]) -> Record:
    # old lines of an import may break a rule that the correction has nothing to do with
    answers = [_answered(register, one, APPLIED) for one in settled]
    return register.save(record, *answers, action="correct", heed_findings=False)[0]


def _newly_blocking(register: Register, before: Record, after: Record) -> list[Finding]:
    """Return what would stop the save and does not stand against the record as it is."""
    known = {(found.message, found.question) for found in review(register, [before]) if found.blocks}
    return [
        found for found in review(register, [after]) if found.blocks and (found.message, found.question) not in known
    ]


def _answer_all(register: Register, waiting: Iterable[Standing], outcome: str) -> None:
    """Answer what is not answered so yet."""
    answers = [_answered(register, one, outcome) for one in waiting if one.state != outcome]
    if answers:
        register.save(*answers, action="correct")


def _answered(register: Register, one: Standing, outcome: str) -> CorrectionAnswer:
    before = one.answer or CorrectionAnswer(correction_table=one.correction.table, correction_id=one.correction.id)
    decided = outcome not in (CONFLICT, WAITING)
    return replace(
        before,
        outcome=outcome,
        decided_on=register.today if decided else None,
        decided_by=register.who if outcome in (TOOK_THEIRS, KEPT_OURS) else None,
    )
