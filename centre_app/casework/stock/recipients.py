"""Who may be given something on a day: everybody of the house, those who are there, a room, a group, some ages."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from centre_app.agenda import CHILDREN_ALONG
from centre_app.casework.groups import members_of
from centre_app.dates import Birth, ages_on
from centre_app.records import Bed, BedAssignment, CaseFile, Leave, Person, PresenceNight, Room, Stay
from centre_app.register import Register

# Kinds of narrowing the list down.
EVERYBODY, PRESENT, ROOM, GROUP, AGES = "everybody", "present", "room", "group", "ages"

# The bands of the reports, as far as they tell who needs which things.
AGE_BANDS = ((0, 2), (3, 5), (6, 11), (12, 14), (15, 17), (18, 120))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody who was in the house that day."""

    case_id: str
    stay: Stay
    sex: str | None
    birth: Birth | None


def in_the_house(register: Register, day: date) -> list[Recipient]:
    """Return who was in the house on a day, whoever left or came that day included, in the order in which they came.

    Files that are kept for others are not among them.
    """
    stays = [one for one in register.find_open(Stay) if one.admitted_on and one.admitted_on <= day]
    here = {one.case_id: one for one in stays if one.ended_on is None or one.ended_on >= day}
    cases = {case.id: case.person_id for case in register.find_open(CaseFile, id=list(here))} if here else {}
    people = {one.id: one for one in register.find_open(Person, id=list(cases.values()))} if cases else {}
    return [
        Recipient(
            case_id=case_id,
            stay=stay,
            sex=people[cases[case_id]].sex if cases[case_id] in people else None,
            birth=people[cases[case_id]].birth if cases[case_id] in people else None,
        )
        for case_id, stay in here.items()
        if case_id in cases
    ]


def away_on(register: Register, day: date, stay_ids: Collection[str]) -> frozenset[str]:
    """Return the stays of those who were not there: on leave or missing that day, or absent at its roll call."""
    absent = {one.stay_id for one in register.find_open(PresenceNight, night=day) if one.present is False}
    on_leave = {
        one.stay_id
        for one in register.find_open(Leave, stay_id=list(stay_ids))
        if one.out_at and one.out_at.date() <= day and (one.back_on is None or one.back_on > day)
    }
    return frozenset(absent | on_leave) & frozenset(stay_ids)


def in_room(register: Register, room_id: str, day: date) -> frozenset[str]:
    """Return the cases of those who had a bed in a room on a day."""
    beds = [bed.id for bed in register.find_open(Bed, room_id=room_id)]
    given = register.find_open(BedAssignment, bed_id=beds) if beds else []
    return frozenset(
        one.case_id
        for one in given
        if one.from_on and one.from_on <= day and (one.to_on is None or one.to_on > day or one.to_on == one.from_on)
    )


def rooms(register: Register) -> list[Room]:
    """Return the rooms in which somebody sleeps."""
    sleeping = {bed.room_id for bed in register.find_open(Bed)}
    return [room for room in register.find_open(Room) if room.id in sleeping]


def in_group(register: Register, group_id: str) -> frozenset[str]:
    """Return the cases of those who ever came to a group."""
    return members_of(register, group_id)


def of_ages(recipients: Iterable[Recipient], youngest: int, oldest: int, *, on: date) -> frozenset[str]:
    """Return the cases of those who may be of these ages; whose age nobody knows is of any."""
    return frozenset(one.case_id for one in recipients if may_be_of(one.birth, youngest, oldest, on=on))


def children_along(recipients: Iterable[Recipient]) -> frozenset[str]:
    """Return the cases of children who are here with their mother."""
    return frozenset(one.case_id for one in recipients if one.stay.admission_type in CHILDREN_ALONG)


def may_be_of(birth: Birth | None, youngest: int | None, oldest: int | None, *, on: date) -> bool:
    """Say whether somebody may be of an age between two, both included; a bound that is None is none."""
    if birth is None:
        return True
    at_least, at_most = ages_on(birth, on)
    return (oldest is None or at_least <= oldest) and (youngest is None or at_most >= youngest)
