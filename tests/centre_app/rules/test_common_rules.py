"""V25 dates that cannot be, V29 zero is not "unknown", what is to be filled, what can be kept at all."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from centre_app.dates import Birth, PartialDate
from centre_app.problems import NotSaved
from centre_app.questions import BirthDay, Day, PartialDay
from centre_app.records import RECORD_TYPES, Bundle, EducationProfile, HealthBrief, MedicalVisit, TermResult
from centre_app.review import review
from centre_app.rules.common import PLANNED
from tests.centre_app.rules.asking import BLOCKS, INFORMS, WARNS, said
from tests.makers import (
    TODAY,
    TOMORROW,
    a_birth_at_the_centre,
    a_case,
    a_goal,
    a_kit,
    a_leave,
    a_person,
    a_plan,
    a_stay,
    an_admission,
    an_exit,
    an_intake,
)

# --- V25 -------------------------------------------------------------------------------------------------------


def seen(register, day):
    return said(register, MedicalVisit(case_id=a_case().id, seen_on=day), rule="V25")


def test_v25_an_event_of_tomorrow_warns_and_one_of_today_does_not(register):
    assert seen(register, TOMORROW) == [(WARNS, "seen_on")]
    assert seen(register, TODAY) == []


def test_v25_the_day_turns_with_the_clock(register, clock):
    clock.set(TOMORROW)
    assert seen(register, TOMORROW) == []


def test_v25_an_event_before_2000_warns_and_one_on_its_first_day_does_not(register):
    assert seen(register, date(1999, 12, 31)) == [(WARNS, "seen_on")]
    assert seen(register, date(2000, 1, 1)) == []


def test_v25_plans_lie_ahead_by_their_nature(register):
    plan = a_plan(a_case())
    assert said(register, plan, a_goal(plan), rule="V25") == []


def test_v25_somebody_on_leave_is_expected_on_a_day_to_come(register):
    leave = a_leave(a_stay(), expected_back_on=TOMORROW)
    assert said(register, leave, rule="V25") == []


def test_v25_births_are_older_than_2000(register):
    assert said(register, a_person(birth=Birth.exact(date(1987, 5, 1))), rule="V25") == []


def test_v25_an_event_known_by_its_month_warns_only_when_all_of_it_lies_ahead(register):
    case = a_case()
    this_month, next_month = PartialDate.in_month(2026, 11), PartialDate.in_month(2026, 12)
    assert said(register, a_birth_at_the_centre(case, born=this_month), rule="V25") == []
    assert said(register, a_birth_at_the_centre(case, born=next_month), rule="V25") == [(WARNS, "born")]


def test_v25_a_school_left_in_1999_is_asked_about_and_in_2000_is_not(register):
    case = a_case()
    for year, expected in ((1999, [(WARNS, "last_year")]), (2000, [])):
        profile = EducationProfile(case_id=case.id, last_year=PartialDate.in_year(year))
        assert said(register, profile, rule="V25") == expected


def test_v25_moments_written_by_the_program_are_not_judged(register, clock):
    assert said(register, Bundle(written_at=clock.moment.replace(year=2031)), rule="V25") == []


def test_v25_every_planned_day_is_a_day_that_some_record_asks():
    days = {
        name
        for record_type in RECORD_TYPES
        for name, question in record_type.questions.items()
        if isinstance(question.kind, (Day, PartialDay)) and not isinstance(question.kind, BirthDay)
    }
    assert days >= PLANNED


# --- V29 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [0, 3])
def test_v29_nobody_has_no_children_and_does_not_know_how_many(register, answer):
    both = a_person(children_stated=answer, missing={"children_stated": "unknown"})
    assert said(register, both, rule="V29") == [(BLOCKS, "children_stated")]


def test_v29_no_is_an_answer(register):
    case = a_case()
    both = an_intake(case, in_danger=False, missing={"in_danger": "not_safe"})
    assert said(register, case, both, rule="V29") == [(BLOCKS, "in_danger")]


def test_v29_nought_alone_and_not_known_alone_are_both_right(register):
    assert said(register, a_person(children_stated=0), rule="V29") == []
    assert said(register, a_person(children_stated=None, missing={"children_stated": "unknown"}), rule="V29") == []


def test_v29_nought_and_not_known_come_back_as_different_answers(register):
    nought = register.save(a_person(children_stated=0))[0]
    unknown = register.save(a_person(children_stated=None, missing={"children_stated": "refused"}))[0]
    again = [register.get(type(one), one.id) for one in (nought, unknown)]
    assert [(one.children_stated, dict(one.missing)) for one in again] == [
        (0, {}),
        (None, {"children_stated": "refused"}),
    ]


@pytest.mark.parametrize("answer", [None, "", frozenset()])
def test_v29_nothing_written_may_be_explained(register, answer):
    question = "legal_status" if answer == frozenset() else "origin_region"
    assert said(register, a_person(**{question: answer}, missing={question: "unknown"}), rule="V29") == []


def test_v29_a_reason_for_a_question_that_is_not_asked_is_refused(register):
    assert said(register, a_person(missing={"shoe_size": "unknown"}), rule="V29") == [(BLOCKS, "shoe_size")]


# --- what is to be filled --------------------------------------------------------------------------------------


def test_an_answer_left_open_informs_and_never_blocks(register):
    assert said(register, a_person(sex=None), rule="") == [(INFORMS, "sex")]
    assert said(register, a_person(sex=None, missing={"sex": "not_asked"}), rule="") == []


def test_a_record_that_belongs_to_nothing_blocks(register):
    assert said(register, a_stay(case_id=""), rule="") == [(BLOCKS, "case_id")]


def test_nought_fills_a_required_answer(register):
    case = a_case()
    assert said(register, a_kit(case, value_fcfa=0), rule="") == []


# --- what can be kept ------------------------------------------------------------------------------------------


def test_half_a_character_is_named_and_not_saved(register):
    stay = a_stay()
    broken = an_exit(stay, destination="Bamako \ud83d")
    assert said(register, stay, broken, rule="") == [(BLOCKS, "destination")]
    with pytest.raises(NotSaved):
        register.save(broken)


@pytest.mark.parametrize("value", [2**53, 2**63, -(2**53) - 1])
def test_a_number_that_no_bundle_carries_is_named_and_not_saved(register, value):
    case = a_case()
    assert said(register, case, a_kit(case, value_fcfa=value), rule="") == [(BLOCKS, "value_fcfa")]


def test_the_largest_and_smallest_numbers_are_kept(register):
    for value in (2**53 - 1, 1 - 2**53):
        assert register.save(a_person(children_stated=value))[0].children_stated == value


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1), date(2200, 1, 1)])
def test_a_day_at_the_edge_of_the_calendar_blocks(register, day):
    """What is due is counted from days: one such day kept everybody from the first page."""
    case = a_case()
    found = review(register, [a_stay(case, admitted_on=day)])
    assert [one.question for one in found if one.blocks] == ["admitted_on"]


def test_what_is_no_number_blocks(register):
    measured = TermResult(case_id=a_case().id, enrolment_id="e", average=Decimal("NaN"))
    assert [one.question for one in review(register, [measured]) if one.blocks] == ["average"]


# --- nothing at all --------------------------------------------------------------------------------------------


def test_a_new_record_in_which_nobody_said_anything_is_not_kept(register):
    case = register.save(*an_admission())[2]
    empty = MedicalVisit(case_id=case.id, seen_on=register.today)
    with pytest.raises(NotSaved) as refused:
        register.save(empty)
    assert [finding.question for finding in refused.value.findings] == [""]
    register.save(replace(empty, visit_type="curative"))


def test_a_reason_for_no_answer_a_plan_for_today_and_a_change_say_something(register):
    case = register.save(*an_admission())[2]
    (brief,) = register.save(HealthBrief(case_id=case.id, next_on=register.today))
    register.save(replace(brief, next_on=None))
    register.save(MedicalVisit(case_id=case.id, seen_on=register.today, missing={"visit_type": "not_asked"}))
