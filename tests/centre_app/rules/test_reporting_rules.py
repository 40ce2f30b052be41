"""V28 and its neighbours: a month adds up before it is closed; activities are counted from nought."""

import json
from datetime import date

from centre_app.records import Activity, MonthReport
from centre_app.review import review
from tests.makers import TOMORROW, YESTERDAY


def a_report(month: date = date(2026, 10, 1), **numbers: int) -> MonthReport:
    lines = {where.replace("_", ".", 1): {"number": number} for where, number in numbers.items()}
    return MonthReport(month=month, version=1, numbers=json.dumps({"lines": lines}))


def said_of(register, record) -> list[tuple[str, str, str]]:
    return [(one.rule, one.severity, one.question) for one in review(register, [record])]


def test_v28_those_here_and_who_came_less_who_left_are_those_here_at_the_end(register):
    adds_up = a_report(A1_present=10, A2_admissions=3, A4_exits=2, A5_present=11)
    does_not = a_report(A1_present=10, A2_admissions=3, A4_exits=2, A5_present=12)
    assert said_of(register, adds_up) == []
    assert said_of(register, does_not) == [("V28", "blocks", "numbers")]


def test_v28_a_month_with_too_much_to_decide_stays_open(register):
    assert said_of(register, a_report(M4_twins=6, M4_conflicts=4)) == []
    assert said_of(register, a_report(M4_twins=6, M4_conflicts=5)) == [("V28", "blocks", "numbers")]


def test_a_month_that_is_not_over_stays_open(register):
    assert said_of(register, a_report(month=date(2026, 11, 1))) == [("", "blocks", "month")]


def test_an_activity_says_how_many_came_and_was_held(register):
    held = {"title": "Formation", "kind": "workers_trained"}
    assert said_of(register, Activity(**held, held_on=YESTERDAY, women=0, men=4)) == []
    assert said_of(register, Activity(**held, held_on=YESTERDAY)) == [("", "blocks", "women")]
    assert said_of(register, Activity(**held, held_on=YESTERDAY, women=-1)) == [("", "blocks", "women")]
    assert ("", "blocks", "held_on") in said_of(register, Activity(**held, held_on=TOMORROW, women=3))
