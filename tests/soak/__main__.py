"""Every proof that nothing is lost, one after the other, with the figures that the README gives.

    python -m tests.soak [NAME…] [--quick] [--seed N]

`python3 main.py soak` runs this. Each proof is a program of its own, which says what it found; a table of all stands at the
end. The exit code is 0 where nothing was lost, nothing hung, and nothing false was said. `--quick` is a tenth of it.
"""

import argparse
import subprocess
import sys
import time
from dataclasses import dataclass

from tests.soak.shelf import ROOT

QUICK = 10  # a quick run does one in so many


@dataclass(frozen=True, slots=True)
class Proof:
    """A program of this package, how often it does what it does, and what that is."""

    name: str
    count: int
    of: str
    lost_in: str = ""  # how the README's line calls them


PROOFS = (
    Proof("power_cuts", 1000, "power cuts over changes of keys, saves and a beginning", "power cuts"),
    Proof(
        "house_cuts", 1200, "power cuts over a migration, saves, backups, a stick, exports and a way back", "power cuts"
    ),
    Proof("kills", 150, "kills within a save, and as many and more within 60 ms of a start", "kills"),
    Proof("key_changes", 200, "kills within a change of keys", "kills"),
    Proof("faults", 200, "calls answered with an error, under every long work", "faults"),
    Proof("full_disks", 120, "disks of 2, 8 and 32 MiB that get full under every long work", "full disks"),
    Proof("damages", 700, "damages to every file of a register"),
    Proof("backups", 50, "backups restored row by row, and four damaged ones for each"),
    Proof("backups", 50, "backups restored, and four times as many damaged"),
    Proof("mutations", 2500, "spoilt bundles"),
    Proof("a_month", 30, "days at the real window, with kills and without"),
    Proof("at_size", 100_000, "residents with five events each"),
)


@dataclass(frozen=True, slots=True)
class Ended:
    proof: Proof
    count: int
    seconds: float
    code: int

    @property
    def said(self) -> str:
        return {0: "nothing lost", 2: "cannot be run here"}.get(self.code, "FAULTS, see above")


def run(proof: Proof, *, quick: bool, seed: int) -> Ended:
    """Run one proof in a process of its own; what it says stands on the terminal."""
    count = max(1, proof.count // QUICK) if quick else proof.count
    sys.stdout.write(f"\n=== {proof.name}: {count:,} {proof.of}\n")
    sys.stdout.flush()
    began = time.monotonic()
    program = [sys.executable, "-m", f"tests.soak.{proof.name}", "--count", str(count), "--seed", str(seed)]
    code = subprocess.run(program, cwd=ROOT).returncode
    return Ended(proof, count, time.monotonic() - began, code)


def table(ended: list[Ended]) -> str:
    rows = [f"| {one.proof.name} | {one.count:,} {one.proof.of} | {one.seconds:,.0f} | {one.said} |" for one in ended]
    return "\n".join(["| proof | what was done | seconds | result |", "| --- | --- | --- | --- |", *rows])


def line(ended: list[Ended]) -> str:
    """Return the README's line, of those proofs that were run and lost nothing; "" where one did."""
    counted: dict[str, int] = {}
    for one in ended:
        if one.code == 0 and one.proof.lost_in:
            counted[one.proof.lost_in] = counted.get(one.proof.lost_in, 0) + one.count
    if any(one.code not in (0, 2) for one in ended) or not counted:
        return ""
    return f"0 lost in {', '.join(f'{count:,} {what}' for what, count in counted.items())}"


def main(arguments: list[str]) -> int:
    """Run from the shell; return 0 when no proof found a fault, 2 when none could be run here."""
    parser = argparse.ArgumentParser(prog="main.py soak", description=__doc__)
    names = [proof.name for proof in PROOFS]
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names))
    parser.add_argument("--quick", action="store_true", help="one in ten")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - set(names):
        parser.error(f"there is no proof called {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    chosen = [proof for proof in PROOFS if not asked.names or proof.name in asked.names]
    ended = [run(proof, quick=asked.quick, seed=asked.seed) for proof in chosen]
    sys.stdout.write(f"\n{table(ended)}\n{line(ended)}\n")
    codes = {one.code for one in ended}
    return 1 if codes - {0, 2} else 0 if 0 in codes else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
