"""How the register's disk is: how much room it has, and whether it begins to fail.

Saving is always allowed, down to the last byte; what is large (an export, a backup, an import, what is received, a report)
is asked first whether it fits, by `must_fit`. That a disk failed is remembered in memory and handed on from one start of
the program to the next; a file beside the log is only a second place, for that disk may be the same one.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from centre_app import logs
from centre_app.language import N_
from centre_app.problems import as_problems
from db import disk_health
from db.errors import DiskProblem
from db.room import RESERVE, check_fits, free_bytes

LOW_BYTES = 1_000_000_000
FULL_BYTES = RESERVE
EMPTY_BYTES = 2_000_000  # a large sheet with its lines of history may need as much
FINE, LOW, FULL, NO_ROOM = "fine", "low", "full", "no room"
ENOUGH_FAILURES, WITHIN = 2, timedelta(days=1)
LARGEST_BYTES = 4_000
FAILING = N_(
    "The disk is failing: twice within a day it could not read or write. Make a backup on a stick today and call "
    "headquarters: the laptop needs another disk."
)
NEARLY_FULL = N_(
    "This disk is nearly full: {free} are free. You can still save, but no export and no backup is made. Make room now: "
    "move photos and films to a stick and empty the bin."
)
IS_FULL = N_(
    "This disk is full: {free} are free. What you write now may not be kept: write on paper too, and make room at once: "
    "move photos and films to a stick and empty the bin."
)
GETTING_FULL = N_(
    "This disk is getting full: {free} are free. Make room these days: move photos and films to a stick and empty the bin."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disk:
    """The disk of a register now. `free_bytes` is None where it does not say; `room` is FINE, LOW, FULL or NO_ROOM."""

    free_bytes: int | None
    is_failing: bool

    @property
    def room(self) -> str:
        if self.free_bytes is None or self.free_bytes >= LOW_BYTES:
            return FINE
        if self.free_bytes < EMPTY_BYTES:
            return NO_ROOM
        return LOW if self.free_bytes >= FULL_BYTES else FULL


def look_at(folder: Path, *, now: datetime) -> Disk:
    """Return how the disk of a register is, and keep in the second place what is known of its failures."""
    try:
        free: int | None = free_bytes(folder)
    except DiskProblem:
        free = None
    _share_with_the_file()
    since = (now - WITHIN).timestamp()
    recent = [moment for moment in disk_health.failures() if since <= moment <= now.timestamp()]
    return Disk(free_bytes=free, is_failing=len(recent) >= ENOUGH_FAILURES)


def must_fit(folder: Path, size: int) -> None:
    """Refuse something large that would not leave the register's disk room to work. Raises NotEnoughRoom."""
    with as_problems():
        check_fits(folder, size)


def must_fit_on_a_stick(folder: Path, size: int) -> None:
    """Refuse something that a stick, or a folder that somebody chose, has no room for. Raises NotEnoughRoom."""
    with as_problems():
        check_fits(folder, size, reserve=0)


# --- failures --------------------------------------------------------------------------------------------------


def failures_as_text() -> str:
    """Return what is known of failures, for the process that follows this one."""
    return ",".join(f"{moment:.0f}" for moment in disk_health.failures())


def remember_failures(said: str) -> None:
    """Take over what the process before this one knew; what is no number is passed over."""
    disk_health.remember(tuple(_numbers_in(said.split(","))))


def _share_with_the_file() -> None:
    file = logs.log_file().with_name("disk.txt")
    with suppress(OSError):
        if file.exists() and file.stat().st_size <= LARGEST_BYTES:
            remember_failures(file.read_text(encoding="ascii", errors="replace"))
    known = failures_as_text()
    if known:
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(known, encoding="ascii")


def _numbers_in(parts: Iterable[str]) -> Iterable[float]:
    return (float(part) for part in parts if part.isascii() and part.isdecimal() and len(part) < 12)
