"""What is known of a register before it is unlocked: whose it is, who may open it, whether one has to wait.

Nothing here needs a passphrase, cryptography or a database, so that the unlock page is painted before those are
loaded; what is asked only after that is imported only then. Opening is opening.py.
"""

import json
import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from centre_app.folding import without_accents
from centre_app.problems import Problem, problem_of
from db.errors import StorageError

SUFFIX = ".register"
LONGEST_STEM = 40
SWAP = ".swap"  # restoring.PLAN, said again because restoring.py loads the databases
KEY_FILE, KEY_FILE_FORMAT, LARGEST_KEY_FILE = "keys.json", 1, 2 * 1024 * 1024  # as db/key_file.py has them
AT_HEADQUARTERS = "headquarters"  # register.AT_HEADQUARTERS, said again because register.py loads the databases


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAtTheDoor:
    """Somebody with a key, as the unlock page shows her: by full name, first name or code, as the centre chose."""

    id: str
    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What can be read of a register before it is unlocked."""

    kind: str
    code: str
    name: str
    people: tuple[PersonAtTheDoor, ...]
    is_training: bool = False

    @property
    def is_headquarters(self) -> bool:
        return self.kind == AT_HEADQUARTERS


def at_the_door(folder: Path) -> Door:
    """Return what the unlock page shows. Raises NotARegisterFolder, KeysGone, KeysDamaged or RegisterOfANewerProgram.

    A glance at the key file is enough to list people; it is read in full, and checked, when somebody unlocks, and
    here when a glance cannot make it out.
    """
    _end_what_was_cut_short(folder)
    try:
        return _glance(folder)
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return _read_in_full(folder)


def check_nobody_is_inside(folder: Path) -> None:
    """Raise RegisterAlreadyOpen where a program holds the register, or the DiskProblem that keeps it shut."""
    from db.files import RegisterLock

    try:
        with RegisterLock(folder):
            return
    except StorageError as error:
        raise problem_of(error) from None


def seconds_to_wait(folder: Path, *, now: float | None = None) -> int:
    """Return how long the next try is still away after wrong passphrases; 0 when it is allowed."""
    from db import tries

    return tries.seconds_to_wait(folder, now=time.time() if now is None else now)


def registers_in(home: Path) -> list[Path]:
    """Return the registers of a folder, the one used last first; none where there is no such folder.

    Training registers come after the real ones: nobody shall land in one without having asked for it.
    """
    for plan in home.glob(f"*{SUFFIX}{SWAP}"):
        _end_what_was_cut_short(plan.with_suffix(""))
    found = [folder for folder in home.glob(f"*{SUFFIX}") if folder.is_dir()] if home.is_dir() else []
    return sorted(found, key=lambda folder: (is_training(folder), -_used_at(folder), folder.name))


def _end_what_was_cut_short(folder: Path) -> None:
    """Let a restored register take its place, where a power cut came in the middle; a disk that refuses keeps it waiting."""
    if not folder.with_name(f"{folder.name}{SWAP}").exists():
        return
    from db import restoring

    with suppress(StorageError):
        restoring.finish_swap(folder)


def is_training(folder: Path) -> bool:
    """Say whether a folder is a training register; one that cannot be read is none."""
    try:
        return at_the_door(folder).is_training
    except Problem:
        return False


def folder_for(home: Path, name: str) -> Path:
    """Return a folder that does not exist yet for the register of a house: "Koro.register", "Koro-2.register"."""
    words = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in without_accents(name)).split()
    stem = "-".join(word.capitalize() for word in words)[:LONGEST_STEM].strip("-") or "Centre"
    numbered = (home / f"{stem}{f'-{number}' if number > 1 else ''}{SUFFIX}" for number in count(1))
    return next(folder for folder in numbered if not folder.exists())


def _glance(folder: Path) -> Door:
    """Read what the key file says of the house and its people, and nothing else of it."""
    with (folder / KEY_FILE).open("rb") as file:
        content = json.loads(file.read(LARGEST_KEY_FILE))
    if content["format"] != KEY_FILE_FORMAT:
        raise ValueError("another format")
    house = content["register"]
    people = tuple(
        PersonAtTheDoor(id=_text(one["id"]), name=_text(one["shown"]), roles=tuple(map(_text, one["roles"])))
        for one in content["people"]
        if one["passphrase"] is not None and not one["is_suspended"]
    )
    return Door(
        kind=_text(house["kind"]),
        code=_text(house["code"]),
        name=_text(house["name"]),
        people=people,
        is_training=house["is_training"] is True,
    )


def _text(value: Any) -> str:
    """Return a text that can be shown. Raises TypeError or ValueError for anything else, lone surrogates included."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    value.encode("utf-8")
    return value


def _read_in_full(folder: Path) -> Door:
    from db.key_file import read_key_file

    try:
        key_file = read_key_file(folder)
    except StorageError as error:
        raise problem_of(error) from None
    people = tuple(PersonAtTheDoor(id=one.id, name=one.shown, roles=one.roles) for one in key_file.people)
    entry = key_file.register
    return Door(kind=entry.kind, code=entry.code, name=entry.name, people=people, is_training=entry.is_training)


def _used_at(folder: Path) -> float:
    """When its main database was last written; 0 where it is gone, so that a damaged register does not come first."""
    try:
        return (folder / "centre.db").stat().st_mtime
    except OSError:
        return 0.0
