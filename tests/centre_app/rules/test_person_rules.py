"""V1 honest births, V2 around 18, V3 impossible ages, V4 a name or a description."""

from dataclasses import replace
from datetime import date

import pytest

from centre_app.dates import Birth, PartialDate
from tests.centre_app.rules.asking import BLOCKS, INFORMS, WARNS, said
from tests.makers import (
    TODAY,
    TOMORROW,
    a_birth_at_the_centre,
    a_case,
    a_description,
    a_mother_of,
    a_name,
    a_person,
    an_intake,
)


def born(first: date, last: date | None = None) -> Birth:
    return Birth.between(first, last or first)


# --- V1 --------------------------------------------------------------------------------------------------------


def test_v1_an_interval_of_birth_that_ends_before_it_begins_blocks(register):
    backwards = Birth(first=date(2011, 5, 2), last=date(2011, 5, 1), precision="range")
    assert said(register, a_person(birth=backwards), rule="V1") == [(BLOCKS, "birth")]


def test_v1_a_birth_after_the_first_contact_blocks_and_one_on_its_day_does_not(register):
    person = a_person(birth=born(date(2026, 3, 2)))
    case = a_case(person)
    assert said(register, person, case, an_intake(case, contact_on=date(2026, 3, 1)), rule="V1") == [
        (BLOCKS, "birth"),
        (BLOCKS, "contact_on"),
    ]
    assert said(register, person, case, an_intake(case, contact_on=date(2026, 3, 2)), rule="V1") == []


def test_v1_without_a_contact_a_birth_is_held_against_today(register):
    assert said(register, a_person(birth=born(TOMORROW)), rule="V1") == [(BLOCKS, "birth")]
    assert said(register, a_person(birth=born(TODAY)), rule="V1") == []


def test_v1_an_interval_somebody_named_may_not_end_after_the_contact(register):
    person = a_person(birth=born(date(2026, 2, 1), date(2026, 4, 1)))
    case = a_case(person)
    assert said(register, person, case, an_intake(case, contact_on=date(2026, 3, 1)), rule="V1") != []


@pytest.mark.parametrize("birth", [Birth.in_year(2026), Birth.in_month(2026, 11), Birth.of_age(0, 0, said_on=TODAY)])
def test_v1_this_year_this_month_and_no_year_of_age_yet_are_honest_births(register, birth):
    assert said(register, a_person(birth=birth), rule="V1") == []


@pytest.mark.parametrize(
    "birth", [Birth.in_year(2026), Birth.in_month(2026, 11), Birth.of_age(0, 0, said_on=date(2026, 11, 15))]
)
def test_v1_what_runs_on_past_the_contact_could_be_known_better(register, birth):
    case = a_case(person := a_person(birth=birth))
    assert said(register, person, case, an_intake(case, contact_on=date(2026, 11, 9)), rule="V1") == [(WARNS, "birth")]


def test_v1_an_age_on_the_day_of_the_contact_runs_no_further(register):
    case = a_case(person := a_person(birth=Birth.of_age(0, 0, said_on=date(2026, 11, 9))))
    assert said(register, person, case, an_intake(case, contact_on=date(2026, 11, 9)), rule="V1") == []


def test_v1_next_month_is_no_birth(register):
    assert said(register, a_person(birth=Birth.in_month(2026, 12)), rule="V1") == [(BLOCKS, "birth")]


def test_v1_the_first_of_several_contacts_counts(register):
    person = a_person(birth=born(date(2025, 1, 10)))
    first, second = a_case(person, code="SEG-25-0001"), a_case(person, code="SEG-26-0001")
    contacts = an_intake(first, contact_on=date(2025, 1, 9)), an_intake(second, contact_on=date(2026, 1, 9))
    assert said(register, person, first, second, *contacts, rule="V1")[0] == (BLOCKS, "birth")


def test_v1_the_first_of_january_is_not_made_out_of_an_age(register):
    new_year = born(date(2010, 1, 1))
    assert said(register, a_person(birth=new_year, age_basis="self_declared"), rule="V1") == [(BLOCKS, "birth")]


def test_v1_the_first_of_january_on_a_birth_certificate_is_believed(register):
    new_year = born(date(2010, 1, 1))
    assert said(register, a_person(birth=new_year, age_basis="birth_certificate"), rule="V1") == []


def test_v1_a_year_of_birth_is_no_first_of_january(register):
    assert said(register, a_person(birth=Birth.in_year(2010), age_basis="self_declared"), rule="V1") == []


def test_v1_a_baby_born_here_on_the_first_of_january_was_seen_to_be(register, clock):
    clock.set(date(2027, 1, 1))
    baby = a_person(birth=born(date(2027, 1, 1)), age_basis="relative_declared")
    birth = a_birth_at_the_centre(a_case(), born=PartialDate.exact(date(2027, 1, 1)), child_person_id=baby.id)
    assert said(register, baby, birth, rule="V1") == []
    assert said(register, baby, rule="V1") == [(BLOCKS, "birth")]


# --- V2 --------------------------------------------------------------------------------------------------------


def test_v2_an_interval_that_holds_both_17_and_18_informs(register):
    person = a_person(birth=born(date(2008, 11, 21), date(2008, 11, 22)))
    assert said(register, person, rule="V2") == [(INFORMS, "birth")]


