"""Whom the centre knows outside: organisations with what they offer, and places that no list of Mali holds."""

import dataclasses
from collections.abc import Iterable
from datetime import date, timedelta

from centre_app import places
from centre_app.casework.house import keep
from centre_app.folding import fold
from centre_app.records import KnownPlace, Organisation
from centre_app.register import Register

CHECKED_AGAIN_AFTER = timedelta(days=365)  # who works where changes within a year
VILLAGE, GOLD_SITE = "village", "gold_site"


def organisations(register: Register, typed: str = "", *, with_inactive: bool = False) -> list[Organisation]:
    """Return the organisations that a person may mean, by name; the word may be a name, a town, a region, a contact.

    A region as it was before 2023 finds those that lie in what it has become, and the other way round.
    """
    wanted = fold(typed)
    region = places.find(typed, places.REGION) if wanted else None
    found = [
        one
        for one in register.find_open(Organisation)
        if (one.is_active is not False or with_inactive)
        and (
            not wanted
            or wanted in _words_of(one)
            or (region is not None and places.lies_in(region, one.region, one.cercle))
        )
    ]
    return sorted(found, key=lambda one: fold(one.name or ""))


def offering(register: Register, service: str | None) -> list[Organisation]:
    """Return the organisations, those first that offer a service (a key of referral_type)."""
    return sorted(organisations(register), key=lambda one: service not in one.services)


def is_to_be_checked(organisation: Organisation, today: date) -> bool:
    """Say whether nobody has looked for a year whether what is written is still true."""
    return organisation.verified_on is None or organisation.verified_on + CHECKED_AGAIN_AFTER < today


def keep_organisation(register: Register, organisation: Organisation) -> Organisation:
    """Save an organisation. Raises NotSaved without a name and a kind."""
    return keep(register, organisation)


def check_organisation(register: Register, organisation: Organisation) -> Organisation:
    """Write that somebody has looked today: what stands here is still true."""
    return keep(register, dataclasses.replace(organisation, verified_on=register.today))


def keep_place(register: Register, place: KnownPlace) -> KnownPlace:
    """Save a place. Raises NotSaved without a name and a kind."""
    return keep(register, place)


def known_places(register: Register, *kinds: str) -> list[KnownPlace]:
    """Return the places of some kinds, or of all, by name."""
    found = (one for one in register.find_open(KnownPlace) if not kinds or one.kind in kinds)
    return sorted(found, key=lambda one: fold(one.name or ""))


def names_starting(known: Iterable[KnownPlace], typed: str) -> list[str]:
    """Return the names that may be meant by what is typed, by their other names as well, each once."""
    start = fold(typed)
    meant = [one.name for one in known if one.name and any(word.startswith(start) for word in _names_of(one))]
    return list(dict.fromkeys(meant))


def _names_of(place: KnownPlace) -> list[str]:
    return [fold(name) for name in (place.name, *(place.also_called or "").split(",")) if name]


def _words_of(organisation: Organisation) -> str:
    told = (
        organisation.name, organisation.acronym, organisation.locality, organisation.contact,
        places.place_name(organisation.region), places.place_name(organisation.cercle),
    )  # fmt: skip
    return fold(" ".join(word for word in told if word))
