"""How many the kitchen cooks for, as presence says, and what it served.

Breakfast is for whoever slept here the night before, or was brought in before the morning; lunch and dinner for whoever sleeps here the night that begins that
day. Who arrives after noon has no lunch, who arrives in the evening no dinner. A night that is not called yet counts
whoever is not known to be away. Children under two years are counted apart, and of them those under six months, who are
breast-fed: the kitchen cooks nothing for these.
"""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from centre_app.casework.roll_call import Called, roll_sheet
from centre_app.dates import Birth, months_between
from centre_app.questions import moment_of
from centre_app.records import MealDay, Stay
from centre_app.register import Register

INFANT_UNDER_MONTHS, BREAST_FED_UNDER_MONTHS = 24, 6
BREAKFAST_UNTIL, LUNCH_UNTIL, DINNER_UNTIL = time(7, 0), time(13, 0), time(20, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """People at one meal: those who eat what is cooked, infants of 6 to 23 months, and those who are breast-fed."""

    eating: int = 0
    infants: int = 0
    breast_fed: int = 0

    @property
    def all(self) -> int:
        return self.eating + self.infants + self.breast_fed


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The heads of one day; `away` are those of the house who are elsewhere that night."""

    held_on: date
    breakfast: Heads
    lunch: Heads
    dinner: Heads
    away: int


def expected(register: Register, day: date) -> Expected:
    """Return for how many is cooked on a day."""
    return expected_over(register, day, day)[0]


def expected_over(register: Register, first: date, last: date) -> list[Expected]:
    """Return the same for each day of a span."""
    nights = [first + timedelta(days=number) for number in range(-1, (last - first).days + 1)]
    sheets = [roll_sheet(register, night).called for night in nights]
    days = zip(nights[1:], sheets, sheets[1:], strict=False)
    return [_expected(register, day, before, tonight) for day, before, tonight in days]


def _expected(register: Register, day: date, before: list[Called], tonight: list[Called]) -> Expected:
    hours = _hours_of_arrival(register, [one for one in tonight if one.admitted_on == day])
    slept, here = ([one for one in night if _is_here(one)] for night in (before, tonight))
    return Expected(
        held_on=day,
        breakfast=_heads(
            [*slept, *(one for one in here if _has_come_by(BREAKFAST_UNTIL, hours.get(one.stay_id)))], day
        ),
        lunch=_heads((one for one in here if hours.get(one.stay_id, time.min) < LUNCH_UNTIL), day),
        dinner=_heads((one for one in here if hours.get(one.stay_id, time.min) < DINNER_UNTIL), day),
        away=len(tonight) - len(here),
    )


def _has_come_by(hour: time, arrived: time | None) -> bool:
    return arrived is not None and arrived < hour


def _is_here(one: Called) -> bool:
    """Say whether somebody is there as the roll call says, else as her file does."""
    return one.answer.present if one.answer is not None else one.away is None


def _hours_of_arrival(register: Register, called: Iterable[Called]) -> dict[str, time]:
    """Return at what time of the day they came, where it was written down."""
    ids = [one.stay_id for one in called]
    rows = register.rows(Stay, ("id", "arrived_at"), id=ids) if ids else []
    return {row["id"]: moment_of(row["arrived_at"]).time() for row in rows if row["arrived_at"]}


def _heads(called: Iterable[Called], day: date) -> Heads:
    months = [_months(one.birth, day) for one in called]
    breast_fed = sum(age is not None and age < BREAST_FED_UNDER_MONTHS for age in months)
    infants = sum(age is not None and age < INFANT_UNDER_MONTHS for age in months) - breast_fed
    return Heads(eating=len(months) - infants - breast_fed, infants=infants, breast_fed=breast_fed)


def _months(birth: Birth | None, day: date) -> int | None:
    """Return the most months that somebody may have: who may be older than an infant is cooked for. None where unknown."""
    return months_between(birth.first, day) if birth is not None else None


def served(register: Register, first: date, last: date) -> dict[date, MealDay]:
    """Return what was noted for each day of a span."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return {one.held_on: one for one in register.find_open(MealDay, held_on=days) if one.held_on is not None}


def meals_of(register: Register, day: date) -> MealDay:
    """Return the note of a day, or a new one that begins with the heads expected."""
    noted = register.only_open(MealDay, held_on=day)
    if noted is not None:
        return noted
    heads = expected(register, day)
    return MealDay(
        held_on=day,
        breakfast=heads.breakfast.eating,
        lunch=heads.lunch.eating,
        dinner=heads.dinner.eating,
        infants=heads.lunch.infants,
    )


def note_meals(register: Register, day: MealDay) -> MealDay:
    """Write what was served on a day. A day is noted once: a second note corrects the first. Raises NotSaved."""
    noted = register.only_open(MealDay, held_on=day.held_on)
    if noted is not None and noted.id != day.id and not day.rev:
        day = dataclasses.replace(noted, **{name: getattr(day, name) for name in day.questions if name != "held_on"})
    return register.save(day, action="meals")[0]
