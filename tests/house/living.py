"""Sixty days of a house of thirty places, by the verbs of the program, with a notebook kept beside."""

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

from centre_app.casework import beds, exits, groups, lifecycle, nights
from centre_app.choices.keys import AbsenceType, Attendance
from centre_app.demo import days
from centre_app.demo.house import House, SettableClock, found
from centre_app.opening import Beginning, create_register, open_register
from centre_app.records import (
    BedAssignment,
    CaseFile,
    GroupAttendance,
    GroupSession,
    Leave,
    Person,
    Room,
    Stay,
    TalkGroup,
)
from centre_app.register import AT_A_CENTRE, Register
from tests.house import stores
from tests.house.stores import Store
from tests.makers import CHEAP, DIRECTOR, PASSPHRASE

FIRST = date(2026, 9, 1)
FOUNDED = FIRST - timedelta(days=10)
AT_THE_START = 18
MOST, FEWEST = 29, 14  # beside cots: nobody is sent away, and the house is never empty
RUNAWAYS = (17, 41)  # on which days; the first one comes back, the second does not
BACK_AFTER, GIVEN_UP_AFTER = 4, 9
BIRTHS = (11, 33, 52)
ON_LEAVE = (AbsenceType.HOSPITAL, AbsenceType.COURT, "permission", "family_visit")


@dataclass
class Page:
    """One day of the notebook: case ids, and why whoever is away is away."""

    came: set[str] = field(default_factory=set)
    went: set[str] = field(default_factory=set)
    there: set[str] = field(default_factory=set)
    away: dict[str, str] = field(default_factory=dict)


@dataclass
class Lived:
    """A house with what was written in its notebook, and how often each verb was used."""

    house: House
    notebook: dict[date, Page] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    here: set[str] = field(default_factory=set)
    away: dict[str, str] = field(default_factory=dict)
    runaways: dict[str, date] = field(default_factory=dict)
    store: Store = field(default_factory=Store)

    @property
    def register(self) -> Register:
        return self.house.register

    def did(self, verb: str, count: int = 1) -> None:
        self.done[verb] = self.done.get(verb, 0) + count


def live(folder: Path, *, count: int, seed: int) -> Lived:
    """Found a house in a new folder and live so many days in it; its register stays open."""
    clock = SettableClock(FOUNDED)
    director = Beginning(
        kind=AT_A_CENTRE,
        code="KOR",
        name="Koro",
        person=DIRECTOR,
        roles=frozenset({"director"}),
        passphrase=PASSPHRASE,
    )
    create_register(folder, director, clock=clock, cost=CHEAP)
    lived = Lived(
        House(register=open_register(folder, DIRECTOR, PASSPHRASE, clock=clock), clock=clock, chance=Random(seed))
    )
    found(lived.house)
    _keep_thirty_places(lived.register)
    lived.store = stores.furnish(lived.register)
    for number in range(count):
        _live_a_day(lived, number, FIRST + timedelta(days=number))
    return lived


def _keep_thirty_places(register: Register) -> None:
    """Close the rooms that no dormitory bed is in, but for one night's emergency: thirty places are left."""
    others = register.find(Room, room_type=["isolation", "emergency"])
    register.save(*(dataclasses.replace(room, closed_from=FOUNDED) for room in others))


def _live_a_day(lived: Lived, number: int, day: date) -> None:
    page = lived.notebook[day] = Page()
    for hour, act in (
        (8, _come_back),
        (9, _arrivals),
        (11, _births),
        (13, _moves),
        (14, _exits),
        (15, _groups),
        (16, _leaves),
        (17, _store),
        (18, _run_away),
        (20, _roll_call),
    ):
        lived.house.clock.set(day, hour)
        act(lived, number, page)
    page.there = lived.here - set(lived.away)
    page.away = dict(lived.away)


# --- coming and going ------------------------------------------------------------------------------------------


def _arrivals(lived: Lived, number: int, page: Page) -> None:
    chance = lived.house.chance
    coming = AT_THE_START if number == 0 else chance.choice((0, 0, 1, 1, 2))
    for _ in range(min(coming, MOST - len(lived.here))):
        _noting_who_is_new(lived, page, lambda: days.arrive(lived.house, boy=chance.random() < 0.2))
        lived.did("arrivals")


def _births(lived: Lived, number: int, page: Page) -> None:
    mothers = [case for case in _at_home(lived) if _sex_of(lived, case) == "female" and not _is_child(lived, case)]
    if number in BIRTHS and mothers:
        mother = lived.house.chance.choice(mothers)
        _noting_who_is_new(lived, page, lambda: days.give_birth(lived.house, mother))
        lived.did("births")


