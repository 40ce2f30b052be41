"""A short run at a small size; the long one is `python3 main.py soak at_size`."""

from tests.soak import at_size
from tests.soak.at_size import Tally


def test_each_step_is_done_and_finds_what_was_put_in():
    tally = at_size.run(150)
    assert not tally.wrong
    assert [name for name, *_ in tally.steps][:3] == ["fill", "open, unlock", "list of all"]
    assert "0 steps broke" in tally.summary()


def test_a_step_that_does_not_find_what_was_put_in_is_a_fault_and_the_next_is_tried():
    tally = Tally()
    tally.do("list of all", lambda: lost(99, 100))
    tally.do("today", lambda: "60 here")
    (wrong,) = tally.wrong
    assert wrong.startswith("list of all: AssertionError: 99 of 100")
    assert len(tally.steps) == 2


def lost(found: int, expected: int) -> str:
    assert found == expected, f"{found} of {expected}"
    return ""
