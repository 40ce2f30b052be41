"""The key file on disk: who may open which compartment of a register.

`keys.json` and `keys.json.2` hold the same bytes: the `key_content`, as `plain` writes it, and beside it `digest`, the
SHA-256 of all the rest, by which a copy that a power cut tore is told, and the other serves. The digest tells
accidents, the seal tells malice. Where a register has backups, a third copy lies among them.

It is written canonically and nothing else is read, so there is no byte in it that could change unnoticed. Reading it
needs no passphrase and no cryptography: the unlock page lists people from it. What it says is believed only after
`keys.unlock`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unicodedata import normalize

from db import strict_json
from db.errors import (
    DiskFailing,
    DiskProblem,
    FileTooLarge,
    KeyFileDamaged,
    KeyFileGone,
    KeyFileMissing,
    KeyFileRolledBack,
    KeyFileTooNew,
    NotARegister,
    UnknownPerson,
)
from db.files import atomic_write, read_bounded
from db.key_content import FORMAT, SALT_BYTES, Argon2Cost, Content, PersonSlot, RegisterEntry
from db.plain import WrongShape, from_plain, to_plain

__all__ = ["NAMES", "Argon2Cost", "Content", "KeyFile", "from_bytes", "read_key_file", "to_bytes", "write_key_file"]

NAMES = ("keys.json", "keys.json.2")
BACKUPS = "backups"
LARGEST_FILE = 2 * 1024 * 1024
_Copy = Content | KeyFileDamaged | KeyFileTooNew | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """A key file as it was read. `needs_repair`: one of its copies is missing or says something else."""

    folder: Path
    content: Content = field(repr=False)
    needs_repair: bool = False

    @property
    def counter(self) -> int:
        """How many times the key file was changed."""
        return self.content.counter

    @property
    def register(self) -> RegisterEntry:
        """Which register the keys open."""
        return self.content.register

    @property
    def people(self) -> tuple[PersonSlot, ...]:
        """Those who may enter, in the order in which they were added."""
        return tuple(person for person in self.content.people if person.may_enter)

    def person(self, id_or_name: str) -> PersonSlot:
        """Return the slot of somebody who may enter. Raises UnknownPerson, also for a name that two people bear."""
        found = [person for person in self.people if person.id == id_or_name]
        found = found or [person for person in self.people if person.shown == normalize("NFC", id_or_name)]
        if len(found) != 1:
            raise UnknownPerson
        return found[0]

    def check_not_older_than(self, remembered: int) -> None:
        """Raise KeyFileRolledBack when the register has already seen a later key file.

        A later one than remembered is sound: the power went between writing the file and remembering it.
        """
        if self.counter < remembered:
            raise KeyFileRolledBack


def read_key_file(folder: Path) -> KeyFile:
    """Return the latest of the sound copies that belong to these databases; the one among the backups only for want of both.

    Raises KeyFileMissing, KeyFileGone, KeyFileDamaged or KeyFileTooNew; NotARegister where they are another register's.
    """
    known: dict[bytes, _Copy] = {}
    copies = [_read_copy(path, known) for path in _copies_in(folder)]
    if all(copy is None for copy in copies):
        raise KeyFileGone if next(folder.glob("*.db"), None) else KeyFileMissing
    sound = [copy for copy in copies[: len(NAMES)] if isinstance(copy, Content)]
    if not any(_fitting(folder, copy) for copy in sound):
        # after: backups of a laptop that was lost, moved beside its restored register, brought its old keys along
        sound += [copy for copy in copies[len(NAMES) :] if isinstance(copy, Content)]
    if not sound:
        too_new = any(isinstance(copy, KeyFileTooNew) for copy in copies)
        raise KeyFileTooNew if too_new else KeyFileDamaged
    latest = max(sound, key=lambda copy: (_fitting(folder, copy), copy.counter))
    if not _fitting(folder, latest) and _salted(folder) > 1:
        raise NotARegister  # after: the right passphrase was called wrong, for it was tried on another register's slots
    return KeyFile(folder=folder, content=latest, needs_repair=any(copy != latest for copy in copies))


def write_key_file(folder: Path, content: Content) -> None:
    """Write both copies, one after the other: at every instant one of them is whole. Then the one among the backups."""
    octets = to_bytes(content)
    for name in NAMES:
        atomic_write(folder / name, octets)
    if (folder / BACKUPS).is_dir():
        with suppress(DiskProblem):  # both copies stand; the next unlocking writes this one again
            atomic_write(folder / BACKUPS / NAMES[0], octets)


def _fitting(folder: Path, content: Content) -> int:
    """Return how many of the databases beside a key file are its own: each begins with the salt that stands there too."""
    starts = (_start_of(folder / f"{name}.db") == entry.salt for name, entry in content.compartments.items())
    return sum(starts)


def _salted(folder: Path) -> int:
    """Return how many databases are there to compare with; what is empty or gone tells nothing."""
    return sum(len(_start_of(path)) == SALT_BYTES for path in folder.glob("*.db"))


def _start_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(SALT_BYTES)
    except OSError:
        return b""


def _copies_in(folder: Path) -> list[Path]:
    beside = [folder / BACKUPS / NAMES[0]] if (folder / BACKUPS).is_dir() else []
    return [*(folder / name for name in NAMES), *beside]


def to_bytes(content: Content) -> bytes:
    """Return the file's bytes."""
    body = to_plain(content)
    return strict_json.write({**body, "digest": _digest(body)}) + b"\n"


def from_bytes(octets: bytes) -> Content:
    """Return what a key file's bytes say. Raises KeyFileDamaged or KeyFileTooNew."""
    try:
        body = strict_json.read_object(octets)
        digest = body.pop("digest", None)
        if digest != _digest(body):
            raise KeyFileDamaged
        if isinstance(body.get("format"), int) and body["format"] > FORMAT:
            raise KeyFileTooNew
        content = from_plain(Content, body)
    except (strict_json.BadJson, WrongShape):
        raise KeyFileDamaged from None
    if to_bytes(content) != octets:
        raise KeyFileDamaged
    return content


def _read_copy(path: Path, known: dict[bytes, _Copy]) -> _Copy:
    """Return a copy, or why it cannot be read, or None when it is not there; copies that are alike are understood once."""
    try:
        octets = read_bounded(path, LARGEST_FILE)
        known[octets] = known[octets] if octets in known else from_bytes(octets)
        return known[octets]
    except FileNotFoundError:
        return None
    except (KeyFileDamaged, KeyFileTooNew) as problem:
        return problem
    except (FileTooLarge, DiskFailing):  # the other copy may well be readable
        return KeyFileDamaged()


def _digest(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(strict_json.write(body)).hexdigest()
