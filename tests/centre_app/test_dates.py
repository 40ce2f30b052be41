"""Honest dates: intervals, and the ages that follow from them."""

from datetime import UTC, date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app.dates import (
    Birth,
    PartialDate,
    ages_on,
    birthday,
    is_child,
    months_between,
    straddles_adulthood,
    utc_now,
    years_before,
    years_between,
)

A_DAY = date(2026, 2, 3)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def test_about_fifteen_is_the_interval_of_the_domain_notes():
    birth = Birth.of_age(15, 15, said_on=A_DAY)
    assert (birth.first, birth.last) == (date(2010, 2, 4), date(2011, 2, 3))
    assert birth.precision == "age_estimate"
    assert birth.said_on == A_DAY


@given(said_on=DAYS, youngest=st.integers(0, 60), wider=st.integers(0, 5))
def test_an_age_said_gives_every_birth_of_that_age_and_no_other(said_on, youngest, wider):
    birth = Birth.of_age(youngest, youngest + wider, said_on=said_on)
    assert ages_on(birth, said_on) == (youngest, youngest + wider)
    assert years_between(birth.first - timedelta(days=1), said_on) == youngest + wider + 1
    assert years_between(birth.last + timedelta(days=1), said_on) == youngest - 1


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2025, 2, 28), 0), (date(2025, 3, 1), 1), (date(2028, 2, 28), 3), (date(2028, 2, 29), 4)],
)
def test_born_on_29_february_a_year_is_complete_on_1_march_or_the_next_29th(day, age):
    assert years_between(date(2024, 2, 29), day) == age


def test_years_before_29_february_end_on_the_28th_where_there_is_none():
    assert years_before(date(2024, 2, 29), 1) == date(2023, 2, 28)
    assert years_before(date(2024, 2, 29), 4) == date(2020, 2, 29)


def test_an_age_is_complete_on_the_birthday_itself():
    assert years_between(date(2008, 11, 21), date(2026, 11, 20)) == 17
    assert years_between(date(2008, 11, 21), date(2026, 11, 21)) == 18


@given(born=DAYS, age=st.integers(0, 110))
def test_a_birthday_is_the_first_day_of_that_age(born, age):
    day = birthday(born, age)
    assert years_between(born, day) == age
    assert years_between(born, day - timedelta(days=1)) == age - 1


def test_the_rules_for_children_hold_until_she_is_18_for_certain():
    birth = Birth.between(date(2008, 3, 1), date(2008, 5, 1))
    assert is_child(birth, date(2026, 4, 30))
    assert straddles_adulthood(birth, date(2026, 4, 30))
    assert not is_child(birth, date(2026, 5, 1))
    assert not straddles_adulthood(birth, date(2026, 5, 1))
    assert not straddles_adulthood(birth, date(2026, 2, 28))


def test_whose_birth_is_not_known_is_protected_as_a_child():
    assert is_child(None, date(2026, 11, 21))


def test_a_month_is_complete_on_its_day():
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert months_between(date(2026, 1, 31), date(2026, 3, 1)) == 1
    assert months_between(date(2025, 11, 21), date(2026, 11, 21)) == 12


@given(one=DAYS, other=DAYS)
def test_only_an_interval_of_one_day_is_an_exact_day(one, other):
    interval = PartialDate.between(min(one, other), max(one, other))
    assert (interval.precision == "day") == (one == other)


def test_a_month_and_a_year_reach_to_their_last_day():
    assert PartialDate.in_month(2024, 2).last == date(2024, 2, 29)
    assert PartialDate.in_year(2024) == PartialDate(first=date(2024, 1, 1), last=date(2024, 12, 31), precision="year")


def test_now_is_in_utc_and_to_the_second():
    assert utc_now().tzinfo is UTC
    assert utc_now().microsecond == 0
