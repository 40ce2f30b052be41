"""Give headquarters thousands of spoilt bundles: each is refused or reviewed in words, and the register stays as it was.

    python -m tests.soak.mutations --count 2500 [--seed N] [--programs 2]

Every mutation goes through the function that `main.py receive` runs, in this process, with the register held open, so
that its files can be compared byte for byte; what is not refused is only looked at (`--dry-run`), then received by a
copy, where all other rows, the tables and the counting must stand. Of each kind a few go through the whole program in a
process of its own, whose time and memory the system tells.
"""

import argparse
import hashlib
import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

from centre_app.commands import exchanging
from centre_app.commands.terminal import Terminal
from centre_app.exchange import acknowledgement, bundle, enrolment, partners, receive
from centre_app.exchange.envelope import open_bundle
from centre_app.exchange.merge import merge
from centre_app.indicators.month import Period, count
from centre_app.language import Language
from centre_app.register import Register
from tests.centre_app import two_houses
from tests.centre_app.two_houses import LAST_DAY, SUPERVISOR, TwoHouses
from tests.makers import PASSPHRASE, reopened
from tests.soak.mutation_kinds import KINDS, Good

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS, MOST_MB = 5.0, 512
REFUSED, REVIEWED, KNOWN = "refused", "reviewed", "known or waiting"
NAME = "SEG-202603-000002.age"
Said = dict[str, Any]
_NOT_WORDS = ("Traceback", "inattendu", "unexpected")


@dataclass
class Outcome:
    """What became of the mutations of one kind, and the worst of them."""

    kind: str
    times: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    mb: float = 0.0
    program_seconds: float = 0.0
    program_mb: float = 0.0

    @property
    def number(self) -> int:
        return sum(self.times.values())


@dataclass
class Tally:
    """All kinds; `faults` must stay empty."""

    outcomes: dict[str, Outcome]
    faults: list[str] = field(default_factory=list)

    def as_markdown(self) -> str:
        head = (
            "kind",
            "mutations",
            REFUSED,
            KNOWN,
            REVIEWED,
            "slowest",
            "memory",
            "whole program, start and unlocking included",
        )
        rows = [head, ("---",) * len(head), *map(_cells, self.outcomes.values())]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cells(one: Outcome) -> tuple[str, ...]:
    program = f"{one.program_seconds:.2f} s, {one.program_mb:.0f} MB" if one.program_seconds else "–"
    became = [str(one.times.get(what, 0)) for what in (REFUSED, KNOWN, REVIEWED)]
    return (one.kind, str(one.number), *became, f"{one.seconds * 1000:.0f} ms", f"{one.mb:.0f} MB", program)


def run(number: int, *, seed: int = 0, programs: int = 0, show_progress: bool = False) -> Tally:
    """Make so many mutations, in turn of each kind, and return what became of them."""
    tally = Tally({kind: Outcome(kind) for kind in KINDS})
    with tempfile.TemporaryDirectory(prefix="registre-mutations-") as shelf:
        houses = two_houses.founded(Path(shelf))
        good = _a_good_bundle(houses)
        chance, kinds = random.Random(seed), list(KINDS)
        with houses.as_supervisor() as register:
            for at in range(number):
                kind = kinds[at % len(kinds)]
                _try(houses, register, kind, KINDS[kind](good, chance), tally)
                if show_progress and at % 100 == 99:
                    sys.stderr.write(f"{at + 1} of {number}, {len(tally.faults)} faults\n")
            _try_the_good_one(houses, register, good, tally)
        for kind in kinds if programs else ():
            for _ in range(programs):
                _try_the_program(houses, kind, KINDS[kind](good, chance), tally)
    return tally


# --- what is there before --------------------------------------------------------------------------------------


def _a_good_bundle(houses: TwoHouses) -> Good:
    """Return what the first centre would send next, taken apart; and files of all sorts beside it."""
    with (
        houses.as_supervisor() as headquarters,
        reopened(houses.folder / "KAY.register") as other,
        reopened(houses.folder / "SEG.register") as centre,
    ):
        (theirs,) = bundle.seal(other, bundle.prepare(other, month=LAST_DAY))
        (before,) = bundle.seal(centre, bundle.prepare(centre, month=LAST_DAY))
        bundle.mark_written(centre, [before])
        remembered = merge(headquarters, receive.open_file(headquarters, before.content))
        two_houses.admit_somebody_with_words(centre, "SEG-26-0902")
        (sealed,) = bundle.seal(centre, bundle.prepare(centre, month=LAST_DAY))
        manifest, rows, lines = _taken_apart(headquarters, sealed.content)
        return Good(
            content=sealed.content,
            manifest=manifest,
            rows=rows,
            lines=lines,
            key=partners.signing_key(centre),
            recipients=partners.must_have_headquarters(centre).recipients,
            received=before.content,
            of_another=theirs.content,
            others_rows=_taken_apart(headquarters, theirs.content)[1],
            papers=(
                enrolment.to_bytes(partners.own_request(centre)),
                acknowledgement.acknowledge(headquarters, remembered).content,
                (houses.register / "keys.json").read_bytes(),
            ),
        )


