"""Headquarters' board: a month of which no bundle came, and its report all the same."""

from datetime import date

from centre_app.exchange import board
from centre_app.indicators import freezing

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def the_line(pair):
    (line,) = board.board(pair.headquarters, [OCTOBER, NOVEMBER])
    return line


def test_a_closed_month_that_came_with_a_later_bundle_is_told_with_its_number(pair):
    freezing.close_month(pair.centre, OCTOBER)
    assert the_line(pair).states[OCTOBER] == board.NOT_YET
    pair.received(pair.sealed())
    assert the_line(pair).states == {OCTOBER: board.WITH_LATER, NOVEMBER: board.RECEIVED}
    assert the_line(pair).numbers == {OCTOBER: (1,), NOVEMBER: (1,)}
    assert board.missing_months(the_line(pair)) == []


def test_a_month_that_nobody_closed_is_not_told_to_have_come(pair):
    pair.received(pair.sealed())
    assert the_line(pair).states[OCTOBER] == board.NOT_YET
