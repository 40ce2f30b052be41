"""A test over many cases fails for every one that does not hold, and where there is none."""

import pytest

from tests.each import of_each


@of_each([1, 2, 3])
def test_numbers_are_positive(number):
    assert number > 0


def test_every_case_that_does_not_hold_is_named():
    @of_each([1, -2, -3], called=lambda number: f"number {number}")
    def rule(number):
        assert number > 0, "is not positive"

    with pytest.raises(AssertionError) as found:
        rule()
    said = str(found.value).splitlines()
    assert said[0] == "2 of 3 do not hold"
    assert [line for line in said if line.startswith("number")] == [
        "number -2: is not positive",
        "number -3: is not positive",
    ]


def test_where_there_is_nothing_to_look_at_nothing_is_proven():
    with pytest.raises(AssertionError, match="nothing to look at"):
        of_each([])(lambda case: None)()
