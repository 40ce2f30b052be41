"""Damage every file of a register in every way, and see that it is found, named, mended, and what is missing is said.

    python -m tests.soak.damages [--count 700] [--seed N]

A register has a backup and some days of work after it. One file of it at a time, or two, is damaged (damage_kinds.py).
Then the right person comes with the right passphrase. Where what was written is no longer all there she must be told before
a byte is written, and never that her passphrase is wrong. Then the damage assistant looks, sets aside and puts back; the
register opens, is sound, and each record acknowledged before the backup is there; each one after it is there, or waits to
be put back, or is named as missing, or its history is said to be torn. What waits is put back, and it is sound again. Where
the damage touched nothing that anybody wrote, every row must be as it was.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from centre_app.backups import making
from centre_app.choices.keys import BackupReason
from centre_app.damage import findings, looking, putting_back
from centre_app.opening import open_register
from centre_app.problems import KeysDamaged, KeysGone, KeysOfAnotherDay, NotARegisterFolder, Problem, RegisterDamaged
from centre_app.records import BY_TABLE
from centre_app.register import Register
from tests.makers import DIRECTOR, PASSPHRASE, SettableClock, a_folder, reopened
from tests.soak import life
from tests.soak.damage_kinds import OF_A_DATABASE, OF_A_KEY_FILE, Spoil
from tests.soak.faults import IN_MEMORY
from tests.soak.shelf import Saved, let_people_in, losses, said_by_check

RESIDENTS = 12
ACTS_AFTER = 25
TWO_FILES = 0.1  # of the damages
KEY_FILES = ("keys.json", "keys.json.2", "backups/keys.json")
TRUE_WORDS = (RegisterDamaged, NotARegisterFolder, KeysDamaged, KeysGone, KeysOfAnotherDay)
POINTS_TO_NOTHING = "that is not there"  # what `check` says of a record whose other half is missing, as was said
ONLY_LOCKS = ("register.lock",)  # which opening makes anew


@dataclass
class House:
    """A register, a copy of it to begin anew from, and what was acknowledged before its backup and after it."""

    folder: Path
    template: Path
    other: Path  # the register of another house
    before: list[Saved]
    after: list[Saved]
    rows: dict[str, list[tuple[object, ...]]]

    def put_back(self) -> None:
        shutil.rmtree(self.folder)
        shutil.copytree(self.template, self.folder)


@dataclass
class Tally:
    """What the damages showed; `wrong` must stay empty."""

    damages: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    harmless: Counter[str] = field(default_factory=Counter)
    mended: int = 0
    shut: int = 0
    waited: int = 0
    named: int = 0
    torn: int = 0
    wrong: list[str] = field(default_factory=list)

    def summary(self) -> str:
        told, harmless = sum(self.told.values()), sum(self.harmless.values())
        rows = [
            f"| {kind} | {count} | {self.told[kind]} | {self.harmless[kind]} |" for kind, count in self.kinds.items()
        ]
        return "\n".join(
            [
                "| damage | tried | told before a byte was written | touched nothing that was written |",
                "| --- | --- | --- | --- |",
                *rows,
                f"{self.damages} damages: {told} found before anything was written, {harmless} touched nothing that"
                f" anybody wrote (every row stood as before); {self.mended} mended from the backup, {self.shut} kept"
                f" shut and said so for want of any key file. Of what was newer than the backup {self.waited} records"
                f" were put back by hand, {self.named} were named as missing, {self.torn} times the history was said to"
                f" be torn. {len(self.wrong)} things went wrong.",
            ]
        )


def run(count: int, *, seed: int = 0, show_progress: bool = False) -> Tally:
    """Damage so many times, each kind in its turn."""
    chance, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory(
        prefix="registre-damages-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None
    ) as place:
        house = a_house(Path(place).resolve(), chance)
        kinds = [*((name, spoil, False) for name, spoil in OF_A_DATABASE.items())]
        kinds += [(f"key file: {name}", spoil, True) for name, spoil in OF_A_KEY_FILE.items()]
        while tally.damages < count and len(tally.wrong) <= 20:
            name, spoil, is_key_file = kinds[tally.damages % len(kinds)]
            try_one(house, name, spoil, chance, tally, is_key_file=is_key_file)
            if show_progress:
                sys.stderr.write(f"\r{tally.damages} of {count}, {len(tally.wrong)} wrong {''.join(tally.wrong[-1:])}")
                sys.stderr.flush()
    return tally


def a_house(place: Path, chance: random.Random) -> House:
    """Make a register, back it up, and let the life of the house go on for some acts."""
    folder, other = a_folder(place), a_folder(place, code="MOP")
    acts: list[Saved] = []
    with reopened(other) as register:
        let_people_in(register, 2)
    with reopened(folder) as register:
        register.save = life.told(register, lambda what, _, records: note(acts, what, records))  # type: ignore[method-assign]
        let_people_in(register, RESIDENTS)
        making.make(register, BackupReason.BY_HAND)
        before = list(acts)
        live(register, chance)
    with reopened(folder) as register:
        rows = rows_in(register)
    shutil.copytree(folder, place / "template")
    return House(
        folder=folder, template=place / "template", other=other, before=before, after=acts[len(before) :], rows=rows
    )


def note(acts: list[Saved], what: str, records: list[tuple[str, str, int]]) -> None:
    if what == "begin":
        acts.append([(table, record_id) for table, record_id, _ in records])


def live(register: Register, chance: random.Random) -> None:
    for number in range(ACTS_AFTER):
        here = register.find(life.CaseFile, status="admitted")
        (life.arrive if number % 5 == 0 else chance.choice((life.rename, life.treat, life.roll_call)))(
            register, chance, here
        )


def rows_in(register: Register) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, but for lines that say who came in and the backups that were made."""
    found = {}
    for compartment in register.vault.compartments:
        for table in register.vault._tables_of(compartment):
            place = register.vault.place_of(table)
            where = "WHERE action NOT IN ('login', 'lock')" if table == "history" else ""
            if not table.startswith(("sqlite_", "name_search")):
                found[f"{compartment}.{table}"] = sorted(
                    map(tuple, register.vault.ask(f"SELECT * FROM {place} {where}")), key=repr
                )
    return found


