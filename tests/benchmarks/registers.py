"""Big registers for measuring: rows put in as they are, without review, so that 20,000 cases take seconds to make.

People are invented and come from a seed: two runs make the same house. Sixty of them are here, whatever the number of
cases; the others have left, as in a register that has grown for years.
"""

import random
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from pathlib import Path

from centre_app import finding
from centre_app.demo.invented import FAMILIES, GIRLS, REASONS, REGIONS, SOURCES
from centre_app.opening import Beginning, create_register, open_register
from centre_app.questions import Record, Row, moment_text, to_row
from centre_app.records import (
    Bed,
    CaseFile,
    EducationProfile,
    MedicalVisit,
    Person,
    PersonLanguage,
    PersonName,
    PersonNationality,
    Room,
    Stay,
)
from centre_app.register import AT_A_CENTRE, Register
from db import bundles, history
from db.key_file import Argon2Cost
from tests import makers
from tests.makers import TODAY, SettableClock

PERSON, PASSPHRASE = makers.DIRECTOR, makers.PASSPHRASE
HERE = 60
A_DAY = 4  # residents who come
SIGNATURE_BYTES = 64
SYLLABLES = ("ba", "ka", "ma", "sa", "di", "fa", "nya", "so", "gou", "ra", "lé", "bé", "co", "ti", "wo", "ko")


def a_register_of(
    cases: int, inside: Path, *, kind: str = AT_A_CENTRE, code: str = "SEG", cost: Argon2Cost = makers.CHEAP
) -> Path:
    """Make a centre's register with that many cases, and return its folder."""
    folder = inside / f"{code}-{cases}.register"
    director = Beginning(
        kind=kind,
        code=code,
        name="Ségou",
        person=PERSON,
        roles=frozenset({"director" if kind == AT_A_CENTRE else "hq_supervisor"}),
        passphrase=PASSPHRASE,
    )
    create_register(folder, director, clock=SettableClock(), cost=cost)
    with opened(folder) as register:
        fill(register, house(register, cases))
    return folder


def opened(folder: Path) -> Register:
    """Open a register that was made here; its clock stands still."""
    return open_register(folder, PERSON, PASSPHRASE, clock=SettableClock())


def fill(register: Register, records: Iterable[Record]) -> None:
    """Put records into a register as its own, each with its line of history and its words to be found by."""
    rows = [(type(record), _stored(register, to_row(record))) for record in records]
    rows.sort(key=lambda each: each[0].table)
    with register.vault.transaction():
        for record_type, of_type in groupby(rows, key=lambda each: each[0]):
            written = [row for _, row in of_type]
            register.vault.upsert(record_type.table, written)
            _append_lines(register, record_type, written)
        named = {row["person_id"] for record_type, row in rows if record_type is PersonName}
        entries = finding.entries_of(register.vault, register.centre_id, sorted(map(str, named)))
        bundles.put_searchable(register.vault, entries)
    register.vault.catch_up()


def _stored(register: Register, row: Row) -> Row:
    at = moment_text(register.now)
    kept = {
        "centre_id": register.centre_id,
        "rev": 1,
        "hlc": f"{at}#000001",
        "created_at": at,
        "created_by": register.who,
        "updated_at": at,
        "updated_by": register.who,
    }
    return {**row, **kept}


def _append_lines(register: Register, record_type: type[Record], rows: Iterable[Row]) -> None:
    """Append a whole line of history for each row, chained as always; the signatures are only as long as true ones."""
    compartment = register.vault.schema_name(record_type.compartment)
    seq, previous = history.head(register.vault.connection, compartment)
    lines = []
    for row in rows:
        seq, salt = seq + 1, secrets.token_bytes(history.SALT_BYTES)
        row_salt = history.salt_for_row(salt)
        line = {
            "seq": seq,
            "at": moment_text(register.now),
            "clock_suspect": 0,
            "who": register.who,
            "action": "create",
            "record_table": record_type.table,
            "record_id": row["id"],
            "rev": 1,
            "was": "{}",
            "salt": salt,
            "commitment": history.commitment_to("{}", salt),
            "row_salt": row_salt,
            "row_commitment": history.commitment_to_row(row, row_salt),
            "heads": None,
            "previous": previous,
            "signature": secrets.token_bytes(SIGNATURE_BYTES),
        }
        previous = line["hash"] = history.hash_of(line)
        lines.append(tuple(line[column] for column in history.COLUMNS))
    register.vault.connection.executemany(
        f"INSERT INTO {compartment}.history ({', '.join(history.COLUMNS)})"
        f" VALUES ({', '.join('?' * len(history.COLUMNS))})",
        lines,
    )


