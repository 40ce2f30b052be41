"""V28 and its neighbours: a month adds up before it is closed; activities are counted from nought."""

import json
from dataclasses import replace
from datetime import date

import pytest

from centre_app.indicators.report.gather import ends_of
from centre_app.records import Activity, MonthReport
from centre_app.review import review
from tests.makers import TOMORROW, YESTERDAY, a_name, a_person


def a_report(month: date = date(2026, 10, 1), *, told: dict[str, object] | None = None, **numbers: int) -> MonthReport:
    first, last = ends_of(month)
    lines = dict.fromkeys(("A1.present", "A2.admissions", "A4.exits", "A5.present"), {"number": 0})
    lines |= {where.replace("_", ".", 1): {"number": number} for where, number in numbers.items()}
    whole = {
        "definitions": "1",
        "first": first.isoformat(),
        "last": last.isoformat(),
        "since": None,
        "centres": ["c"],
        "lines": lines,
        "tables": {},
        "trend": [],
        "restated": [],
        "digest": "",
    }
    return MonthReport(month=month, version=1, numbers=json.dumps({**whole, **(told or {})}))


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


@pytest.mark.parametrize("words", ["Formation de Kadidia Sangaré", "SANGARE kadidia", "Appeler le 76 12 34 56"])
@pytest.mark.parametrize("question", ["title", "place", "note"])
def test_v27_an_activity_names_nobody(register, question, words):
    person = a_person()
    register.save(person, a_name(person, "Sangaré", "Kadidia"), heed_findings=False)
    held = Activity(title="Formation", kind="workers_trained", held_on=YESTERDAY, women=4)
    assert said_of(register, replace(held, **{question: words})) == [("V27", "blocks", question)]
    assert said_of(register, replace(held, **{question: "Kadidia, 12 femmes en 2026"})) == []


OF_A_LINE = {"A1.present": 0, "A2.admissions": 0, "A4.exits": 0, "A5.present": 0}


@pytest.mark.parametrize(
    "told",
    [
        {"first": "2026-09-01"},
        {"more": 1},
        {"centres": ["Kadidia Sangaré"]},
        {"trend": [{"month": "zz"}]},
        {"restated": [{"month": "2026-09-01", "line": "A1.present", "old": "=1+1", "new": 2}]},
        {"lines": {}},
        {"lines": {where: {"number": number, "zzz": 1} for where, number in OF_A_LINE.items()}},
        {"lines": {where: {"number": "=1+1"} for where in OF_A_LINE}},
        {"lines": {where: {"number": 10**400} for where in OF_A_LINE}},
        {"lines": {where: {"number": 0, "cross": [[]]} for where in OF_A_LINE}},
        {"lines": {where: {"number": 0, "splits": {"key": {"Kadidia Sangaré": 1}}} for where in OF_A_LINE}},
    ],
)
def test_numbers_that_no_report_could_be_made_of_are_not_kept(register, told):
    assert said_of(register, a_report()) == []
    assert ("", "blocks", "numbers") in said_of(register, a_report(told=told))


@pytest.mark.parametrize("text", [None, "", "zzz", "{}", "[]", "null", "NaN", '{"lines": []}', "[" * 100_000])
def test_what_are_no_numbers_at_all_neither(register, text):
    assert ("", "blocks", "numbers") in said_of(register, replace(a_report(), numbers=text))
