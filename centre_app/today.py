"""The page that people land on, without the window: what is due in its parts, for whom, and whose file it is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from centre_app.agenda import Due
from centre_app.agenda.due import by_gravity
from centre_app.agenda.urgency import Urgency
from centre_app.naming import ShownName, names_of
from centre_app.questions import Row
from centre_app.records import CaseFile, Person, StaffMember
from centre_app.register import Register
from centre_app.rights import Rights, roles_at_work

DANGER, LATE, TODAY, THIS_WEEK, LATER = "danger", "late", "today", "this_week", "later"
FRIDAY = 4
PARTS = (DANGER, LATE, TODAY, THIS_WEEK, LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """Something that is due, with whose file it stands in; of the house itself there is no name and no number."""

    due: Due
    name: ShownName = ShownName()
    code: str = ""
    sex: str | None = None


def week_of(day: date) -> list[date]:
    """Return the week a day is in, from Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=number) for number in range(7)]


def weeks_to_print(day: date) -> list[list[date]]:
    """Return the weeks that are offered on paper, the likeliest first: from Friday on it is the next one."""
    this, following, third = (week_of(day + timedelta(weeks=number)) for number in range(3))
    return [following, this, third] if day.weekday() >= FRIDAY else [this, following, third]


def part_of(due: Due, *, now: datetime) -> str:
    """Return in which part of the page something stands."""
    if due.urgency is Urgency.DANGER:
        return DANGER
    if due.is_late(now):
        return LATE
    if due.due_on == now.date():
        return TODAY
    return THIS_WEEK if due.due_on <= week_of(now.date())[-1] else LATER


def parted(dues: Iterable[Due], *, now: datetime) -> Mapping[str, list[Due]]:
    """Return what is due by its part, each in the order given; what is late by its gravity, then by its day."""
    found: dict[str, list[Due]] = {part: [] for part in PARTS}
    for due in dues:
        found[part_of(due, now=now)].append(due)
    found[LATE].sort(key=by_gravity)
    return found


def waits_for(due: Due, who_id: str, roles: Collection[str]) -> bool:
    """Say whether something waits for this person: by name, or, where nobody is named, for what is her work.

    Whoever is in danger waits for everybody who may know it.
    """
    if due.urgency is Urgency.DANGER:
        return True
    return due.who_id == who_id if due.who_id else due.role in roles


def roles_of(register: Register, member: StaffMember) -> frozenset[str]:
    """Return what is this person's work, with that of a nurse or a case manager whom the house has not."""
    if member.id == register.who:
        return Rights(register.roles).roles
    in_the_house = (role for slot in register.keys.key_file.people for role in slot.roles)
    return roles_at_work(member.roles, in_the_house)


def lines_of(register: Register, dues: Sequence[Due]) -> list[DueLine]:
    """Return what is due with names, file numbers and sex: three questions, however much it is."""
    asked = {due.case_id for due in dues if due.case_id}
    found = register.rows(CaseFile, ("id", "person_id", "code"), id=asked) if asked else []
    cases = {row["id"]: row for row in found}
    persons = {row["person_id"] for row in found}
    names = names_of(register, persons)
    people = register.rows(Person, ("id", "sex"), id=persons) if persons and register.can_open(Person) else []
    sexes = {row["id"]: row["sex"] for row in people}
    return [_line(due, cases.get(due.case_id or ""), names, sexes) for due in dues]


def _line(due: Due, case: Row | None, names: Mapping[str, ShownName], sexes: Mapping[str, str | None]) -> DueLine:
    if case is None:
        return DueLine(due=due)
    person_id = str(case["person_id"])
    name = names.get(person_id, ShownName())
    return DueLine(due=due, name=name, code=str(case["code"] or ""), sex=sexes.get(person_id))
