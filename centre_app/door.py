"""What is known of a register before it is unlocked: whose it is, who may open it, whether one has to wait.

Nothing here needs a passphrase, cryptography or a database, so that the unlock page is painted before those are
loaded. Opening is opening.py.
"""

from dataclasses import dataclass
from itertools import count
from pathlib import Path

from centre_app.dates import utc_now
from centre_app.folding import without_accents
from centre_app.problems import problem_of
from db import tries
from db.errors import StorageError
from db.files import RegisterLock
from db.key_file import read_key_file

SUFFIX = ".register"
LONGEST_STEM = 40
AT_HEADQUARTERS = "headquarters"  # register.AT_HEADQUARTERS, said again because register.py loads the databases


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAtTheDoor:
    """Somebody with a key, as the unlock page shows her."""

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

    @property
    def is_headquarters(self) -> bool:
        return self.kind == AT_HEADQUARTERS


def at_the_door(folder: Path) -> Door:
    """Return what the unlock page shows. Raises NotARegisterFolder, KeysDamaged or RegisterOfANewerProgram."""
    try:
        key_file = read_key_file(folder)
    except StorageError as error:
        raise problem_of(error) from None
    people = tuple(PersonAtTheDoor(id=one.id, name=one.name, roles=one.roles) for one in key_file.people)
    entry = key_file.register
    return Door(kind=entry.kind, code=entry.code, name=entry.name, people=people)


def check_nobody_is_inside(folder: Path) -> None:
    """Raise RegisterAlreadyOpen where a program holds the register, or the DiskProblem that keeps it shut."""
    try:
        with RegisterLock(folder):
            return
    except StorageError as error:
        raise problem_of(error) from None


def seconds_to_wait(folder: Path, *, now: float | None = None) -> int:
    """Return how long the next try is still away after wrong passphrases; 0 when it is allowed."""
    return tries.seconds_to_wait(folder, now=utc_now().timestamp() if now is None else now)


def registers_in(home: Path) -> list[Path]:
    """Return the registers of a folder, the one used last first; none where there is no such folder."""
    found = [folder for folder in home.glob(f"*{SUFFIX}") if folder.is_dir()] if home.is_dir() else []
    return sorted(found, key=lambda folder: (-_used_at(folder), folder.name))


def folder_for(home: Path, name: str) -> Path:
    """Return a folder that does not exist yet for the register of a house: "Koro.register", "Koro-2.register"."""
    words = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in without_accents(name)).split()
    stem = "-".join(word.capitalize() for word in words)[:LONGEST_STEM].strip("-") or "Centre"
    numbered = (home / f"{stem}{f'-{number}' if number > 1 else ''}{SUFFIX}" for number in count(1))
    return next(folder for folder in numbered if not folder.exists())


def _used_at(folder: Path) -> float:
    """When its main database was last written; 0 where it is gone, so that a damaged register does not come first."""
    try:
        return (folder / "centre.db").stat().st_mtime
    except OSError:
        return 0.0
