"""The program's own Python environment: where it is, whether it is ready, and how it is made from the lock.

The note `ready` inside the environment is written last and says what was installed, by which Python, on which machine.
An environment without it was left half-made and is made again; one with another lock is brought up to date.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"


def places() -> Iterator[Path]:
    """Give where the environment may be: beside the program, or in the person's folder where that is read-only.

    One by one, because the first is nearly always the one, and hashing costs a start 3 ms.
    """
    yield ROOT / ".venv"
    yield _data_folder() / "registre" / f"venv-{_digest(os.fsencode(ROOT))[:8]}"


def is_inside() -> bool:
    """Tell whether this very Python is the environment's."""
    return any(place.exists() and place.samefile(sys.prefix) for place in places())


def ready_place(sets: set[str]) -> Path | None:
    """Return the environment that is ready for these sets of system libraries, or None."""
    return next((place for place in places() if is_ready(place, sets)), None)


def is_ready(place: Path, sets: set[str]) -> bool:
    """Tell whether the environment holds today's parts, and the system the sets of libraries asked for."""
    noted = _read_note(place)
    return noted[:3] == _facts(place) and sets <= set(noted[3:])


def is_whole(place: Path) -> bool:
    """Tell whether an environment finished here can be built on; its parts may be of another lock."""
    return _read_note(place)[1:3] == _facts(place)[1:]


def sets_noted(place: Path) -> set[str]:
    """Return the sets of system libraries that were found on this machine before."""
    noted = _read_note(place)
    return set(noted[3:]) if noted[1:2] == [_machine()] else set()


def write_note(place: Path, sets: set[str]) -> None:
    """Remember what was set up."""
    unfinished = place / "ready.part"
    unfinished.write_text("\n".join([*_facts(place), *sorted(sets)]), encoding="utf-8")
    unfinished.replace(place / "ready")


def forget_note(place: Path) -> None:
    """From here on, until the next note, the environment counts as half-made."""
    (place / "ready").unlink(missing_ok=True)


def python_of(place: Path) -> Path:
    """Return the Python to start the program with."""
    return place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _read_note(place: Path) -> list[str]:
    """Return the lines of the note: the lock, the machine, the Python, then the sets; none where there is no note."""
    try:
        return (place / "ready").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _facts(place: Path) -> list[str]:
    """Return what must not have changed: the lock, the machine (a copied folder), the Python (a system upgrade)."""
    python = python_of(place)
    python_there = os.path.realpath(python) if python.exists() else ""
    return [_digest(LOCK.read_bytes()), _machine(), python_there]


def _machine() -> str:
    try:
        return Path("/etc/machine-id").read_text(encoding="ascii").strip()
    except OSError:
        return sys.platform


def _data_folder() -> Path:
    """Return where programs keep data for this person, as the system has it."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _digest(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()
