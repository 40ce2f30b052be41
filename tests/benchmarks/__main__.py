"""Measure the rows and print their table.

python -m tests.benchmarks                    every row
python -m tests.benchmarks bundle receive     some of them
python -m tests.benchmarks --markdown         as the README shows it
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import table
from tests.benchmarks.measuring import Comparison
from tests.benchmarks.rows import ROWS
from tests.benchmarks.shelf import Shelf
from translations import compile_stale


def main(arguments: list[str]) -> int:
    """Print the table; return 1 where a row is beyond its budget and does not say why."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("rows", nargs="*", choices=[[], *ROWS], metavar="ROW", help=", ".join(ROWS))
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    asked = parser.parse_args(arguments)
    compile_stale()
    with tempfile.TemporaryDirectory(prefix="registre-benchmark-") as folder:
        shelf = Shelf(folder=Path(folder))
        found = [measured(name, shelf) for name in asked.rows or ROWS]
    sys.stdout.write(f"{table.as_markdown(found) if asked.markdown else table.as_text(found)}\n")
    return 0 if all(row.is_within or row.why_not for row in found) else 1


def measured(name: str, shelf: Shelf) -> Comparison:
    """Measure one row and say on stderr that it is done: some take half a minute."""
    started = time.monotonic()
    row = ROWS[name](shelf)
    sys.stderr.write(f"{name}: {row.ratio:.2f} ({time.monotonic() - started:.0f} s)\n")
    return row


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
