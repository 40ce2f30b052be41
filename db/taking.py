"""Making a backup: every compartment that one's keys open by `VACUUM INTO`, the others byte for byte.

`VACUUM INTO` keeps key and salt only for the main database of a connection: an attached one would land in a file that
everybody opens. So each compartment is copied over a connection of its own; and since people go on working meanwhile,
whichever was written to since its copy began is copied again, until all stand as they were at one moment.

A compartment that is shut is copied as it lies there: nobody at work writes to it, and the caller holds the register's
lock. Its copy is known as good where the same bytes were verified before; else it waits for whoever opens it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import sqlcipher3

from db import backup_manifest as manifests
from db import connection as connections
from db import copying
from db.backup_checks import Told, contents_of, look_into, nobody, stoppable
from db.backup_manifest import Contents, Copied, File, Inside, Manifest
from db.backups import (
    COPYING,
    KEEPING,
    KEY_FILE,
    VERIFYING,
    Backup,
    file_of,
    folder_of,
    inside,
    listed,
    name_of,
    next_number,
    read,
    sweep,
)
from db.errors import BackupDamaged, BackupOfOtherKeys, DamagedCompartment, RegisterBusy, UnfinishedSave
from db.files import atomic_write, disk_problems, made_whole, write_new
from db.key_file import to_bytes
from db.open_keys import OpenKeys
from db.room import check_fits

ROUNDS = 4  # before those who write are asked to wait


def size_of(register: Path) -> int:
    """Return how many bytes the databases of a register have."""
    with disk_problems(register):
        return sum(path.stat().st_size for path in register.glob("*.db"))


def make(
    register: Path,
    keys: OpenKeys,
    *,
    reason: str,
    at: str,
    at_least: int = 1,
    reserve: int | None = None,
    told: Told = nobody,
) -> Backup:
    """Make a backup of a register that this program holds, looked at over new connections, and return it.

    `at` is the moment that it bears, `at_least` the least number. `told` may raise at any point to stop: no trace stays.
    Raises NotEnoughRoom or another DiskProblem, DamagedCompartment for one that cannot be read, UnfinishedSave.
    """
    check_fits(register, size_of(register), reserve=reserve)
    folder = folder_of(register)
    sweep(folder)
    number = next_number(folder, at_least=at_least)
    with made_whole(folder / name_of(number, at)) as unfinished:
        count = keys.key_file.counter
        said = Inside(reason=reason, key_file=count, compartments=_Taking(register, unfinished, keys, at, told).take())
        told(KEEPING, 0, 0)
        _write(unfinished / manifests.NAME, _manifest_of(unfinished, keys, said, number, at))
        _write(unfinished / KEY_FILE, keys.key_file_for_a_backup())
        if keys.key_file.counter != count:
            raise RegisterBusy  # somebody's keys were changed meanwhile: key file and databases are of two moments
        told(KEEPING, 1, 1)
    if not (folder / KEY_FILE).exists():
        atomic_write(folder / KEY_FILE, to_bytes(keys.key_file.content))
    return read(folder / name_of(number, at))


def _manifest_of(folder: Path, keys: OpenKeys, said: Inside, number: int, at: str) -> bytes:
    house = keys.key_file.register
    with disk_problems(folder):
        files = {
            path.name: File(size=path.stat().st_size, sha256=copying.digest_of(path))
            for path in sorted(folder.iterdir())
        }
    manifest = Manifest(register_id=house.id, code=house.code, number=number, made_at=at, generation=0, files=files)
    return manifests.to_bytes(manifests.sealed(manifest, said, keys.ring))


def _write(path: Path, content: bytes) -> None:
    with disk_problems(path.parent):
        write_new(path, content)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    """What is known of a copy: which state of its source it shows, and what the source held then."""

    version: int
    source: bytes
    contents: Contents


class _Taking:
    """The databases of one backup on their way into its folder."""

    def __init__(self, register: Path, to: Path, keys: OpenKeys, at: str, told: Told) -> None:
        self._register, self._to, self._keys, self._at, self._told = register, to, keys, at, told
        self._names = sorted(keys.key_file.content.compartments)
        for name in self._names:
            connections.check_file(register / file_of(name), name)
        self._before: dict[str, int] = {}  # bytes of the compartments that come before each
        self._total = 0
        for name in self._names:
            self._before[name] = self._total
            with disk_problems(register):
                self._total += (register / file_of(name)).stat().st_size

    def take(self) -> dict[str, Copied]:
        """Copy every compartment, look at each copy, and return how each was copied."""
        mine = [name for name in self._names if name in self._keys.ring.present]
        copies = self._copy_open_ones(mine)
        known = _known_as_good(self._register, self._keys)
        copied = {name: self._looked_at(name, copies[name]) for name in mine}
        for name in self._names:
            if name not in copied:
                digest = self._copy_as_it_lies(name)
                generation = self._keys.key_file.content.compartments[name].generation
                copied[name] = known.get((name, generation, digest)) or Copied(generation=generation, source=digest)
        return {name: copied[name] for name in self._names}

    # --- compartments that are open ----------------------------------------------------------------------------

    def _copy_open_ones(self, names: list[str]) -> Mapping[str, _Copy]:
        """Copy them until none was written to since: then all copies show the register as it was at one moment."""
        copies: dict[str, _Copy] = {}
        with ExitStack() as opened:
            sources = {name: opened.enter_context(self._opened(name)) for name in names}
            for _ in range(ROUNDS):
                if not self._copy_stale(sources, copies):
                    return copies
            for name in names:
                opened.enter_context(self._nobody_writing(name))
            self._copy_stale(sources, copies)
        return copies

    def _copy_stale(self, sources: Mapping[str, sqlcipher3.Connection], copies: dict[str, _Copy]) -> bool:
        """Copy what is not as it was copied last; say whether there was any."""
        stale = [
            name for name, source in sources.items() if name not in copies or copies[name].version != _version(source)
        ]
        for name in stale:
            copies[name] = self._copied(name, sources[name])
        return bool(stale)

    def _copied(self, name: str, source: sqlcipher3.Connection) -> _Copy:
        target = self._to / file_of(name)
        look = partial(self._look_at_growing, name, target)
        with disk_problems(self._to):
            target.unlink(missing_ok=True)
        version = _version(source)
        digest = copying.digest_of(self._register / file_of(name), lambda read: look())
        with connections.reading(name), stoppable(source, look):
            contents = contents_of(source)
            source.execute("VACUUM INTO ?", (str(target),))
        copying.sync(target)
        return _Copy(version=version, source=digest, contents=contents)

    def _look_at_growing(self, name: str, target: Path) -> None:
        with suppress(OSError):
            written = target.stat().st_size if target.exists() else 0
        self._told(COPYING, min(self._before[name] + written, self._total), self._total)

    def _looked_at(self, name: str, copy: _Copy) -> Copied:
        key = self._keys.ring.present[name]
        look = partial(self._told, VERIFYING, self._before[name], self._total)
        look()
        if look_into(self._to / file_of(name), key, look) != copy.contents:
            raise DamagedCompartment(name)
        return Copied(generation=key.generation, source=copy.source, contents=copy.contents, verified_at=self._at)

    @contextmanager
    def _opened(self, name: str) -> Iterator[sqlcipher3.Connection]:
        key = self._keys.ring.present[name]
        with closing(connections.open_alone(self._register / file_of(name), key.sqlcipher, name)) as alone:
            yield alone

    @contextmanager
    def _nobody_writing(self, name: str) -> Iterator[None]:
        """Keep everybody from writing to a compartment; it may still be read."""
        with self._opened(name) as guard, connections.translated_errors():
            guard.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                guard.execute("ROLLBACK")

    # --- compartments that are shut ----------------------------------------------------------------------------

    def _copy_as_it_lies(self, name: str) -> bytes:
        """Copy a file byte for byte. Raises UnfinishedSave while a journal stands beside it: the file is half written."""
        source = self._register / file_of(name)
        if connections.journal_stands(source):
            raise UnfinishedSave(name)
        look = partial(self._told, COPYING, self._before[name], self._total)
        digest = copying.copy(source, self._to / file_of(name), lambda copied: look())
        copying.check_written(self._to / file_of(name), digest, lambda read: look())
        return digest


def _version(connection: sqlcipher3.Connection) -> int:
    """Return a number that changes when another connection has written to the file."""
    with connections.translated_errors():
        return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _known_as_good(register: Path, keys: OpenKeys) -> dict[tuple[str, int, bytes], Copied]:
    """Return what was verified of copies, by compartment, generation of its key, and the bytes that were copied."""
    known = {}
    for backup in listed(folder_of(register), register_id=keys.key_file.register.id):
        with suppress(BackupDamaged, BackupOfOtherKeys):
            for name, copied in inside(backup, keys.ring).compartments.items():
                if copied.verified_at:
                    known[name, copied.generation, copied.source] = copied
    return known
