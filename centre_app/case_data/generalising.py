"""The steps from a value to nothing: bands of age, groups of countries, groups of years. Pure, and said once.

A quasi-identifier is what somebody outside may know of a person already. Each has its ladder: the value as it is, then
coarser, at last nothing. What stands in a file is exactly what its step says; a blank says nothing more than blank.
"""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from centre_app import places

NOTHING = ""
BETWEEN = ";"  # several values in one cell

# The bands of the Counter-Trafficking Data Collaborative: the youngest age of each.
CTDC = (0, 9, 18, 21, 24, 27, 30, 39, 48)
ADULT_AT = 18
YEARS_TOGETHER = 5

# The groups of country_groups.csv, the nearest first: Mali; the fifteen of ECOWAS before 2025; the rest of Africa (M49,
# region 002); elsewhere.
GROUPS = ("ML", "ECOWAS-15", "AFRICA", "OTHER")
_GROUPS_FILE = Path(__file__).resolve().parent / "country_groups.csv"


class Traits(NamedTuple):
    """What of one person counts as known outside. Empty where it is not written down; the main exploitation first."""

    age: str = NOTHING
    gender: str = NOTHING
    citizenship: str = NOTHING
    exploitation: tuple[str, ...] = ()
    year: str = NOTHING
    country: str = NOTHING
    region: str = NOTHING


Step = Callable[[Traits], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quasi:
    """A quasi-identifier with its ladder; the last step always says nothing."""

    name: str
    steps: tuple[Step, ...]


def age_band(ages: tuple[int, int] | None) -> str:
    """Return the band of an age known as an interval: on the child's side when it straddles 18, else by its middle."""
    if ages is None:
        return NOTHING
    youngest, oldest = ages
    middle = (youngest + oldest) // 2
    if youngest < ADULT_AT <= oldest:
        middle = min(middle, ADULT_AT - 1)
    at = max(place for place, first in enumerate(CTDC) if first <= max(0, middle))
    return f"{CTDC[at]}-{CTDC[at + 1] - 1}" if at + 1 < len(CTDC) else f"{CTDC[at]}+"


def child_or_adult(band: str) -> str:
    """Return "0-17" or "18+" for a band of CTDC; nothing for none."""
    if not band:
        return NOTHING
    return f"0-{ADULT_AT - 1}" if int(band.rstrip("+").split("-")[0]) < ADULT_AT else f"{ADULT_AT}+"


def country_group(country: str) -> str:
    """Return the group of countries that one belongs to; nothing for none."""
    return _groups().get(country, GROUPS[-1]) if country else NOTHING


def citizenship_group(citizenship: str) -> str:
    """Return the group of a citizenship; of several, the nearest."""
    groups = {country_group(one) for one in citizenship.split(BETWEEN) if one}
    return next((one for one in GROUPS if one in groups), NOTHING)


@cache
def _groups() -> dict[str, str]:
    with _GROUPS_FILE.open(encoding="utf-8", newline="") as file:
        return {row["country"]: row["group"] for row in csv.DictReader(file)}


def years_together(year: str) -> str:
    """Return five years that stand together: "2025-2029"."""
    if not year:
        return NOTHING
    first = int(year) - int(year) % YEARS_TOGETHER
    return f"{first}-{first + YEARS_TOGETHER - 1}"


def month_of(day: date | str) -> str:
    """Return the month of a day, or of a day known in part (a year stays a year)."""
    return str(day)[:7]


def cercle_or_region(cercle: str | None, region: str | None) -> str:
    """Return the name of the cercle, else of the region; a place in words is none."""
    known = places.place(cercle) or places.place(region)
    return known.name if known else NOTHING


def _nothing(traits: Traits) -> str:
    return NOTHING


QUASIS: Mapping[str, Quasi] = {
    quasi.name: quasi
    for quasi in (
        Quasi(name="age", steps=(lambda one: one.age, lambda one: child_or_adult(one.age), _nothing)),
        Quasi(name="gender", steps=(lambda one: one.gender, _nothing)),
        Quasi(
            name="citizenship",
            steps=(lambda one: one.citizenship, lambda one: citizenship_group(one.citizenship), _nothing),
        ),
        Quasi(
            name="exploitation",
            steps=(
                lambda one: BETWEEN.join(sorted(one.exploitation)),
                lambda one: one.exploitation[0] if one.exploitation else NOTHING,
                _nothing,
            ),
        ),
        Quasi(name="year", steps=(lambda one: one.year, lambda one: years_together(one.year), _nothing)),
        Quasi(name="country", steps=(lambda one: one.country, _nothing)),
        Quasi(name="region", steps=(lambda one: one.region, _nothing)),
    )
}  # fmt: skip

AS_IT_IS: Mapping[str, int] = dict.fromkeys(QUASIS, 0)


def shown(traits: Traits, steps: Mapping[str, int]) -> tuple[str, ...]:
    """Return what a file shows of somebody at these steps, in the order of QUASIS."""
    return tuple(quasi.steps[steps[name]](traits) for name, quasi in QUASIS.items())
