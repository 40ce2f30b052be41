"""Which files of a register are damaged, and which backup has them whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path

from centre_app.backups import second_place
from centre_app.dates import utc_now
from centre_app.door import AT_HEADQUARTERS, check_nobody_is_inside
from centre_app.opening import unlock_keys
from centre_app.problems import as_problems
from centre_app.questions import CENTRE, moment_of, moment_text
from db import backup_checks, backups, integrity
from db import connection as connections
from db.backup_checks import Told, nobody
from db.backups import Backup
from db.errors import BackupDamaged, BackupOfOtherKeys, DamagedCompartment, MissingCompartment, NotARegister
from db.key_file import BACKUPS
from db.keys import OpenKeys


class State(Enum):
    """How one compartment's file was found."""

    WHOLE = "whole"
    DAMAGED = "damaged"
    EMPTY = "empty"
    MISSING = "missing"
    FOREIGN = "foreign"
    SHUT = "shut"  # whoever looks has no key to it, so that nothing can be said


@dataclass(frozen=True, slots=True, kw_only=True)
class FileState:
    compartment: str
    state: State

    @property
    def name(self) -> str:
        return backups.file_of(self.compartment)

    @property
    def is_damaged(self) -> bool:
        return self.state not in (State.WHOLE, State.SHUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """How to have the damaged compartments again: from a backup, or, where none has them, only what can still be read."""

    compartments: tuple[str, ...]
    backup: Backup | None

    @property
    def number(self) -> int | None:
        return self.backup.number if self.backup else None

    @property
    def made_at(self) -> datetime | None:
        """When the backup was made, by the laptop's clock then."""
        return moment_of(self.backup.made_at) if self.backup else None

    @property
    def is_possible(self) -> bool:
        """Whether there is a way at all: without a backup, what the house is and whose cannot be made out."""
        return self.backup is not None or CENTRE not in self.compartments


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found of a register that does not open, with the keys of whoever looked."""

    keys: OpenKeys = field(repr=False)
    files: tuple[FileState, ...]
    way: WayBack

    @property
    def damaged(self) -> tuple[FileState, ...]:
        return tuple(file for file in self.files if file.is_damaged)


def find_way_back(
    folder: Path, person: str, passphrase: str, *, stick: Path | None = None, told: Told = nobody
) -> Found:
    """Look at a register and its backups, and at those on a stick; nothing is changed. Runs in any thread.

    Raises an UnlockProblem, RegisterAlreadyOpen, RegisterOfANewerProgram or a DiskProblem.
    """
    check_nobody_is_inside(folder)
    keys = unlock_keys(folder, person, passphrase)
    files = look(folder, keys)
    damaged = [file.compartment for file in files if file.is_damaged]
    beside = second_place.on_stick(stick) if stick is not None else ()
    ours = [backup for backup in beside if backup.manifest.register_id == keys.key_file.register.id]
    return Found(keys=keys, files=files, way=way_back(folder, keys, damaged, beside=ours, told=told))


def look(folder: Path, keys: OpenKeys) -> tuple[FileState, ...]:
    """Look at every page of every file, and change nothing. Raises a DiskProblem, or RegisterOfANewerProgram."""
    with as_problems():
        compartments = keys.key_file.content.compartments
        return tuple(FileState(compartment=name, state=_state_of(folder, keys, name)) for name in sorted(compartments))


def _state_of(folder: Path, keys: OpenKeys, name: str) -> State:
    if name not in keys.ring.present:
        return State.SHUT
    path = folder / backups.file_of(name)
    try:
        connections.check_file(path, name)
    except MissingCompartment:
        return State.MISSING
    except NotARegister:
        return State.FOREIGN
    except DamagedCompartment:
        return State.DAMAGED if path.stat().st_size else State.EMPTY
    # a change of keys that was cut short leaves a file under the one or the other
    if any(_is_whole(path, key.sqlcipher, name) for key in keys.ring.all_of(name)):
        return State.WHOLE
    return State.DAMAGED


def _is_whole(path: Path, key: bytes, name: str) -> bool:
    try:
        return not integrity.damage_in(path, key, name) and not integrity.foreign_parts(path, key, name)[0]
    except NotARegister:
        return False


def way_back(
    folder: Path, keys: OpenKeys, damaged: Sequence[str], *, beside: Sequence[Backup] = (), told: Told = nobody
) -> WayBack:
    """Return the newest backup that has every damaged compartment whole, looked at anew; None in it where none has.

    `beside` are backups off the laptop, of a stick for one. At headquarters all that she opens goes back together: what
    came in bundles lies in several compartments, and centres send it again. Raises a DiskProblem.
    """
    if keys.key_file.register.kind == AT_HEADQUARTERS:
        damaged = sorted(keys.ring.present)
    register_id = keys.key_file.register.id
    local = backups.listed(folder / BACKUPS, register_id=register_id)
    # numbers of a stick may be of a line that was given up: what this laptop made comes first
    newest_first = [*_newest_first(local), *_newest_first(beside)]
    for backup in newest_first:
        if _has_whole(backup, keys, damaged, told):
            return WayBack(compartments=tuple(damaged), backup=backup)
    return WayBack(compartments=tuple(damaged), backup=None)


def _newest_first(found: Sequence[Backup]) -> list[Backup]:
    return sorted(found, key=lambda backup: (backup.number, backup.made_at), reverse=True)


def _has_whole(backup: Backup, keys: OpenKeys, damaged: Sequence[str], told: Told) -> bool:
    with as_problems():
        try:
            checked = backup_checks.verify(backup, keys.ring, at=moment_text(utc_now()), told=told)
            return not set(damaged) & {*checked.damaged, *checked.waiting}
        except (BackupDamaged, BackupOfOtherKeys):
            return False
