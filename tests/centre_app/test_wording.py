"""A day known in part reads as it is known, and a birth is read back for checking."""

from datetime import date

import pytest

from centre_app import answers, wording
from centre_app.dates import Birth, PartialDate
from centre_app.language import Language

FRENCH = Language.of("fr")
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (None, ""),
        (PartialDate.exact(date(2015, 3, 9)), "09/03/2015"),
        (PartialDate.in_month(2015, 3), "mars 2015"),
        (PartialDate.in_year(2015), "2015"),
        (PartialDate.between(date(2014, 1, 1), date(2016, 12, 31)), "entre 2014 et 2016"),
        (PartialDate.between(date(2024, 3, 1), date(2024, 5, 31)), "entre mars 2024 et mai 2024"),
        (PartialDate.between(date(2024, 3, 2), date(2024, 5, 31)), "entre 02/03/2024 et 31/05/2024"),
    ],
)
def test_a_day_reads_as_well_as_it_is_known(known, words):
    assert wording.partial_day(known, FRENCH) == words


@pytest.mark.parametrize(
    "known", [PartialDate.exact(date(2015, 3, 9)), PartialDate.in_month(2015, 3), PartialDate.in_year(2015)]
)
def test_what_is_shown_in_a_box_can_be_typed_again(known):
    assert answers.partial_day(wording.partial_day(known, FRENCH), today=TODAY) == known


def test_an_age_told_keeps_the_day_it_was_told_on():
    assert wording.birth_as_told(told(), FRENCH) == "14–15 ans (dit le 03/02/2026)"


def test_a_birth_is_read_back_as_an_interval_and_an_age_today():
    assert wording.birth_read_back(told(), FRENCH, on=TODAY) == [
        "Née entre 02/2010 et 02/2012",
        "aujourd’hui 14–16 ans, mineure",
    ]


def test_a_boy_is_read_back_in_the_masculine():
    assert wording.birth_read_back(told(), FRENCH, on=TODAY, sex="male")[0].startswith("Né entre")


def test_an_exact_birth_needs_no_interval():
    assert wording.birth_read_back(Birth.exact(date(2000, 1, 5)), FRENCH, on=TODAY) == ["aujourd’hui 26 ans, majeure"]


def test_around_eighteen_she_is_a_minor_until_it_is_settled():
    said = wording.birth_read_back(Birth.of_age(17, 18, said_on=TODAY), FRENCH, on=TODAY)[-1]
    assert "mineure tant que" in said


def told() -> Birth:
    return Birth.of_age(14, 15, said_on=date(2026, 2, 3))
