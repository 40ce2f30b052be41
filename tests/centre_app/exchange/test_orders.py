"""Whatever the order in which a centre's bundles come, and however often: headquarters' register is the same.

Months in which anything happens are `python -m tests.soak.orders`; here are two of them, and all orders of one story.
"""

import random
from itertools import permutations

import pytest

from tests.centre_app.exchange import orders
from tests.soak.orders import is_the_same_in_any_order

SEED = 20261122


def test_all_120_orders_of_five_bundles_each_of_them_twice_give_the_same_register(pair, tmp_path):
    contents = orders.five_bundles(pair)
    pair.headquarters.close()
    chance, folder = random.Random(SEED), pair.headquarters.folder
    expected = orders.received_in(folder, contents, tmp_path)
    assert len(expected["bundles"]) == 5
    for order in permutations(contents):
        assert orders.received_in(folder, orders.with_repeats(order, chance), tmp_path) == expected


@pytest.mark.parametrize("number", range(2))
def test_months_in_which_anything_happens_end_in_the_same_register_in_any_order(tmp_path, number):
    assert is_the_same_in_any_order(tmp_path, random.Random(f"{SEED} {number}"))
