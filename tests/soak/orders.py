"""Bundles of months in which anything happens, in any order: `python -m tests.soak.orders [--stories N] [--seed N]`.

The suite tries all 120 orders of one story whose every turn is written down (tests/centre_app/exchange/orders.py).
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from centre_app.exchange import line, partners
from centre_app.register import AT_HEADQUARTERS
from tests.centre_app.exchange import orders
from tests.centre_app.exchange.conftest import Pair, enrol
from tests.makers import SettableClock, a_register

ORDERS_A_STORY = 6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=40)
    parser.add_argument("--seed", type=int, default=20261122)
    asked = parser.parse_args()
    began, differing = time.process_time(), []
    for number in range(asked.stories):
        with tempfile.TemporaryDirectory(prefix="registre-orders-") as made:
            if not is_the_same_in_any_order(Path(made), random.Random(f"{asked.seed} {number}")):
                differing.append(number)
    spent = time.process_time() - began
    sys.stdout.write(
        f"stories: {asked.stories}; orders of each: {ORDERS_A_STORY}; seed: {asked.seed}; CPU: {spent:.0f} s\n"
    )
    sys.stdout.write(f"differing: {len(differing)} {differing}\n")
    return 1 if differing else 0


def is_the_same_in_any_order(folder: Path, chance: random.Random) -> bool:
    """Live a story, give its bundles to several headquarters in different orders, and compare these.

    The rows must also be those of a headquarters that is told everything at once, as it is in the end, and a check finds nothing.
    """
    clock = SettableClock()
    headquarters = a_register(folder, kind=AT_HEADQUARTERS, code="BKO", clock=clock)
    with a_register(folder, clock=clock) as centre, headquarters:
        partners.make_offline_keys(headquarters)
        enrol(centre, headquarters)
        pair = Pair(centre, headquarters, clock)
        contents = orders.any_bundles(pair, chance)
        line.begin_new_line(centre)
        all_at_once = pair.sealed().content
    expected = orders.received_in(headquarters.folder, contents, folder)
    as_one = orders.received_in(headquarters.folder, [all_at_once], folder)
    if orders.rows_among(expected) != orders.rows_among(as_one):
        return False
    if orders.faults_after(headquarters.folder, chance.sample(contents, len(contents)), folder):
        return False
    shuffled = [chance.sample(contents, len(contents)) for _ in range(ORDERS_A_STORY)]
    found = [orders.received_in(headquarters.folder, orders.with_repeats(each, chance), folder) for each in shuffled]
    return all(each == expected for each in found)


if __name__ == "__main__":
    sys.exit(main())
