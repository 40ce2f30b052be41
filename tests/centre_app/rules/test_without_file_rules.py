"""Who asked for a place, who took part: numbers and days that can be."""

from datetime import date

import pytest

from centre_app.choices import choices
from centre_app.records import Activity, PlaceRequest
from centre_app.review import review
from tests.makers import TODAY, TOMORROW


def blocked(register, record) -> list[tuple[str, str]]:
    return [(found.rule, found.question) for found in review(register, [record]) if found.blocks]


def asked(**more) -> PlaceRequest:
    first = {name: choices(name).keys[0] for name in ("identification_source", "place_answer")}
    usual = {"asked_on": TODAY, "source": first["identification_source"], "answer": first["place_answer"]}
    return PlaceRequest(**{**usual, **more})


def held(**more) -> Activity:
    return Activity(
        **{"title": "Causerie", "kind": choices("activity_kind").keys[0], "held_on": TODAY, "women": 3, **more}
    )


@pytest.mark.parametrize(
    ("age", "said"),
    [(0, []), (110, []), (None, []), (-5, [("", "age")]), (111, [("", "age")]), (10**12, [("", "age")])],
)
def test_the_age_of_who_asked_for_a_place_can_be(register, age, said):
    assert blocked(register, asked(age=age)) == said


@pytest.mark.parametrize("day", [TOMORROW, date(2099, 1, 1)])
def test_v25_nobody_asked_for_a_place_on_a_day_that_has_not_come(register, day):
    assert blocked(register, asked(asked_on=day)) == [("V25", "asked_on")]


def test_no_more_took_part_than_can_be_and_it_is_told_in_one_line(register):
    assert blocked(register, held(women=100_000, title="x" * 200)) == []
    assert blocked(register, held(women=10**9, boys=100_001)) == [("", "women"), ("", "boys")]
    assert blocked(register, held(title="x" * 100_000, place="y" * 201)) == [("", "title"), ("", "place")]
