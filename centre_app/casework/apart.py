"""What the board points out: families whom the rooms part, two people in one bed, a baby without its mother.

Nothing here is wrong by itself: sisters may want it so. It is said, and somebody decides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from centre_app.casework.beds import BedTile, RoomCard, Sleeper
from centre_app.records import PersonLink
from centre_app.register import Register

SIBLINGS = frozenset({"sister", "brother", "half_sibling"})
MOTHER = "mother"
CHILDREN = frozenset({"daughter", "son"})

TWO_IN_A_BED, NO_MOTHER, MOTHER_AWAY, SIBLINGS_APART = "two_in_a_bed", "no_mother", "mother_away", "siblings_apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """One thing to look at: what, in which bed, in which other, and a free bed that would bring them together."""

    what: str
    tile: BedTile
    other: BedTile | None = None
    together: BedTile | None = None


def pointed_out(register: Register, cards: Sequence[RoomCard]) -> list[Pointed]:
    """Return what is to be looked at on a board, the gravest first."""
    house = _House(cards)
    links = register.find(PersonLink) if register.can_open(PersonLink) else []
    mothers = _mothers(links)
    found = [Pointed(what=TWO_IN_A_BED, tile=tile) for tile in house.tiles if tile.others]
    found += _without_mother(house, mothers)
    found += _mothers_away(house, mothers)
    return [*found, *_siblings_apart(house, links)]


class _House:
    """The board by person: in which tile somebody sleeps, and what is free in a room."""

    def __init__(self, cards: Sequence[RoomCard]) -> None:
        self.tiles = [tile for card in cards for tile in card.tiles]
        self.by_person = {one.person_id: tile for tile in self.tiles for one in _sleepers(tile)}

    def free_near(self, tile: BedTile, *, is_cot: bool) -> BedTile | None:
        """Return a free bed in the room of a tile; of cots the one that stands beside it first."""
        room = [one for one in self.tiles if one.bed.room_id == tile.bed.room_id and one.is_free]
        fitting = [one for one in room if (one.bed.kind == "cot") == is_cot]
        return min(fitting, key=lambda one: (one.bed.beside_bed_id != tile.bed.id, one.bed.label or ""), default=None)


def _sleepers(tile: BedTile) -> Iterator[Sleeper]:
    if tile.sleeper is not None:
        yield tile.sleeper
    yield from tile.others


def _mothers(links: Sequence[PersonLink]) -> Mapping[str, str]:
    """Return by person id of a child that of its mother."""
    found = {link.to_person_id: link.from_person_id for link in links if link.relation == MOTHER}
    return {link.from_person_id: link.to_person_id for link in links if link.relation in CHILDREN} | found


def _without_mother(house: _House, mothers: Mapping[str, str]) -> Iterator[Pointed]:
    """Yield the children along of whom nobody is named as the mother, or whose mother has no bed here."""
    for tile in house.tiles:
        for child in _sleepers(tile):
            if child.is_child_of_resident and mothers.get(child.person_id) not in house.by_person:
                yield Pointed(what=NO_MOTHER, tile=tile)


def _mothers_away(house: _House, mothers: Mapping[str, str]) -> Iterator[Pointed]:
    """Yield the mothers whose baby sleeps in another room."""
    for child, mother in mothers.items():
        baby, bed = house.by_person.get(child), house.by_person.get(mother)
        if baby is None or bed is None or not baby.sleeper or not baby.sleeper.is_child_of_resident:
            continue
        if baby.bed.room_id != bed.bed.room_id:
            together = house.free_near(bed, is_cot=baby.bed.kind == "cot")
            yield Pointed(what=MOTHER_AWAY, tile=bed, other=baby, together=together)


def _siblings_apart(house: _House, links: Sequence[PersonLink]) -> Iterator[Pointed]:
    """Yield each pair of siblings in two rooms once, whichever of the two the link was written from."""
    pairs = {frozenset((link.from_person_id, link.to_person_id)) for link in links if link.relation in SIBLINGS}
    tiles = [[house.by_person[one] for one in pair if one in house.by_person] for pair in pairs]
    apart = [pair for pair in tiles if len(pair) == 2 and pair[0].bed.room_id != pair[1].bed.room_id]
    in_order = (sorted(pair, key=lambda tile: tile.bed.label or "") for pair in apart)
    for first, second in sorted(in_order, key=lambda pair: pair[0].bed.label or ""):
        together = house.free_near(first, is_cot=False) or house.free_near(second, is_cot=False)
        yield Pointed(what=SIBLINGS_APART, tile=first, other=second, together=together)
