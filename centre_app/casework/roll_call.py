"""Who is to be called on a night, room by room, and with what the answer of each begins.

A beginning is shown and never taken for an answer: what her leave says, else what the night before was answered. Only a
person makes an answer of it (`like_before`, `others_present`); writing them is nights.py.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from centre_app.casework.nights import night_to_call, roll_call_of
from centre_app.choices.keys import AbsenceType
from centre_app.dates import Birth
from centre_app.questions import BirthDay, moment_of
from centre_app.records import Centre, Leave, PresenceNight, RollCall, Stay
from centre_app.register import Register, as_problems
from centre_app.rules.leaves import WITHOUT_LEAVE
from db import nights as asked
from db.vault import Row

_BIRTH = BirthDay()
_CHILDREN = frozenset({"accompanying_child", "born_in_centre"})
_COT = "cot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """There, or away and why; `absence_type` is None where nobody said why."""

    present: bool
    absence_type: str | None = None

    @property
    def is_missing(self) -> bool:
        return not self.present and self.absence_type in WITHOUT_LEAVE


HERE = Answer(present=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """An absence that is written in her file and covers the night."""

    leave_id: str
    absence_type: str | None
    expected_back_on: date | None
    is_open: bool  # she has not come back from it to this day

    def is_late(self, night: date) -> bool:
        return self.expected_back_on is not None and self.expected_back_on < night


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One person on the sheet. `answer` is what was answered for this night; None is no answer.

    `is_closed` says that her file is kept for others: of her no more than the number is known here.
    """

    stay_id: str
    case_id: str
    person_id: str
    code: str
    sex: str | None
    birth: Birth | None
    is_child_of_resident: bool
    admitted_on: date
    bed: str
    place_in_words: str
    answer: Answer | None
    before: Answer | None
    away: Away | None
    is_closed: bool
    status: str

    @property
    def start(self) -> Answer | None:
        """With what her answer begins: as her file says, else as the night before; nothing for whoever came today."""
        if self.away is not None:
            return Answer(present=False, absence_type=self.away.absence_type)
        return self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledRoom:
    """A room with those who sleep in it; `name` is "" for those who have no bed."""

    name: str
    called: tuple[Called, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RollSheet:
    night: date
    rooms: tuple[CalledRoom, ...]
    taken: RollCall | None

    @property
    def called(self) -> list[Called]:
        return [one for room in self.rooms for one in room.called]


@as_problems()
def roll_sheet(register: Register, night: date) -> RollSheet:
    """Return everybody who is to be called on a night, room by room, those without a bed last."""
    if not register.can_open(Stay):
        return RollSheet(night=night, rooms=(), taken=None)
    before = night - timedelta(days=1)
    rows = asked.called(register.vault, register.centre_id, night.isoformat(), before.isoformat())
    away = _away_over(register, night)
    rooms: dict[str, list[Called]] = {}
    seen: set[str] = set()
    for row in _mothers_with_their_babies(rows):
        if row["stay_id"] not in seen:  # an old register may give somebody two beds
            seen.add(row["stay_id"])
            rooms.setdefault(row["room"] or "", []).append(_called(register, row, away.get(row["stay_id"])))
    without = rooms.pop("", [])
    return RollSheet(
        night=night,
        rooms=tuple(
            CalledRoom(name=name, called=tuple(called))
            for name, called in [*rooms.items(), *([("", without)] if without else [])]
        ),
        taken=roll_call_of(register, night),
    )


@as_problems()
def night_not_called(register: Register) -> date | None:
    """Return the night that ended this morning where nobody called it and whoever is at work may; None from noon on.

    Of a house without rooms, or before it had this register, no roll call is missing; nor by a clock that is doubted.
    """
    night = night_to_call(register)
    if night == register.today or register.clock_is_suspect or not register.rights.writes(PresenceNight):
        return None
    if not register.can_open(Stay) or roll_call_of(register, night) is not None or not _stood_on(register, night):
        return None
    before = night - timedelta(days=1)
    rows = asked.called(register.vault, register.centre_id, night.isoformat(), before.isoformat())
    return night if any(row["room_id"] for row in rows) else None


def _stood_on(register: Register, day: date) -> bool:
    centre = register.get(Centre, register.centre_id)
    return centre is not None and centre.created_at is not None and centre.created_at.date() <= day


def like_before(called: Iterable[Called], answered: Iterable[str]) -> dict[str, Answer]:
    """Return an answer for each who has none yet and whose beginning is known, by stay id."""
    done = set(answered)
    return {one.stay_id: one.start for one in called if one.stay_id not in done and one.start is not None}


def others_present(called: Iterable[Called], answered: Iterable[str]) -> dict[str, Answer]:
    """Return an answer for each who has none yet: there, unless her file says that she is away."""
    done = set(answered)
    return {
        one.stay_id: one.start if one.away is not None and one.start is not None else HERE
        for one in called
        if one.stay_id not in done
    }


# What the answer and the file say differently, and what is done about it.
WRITE_LEAVE, WRITE_MISSING, WRITE_BACK = "leave", "missing", "back"


def to_settle(one: Called, answer: Answer | None) -> str:
    """Return the move that would bring her file in step with an answer; "" where the two agree, or it is not hers to do.

    A day in hospital or in court that ended before today leaves nothing to write: only what still holds is asked. So it is
    with a night for which her file says already that she was missing, and with one from which she has come back.
    """
    if answer is None or one.is_closed:
        return ""
    if answer.present:
        return WRITE_BACK if one.away is not None and one.away.is_open and one.status in ("absent", "missing") else ""
    if answer.is_missing and answer.absence_type == AbsenceType.RUNAWAY:
        is_told = one.away is not None and (one.away.absence_type == AbsenceType.RUNAWAY or not one.away.is_open)
        return WRITE_MISSING if one.status in ("admitted", "absent") and not is_told else ""
    return WRITE_LEAVE if one.away is None and one.status == "admitted" else ""


def _away_over(register: Register, night: date) -> dict[str, Away]:
    """Return the absence of each stay that covers a night, the latest where there are two.

    Of a closed file no more than that she is away, as its status says too: nobody in hospital is called as here.
    """
    if not register.can_open(Leave):
        return {}
    following = (night + timedelta(days=1)).isoformat()
    rows = asked.leaves_over(register.vault, register.centre_id, night.isoformat(), following)
    closed = register.kept.closed_cases
    return {
        row["stay_id"]: Away(
            leave_id=row["id"],
            absence_type=None if row["case_id"] in closed else row["absence_type"],
            expected_back_on=None if row["case_id"] in closed else _day(row["expected_back_on"]),
            is_open=row["back_on"] is None,
        )
        for row in rows
        if moment_of(row["out_at"]).date() <= night
    }


def _mothers_with_their_babies(rows: Iterable[Row]) -> Iterator[Row]:
    """Give the rows in the order of their beds, whoever sleeps in a cot right after whoever has the bed beside it."""
    rows = list(rows)
    in_bed = {row["bed_id"] for row in rows if row["bed_id"] is not None}
    beside: dict[str, list[Row]] = {}
    for row in rows:
        if row["kind"] == _COT and row["beside_bed_id"] in in_bed:
            beside.setdefault(row["beside_bed_id"], []).append(row)
    moved = {id(row) for cots in beside.values() for row in cots}
    for row in rows:
        if id(row) not in moved:
            yield row
            yield from beside.get(row["bed_id"], ())


def _called(register: Register, row: Row, away: Away | None) -> Called:
    """Return one line; of somebody whose file is sealed no more than its number."""
    is_hidden = row["person_id"] in register.kept.hidden_persons
    return Called(
        stay_id=row["stay_id"],
        case_id=row["case_id"],
        person_id=row["person_id"],
        code=row["code"] or "",
        sex=None if is_hidden else row["sex"],
        birth=None if is_hidden else _BIRTH.from_row("birth", row),
        is_child_of_resident=row["admission_type"] in _CHILDREN,
        admitted_on=date.fromisoformat(row["admitted_on"]),
        bed=row["label"] or "",
        place_in_words=row["room_in_words"] or "",
        answer=_answer(row["present"], row["absence_type"]),
        before=_answer(row["was_present"], row["was_away"]),
        away=away,
        is_closed=row["case_id"] in register.kept.closed_cases,
        status=row["status"] or "",
    )


def _answer(present: int | None, absence_type: str | None) -> Answer | None:
    return None if present is None else Answer(present=bool(present), absence_type=absence_type)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
