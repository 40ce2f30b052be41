"""A slow script: the shelf of every evening, added up from every movement, held against the notebook and the program."""

from collections.abc import Iterator
from datetime import date

from centre_app.casework.stock import shelf
from centre_app.records import Distribution, Stay, StockMovement
from tests.house.living import Lived

Differences = list[str]
SIGN = {"receipt": 1, "issue": -1, "loss": -1, "transfer": -1}


def stock(lived: Lived) -> Differences:
    """Come in − gone out ± what was counted = on the shelf; each thing handed out stands beside who has it."""
    moved = lived.register.find(StockMovement)
    given = lived.register.find(Distribution)
    return [*_shelves(lived, moved), *_hands(moved, given), *_givers(lived, given)]


def _shelves(lived: Lived, moved: list[StockMovement]) -> Iterator[str]:
    last = max(lived.notebook)
    for day, written in lived.store.each_evening.items():
        for key, expected in written.items():
            item = lived.store.items[key]
            added = _added([one for one in moved if one.item_id == item.id], until=day)
            if added != expected:
                yield f"{day}: {added} of {key} by the movements, {expected} by the notebook"
            if day.day in (1, 15) or day == last:
                known = shelf.balance_of(lived.register, item.id, on=day)
                if known != expected:
                    yield f"{day}: {known} of {key} by the program, {expected} by the notebook"


def _added(moved: list[StockMovement], *, until: date) -> int:
    """Add day by day: what comes first, what goes next, and a count at the end of a day is what is there."""
    there = 0
    for day in sorted({one.moved_on for one in moved if one.moved_on is not None and one.moved_on <= until}):
        of_day = [one for one in moved if one.moved_on == day]
        there += sum(SIGN[one.kind or ""] * (one.quantity or 0) for one in of_day if one.kind != "count_adjust")
        for count in (one for one in of_day if one.kind == "count_adjust"):
            there = count.quantity or 0
    return there


def _hands(moved: list[StockMovement], given: list[Distribution]) -> Iterator[str]:
    """What left the shelf for people is what people have; what left it for the kitchen names nobody."""
    for movement in moved:
        named = [one for one in given if one.movement_id == movement.id]
        got = sum(one.quantity or 0 for one in named)
        if named and got != movement.quantity:
            yield f"{movement.moved_on}: {movement.quantity} left the shelf and {got} were given"
        if not named and movement.kind == "issue" and not movement.reason:
            yield f"{movement.moved_on}: {movement.quantity} left the shelf and nobody says for whom"
    known = {movement.id for movement in moved}
    lost = [one for one in given if one.movement_id not in known]
    if lost:
        yield f"{len(lost)} things were given that never left the shelf"


def _givers(lived: Lived, given: list[Distribution]) -> Iterator[str]:
    """Nobody is given anything before she came or after she left."""
    stays = lived.register.find(Stay)
    for one in given:
        of_hers = [stay for stay in stays if stay.case_id == one.case_id and stay.admitted_on is not None]
        day = one.given_on or date.max
        if not any((stay.admitted_on or date.max) <= day <= (stay.ended_on or date.max) for stay in of_hers):
            yield f"{one.given_on}: something was given to somebody who was not in the house"
