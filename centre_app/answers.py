"""From what people type to answers: days, births, sums, numbers, as they are written in French and in English.

A typed text either is understood or comes back as `NotUnderstood`, which says in a sentence why: nothing is raised
because a person mistyped. The day comes before the month in every language of the program. Months are known by their
French and by their English name, whichever language the window speaks, because people and registers mix them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from centre_app.dates import AGE_ESTIMATE, Birth, PartialDate, ages_on, months_after
from centre_app.folding import fold, without_accents
from centre_app.language import N_

YEARS_AHEAD = 20  # plans may lie that far away: typed in 2026, "46" is 2046 and "47" is 1947
OLDEST_AGE = 110
WIDEST_AGE = 10  # "14-15 ans" is an age, "3-15" is a slip
MOST_FRANCS = 10**12
MOST_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstood:
    """Why a typed text is no answer, as a message with its parts."""

    message: str
    parts: Mapping[str, Any] = field(default_factory=dict, hash=False)


NOT_A_DAY = NotUnderstood(message=N_("This is not a day. Write it like this: 21/11/2026."))
NO_SUCH_DAY = NotUnderstood(message=N_("This day does not exist in the calendar."))
NOT_A_BIRTH = NotUnderstood(message=N_("This is neither a day of birth, nor a year, nor an age."))
NOT_BORN_YET = NotUnderstood(message=N_("This birth lies ahead. Check the year."))
TOO_OLD = NotUnderstood(message=N_("Nobody is that old. Check the birth."))
NOT_A_SUM = NotUnderstood(message=N_("This is not a sum in whole francs."))
NOT_A_NUMBER = NotUnderstood(message=N_("This is not a number."))
TOO_LARGE = NotUnderstood(message=N_("This number is too large. Check it."))

_MONTHS = (
    "janvier janv jan january", "fevrier fevr fev february feb", "mars march mar", "avril avr april apr", "mai may",
    "juin june jun", "juillet juil july jul", "aout august aug", "septembre sept sep september",
    "octobre oct october", "novembre nov november", "decembre dec december",
)  # fmt: skip
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_BEFORE_A_DAY = frozenset(["le", "on", "the", "of", "du"])
_BEFORE_A_BIRTH = frozenset(
    ["ne", "nee", "nes", "born", "vers", "environ", "env", "about", "around", "en", "in", "le", "on", "annee", "year"]
)
_UNKNOWN = frozenset(
    {
        "inconnu", "inconnue", "unknown", "not known", "nsp", "ne sait pas", "elle ne sait pas", "il ne sait pas",
        "pas connu", "pas connue", "non connu", "non connue", "ignore", "ignoree",
    }
)  # fmt: skip

_AGE = re.compile(
    r"(?:agee?\s+(?:de\s+)?|aged\s+|environ\s+|env\.?\s*|vers\s+|about\s+|~\s*|±\s*)*"
    r"(?P<low>\d{1,3})(?:\s*(?:-|–|/|a|to|ou|or)\s*(?P<high>\d{1,3}))?"
    r"\s*(?P<unit>ans?|years?|yrs?|mois|months?)?(?:\s+(?:old|environ|et demie?))?"
)
_SUM = re.compile(
    r"(?P<number>\d{1,3}(?:(?P<sign>[ .,'’])\d{3})(?:(?P=sign)\d{3})*|\d+)(?:[.,]0{1,2})?"
    r"\s*(?:f|fcfa|f\.? ?cfa|cfa|xof|francs?(?: cfa)?)?\.?"
)


# --- days ------------------------------------------------------------------------------------------------------


def day(typed: str, *, today: date, years_ahead: int = YEARS_AHEAD) -> date | NotUnderstood:
    """Return the day that was typed: "9/3/15", "090315", "09-03-2015", "9 mars 2015", "2015-03-09".

    A year of two digits is the last one that is at most `years_ahead` years away.
    """
    words = fold(typed).split()
    while words and words[0] in _BEFORE_A_DAY:
        words.pop(0)
    if len(words) == 1 and words[0].isdecimal() and len(words[0]) in (6, 8):
        words = [words[0][:2], words[0][2:4], words[0][4:]]
    if len(words) != 3:
        return NOT_A_DAY
    if len(words[0]) == 4:
        words.reverse()
    first, middle, last = words
    of_month, month, year = _day_of_month(first), _month(middle), _year(last, today, years_ahead)
    if of_month is None or month is None or year is None:
        return NOT_A_DAY
    return _existing_day(year, month, of_month)


def partial_day(typed: str, *, today: date, years_ahead: int = YEARS_AHEAD) -> PartialDate | NotUnderstood:
    """Return a day, a month ("mars 2015", "03/2015") or a year ("2015"), known as well as it was typed."""
    words = fold(typed).split()
    match words:
        case [year] if re.fullmatch(r"\d{4}", year) and int(year):
            return PartialDate.in_year(int(year))
        case [month, year] if re.fullmatch(r"\d{4}", year) and int(year) and _month(month) is not None:
            number = _month(month) or 0
            return PartialDate.in_month(int(year), number) if 1 <= number <= 12 else NO_SUCH_DAY
    exact = day(typed, today=today, years_ahead=years_ahead)
    return exact if isinstance(exact, NotUnderstood) else PartialDate.exact(exact)


def _day_of_month(word: str) -> int | None:
    number = re.fullmatch(r"(\d{1,2})(?:er|re|e|st|nd|rd|th)?", word)
    return int(number[1]) if number else None


def _month(word: str) -> int | None:
    return int(word) if re.fullmatch(r"\d{1,2}", word) else _MONTH_OF.get(word)


def _year(word: str, today: date, years_ahead: int) -> int | None:
    if re.fullmatch(r"\d{4}", word):
        return int(word)
    if not re.fullmatch(r"\d{2}", word):
        return None
    latest = today.year + years_ahead
    return latest - (latest - int(word)) % 100


def _existing_day(year: int, month: int, of_month: int) -> date | NotUnderstood:
    try:
        return date(year, month, of_month)
    except ValueError:
        return NO_SUCH_DAY


# --- births ----------------------------------------------------------------------------------------------------


def says_unknown(typed: str) -> bool:
    """Say whether a text states that the answer is not known, which is more than leaving it empty."""
    return fold(typed) in _UNKNOWN or bool(typed.strip()) and not typed.strip().strip("?")


def birth(typed: str, *, said_on: date) -> Birth | NotUnderstood:
    """Return a birth as well as it was said on that day: a day, a month, a year, or an age and its interval.

    "16", "14-15 ans", "environ 15 ans", "8 mois"; "vers 1996", "née en 1997", "mars 1996", "06/04/1999".
    """
    found = _birth_of_age(typed, said_on) or _birth_of_date(typed, said_on)
    if isinstance(found, NotUnderstood):
        return found
    if found.first > said_on:
        return NOT_BORN_YET
    return TOO_OLD if ages_on(found, said_on)[0] > OLDEST_AGE else found


def _birth_of_age(typed: str, said_on: date) -> Birth | NotUnderstood | None:
    """Return the birth that an age gives; None where what was typed is no age."""
    said = _AGE.fullmatch(without_accents(typed).strip())
    if said is None:
        return None
    low, high = int(said["low"]), int(said["high"] or said["low"])
    if said["unit"] and said["unit"].startswith("mo"):
        return _birth_of_months(low, high, said_on) if low <= high <= 60 else NOT_A_BIRTH
    if low > high or high - low > WIDEST_AGE:
        return NOT_A_BIRTH
    return TOO_OLD if high > OLDEST_AGE else Birth.of_age(low, high, said_on=said_on)


def _birth_of_months(low: int, high: int, said_on: date) -> Birth:
    first = months_after(said_on, -(high + 1)) + timedelta(days=1)
    return Birth(first=first, last=months_after(said_on, -low), precision=AGE_ESTIMATE, said_on=said_on)


def _birth_of_date(typed: str, said_on: date) -> Birth | NotUnderstood:
    words = fold(typed).split()
    while words and words[0] in _BEFORE_A_BIRTH:
        words.pop(0)
    known = partial_day(" ".join(words), today=said_on, years_ahead=0)
    if isinstance(known, NotUnderstood):
        return known if known == NO_SUCH_DAY else NOT_A_BIRTH
    return Birth(first=known.first, last=known.last, precision=known.precision)


# --- numbers ---------------------------------------------------------------------------------------------------


def amount(typed: str) -> int | NotUnderstood:
    """Return a sum in francs: "120 000", "30.000", "100 000 F", "25 000 FCFA", "25000"."""
    said = _SUM.fullmatch(_plain_spaces(typed).lower())
    digits = re.sub(r"\D", "", said["number"]).lstrip("0") if said else ""
    if said is None or len(digits) > len(str(MOST_FRANCS)):  # Python itself refuses to read thousands of digits
        return NOT_A_SUM
    francs = int(digits or "0")
    return francs if francs < MOST_FRANCS else NOT_A_SUM


def whole_number(typed: str) -> int | NotUnderstood:
    """Return a whole number: "12", "1 250"."""
    said = _plain_spaces(typed)
    if not re.fullmatch(r"\d{1,3}(?: \d{3})*|\d+", said):
        return NOT_A_NUMBER
    digits = said.replace(" ", "").lstrip("0")
    return int(digits or "0") if len(digits) <= MOST_DIGITS else TOO_LARGE  # the register itself holds 18 of them


def decimal(typed: str) -> Decimal | NotUnderstood:
    """Return a number with decimals, comma or point: "12,5", "12.5", "12"."""
    digits = _plain_spaces(typed).replace(",", ".")
    if re.fullmatch(r"\d{10,}(?:\.\d{1,6})?", digits):
        return TOO_LARGE
    return Decimal(digits) if re.fullmatch(r"\d{1,9}(?:\.\d{1,6})?", digits) else NOT_A_NUMBER


def _plain_spaces(typed: str) -> str:
    """Return text trimmed, with plain spaces for the no-break ones that French puts into numbers."""
    return " ".join(typed.split())
