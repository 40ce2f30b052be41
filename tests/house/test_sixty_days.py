"""A house lives sixty days: whatever was written adds up, by whoever counts."""

import pytest

from tests.house import counted, shelves
from tests.house.living import BIRTHS, RUNAWAYS, live


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    with (lived := live(tmp_path_factory.mktemp("house") / "KOR.register", count=60, seed=7)).register:
        yield lived


def test_every_verb_of_the_house_was_used(lived):
    assert len(lived.notebook) == 60
    assert (lived.done["runaways"], lived.done["births"]) == (len(RUNAWAYS), len(BIRTHS))
    assert min(lived.done.values()) > 0


def test_present_and_come_less_gone_is_present_every_single_day(lived):
    assert counted.people(lived) == []


def test_every_night_present_is_a_night_in_one_bed(lived):
    assert counted.bed_nights(lived) == []


def test_meals_are_cooked_for_whoever_is_there(lived):
    assert counted.eaters(lived) == []


def test_come_in_less_gone_out_more_or_less_what_was_counted_is_on_the_shelf_every_evening(lived):
    assert shelves.stock(lived) == []


def test_a_day_that_does_not_add_up_is_told(lived):
    """The scripts can fail: somebody nobody wrote down is missed, by name of the day."""
    day = max(lived.notebook)
    there = lived.notebook[day].there
    somebody = there.pop()
    try:
        assert [said for said in counted.people(lived) if str(day) in said]
        assert [said for said in counted.bed_nights(lived) if str(day) in said]
    finally:
        there.add(somebody)


def test_a_shelf_that_does_not_add_up_is_told(lived):
    day = max(lived.store.each_evening)
    lived.store.each_evening[day]["soap"] += 1
    try:
        assert [said for said in shelves.stock(lived) if str(day) in said]
    finally:
        lived.store.each_evening[day]["soap"] -= 1
