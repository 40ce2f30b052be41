"""The list of residents: which files, in which order, what one line of it shows, and the numbers above it.

Ids come from one query, lines only for the page on screen, so that a long register lists as fast as a short one.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from centre_app import finding, matching
from centre_app.agenda import CHILDREN_ALONG, PLAN_WITHIN, Due, agenda, month_end
from centre_app.casework import merging
from centre_app.casework.beds import board
from centre_app.casework.plans import DRAFT, PROPOSED, SIGNED
from centre_app.casework.rooms import COT
from centre_app.dates import Birth
from centre_app.folding import fold
from centre_app.kept_for_others import HIDDEN, KEPT
from centre_app.naming import ShownName, names_of
from centre_app.questions import BirthDay
from centre_app.records import Bed, BedAssignment, Bundle, Card, CarePlan, CaseFile, PersonName
from centre_app.register import Register, as_problems
from db import queries
from db.vault import Row

_BIRTH = BirthDay()

# How a plan stands, the most pressing first. `draft` and `proposed` are the stored states of the same name; a plan that
# is over keeps its stored state.
LATE = "late"  # not agreed in time, or its review is past
TO_REVIEW = "to_review"
NO_PLAN = "none"
ACTIVE = "active"
WITH_MOTHER = "with_mother"  # a child who came along has no plan of its own: it stands in the mother's
PLAN_STATES = (
    LATE, TO_REVIEW, PROPOSED, DRAFT, NO_PLAN, ACTIVE, "completed", "abandoned", "revised", WITH_MOTHER, KEPT,
)  # fmt: skip
REVIEW_SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person asked the list for. `scope` is present, left or all; `plan` one of PLAN_STATES.

    `order` is a column of the list; "" leaves the order to the search, and without one to the case numbers.
    """

    typed: str = field(default="", repr=False)
    scope: str = "present"
    sex: str | None = None
    plan: str | None = None
    order: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentLine:
    """One line of the list. `plan` is one of PLAN_STATES."""

    case_id: str
    person_id: str
    centre_id: str
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
    plan: str

    @property
    def is_child_along(self) -> bool:
        return self.admission_type in CHILDREN_ALONG


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseToday:
    """The numbers above the list. Children who are here with their mother are counted apart, and so are cots.

    None is a number that is kept for others: late plans for whoever reads none, the export for whoever sends none.
    """

    present: int
    children: int
    beds: int
    free_beds: int
    due_today: int
    late: int
    plans_late: int | None
    export_on: date | None
    is_exported: bool


@as_problems()
def wanted_ids(register: Register, wanted: Wanted, *, dues: Mapping[str, Due] | None = None) -> list[str]:
    """Return the ids of the case files asked for, sorted. `dues` (from `nearest_dues`) are needed to sort by "next"."""
    if not register.can_open(CaseFile):
        return []
    typed = wanted.typed.strip()
    kept_for = merging.kept_for(register)
    cases = _numbered(register, typed) if typed else None
    near = fold(typed).split()[: matching.MOST_WORDS]
    names = finding.asked(register, typed) if cases is None and register.can_open(PersonName) else ""
    if names and (wanted.scope, wanted.sex, wanted.order) == ("all", None, ""):
        ids = queries.found_cases(register.vault, names, near)
    else:
        ids = queries.resident_ids(
            register.vault,
            _centres(register),
            scope=wanted.scope,
            sex=wanted.sex,
            matching=names or None,
            near=near,
            cases=cases and [kept_for.get(case_id, case_id) for case_id in cases],
            order="code" if wanted.order in ("plan", "next") else wanted.order,
            descending=wanted.descending,
        )
    ids = [case_id for case_id in ids if case_id not in kept_for] if kept_for else ids
    if names:
        ids = _without_closed(register, ids, typed)
    if wanted.plan or wanted.order == "plan":
        plans = _plans(register, ids)
        ids = [case_id for case_id in ids if wanted.plan in (None, plans[case_id])]
        if wanted.order == "plan":
            ids.sort(key=lambda case_id: PLAN_STATES.index(plans[case_id]), reverse=wanted.descending)
    if wanted.order == "next":
        ids = _sorted_by_due(ids, dues or {}, descending=wanted.descending)
    return ids


@as_problems()
def lines(register: Register, case_ids: Sequence[str]) -> list[ResidentLine]:
    """Return the lines of these case files, in their order."""
    rows = _rows(register, case_ids)
    names = names_of(register, (row["person_id"] for row in rows.values()))
    today = register.today
    return [_line(rows[case_id], names, today) for case_id in case_ids if case_id in rows]


def _rows(register: Register, case_ids: Sequence[str]) -> dict[str, Row]:
    """Return what the list shows of these files, without what is kept for others."""
    if not register.can_open(CaseFile):
        return {}
    rows = queries.resident_rows(register.vault, case_ids)
    closed = register.kept.closed_cases
    for row in rows.values() if not register.can_open(CarePlan) else (rows[one] for one in rows if one in closed):
        row["plan_status"] = KEPT
    for row in (rows[one] for one in rows if closed.get(one) == HIDDEN):
        row.update(dict.fromkeys(_OF_HER, None))
    return rows


_OF_HER = ("sex", "birth_from", "birth_to", "birth_prec", "birth_said_on")


def _without_closed(register: Register, case_ids: list[str], typed: str) -> list[str]:
    """Leave out files that what was typed must not find: sealed ones, and restricted ones by more than their names."""
    closed = register.kept.closed_cases
    if closed.keys().isdisjoint(case_ids):
        return case_ids
    by_name = set(
        queries.resident_ids(
            register.vault,
            _centres(register),
            scope="all",
            matching=finding.asked_of_closed(typed),
            cases=[case_id for case_id in case_ids if closed.get(case_id, HIDDEN) != HIDDEN],
        )
    )
    return [case_id for case_id in case_ids if case_id not in closed or case_id in by_name]


