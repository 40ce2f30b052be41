"""What is due, overdue, lapsing: a function of the records and the day, never stored.

Each source below is one plain function; together they are the agenda. A `task` is a key of the list `task_type`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from centre_app.casework.plans import OPEN_ACTIONS, SIGNED
from centre_app.dates import ADULT_FROM, DAY, birthday
from centre_app.records import (
    BreakGlass,
    Bundle,
    CarePlan,
    CaseFile,
    Centre,
    HealthBrief,
    Intake,
    Person,
    PlanAction,
    Stay,
)
from centre_app.register import Register

PLAN_WITHIN = timedelta(days=14)  # rule V18; the humanitarian indicator P1-PC1-1
REST_WITHIN = timedelta(days=3)  # features.md §1.1: what an arrival left open is asked within 72 h
NOTICE_OF_ADULTHOOD = timedelta(days=90)
EXPORT_FROM_DAY = 25  # screens.md, point 32: the reminder of the month's export begins on the 25th
NOT_ON_ITS_WAY = frozenset({"prepared", "rejected"})  # a bundle that reached no stick, or that headquarters refused
CHILDREN_ALONG = frozenset({"accompanying_child", "born_in_centre"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing to do. `section` is the part of the file to open; `who_id` the staff member it waits for."""

    task: str
    due_on: date
    case_id: str | None = None
    section: str = ""
    record_id: str | None = None
    who_id: str | None = None
    what: str = ""

    def is_late(self, today: date) -> bool:
        return self.due_on < today


def agenda(register: Register, *, until: date) -> list[Due]:
    """Return everything due by a day, what is late included, the earliest first."""
    here = _House(register)
    found = [due for source in (*_OF_A_FILE, openings, exports) for due in source(here) if due.due_on <= until]
    return sorted(found, key=lambda due: (due.due_on, due.task, due.case_id or ""))


def agenda_of(register: Register, case_id: str) -> list[Due]:
    """Return everything due of one file, whenever it is due, the earliest first."""
    here = _House(register, case_id)
    found = [due for source in _OF_A_FILE for due in source(here)]
    return sorted(found, key=lambda due: (due.due_on, due.task))


class _House:
    """The open files of the house, or one of them, read once for all sources."""

    def __init__(self, register: Register, case_id: str | None = None) -> None:
        self.register = register
        self.today = register.today
        of_one: dict[str, Any] = {"case_id": case_id} if case_id else {}
        stays = register.find_open(Stay, ended_on=None, **of_one)
        self.cases = {case.id: case for case in register.find_open(CaseFile, id={stay.case_id for stay in stays})}
        self.stays = [stay for stay in stays if stay.case_id in self.cases]  # of a file taken back nothing is due
        plans = register.find_open(CarePlan, case_id=set(self.cases))
        # of a file whose plans are kept for others it is not known, and nobody is reminded
        self.agreed = {plan.case_id for plan in plans if plan.agreed_on}.union(register.kept.closed_cases)
        self.signed = [plan for plan in plans if plan.status in SIGNED]


def plans_to_write(here: _House) -> Iterator[Due]:
    """V18: a resident has an agreed plan 14 days after admission. Children who came along have their mother's."""
    for stay in here.stays if here.register.can_open(CarePlan) else []:
        if stay.admitted_on and stay.case_id not in here.agreed and stay.admission_type not in CHILDREN_ALONG:
            case = here.cases[stay.case_id]
            yield Due(
                task="plan_due",
                due_on=stay.admitted_on + PLAN_WITHIN,
                case_id=case.id,
                section="plan",
                who_id=case.referent_id,
            )


def plans_to_review(here: _House) -> Iterator[Due]:
    """The version that is signed, also while the next one is being drafted."""
    for plan in here.signed:
        if plan.review_on:
            who = here.cases[plan.case_id].referent_id
            yield Due(
                task="plan_review",
                due_on=plan.review_on,
                case_id=plan.case_id,
                section="plan",
                record_id=plan.id,
                who_id=who,
            )