# --- one damage ------------------------------------------------------------------------------------------------------


def try_one(house: House, name: str, spoil: Spoil, chance: random.Random, tally: Tally, *, is_key_file: bool) -> None:
    """Damage, come in, mend."""
    house.put_back()
    files = spoilt_files(house, spoil, chance, is_key_file=is_key_file)
    tally.damages += 1
    tally.kinds[name] += 1
    told: list[str] = []
    wrong = list(what_goes_wrong(house, tally, told, is_key_file=is_key_file))
    tally.told[name] += bool(told)
    tally.harmless[name] += not told
    where = " and ".join(sorted(files))
    tally.wrong += [f"{name}, {where}: {one}" for one in wrong]


def spoilt_files(house: House, spoil: Spoil, chance: random.Random, *, is_key_file: bool) -> list[str]:
    """Damage one file, now and then two; of the key file any number of its copies. Return which."""
    if is_key_file:
        chosen = [name for name in KEY_FILES if chance.random() < 0.6] or [KEY_FILES[0]]
    else:
        databases = sorted(path.name for path in house.folder.glob("*.db"))
        chosen = chance.sample(databases, 2 if chance.random() < TWO_FILES else 1)
    for file in chosen:
        spoil(house.folder / file, chance, house.other)
    return chosen


def what_goes_wrong(house: House, tally: Tally, told: list[str], *, is_key_file: bool) -> Iterator[str]:
    """Come in with the right passphrase; `told` hears what was said. Then let the assistant mend a database."""
    before = contents(house.folder)
    try:
        with open_register(house.folder, DIRECTOR, PASSPHRASE, clock=SettableClock()) as register:
            if rows_in(register) != house.rows:
                yield "NOT FOUND: it opens, and something of what was written is not there"
            yield from said_by_check(register)
            return
    except TRUE_WORDS as problem:
        told.append(type(problem).__name__)
    except Problem as problem:
        yield f"called {type(problem).__name__}"
    if contents(house.folder) != before:
        yield "a byte was written before it was found"
    if is_key_file:
        tally.shut += 1  # the recovery sheet and a backup's key file are the way back: recovery.py
        return
    yield from mended(house, tally)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ONLY_LOCKS
    }


def mended(house: House, tally: Tally) -> Iterator[str]:
    """Let the assistant put it back, and hold the register to all that was acknowledged."""
    try:
        found = looking.find_way_back(house.folder, DIRECTOR, PASSPHRASE)
        if not found.damaged:
            yield "the assistant finds no damage"
            return
        putting_back.put_back(house.folder, found.keys, found.way)
        with reopened(house.folder) as register:
            is_missing = yield from accounted_for(register, house, tally)
            faults = said_by_check(register)
            yield from (fault for fault in faults if not (is_missing and POINTS_TO_NOTHING in fault))
    except Problem as problem:
        yield f"the assistant ends with {type(problem).__name__}: {problem.message}"
        return
    tally.mended += 1


def accounted_for(register: Register, house: House, tally: Tally) -> Generator[str, None, bool]:
    """Every record is there, waits, is named as missing, or its history is said to be torn. Return whether one is missing."""
    yield from losses(register, house.before)
    damages = findings.damages(register)
    tally.torn += any(one.is_history_torn for one in damages)
    waiting = {(one.record.table, one.record.id) for damage in damages for one in damage.found}
    named = {(lost.table, lost.record_id) for damage in damages for lost in damage.lost}
    unsure = {one.compartment for one in damages if one.is_history_torn or one.lost_lines}  # and it is said of these
    for table, record_id in (each for act in house.after for each in act):
        is_there = register.vault.get(table, record_id) is not None
        is_told = BY_TABLE[table].compartment in unsure or (table, record_id) in waiting | named
        if not (is_there or is_told):
            yield f"a record of {table} is gone, and nobody says so"
    tally.named += len(named)
    for damage in damages:
        tally.waited += len(damage.waiting)
        left = findings.take(register, damage.waiting)
        if left:
            yield f"{len(left)} records could not be put back"
    return bool(unsure or named)


def main(arguments: list[str]) -> int:
    """Run from the shell; return 0 when nothing went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.damages", description=__doc__)
    parser.add_argument("--count", type=int, default=700)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    tally = run(asked.count, seed=asked.seed, show_progress=True)
    sys.stdout.write("\n".join(["", tally.summary(), *tally.wrong, ""]))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
