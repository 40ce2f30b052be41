"""A house of thirty people as it stands on a Saturday morning: who sleeps where, who is on leave, what lies on the shelf.

Everybody in it is invented. Its clock is in the hand of whoever tells a story, so that an evening can come, and a night end;
between two settings it goes on as a clock does.
"""

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from centre_app import accounts
from centre_app.casework import groups, house_rules, lifecycle, nights
from centre_app.casework.nights import Mark
from centre_app.casework.stock import catalogue, movements
from centre_app.choices.keys import StockMovementKind
from centre_app.dates import Birth
from centre_app.demo.invented import FAMILIES, GIRLS
from centre_app.language import Language
from centre_app.opening import Beginning, create_register, open_register
from centre_app.questions import Record
from centre_app.records import (
    Bed,
    CaseFile,
    GroupAttendance,
    GroupSession,
    HouseRules,
    Leave,
    MedicalVisit,
    NeedsAssessment,
    RiskAssessment,
    StaffMember,
    Stay,
    StockMovement,
    TalkGroup,
)
from centre_app.register import AT_A_CENTRE, Register
from tests.makers import (
    CHEAP,
    DIRECTOR,
    PASSPHRASE,
    TODAY,
    YESTERDAY,
    SettableClock,
    a_bed,
    a_case,
    a_cot,
    a_leave,
    a_mother_of,
    a_name,
    a_person,
    a_plan,
    a_room,
    a_stay,
    an_assignment,
    an_intake,
)

EDUCATOR, GUARD = "Bintou Kéita", "Bakary Koné"
TEAM = ((EDUCATOR, "female", "social_worker"), (GUARD, "male", "night_guard"))
THEIR_OWN = {EDUCATOR: "girafe ballon sept nuages verts", GUARD: "lanterne puits douze chèvres blanches"}
FOUNDED, CAME, LAST_SESSION = date(2026, 10, 1), date(2026, 10, 12), date(2026, 11, 14)
THIRTY, IN_THE_GROUP = 30, 15
LATE, MOTHER, BABY, NEW = 4, 27, 28, 29  # where they stand in the list; the others are girls in three rooms
ON_THE_SHELF = 200


class GoingClock(SettableClock):
    def __call__(self) -> datetime:
        return self.moment + timedelta(seconds=time.monotonic() - self._set_at)

    def set(self, day: date, *, hour: int = 9, minute: int = 0) -> None:
        super().set(day, hour=hour, minute=minute)
        self._set_at = time.monotonic()


@dataclass(frozen=True)
class House:
    """The register in its folder, who works there by id, and how those who live there are called."""

    folder: Path
    clock: GoingClock
    director: str
    educator: str
    guard: str
    residents: list[str]


def founded(folder: Path, language: Language) -> House:
    """Found the house, and live in it until this morning."""
    clock = GoingClock()
    clock.set(FOUNDED)
    beginning = Beginning(
        kind=AT_A_CENTRE,
        code="SEG",
        name="Ségou",
        person=DIRECTOR,
        roles=frozenset({"director", "case_manager"}),
        passphrase=PASSPHRASE,
        sex="female",
    )
    create_register(folder, beginning, cost=CHEAP, clock=clock)
    with open_register(folder, DIRECTOR, PASSPHRASE, clock=clock) as register:
        team = {name: _let_in(register, name, sex, role) for name, sex, role in TEAM}
        _live(register, clock, language)
        house = House(folder, clock, register.who, team[EDUCATOR][0], team[GUARD][0], _names())
    for name, (_person, slip) in team.items():
        with open_register(folder, name, slip, clock=clock) as register:
            accounts.choose_own_passphrase(register, THEIR_OWN[name])
    return house


def _let_in(register: Register, name: str, sex: str, role: str) -> tuple[str, str]:
    """Return who it is, and the words of the slip."""
    member = StaffMember(name=name, sex=sex, roles=frozenset({role}), active_from=FOUNDED)
    return member.id, accounts.add_person(register, member)


def _live(register: Register, clock: GoingClock, language: Language) -> None:
    rules = HouseRules(version=1, from_on=FOUNDED, text=house_rules.starting_text(language))
    house_rules.write_rules(register, rules)
    clock.set(CAME)
    free = _move_in(register)
    _fill_the_shelf(register, language)
    clock.set(LAST_SESSION, hour=17)
    _hold_a_group(register)
    clock.set(YESTERDAY - timedelta(days=2), hour=15)
    _goes_on_leave(register)
    clock.set(YESTERDAY, hour=20)
    away = {leave.stay_id for leave in register.find(Leave)}
    nights.mark_night(register, YESTERDAY, [_mark(stay, away) for stay in register.find(Stay)])
    clock.set(TODAY, hour=8)
    register.save(*_somebody(NEW, free, came=TODAY), heed_findings=False)


