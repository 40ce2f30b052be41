"""Restore backups of a house that lives on and compare every row; damage others, and see that none of them is offered.

    python -m tests.soak.backups [--restore 50] [--damage 200] [--seed N]

People come and go between one backup and the next, keys are changed, somebody leaves, a backup is made by somebody who
opens less than the director, copies lie on a stick under keys of long ago. Each backup is put back with the keys of today:
every row of every table, history and meta included, must be what it was at that moment, and no key of another compartment
opens it. Then one file of one backup at a time is damaged in one way (damage_kinds.py): it must be told without any key and
with one, a restore must refuse it, and nothing may be left of the attempt.
"""

import argparse
import hashlib
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from centre_app import accounts
from centre_app.backups import making
from centre_app.records import CaseFile, StaffMember
from centre_app.register import Register
from db import backup_checks, backup_sticks, backups, connection, restoring, taking
from db.backups import Backup
from db.errors import BackupDamaged, BackupOfOtherKeys, DamagedCompartment
from db.vault import Vault
from tests.makers import TODAY, a_folder, reopened, reopened_without
from tests.soak import life
from tests.soak.damage_kinds import OF_A_DATABASE, OF_A_KEY_FILE, Spoil, a_strange_journal

IN_MEMORY = Path("/dev/shm")
SHUT = ("health", "protection")  # to whoever makes some of the backups
KEYS_CHANGE_AFTER, LESS_IS_OPEN_AFTER, STICK_AFTER = 9, 7, 3  # so many backups
STICK = "stick"
AFTERWARDS = "2026-12-31T09:00:00"
Rows = dict[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """A backup, where it lies now, and what the register held when it was made."""

    backup: Backup
    rows: Rows


@dataclass
class Tally:
    """What was done; `wrong` must stay empty."""

    restored: int = 0
    rows: int = 0
    tables: int = 0
    from_stick: int = 0
    of_other_keys: int = 0
    shut_then: int = 0
    damages: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def summary(self) -> str:
        kinds = ", ".join(f"{count} × {kind}" for kind, count in sorted(self.damages.items()))
        return "\n".join(
            [
                f"{self.restored} backups restored, {self.rows:,} rows of {self.tables:,} tables compared"
                f" ({self.from_stick} from a stick, {self.of_other_keys} of before a change of keys, {self.shut_then} made"
                " where not every compartment was open).",
                f"{sum(self.damages.values())} damaged, none offered, none restored: {kinds}.",
                *(f"WRONG: {what}" for what in self.wrong[:20]),
                f"{len(self.wrong)} things went wrong.",
            ]
        )


def run(restore: int, damage: int, *, seed: int = 0, show_progress: bool = False) -> Tally:
    """Live, back up so many times, restore them all, and damage so many."""
    chance, tally = random.Random(seed), Tally()
    memory = IN_MEMORY if IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="registre-backups-", dir=memory) as name:
        place = Path(name).resolve()
        other = _another_house(place)
        known = _lived(place, restore, chance, tally)
        with reopened(place / "SEG.register") as register:
            for one in known:
                tally.wrong += _put_back(register, one, place / "back", tally)
                _tell(show_progress, f"{tally.restored} of {restore} restored")
            for number, (kind, spoil, name) in enumerate(_damages(damage, chance)):
                one = chance.choice(known)
                tally.wrong += _damaged(register, one, place, kind, spoil, name, chance, other, tally)
                _tell(show_progress, f"{number + 1} of {damage} damaged")
    return tally


# --- the life of the house -----------------------------------------------------------------------------------------


def _lived(place: Path, count: int, chance: random.Random, tally: Tally) -> list[Known]:
    """Let a house live, with a backup after some acts each time; some are carried to a stick, and only stay there."""
    folder, stick = a_folder(place), place / STICK
    stick.mkdir()
    known = []
    register = reopened(folder)
    for number in range(1, count + 1):
        for _ in range(chance.randint(1, 4)):
            _act(register, chance)
        if number % KEYS_CHANGE_AFTER == 0:
            _somebody_comes_and_leaves(register, number)
        rows = rows_of(register.vault, Tally())
        if number % LESS_IS_OPEN_AFTER == 0:
            register = reopened_without(register, *SHUT)
            tally.shut_then += 1
            rows = {**rows, **rows_of(register.vault, Tally())}  # opening leaves a line
        at = f"{TODAY + timedelta(days=chance.randint(-3, number)):%Y-%m-%d}T17:00:00"
        backup = taking.make(folder, register.keys, reason="by_hand", at=at)
        if number % STICK_AFTER == 0:
            backup = _carried(backup, stick)
        known.append(Known(backup, rows))
        if number % LESS_IS_OPEN_AFTER == 0:
            register.close()
            register = reopened(folder)
            making.verify_waiting(register)
    register.close()
    return known


def _act(register: Register, chance: random.Random) -> None:
    here = register.find(CaseFile, status="admitted")
    chance.choice(life.ACTS)(register, chance, here or [life.arrive(register, chance, [])])


def _somebody_comes_and_leaves(register: Register, number: int) -> None:
    who = f"nurse-{number}"
    accounts.add_person(register, StaffMember(id=who, name=f"Somebody {number}", roles=frozenset({"nurse"})))
    accounts.revoke(register, who)


def _carried(backup: Backup, stick: Path) -> Backup:
    """Put a backup on a stick and take it away from the laptop: there it keeps the keys that it was made under."""
    copy = backup_sticks.copy_to_stick(backup, stick)
    backups.take_away(backup)
    return copy