def _taken_apart(headquarters: Register, content: bytes) -> tuple[Said, list[Said], list[Said]]:
    """Return a bundle's manifest, rows and lines of history."""
    opened = open_bundle(
        content, identities=[partners.identity(headquarters)], known_signers=partners.known_signers(headquarters)
    )
    behind = list(opened.rows())
    rows = [said for said in behind if "table" in said]
    return dict(opened.manifest), rows, [said for said in behind if "table" not in said]


# --- one mutation ----------------------------------------------------------------------------------------------


def _try(houses: TwoHouses, register: Register, kind: str, content: bytes, tally: Tally) -> None:
    outcome, file = tally.outcomes[kind], houses.folder / NAME
    file.write_bytes(content)
    before = bytes_of(register.folder)
    _forget_peak()
    held = _memory_mb("VmRSS")  # what this process had before is not this file's doing
    began = time.perf_counter()
    try:
        code, out, err = received(register, file, dry_run=True)
    except Exception as error:
        tally.faults.append(f"{kind}: {type(error).__name__} went through")
        return
    outcome.seconds = max(outcome.seconds, time.perf_counter() - began)
    outcome.mb = max(outcome.mb, _memory_mb("VmHWM") - held)
    became = REFUSED if code else REVIEWED if "Rien n’a été écrit" in out else KNOWN
    outcome.times[became] = outcome.times.get(became, 0) + 1
    tally.faults += [f"{kind}: {fault}" for fault in _faults(became, out, err, outcome)]
    if bytes_of(register.folder) != before:
        tally.faults.append(f"{kind}: the register is not as it was")
    try:
        if became == REVIEWED:
            _try_in_a_copy(houses, file, kind, tally)
        else:
            _try_in_earnest(register, file, before, kind, tally)
    except Exception as error:
        tally.faults.append(f"{kind}: {type(error).__name__} went through in earnest")


def _faults(became: str, out: str, err: str, outcome: Outcome) -> Iterator[str]:
    said = err if became == REFUSED else out
    if not said.strip() or any(word in said for word in _NOT_WORDS):
        yield f"no words: {said!r}"
    if outcome.seconds > MOST_SECONDS:
        yield f"{outcome.seconds:.1f} s"
    if outcome.mb > MOST_MB:
        yield f"{outcome.mb:.0f} MB"


def _try_in_earnest(register: Register, file: Path, before: dict[str, str], kind: str, tally: Tally) -> None:
    """What is refused when it is looked at is refused when it is to be received."""
    received(register, file)
    if bytes_of(register.folder) != before:
        tally.faults.append(f"{kind}: the register is not as it was, received in earnest")


def _try_in_a_copy(houses: TwoHouses, file: Path, kind: str, tally: Tally) -> None:
    """What was only reviewed is received by a copy: all other rows, the tables and the counting stand."""
    copy = TwoHouses(houses.folder / "copy", "", houses.clock)
    with suppress(FileNotFoundError):
        shutil.rmtree(copy.folder)
    shutil.copytree(houses.register, copy.register)
    with copy.as_supervisor() as register:
        before = _not_of_the_sender(register)
        code, _, err = received(register, file)
        if _not_of_the_sender(register) != before:
            tally.faults.append(f"{kind}: rows of others changed")
        if code and not err.strip():
            tally.faults.append(f"{kind}: refused without words")
        count(register, Period.month_of(date(2026, 2, 1)))


def _not_of_the_sender(register: Register) -> dict[str, object]:
    """Return the rows of all others, and the tables there are."""
    sender = next(card.of_centre_id for card in partners.centres_of(register) if card.code == "SEG")
    found: dict[str, object] = {}
    for compartment in ("main", "identity", "care", "health", "protection"):
        tables = register.vault.ask(f"SELECT name, sql FROM {compartment}.sqlite_master ORDER BY name")
        found[compartment] = [tuple(row) for row in tables]
        for table in [row["name"] for row in tables if "centre_id TEXT NOT NULL" in (row["sql"] or "")]:
            if table not in ("received_history", "bundles", "cards", "backups"):
                rows = register.vault.ask(f"SELECT * FROM {compartment}.{table} WHERE centre_id <> ?", (sender,))
                found[f"{compartment}.{table}"] = [tuple(row) for row in rows]
    return found


