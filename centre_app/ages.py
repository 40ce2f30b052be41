"""An age and a birth as people read them: "14–15 ans", "7 mois", "dit le 03/02/2026"."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from centre_app.dates import (
    AGE_ESTIMATE,
    DAY,
    MONTH,
    YEAR,
    Birth,
    PartialDate,
    ages_on,
    is_child,
    months_between,
)
from centre_app.language import N_, Language

Known = TypeVar("Known", bound=PartialDate)

_IN_SHORT_MONTHS_UNTIL = 2
_MONTHS_UNTIL = 24  # up to two years an age is said in months
_YEARS_AND_MONTHS_UNTIL = 5
_DAYS_UNTIL, _WEEKS_UNTIL = 14, 61  # days; a baby's age is said in days, then in weeks, then in months


def age_said(birth: PartialDate | None, *, on: date, language: Language) -> str:
    """Return an age as it is known on that day, an interval where only that is known; "" when nothing is."""
    if birth is None:
        return ""
    birth = _as_known_on(birth, on)
    youngest, oldest = ages_on(birth, on)
    if _is_new_born(birth, on):
        return _weeks((on - birth.first).days, language)
    if oldest >= _YEARS_AND_MONTHS_UNTIL:
        return _years(youngest, oldest, language)
    return _months(months_between(birth.last, on), months_between(birth.first, on), language)


def age_in_short(birth: Birth | None, *, on: date, language: Language) -> str:
    """Return an age for a small place: "14", "14–15", and under five years with its unit, "7 months"; "" for none.

    The years are those of `age_said`: a list and the file that it opens tell one age.
    """
    if birth is None:
        return ""
    birth = _as_known_on(birth, on)
    youngest, oldest = ages_on(birth, on)
    if _is_new_born(birth, on):
        return _weeks((on - birth.first).days, language)
    if oldest < _YEARS_AND_MONTHS_UNTIL:
        months = months_between(birth.last, on), months_between(birth.first, on)
        return _months(*months, language) if oldest < _IN_SHORT_MONTHS_UNTIL else _years(youngest, oldest, language)
    return str(oldest) if youngest == oldest else f"{youngest}–{oldest}"


def _as_known_on(birth: Known, on: date) -> Known:
    """Return a birth without the days still to come: a child "born in 2026" is born by the day one speaks of it."""
    return replace(birth, last=min(birth.last, on)) if birth.first < on else birth


def _is_new_born(birth: PartialDate, on: date) -> bool:
    return birth.first == birth.last and 0 <= (on - birth.first).days < _WEEKS_UNTIL


def _weeks(days: int, language: Language) -> str:
    if days < _DAYS_UNTIL:
        return language.say_n(N_("{n} day"), N_("{n} days"), days)
    return language.say_n(N_("{n} week"), N_("{n} weeks"), days // 7)


def _years(youngest: int, oldest: int, language: Language) -> str:
    if youngest == oldest:
        return language.say_n(N_("{n} year"), N_("{n} years"), oldest)
    return language.say(N_("{youngest}–{oldest} years"), youngest=youngest, oldest=oldest)


def _months(youngest: int, oldest: int, language: Language) -> str:
    if youngest != oldest:
        return language.say(N_("{youngest}–{oldest} months"), youngest=youngest, oldest=oldest)
    if oldest <= _MONTHS_UNTIL:
        return language.say_n(N_("{n} month"), N_("{n} months"), oldest)
    years, months = divmod(oldest, 12)
    if not months:
        return _years(years, years, language)
    return language.say_n(N_("{years} years and {n} month"), N_("{years} years and {n} months"), months, years=years)


def birth_said(birth: Birth | None, *, language: Language, sex: str | None = None) -> str:
    """Return what the age rests on: a day, a month, a year, or an age that was said; "" when nothing is known."""
    if birth is None:
        return ""
    match birth.precision:
        case precision if precision == DAY:
            return language.say(N_("born on {day}"), sex=sex, day=birth.first)
        case precision if precision == MONTH:
            return language.say(N_("born in {month}"), sex=sex, month=language.month(birth.first))
        case precision if precision == YEAR:
            return language.say(N_("born in {year}"), sex=sex, year=str(birth.first.year))
        case precision if precision == AGE_ESTIMATE and birth.said_on:
            return language.say(N_("said on {day}"), day=birth.said_on)
    return language.say(N_("born between {first} and {last}"), sex=sex, first=birth.first, last=birth.last)


def girl_or_woman(sex: str | None, birth: PartialDate | None, *, on: date, language: Language) -> str:
    """Return in one word who somebody is: "Girl" while she may be under 18, else "Woman"; "" when the sex is not known."""
    young = is_child(birth, on)
    match sex:
        case "female":
            return language.say(N_("Girl") if young else N_("Woman"))
        case "male":
            return language.say(N_("Boy") if young else N_("Man"))
    return ""