def actions(here: _House) -> Iterator[Due]:
    """Actions of signed plans; those of a draft are nobody's duty yet."""
    signed = {plan.id for plan in here.signed}
    for action in here.register.find_open(PlanAction, plan_id=signed, status=OPEN_ACTIONS):
        if action.due_on:
            yield Due(
                task="action_due",
                due_on=action.due_on,
                case_id=action.case_id,
                section="plan",
                record_id=action.id,
                who_id=action.who_id,
                what=action.what or "",
            )


def appointments(here: _House) -> Iterator[Due]:
    """Read from the brief that the nurse writes for everyone, so that every shift sees them."""
    for brief in here.register.find_open(HealthBrief, case_id=set(here.cases)):
        if brief.next_on:
            yield Due(
                task="medical_appointment",
                due_on=brief.next_on,
                case_id=brief.case_id,
                section="health",
                record_id=brief.id,
            )


def adulthood(here: _House) -> Iterator[Due]:
    """The day somebody is 18, for births known to the day; shown three months ahead."""
    for person in here.register.find_open(Person, id={case.person_id for case in here.cases.values()}):
        if person.birth is None or person.birth.precision != DAY:
            continue
        day = birthday(person.birth.first, ADULT_FROM)
        if here.today <= day <= here.today + NOTICE_OF_ADULTHOOD:
            case = next(case for case in here.cases.values() if case.person_id == person.id)
            yield Due(task="turning_18", due_on=day, case_id=case.id, section="identity", who_id=case.referent_id)


def open_arrivals(here: _House) -> Iterator[Due]:
    """What an arrival left unanswered is asked within three days, gently."""
    own = {stay.case_id for stay in here.stays if stay.admission_type not in CHILDREN_ALONG}
    for intake in here.register.find_open(Intake, case_id=own):
        asked = (question.name for question in intake.questions.values() if question.required)
        if any(getattr(intake, name) is None and name not in intake.missing for name in asked) and intake.contact_on:
            case = here.cases[intake.case_id]
            yield Due(
                task="data_quality",
                due_on=intake.contact_on + REST_WITHIN,
                case_id=case.id,
                section="identity",
                who_id=case.referent_id,
            )


def openings(here: _House) -> Iterator[Due]:
    """What somebody else opened with a reason, until the director has read it."""
    register = here.register
    for opening in register.find_open(BreakGlass, seen_at=None) if register.rights.writes(BreakGlass) else []:
        if opening.opened_by != register.who and opening.opened_at:
            yield Due(
                task="break_glass",
                due_on=opening.opened_at.date(),
                case_id=opening.case_id,
                section="history",
                record_id=opening.id,
                what=opening.code or "",
            )


def exports(here: _House) -> Iterator[Due]:
    """Each month's export, from the 25th until a bundle of that month is written; the month before is late until then.

    Only that one month back: a bundle holds everything since the last acknowledged one.
    """
    if here.register.is_headquarters or not here.register.can_open(Bundle):
        return
    this_month = here.today.replace(day=1)
    last_month = (this_month - timedelta(days=1)).replace(day=1)
    bundles = here.register.find_open(Bundle, month=[last_month, this_month])
    written = {bundle.month for bundle in bundles if bundle.status not in NOT_ON_ITS_WAY}
    if here.today.day >= EXPORT_FROM_DAY and this_month not in written:
        yield Due(task="bundle_due", due_on=month_end(this_month))
    if not written and _was_open_before(here.register, this_month):
        yield Due(task="bundle_due", due_on=month_end(last_month))


# the sources of one file's agenda
_OF_A_FILE = (plans_to_write, plans_to_review, actions, appointments, adulthood, open_arrivals)


def _was_open_before(register: Register, day: date) -> bool:
    centre = register.get(Centre, register.centre_id)
    return centre is not None and centre.created_at is not None and centre.created_at.date() < day


def month_end(day: date) -> date:
    """Return the last day of a month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