def _try_the_good_one(houses: TwoHouses, register: Register, good: Good, tally: Tally) -> None:
    """After all of them the good one is still received: nothing was left behind that stands in its way."""
    file = houses.folder / NAME
    file.write_bytes(good.content)
    code, out, err = received(register, file, dry_run=True)
    if code or "Rien n’a été écrit" not in out:
        tally.faults.append(f"the good one is not received any more: {err}")


def received(register: Register, file: Path, *, dry_run: bool = False) -> tuple[int, str, str]:
    """Run what `main.py receive` runs, on a register that is open already; return its code and what it said."""
    asked = argparse.Namespace(files=[file], dry_run=dry_run, restored=[])
    with (
        redirect_stdout(io.StringIO()) as out,
        redirect_stderr(io.StringIO()) as err,
        mock.patch.object(exchanging, "open_asked", return_value=nullcontext(register)),
    ):
        code = exchanging.run_receive(asked, Terminal(Language.of("fr")))
    return code, out.getvalue(), err.getvalue()


def bytes_of(folder: Path) -> dict[str, str]:
    """Return the digests of the files that are the register; what was set aside or waits stands beside them."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir()) if file.is_file()
    }


# --- the whole program -----------------------------------------------------------------------------------------


def _try_the_program(houses: TwoHouses, kind: str, content: bytes, tally: Tally) -> None:
    """Run main.py itself on a copy; opening it leaves a line of history, so its rows are compared."""
    copy = TwoHouses(houses.folder / "program", "", houses.clock)
    with suppress(FileNotFoundError):
        shutil.rmtree(copy.folder)
    shutil.copytree(houses.register, copy.register)
    (copy.folder / "secret").write_text(PASSPHRASE, encoding="utf-8")
    file = copy.folder / NAME
    file.write_bytes(content)
    with copy.as_supervisor() as register:
        before = _rows_of(register)
    opening = ["--register", copy.register, "--person", SUPERVISOR, "--passphrase-file", copy.folder / "secret"]
    said, seconds, mb = _timed([sys.executable, ROOT / "main.py", "receive", "--dry-run", *opening, file])
    outcome = tally.outcomes[kind]
    outcome.program_seconds, outcome.program_mb = max(outcome.program_seconds, seconds), max(outcome.program_mb, mb)
    if seconds > MOST_SECONDS or mb > MOST_MB:
        tally.faults.append(f"{kind}: the program took {seconds:.1f} s, {mb:.0f} MB")
    if not said.strip() or any(word in said for word in _NOT_WORDS):
        tally.faults.append(f"{kind}: the program said {said!r}")
    with copy.as_supervisor() as register:
        if _rows_of(register) != before:
            tally.faults.append(f"{kind}: the program changed rows")


def _rows_of(register: Register) -> dict[str, list[tuple[object, ...]]]:
    found = {}
    for compartment in ("main", "identity", "care", "health", "protection", "figures"):
        for (table,) in register.vault.ask(f"SELECT name FROM {compartment}.sqlite_master WHERE type = 'table'"):
            if table != "history" and not table.startswith("name_search"):
                rows = register.vault.ask(f"SELECT * FROM {compartment}.{table}")
                found[f"{compartment}.{table}"] = [tuple(row) for row in rows]
    return found


def _timed(command: Sequence[object]) -> tuple[str, float, float]:
    """Run a command and return what it said, the processor's seconds and the most memory of it and its own processes.

    Not the clock's: whatever else the machine does meanwhile is no business of the program's.
    """
    with subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT, text=True
    ) as process:
        said = process.stdout.read() if process.stdout else ""
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    return said, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


# --- memory ----------------------------------------------------------------------------------------------------


def _forget_peak() -> None:
    """Let the system begin anew with the most memory that this process had; where it cannot, the peak is of all so far."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _memory_mb(which: str) -> float:
    """Return what the system says this process holds (VmRSS), or held at most (VmHWM)."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith(which):
                return int(line.split()[1]) / 1024
    return 0.0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.mutations")
    parser.add_argument("--count", type=int, default=2500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--programs", type=int, default=2, help="of each kind through the whole program")
    asked = parser.parse_args(arguments)
    tally = run(asked.count, seed=asked.seed, programs=asked.programs, show_progress=True)
    sys.stdout.write(
        f"{tally.as_markdown()}\n\n{asked.count} mutations, seed {asked.seed}: {len(tally.faults)} faults\n"
    )
    sys.stdout.writelines(f"{fault}\n" for fault in tally.faults[:50])
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
