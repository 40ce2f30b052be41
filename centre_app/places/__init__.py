"""The places of Mali: regions, cercles and gold sites, as they are since the reform of 2023 and as they were before.

People name the region they grew up in. What they say is kept as they say it, and nobody is asked which map they mean:
a girl from Bankass in Mopti is found under Mopti and under Bandiagara, where Bankass lies today. The list is not
complete (not every new cercle is known by name), so an answer may also be a place in words that no slug stands for.

    places.csv    since: the year a place came to be with the reform; note: how sure we are of it, empty for sourced
    aliases.csv   other spellings, and the codes of other systems (ISO 3166-2, OCHA, the two of the laws of 2023)
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from centre_app.folding import fold

REGION = "region"
CERCLE = "cercle"
GOLD_SITE = "gold_site"

_FOLDER = Path(__file__).resolve().parent
_SPELLING = "spelling"  # the system of an alias that people write; the others are codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with a slug. A region lies in itself today; before, in the region that it was taken from."""

    slug: str
    level: str
    name: str
    cercle: str | None  # of a gold site: the cercle it lies in
    region_now: str
    region_before: str
    is_new: bool  # came to be with the reform of 2023


def place(slug: str | None) -> Place | None:
    """Return the place of a slug; None for no answer and for a place in words."""
    return _places().get(slug) if slug else None


def places(level: str, *, region: str | None = None) -> list[Place]:
    """Return the places of a level; with a region (a slug) only those that lie in it today or did before."""
    return [one for one in _places().values() if one.level == level and (region is None or region in _regions(one))]


def place_name(answer: str | None) -> str:
    """Return the name of a slug; a place in words comes back as it was written, no answer as ""."""
    known = place(answer)
    return known.name if known else answer or ""


def find(text: str, level: str | None = None) -> str | None:
    """Return the slug of a place by name or other spelling, accents and case aside; None when it is not known.

    Without a level a region comes before a cercle of its name, and a cercle before a gold site.
    """
    for one in _by_spelling().get(fold(text), ()):
        if level in (None, _places()[one].level):
            return one
    return None


def find_starting(typed: str, level: str) -> list[Place]:
    """Return the places of a level that a person may be typing, in the order of the list."""
    start = fold(typed)
    slugs = {slug for spelling, found in _by_spelling().items() if spelling.startswith(start) for slug in found}
    return [one for one in places(level) if one.slug in slugs]


def find_code(system: str, code: str) -> str | None:
    """Return the slug of a code: systems "iso_3166_2", "ocha", and "ct_2023" and "ca_2023" of the two laws of 2023."""
    return next((row["slug"] for row in _aliases() if (row["system"], row["alias"]) == (system, code)), None)


def code_of(slug: str, system: str) -> str | None:
    """Return the code a place has in another system, or None."""
    return next((row["alias"] for row in _aliases() if (row["slug"], row["system"]) == (slug, system)), None)


def region_now(slug: str | None) -> str | None:
    """Return the slug of the region a place lies in today, or None when it is not a known place.

    Of a region named as before 2023 only itself is known: Mopti may be any of the three that it has become.
    """
    known = place(slug)
    return known.region_now if known else None


def region_before(slug: str | None) -> str | None:
    """Return the slug of the region a place lay in before 2023, or None when it is not a known place."""
    known = place(slug)
    return known.region_before if known else None


def lies_in(region: str, *answers: str | None) -> bool:
    """Say whether an origin (its region, its cercle, as slugs) is to be found under a region, today's or the old one."""
    return any(region in _regions(known) for answer in answers if (known := place(answer)))


def _regions(one: Place) -> tuple[str, str]:
    return one.region_now, one.region_before


@cache
def _places() -> dict[str, Place]:
    return {
        row["slug"]: Place(
            slug=row["slug"],
            level=row["level"],
            name=row["name"],
            cercle=row["cercle"] or None,
            region_now=row["region_now"],
            region_before=row["region_before"],
            is_new=bool(row["since"]),
        )
        for row in _rows("places.csv")
    }


@cache
def _aliases() -> list[dict[str, str]]:
    return list(_rows("aliases.csv"))


@cache
def _by_spelling() -> dict[str, list[str]]:
    """Return the slugs that each folded spelling stands for, in the order of the list: regions first."""
    spellings: dict[str, set[str]] = {}
    for one in _places().values():
        spellings.setdefault(fold(one.name), set()).add(one.slug)
    for row in _aliases():
        if row["system"] == _SPELLING:
            spellings.setdefault(fold(row["alias"]), set()).add(row["slug"])
    order = {slug: rank for rank, slug in enumerate(_places())}
    return {spelling: sorted(slugs, key=order.__getitem__) for spelling, slugs in spellings.items()}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
