"""V14 the age for a trade, V20 receipts, the days that reports count by."""

from datetime import date

import pytest

from centre_app.choices import choices
from centre_app.dates import Birth
from centre_app.records import SchoolAttendance, SchoolEnrolment
from centre_app.review import review
from centre_app.rules.training import HAZARDOUS
from tests.centre_app.rules.asking import BLOCKS, WARNS, said
from tests.makers import TODAY, TOMORROW, YESTERDAY, a_case, a_kit, a_person, a_training

FIFTEEN_TODAY = Birth.exact(date(2011, 11, 21))
EIGHTEEN_TODAY = Birth.exact(date(2008, 11, 21))


def learns(register, birth, **answers):
    case = a_case(person := a_person(birth=birth))
    return said(register, person, case, a_training(case, **answers), rule="V14")


def test_v14_a_workshop_warns_until_the_fifteenth_birthday(register):
    assert learns(register, FIFTEEN_TODAY, mode="workshop", from_on=YESTERDAY) == [(WARNS, "mode")]
    assert learns(register, FIFTEEN_TODAY, mode="workshop", from_on=TODAY) == []


def test_v14_an_introduction_at_the_centre_is_open_to_all(register):
    assert learns(register, FIFTEEN_TODAY, mode="centre", from_on=YESTERDAY) == []


def test_v14_a_hazardous_trade_asks_the_director_until_18(register):
    assert learns(register, EIGHTEEN_TODAY, trade="metalwork", from_on=YESTERDAY) == [(WARNS, "director_reason")]
    assert learns(register, EIGHTEEN_TODAY, trade="metalwork", from_on=TODAY) == []


def test_v14_the_directors_reason_settles_it_and_blanks_are_none(register):
    assert learns(register, FIFTEEN_TODAY, trade="metalwork", director_reason="Only drawing, never the torch") == []
    assert learns(register, FIFTEEN_TODAY, trade="metalwork", director_reason=" ") == [(WARNS, "director_reason")]


def test_v14_under_15_a_hazardous_trade_asks_the_director_at_the_centre_too(register):
    fourteen = learns(register, FIFTEEN_TODAY, trade="metalwork", mode="centre", from_on=YESTERDAY)
    assert fourteen == [(WARNS, "director_reason")]


def test_v14_who_may_be_14_is_protected_as_14(register):
    assert learns(register, Birth.of_age(14, 16, said_on=TODAY), mode="workshop") == [(WARNS, "mode")]


def test_v14_an_ordinary_trade_of_a_girl_of_16_says_nothing(register):
    assert learns(register, Birth.of_age(16, 16, said_on=TODAY), trade="sewing") == []


def test_v14_an_apprenticeship_that_has_ended_is_not_judged_again(register):
    assert learns(register, FIFTEEN_TODAY, from_on=YESTERDAY, to_on=TOMORROW) == []


def test_v14_whose_age_is_not_known_is_protected_as_a_child(register):
    both = learns(register, None, trade="metalwork", mode="workshop")
    assert both == [(WARNS, "mode"), (WARNS, "director_reason")]
    assert learns(register, None, trade="sewing", mode="centre") == []
    case = a_case(person := a_person(birth=None))
    found = review(register, [person, case, a_training(case, mode="workshop")])
    assert any("treat her as a child until it is" in one.message for one in found)


def test_v14_nothing_is_said_where_nobody_learns(register):
    assert said(register, a_training(a_case()), rule="V14") == []


def test_v14_the_hazardous_trades_are_trades():
    assert set(choices("trade").all_keys) >= HAZARDOUS


@pytest.mark.parametrize("question", ["receipt", "project_id"])
def test_v20_a_kit_without_receipt_or_project_blocks(register, question):
    case = a_case()
    assert said(register, case, a_kit(case, **{question: None}), rule="V20") == [(BLOCKS, question)]


def test_v20_a_kit_with_both_passes_and_blanks_are_no_receipt(register):
    case = a_case()
    assert said(register, case, a_kit(case), rule="V20") == []
    assert said(register, case, a_kit(case, receipt="  "), rule="V20") == [(BLOCKS, "receipt")]


def test_v20_cash_needs_its_receipt_as_a_kit_does(register):
    case = a_case()
    assert said(register, case, a_kit(case, kit="cash", receipt=None), rule="V20") == [(BLOCKS, "receipt")]


@pytest.mark.parametrize(
    ("status", "to_on", "expected"),
    [("dropped", None, [(WARNS, "to_on")]), ("dropped", TODAY, []), ("attending", None, [])],
)
def test_what_ended_says_on_which_day(register, status, to_on, expected):
    case = a_case(person := a_person())
    school = SchoolEnrolment(case_id=case.id, provision="formal_public", from_on=YESTERDAY, status=status, to_on=to_on)
    training = a_training(case, from_on=YESTERDAY, status=status, to_on=to_on)
    for learning in (school, training):
        warned = [each for each in said(register, person, case, learning, rule="") if each[0] == WARNS]
        assert warned == expected


@pytest.mark.parametrize(
    ("days_open", "days_present", "expected"),
    [(20, 20, None), (20, 0, None), (20, 21, "days_present"), (32, 3, "days_open")],
)
def test_nobody_is_at_school_on_more_days_than_there_are(register, days_open, days_present, expected):
    case = a_case(person := a_person())
    school = SchoolEnrolment(case_id=case.id, provision="formal_public", from_on=YESTERDAY)
    days = SchoolAttendance(
        case_id=case.id, enrolment_id=school.id, month=TODAY, days_open=days_open, days_present=days_present
    )
    blocked = [
        question for severity, question in said(register, person, case, school, days, rule="") if severity == BLOCKS
    ]
    assert blocked == ([expected] if expected else [])
