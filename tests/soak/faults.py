"""Let the disk fail at one call of a long work of the real program, and see what it says and what is left.

    python -m tests.soak.faults [--count 200] [--seed N]

Each work (works.py) is watched once by strace. Then it is done again and again, and each time one of its calls on the
shelf is answered with an error instead: no space, an I/O error, no device, read-only, too many open files, not allowed;
once, or for some calls in a row. After each: it ended, with a Problem in words or with what it was to do; what it said it
did, it did; what it began on a stick is gone, or it said that the stick did not let go of it; both registers open, are
whole and hold every acknowledged save; and once the fault is gone the same work is done, and nothing unfinished lies
about.
"""

import argparse
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from centre_app.problems import HalfLeftThere
from tests.soak import works
from tests.soak.disk_trace import is_possible, names_in, plain
from tests.soak.shelf import Saved, World, a_world, faults_on, halves_elsewhere, unfinished_on
from tests.soak.works import WORKS, Outcome

IN_MEMORY = Path("/dev/shm")
IN_A_ROW = 5  # how many calls fail where the fault lasts
LASTS = 0.4  # of the faults
# What each call can be answered with. A stick that is pulled says EIO or ENODEV, a full one ENOSPC.
ERRORS = {
    "openat": ("EIO", "EACCES", "EMFILE", "EROFS", "ENODEV", "ENOSPC"),
    "pwrite64": ("EIO", "ENOSPC", "EROFS", "ENODEV"),
    "write": ("EIO", "ENOSPC", "ENODEV"),
    "pread64": ("EIO", "ENODEV"),
    "read": ("EIO", "ENODEV"),
    "fsync": ("EIO", "ENOSPC", "EROFS"),
    "fdatasync": ("EIO", "ENOSPC", "EROFS"),
    "ftruncate": ("EIO", "EROFS", "EACCES"),
    "rename": ("EIO", "ENOSPC", "EROFS", "EACCES"),
    "unlink": ("EIO", "EROFS", "EACCES"),
    "mkdir": ("EIO", "ENOSPC", "EROFS", "EACCES"),
}
OF_DATABASES = ("pwrite64", "pread64", "fsync", "fdatasync", "ftruncate", "rename", "unlink")
_CALL = re.compile(r"^(?P<process>\d+) +(?P<name>\w+)\((?P<asked>.*)\) += (?P<answer>.*)$")
_OPEN = re.compile(r"^\d+<(?P<path>[^>]*)>")


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a work on the shelf: its name, and the how manieth of that name it is in its process."""

    name: str
    number: int
    may_last: bool  # the next ones of that name are on the shelf too, and not in the program's own files


@dataclass(frozen=True, slots=True)
class Fault:
    """What is answered to a call, or to some in a row from that one on."""

    call: Call
    error: str
    lasts: bool

    def __str__(self) -> str:
        return f"{self.error} at {self.call.name} {self.call.number}{' and after' if self.lasts else ''}"

    @property
    def strace(self) -> list[str]:
        when = f"{self.call.number}..{self.call.number + IN_A_ROW - 1}" if self.lasts else f"{self.call.number}"
        return [f"trace={self.call.name}", "-e", f"inject={self.call.name}:error={self.error}:when={when}"]


@dataclass
class Tally:
    """What the faults showed; `wrong` must stay empty."""

    faults: int = 0
    missed: int = 0
    acknowledged: int = 0
    works: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    told_of_a_half: int = 0
    done_all_the_same: int = 0
    wrong: list[str] = field(default_factory=list)

    def summary(self) -> str:
        works = ", ".join(f"{work} {count}" for work, count in sorted(self.works.items()))
        errors = ", ".join(f"{error} {count}" for error, count in sorted(self.errors.items()))
        return (
            f"{self.faults} faults ({errors}) in: {works}. {self.refused} were told in words"
            f" ({self.told_of_a_half} of a half that a stick did not let go of), {self.done_all_the_same} works were done all the same; {self.acknowledged} acknowledged saves; {len(self.wrong)} things went wrong."
        )


def run(count: int, *, seed: int = 0, only: Sequence[str] = (), show_progress: bool = False) -> Tally:
    """Let so many calls fail, each work in its turn."""
    chance, tally = random.Random(seed), Tally()
    names = list(only or WORKS)
    with a_shelf() as (world, template):
        calls: dict[str, list[Call]] = {}
        for name in cycle(names):
            if tally.faults >= count or len(tally.wrong) > 20:
                return tally
            if name not in calls:
                calls[name] = calls_of(name, world, template)
            try_one(name, a_fault(calls[name], chance), world, template, tally)
            if show_progress:
                sys.stderr.write(f"\r{tally.faults} of {count}, {len(tally.wrong)} wrong {''.join(tally.wrong[-1:])}")
                sys.stderr.flush()
    return tally


@contextmanager
def a_shelf() -> Iterator[tuple[World, Path]]:
    """Give a shelf with two houses, and a copy of it to begin anew from; in memory where there is such a place."""
    with tempfile.TemporaryDirectory(prefix="registre-works-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as place:
        shelf, template = Path(place).resolve() / "shelf", Path(place).resolve() / "template"
        shelf.mkdir()
        world = a_world(shelf)
        shutil.copytree(shelf, template)
        yield world, template


def a_fault(calls: Sequence[Call], chance: random.Random) -> Fault:
    """Choose a call, a seldom one as likely as a frequent one, and what it is answered with."""
    name = chance.choice(sorted({call.name for call in calls}))
    call = chance.choice([call for call in calls if call.name == name])
    lasts = call.may_last and name != "write" and chance.random() < LASTS  # a write may be what tells of it
    return Fault(call=call, error=chance.choice(ERRORS[name]), lasts=lasts)


def try_one(name: str, fault: Fault, world: World, template: Path, tally: Tally) -> None:
    """Do a work while one of its calls fails, then once more while none does."""
    work, trace = WORKS[name], template.parent / "trace"
    world.put_back(template)
    outcome = works.run(work, world, through=[*_strace(trace), "-e", *fault.strace])
    if not _has_hit(world.shelf, trace):
        tally.missed += 1  # the work took another way this time
        return
    tally.faults += 1
    tally.works[name] += 1
    tally.errors[fault.error] += 1
    tally.refused += bool(outcome.complained.strip())
    tally.done_all_the_same += outcome.ended == 0 and not outcome.complained.strip()
    tally.acknowledged += len(outcome.acknowledged)
    wrong = [*works.faults_of(work, world, outcome), *faults_on(world, outcome.acknowledged)]
    wrong += halves_untold(world, outcome)
    tally.told_of_a_half += HalfLeftThere.message in outcome.complained
    wrong += what_a_second_time_shows(name, world, outcome)
    tally.wrong += [f"{name}, {fault}: {one}" for one in wrong]


def halves_untold(world: World, outcome: Outcome) -> Iterator[str]:
    """Say what lies half on a stick, unless the person was told of it: a stick may forbid to take it away again."""
    halves = halves_elsewhere(world)
    if halves and HalfLeftThere.message not in outcome.complained:
        yield f"nobody is told that these are left: {', '.join(halves)}"


def what_a_second_time_shows(name: str, world: World, before: Outcome) -> Iterator[str]:
    """Do the work once more, now that nothing is in its way."""
    work = WORKS[name]
    if before.ended == 0 and not work.again:
        return
    outcome = works.run(work, world)
    acknowledged: list[Saved] = [*before.acknowledged, *outcome.acknowledged]
    for wrong in (*works.faults_of(work, world, outcome), *faults_on(world, acknowledged)):
        yield f"afterwards: {wrong}"
    if outcome.ended != 0:
        yield f"afterwards it is still refused: {outcome.complained.strip()[-300:]}"
    elif left := unfinished_on(world):
        yield f"afterwards these are left: {', '.join(left)}"


# --- watching ------------------------------------------------------------------------------------------------------


def calls_of(name: str, world: World, template: Path) -> list[Call]:
    """Do a work undisturbed and return its calls on the shelf."""
    trace = template.parent / "trace"
    world.put_back(template)
    outcome = works.run(WORKS[name], world, through=[*_strace(trace), "-e", f"trace={','.join(ERRORS)}"])
    found = [*works.faults_of(WORKS[name], world, outcome)]
    assert outcome.claims, f"{name} is refused without faults: {outcome.complained}"
    assert not found, f"{name} does not even work without faults: {found}"
    with trace.open(encoding="ascii") as lines:
        calls = list(_on_the_shelf(lines, world.shelf))
    return [call for call in calls if call.name in OF_DATABASES] if WORKS[name].has_threads else calls


def _strace(trace: Path) -> list[str]:
    return ["strace", "-f", "-qq", "-y", "-xx", "-s", "0", "--seccomp-bpf", "-o", str(trace)]


def _on_the_shelf(lines: Iterator[str], shelf: Path) -> Iterator[Call]:
    all_of: dict[tuple[str, str], list[bool]] = {}
    for line in lines:
        if match := _CALL.match(line.rstrip("\n")):
            all_of.setdefault((match["process"], match["name"]), []).append(_is_on(shelf, match["asked"]))
    for (_, name), places in all_of.items():
        for number, is_on in enumerate(places, start=1):
            if is_on:
                yield Call(name=name, number=number, may_last=all(places[number : number + IN_A_ROW]))


def _has_hit(shelf: Path, trace: Path) -> bool:
    """Say whether a call on the shelf was answered with the error, and not another one."""
    told = (_CALL.match(line) for line in trace.read_text(encoding="ascii").splitlines())
    return any(one["answer"].endswith("(INJECTED)") and _is_on(shelf, one["asked"]) for one in told if one)


def _is_on(shelf: Path, asked: str) -> bool:
    """Say whether a call names a place on the shelf, by its handle or by its path."""
    handle = _OPEN.match(asked)
    places = [plain(handle["path"])] if handle else names_in(asked)
    return any(Path(place).is_relative_to(shelf) for place in places)


def main(arguments: list[str]) -> int:
    """Run from the shell; return 0 when nothing went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.faults", description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("works", nargs="*", metavar="WORK", help=", ".join(WORKS))
    asked = parser.parse_args(arguments)
    if not is_possible():
        sys.stderr.write("This needs Linux and strace.\n")
        return 2
    tally = run(asked.count, seed=asked.seed, only=asked.works, show_progress=True)
    sys.stdout.write("\n".join(["", tally.summary(), *tally.wrong, ""]))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
