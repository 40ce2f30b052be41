"""A month at the real window, in minutes: somebody at random who works and wanders, kills, and what it all takes.

    python -m tests.soak.a_month [--count 30] [--seed N]

The house is a real one: about thirty are here, and as many leave as come.
Twice so many days are lived (month_life.py). First with kills: the process is killed at a moment of its day, the register is
opened as after a power cut, every acknowledged save is looked for, and the day begins anew. Then without: at each day's end,
on the same page with nothing open, memory (PSS) and open files are told. From the first full week on, memory may grow by
less than 50 MiB over the month, and the open files not at all. What nobody caught on the way is a fault.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import IO, Any

from centre_app.problems import Problem
from centre_app.records import CaseFile
from centre_app.register import Register
from db.errors import StorageError
from tests.makers import SettableClock, a_folder, an_admission, reopened
from tests.soak.kills import Act, Revision, revisions_in
from tests.soak.life import FAMILIES, GIVEN
from tests.soak.shelf import ROOT, said_by_check

RESIDENTS = 28  # a real house, and nearly full: month_life.py keeps it so
ACTS_A_DAY = 8
WARM_AFTER_DAYS = 7  # by then each page was there once, and the caches are full
MOST_GROWTH_MIB = 50.0
OPEN_FROM_THE_FIRST_DIALOG_ON = "/usr/share/mime/mime.cache"  # once, where files are chosen: Qt's table of their kinds
LONGEST_LIFE = 3  # days, before it is killed
LONGEST_ACT_SECONDS = 1.5  # so far into an act it is killed at most
LONGEST_SILENCE_SECONDS = 90.0
FIRST_DAY_AFTER = 2  # days after those of the makers, as month_life.py has it


@dataclass
class Day:
    """What the program took at the end of a day."""

    number: int
    mib: float
    files: list[str]  # where the open files lead to
    widgets: int


@dataclass
class Tally:
    """What the month showed; `wrong` must stay empty."""

    days: int = 0
    kills: int = 0
    acknowledged: int = 0
    shown: int = 0
    measured: list[Day] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def after_warming(self) -> list[Day]:
        """The days that can be compared; of a short run the second half."""
        return self.measured[min(WARM_AFTER_DAYS, len(self.measured) // 2) :]

    @property
    def growth(self) -> float:
        """How much more memory the last days take than the first that can be compared, in MiB."""
        days = self.after_warming
        some = max(1, len(days) // 5)
        first, last = days[:some], days[-some:]
        return sum(day.mib for day in last) / some - sum(day.mib for day in first) / some

    def heed_growth(self) -> None:
        """Hold the days without kills to what they may take."""
        if self.growth >= MOST_GROWTH_MIB:
            self.wrong.append(f"memory grew by {self.growth:.0f} MiB")
        first, *later = self.after_warming
        for day in later:
            if more := Counter(day.files) - Counter(first.files) - Counter([OPEN_FROM_THE_FIRST_DIALOG_ON]):
                self.wrong.append(
                    f"after {day.number + 1} days these are open that were not: {sorted(more.elements())}"
                )
                return

    def summary(self) -> str:
        days = self.after_warming
        took = (
            f" Memory {days[0].mib:.0f} MiB after {days[0].number + 1} days and {days[-1].mib:.0f} MiB after"
            f" {days[-1].number + 1} ({self.growth:+.1f} MiB); open files {len(days[0].files)} and {len(days[-1].files)};"
            f" widgets {days[0].widgets} and {days[-1].widgets}."
            if days
            else ""
        )
        return (
            f"{self.days} days lived, {self.kills} kills, {self.acknowledged} acknowledged saves, {self.shown} of them"
            f" arrivals that the screen called saved; {len(self.wrong)} things went wrong.{took}"
        )


def run(days: int, *, seed: int = 0, acts: int = ACTS_A_DAY, show_progress: bool = False) -> Tally:
    """Live so many days with kills, and as many without."""
    chance, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory(prefix="registre-month-") as place:
        home = Path(place)
        with reopened(a_folder(home)) as register:
            fill_the_house(register, chance)
            folder = register.folder
        kept: list[Act] = []
        day = tries = 0
        while day < days and not tally.wrong:
            tries += 1
            end = End(chance.randint(1, LONGEST_LIFE * acts), chance.uniform(0, LONGEST_ACT_SECONDS))
            life = Life(home, folder, f"{seed}-{tries}", first=day, days=days - day, acts=acts, end=end)
            day += len(life.days)
            tally.kills += life.was_killed
            kept = look_after(folder, kept, life, tally)
            if show_progress:
                sys.stderr.write(f"\rday {day} of {days}, {tally.kills} kills ")
                sys.stderr.flush()
        if not tally.wrong:
            whole = Life(home, folder, f"{seed}", first=days, days=days, acts=acts, end=None)
            tally.measured = whole.days
            look_after(folder, kept, whole, tally)
            if len(whole.days) < days:
                tally.wrong.append(
                    f"the program ended after {len(whole.days)} of {days} days: {whole.complained[-800:]}"
                )
            else:
                tally.heed_growth()
    return tally


def fill_the_house(register: Register, chance: random.Random) -> None:
    """Let as many be here as there usually are, each of another name."""
    for number, (family, given) in enumerate(chance.sample(list(product(FAMILIES, GIVEN)), RESIDENTS), start=1):
        person, name, case, *rest = an_admission(family=family, given=given)
        assert isinstance(case, CaseFile)
        register.save(person, name, replace(case, code=f"SEG-26-{number:04}"), *rest)


@dataclass(frozen=True, slots=True)
class End:
    """When a life is killed: so many seconds into the act of that number."""

    act: int
    seconds: float


class Life:
    """One process at the window, killed where `end` says so; and all that it told."""

    def __init__(
        self, home: Path, folder: Path, seed: str, *, first: int, days: int, acts: int, end: End | None
    ) -> None:
        self.acts: dict[int, Act] = {}
        self.days: list[Day] = []
        self.crashes: list[str] = []
        self.shown, self._first, self._acts = 0, first, 0
        self.was_killed = self.has_hung = False
        program = [sys.executable, "-m", "tests.soak.month_life", str(folder), seed, *map(str, (first, days, acts))]
        place = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "QT_QPA_PLATFORM": "offscreen"}
        with (home / "complaints").open("w+b") as complaints:
            with subprocess.Popen(
                program, cwd=ROOT, env={**os.environ, **place}, stdout=subprocess.PIPE, stderr=complaints
            ) as process:
                assert process.stdout is not None
                self._live(process, process.stdout, end)
            complaints.seek(0)
            self.complained = complaints.read().decode(errors="replace")

    @property
    def last_day(self) -> int:
        return self._first + len(self.days)

    def _live(self, process: "subprocess.Popen[bytes]", told: IO[bytes], end: End | None) -> None:
        """Listen until it ends; in a thread beside, for one that hangs says nothing."""
        listener = threading.Thread(target=self._listen, args=[process, told, end])
        self._heard = time.monotonic()
        listener.start()
        while listener.is_alive():
            listener.join(1)
            if time.monotonic() - self._heard > LONGEST_SILENCE_SECONDS:
                self.has_hung = True
                process.kill()

    def _listen(self, process: "subprocess.Popen[bytes]", told: IO[bytes], end: End | None) -> None:
        for line in told:
            self._heard = time.monotonic()
            if line.endswith(b"\n"):
                self._note(*json.loads(line))
            if end is not None and self._acts == end.act and not self.was_killed:
                time.sleep(end.seconds)
                self.was_killed = True
                process.kill()

    def _note(self, what: str, number: int, told: Any) -> None:
        match what:
            case "begin":
                self.acts[number] = Act(revisions=[tuple(each) for each in told])
            case "saved":
                self.acts[number].is_acknowledged = True
            case "act":
                self._acts += 1
            case "shown":
                self.shown += 1
                if sum(act.is_acknowledged for act in self.acts.values()) < self.shown:
                    self.crashes.append("the screen said that it was saved, and nothing had been")
            case "day":
                self.days.append(Day(number, *told))
            case "stuck":
                self.crashes.append(told[0])
            case "crash":
                self.crashes.append(told)


def look_after(folder: Path, earlier: list[Act], life: Life, tally: Tally) -> list[Act]:
    """Open the register as the next morning would, and hold it to every save that was acknowledged."""
    tally.days += len(life.days)
    tally.shown += life.shown
    acts = [act for act in life.acts.values() if act.is_acknowledged]
    tally.acknowledged += len(acts)
    tally.wrong += [f"nobody caught: {crash}" for crash in life.crashes]
    if life.has_hung:
        tally.wrong.append("it hangs")
    if not (life.was_killed or life.has_hung) and "Traceback" in life.complained:
        tally.wrong.append(f"the story broke off: {life.complained[-1500:]}")
    tally.wrong += faults_in(folder, [*earlier, *acts], day=life.last_day)
    return [*earlier, *acts]


def faults_in(folder: Path, acts: list[Act], *, day: int) -> Iterator[str]:
    """Say on the evening of a day what is lost of what was acknowledged, and what `check` does not like."""
    clock = SettableClock()
    clock.move(days=FIRST_DAY_AFTER + day, hours=12)
    try:
        with reopened(folder, clock=clock) as register:
            written: set[Revision] = set(revisions_in(register.vault))
            for act in acts:
                if missing := [one for one in act.revisions if one not in written]:
                    yield f"LOST: {len(missing)} of {len(act.revisions)} records of an acknowledged save"
            yield from said_by_check(register)
    except (Problem, StorageError) as problem:
        yield f"nobody gets in: {type(problem).__name__}"


def main(arguments: list[str]) -> int:
    """Run from the shell; return 0 when nothing went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.a_month", description=__doc__)
    parser.add_argument("--count", type=int, default=30, help="days, with kills and once more without")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    if sys.platform != "linux":
        sys.stderr.write("This needs Linux.\n")
        return 2
    tally = run(asked.count, seed=asked.seed, show_progress=True)
    sys.stdout.write("\n".join(["", tally.summary(), *tally.wrong, ""]))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
