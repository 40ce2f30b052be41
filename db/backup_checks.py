"""Looking at a backup's databases: each is opened over a new connection, read whole and counted.

SQLite's `integrity_check` found every damage that was tried; `cipher_integrity_check` alone misses a file that was cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import sqlcipher3

from db import connection as connections
from db import copying, history
from db.backup_manifest import Contents, Copied, File
from db.backups import VERIFYING, Backup, file_of, inside, keys_of, listed, rewritten
from db.errors import BackupDamaged, BackupOfOtherKeys, DamagedCompartment, NotARegister
from db.key_file import BACKUPS
from db.key_ring import EVERYONE, CompartmentKey, KeyRing

STEPS_BETWEEN_LOOKS = 10_000  # of SQLite's own machine; some milliseconds

Told = Callable[[str, int, int], object]  # a step, bytes done, bytes in all; it may raise to stop


def nobody(step: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a look at a backup found. `waiting` are compartments that no key of hers opens, `damaged` those not sound."""

    backup: Backup
    waiting: tuple[str, ...]
    damaged: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        return not self.damaged


@contextmanager
def stoppable(connection: sqlcipher3.Connection, look: Callable[[], object]) -> Iterator[None]:
    """Let a long statement be stopped: what `look` raises ends it, and is raised here."""
    raised: list[BaseException] = []

    def looked() -> int:
        try:
            look()
        except BaseException as reason:
            raised.append(reason)
        return len(raised)

    connection.set_progress_handler(looked, STEPS_BETWEEN_LOOKS)
    try:
        yield
    except sqlcipher3.Error:
        if raised:
            raise raised[0] from None
        raise
    finally:
        connection.set_progress_handler(None, STEPS_BETWEEN_LOOKS)


def contents_of(connection: sqlcipher3.Connection) -> Contents:
    """Return what stands in a database that is open alone."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        " AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    rows = {table: int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]) for (table,) in tables}
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    seq, head = history.head(connection, "main")
    return Contents(schema=schema, rows=rows, seq=seq, head=head)


def look_into(path: Path, key: CompartmentKey, look: Callable[[], object]) -> Contents:
    """Read a database whole over a new connection, and return what stands in it.

    Raises DamagedCompartment for any complaint of SQLite's, NotARegister or NewerRegister.
    """
    with closing(_opened(path, key)) as alone, stoppable(alone, look), connections.reading(key.name):
        found = [row[0] for row in alone.execute("PRAGMA integrity_check")]
        if found != ["ok"]:
            raise DamagedCompartment(key.name)
        return contents_of(alone)


def verify(backup: Backup, ring: KeyRing, *, at: str, told: Told = nobody) -> Checked:
    """Look at all of a backup that this ring opens, and write down what nobody had verified before.

    A file that was encrypted with a newer key since, before a power cut kept its manifest from saying so, is put right.
    Raises BackupOfOtherKeys or BackupDamaged where not even the manifest can be believed.
    """
    said = inside(backup, ring)
    keys_of(backup)
    copied, files, damaged, done = dict(said.compartments), dict(backup.manifest.files), [], 0
    for name, before in said.compartments.items():
        look = partial(told, VERIFYING, done, backup.size)
        look()
        try:
            copied[name], files[file_of(name)] = _looked_at(backup, name, before, ring, at, look)
        except (DamagedCompartment, NotARegister, BackupDamaged):
            damaged.append(name)
        done += files[file_of(name)].size
    if not damaged and (copied, files) != (said.compartments, backup.manifest.files):
        said = replace(said, compartments=copied)
        backup = rewritten(backup, said, ring, files)
    return Checked(backup=backup, waiting=said.waiting, damaged=tuple(damaged))


def _looked_at(
    backup: Backup, name: str, before: Copied, ring: KeyRing, at: str, look: Callable[[], object]
) -> tuple[Copied, File]:
    """Return what is known of one compartment's copy now. Raises DamagedCompartment, NotARegister or BackupDamaged."""
    path, as_written = backup.file(file_of(name)), backup.manifest.files[file_of(name)]
    digest = copying.digest_of(path, lambda read: look())
    if connections.journal_stands(path):
        raise DamagedCompartment(name)  # none is ever written here, and SQLite would undo what it says
    if name not in ring.present:
        if digest != as_written.sha256:
            raise DamagedCompartment(name)
        return before, as_written
    for key in reversed(ring.all_of(name)):
        is_as_written = key.generation == before.generation and digest == as_written.sha256
        if is_as_written or key.generation > before.generation:
            with suppress(DamagedCompartment):  # it may be under the next key
                contents = look_into(path, key, look)
                if before.contents not in (None, contents):
                    break
                after = replace(
                    before, generation=key.generation, contents=contents, verified_at=before.verified_at or at
                )
                return after, File(size=as_written.size, sha256=digest)
    raise DamagedCompartment(name)


def after_new_keys(register: Path, ring: KeyRing) -> None:
    """Let backups beside a register say that they are under the keys of today, to which they were brought.

    `verify` does the same for whatever a power cut left out. Raises a DiskProblem.
    """
    for backup in listed(register / BACKUPS, register_id=ring.register_id):
        with suppress(BackupDamaged, BackupOfOtherKeys):
            said = inside(backup, ring)
            copied, files = dict(said.compartments), {}
            for name, before in said.compartments.items():
                if name in ring.present and before.generation < ring.present[name].generation:
                    path = backup.file(file_of(name))
                    with suppress(DamagedCompartment), closing(_opened(path, ring.present[name])):
                        copied[name] = replace(before, generation=ring.present[name].generation)
                        files[file_of(name)] = File(size=path.stat().st_size, sha256=copying.digest_of(path))
            if files or backup.manifest.generation < ring.newest(EVERYONE).generation:
                rewritten(backup, replace(said, compartments=copied), ring, files)


def _opened(path: Path, key: CompartmentKey) -> sqlcipher3.Connection:
    return connections.open_alone(path, key.sqlcipher, key.name)
