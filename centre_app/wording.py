"""How a day known in part reads, and a birth read back to whoever typed it. Ages themselves are in ages.py."""

from datetime import date, timedelta

from centre_app.ages import age_said
from centre_app.dates import ADULT_FROM, AGE_ESTIMATE, DAY, MONTH, YEAR, Birth, PartialDate, ages_on
from centre_app.language import N_, Language


def partial_day(known: PartialDate | None, language: Language) -> str:
    """Return a day as well as it is known: "09/03/2015", "mars 2015", "2015", "entre mars et mai 2024"; "" for none."""
    if known is None:
        return ""
    if known.precision == DAY:
        return language.day(known.first)
    if known.precision == MONTH:
        return language.month(known.first)
    if known.precision == YEAR:
        return str(known.first.year)
    first, last = _ends(known, language)
    return language.say(N_("between {first} and {last}"), first=first, last=last)


def birth_as_told(birth: Birth | None, language: Language) -> str:
    """Return a birth as it was told: its day, month or year, or "14–15 ans (dit le 03/02/2026)"."""
    if birth is not None and birth.precision == AGE_ESTIMATE and birth.said_on is not None:
        age = age_said(birth, on=birth.said_on, language=language)
        return language.say(N_("{age} (said on {day})"), age=age, day=birth.said_on)
    return partial_day(birth, language)


def birth_read_back(birth: Birth, language: Language, *, on: date, sex: str | None = None) -> list[str]:
    """Return what follows from a birth, for the person who typed it to check: the interval, and the age today."""
    lines = []
    if birth.precision != DAY:
        first, last = (f"{day.month:02d}/{day.year:04d}" for day in (birth.first, birth.last))
        lines.append(language.say(N_("Born between {first} and {last}"), first=first, last=last, sex=sex))
    if birth.first <= on:
        lines.append(_age_today(birth, language, on, sex))
    return lines


def _age_today(birth: Birth, language: Language, on: date, sex: str | None) -> str:
    age = age_said(birth, on=on, language=language)
    youngest, oldest = ages_on(birth, on)
    if oldest < ADULT_FROM:
        return language.say(N_("today {age}, a minor"), age=age, sex=sex)
    if youngest >= ADULT_FROM:
        return language.say(N_("today {age}, an adult"), age=age, sex=sex)
    return language.say(N_("today {age}: a minor until it is settled"), age=age, sex=sex)


def _ends(known: PartialDate, language: Language) -> tuple[str, str]:
    """Return both ends as whole years, whole months or days, whichever they are."""
    begins_month, ends_month = known.first.day == 1, (known.last + timedelta(days=1)).day == 1
    if begins_month and ends_month and known.first.month == 1 and known.last.month == 12:
        return str(known.first.year), str(known.last.year)
    if begins_month and ends_month:
        return language.month(known.first), language.month(known.last)
    return language.day(known.first), language.day(known.last)
