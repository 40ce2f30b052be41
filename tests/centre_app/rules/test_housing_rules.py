"""V6 one person a bed, V7 the room's own rules, V8 nights inside the stay."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from centre_app.dates import Birth
from tests.centre_app.rules.asking import BLOCKS, WARNS, said
from tests.makers import (
    LONG_AGO,
    TODAY,
    TOMORROW,
    YESTERDAY,
    a_bed,
    a_case,
    a_cot,
    a_mother_of,
    a_night,
    a_person,
    a_room,
    a_stay,
    an_admission,
    an_assignment,
)

LAST_WEEK = TODAY - timedelta(days=7)


@pytest.fixture
def room(register):
    return register.save(a_room())[0]


@pytest.fixture
def bed(register, room):
    return register.save(a_bed(room))[0]


@pytest.fixture
def other_bed(register, room):
    return register.save(a_bed(room, label="B2"))[0]


@pytest.fixture
def stay(register):
    return register.save(*an_admission())[-1]


@pytest.fixture
def other_stay(register):
    return register.save(*an_admission(given="Mariam"))[-1]


# --- V6: one person a bed --------------------------------------------------------------------------------------


def test_v6_a_bed_that_somebody_has_is_not_given_again(register, bed, stay, other_stay):
    register.save(an_assignment(stay, bed))
    assert said(register, an_assignment(other_stay, bed, from_on=TODAY), rule="V6") == [(BLOCKS, "bed_id")]


def test_v6_a_bed_given_up_in_the_morning_is_free_in_the_evening(register, bed, stay, other_stay):
    register.save(an_assignment(stay, bed, to_on=TODAY))
    assert said(register, an_assignment(other_stay, bed, from_on=TODAY), rule="V6") == []
    assert said(register, an_assignment(other_stay, bed, from_on=YESTERDAY), rule="V6") == [(BLOCKS, "bed_id")]


def test_v6_a_night_between_two_others_is_taken(register, bed, stay, other_stay):
    register.save(an_assignment(stay, bed, from_on=LAST_WEEK, to_on=TODAY))
    within = an_assignment(other_stay, bed, from_on=LAST_WEEK + timedelta(days=2), to_on=LAST_WEEK + timedelta(days=3))
    assert said(register, within, rule="V6") == [(BLOCKS, "bed_id")]


def test_v6_a_bed_is_free_before_the_one_who_has_it_came(register, bed, stay, other_stay):
    register.save(an_assignment(stay, bed, from_on=TODAY))
    assert said(register, an_assignment(other_stay, bed, from_on=LAST_WEEK, to_on=TODAY), rule="V6") == []
    assert said(register, an_assignment(other_stay, bed, from_on=LAST_WEEK, to_on=TOMORROW), rule="V6") != []


def test_v6_two_arrivals_of_one_act_do_not_get_one_bed(register, bed, stay, other_stay):
    both = an_assignment(stay, bed), an_assignment(other_stay, bed)
    assert said(register, *both, rule="V6") == [(BLOCKS, "bed_id"), (BLOCKS, "bed_id")]


def test_v6_two_who_change_beds_in_one_act_do_not_collide(register, bed, other_bed, stay, other_stay):
    one, two = register.save(an_assignment(stay, bed), an_assignment(other_stay, other_bed))
    exchange = (
        replace(one, to_on=TODAY),
        replace(two, to_on=TODAY),
        an_assignment(stay, other_bed, from_on=TODAY),
        an_assignment(other_stay, bed, from_on=TODAY),
    )
    assert said(register, *exchange, rule="V6") == []


def test_v6_an_assignment_taken_back_frees_the_bed(register, bed, stay, other_stay):
    given = register.save(an_assignment(stay, bed))[0]
    register.void(given, reason="the wrong bed")
    assert said(register, an_assignment(other_stay, bed), rule="V6") == []


def test_v6_changing_a_word_of_an_assignment_does_not_collide_with_itself(register, bed, stay):
    given = register.save(an_assignment(stay, bed))[0]
    assert said(register, replace(given, reason="near the door"), rule="V6") == []


def test_v6_a_bed_is_not_given_up_before_it_was_taken(register, bed, stay):
    assert said(register, an_assignment(stay, bed, from_on=TODAY, to_on=YESTERDAY), rule="V6") == [(BLOCKS, "to_on")]
    assert said(register, an_assignment(stay, bed, from_on=TODAY, to_on=TODAY), rule="V6") == []


def test_v6_a_bed_whose_day_is_not_written_yet_collides_with_nobody(register, bed, stay, other_stay):
    register.save(an_assignment(stay, bed))
    assert said(register, an_assignment(other_stay, bed, from_on=None), rule="V6") == []


# --- V6: one bed a person --------------------------------------------------------------------------------------


def test_v6_nobody_has_two_beds_on_one_night(register, bed, other_bed, stay):
    register.save(an_assignment(stay, bed))
    assert said(register, an_assignment(stay, other_bed, from_on=TODAY), rule="V6") == [(BLOCKS, "bed_id")]


def test_v6_moving_ends_the_one_bed_on_the_day_the_other_begins(register, bed, other_bed, stay):
    given = register.save(an_assignment(stay, bed))[0]
    assert said(register, replace(given, to_on=TODAY), an_assignment(stay, other_bed, from_on=TODAY), rule="V6") == []


def test_v6_a_bed_left_over_from_an_earlier_stay_counts(register, bed, other_bed, stay):
    register.save(an_assignment(stay, bed))
    register.save(replace(stay, ended_on=YESTERDAY), heed_findings=False)
    again = register.save(a_stay(a_case(id=stay.case_id, person_id=stay.person_id), admitted_on=TODAY))[0]
    assert said(register, an_assignment(again, other_bed), rule="V6") == [(BLOCKS, "bed_id")]


def test_v6_a_mother_in_her_bed_and_her_baby_in_the_cot_beside_it_do_not_collide(register, bed, stay):
    mother = a_person(id=stay.person_id)
    baby = a_person(birth=Birth.exact(LAST_WEEK))
    case = a_case(baby, code="SEG-26-0002")
    babys = a_stay(case, admission_type="born_in_centre", admitted_on=LAST_WEEK)
    cot = a_cot(beside=bed)
    act = (
        *(baby, case, babys, cot, a_mother_of(mother, baby)),
        *(an_assignment(stay, bed), an_assignment(babys, cot)),
    )
    assert said(register, *act, rule="V6") == []


# --- V7 --------------------------------------------------------------------------------------------------------


def put(register, *, person=None, day=TODAY, reason=None, bed_kind="bed", out_of_service_from=None, **of_the_room):
    """Return what V7 says of putting somebody to bed in such a room."""
    person = person or a_person()
    case, room = a_case(person), a_room(**of_the_room)
    bed, stay = a_bed(room, kind=bed_kind, out_of_service_from=out_of_service_from), a_stay(case)
    given = an_assignment(stay, bed, from_on=day, reason=reason)
    return said(register, person, case, stay, room, bed, given, rule="V7")


def test_v7_a_boy_in_a_room_for_girls_warns_and_a_girl_does_not(register):
    assert put(register, person=a_person(sex="male"), sex_rule="girls") == [(WARNS, "bed_id")]
    assert put(register, person=a_person(sex="female"), sex_rule="boys") == [(WARNS, "bed_id")]
    assert put(register, person=a_person(sex="female"), sex_rule="girls") == []


@pytest.mark.parametrize("sex_rule", ["everyone", None])
def test_v7_a_room_for_everyone_warns_nobody(register, sex_rule):
    assert put(register, person=a_person(sex="male"), sex_rule=sex_rule) == []


def test_v7_a_baby_boy_in_a_cot_is_at_home_in_his_mothers_room(register):
    baby = a_person(sex="male", birth=Birth.exact(LAST_WEEK))
    assert put(register, person=baby, bed_kind="cot", sex_rule="girls", age_min=12) == []


def test_v7_ages_are_those_of_the_first_night(register):
    fourteen_today = a_person(birth=Birth.exact(date(2012, 11, 21)))
    assert put(register, person=fourteen_today, day=YESTERDAY, age_min=14) == [(WARNS, "bed_id")]
    assert put(register, person=fourteen_today, day=TODAY, age_min=14) == []
    assert put(register, person=fourteen_today, day=TODAY, age_max=13) == [(WARNS, "bed_id")]
    assert put(register, person=fourteen_today, day=YESTERDAY, age_max=13) == []


def test_v7_who_may_be_of_the_right_age_is_not_sent_away(register):
    thirteen_or_fourteen = a_person(birth=Birth.of_age(13, 14, said_on=TODAY))
    assert put(register, person=thirteen_or_fourteen, age_min=14) == []


def test_v7_a_reason_settles_it(register):
    assert put(register, person=a_person(sex="male"), sex_rule="girls", reason="One night, with his sister") == []


def test_v7_a_bed_out_of_service_warns_from_that_day(register):
    assert put(register, day=TODAY, out_of_service_from=TODAY) == [(WARNS, "bed_id")]
    assert put(register, day=TODAY, out_of_service_from=TOMORROW) == []


def test_v7_a_closed_room_warns_until_the_day_it_opens_again(register):
    assert put(register, day=TODAY, closed_from=TODAY) == [(WARNS, "bed_id")]
    assert put(register, day=TODAY, closed_from=LAST_WEEK, closed_to=TOMORROW) == [(WARNS, "bed_id")]
    assert put(register, day=TODAY, closed_from=LAST_WEEK, closed_to=TODAY) == []
    assert put(register, day=TODAY, closed_from=TOMORROW) == []


def test_v7_has_nothing_to_say_of_a_bed_or_a_person_it_does_not_know(register, stay, bed):
    unknown = a_bed(id="nowhere")
    assert said(register, an_assignment(stay, unknown), rule="V7") == []
    assert said(register, an_assignment(a_stay(), bed), rule="V7") == []


def test_v7_never_blocks_so_that_a_night_arrival_sleeps_somewhere(register, bed):
    boy = an_admission(a_person(sex="male"), given="Moussa")
    assert register.save(*boy, an_assignment(boy[-1], bed))[-1].rev == 1


# --- V8 --------------------------------------------------------------------------------------------------------


def test_v8_the_night_of_the_arrival_is_the_first(register):
    stay = a_stay(admitted_on=YESTERDAY)
    assert said(register, stay, a_night(stay, YESTERDAY), rule="V8") == []
    assert said(register, stay, a_night(stay, YESTERDAY - timedelta(days=1)), rule="V8") == [(BLOCKS, "night")]


def test_v8_the_night_before_the_exit_is_the_last(register):
    stay = register.save(a_stay(admitted_on=LAST_WEEK, ended_on=TODAY))[0]
    assert said(register, a_night(stay, YESTERDAY), rule="V8") == []
    assert said(register, a_night(stay, TODAY), rule="V8") == [(BLOCKS, "night")]


def test_v8_a_night_is_marked_once(register, stay):
    marked = register.save(a_night(stay))[0]
    assert said(register, a_night(stay), rule="V8") == [(BLOCKS, "night")]
    assert said(register, replace(marked, present=False), rule="V8") == []
    assert said(register, a_night(stay, TODAY), rule="V8") == []


def test_v8_two_marks_of_one_act_are_one_too_many(register, stay):
    assert said(register, a_night(stay), a_night(stay, present=False), rule="V8") == [(BLOCKS, "night")] * 2


def test_v8_two_residents_share_a_night(register, stay, other_stay):
    register.save(a_night(stay))
    assert said(register, a_night(other_stay), rule="V8") == []


def test_v8_an_exit_written_late_warns_of_nights_already_marked(register, stay):
    register.save(a_night(stay, YESTERDAY), a_night(stay, LAST_WEEK))
    assert said(register, replace(stay, ended_on=YESTERDAY), rule="V8") == [(WARNS, "ended_on")]
    assert said(register, replace(stay, ended_on=TODAY), rule="V8") == []


def test_v8_an_arrival_put_later_warns_of_nights_already_marked(register, stay):
    register.save(a_night(stay, LONG_AGO))
    assert said(register, replace(stay, admitted_on=LONG_AGO + timedelta(days=1)), rule="V8") == [
        (WARNS, "admitted_on")
    ]


def test_v8_the_night_of_the_arrival_does_not_contradict_it(register, stay):
    register.save(a_night(stay, LONG_AGO))
    assert said(register, replace(stay, rules_signed_on=TODAY), rule="V8") == []


def test_v8_a_night_marked_absent_does_not_contradict_an_exit(register, stay):
    register.save(a_night(stay, YESTERDAY, present=False))
    assert said(register, replace(stay, ended_on=YESTERDAY), rule="V8") == []


# --- a child that comes along ----------------------------------------------------------------------------------


def test_a_baby_without_mother_is_asked_about_and_kept(register):
    """It warns: what else is known of the child is saved."""
    *records, stay = an_admission(admission_type="accompanying_child")
    assert said(register, *records, stay, rule="") == [(WARNS, "admission_type")]
    assert register.save(*records, stay)[-1].rev == 1


def test_a_baby_whose_mother_is_named_with_it_is_not(register):
    mother = a_person()
    child = a_person(birth=Birth.of_age(1, 1, said_on=TODAY))
    *records, stay = an_admission(child, admission_type="accompanying_child", admitted_on=TODAY)
    register.save(*an_admission(mother))
    found = said(register, *records, stay, a_mother_of(mother, child), rule="")
    assert (WARNS, "admission_type") not in found
