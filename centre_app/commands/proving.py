"""`test`, `benchmark` and `soak`: the checks, measurements and proofs of the program itself, each a module of its own."""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from centre_app.commands.parser import Commands
from centre_app.commands.terminal import Terminal
from centre_app.language import N_

ROOT = Path(__file__).resolve().parent.parent.parent


def add_to(commands: Commands) -> None:
    test = commands.add("test", N_("run every check and test, or only pytest with its own arguments"), run_tests)
    test.add_argument("arguments", nargs=argparse.REMAINDER, metavar="PYTEST", help=argparse.SUPPRESS)
    benchmark = commands.add("benchmark", N_("measure every operation beside its plain peer"), run_benchmarks)
    benchmark.add_argument(
        "rows", nargs="*", metavar=commands.language.say(N_("ROW")), help=commands.language.say(N_("only these rows"))
    )
    benchmark.add_argument(
        "--markdown", action="store_true", help=commands.language.say(N_("print the table as the README shows it"))
    )
    soak = commands.add("soak", N_("run the proofs that nothing is lost, which takes an hour, or only these"), run_soak)
    soak.add_argument(
        "names",
        nargs="*",
        metavar=commands.language.say(N_("NAME")),
        help="power_cuts, kills, faults, full_disks, damages, a_month, at_size…",
    )
    soak.add_argument("--quick", action="store_true", help=commands.language.say(N_("only a tenth of each")))
    soak.add_argument(
        "--seed", type=int, default=0, metavar="N", help=commands.language.say(N_("the same number gives the same run"))
    )


def run_tests(asked: argparse.Namespace, terminal: Terminal) -> int:
    return run_module("tests", asked.arguments)


def run_benchmarks(asked: argparse.Namespace, terminal: Terminal) -> int:
    return run_module("tests.benchmarks", [*asked.rows, *(["--markdown"] if asked.markdown else [])])


def run_soak(asked: argparse.Namespace, terminal: Terminal) -> int:
    options = ["--seed", str(asked.seed), *(["--quick"] if asked.quick else [])]
    return run_module("tests.soak", [*asked.names, *options])


def run_module(module: str, arguments: Sequence[str] = ()) -> int:
    """Run one of the program's modules as `python -m` does, and return its exit code."""
    return subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT).returncode


def run_main(*arguments: str) -> int:
    """Run main.py anew, as a window that outlives this command's language and locks; return its exit code."""
    return subprocess.run([sys.executable, ROOT / "main.py", *arguments]).returncode
