"""Wrong passphrases: counted in a small file outside the register, so that the wait survives a restart.

After five wrong tries the program waits 5, 10, 20 … 300 seconds. It never locks a centre out and never wipes: a lost
or spoilt file means no wait, and a clock that was set back costs 300 seconds at most. Whoever can change this file
can also copy the key file away and guess elsewhere; what holds her up is the derivation, not this.

A failed try comes before any key, so history learns of it at the next unlocking: `failures` gives them, and once they
are written down there `forget` clears them.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from db import strict_json
from db.errors import DiskProblem, WaitBeforeTrying
from db.files import atomic_write, read_bounded
from db.plain import WrongShape, from_plain, to_plain

NAME = "tries.json"
FREE_TRIES = 5
FIRST_WAIT_SECONDS = 5
LONGEST_WAIT_SECONDS = 300
MOST_KEPT = 200
LARGEST_FILE = 64 * 1024
LATEST = 253_402_300_799  # the last second of the year 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One wrong try: whose slot it was, and what the clock said (seconds since 1970)."""

    person_id: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tries:
    in_a_row: int = 0
    last_at: int = 0
    failures: tuple[Failure, ...] = ()


def seconds_to_wait(folder: Path, *, now: float) -> int:
    """Seconds until the next try is allowed; 0 when it is now."""
    tries = _read(folder)
    wait = _wait_after(tries.in_a_row)
    if tries.last_at <= now:
        return max(0, wait - int(now - tries.last_at))
    # The clock was set back. The wait begins again from the new time, and if even that cannot be kept there is none.
    with suppress(DiskProblem):
        _write(folder, replace(tries, last_at=int(now)))
        return wait
    return 0


def check_may_try(folder: Path, *, now: float) -> None:
    """Raise WaitBeforeTrying when it is too early for another try."""
    seconds = seconds_to_wait(folder, now=now)
    if seconds:
        raise WaitBeforeTrying(seconds)


def remember_failure(folder: Path, person_id: str, *, now: float) -> None:
    """Count one wrong try. A disk that cannot be written keeps nobody from trying."""
    tries = _read(folder)
    failures = (*tries.failures, Failure(person_id=person_id, at=int(now)))[-MOST_KEPT:]
    with suppress(DiskProblem):
        _write(folder, _Tries(in_a_row=tries.in_a_row + 1, last_at=int(now), failures=failures))


def remember_success(folder: Path) -> None:
    """End the row of wrong tries; the failures stay until history has them."""
    tries = _read(folder)
    if tries.in_a_row:
        with suppress(DiskProblem):
            _write(folder, replace(tries, in_a_row=0))


def failures(folder: Path) -> tuple[Failure, ...]:
    """The wrong tries that history has not been told of yet, oldest first."""
    return _read(folder).failures


def forget(folder: Path, told: Iterable[Failure]) -> None:
    """Clear the failures that history now holds."""
    tries, gone = _read(folder), set(told)
    if gone:
        _write(folder, replace(tries, failures=tuple(each for each in tries.failures if each not in gone)))


def _wait_after(in_a_row: int) -> int:
    if in_a_row < FREE_TRIES:
        return 0
    doublings = min(in_a_row - FREE_TRIES, 16)
    return min(FIRST_WAIT_SECONDS << doublings, LONGEST_WAIT_SECONDS)


def _read(folder: Path) -> _Tries:
    """Return what was kept; nothing when there is no file or it is spoilt."""
    try:
        tries = from_plain(_Tries, strict_json.read(read_bounded(folder / NAME, LARGEST_FILE)))
    except (FileNotFoundError, DiskProblem, strict_json.BadJson, WrongShape):
        return _Tries()
    # after: a moment that no calendar has kept history from being told of it, and so everybody out
    is_sound = all(each.at <= LATEST for each in tries.failures)
    return tries if is_sound else _Tries()


def _write(folder: Path, tries: _Tries) -> None:
    atomic_write(folder / NAME, strict_json.write(to_plain(tries)) + b"\n")