def _noting_who_is_new(lived: Lived, page: Page, act: Callable[[], object]) -> None:
    before = {case.id for case in lived.register.find(CaseFile)}
    act()
    new = {case.id for case in lived.register.find(CaseFile)} - before
    # the demonstration says that she has her kit; here the store gives it
    stays = lived.register.find(Stay, case_id=sorted(new), entry_kit_done=True)
    lived.register.save(*(dataclasses.replace(stay, entry_kit_done=None) for stay in stays))
    page.came |= new
    lived.here |= new


def _exits(lived: Lived, number: int, page: Page) -> None:
    chance = lived.house.chance
    if number < 3 or len(lived.here) <= FEWEST or chance.random() > 0.55:
        return
    grown = [case for case in _at_home(lived) if not _is_child(lived, case)]
    _goes(lived, chance.choice(grown), page)


def _goes(lived: Lived, case: CaseFile, page: Page, reason: str = "family_reunified") -> None:
    """She leaves, with her children who are here unless nobody prepared it."""
    along = [child.id for child, _ in exits.children_here(lived.register, case)] if reason != "runaway" else []
    days.go_home(lived.house, case, reason=reason)
    for gone in (case.id, *along):
        page.went.add(gone)
        lived.here.discard(gone)
        lived.away.pop(gone, None)
        lived.runaways.pop(gone, None)
    lived.did("exits")


# --- beds ------------------------------------------------------------------------------------------------------


def _moves(lived: Lived, number: int, page: Page) -> None:
    """Now and then somebody gets another bed, or two change theirs; whoever has none is given one at once."""
    register, chance, today = lived.register, lived.house.chance, lived.register.today
    for stay in beds.without_a_bed(register):
        free = [tile.bed.id for card in beds.board(register) for tile in card.tiles if tile.is_free]
        beds.put_to_bed(register, stay, free[0], on=today, reason="Pas d’autre lit libre")
        lived.did("beds given")
    grown = [stay for stay in _open_stays(lived) if stay.case_id in lived.here and _has_own_bed(lived, stay)]
    if len(grown) < 2 or chance.random() > 0.4:
        return
    one, other = chance.sample(grown, 2)
    if chance.random() < 0.5:
        beds.exchange_beds(register, one, other, on=today)
        lived.did("beds exchanged")
        return
    free = [
        tile.bed.id for card in beds.board(register) for tile in card.tiles if tile.is_free and tile.bed.kind == "bed"
    ]
    if free:
        beds.put_to_bed(register, one, chance.choice(free), on=today, reason="Elle l’a demandé")
        lived.did("beds changed")


def _has_own_bed(lived: Lived, stay: Stay) -> bool:
    given = lived.register.only(BedAssignment, stay_id=stay.id, to_on=None)
    cots = {tile.bed.id for card in beds.board(lived.register) for tile in card.tiles if tile.bed.kind == "cot"}
    return given is not None and given.bed_id not in cots and given.from_on != lived.register.today


# --- being away ------------------------------------------------------------------------------------------------


def _leaves(lived: Lived, number: int, page: Page) -> None:
    chance = lived.house.chance
    if chance.random() > 0.3:
        return
    alone = [case for case in _at_home(lived) if not _is_child(lived, case) and not _children(lived, case)]
    case = chance.choice(alone)
    kind = chance.choice(ON_LEAVE)
    lifecycle.go_on_leave(lived.register, case, _leave(lived, case, kind, nights_away=chance.randint(1, 4)))
    lived.away[case.id] = kind
    lived.did("leaves")


def _come_back(lived: Lived, number: int, page: Page) -> None:
    """Whoever is expected comes back, one in five a day late; the first runaway comes back, the second is given up."""
    for case in _in_order(lived, lived.away):
        case_id = case.id
        leave = lifecycle.absence_of(lived.register, case)
        assert leave is not None
        if case_id in lived.runaways:
            _back_or_given_up(lived, case, leave, page)
        elif _is_expected(lived, leave) and lived.house.chance.random() < 0.8:
            _is_back(lived, case, leave)


def _is_expected(lived: Lived, leave: Leave) -> bool:
    return leave.expected_back_on is not None and leave.expected_back_on <= lived.register.today