def _another_house(place: Path) -> Path:
    with reopened(a_folder(place, code="MOP")) as register:
        return taking.make(register.folder, register.keys, reason="by_hand", at="2026-11-21T09:00:00").folder


def rows_of(vault: Vault, tally: Tally) -> Rows:
    """Return a digest of all rows of each table that is open, by compartment and table."""
    found = {}
    for compartment in vault.compartments:
        place = vault.schema_name(compartment)
        tables = vault.ask(
            f"SELECT name FROM {place}.sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        )
        for (table,) in tables:
            rows = sorted(repr(tuple(row)) for row in vault.ask(f'SELECT * FROM {place}."{table}"'))
            tally.rows += len(rows)
            found[f"{compartment}.{table}"] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


# --- restoring -----------------------------------------------------------------------------------------------------


def _put_back(register: Register, known: Known, to: Path, tally: Tally) -> Iterator[str]:
    """Restore one backup with the keys of today, compare it, and say what differs."""
    name, counted = known.backup.folder.name, Tally()
    backup = backups.read(known.backup.folder)
    tally.from_stick += STICK in backup.folder.parts
    tally.of_other_keys += backup.manifest.generation != register.keys.ring.present["centre"].generation
    yield from (f"{name}: another key opens {path}" for path in _opened_by_another_key(register, backup))
    restoring.bring(backup, to, content=register.keys.key_file.content, ring=register.keys.ring, at=AFTERWARDS)
    try:
        with Vault(to, register.keys.sqlcipher_keys()) as then:
            found = rows_of(then, counted)
    finally:
        shutil.rmtree(to)
    yield from (
        f"{name}: {table} differs" for table in known.rows.keys() | found.keys() if _differs(known, found, table)
    )
    tally.restored, tally.rows, tally.tables = tally.restored + 1, tally.rows + counted.rows, tally.tables + len(found)


def _differs(known: Known, found: Rows, table: str) -> bool:
    return known.rows.get(table) != found.get(table)


def _opened_by_another_key(register: Register, backup: Backup) -> Iterator[str]:
    keys = {name: key for name in register.keys.ring.present for key in register.keys.ring.all_of(name)[:1]}
    for name in keys:
        for other in keys.keys() - {name}:
            with (
                suppress(DamagedCompartment),
                closing(connection.open_alone(backup.file(f"{name}.db"), keys[other].sqlcipher, name)),
            ):
                yield name


# --- damaging ------------------------------------------------------------------------------------------------------


def _damages(count: int, chance: random.Random) -> Iterator[tuple[str, Spoil, str]]:
    """Yield the name of each damage, what does it, and which file it befalls."""
    of_databases = [(kind, spoil) for kind, spoil in OF_A_DATABASE.items() if spoil is not a_strange_journal]
    databases = ("centre.db", "identity.db", "care.db", "health.db", "protection.db")
    for number in range(count):
        kind, spoil = of_databases[number % len(of_databases)]
        if number % 5 == 0:
            kind, spoil = chance.choice([*OF_A_KEY_FILE.items()])
            yield f"manifest or key file: {kind}", spoil, chance.choice(("backup.json", "keys.json"))
        else:
            yield kind, spoil, chance.choice(databases)


def _damaged(
    register: Register,
    known: Known,
    place: Path,
    kind: str,
    spoil: Spoil,
    name: str,
    chance: random.Random,
    other: Path,
    tally: Tally,
) -> Iterator[str]:
    """Damage a copy of a backup, and say where that is not found."""
    shelf = place / "shelf"
    folder = shelf / known.backup.folder.name
    shutil.copytree(known.backup.folder, folder)
    try:
        for path in folder.iterdir():
            path.rename(folder / path.name.lower())
        spoil(folder / name, chance, other)
        tally.damages[kind] += 1
        offered = [backup for backup in backups.listed(shelf) if backups.bytes_hold(backup)]
        if offered:
            yield f"{kind} in {name}: offered"
        if name != "keys.json":
            yield from _refused(register, shelf, place / "back", f"{kind} in {name}")
        if (place / "back").exists():
            yield f"{kind} in {name}: something stayed"
    finally:
        shutil.rmtree(shelf)
        shutil.rmtree(place / "back", ignore_errors=True)


def _refused(register: Register, shelf: Path, to: Path, what: str) -> Iterator[str]:
    """Say where a damaged backup is found sound, or is restored, by whoever holds the keys."""
    ring = register.keys.ring
    for backup in backups.listed(shelf):
        with suppress(BackupDamaged, BackupOfOtherKeys):
            if backup_checks.verify(backup, ring, at=AFTERWARDS).is_sound:
                yield f"{what}: found sound"
        with suppress(BackupDamaged, BackupOfOtherKeys):
            restoring.bring(backup, to, content=register.keys.key_file.content, ring=ring, at=AFTERWARDS)
            yield f"{what}: restored"


def _tell(show: bool, what: str) -> None:
    if show:
        sys.stderr.write(f"\r{what}   ")
        sys.stderr.flush()


def main(arguments: list[str]) -> int:
    """Run from the shell; return 0 when nothing went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--restore", type=int, default=50)
    parser.add_argument("--damage", type=int, default=200)
    parser.add_argument("--count", type=int, help="restore so many, and damage four times as many")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    restore, damage = (asked.count, 4 * asked.count) if asked.count else (asked.restore, asked.damage)
    tally = run(restore, damage, seed=asked.seed, show_progress=True)
    sys.stdout.write(f"\n{tally.summary()}\n")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
