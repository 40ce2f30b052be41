"""Honest dates: what is known of a day, as an interval, and the ages that follow from it.

A birth known "about 15 on 3 February 2026" is two days and the reason for them, never an invented 1 January.
Nothing here parses what people type; that is `answers.py`.
"""

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Self

# Keys of the choice list `date_precision` on which code branches.
DAY = "day"
MONTH = "month"
YEAR = "year"
RANGE = "range"
AGE_ESTIMATE = "age_estimate"

ADULT_FROM = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A day known as well as it is known: it lies somewhere from `first` to `last`, both included.

    `precision` is a key of the list `date_precision`; `first == last` exactly when it is "day".
    """

    first: date
    last: date
    precision: str

    @classmethod
    def exact(cls, day: date) -> Self:
        return cls(first=day, last=day, precision=DAY)

    @classmethod
    def in_month(cls, year: int, month: int) -> Self:
        last_day = calendar.monthrange(year, month)[1]
        return cls(first=date(year, month, 1), last=date(year, month, last_day), precision=MONTH)

    @classmethod
    def in_year(cls, year: int) -> Self:
        return cls(first=date(year, 1, 1), last=date(year, 12, 31), precision=YEAR)

    @classmethod
    def between(cls, first: date, last: date) -> Self:
        return cls(first=first, last=last, precision=DAY if first == last else RANGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Birth(PartialDate):
    """A birth date, and the day on which an age was said when that is all there is."""

    said_on: date | None = None

    @classmethod
    def of_age(cls, youngest: int, oldest: int, *, said_on: date) -> Self:
        """Return the birth of somebody said to be `youngest` to `oldest` years old on that day.

        Exactly 15 on 2026-02-03 gives 2010-02-04 to 2011-02-03: the day after the sixteenth birthday would
        have been reached, to the fifteenth birthday itself.
        """
        first = years_before(said_on, oldest + 1) + timedelta(days=1)
        return cls(first=first, last=years_before(said_on, youngest), precision=AGE_ESTIMATE, said_on=said_on)


def years_before(day: date, years: int) -> date:
    """Return the same day so many years earlier; 29 February becomes 28 February where there is none."""
    year = day.year - years
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def years_between(born: date, day: date) -> int:
    """Return completed years of age, negative before birth. Born on 29 February, a year is complete on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: date, age: int) -> date:
    """Return the day on which somebody completes so many years; born on 29 February, that is 1 March where need be."""
    day = years_before(born, -age)
    return day if (day.month, day.day) == (born.month, born.day) else day + timedelta(days=1)


def ages_on(birth: PartialDate, day: date) -> tuple[int, int]:
    """Return the youngest and the oldest age possible on that day, in completed years."""
    return years_between(birth.last, day), years_between(birth.first, day)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or earlier where they are negative; the 31st becomes a month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(born: date, day: date) -> int:
    """Return completed months, for children under five."""
    return (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)


def is_child(birth: PartialDate | None, day: date) -> bool:
    """Say whether the rules for children apply: they do as soon as she *may* be under 18, or nobody knows (rule V2)."""
    return birth is None or ages_on(birth, day)[0] < ADULT_FROM


def straddles_adulthood(birth: PartialDate | None, day: date) -> bool:
    """Say whether what is known of her age includes both under 18 and 18 (rule V2)."""
    if birth is None:
        return False
    youngest, oldest = ages_on(birth, day)
    return youngest < ADULT_FROM <= oldest


def utc_now() -> datetime:
    """Return the present moment in UTC to the second: what every stored moment is."""
    return datetime.now(UTC).replace(microsecond=0)