def _back_or_given_up(lived: Lived, case: CaseFile, leave: Leave, page: Page) -> None:
    gone_for = (lived.register.today - lived.runaways[case.id]).days
    is_first = lived.runaways[case.id] == FIRST + timedelta(days=RUNAWAYS[0])
    if is_first and gone_for >= BACK_AFTER:
        _is_back(lived, case, leave)
        lived.runaways.pop(case.id)
    elif not is_first and gone_for >= GIVEN_UP_AFTER:
        _goes(lived, case, page, reason="runaway")


def _is_back(lived: Lived, case: CaseFile, leave: Leave) -> None:
    lifecycle.come_back(lived.register, case, dataclasses.replace(leave, back_on=lived.register.today))
    lived.away.pop(case.id)
    lived.did("returns")


def _run_away(lived: Lived, number: int, page: Page) -> None:
    if number not in RUNAWAYS:
        return
    alone = [case for case in _at_home(lived) if not _is_child(lived, case) and not _children(lived, case)]
    case = lived.house.chance.choice(alone)
    lifecycle.go_missing(lived.register, case, _leave(lived, case, AbsenceType.RUNAWAY))
    lived.away[case.id] = AbsenceType.RUNAWAY
    lived.runaways[case.id] = lived.register.today
    lived.did("runaways")


def _leave(lived: Lived, case: CaseFile, kind: str, *, nights_away: int = 0) -> Leave:
    stay = exits.open_stay_of(lived.register, case)
    assert stay is not None
    today = lived.register.today
    in_danger = lifecycle.is_in_danger(lived.register, case)
    return Leave(
        case_id=case.id,
        stay_id=stay.id,
        absence_type=kind,
        out_at=datetime.combine(today, time(15, 0), UTC),
        expected_back_on=today + timedelta(days=nights_away) if nights_away else None,
        accompanied_by="L’éducatrice de service" if nights_away else None,
        place="Bankass" if nights_away else None,
        last_seen=None if nights_away else "Par la cuisinière, au portail",
        told_to=None if nights_away else "La directrice, le soir même",
        despite_danger="Accompagnée tout le temps" if in_danger and nights_away else None,
    )


def _roll_call(lived: Lived, number: int, page: Page) -> None:
    night = lived.register.today
    marks = [
        nights.Mark(stay=stay, present=stay.case_id not in lived.away, absence_type=lived.away.get(stay.case_id))
        for stay in nights.here_on(lived.register, night)
    ]
    nights.mark_night(lived.register, night, marks)
    lived.did("nights marked", len(marks))


def _store(lived: Lived, number: int, page: Page) -> None:
    stores.live_a_day(lived.store, lived.register, number, lived.house.chance)
    lived.done.update(lived.store.done)


# --- groups ----------------------------------------------------------------------------------------------------


def _groups(lived: Lived, number: int, page: Page) -> None:
    """A group each Wednesday, for everybody who is there and no small child."""
    register = lived.register
    if register.today.weekday() != 2:
        return
    group = register.only(TalkGroup, name="Les colombes") or groups.start_group(
        register, TalkGroup(name="Les colombes", theme="rights", from_on=register.today)
    )
    session = GroupSession(group_id=group.id, held_on=register.today, minutes=60, visitors=2)
    came = [case for case in _at_home(lived) if not _is_child(lived, case)]
    marks = [
        GroupAttendance(case_id=case.id, group_session_id=session.id, status=Attendance.PRESENT)
        for case in came
        if lived.house.chance.random() < 0.8
    ]
    groups.hold_session(register, session, marks)
    lived.did("group sessions")


# --- asking ----------------------------------------------------------------------------------------------------


def _at_home(lived: Lived) -> list[CaseFile]:
    """Return the files of those who are here tonight."""
    return _in_order(lived, lived.here - set(lived.away))


def _in_order(lived: Lived, case_ids: Iterable[str]) -> list[CaseFile]:
    """Return files by their codes: chance must hang neither on how a set is ordered, nor on ids."""
    return sorted(lived.register.find(CaseFile, id=sorted(case_ids)), key=lambda case: case.code or "")


def _open_stays(lived: Lived) -> list[Stay]:
    stays = {stay.case_id: stay for stay in lived.register.find(Stay, ended_on=None)}
    return [stays[case.id] for case in _in_order(lived, stays)]


def _sex_of(lived: Lived, case: CaseFile) -> str | None:
    person = lived.register.get(Person, case.person_id)
    return person.sex if person else None


def _is_child(lived: Lived, case: CaseFile) -> bool:
    stay = exits.open_stay_of(lived.register, case)
    return stay is not None and stay.admission_type in ("accompanying_child", "born_in_centre")


def _children(lived: Lived, case: CaseFile) -> list[CaseFile]:
    return lifecycle.children_beside(lived.register, case)
