"""A register of 100,000 residents and 500,000 events: every work that a person waits for is done, and how long she waits.

    python -m tests.soak.at_size [--count 100000] [--seed N]

Nobody has a centre of that size; headquarters' register may come near it in ten years. The rows are put in as they are,
each with its line of history; what is done with them is the program's own. A step that raises, or does not find what was
put in, is a fault. The figures are of one machine: what they are held against stands in tests/benchmarks.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from pathlib import Path

from centre_app import residents
from centre_app.agenda import agenda
from centre_app.backups import making
from centre_app.case_view import view
from centre_app.choices.keys import BackupOutcome, BackupReason
from centre_app.exchange import bundle, receive
from centre_app.exchange.merge import merge
from centre_app.indicators.report.gather import Asked
from centre_app.indicators.report.whole import report_of
from centre_app.problems import Problem
from centre_app.questions import Record
from centre_app.records import CaseFile, MedicalVisit, Stay
from centre_app.register import AT_HEADQUARTERS, Register
from centre_app.residents import Wanted
from db import connection
from db.errors import StorageError
from tests.benchmarks import registers
from tests.makers import a_folder, a_kit, a_night, a_training, an_admission, reopened
from tests.soak.memory import proportional_mib
from tests.soak.shelf import MONTH, enrol

EVENTS_A_CASE = 5
AT_ONCE = 20_000  # rows put in as one act
A_DAY = 27  # residents who come, so that 100,000 take ten years
PAGE = 40
MIB = 1024 * 1024
Step = Callable[[], str]  # does something and says what it found; raises where it did not


@dataclass
class Tally:
    """What each step took, and what broke."""

    steps: list[tuple[str, float, float, str]] = field(default_factory=list)  # name, seconds, MiB held afterwards
    wrong: list[str] = field(default_factory=list)

    def do(self, name: str, step: Step) -> None:
        """Do a step; what it raises is a fault, and the next step is tried all the same."""
        began = time.perf_counter()
        try:
            found = step()
        except (Problem, StorageError, AssertionError, MemoryError) as error:
            found = f"{type(error).__name__}: {error}"
            self.wrong.append(f"{name}: {found}")
        self.steps.append((name, time.perf_counter() - began, proportional_mib(), found))
        sys.stderr.write(f"{name}: {self.steps[-1][1]:.1f} s, {found}\n")

    def summary(self) -> str:
        head = ["| step | seconds | memory afterwards | found |", "| --- | --- | --- | --- |"]
        rows = [f"| {name} | {took:.2f} | {held:.0f} MiB | {found} |" for name, took, held, found in self.steps]
        return "\n".join([*head, *rows, f"{len(self.wrong)} steps broke."])


def run(cases: int, *, seed: int = 0, place: Path | None = None) -> Tally:
    """Make the register and do all that a person does with it."""
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="registre-size-", dir=place) as shelf:
        inside = Path(shelf)
        folder = a_folder(inside)
        hq = a_folder(inside, kind=AT_HEADQUARTERS, code="BKO")
        tally.do("fill", lambda: fill(folder, cases, random.Random(seed)))
        opened: list[Register] = []
        tally.do("open, unlock", lambda: _kept(opened, reopened(folder)))
        if opened:
            with opened[0] as centre, reopened(hq) as headquarters:
                for name, step in steps(centre, headquarters, cases).items():
                    tally.do(name, step)
    return tally


def fill(folder: Path, cases: int, chance: random.Random) -> str:
    """Put in the residents and what happened to them, some thousands of rows at a time."""
    rows = 0
    with reopened(folder) as register:
        records = a_house_of(register, cases, chance)
        while some := list(islice(records, AT_ONCE)):
            registers.fill(register, some)
            rows += len(some)
    return f"{rows:,} rows, {sum(path.stat().st_size for path in folder.glob('*.db')) / MIB:,.0f} MiB"


def a_house_of(register: Register, cases: int, chance: random.Random) -> Iterator[Record]:
    """Yield a large house, and of each stay five events."""
    for record in registers.house(register, cases, a_day=A_DAY):
        yield record
        if isinstance(record, Stay):
            yield from events_of(record, chance)


def events_of(stay: Stay, chance: random.Random) -> Iterator[Record]:
    """Yield three nights, a visit to the nurse, and a training or a kit."""
    case = CaseFile(id=stay.case_id, person_id=stay.person_id)
    assert stay.admitted_on is not None
    for night in range(EVENTS_A_CASE - 2):
        yield a_night(stay, stay.admitted_on + timedelta(days=night))
    yield MedicalVisit(case_id=case.id, seen_on=stay.admitted_on, visit_type="admission_check")
    yield (
        a_training(case, from_on=stay.admitted_on) if chance.random() < 0.5 else a_kit(case, given_on=stay.admitted_on)
    )


def steps(centre: Register, headquarters: Register, cases: int) -> dict[str, Step]:
    """Return what is done with it, in its order."""
    return {
        "list of all": lambda: listed(centre, cases),
        "search": lambda: searched(centre),
        "one case, whole": lambda: looked_at(centre),
        "what is due": lambda: f"{len(agenda(centre, until=centre.today)):,} lines",
        "today": lambda: f"{residents.house_today(centre, residents.whole_agenda(centre)).present} here",
        "an arrival is saved": lambda: saved(centre),
        "report of a month": lambda: reported(centre),
        "each page is whole": lambda: sound(centre, "quick_check"),
        "backup": lambda: backed_up(centre),
        "bundle and receive": lambda: exchanged(centre, headquarters, cases + 1),
    }


def _kept(opened: list[Register], register: Register) -> str:
    opened.append(register)
    return f"{len(register.vault.compartments)} compartments"


def listed(register: Register, cases: int) -> str:
    ids = residents.wanted_ids(register, Wanted(scope="all"))
    assert len(ids) == cases, f"{len(ids)} of {cases} residents are listed"
    assert len(residents.lines(register, ids[:PAGE])) == PAGE
    return f"{len(ids):,} files"


def searched(register: Register) -> str:
    """Type somebody's name letter by letter, as the list is asked for each."""
    everybody = residents.wanted_ids(register, Wanted(scope="all"))
    (somebody,) = residents.lines(register, everybody[PAGE : PAGE + 1])
    name = somebody.name.in_list
    for typed in (name[:length] for length in range(3, len(name) + 1)):
        ids = residents.wanted_ids(register, Wanted(typed=typed, scope="all"))
        residents.lines(register, ids[:PAGE])
    assert somebody.case_id in ids, "she is not found"
    return f"{len(name) - 2} letters, {len(ids):,} answer at last"