def nearest_dues(due: Iterable[Due]) -> dict[str, Due]:
    """Return of an agenda the first thing due for each case, late ones included."""
    nearest: dict[str, Due] = {}
    for one in due:
        if one.case_id is not None:
            nearest.setdefault(one.case_id, one)
    return nearest


def whole_agenda(register: Register) -> list[Due]:
    """Return everything that is due, however far ahead."""
    return agenda(register, until=date.max)


def house_today(register: Register, due: Sequence[Due]) -> HouseToday:
    """Return the numbers above the list, given the agenda."""
    today = register.today
    here = lines(register, wanted_ids(register, Wanted()))
    tiles = [tile for card in board(register) for tile in card.tiles if tile.bed.kind != COT]
    in_use = [tile for tile in tiles if tile.sleeper or tile.bed.out_of_service_from is None]
    return HouseToday(
        present=sum(not line.is_child_along for line in here),
        children=sum(line.is_child_along for line in here),
        beds=len(in_use),
        free_beds=sum(tile.is_free for tile in in_use),
        due_today=sum(one.due_on == today for one in due),
        late=sum(one.is_late(register.now) for one in due),
        plans_late=sum(line.plan == LATE for line in here) if register.can_open(CarePlan) else None,
        export_on=month_end(today) if register.can_open(Bundle) else None,
        is_exported=bool(register.find_open(Bundle, month=today.replace(day=1), bundle_type="monthly")),
    )


def _centres(register: Register) -> list[str]:
    """Return whose files are listed: the house's own; at headquarters those of every centre it knows."""
    if not register.is_headquarters:
        return [register.centre_id]
    return [card.of_centre_id for card in register.find_open(Card) if card.of_centre_id]


# --- what was typed --------------------------------------------------------------------------------------------


@as_problems()
def numbered_cases(register: Register, typed: str) -> list[str]:
    """Return the files whose bed or number was typed, the ones withdrawn left out."""
    return _numbered(register, typed) or []


def _numbered(register: Register, typed: str) -> list[str] | None:
    """Return the files whose bed or number was typed ("C-03", "17", "KOR-26-0017"); None where it is no such thing."""
    compact = fold(typed).replace(" ", "")
    if not any(sign.isdigit() for sign in compact):
        return None
    if compact.isdecimal() and len(compact) <= 4 and not compact.startswith("0"):
        return queries.cases_of_serial(register.vault, _centres(register), int(compact)) or None
    prefix = _code_begun(compact)
    found = queries.cases_of_code(register.vault, _centres(register), prefix) if prefix else []
    return found or _in_beds(register, compact) or None


def _code_begun(compact: str) -> str:
    """Return the beginning of a case number, however its parts were joined: "kor260017" is "KOR-26-0017"."""
    parts = re.fullmatch(r"(?P<house>[a-z]{3})(?P<year>\d{1,2})(?P<serial>\d{0,4})", compact)
    if parts is None:
        return ""
    return f"{parts['house']}-{parts['year']}{'-' if parts['serial'] else ''}{parts['serial']}".upper()


def _in_beds(register: Register, compact: str) -> list[str]:
    """Return who sleeps in the beds whose name begins so; "c3" is "C-03"."""
    beds = [bed.id for bed in register.find(Bed) if _is_begun(fold(bed.label or "").replace(" ", ""), compact)]
    return [given.case_id for given in register.find(BedAssignment, bed_id=beds, to_on=None)] if beds else []


def _is_begun(label: str, compact: str) -> bool:
    without_zeros = re.sub(r"(?<=[a-z])0+(?=\d)", "", label)
    return label.startswith(compact) or without_zeros == compact


# --- plans and dues --------------------------------------------------------------------------------------------


def _plans(register: Register, case_ids: Sequence[str]) -> dict[str, str]:
    rows = _rows(register, case_ids)
    return {case_id: _plan_state(row, register.today) for case_id, row in rows.items()}


def _plan_state(row: Row, today: date) -> str:
    """Return how a plan stands today. Late are those that V18 or their own review day have overtaken."""
    if row["plan_status"] == KEPT:
        return KEPT
    status, is_here = row["plan_status"], row["stay_id"] is not None and row["ended_on"] is None
    if status is None and row["admission_type"] in CHILDREN_ALONG:
        return WITH_MOTHER
    if status in SIGNED:
        review_on = _day(row["plan_review_on"])
        if is_here and review_on is not None and review_on < today:
            return LATE
        soon = status == "review_due" or (review_on is not None and review_on <= today + REVIEW_SOON)
        return TO_REVIEW if is_here and soon else ACTIVE
    came = _day(row["admitted_on"])
    unsigned = status in (None, DRAFT, PROPOSED) and row["plan_agreed_on"] is None
    if unsigned and is_here and came is not None and came + PLAN_WITHIN < today:
        return LATE
    return status or NO_PLAN


def _sorted_by_due(ids: list[str], dues: Mapping[str, Due], *, descending: bool) -> list[str]:
    planned = [case_id for case_id in ids if case_id in dues]
    planned.sort(key=lambda case_id: dues[case_id].due_on, reverse=descending)
    return planned + [case_id for case_id in ids if case_id not in dues]


def _line(row: Row, names: dict[str, ShownName], today: date) -> ResidentLine:
    return ResidentLine(
        case_id=row["case_id"],
        person_id=row["person_id"],
        centre_id=row["centre_id"],
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
        plan=_plan_state(row, today),
    )


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
