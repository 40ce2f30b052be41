"""V5 the order of days, V6 one stay at a time, V9 what an exit needs and where a file may move."""

from dataclasses import replace
from datetime import date

import pytest

from centre_app.choices import choices
from centre_app.rules.case import MERGED, MOVES
from tests.centre_app.rules.asking import BLOCKS, WARNS, said
from tests.makers import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    a_case,
    a_person,
    a_stay,
    an_admission,
    an_exit,
)

# --- V5 --------------------------------------------------------------------------------------------------------


def test_v5_an_exit_before_the_arrival_blocks_and_one_on_the_same_day_does_not(register):
    stay = a_stay(admitted_on=TODAY)
    assert said(register, stay, an_exit(stay, left_on=YESTERDAY), rule="V5") == [(BLOCKS, "left_on")]
    assert said(register, stay, an_exit(stay, left_on=TODAY), rule="V5") == []


def test_v5_a_stay_that_ends_before_it_began_blocks(register):
    case = a_case()
    assert said(register, case, a_stay(case, admitted_on=TODAY, ended_on=YESTERDAY), rule="V5") == [
        (BLOCKS, "ended_on")
    ]


def test_v5_an_exit_is_held_against_a_stay_saved_long_before(register):
    *_, stay = register.save(*an_admission(admitted_on=TODAY))
    assert said(register, an_exit(stay, left_on=YESTERDAY), rule="V5") == [(BLOCKS, "left_on")]


def test_v5_a_stay_before_the_file_was_opened_asks_for_a_reason(register):
    case = a_case(opened_on=TODAY)
    assert said(register, case, a_stay(case, admitted_on=YESTERDAY), rule="V5") == [(WARNS, "admitted_on")]
    explained = a_stay(case, admitted_on=YESTERDAY, exception_reason="She came at night")
    assert said(register, case, explained, rule="V5") == []
    assert said(register, case, a_stay(case, admitted_on=TODAY), rule="V5") == []


# --- V6: stays -------------------------------------------------------------------------------------------------


def test_v6_a_second_open_stay_blocks(register):
    person, _, case, _, _ = register.save(*an_admission())
    again = a_stay(case)
    assert again.person_id == person.id
    assert said(register, again, rule="V6") == [(BLOCKS, "admitted_on")]


def test_v6_a_second_open_stay_in_another_file_of_the_same_person_blocks(register):
    person, *_ = register.save(*an_admission())
    other = a_case(person, code="SEG-26-0002")
    assert said(register, other, a_stay(other), rule="V6") == [(BLOCKS, "admitted_on")]


def test_v6_a_stay_after_one_that_has_ended_does_not_block(register):
    *_, case, _, stay = register.save(*an_admission())
    register.save(replace(stay, ended_on=YESTERDAY), an_exit(stay), replace(case, status="follow_up"))
    assert said(register, a_stay(case, admitted_on=TODAY), rule="V6") == []


def test_v6_ending_one_stay_and_opening_the_next_in_one_act_does_not_block(register):
    *_, case, _, stay = register.save(*an_admission())
    assert said(register, replace(stay, ended_on=TODAY), a_stay(case, admitted_on=TODAY), rule="V6") == []


def test_v6_a_stay_taken_back_leaves_room_for_the_right_one(register):
    *_, case, _, stay = register.save(*an_admission())
    taken_back = replace(stay, voided_at=register.now, voided_by=register.who, void_reason="written twice")
    assert said(register, taken_back, a_stay(case), rule="V6") == []


# --- V9: exits -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["left_on", "reason", "quality", "destination"])
def test_v9_an_exit_needs_day_reason_quality_and_destination(register, question):
    stay = a_stay()
    assert said(register, stay, an_exit(stay, **{question: None}), rule="V9") == [(BLOCKS, question)]


def test_v9_a_whole_exit_passes(register):
    stay = a_stay()
    assert said(register, stay, an_exit(stay), rule="V9") == []


def test_v9_where_she_goes_may_be_unknown_when_that_is_said(register):
    stay = a_stay()
    unknown = an_exit(stay, destination=None, missing={"destination": "unknown"})
    assert said(register, stay, unknown, rule="V9") == []


def test_v9_why_she_leaves_cannot_be_explained_away(register):
    stay = a_stay()
    assert said(register, stay, an_exit(stay, reason=None, missing={"reason": "unknown"}), rule="V9") == [
        (BLOCKS, "reason")
    ]


def test_v9_an_exit_without_follow_up_says_why(register):
    stay = a_stay()
    alone = an_exit(stay, follow_up_plan=None)
    assert said(register, stay, alone, rule="V9") == [(BLOCKS, "follow_up_plan")]
    assert said(register, stay, replace(alone, follow_up_plan="  "), rule="V9") == [(BLOCKS, "follow_up_plan")]
    assert said(register, stay, replace(alone, no_follow_up_reason="She moved to Dakar"), rule="V9") == []


@pytest.mark.parametrize("reason", ["deceased", "case_error"])
def test_v9_nobody_is_asked_to_follow_up_the_dead_or_a_mistake(register, reason):
    stay = a_stay()
    assert said(register, stay, an_exit(stay, reason=reason, follow_up_plan=None), rule="V9") == []


# --- V9: the life cycle of a file ------------------------------------------------------------------------------


def test_v9_every_status_has_its_moves_and_every_move_leads_to_a_status():
    statuses = set(choices("case_status").all_keys)
    assert set(MOVES) == statuses - {MERGED}
    assert set().union(*MOVES.values()) <= statuses


def test_v9_an_imported_file_begins_wherever_it_stood(register):
    person = a_person()
    assert said(register, person, a_case(person, status="closed", closed_on=date(2015, 3, 9)), rule="V9") == []


def test_v5_holds_for_an_exit_planned_ahead(register):
    stay = a_stay(admitted_on=TODAY)
    assert said(register, stay, an_exit(stay, left_on=TOMORROW), rule="V5") == []