def looked_at(register: Register) -> str:
    (case,) = register.find(CaseFile, id=residents.wanted_ids(register, Wanted(scope="all"))[PAGE])
    assert view(register, case.id)
    return "all sections"


def saved(register: Register) -> str:
    written = register.save(*an_admission())
    return f"{len(written)} records"


def reported(register: Register) -> str:
    report = report_of(register, Asked(first=MONTH, last=register.today))
    assert report.numbers
    return "all its lines"


def backed_up(register: Register) -> str:
    made = making.make(register, BackupReason.BY_HAND)
    assert made.outcome == BackupOutcome.VERIFIED, made.outcome
    return "made and read back"


def sound(register: Register, look: str) -> str:
    """Ask SQLite of each database whether it is whole."""
    for compartment, key in register.keys.sqlcipher_keys().items():
        with closing(connection.open_alone(register.folder / f"{compartment}.db", key, compartment)) as alone:
            (answer,) = alone.execute(f"PRAGMA {look}").fetchone()
            assert answer == "ok", f"{compartment}: {answer}"
    return "ok"


def exchanged(centre: Register, headquarters: Register, cases: int) -> str:
    """Send all of it to headquarters, in as many files as that takes, and receive them."""
    enrol(centre, headquarters)
    sealed = bundle.seal(centre, bundle.prepare(centre, month=MONTH))
    for each in sealed:
        merge(headquarters, receive.open_file(headquarters, each.content))
    there = len(headquarters.vault.ask("SELECT id FROM care.case_files"))
    assert there == cases, f"{there} of {cases} cases have come"
    return f"{len(sealed)} files, {sum(len(each.content) for each in sealed) / MIB:,.0f} MiB"


def main(arguments: list[str]) -> int:
    """Run from the shell; return 0 when nothing broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.at_size", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    tally = run(asked.count, seed=asked.seed)
    sys.stdout.write("\n".join(["", tally.summary(), *tally.wrong, ""]))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
