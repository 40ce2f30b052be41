"""How full the house is, night by night: the beds given, the places there are, and who was seen to be there.

A place is a bed in use. Cots stand beside their mothers' beds and mats are laid when no bed is free, so neither is one:
somebody on a mat makes a night fuller than the house.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from centre_app.choices.keys import BedKind
from centre_app.records import Bed, BedAssignment, PresenceNight
from centre_app.register import Register

NO_PLACE = frozenset({BedKind.COT, BedKind.MAT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """One night: beds and mats given, places, and how many were marked present, None while nobody was marked.

    `present` counts babies in cots too, who have no place of their own.
    """

    night: date
    taken: int
    places: int
    present: int | None

    @property
    def is_over(self) -> bool:
        """Whether more people slept here than the house has beds."""
        return self.taken > self.places


def nights(register: Register, first: date, last: date) -> list[Night]:
    """Return each night from the first to the last, both included; none where stays are kept for others."""
    if not register.can_open(BedAssignment):
        return []
    beds = register.find(Bed)
    cots = {bed.id for bed in beds if bed.kind == BedKind.COT}
    taken, present = _taken(register, first, last, cots), _present(register, first, last)
    every = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [
        Night(
            night=night,
            taken=taken[night],
            places=sum(_is_place(bed, night) for bed in beds),
            present=present.get(night),
        )
        for night in every
    ]


def fullest(found: Collection[Night]) -> Night | None:
    """Return the night on which most beds were taken, the latest of several; None of no nights."""
    return max(found, key=lambda one: (one.taken, one.night), default=None)


def _is_place(bed: Bed, night: date) -> bool:
    """Say whether a bed was in use. Of one without a day it is taken that it always stood there."""
    is_bought = bed.in_service_from is None or bed.in_service_from <= night
    is_gone = bed.out_of_service_from is not None and bed.out_of_service_from <= night
    return bed.kind not in NO_PLACE and is_bought and not is_gone


def _taken(register: Register, first: date, last: date, cots: Collection[str]) -> Counter[date]:
    """Count the beds given on each night. A bed that two people have by mistake is taken once."""
    slept_in: set[tuple[str, date]] = set()
    for given in register.find(BedAssignment):
        if given.from_on is None or given.bed_id in cots:
            continue
        until = min(given.to_on - timedelta(days=1) if given.to_on else last, last)
        begun = max(given.from_on, first)
        slept_in |= {(given.bed_id, begun + timedelta(days=day)) for day in range((until - begun).days + 1)}
    return Counter(night for _bed, night in slept_in)


def _present(register: Register, first: date, last: date) -> dict[date, int]:
    """Count who was marked present, by night; a night on which nobody was marked is left out."""
    if not register.can_open(PresenceNight):
        return {}
    every = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    found: dict[date, int] = {}
    for mark in register.find(PresenceNight, night=every):
        if mark.night is not None and mark.present is not None:
            found[mark.night] = found.get(mark.night, 0) + mark.present
    return found