# --- who lives there -----------------------------------------------------------------------------------------------


def _names() -> list[str]:
    return [" ".join(_name(number)) for number in range(THIRTY)]


def _name(number: int) -> tuple[str, str]:
    """Return given and family name; no two are called the same."""
    return GIRLS[number % len(GIRLS)], FAMILIES[number % len(FAMILIES)]


def _move_in(register: Register) -> Bed:
    """Give everybody but the new one a bed, a mother's baby its cot; return the bed that the new one will have."""
    rooms = [a_room(name=f"Chambre {letter}") for letter in "ABC"]
    mothers = a_room(name="Chambre M", room_type="mother_baby")
    beds = [a_bed(room, label=f"{room.name[-1]}-{number:02d}") for room in rooms for number in range(1, 11)]
    hers = [a_bed(mothers, label=f"M-{number:02d}") for number in (1, 2)]
    cots = [a_cot(bed, label=f"{bed.label}b") for bed in hers]
    register.save(*rooms, mothers, *beds, *hers, *cots)
    places = [*beds[:MOTHER], hers[0], cots[0]]
    people = [_somebody(number, bed, came=CAME) for number, bed in enumerate(places)]
    mother_of = a_mother_of(people[MOTHER][0], people[BABY][0])
    register.save(*(record for records in people for record in records), mother_of, heed_findings=False)
    return beds[MOTHER]


def _somebody(number: int, bed: Bed, *, came: date) -> list[Record]:
    """Return all that an arrival writes, with her bed."""
    age = {BABY: 0, MOTHER: 19}.get(number, 12 + number % 9)
    person = a_person(birth=Birth.of_age(age, age, said_on=came))
    given, family = _name(number)
    case = a_case(person, code=f"SEG-26-{number + 1:04d}", opened_on=came)
    kind = "accompanying_child" if number == BABY else "long_stay"
    known = {} if number == NEW else {"rules_signed_on": came, "entry_kit_done": True}
    stay = a_stay(case, admission_type=kind, admitted_on=came, **known)
    return [
        person,
        a_name(person, family, given),
        case,
        an_intake(case, contact_on=came),
        stay,
        an_assignment(stay, bed),
        *([] if number == NEW else _what_was_due(case, came)),
    ]


def _what_was_due(case: CaseFile, came: date) -> list[Record]:
    """Return what an arrival asks for within two weeks, so that the first page is calm."""
    again = came + timedelta(days=90)
    return [
        RiskAssessment(case_id=case.id, assessed_on=came, level="none", next_on=again),
        NeedsAssessment(case_id=case.id, assessed_on=came, next_on=again),
        MedicalVisit(case_id=case.id, visit_type="admission_check", seen_on=came),
        a_plan(case, status="active", drafted_on=came, agreed_on=came, review_on=again),
    ]


def _goes_on_leave(register: Register) -> None:
    """She was to be back yesterday, and is not."""
    case = register.only(CaseFile, code=f"SEG-26-{LATE + 1:04d}")
    stay = register.only(Stay, case_id=case.id)
    out = a_leave(stay, absence_type="permission", out_at=register.now, expected_back_on=YESTERDAY, place="Bla")
    lifecycle.go_on_leave(register, case, out)


def _mark(stay: Stay, away: set[str]) -> Mark:
    is_away = stay.id in away
    return Mark(stay=stay, present=not is_away, absence_type="permission" if is_away else None)


# --- what the house has --------------------------------------------------------------------------------------------


def _fill_the_shelf(register: Register, language: Language) -> None:
    items = catalogue.take_over(register, [one.key for one in catalogue.FIRST_LIST], language)
    came = [
        StockMovement(item_id=item.id, kind=StockMovementKind.RECEIPT, quantity=ON_THE_SHELF, moved_on=register.today)
        for item in items
    ]
    movements.write(register, came)


def _hold_a_group(register: Register) -> None:
    """Fifteen talked last Saturday; they are the group."""
    group = groups.start_group(register, TalkGroup(name="Les colombes", kind="talk_group", from_on=CAME))
    held = GroupSession(group_id=group.id, held_on=register.today, minutes=60, place="Sous le manguier")
    cases = sorted(register.find(CaseFile), key=lambda case: case.code or "")[:IN_THE_GROUP]
    came = [GroupAttendance(case_id=case.id, group_session_id=held.id, status="present") for case in cases]
    groups.hold_session(register, held, came)
