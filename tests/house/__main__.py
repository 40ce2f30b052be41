"""`python -m tests.house`: live some days, add everything up, and say where it does not agree."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.house import counted, shelves
from tests.house.living import live

SCRIPTS = (
    ("people", counted.people),
    ("bed-nights", counted.bed_nights),
    ("meals", counted.eaters),
    ("stock", shelves.stock),
)


def main() -> int:
    """Live the days asked for; return 1 where something differs."""
    asked = argparse.ArgumentParser(prog="python -m tests.house", description=__doc__)
    asked.add_argument("--days", type=int, default=60)
    asked.add_argument("--seed", type=int, default=7)
    given = asked.parse_args()
    differ = 0
    with tempfile.TemporaryDirectory(prefix="registre-house-") as folder:
        lived = live(Path(folder) / "KOR.register", count=given.days, seed=given.seed)
        with lived.register:
            sys.stdout.write(", ".join(f"{count} {verb}" for verb, count in sorted(lived.done.items())) + "\n")
            for name, script in SCRIPTS:
                found = script(lived)
                differ += len(found)
                sys.stdout.write("\n".join([f"{name}: {len(found)} differ", *found]) + "\n")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
