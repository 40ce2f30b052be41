"""What people type becomes an answer, or a sentence that says why it does not."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre_app import answers
from centre_app.answers import (
    NO_SUCH_DAY,
    NOT_A_BIRTH,
    NOT_A_DAY,
    NOT_A_SUM,
    NOT_BORN_YET,
    TOO_LARGE,
    TOO_OLD,
    NotUnderstood,
)
from centre_app.dates import Birth, PartialDate
from centre_app.language import Language

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "typed", ["9/3/15", "09/03/15", "090315", "09032015", "9-3-2015", "9 mars 2015", "le 9 Mars 2015", "2015-03-09"]
)
def test_a_day_is_understood_however_it_is_written(typed):
    assert answers.day(typed, today=TODAY) == date(2015, 3, 9)


@pytest.mark.parametrize("typed", ["1er mai 2026", "1 May 2026", "1st May 2026", "01.05.26"])
def test_the_first_of_a_month_is_understood_in_both_languages(typed):
    assert answers.day(typed, today=TODAY) == date(2026, 5, 1)


@pytest.mark.parametrize(("typed", "year"), [("46", 2046), ("47", 1947), ("26", 2026), ("99", 1999), ("00", 2000)])
def test_a_year_of_two_digits_is_the_last_one_not_too_far_ahead(typed, year):
    assert answers.day(f"01/02/{typed}", today=TODAY) == date(year, 2, 1)


@pytest.mark.parametrize("typed", ["31/02/2011", "29/02/2011", "00/01/2011", "12/13/2011"])
def test_a_day_that_does_not_exist_is_told_apart_from_what_is_no_day(typed):
    assert answers.day(typed, today=TODAY) == NO_SUCH_DAY


@pytest.mark.parametrize("typed", ["hier", "31/02", "2111", "", "demain matin", "=A1", "12/3/201"])
def test_what_is_no_day_is_not_guessed(typed):
    assert answers.day(typed, today=TODAY) == NOT_A_DAY


@given(st.dates(min_value=date(1927, 1, 1), max_value=date(2045, 12, 31)))
def test_a_day_as_the_program_shows_it_is_understood_again(day):
    assert answers.day(Language.of("fr").day(day), today=TODAY) == day
    assert answers.day(Language.of("fr").written_day(day), today=TODAY) == day
    assert answers.day(Language.of("en").written_day(day), today=TODAY) == day


def test_a_month_or_a_year_alone_is_kept_as_an_interval():
    assert answers.partial_day("mars 2015", today=TODAY) == PartialDate.in_month(2015, 3)
    assert answers.partial_day("03/2015", today=TODAY) == PartialDate.in_month(2015, 3)
    assert answers.partial_day("2015", today=TODAY) == PartialDate.in_year(2015)
    assert answers.partial_day("9/3/15", today=TODAY) == PartialDate.exact(date(2015, 3, 9))
    assert answers.partial_day("13/2015", today=TODAY) == NO_SUCH_DAY


@pytest.mark.parametrize("typed", ["16", "16 ans", "16ans", "environ 16 ans", "~16", "âgée de 16 ans", "16 years old"])
def test_an_age_is_the_interval_in_which_she_was_born(typed):
    assert answers.birth(typed, said_on=date(2011, 1, 10)) == Birth.of_age(16, 16, said_on=date(2011, 1, 10))


@pytest.mark.parametrize("typed", ["14-15 ans", "14 – 15 ans", "14 à 15 ans", "14-15"])
def test_two_ages_make_a_wider_interval(typed):
    found = answers.birth(typed, said_on=date(2011, 1, 11))
    assert (found.first, found.last) == (date(1995, 1, 12), date(1997, 1, 11))


def test_a_babys_age_is_counted_in_months():
    found = answers.birth("8 mois", said_on=date(2011, 5, 1))
    assert (found.first, found.last) == (date(2010, 8, 2), date(2010, 9, 1))


@pytest.mark.parametrize("typed", ["vers 1996", "née en 1996", "né en 1996", "1996", "en 1996"])
def test_a_year_of_birth_never_becomes_the_first_of_january(typed):
    found = answers.birth(typed, said_on=date(2011, 1, 11))
    assert (found.first, found.last, found.precision) == (date(1996, 1, 1), date(1996, 12, 31), "year")


def test_an_exact_birth_is_one_day_and_its_two_digit_year_is_never_ahead():
    assert answers.birth("06/04/1999", said_on=date(2011, 2, 10)).precision == "day"
    assert answers.birth("née le 6 avril 99", said_on=date(2011, 2, 10)).first == date(1999, 4, 6)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31/02/1999", NO_SUCH_DAY),
        ("2111", NOT_BORN_YET),
        ("200 ans", TOO_OLD),
        ("01/01/1850", TOO_OLD),
        ("hier", NOT_A_BIRTH),
        ("3-15 ans", NOT_A_BIRTH),
        ("1,5 ans", NOT_A_BIRTH),
    ],
)
def test_a_birth_that_cannot_be_says_why(typed, why):
    assert answers.birth(typed, said_on=date(2011, 1, 11)) == why


def test_not_known_is_another_answer_than_none():
    assert answers.says_unknown("inconnu")
    assert answers.says_unknown("Ne sait pas")
    assert answers.says_unknown("?")
    assert not answers.says_unknown("")
    assert not answers.says_unknown("1996")


@pytest.mark.parametrize(
    ("typed", "francs"),
    [
        ("120 000", 120_000),
        ("30.000", 30_000),
        ("100 000 F", 100_000),
        ("25000", 25_000),
        ("25\u202f000\u00a0F\u202fCFA", 25_000),
        ("1,500,000 FCFA", 1_500_000),
        ("30.000,00", 30_000),
    ],
)
def test_a_sum_is_understood_with_its_signs(typed, francs):
    assert answers.amount(typed) == francs


@pytest.mark.parametrize("typed", ["", "-5", "12,5", "deux mille", "1 20 000", "9" * 30, "1" * 5000])
def test_what_is_no_sum_is_not_guessed(typed):
    assert answers.amount(typed) == NOT_A_SUM


def test_numbers_take_a_comma_or_a_point():
    assert answers.decimal("12,5") == answers.decimal("12.5") == Decimal("12.5")
    assert answers.whole_number("1 250") == 1250
    assert isinstance(answers.whole_number("12,5"), NotUnderstood)


@pytest.mark.parametrize("typed", ["9999999999999999", "9 999 999 999 999 999", "9 999 999 999 999", "1" * 5000])
def test_a_number_that_no_register_holds_is_too_large_and_not_only_no_number(typed):
    assert answers.whole_number(typed) == TOO_LARGE


def test_the_zeros_before_a_number_are_no_part_of_it():
    assert answers.whole_number("000 000 000 000 007") == answers.whole_number("0" * 40 + "7") == 7
    assert answers.decimal("1234567890,5") == TOO_LARGE


@given(st.text(max_size=40))
def test_whatever_is_typed_nothing_is_raised(typed):
    for understood in (
        answers.day(typed, today=TODAY),
        answers.partial_day(typed, today=TODAY),
        answers.birth(typed, said_on=TODAY),
        answers.amount(typed),
        answers.decimal(typed),
        answers.whole_number(typed),
    ):
        assert understood is not None
