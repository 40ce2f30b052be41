"""The life cycle of a file (records.md §3.5b): every move is a verb, which writes all that the move needs as one act.

`arrivals` holds the verbs that open a stay, `exits` those that end one; here is every other move. Where a file may go is
rules/case.py, what a move needs rules/lifecycle.py: a verb is refused with their findings. What a move opens (visits to pay,
a file to complete) is derived from what it writes, and said by `OPENS` before it is done.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from centre_app import letterbox, risk
from centre_app.casework.arrivals import children_of, reopened
from centre_app.casework.plans import DRAFT, PROPOSED, SIGNED
from centre_app.dates import PartialDate
from centre_app.language import N_
from centre_app.problems import NotSaved
from centre_app.questions import Record, copy_of
from centre_app.records import CarePlan, CaseFile, Exit, Incident, Leave, RiskAssessment, Stay, Transfer
from centre_app.register import Register
from centre_app.review import BLOCKS, Finding
from centre_app.rules.case import MOVES
from centre_app.rules.leaves import WITHOUT_LEAVE

LEAVE, BACK, MISSING, TRANSFER, EXTERNAL, REGISTERED, CLOSE, REOPEN = (
    "leave", "back", "missing", "transfer", "external", "registered", "close", "reopen",
)  # fmt: skip
RUNAWAY = "runaway"

# From where each verb leads on: narrower than MOVES, where a move from elsewhere has a verb of its own.
FROM: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        LEAVE: frozenset({"admitted"}),
        BACK: frozenset({"absent", "missing"}),
        MISSING: frozenset({"admitted", "absent"}),
        TRANSFER: frozenset({"registered", "external"}),
        EXTERNAL: frozenset({"draft", "registered", "follow_up", "closed", "reopened"}),
        REGISTERED: frozenset({"draft", "transferred"}),
        CLOSE: frozenset({"registered", "external", "follow_up"}),
        REOPEN: frozenset({"closed"}),
    }
)
TO: Mapping[str, str] = MappingProxyType(
    {
        LEAVE: "absent", BACK: "admitted", MISSING: "missing", TRANSFER: "transferred", EXTERNAL: "external",
        REGISTERED: "registered", CLOSE: "closed", REOPEN: "reopened",
    }
)  # fmt: skip
OPENS: Mapping[str, str] = MappingProxyType(
    {
        LEAVE: N_("Her bed is kept for her. The day she is expected back is among what is due."),
        BACK: N_("She is counted as present again from this day."),
        MISSING: N_(
            "Her bed is kept for her. An incident “ran away” is written in the same act, for those who follow it."
        ),
        TRANSFER: N_("Her file is marked as transferred. The other centre writes back when it has received her."),
        EXTERNAL: N_("She is supported without sleeping here: plan, sessions and referrals go on."),
        REGISTERED: N_("Her file is open, and she does not sleep here. She can be admitted at any time."),
        CLOSE: N_("Nothing more is due for her. Her plan is ended too. The file can be reopened."),
        REOPEN: N_("Her file is open again. Admit her, or support her without housing."),
    }
)


def moves_of(case: CaseFile) -> list[str]:
    """Return the verbs of this module that lead on from where a file stands."""
    return [move for move, statuses in FROM.items() if case.status in statuses]


def register_only(register: Register, case: CaseFile) -> CaseFile:
    """Let a file be known without a stay: somebody identified and not admitted, or one who was transferred and is back."""
    return _move(register, case, REGISTERED)


def take_external(register: Register, case: CaseFile) -> CaseFile:
    """Support somebody who does not sleep at the centre."""
    return _move(register, reopened(case), EXTERNAL)


def go_on_leave(register: Register, case: CaseFile, leave: Leave, *, with_children: bool = False) -> CaseFile:
    """Write that she is away with leave, alone or with her children who are here; her bed is held. Raises NotSaved."""
    along = _children_away(register, case, leave, TO[LEAVE]) if with_children else ()
    return _move(register, case, LEAVE, leave, *along)


def go_missing(register: Register, case: CaseFile, leave: Leave, *, with_children: bool = False) -> CaseFile:
    """Write that she is missing, with the incident for those who follow protection, as one act; her bed is held.

    Somebody who does not come back from a leave is missing in that same leave. Raises NotSaved.
    """
    gone = leave if leave.absence_type in WITHOUT_LEAVE else dataclasses.replace(leave, absence_type=RUNAWAY)
    along = _children_away(register, case, gone, TO[MISSING]) if with_children else ()
    return _move(register, case, MISSING, gone, *_runaway(register, case, gone), *along)


def come_back(register: Register, case: CaseFile, leave: Leave) -> CaseFile:
    """Write on which day she came back from a leave or from where she was missing, with the children who had gone with her.

    Raises NotSaved.
    """
    return _move(register, case, BACK, leave, *_children_back(register, case, leave))


def absence_of(register: Register, case: CaseFile) -> Leave | None:
    """Return the absence that has not ended."""
    stay = stay_of(register, case)
    return register.only_open(Leave, stay_id=stay.id, back_on=None) if stay is not None else None


def transfer(register: Register, case: CaseFile, moved: Transfer) -> CaseFile:
    """Mark the file of somebody who has no stay here as gone to another centre. With a stay, `exits.leave` does it."""
    return _move(register, case, TRANSFER, moved)


def close(register: Register, case: CaseFile) -> CaseFile:
    """Close a file, on the day and for the reason that it says, and end its plan. Raises NotSaved before the last visit."""
    closed = dataclasses.replace(case, closed_on=case.closed_on or register.today)
    return _move(register, closed, CLOSE, *ended_plans(register, case))


def reopen(register: Register, case: CaseFile) -> CaseFile:
    """Open a closed file again, before she is admitted or supported without housing."""
    return _move(register, reopened(case), REOPEN)


def ended_plans(register: Register, case: CaseFile, left: Exit | None = None) -> Iterator[CarePlan]:
    """Give the newest version of her plan as it ends with the file: completed after an exit that was prepared for good."""
    last = left or register.only_open(Exit, case_id=case.id)
    plans = sorted(register.find_open(CarePlan, case_id=case.id), key=lambda plan: plan.version or 0)
    for plan in plans[-1:]:
        if plan.status in {DRAFT, PROPOSED, *SIGNED} and register.may_write(plan):
            completed = plan.status in SIGNED and last is not None and last.quality == "planned_positive"
            yield dataclasses.replace(plan, status="completed" if completed else "abandoned")


def children_beside(register: Register, case: CaseFile) -> list[CaseFile]:
    """Return the files of her children who are at the centre: who may go along."""
    return [child for child in children_of(register, case) if child.status == "admitted"]


def _children_away(register: Register, case: CaseFile, leave: Leave, status: str) -> Iterator[Record]:
    for child in children_beside(register, case):
        stay = stay_of(register, child)
        if stay is not None:
            yield dataclasses.replace(child, status=status)
            yield copy_of(leave, case_id=child.id, stay_id=stay.id)


def _children_back(register: Register, case: CaseFile, back: Leave) -> Iterator[Record]:
    """Bring back those who left at the same moment as she did."""
    for child in children_of(register, case):
        leave = absence_of(register, child) if child.status in FROM[BACK] else None
        if leave is not None and leave.out_at == back.out_at:
            yield dataclasses.replace(child, status=TO[BACK])
            yield dataclasses.replace(leave, back_on=back.back_on)


def _runaway(register: Register, case: CaseFile, leave: Leave) -> list[Record]:
    """Return the incident, or the letter it is sealed in by somebody who may not read it."""
    day: date = leave.out_at.date() if leave.out_at else register.today
    incident = Incident(
        case_id=case.id,
        incident_type=RUNAWAY,
        occurred=PartialDate.exact(day),
        place="centre",
        description=leave.last_seen,
        done_at_once=leave.told_to,
        reported_on=register.today,
    )
    if register.can_open(Incident) and register.may_write(incident):
        return [incident]
    return [letterbox.sealed(register, incident)] if letterbox.may_send(register, Incident) else []


def _move(register: Register, case: CaseFile, move: str, *along: Record) -> CaseFile:
    if case.status not in FROM[move] or TO[move] not in MOVES.get(case.status or "", ()):
        raise NotSaved([_cannot(case)])
    moved = dataclasses.replace(case, status=TO[move])
    saved: list[Record] = register.save(moved, *along, action=move)
    return next(record for record in saved if isinstance(record, CaseFile) and record.id == case.id)


def _cannot(case: CaseFile) -> Finding:
    return Finding(
        rule="V9",
        severity=BLOCKS,
        record_type=CaseFile.__name__,
        record_id=case.id,
        question="status",
        message=N_("Her file cannot go from its present state to this one."),
    )


def is_in_danger(register: Register, *cases: CaseFile) -> bool:
    """Say whether one of them is in great danger, to whoever lets them go: her safety is no secret from the door."""
    found = register.as_stored.find(RiskAssessment, case_id=[case.id for case in cases])
    return any(risk.is_in_danger(one for one in found if one.case_id == case.id) for case in cases)


def stay_of(register: Register, case: CaseFile) -> Stay | None:
    """Return her stay that has not ended."""
    return register.only_open(Stay, case_id=case.id, ended_on=None)
