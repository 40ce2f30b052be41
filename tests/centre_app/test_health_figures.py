"""What is worked out of her health: wellbeing, the colour of a child's arm, when a baby is expected."""

from datetime import date, timedelta

import pytest

from centre_app import wellbeing
from centre_app.dates import Birth, PartialDate
from centre_app.nutrition import proposed_status
from centre_app.pregnancy import expected_on, weeks_on
from centre_app.records import GrowthMeasure, Pregnancy, WellbeingMeasure
from tests.makers import TODAY


def asked(points: str, *, days_ago: int = 0) -> WellbeingMeasure:
    answers = {name: None if one == "-" else one for name, one in zip(wellbeing.SENTENCES, points, strict=True)}
    return WellbeingMeasure(case_id="c", measured_on=TODAY - timedelta(days=days_ago), **answers)


def test_the_total_is_of_five_answers_or_of_none():
    assert [wellbeing.total(asked(points)) for points in ("00000", "44444", "01234", "4444-")] == [0, 20, 10, None]


@pytest.mark.parametrize(
    ("first", "last", "days", "is_better"),
    [("11111", "21222", 60, True), ("11111", "21222", 59, False), ("11111", "21112", 90, False)],
)
def test_better_is_three_points_more_after_sixty_days(first, last, days, is_better):
    told = wellbeing.change([asked(last), asked("-1111", days_ago=200), asked(first, days_ago=days)])
    assert (told.days, told.is_better) == (days, is_better)


def test_one_measure_says_nothing_of_a_change():
    assert wellbeing.change([asked("44444"), asked("-4444", days_ago=90)]) is None


@pytest.mark.parametrize(
    ("muac", "oedema", "wanted"),
    [(114, False, "red"), (115, False, "yellow"), (124, None, "yellow"), (125, None, "green"), (140, True, "red"),
     (None, None, None)],
)  # fmt: skip
def test_the_arm_proposes_a_colour(muac, oedema, wanted):
    measure = GrowthMeasure(case_id="c", measured_on=TODAY, muac_mm=muac, oedema=oedema)
    assert proposed_status(measure, Birth.exact(date(2025, 11, 21))) == wanted


def test_only_from_six_to_fifty_nine_months_does_it():
    measure = GrowthMeasure(case_id="c", measured_on=TODAY, muac_mm=110)
    born = {5: date(2026, 5, 22), 6: date(2026, 5, 21), 59: date(2021, 11, 22), 60: date(2021, 11, 21)}
    told = {months: proposed_status(measure, Birth.exact(day)) for months, day in born.items()}
    assert told == {5: None, 6: "red", 59: "red", 60: None}
    assert proposed_status(measure, Birth.of_age(4, 6, said_on=TODAY)) == "red"
    assert proposed_status(measure, None) is None


def test_a_baby_is_expected_280_days_after_the_last_period():
    assert expected_on(PartialDate.exact(date(2026, 6, 1))) == date(2027, 3, 8)
    assert expected_on(PartialDate.in_month(2026, 6)) == date(2027, 3, 22)
    assert expected_on(PartialDate.in_year(2026)) is None


def test_the_weeks_of_a_pregnancy_are_counted_until_it_ends():
    pregnancy = Pregnancy(case_id="c", last_period=PartialDate.exact(TODAY - timedelta(weeks=21, days=6)))
    assert weeks_on(pregnancy, TODAY) == 21
    assert weeks_on(Pregnancy(case_id="c", due_on=TODAY, outcome="live_birth"), TODAY) is None
    assert weeks_on(Pregnancy(case_id="c"), TODAY) is None
