"""The whole year of a network: `python -m tests.network [--seed N] [--months N] [--show N]`.

Six invented centres live twelve months; headquarters' report, of all and of each, of the year and of each month, is
compared with a count made from the plain facts, cell by cell.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.network.comparing import compare
from tests.network.imagining import CODES, imagine
from tests.network.living import Network, Troubles

SEED = 20261122


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--show", type=int, default=40)
    asked = parser.parse_args()
    began, worked = time.monotonic(), time.process_time()
    world = imagine(seed=asked.seed, codes=CODES, months=asked.months)
    with tempfile.TemporaryDirectory(prefix="registre-network-") as folder:
        network = Network.founded(Path(folder), world, Troubles(), seed=asked.seed)
        network.live(world)
        lived = time.process_time() - worked
        found = compare(network.headquarters, world, network.houses)
        network.close()
    told: Counter[str] = Counter()
    for (_, what), number in network.told.items():
        told[what] += number
    children = sum(file.is_childs for file in world.every_file())
    say = sys.stdout.write
    say(f"seed {asked.seed}: {len(world.files)} files and {children} of children, {len(world.codes)} centres\n")
    say(f"bundles made: {network.made}; {', '.join(f'{what}: {n}' for what, n in sorted(told.items()))}\n")
    say(f"cells compared: {found.cells}, more than nothing: {found.filled}, lines: {len(found.lines)}\n")
    say(f"cells that differ: {len(found.differences)} in {sorted({one.line for one in found.differences})}\n")
    for one in found.differences[: asked.show]:
        say(f"  {one}\n")
    say(f"CPU {time.process_time() - worked:.0f} s, of which living {lived:.0f} s; {time.monotonic() - began:.0f} s\n")
    return 1 if found.differences else 0


if __name__ == "__main__":
    sys.exit(main())
