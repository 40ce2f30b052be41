"""The demonstration centre as it is founded: rooms and beds, the people who work there, the projects that pay."""

import dataclasses
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from random import Random

from centre_app.demo.invented import STAFF
from centre_app.records import Bed, Centre, Organisation, Project, Room, StaffMember
from centre_app.register import Register

CENTRE_CODE = "KOR"
CENTRE_NAME = "Koro"
HEADQUARTERS_CODE = "BKO"
HEADQUARTERS_NAME = "Siège de Bamako"
DIRECTOR = "Djénéba Kanté"
SUPERVISOR = "Aminata Sow"


class SettableClock:
    """The clock of the demonstration: it stands still until it is set."""

    def __init__(self, day: date) -> None:
        self.now = datetime.combine(day, time(8, 0), UTC)

    def __call__(self) -> datetime:
        return self.now

    def set(self, day: date, hour: int = 8, minute: int = 0) -> None:
        self.now = datetime.combine(day, time(hour, minute), UTC)


@dataclass(slots=True, kw_only=True)
class House:
    """The open register of the demonstration centre, with what its days need at hand."""

    register: Register
    clock: SettableClock
    chance: Random
    staff: dict[str, StaffMember] = field(default_factory=dict)
    projects: list[Project] = field(default_factory=list)


def found(house: House, name: str = CENTRE_NAME) -> None:
    """Furnish the house: 32 beds in five rooms, cots beside the mothers' beds, staff, two projects."""
    register = house.register
    centre = register.get(Centre, register.centre_id)
    assert centre is not None
    register.save(
        dataclasses.replace(
            centre,
            name=name,
            region="ml-r-bandiagara",
            cercle="ml-c-koro",
            locality="Koro",
            sex_rule="everyone",
            complaint_channel="Boîte et numéro affichés à l’entrée",
        )
    )
    for room, beds in _rooms():
        register.save(room, *beds)
    house.projects = register.save(
        Project(donor="Fonds pour l’enfance", code="FPE-12", title="Refuge et retour", from_on=date(2025, 1, 1)),
        Project(donor="Coopération décentralisée", code="CD-7", title="Un métier à elle", from_on=date(2026, 1, 1)),
    )
    register.save(
        Organisation(
            name="CSRéf de Koro", org_type="health", services=frozenset({"health"}), verified_on=register.today
        )
    )
    for name, sex, code, roles in STAFF:
        known = register.only(StaffMember, name=name)
        member = known or StaffMember(name=name, active_from=register.today)
        (saved,) = register.save(
            dataclasses.replace(member, sex=sex, staff_code=code, roles=frozenset(roles) | member.roles)
        )
        house.staff[code] = saved


def _rooms() -> list[tuple[Room, list[Bed]]]:
    return [
        _room("Chambre A", "A", 10, room_type="dormitory", sex_rule="girls", age_min=12, age_max=17),
        _room("Chambre B", "B", 8, room_type="dormitory", sex_rule="girls", age_min=13, age_max=24),
        _room("Chambre C", "C", 6, cots=True, room_type="mother_baby", sex_rule="girls"),
        _room("Chambre G", "G", 6, room_type="dormitory", sex_rule="boys", age_min=8, age_max=17),
        _room("Accueil d’urgence", "U", 4, room_type="emergency", sex_rule="everyone"),
        _room("Infirmerie", "I", 2, room_type="isolation", sex_rule="everyone"),
    ]


def _room(
    name: str,
    letter: str,
    count: int,
    *,
    room_type: str,
    sex_rule: str,
    age_min: int | None = None,
    age_max: int | None = None,
    cots: bool = False,
) -> tuple[Room, list[Bed]]:
    room = Room(name=name, room_type=room_type, sex_rule=sex_rule, age_min=age_min, age_max=age_max)
    beds = [Bed(room_id=room.id, label=f"{letter}-{number:02d}", kind="bed") for number in range(1, count + 1)]
    if cots:
        beds += [Bed(room_id=room.id, label=f"{bed.label}b", kind="cot", beside_bed_id=bed.id) for bed in list(beds)]
    return room, beds
