"""V21: nothing is taken from the stock room that is not there, unless somebody counted."""

from datetime import date

import pytest

from centre_app.records import Item, StockMovement
from centre_app.review import review
from centre_app.rules.stock import in_stock
from tests.makers import TODAY, YESTERDAY


@pytest.fixture
def soap(register):
    return register.save(Item(name="Savon", category="hygiene_kit", unit="morceau"))[0]


def moved(item, kind, quantity, on=TODAY, **answers):
    why = {} if kind == "receipt" else {"reason": "Because"}
    return StockMovement(item_id=item.id, kind=kind, quantity=quantity, moved_on=on, **{**why, **answers})


def v21(register, movement):
    return [found.message for found in review(register, [movement]) if found.rule == "V21"]


def test_v21_what_is_not_there_is_given_out_with_a_warning_that_says_how_many_are_missing(register, soap):
    register.save(moved(soap, "receipt", 20, YESTERDAY), moved(soap, "loss", 2, YESTERDAY))
    assert v21(register, moved(soap, "issue", 18)) == []
    (found,) = [each for each in review(register, [moved(soap, "issue", 23)]) if each.rule == "V21"]
    assert found.parts["n"] == 5
    assert not found.blocks


def test_v21_a_count_says_what_is_there_whatever_was_written_before(register, soap):
    register.save(moved(soap, "receipt", 3, YESTERDAY), moved(soap, "count_adjust", 30, YESTERDAY))
    assert v21(register, moved(soap, "issue", 30)) == []
    assert v21(register, moved(soap, "count_adjust", 0)) == []


def test_v21_what_came_later_was_not_there_yet(register, soap):
    register.save(moved(soap, "receipt", 10))
    assert v21(register, moved(soap, "issue", 4, date(2026, 11, 1)))


def test_v21_what_was_counted_in_the_morning_and_given_out_later_is_gone(register, soap):
    register.save(moved(soap, "count_adjust", 7, TODAY, reason="First count"))
    assert v21(register, moved(soap, "issue", 7)) == []
    assert v21(register, moved(soap, "issue", 8))


def test_within_a_day_a_count_says_what_was_there_when_it_was_written(soap):
    day = [moved(soap, "receipt", 10), moved(soap, "issue", 4), moved(soap, "count_adjust", 7), moved(soap, "issue", 2)]
    assert in_stock(day) == 5
    assert in_stock([day[1], day[0]]) == 6
