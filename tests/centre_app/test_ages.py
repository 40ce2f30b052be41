from datetime import date

import pytest

from centre_app.ages import age_in_short, age_said, birth_said, girl_or_woman
from centre_app.dates import Birth
from centre_app.language import Language

FRENCH = Language.of("fr")
ON = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        (None, ""),
        (Birth.exact(date(2010, 11, 22)), "15 ans"),
        (Birth.exact(date(2010, 11, 21)), "16 ans"),
        (Birth.of_age(14, 15, said_on=date(2026, 2, 3)), "14–16 ans"),
        (Birth.of_age(14, 14, said_on=ON), "14 ans"),
        (Birth.in_year(2011), "14–15 ans"),
        (Birth.exact(date(2026, 11, 10)), "11 jours"),
        (Birth.exact(date(2026, 10, 20)), "4 semaines"),
        (Birth.exact(date(2026, 9, 21)), "2 mois"),
        (Birth.exact(date(2026, 4, 9)), "7 mois"),
        (Birth.in_month(2026, 4), "6–7 mois"),
        (Birth.in_year(2026), "0–10 mois"),
        (Birth.in_month(2026, 11), "0 mois"),
        (Birth.exact(date(2024, 11, 21)), "24 mois"),
        (Birth.exact(date(2024, 10, 21)), "2 ans et 1 mois"),
        (Birth.exact(date(2023, 11, 21)), "3 ans"),
        (Birth.exact(date(2021, 11, 21)), "5 ans"),
    ],
)
def test_an_age_is_said_as_well_as_it_is_known(birth: Birth | None, age: str) -> None:
    assert age_said(birth, on=ON, language=FRENCH) == age


@pytest.mark.parametrize(
    ("birth", "said"),
    [
        (None, ""),
        (Birth.exact(date(2010, 11, 22)), "née le 22/11/2010"),
        (Birth.in_month(2010, 11), "née en novembre 2010"),
        (Birth.in_year(2010), "née en 2010"),
        (Birth.of_age(14, 15, said_on=date(2026, 2, 3)), "dit le 03/02/2026"),
        (Birth.between(date(2010, 1, 1), date(2011, 6, 30)), "née entre le 01/01/2010 et le 30/06/2011"),
    ],
)
def test_what_an_age_rests_on_is_said_beside_it(birth: Birth | None, said: str) -> None:
    assert birth_said(birth, language=FRENCH) == said


def test_a_boys_birth_is_said_in_the_masculine() -> None:
    assert birth_said(Birth.in_year(2010), language=FRENCH, sex="male") == "né en 2010"


@pytest.mark.parametrize(
    ("birth", "said"),
    [
        (Birth.exact(date(2012, 11, 21)), "14"),
        (Birth.exact(date(2012, 11, 22)), "13"),
        (Birth.of_age(16, 16, said_on=date(2026, 2, 3)), "16–17"),
        (Birth.of_age(14, 15, said_on=date(2026, 2, 3)), "14–16"),
        (Birth.of_age(14, 15, said_on=date(2025, 2, 3)), "15–17"),
        (Birth.in_year(2011), "14–15"),
        (Birth.exact(date(2026, 4, 21)), "7 mois"),
        (Birth.exact(date(2024, 1, 5)), "2 ans"),
        (Birth.in_year(2026), "0–10 mois"),
        (None, ""),
    ],
)
def test_an_age_in_a_small_place_is_the_one_that_the_file_tells(birth, said):
    assert age_in_short(birth, on=ON, language=FRENCH) == said
    assert age_said(birth, on=ON, language=FRENCH).startswith(said)


@pytest.mark.parametrize(
    ("sex", "birth", "word"),
    [
        ("female", Birth.of_age(17, 18, said_on=date(2026, 11, 21)), "Fille"),
        ("female", Birth.in_year(2000), "Femme"),
        ("male", None, "Garçon"),
        ("male", Birth.in_year(2000), "Homme"),
        ("unknown", None, ""),
    ],
)
def test_who_may_be_under_18_is_called_a_girl_or_a_boy(sex, birth, word):
    assert girl_or_woman(sex, birth, on=ON, language=FRENCH) == word
