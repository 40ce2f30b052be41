"""V9 on leave: when she is expected back, where and with whom, and why she goes out though the danger is great."""

from dataclasses import replace

import pytest

from centre_app.records import RiskAssessment
from tests.centre_app.rules.asking import BLOCKS, WARNS, said
from tests.makers import TODAY, a_case, a_leave, a_stay

THERE = {"place": "Bla", "accompanied_by": "her aunt"}


def a_leave_of_hers(**answers):
    return a_leave(a_stay(a_case()), **{**THERE, **answers})


def test_v9_a_leave_has_a_day_of_return_or_says_why_it_is_not_known(register):
    bare = a_leave_of_hers(expected_back_on=None)
    assert said(register, bare, rule="V9") == [(BLOCKS, "expected_back_on")]
    for known in (
        replace(bare, missing={"expected_back_on": "unknown"}),
        replace(bare, absence_type="hospital"),
        replace(bare, absence_type="runaway"),
        replace(bare, back_on=TODAY),
    ):
        assert said(register, known, rule="V9") == []


def test_v9_where_she_goes_and_with_whom_is_asked_of_a_leave_and_of_nobody_who_ran_away(register):
    bare = a_leave_of_hers(place=None, accompanied_by=None)
    assert said(register, bare, rule="V9") == [(WARNS, "place"), (WARNS, "accompanied_by")]
    assert said(register, replace(bare, absence_type="runaway"), rule="V9") == []


@pytest.mark.parametrize(("level", "found"), [("immediate", [BLOCKS]), ("high", [BLOCKS]), ("medium", []), (None, [])])
def test_whoever_lets_a_girl_in_danger_go_answers_for_it(register, level, found):
    leave = a_leave_of_hers()
    risk = RiskAssessment(case_id=leave.case_id, level=level, assessed_on=TODAY)

    def about_danger(one):
        return [severity for severity, question in said(register, risk, one, rule="") if question == "despite_danger"]

    assert about_danger(leave) == found
    assert about_danger(replace(leave, despite_danger="  ")) == found
    assert about_danger(replace(leave, despite_danger="To the judge, with two of the team")) == []
    assert about_danger(replace(leave, absence_type="runaway")) == []
    assert about_danger(replace(leave, rev=1)) == []  # she is out already: her return is not held up