# --- who lives there -------------------------------------------------------------------------------------------


def house(register: Register, cases: int, *, a_day: int = A_DAY) -> Iterator[Record]:
    """Yield rooms, beds and the files of a house; the last sixty to come are still there and have a bed each."""
    chance = random.Random(f"{register.code}-{cases}")
    names = _names(chance)
    beds = []
    for number in range(HERE // 6):
        room = Room(name=f"Case {number + 1}", room_type="dormitory", sex_rule="girls")
        yield room
        beds += [Bed(room_id=room.id, label=f"{chr(65 + number)}-{bed:02}", kind="bed") for bed in range(1, 7)]
    yield from beds
    for number in range(cases):
        still_here = number >= cases - HERE
        bed = beds[number - (cases - HERE)] if still_here else None
        ago = (cases - number) // a_day
        yield from a_file(number, names, chance, ago=ago, bed=bed, house_code=register.code)


def a_file(
    number: int, names: list[str], chance: random.Random, *, ago: int, bed: Bed | None, house_code: str = "SEG"
) -> Iterator[Record]:
    """Yield one resident's first records, as an arrival writes them; `ago` are the days since she left."""
    came = TODAY - timedelta(days=7 + ago if bed is None else chance.randrange(1, 200))
    left = None if bed else came + timedelta(days=7)
    year, serial = came.year % 100, number % 10_000
    person = replace(makers.a_person(), origin_region=_one_of(REGIONS, chance))
    case = makers.a_case(
        person,
        code=f"{house_code}-{year:02}-{serial:04}",
        status="admitted" if bed else "closed",
        opened_on=came,
        closed_on=left,
        share_hq=number % 10 > 0,
    )
    stay = makers.a_stay(case, admitted_on=came, ended_on=left)
    yield person
    yield makers.a_name(person, chance.choice(names), chance.choice((*GIRLS, *names)))
    yield PersonNationality(person_id=person.id, nationality="ML", basis="declared")
    yield PersonLanguage(person_id=person.id, language="bam", level="mother_tongue")
    yield case
    yield makers.an_intake(case, contact_on=came, source=_one_of(SOURCES, chance), reason=_one_of(REASONS, chance))
    yield stay
    yield EducationProfile(case_id=case.id, level_at_entry="none")
    if bed:
        yield makers.an_assignment(stay, bed)
    else:
        yield makers.an_exit(stay, left_on=left)


def a_thick_file(person: Person | None = None) -> list[Record]:
    """Return one case of 300 rows: eight months of nights, visits, school, training and a plan in its third version."""
    person, name, case, intake, stay = makers.an_admission(person)
    assert isinstance(case, CaseFile)
    assert isinstance(stay, Stay)
    nights = [makers.a_night(stay, TODAY - timedelta(days=number)) for number in range(1, 201)]
    visits = [MedicalVisit(case_id=case.id, seen_on=TODAY - timedelta(days=9 * number)) for number in range(24)]
    plans = [makers.a_plan(case, version=number) for number in (1, 2, 3)]
    goals = [makers.a_goal(plan) for plan in plans for _ in range(5)]
    actions = [makers.an_action(goal) for goal in goals for _ in range(3)]
    kits = [makers.a_kit(case, given_on=TODAY - timedelta(days=number)) for number in range(3)]
    trainings = [makers.a_training(case) for _ in range(5)]
    records = [person, name, case, intake, stay, *nights, *visits, *plans, *goals, *actions, *kits, *trainings]
    assert len(records) == 300, len(records)
    return records


def _names(chance: random.Random) -> list[str]:
    """Return family names as many as 20,000 people have: those of the demonstration and some made of syllables."""
    made = {"".join(chance.choices(SYLLABLES, k=chance.choice((2, 3)))).capitalize() for _ in range(600)}
    return [*FAMILIES, *sorted(made)]


def _one_of(weighted: dict[str, int], chance: random.Random) -> str:
    return chance.choices(list(weighted), list(weighted.values()))[0]