def test_v2_from_the_eighteenth_birthday_of_the_latest_birth_nothing_is_said(register):
    assert said(register, a_person(birth=born(date(2008, 1, 1), date(2008, 11, 21))), rule="V2") == []


def test_v2_who_is_certainly_a_child_needs_no_banner(register):
    assert said(register, a_person(birth=born(date(2008, 11, 22), date(2009, 5, 5))), rule="V2") == []


def test_v2_born_on_29_february_she_may_be_17_until_the_end_of_the_28th(register, clock):
    person = a_person(birth=born(date(2008, 2, 28), date(2008, 2, 29)))
    clock.set(date(2026, 2, 28))
    assert said(register, person, rule="V2") == [(INFORMS, "birth")]
    clock.set(date(2026, 3, 1))
    assert said(register, person, rule="V2") == []


# --- V3 --------------------------------------------------------------------------------------------------------


def test_v3_somebody_over_110_is_asked_about_and_somebody_of_110_is_not(register):
    assert said(register, a_person(birth=born(date(1915, 11, 21))), rule="V3") == [(WARNS, "birth")]
    assert said(register, a_person(birth=born(date(1915, 11, 22))), rule="V3") == []


def test_v3_an_age_below_nought_is_asked_about_and_a_baby_of_today_is_not(register):
    assert said(register, a_person(birth=born(TOMORROW)), rule="V3") == [(WARNS, "birth")]
    assert said(register, a_person(birth=born(TODAY)), rule="V3") == []


def mother_and_child(mother_born: Birth, child_born: Birth):
    mother, child = a_person(birth=mother_born), a_person(birth=child_born)
    return mother, child, a_mother_of(mother, child)


def test_v3_a_mother_of_nine_is_asked_about_and_one_of_ten_is_not(register):
    *_, link = nine = mother_and_child(born(date(2010, 6, 2)), born(date(2020, 6, 1)))
    assert (WARNS, "relation") in said(register, *nine, rule="V3")
    assert said(register, *mother_and_child(born(date(2010, 6, 1)), born(date(2020, 6, 1))), rule="V3") == []


def test_v3_what_may_be_ten_years_is_not_asked_about(register):
    family = mother_and_child(born(date(2010, 1, 1), date(2011, 12, 31)), born(date(2020, 1, 1), date(2020, 12, 31)))
    assert said(register, *family, rule="V3") == []


def test_v3_a_mother_or_a_child_of_unknown_birth_is_not_asked_about(register):
    known = born(date(2020, 6, 1))
    for family in (mother_and_child(None, known), mother_and_child(known, None)):
        assert said(register, *family, rule="V3") == []


def test_v3_a_daughter_named_as_such_is_held_against_her_mother_too(register):
    mother, child = a_person(birth=born(date(2012, 1, 5))), a_person(birth=born(date(2020, 1, 5)))
    link = replace(a_mother_of(child, mother), relation="daughter")
    assert (WARNS, "relation") in said(register, mother, child, link, rule="V3")


def test_v3_a_birth_put_right_later_is_held_against_the_children_known(register):
    family = mother_and_child(born(date(2005, 1, 5)), born(date(2022, 1, 5)))
    mother = register.save(*family)[0]
    assert said(register, replace(mother, birth=born(date(2015, 1, 5))), rule="V3") == [(WARNS, "birth")]


def test_v3_other_relatives_may_be_of_any_age(register):
    sister, child = a_person(birth=born(date(2019, 1, 5))), a_person(birth=born(date(2020, 1, 5)))
    assert said(register, sister, child, replace(a_mother_of(sister, child), relation="sister"), rule="V3") == []


# --- V4 --------------------------------------------------------------------------------------------------------


def test_v4_a_file_without_name_and_description_blocks(register):
    person = a_person()
    assert said(register, person, a_case(person), rule="V4") == [(BLOCKS, "")]


def test_v4_either_name_or_a_description_is_enough(register):
    person = a_person()
    for known in (a_name(person, given=None), a_name(person, family=None), a_description(person)):
        assert said(register, person, a_case(person), known, rule="V4") == []


def test_v4_blanks_are_no_name_and_no_description(register):
    person = a_person()
    blanks = a_name(person, family=" ", given=""), a_description(person, description="  \n")
    assert (BLOCKS, "") in said(register, person, a_case(person), *blanks, rule="V4")


def test_v4_the_only_name_cannot_be_emptied_later(register):
    person = a_person()
    _, _, name = register.save(person, a_case(person), a_name(person))
    assert said(register, replace(name, family=None, given=None), rule="V4") == [(BLOCKS, "")]


def test_v4_of_somebody_without_a_file_no_name_is_asked(register):
    person, name = register.save(a_person(), a_name(a_person()))
    assert said(register, replace(name, family=None, given=None), rule="V4") == []
    assert said(register, a_name(person, family=None, given=None), rule="V4") == []


def test_v4_a_file_and_its_blank_name_are_said_once(register):
    person = a_person()
    assert said(register, person, a_case(person), a_name(person, family=None, given=None), rule="V4") == [(BLOCKS, "")]
