"""Let every long work of the real program meet a disk that gets full, and see what it says and what is left.

    python -m tests.soak.full_disks [--count 120] [--seed N]

Real disks of 2, 8 and 32 MiB are mounted in memory, in a namespace of this program's own, so that nobody need be root. On
one of them lies the register that a work writes, or the stick or folder that it writes to; all but a little of it is
filled, from nothing to what the work would need. After each: what faults.py asks too, and once room is made the same work
is done. Where no namespace is given to us the files of the process may not grow beyond a size instead, which is a weaker
proof (the system answers each file by itself, and none shrinks), and the summary says so.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from centre_app.problems import NoRoomLeft, NotEnoughRoom
from tests.soak import works
from tests.soak.faults import halves_untold, what_a_second_time_shows
from tests.soak.shelf import OTHER_STICK, PAPERS, STICK, a_world, faults_on
from tests.soak.works import NEW, WORKS

MIB = (2, 8, 32)
BALLAST = "film.avi"
MOST_KIB = 2048  # left free at most; more often little than much
NO_ROOM = (NoRoomLeft.message, NotEnoughRoom.message.partition(":")[0])  # one of them must be said
INSIDE = "REGISTRE_SMALL_DISKS"  # tells the second start that it is in its namespace
UNSHARE = ("unshare", "--user", "--map-root-user", "--mount")
# What each work writes on: a disk of its own is put under it.
DISKS: dict[str, tuple[str, ...]] = {
    "opening": ("centre",),
    "save": ("centre",),
    "window": ("centre",),
    "import": ("centre",),
    "export": ("centre", OTHER_STICK),
    "receive": ("headquarters", STICK),
    "report": ("centre", PAPERS),
    "care-plan": ("centre", PAPERS),
    "rekey": ("centre",),
    "backup": ("centre", OTHER_STICK),
    "restore": ("centre",),
    "create": ("new",),
}


@dataclass
class Tally:
    """What the full disks showed; `wrong` must stay empty."""

    is_weaker: bool = False
    disks: int = 0
    sizes: Counter[int] = field(default_factory=Counter)
    works: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    refused: int = 0
    done: int = 0
    wrong: list[str] = field(default_factory=list)

    def summary(self) -> str:
        sizes = ", ".join(f"{count} of {mib} MiB" for mib, count in sorted(self.sizes.items()))
        works = ", ".join(f"{work} {count}" for work, count in sorted(self.works.items()))
        weaker = " No disk could be mounted: files that may not grow stood for them, a weaker proof." * self.is_weaker
        return (
            f"{self.disks} full disks ({sizes}) under: {works}. {self.refused} works said that there was no room,"
            f" {self.done} found enough; {self.acknowledged} acknowledged saves; {len(self.wrong)} things went"
            f" wrong.{weaker}"
        )


def run(count: int, *, seed: int = 0, is_weaker: bool = False, show_progress: bool = False) -> Tally:
    """Fill so many disks, under each work in its turn."""
    chance, tally = random.Random(seed), Tally(is_weaker=is_weaker)
    with tempfile.TemporaryDirectory(prefix="registre-disks-") as place:
        laptop = (FilesThatMayNotGrow if is_weaker else SmallDisks)(Path(place).resolve())
        for name in cycle(WORKS):
            if tally.disks >= count or len(tally.wrong) > 20:
                return tally
            try_one(name, laptop, chance, tally)
            if show_progress:
                sys.stderr.write(f"\r{tally.disks} of {count}, {len(tally.wrong)} wrong {''.join(tally.wrong[-1:])}")
                sys.stderr.flush()
    return tally


def try_one(name: str, laptop: "SmallDisks | FilesThatMayNotGrow", chance: random.Random, tally: Tally) -> None:
    """Do a work where there is little room; look at what is left while there is still none; make room, do it again."""
    place, mib, leave = chance.choice(DISKS[name]), chance.choice(MIB), round(MOST_KIB * chance.random() ** 2)
    with laptop.nearly_full(place, mib, leave) as (mib, through):
        outcome = works.run(WORKS[name], laptop.world, through=through)
        wrong = [*works.faults_of(WORKS[name], laptop.world, outcome), *faults_on(laptop.world, outcome.acknowledged)]
        if outcome.complained.strip() and not _says_no_room(outcome.complained):
            wrong.append(f"not that there is no room is said, but {outcome.complained.strip()}")
        wrong += halves_untold(laptop.world, outcome)
        laptop.make_room()
        wrong += what_a_second_time_shows(name, laptop.world, outcome)
    tally.disks += 1
    tally.sizes[mib] += 1
    tally.works[name] += 1
    tally.acknowledged += len(outcome.acknowledged)
    tally.refused += bool(outcome.complained.strip())
    tally.done += not outcome.complained.strip()
    tally.wrong += [f"{name}, {leave} KiB left of {mib} MiB under {place}: {one}" for one in wrong]


# --- disks -----------------------------------------------------------------------------------------------------------


class SmallDisks:
    """A shelf of which one part at a time lies on a small disk, and the rest where there is room."""

    def __init__(self, place: Path) -> None:
        self._template, self._rest = place / "template", place / "rest"
        self._mounted: list[Path] = []
        shelf = place / "shelf"
        shelf.mkdir()
        self.world = a_world(shelf)
        shutil.copytree(shelf, self._template)

    @contextmanager
    def nearly_full(self, place: str, mib: int, leave: int) -> Iterator[tuple[int, Sequence[str]]]:
        """Put that place on a disk of that size, or a larger one where it does not fit, and fill it but for `leave`."""
        shelf = self.world.shelf
        is_laptop = place not in (STICK, OTHER_STICK, PAPERS)
        own = {"centre": self.world.centre.name, "headquarters": self.world.headquarters.name, "new": NEW}.get(
            place, place
        )
        mib = next(size for size in MIB if size >= mib and size << 20 > _bytes_in(self._template / own) * 1.1)
        self.world.put_back(self._template)
        self._disk = shelf if is_laptop else shelf / place
        try:
            self._mount(self._disk, "-t", "tmpfs", "-o", f"size={mib}m", "tmpfs")
            self._lay(own, is_laptop=is_laptop)
            self._fill(leave << 10)
            yield mib, ()
        finally:
            for path in reversed(self._mounted):
                subprocess.run(["umount", path], check=True)
            self._mounted.clear()

    def _lay(self, own: str, *, is_laptop: bool) -> None:
        """Put on the disk what belongs on it, and all other folders beside it, where there is room."""
        if not is_laptop:
            shutil.copytree(self._template / own, self._disk, dirs_exist_ok=True)
            return
        shutil.rmtree(self._rest, ignore_errors=True)
        for path in self._template.iterdir():
            if path.is_file():
                shutil.copy(path, self._disk)
            elif path.name == own:
                shutil.copytree(path, self._disk / own)
            else:
                shutil.copytree(path, self._rest / path.name)
                (self._disk / path.name).mkdir()
                self._mount(self._disk / path.name, "--bind", self._rest / path.name)

    def _fill(self, leave: int) -> None:
        free = shutil.disk_usage(self._disk).free
        with (self._disk / BALLAST).open("wb") as film:
            film.write(bytes(max(0, free - leave)))

    def make_room(self) -> None:
        subprocess.run(["mount", "-o", f"remount,size={2 * MIB[-1]}m", self._disk], check=True)

    def _mount(self, path: Path, *how: str | Path) -> None:
        subprocess.run(["mount", *how, path], check=True)
        self._mounted.append(path)


class FilesThatMayNotGrow:
    """The weaker stand-in: the process that works may let no file grow beyond the largest there is, and a little."""

    def __init__(self, place: Path) -> None:
        self._template = place / "template"
        (place / "shelf").mkdir()
        self.world = a_world(place / "shelf")
        shutil.copytree(place / "shelf", self._template)

    @contextmanager
    def nearly_full(self, place: str, mib: int, leave: int) -> Iterator[tuple[int, Sequence[str]]]:
        self.world.put_back(self._template)
        most = leave << 10 if place in (OTHER_STICK, PAPERS, "new") else _largest_in(self.world.shelf) + (leave << 10)
        yield 0, ("prlimit", f"--fsize={most}")

    def make_room(self) -> None:
        """Only the process that worked was held back."""


def _says_no_room(complained: str) -> bool:
    """Say whether want of room is told: in the middle of it, or before anything was begun."""
    return NoRoomLeft.message in complained or NotEnoughRoom.message.partition(":")[0] in complained


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.exists() else 0


def _largest_in(folder: Path) -> int:
    return max(path.stat().st_size for path in folder.rglob("*") if path.is_file())


# --- starting --------------------------------------------------------------------------------------------------------


def a_namespace() -> Sequence[str] | None:
    """Return how a program is started in which disks can be mounted; None where that is not allowed."""
    for way in (UNSHARE, ("unshare", "--mount")):
        try:
            probe = [*way, "sh", "-c", "mount -t tmpfs -o size=64k tmpfs /mnt"]
            if subprocess.run(probe, capture_output=True).returncode == 0:
                return way
        except OSError:
            return None
    return None


def main(arguments: list[str]) -> int:
    """Run from the shell; return 0 when nothing went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.full_disks", description=__doc__)
    parser.add_argument("--count", type=int, default=120)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    if sys.platform != "linux":
        sys.stderr.write("This needs Linux.\n")
        return 2
    is_inside, way = INSIDE in os.environ, a_namespace()
    if way and not is_inside:
        program = [*way, sys.executable, "-m", "tests.soak.full_disks", *arguments]
        return subprocess.run(program, env={**os.environ, INSIDE: "1"}).returncode
    tally = run(asked.count, seed=asked.seed, is_weaker=way is None, show_progress=True)
    sys.stdout.write("\n".join(["", tally.summary(), *tally.wrong, ""]))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
