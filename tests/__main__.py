"""Every check before a push: layout, lint, types, translations, tests.

    python -m tests                     all of them; pytest on every processor
    python -m tests PYTEST_ARGUMENTS    only pytest, with these: tests/db -k vault

A check that holds is one line; one that does not shows what it found, and the others still run.
"""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = {
    "layout": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "translations": ["translations", "status"],
}
ALL_TESTS = ["-n", "auto", "--dist", "worksteal"]


def main(arguments: list[str]) -> int:
    """Run the checks and return 0 when all hold."""
    if arguments:
        return run_tests(arguments)
    failed = [name for name, module in CHECKS.items() if not holds(name, module)]
    if run_tests(ALL_TESTS):
        failed.append("tests")
    for name in failed:
        tell(f"This check does not hold: {name}.")
    return 1 if failed else 0


def holds(name: str, module: list[str]) -> bool:
    """Run one check, say how it went, and return whether it holds."""
    started = time.monotonic()
    check = subprocess.run(
        [sys.executable, "-m", *module],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    tell(f"{name}: {'holds' if check.returncode == 0 else 'does not hold'}, {time.monotonic() - started:.1f} s")
    if check.returncode:
        tell(check.stdout)
    return check.returncode == 0


def run_tests(arguments: list[str]) -> int:
    """Run pytest in the open, so that its progress is seen."""
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT).returncode


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
