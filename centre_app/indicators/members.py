"""Those who are counted, as they are counted: coded, with their age, and by what a line is split.

Age (counting rule 4) is taken on the day of the fact. Where only an interval is known and it falls into two bands, she
is counted on the child's side when it straddles 18, else in the band of its middle, and as one placed by estimate.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from centre_app.dates import months_between
from db.facts.counting import Coded

NO_ANSWER = "no_answer"
UNKNOWN_AGE = "unknown"
MALI = "ML"
CEDEAO = frozenset({"BJ", "CI", "CV", "GH", "GM", "GN", "GW", "LR", "NG", "SL", "SN", "TG"})
LEFT_CEDEAO = frozenset({"BF", "ML", "NE"})  # on 29 January 2025; counted with it, as the donors' tables still do
CEDEAO_NATIONAL, OTHER_NATIONAL = "cedeao", "other"
ADULT_AT = 18
MONTHS_A_YEAR = 12

Bands = tuple[tuple[int, str], ...]  # the youngest age of each band, with its key
DONOR: Bands = (
    (0, "0_5"),
    (6, "6_11"),
    (12, "12_14"),
    (15, "15_17"),
    (18, "18_24"),
    (25, "25_59"),
    (60, "60_plus"),
)
CHILD_BANDS = frozenset(key for youngest, key in DONOR if youngest < ADULT_AT)
CPIMS: Bands = ((0, "0_5"), (6, "6_11"), (12, "12_17"), (18, "18_plus"))
GBVIMS: Bands = ((0, "0_11"), (12, "12_17"), (18, "18_25"), (26, "26_40"), (41, "41_60"), (61, "61_plus"))
UNHCR: Bands = ((0, "0_4"), (5, "5_11"), (12, "12_17"), (18, "18_59"), (60, "60_plus"))


class Member(NamedTuple):
    """One who is counted, or one fact. `person` is "" for a fact of the house; the rest is "no_answer" when unknown."""

    centre: str
    person: str
    case: str
    day: str
    key: str
    amount: float
    sex: str = NO_ANSWER
    band: str = UNKNOWN_AGE
    is_estimated: bool = False
    exploitation: str = NO_ANSWER
    nationality: str = NO_ANSWER
    legal_status: tuple[str, ...] = ()
    ages: tuple[int, int] | None = None  # completed years, at least and at most
    months: tuple[int, int] | None = None  # the same in months, for small children


SPLITS: Mapping[str, Callable[[Member], str | tuple[str, ...]]] = {
    "sex": lambda member: member.sex,
    "band": lambda member: member.band,
    "centre": lambda member: member.centre,
    "exploitation": lambda member: member.exploitation,
    "nationality": lambda member: member.nationality,
    "legal_status": lambda member: member.legal_status or NO_ANSWER,
    "key": lambda member: member.key,
}
SHORT_SPLITS = ("sex", "band", "centre")
FULL_SPLITS = (*SHORT_SPLITS, "exploitation", "nationality", "legal_status")
OF_THE_PERSON = frozenset({"sex", "band", "exploitation", "nationality", "legal_status"})


def months_of(coded: Coded, on: date) -> tuple[int, int] | None:
    """Return the least and the most completed months of age of a person on a day; None when no birth is written."""
    if not coded.birth_from or not coded.birth_to:
        return None
    first, last = date.fromisoformat(coded.birth_from), min(date.fromisoformat(coded.birth_to), on)
    return max(0, months_between(last, on)), max(0, months_between(first, on))


def ages_of(coded: Coded, on: date) -> tuple[int, int] | None:
    """Return the youngest and the oldest age that a person may have on a day, in years."""
    return years_of(months_of(coded, on))


def years_of(months: tuple[int, int] | None) -> tuple[int, int] | None:
    return None if months is None else (months[0] // MONTHS_A_YEAR, months[1] // MONTHS_A_YEAR)


@lru_cache(maxsize=10_000)  # there are few ages, and a report asks a million times
def band_of(ages: tuple[int, int] | None, bands: Bands = DONOR) -> tuple[str, bool]:
    """Return the band of an age known as an interval, and whether it was placed by estimate."""
    if ages is None:
        return UNKNOWN_AGE, False
    youngest, oldest = ages
    if _band(youngest, bands) == _band(oldest, bands):
        return _band(youngest, bands), False
    middle = (youngest + oldest) // 2
    straddles = youngest < ADULT_AT <= oldest
    return _band(min(middle, ADULT_AT - 1) if straddles else middle, bands), True


def months_placed(member: Member) -> float:
    """Return at what age in months somebody is placed: child side when it straddles 18, else the middle; -1 unknown."""
    if member.months is None:
        return -1
    least, most = member.months
    middle = (least + most) // 2
    adult = ADULT_AT * MONTHS_A_YEAR
    return min(middle, adult - 1) if least < adult <= most else middle


def nationality_group(nationalities: tuple[str, ...]) -> str:
    """Return Mali, CEDEAO or other: one of two nationalities that is Mali's counts as Mali's."""
    if not nationalities:
        return NO_ANSWER
    if MALI in nationalities:
        return MALI
    return CEDEAO_NATIONAL if set(nationalities) & (CEDEAO | LEFT_CEDEAO) else OTHER_NATIONAL


def member(fact: Member, coded: Coded | None) -> Member:
    """Return what was counted, with what it is split by."""
    if coded is None:
        return fact
    return Member(fact.centre, fact.person, fact.case, fact.day, fact.key, fact.amount, *_on(fact.day[:10], coded))


@lru_cache(maxsize=50_000)  # an arrival is a fact of many kinds, all of one person on one day
def _on(
    day: str, coded: Coded
) -> tuple[str, str, bool, str, str, tuple[str, ...], tuple[int, int] | None, tuple[int, int] | None]:
    """Return by what a person is split on a day, from her sex to her months."""
    months = months_of(coded, date.fromisoformat(day))
    ages = years_of(months)
    band, is_estimated = band_of(ages)
    exploitation = coded.exploitations[0] if coded.exploitations else NO_ANSWER
    legal_status = tuple((coded.legal_status or "").split())
    nationality = nationality_group(coded.nationalities)
    return coded.sex or NO_ANSWER, band, is_estimated, exploitation, nationality, legal_status, ages, months


def _band(age: int, bands: Bands) -> str:
    return [key for youngest, key in bands if youngest <= age][-1]
