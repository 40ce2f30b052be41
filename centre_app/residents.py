"""The list of residents: which files, in which order, and what one line of it shows.

Ids come from one query, lines only for the page on screen, so that a long register lists as fast as a short one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from centre_app.dates import Birth
from centre_app.finding import find_persons
from centre_app.naming import ShownName, names_of
from centre_app.questions import BirthDay
from centre_app.register import Register
from db import queries
from db.vault import Row

_BIRTH = BirthDay()
# What the list calls a plan's state, and the stored states that mean it; None stands for "no plan at all".
NO_PLAN = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person asked the list for. `scope` is present, left or all; `order` a column of the list."""

    typed: str = ""
    scope: str = "present"
    sex: str | None = None
    plan: tuple[str, ...] = ()
    order: str = "code"
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentLine:
    """One line of the list. `next_on` is the nearest thing planned for her; it may lie in the past."""

    case_id: str
    code: str
    status: str
    name: ShownName
    sex: str | None
    birth: Birth | None
    admitted_on: date | None
    ended_on: date | None
    admission_type: str | None
    bed: str | None
    room_in_words: str | None
    plan_status: str
    next_on: date | None


def wanted_ids(register: Register, wanted: Wanted) -> list[str]:
    """Return the ids of the case files asked for, sorted."""
    persons = find_persons(register, wanted.typed) if wanted.typed.strip() else None
    return queries.resident_ids(
        register.vault,
        register.centre_id,
        scope=wanted.scope,
        sex=wanted.sex,
        plan=wanted.plan,
        persons=persons,
        order=wanted.order,
        descending=wanted.descending,
    )


def lines(register: Register, case_ids: Sequence[str]) -> list[ResidentLine]:
    """Return the lines of these case files, in their order."""
    rows = queries.resident_rows(register.vault, case_ids)
    names = names_of(register, (row["person_id"] for row in rows.values()))
    return [_line(rows[case_id], names) for case_id in case_ids if case_id in rows]


def _line(row: Row, names: dict[str, ShownName]) -> ResidentLine:
    return ResidentLine(
        case_id=row["case_id"],
        code=row["code"],
        status=row["status"],
        name=names.get(row["person_id"], ShownName()),
        sex=row["sex"],
        birth=_BIRTH.from_row("birth", row),
        admitted_on=_day(row["admitted_on"]),
        ended_on=_day(row["ended_on"]),
        admission_type=row["admission_type"],
        bed=row["bed"],
        room_in_words=row["room_in_words"],
        plan_status=row["plan_status"] or NO_PLAN,
        next_on=_day(row["next_on"]),
    )


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
