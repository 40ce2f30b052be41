"""The life of a house at full speed, through its own verbs, telling each act before and after it is written.

    python -m tests.soak.life FOLDER SEED

runs until it is killed. Lines are JSON: "opening" before anything is touched, "open", and of each act "begin" and "saved"
with its number, "begin" with every record in it.
"""

import json
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from centre_app.casework import arrivals, beds, births, exits, nights, plans
from centre_app.casework.rooms import RoomPlan, add_rooms
from centre_app.dates import Birth, PartialDate
from centre_app.records import Bed, CaseFile, HealthBrief, HealthProfile, MedicalVisit, PersonName, Signature, Stay
from centre_app.register import Register
from tests.makers import TODAY, a_goal, an_action, an_exit, reopened

FAMILIES = ("Sangaré", "Coulibaly", "Traoré", "Diarra", "Keïta", "Maïga", "N’Diaye", "Sɛbɛ")
GIVEN = ("Kadidia", "Mariam", "Fatoumata", "Awa", "Oumou", "Bintou", "Aïssata", "Rokia")
MOST_RESIDENTS = 25


def live(register: Register, chance: random.Random, tell: Callable[..., None]) -> None:
    """Do one act after the other, for ever."""
    register.save = told(register, tell)  # type: ignore[method-assign]
    if not register.find(Bed):
        add_rooms(register, RoomPlan(name="Chambre A", room_type="dormitory", beds=40, cots=40))
    while True:
        here = register.find(CaseFile, status="admitted")
        act = depart if len(here) > MOST_RESIDENTS else chance.choice(ACTS)
        act(register, chance, here or [arrive(register, chance, [])])


def told(register: Register, tell: Callable[..., None]) -> Callable[..., Any]:
    """Return the register's save, with a line before it and one after it returned."""
    save = register.save
    number = 0

    def save_and_tell(*records: Any, **more: Any) -> Any:
        nonlocal number
        number += 1
        tell("begin", number, [(record.table, record.id, record.rev + 1) for record in records])
        saved = save(*records, **more)
        tell("saved", number, [])
        return saved

    return save_and_tell


def arrive(register: Register, chance: random.Random, _: Sequence[CaseFile]) -> CaseFile:
    begun = arrivals.begin(register)
    free = [tile.bed.id for room in beds.board(register) for tile in room.tiles if tile.is_free]
    return arrivals.admit(
        register,
        replace(
            begun,
            person=replace(begun.person, sex="female", birth=Birth.of_age(16, 17, said_on=TODAY)),
            name=replace(begun.name, family=chance.choice(FAMILIES), given=chance.choice(GIVEN)),
            intake=replace(begun.intake, source="ngo", reason="girl_mother"),
            stay=replace(begun.stay, admission_type="emergency"),
            bed_id=chance.choice(free) if free else None,
        ),
    )


def rename(register: Register, chance: random.Random, here: Sequence[CaseFile]) -> None:
    """Correct a name and the person: one act over two compartments and the search."""
    case = chance.choice(here)
    (name, *_) = register.find(PersonName, person_id=case.person_id) or [None]
    if name is not None:
        register.save(replace(name, family=chance.choice(FAMILIES)), replace(case, confidentiality="standard"))


def change_beds(register: Register, chance: random.Random, here: Sequence[CaseFile]) -> None:
    stay = exits.open_stay_of(register, chance.choice(here))
    free = [tile.bed.id for room in beds.board(register) for tile in room.tiles if tile.is_free]
    if stay is not None and free:
        beds.put_to_bed(register, stay, chance.choice(free), on=TODAY)


def roll_call(register: Register, chance: random.Random, _: Sequence[CaseFile]) -> None:
    here = [stay for stay in nights.here_on(register, TODAY) if stay.ended_on is None]
    nights.mark_night(register, TODAY, [nights.Mark(stay=stay, present=chance.random() > 0.1) for stay in here])


def give_birth(register: Register, chance: random.Random, here: Sequence[CaseFile]) -> None:
    mother = chance.choice(here)
    born = births.BirthAtCentre(case_id=mother.id, born=PartialDate.exact(TODAY), outcome="live_birth")
    child = arrivals.begin(register)
    named = replace(child.name, family=chance.choice(FAMILIES), given=chance.choice(GIVEN))
    births.record_birth(register, mother, born, [replace(child, person=replace(child.person, sex="male"), name=named)])


def treat(register: Register, chance: random.Random, here: Sequence[CaseFile]) -> None:
    """A visit, the profile, and the brief that everyone may read: one act over health and care."""
    case = chance.choice(here)
    profile = register.only(HealthProfile, case_id=case.id) or HealthProfile(case_id=case.id)
    brief = register.only(HealthBrief, case_id=case.id) or HealthBrief(case_id=case.id)
    register.save(
        MedicalVisit(
            case_id=case.id,
            visit_type="admission_check",
            seen_on=TODAY,
            diagnosis="Paludisme " * chance.randint(1, 200),
        ),
        replace(profile, is_pregnant=chance.random() > 0.5),
        replace(brief, alerts=f"Alerte {chance.random()}"),
    )


def plan(register: Register, chance: random.Random, here: Sequence[CaseFile]) -> None:
    case = chance.choice(here)
    version = plans.current(register, case)
    if version is None:
        version = plans.draft_first(register, case)
        goal = a_goal(version)
        register.save(goal, an_action(goal), an_action(goal))
    elif version.status == "draft":
        signature = Signature(case_id=case.id, plan_id=version.id, role="resident", mode="thumbprint")
        plans.sign(register, version, [signature], on=TODAY)
    else:
        plans.next_version(register, version)


def depart(register: Register, chance: random.Random, here: Sequence[CaseFile]) -> None:
    case = chance.choice(here)
    stay = register.only(Stay, case_id=case.id, ended_on=None)
    if stay is not None:
        exits.leave(register, case, an_exit(stay))


ACTS = [arrive, arrive, arrive, rename, rename, change_beds, roll_call, give_birth, treat, treat, plan, plan, depart]


def _tell(what: str, number: int, records: Sequence[Any]) -> None:
    sys.stdout.write(f"{json.dumps([what, number, records])}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _tell("opening", 0, [])
    with reopened(Path(sys.argv[1])) as opened:
        _tell("open", 0, [])
        live(opened, random.Random(sys.argv[2]), _tell)
