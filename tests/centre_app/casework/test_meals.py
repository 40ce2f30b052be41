"""For how many is cooked on a day, and what was served."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from centre_app.casework import meals
from centre_app.casework.meals import Heads
from centre_app.casework.nights import Mark, mark_night
from centre_app.dates import Birth
from centre_app.problems import NotSaved
from centre_app.records import MealDay
from tests.makers import LONG_AGO, TODAY, TOMORROW, YESTERDAY, a_leave, a_person, an_admission


def admitted(register, *, months: int | None = None, **answers):
    """Save somebody who lives here; a child of so many months where that is said."""
    born = {} if months is None else {"birth": Birth.exact(TODAY - timedelta(days=31 * months))}
    person = a_person(**born)
    return register.save(
        *an_admission(person, given="Awa", **{"admitted_on": LONG_AGO, **answers}), heed_findings=False
    )[-1]


def test_infants_are_counted_apart_and_the_breast_fed_of_them(register):
    for months in (None, 30, 12, 8, 3):
        admitted(register, months=months)
    assert meals.expected(register, TODAY).lunch == Heads(eating=2, infants=2, breast_fed=1)


def test_who_slept_here_has_breakfast_and_who_is_away_tonight_no_dinner(register):
    one, other = admitted(register), admitted(register)
    mark_night(register, YESTERDAY, [Mark(stay=one, present=True), Mark(stay=other, present=False)])
    mark_night(register, TODAY, [Mark(stay=one, present=False, absence_type="court")])
    day = meals.expected(register, TODAY)
    assert (day.breakfast.all, day.lunch.all, day.dinner.all, day.away) == (1, 1, 1, 1)


def test_before_the_roll_is_called_a_leave_says_who_is_away(register):
    stay = admitted(register)
    admitted(register)
    register.save(a_leave(stay, absence_type="permission", out_at=register.now, expected_back_on=TOMORROW))
    day = meals.expected(register, TODAY)
    assert (day.breakfast.all, day.dinner.all, day.away) == (2, 1, 1)


@pytest.mark.parametrize(
    ("hour", "breakfast", "lunch", "dinner"), [(1, 1, 1, 1), (9, 0, 1, 1), (15, 0, 0, 1), (22, 0, 0, 0)]
)
def test_who_arrives_has_what_is_still_cooked(register, hour, breakfast, lunch, dinner):
    at = datetime.combine(TODAY, time(hour), tzinfo=UTC)
    admitted(register, admitted_on=TODAY, arrived_at=at)
    day = meals.expected(register, TODAY)
    assert (day.breakfast.all, day.lunch.all, day.dinner.all) == (breakfast, lunch, dinner)


def test_who_left_in_the_morning_had_breakfast_alone(register):
    stay = admitted(register)
    register.save(replace(stay, ended_on=TODAY), heed_findings=False)
    day = meals.expected(register, TODAY)
    assert (day.breakfast.all, day.lunch.all, day.dinner.all) == (1, 0, 0)


def test_a_day_is_noted_once_and_a_second_note_corrects_the_first(register):
    admitted(register)
    first = meals.note_meals(register, replace(meals.meals_of(register, TODAY), staff=4))
    again = meals.note_meals(register, MealDay(held_on=TODAY, lunch=3))
    assert (again.id, again.lunch, again.staff) == (first.id, 3, None)
    assert meals.served(register, YESTERDAY, TODAY) == {TODAY: again}
    with pytest.raises(NotSaved):
        register.save(MealDay(held_on=TODAY))


@pytest.mark.parametrize("answers", [{"held_on": TOMORROW}, {"held_on": TODAY, "lunch": -1}])
def test_what_cannot_be_is_refused(register, answers):
    with pytest.raises(NotSaved):
        meals.note_meals(register, MealDay(**answers))
