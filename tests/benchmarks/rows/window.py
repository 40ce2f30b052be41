"""Whole processes: the program as a person starts it, beside a bare QApplication with one label."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from centre_app import accounts
from centre_app.opening import open_register, unlock_keys
from centre_app.records import StaffMember
from db.keys import calibrate
from tests.benchmarks import bare_window
from tests.benchmarks.measuring import Comparison, Measure, compare, seconds
from tests.benchmarks.registers import PASSPHRASE, PERSON, opened
from tests.benchmarks.shelf import Shelf
from tests.makers import SettableClock

ROOT = Path(__file__).resolve().parent.parent.parent.parent
BARE = "bare QApplication, one label"
BARE_WINDOW = (sys.executable, bare_window.__file__)
CASES = 5_000
SLOWEST_SECONDS = 60


def start_to_a_painted_door(shelf: Shelf) -> Comparison:
    program = _program(shelf.register_of(CASES), "door")
    return compare(
        "start to a painted unlock page",
        _until("door", program, shelf),
        BARE,
        _until("door", BARE_WINDOW, shelf),
        at_most=1.3,
        why_not="the door reads its sentences, letters, icons and the register's people and lays out some thirty widgets"
        " beside one label; what it does not need is loaded behind it",
    )


def start_of_the_whole_shell(shelf: Shelf) -> Comparison:
    """The register's passphrase costs nothing to derive, so there is nothing to take off."""
    program = _program(shelf.register_of(CASES), "inside")
    return compare(
        "start of the whole shell, list painted",
        _until("inside", program, shelf),
        BARE,
        _until("door", BARE_WINDOW, shelf),
        at_most=1.6,
        why_not="the bare window knows no records, keys or databases, whose modules alone load as long as it takes; the"
        " program loads them while the passphrase is typed, which this row leaves no time for",
    )


def memory_of_the_whole_shell(shelf: Shelf) -> Comparison:
    program = _program(shelf.register_of(CASES), "inside")
    return compare(
        "its memory (PSS)",
        lambda: _moments(program, shelf)["pss"],
        BARE,
        lambda: _moments(BARE_WINDOW, shelf)["pss"],
        at_most=2,
        rounds=5,
        unit="bytes",
        why_not="letters, cryptography, SQLCipher, the records and the painted list weigh some thirty megabytes more; where"
        " other programs use Qt meanwhile, most of the label's own memory counts as theirs",
    )


def unlock_to_the_painted_list(shelf: Shelf) -> Comparison:
    folder = shelf.register_of(CASES, cost=calibrate())
    program = _program(folder, "typed")

    def unlock() -> float:
        moments = _moments(program, shelf)
        return moments["inside"] - moments["asked"]

    return compare(
        "unlock to the list painted, 5,000 cases",
        unlock,
        "the key derivation",
        seconds(partial(_derive, folder)),
        at_most=1.5,
        rounds=7,
        why_not="the house, its figures and its list are laid out in a fifth of a second, which is more than half of a"
        " derivation only where other work takes the processors meanwhile; with less of it the row stood at 1.25",
    )


def switching_people(shelf: Shelf) -> Comparison:
    """Both sides: from where the one has left, or the program starts, to the door; then from Enter to the list."""
    folder = shelf.new_folder() / "SEG.register"
    shutil.copytree(shelf.register_of(CASES, cost=calibrate()), folder)
    director, deputy = _two_directors(folder)
    switched, fresh = (*_program(folder, "switched"), director, deputy), (*_program(folder, "typed"), deputy)

    def switch() -> float:
        moments = _moments(switched, shelf)
        return moments["door"] - moments["left"] + moments["inside"] - moments["asked"]

    def begin() -> float:
        started = time.monotonic()
        moments = _moments(fresh, shelf)
        return moments["door"] - started + moments["inside"] - moments["asked"]

    return compare(
        "another takes over: lock, door, unlock, list painted",
        switch,
        "the program's start, unlock, list painted",
        begin,
        at_most=1.1,
        rounds=7,
    )


def _two_directors(folder: Path) -> tuple[str, str]:
    """Let a deputy in, who has the same passphrase; return the ids of both."""
    deputy = StaffMember(name="Mariam Sidibé", roles=frozenset({"director"}))
    with opened(folder) as register:
        director, slip = register.who, accounts.add_person(register, deputy)
    with open_register(folder, deputy.id, slip, clock=SettableClock()) as register:
        accounts.choose_own_passphrase(register, PASSPHRASE)
    return director, deputy.id


def _derive(folder: Path) -> None:
    unlock_keys(folder, PERSON, PASSPHRASE).wipe()


def _program(folder: Path, until: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "tests.benchmarks.real_window", str(folder), until)


def _until(moment: str, command: tuple[str, ...], shelf: Shelf) -> Measure:
    """Return how long a process takes from its start until it tells a moment."""

    def measure() -> float:
        started = time.monotonic()  # the same clock in every process of a machine
        return _moments(command, shelf)[moment] - started

    return measure


def _moments(command: tuple[str, ...], shelf: Shelf) -> dict[str, float]:
    """Run a process to its end and return what it told. Python keeps what it compiled, as at any later start."""
    own = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "PYTHONPYCACHEPREFIX")
    surroundings = {**os.environ, **dict.fromkeys(own, str(shelf.folder)), "QT_QPA_PLATFORM": "offscreen"}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    ended = subprocess.run(
        command,
        cwd=ROOT,
        env=surroundings,
        input=f"{PASSPHRASE}\n" * 2,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        timeout=SLOWEST_SECONDS,
    )
    told: Callable[[str], tuple[str, float]] = lambda line: (line.split()[0], float(line.split()[1]))  # noqa: E731
    return dict(map(told, ended.stdout.splitlines()))
