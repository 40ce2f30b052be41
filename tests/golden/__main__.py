"""`python -m tests.golden make`: keep a register and a bundle of the newest schema, for ever."""

import argparse
import sys

from db import schema
from tests.golden import folder_of, kept_numbers
from tests.golden.making import make


def newest_number() -> int:
    """Return the newest schema number of any compartment."""
    return max(int(file.name[:3]) for file in schema.SCHEMA.glob("*/[0-9][0-9][0-9]_*.sql"))


def main() -> int:
    """Make what is not there yet, and say what is kept."""
    asked = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__)
    asked.add_argument("act", choices=("make",))
    asked.parse_args()
    number = newest_number()
    if number in kept_numbers():
        sys.stdout.write(f"{number:03} is kept already, and never made anew.\n")
        return 1
    make(folder_of(number))
    sys.stdout.write(
        f"{folder_of(number)} is made. Set NOT_RELEASED to None in tests/golden/__init__.py and commit both.\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
