"""A short run of the damages; the long one is `python3 main.py soak damages`."""

import random

import pytest

from tests.soak import damage_kinds, damages
from tests.soak.damages import House, Tally


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> House:
    return damages.a_house(tmp_path_factory.mktemp("damages"), random.Random(20261122))


@pytest.mark.parametrize("kind", ["a flipped bit", "no file"])
def test_a_damaged_database_is_found_mended_and_what_is_missing_is_said(house, kind):
    tally = Tally()
    damages.try_one(house, kind, damage_kinds.OF_A_DATABASE[kind], random.Random(kind), tally, is_key_file=False)
    assert not tally.wrong
    assert (sum(tally.told.values()), tally.mended) == (1, 1)


@pytest.mark.parametrize("kind", ["a file of another house"])
def test_a_damaged_key_file_is_put_right_or_said(house, kind):
    tally = Tally()
    damages.try_one(house, kind, damage_kinds.OF_A_KEY_FILE[kind], random.Random(kind), tally, is_key_file=True)
    assert not tally.wrong


# --- the search must be able to fail -----------------------------------------------------------------------------------


def goes_wrong(house, spoil):
    house.put_back()
    spoil()
    return list(damages.what_goes_wrong(house, Tally(), [], is_key_file=False))


def test_a_row_that_is_gone_and_that_nobody_speaks_of_is_found(house):
    def nothing():
        """The register stands; what it is held to is more."""

    assert goes_wrong(house, nothing) == []
    house.rows["care.persons"].append(("another",))
    assert goes_wrong(house, nothing) == ["NOT FOUND: it opens, and something of what was written is not there"]
    house.rows["care.persons"].pop()


def test_a_loss_that_the_assistant_does_not_speak_of_is_found(house):
    house.after.append([("persons", "somebody")])
    wrong = goes_wrong(house, (house.folder / "protection.db").unlink)
    house.after.pop()
    assert wrong == ["a record of persons is gone, and nobody says so"]
