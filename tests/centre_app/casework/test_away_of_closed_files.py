"""Whoever may not open a file knows whether somebody is there, and not why she is away."""

from dataclasses import replace

import pytest

from centre_app.casework import beds, lifecycle, meals
from centre_app.casework.roll_call import Away, like_before, others_present, roll_sheet
from tests.makers import TODAY, a_bed, a_leave, a_room, an_admission, an_assignment, reopened_as


@pytest.fixture(params=["restricted", "sealed"])
def in_hospital(register, request):
    """Somebody in hospital, of a file that is kept for others; what a guard has open of it."""
    room = a_room()
    bed = a_bed(room)
    records = an_admission(given="Mariam")
    records[2] = replace(records[2], confidentiality=request.param)
    saved = register.save(room, bed, *records, an_assignment(records[4], bed))
    lifecycle.go_on_leave(register, saved[4], a_leave(records[4], absence_type="hospital", place="x"))
    with reopened_as(register, "night_guard") as guard:
        yield guard


def test_who_is_in_hospital_is_not_called_as_here(in_hospital):
    (line,) = roll_sheet(in_hospital, TODAY).called
    assert line.is_closed
    assert line.away == Away(leave_id=line.away.leave_id, absence_type=None, expected_back_on=None, is_open=True)
    for answers in (others_present([line], ()), like_before([line], ())):
        assert (answers[line.stay_id].present, answers[line.stay_id].absence_type) == (False, None)


def test_the_kitchen_does_not_cook_for_her_and_the_board_shows_her_bed_as_held(in_hospital):
    expected = meals.expected(in_hospital, TODAY)
    assert (expected.dinner.all, expected.away) == (0, 1)
    (sleeper,) = [tile.sleeper for card in beds.board(in_hospital) for tile in card.tiles]
    assert (sleeper.present, sleeper.absence_type) == (False, None)
