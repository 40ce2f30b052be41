"""Kill the program in the middle of saves, and see that no acknowledged save is lost and none is there by halves.

    python -m tests.soak.kills [--count 300] [--seed N]

A process of its own lives the life of a house through the program's own verbs (life.py) and tells each act before and
after it is written. It is killed with SIGKILL at a moment within an act; often it is started again on what is left, and
killed within 60 ms, once, twice or three times: as it begins to open, or as the whole program begins. Then the register is
opened as the next morning would, without a long wait, and every act that was ever told is looked for. What SIGKILL cannot
show is a disk that forgets (a power cut): power_cuts.py does.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from centre_app import integrity
from centre_app.language import Language
from centre_app.records import BY_TABLE, CaseFile, Person, PersonName, Stay
from centre_app.register import Register
from db.vault import Vault
from tests.makers import a_folder, reopened

ROOT = Path(__file__).resolve().parents[2]
KILLS_A_REGISTER = 20  # then a new one: what is checked after each kill stays small
MOST_ACTS_A_LIFE = 40
BEYOND = 1.3  # how far past the usual length of a save the kill may fall
SOON_SECONDS = 0.06  # after a start
MOST_STARTS = 3
IS_THE_WINDOW = 0.25  # of the starts
LONGEST_OPENING_SECONDS = 10.0  # longer hangs, for whoever waits before it
Revision = tuple[str, str, int]  # table, id of the record, its revision


@dataclass
class Act:
    """One save as it was told: what it was to write, and whether it was acknowledged."""

    revisions: list[Revision]
    is_acknowledged: bool = False


@dataclass
class Tally:
    """What the kills showed; `lost`, `halves` and `faults` must stay empty."""

    kills: int = 0
    starts: int = 0
    acknowledged: int = 0
    in_mid_act: int = 0
    whole: int = 0
    lost: int = 0
    halves: int = 0
    rolled_back: int = 0
    over_several: int = 0
    slowest_opening: float = 0.0
    faults: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.halves or self.faults)

    def summary(self) -> str:
        """Return the result in one line."""
        return (
            f"{self.kills} kills, {self.starts} more within 60 ms of a start; {self.acknowledged} acknowledged saves:"
            f" {self.lost} lost, {self.halves} by halves,"
            f" {len(self.faults)} faults. {self.in_mid_act} kills fell within a save ({self.whole} of these were whole,"
            f" {self.in_mid_act - self.whole} were not there at all); {self.rolled_back} left a journal to roll back,"
            f" {self.over_several} of them over several compartments. Slowest opening afterwards:"
            f" {self.slowest_opening * 1000:.0f} ms."
        )


def run(kills: int, *, seed: int = 0, most_acts: int = MOST_ACTS_A_LIFE, show_progress: bool = False) -> Tally:
    """Kill so many times, over as many registers as that takes, and return what was found."""
    chance, tally = random.Random(seed), Tally()
    while tally.kills < kills:
        with tempfile.TemporaryDirectory(prefix="registre-kills-") as shelf:
            folder, earlier = a_folder(Path(shelf)), list[Act]()
            for _ in range(min(KILLS_A_REGISTER, kills - tally.kills)):
                life = live_and_die(folder, chance, most_acts)
                for _ in range(chance.randint(0, MOST_STARTS)):
                    start_and_die(folder, chance)
                    tally.starts += 1
                earlier = look_after(folder, earlier, life, tally)
                if show_progress:
                    sys.stderr.write(f"\r{tally.kills} of {kills}")
                    sys.stderr.flush()
    return tally


# --- one life --------------------------------------------------------------------------------------------------


def live_and_die(folder: Path, chance: random.Random, most_acts: int) -> list[Act]:
    """Let the program live for some acts, kill it within the next, and return all that it told."""
    spared = chance.randint(1, most_acts)
    program = [sys.executable, "-m", "tests.soak.life", str(folder), str(chance.random())]
    acts: dict[int, Act] = {}
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True) as life:
        assert life.stdout is not None
        _wait_into_an_act(life.stdout, acts, spared, chance)
        life.kill()
        for line in life.stdout:  # what it had still told when it died
            _note(line, acts)
    assert acts, "the program did not begin to live"
    return list(acts.values())


def start_and_die(folder: Path, chance: random.Random) -> None:
    """Start the program on what the last kill left, and kill it at once: it may be rolling back, or finishing."""
    if chance.random() < IS_THE_WINDOW:
        program = [sys.executable, str(ROOT / "main.py"), "--register", str(folder)]
    else:
        program = [sys.executable, "-m", "tests.soak.life", str(folder), "0"]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(program, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, **quiet) as started:
        assert started.stdout is not None
        if "-m" in program:
            started.stdout.readline()  # "opening"
        time.sleep(chance.uniform(0, SOON_SECONDS))
        started.kill()


def _wait_into_an_act(told: Iterator[str], acts: dict[int, Act], spared: int, chance: random.Random) -> None:
    """Return at some moment within an act, or just behind it."""
    lengths, began = [0.01], 0.0
    for line in told:
        match _note(line, acts):
            case "begin" if len(acts) > spared:
                time.sleep(chance.uniform(0, BEYOND * sorted(lengths)[len(lengths) // 2]))
                return
            case "begin":
                began = time.perf_counter()
            case "saved":
                lengths.append(time.perf_counter() - began)


def _note(line: str, acts: dict[int, Act]) -> str:
    """Write down one line of what the program tells; a line that it died in says nothing."""
    if not line.endswith("\n"):
        return ""
    what, number, revisions = json.loads(line)
    if what == "begin":
        acts[number] = Act(revisions=[tuple(revision) for revision in revisions])
    elif what == "saved":
        acts[number].is_acknowledged = True
    return str(what)


# --- the morning after -----------------------------------------------------------------------------------------


def look_after(folder: Path, earlier: Sequence[Act], life: Sequence[Act], tally: Tally) -> list[Act]:
    """Open the register as the next morning would, and hold it to every act that was told.

    Returns the acts that must be there from now on: an act that was undone leaves its revisions to the next one.
    """
    journals = [path for path in folder.glob("*-journal") if path.stat().st_size]
    tally.kills += 1
    tally.rolled_back += bool(journals)
    tally.over_several += len(journals) > 1
    tally.acknowledged += sum(act.is_acknowledged for act in life)
    began = time.perf_counter()
    with reopened(folder) as register:
        took = time.perf_counter() - began
        tally.slowest_opening = max(tally.slowest_opening, took)
        tally.faults += [f"an opening took {took:.0f} s"] if took > LONGEST_OPENING_SECONDS else []
        written = set(revisions_in(register.vault))
        kept = [act for act in (*earlier, *life) if _is_there(act, written, tally)]
        if life and not life[-1].is_acknowledged:
            tally.in_mid_act += 1
            tally.whole += life[-1] in kept
        tally.faults += _faults_of(register)
    return kept


def _is_there(act: Act, written: set[Revision], tally: Tally) -> bool:
    there = sum(revision in written for revision in act.revisions)
    tally.halves += 0 < there < len(act.revisions)
    tally.lost += act.is_acknowledged and there == 0
    return there > 0


def revisions_in(vault: Vault) -> Iterator[Revision]:
    """Yield every revision of which both stand: its line of history, and a row that has come at least so far."""
    for compartment in vault.compartments:
        place = vault.schema_name(compartment)
        for table in (one.table for one in BY_TABLE.values() if one.compartment == compartment):
            yield from (
                (table, line["id"], line["rev"])
                for line in vault.ask(
                    f"SELECT r.id, h.rev FROM {place}.{table} AS r JOIN {place}.history AS h"
                    " ON h.record_id = r.id AND h.record_table = ? AND h.was IS NOT NULL AND h.rev <= r.rev",
                    (table,),
                )
            )


def _faults_of(register: Register) -> Iterator[str]:
    """Say what `check` finds, and who lacks what her arrival wrote with her in another compartment or table."""
    yield from (fault.said_in(Language.of("en")) for fault in integrity.check(register).faults)
    people = {person.id for person in register.find(Person)}
    for record_type in (PersonName, CaseFile, Stay):
        others = {record.person_id for record in register.find(record_type)}
        if people ^ others:
            yield f"{len(people ^ others)} people by halves in {record_type.table}"


def main(arguments: list[str]) -> int:
    """Run from the shell; return 0 when nothing was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.kills", description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    tally = run(asked.count, seed=asked.seed, show_progress=True)
    sys.stdout.write("\n".join(["", tally.summary(), *tally.faults, ""]))
    return 0 if tally.is_clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
