"""What is on the shelf: how many of each thing on a day, what runs low, what will not keep, and the story of one thing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from centre_app.casework.stock.lots import lots_of
from centre_app.casework.stock.traced import movements_by_item
from centre_app.choices.keys import StockMovementKind
from centre_app.folding import fold
from centre_app.records import Item, StockMovement
from centre_app.register import Register
from centre_app.rules.stock import in_order

SOON_OUT_OF_DATE = timedelta(days=30)

# How a thing stands, the most pressing first.
BELOW_NOUGHT, NONE_LEFT, OUT_OF_DATE, LOW, NOT_LONG, ENOUGH = "below", "none", "expired", "low", "soon", "enough"
STATES = (BELOW_NOUGHT, NONE_LEFT, OUT_OF_DATE, LOW, NOT_LONG, ENOUGH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How one thing stands on a day. `keeps_until` is the first day on which something of what is left goes off."""

    item: Item
    there: int
    keeps_until: date | None
    counted_on: date | None
    day: date

    @property
    def state(self) -> str:
        """Return one of STATES. Where nobody said how few are few, only an empty shelf is few."""
        if self.there < 0:
            return BELOW_NOUGHT
        if self.keeps_until is not None and self.keeps_until < self.day:
            return OUT_OF_DATE
        least = self.item.min_stock
        if self.there == 0:
            return NONE_LEFT if least != 0 else ENOUGH
        if least is not None and self.there < least:
            return LOW
        if self.keeps_until is not None and self.keeps_until <= self.day + SOON_OUT_OF_DATE:
            return NOT_LONG
        return ENOUGH


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One movement, what it changed by, and how many were there after it."""

    movement: StockMovement
    change: int
    after: int


def things(register: Register) -> list[Item]:
    """Return the things of the catalogue by name."""
    return sorted(register.find_open(Item), key=lambda item: fold(item.name or ""))


def balances(register: Register, *, on: date | None = None) -> list[Balance]:
    """Return how every thing stands at the end of a day, today if none is given; what presses comes first."""
    day = on or register.today
    moved = movements_by_item(register, until=day)
    found = []
    for item in things(register):
        movements = moved.get(item.id, [])
        of_item = lots_of(movements, {})
        counts = [one.moved_on for one in movements if one.kind == StockMovementKind.COUNT and one.moved_on]
        keeps = [lot.receipt.expires_on for lot in of_item if lot.left > 0 and lot.receipt and lot.receipt.expires_on]
        found.append(
            Balance(
                item=item,
                there=sum(lot.left for lot in of_item),
                keeps_until=min(keeps, default=None),
                counted_on=max(counts, default=None),
                day=day,
            )
        )
    return sorted(found, key=lambda one: STATES.index(one.state))


def balance_of(register: Register, item_id: str, *, on: date | None = None) -> int:
    """Return how many of one thing are there at the end of a day."""
    moved = movements_by_item(register, until=on, item_id=item_id)
    return sum(lot.left for lot in lots_of(moved.get(item_id, []), {}))


def steps_of(register: Register, item_id: str) -> list[Step]:
    """Return the movements of one thing, the oldest first."""
    return steps(register.find_open(StockMovement, item_id=item_id))


def steps(movements: Iterable[StockMovement]) -> list[Step]:
    """Return movements of one thing in their order, each with what it changed and what was there then."""
    there, told = 0, []
    for one in in_order(movements):
        change = _change(one, there)
        there += change
        told.append(Step(movement=one, change=change, after=there))
    return told


def _change(one: StockMovement, there: int) -> int:
    quantity = one.quantity or 0
    if one.kind == StockMovementKind.COUNT:
        return quantity - there
    return quantity if one.kind == StockMovementKind.RECEIPT else -quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfThing:
    """One thing over a stretch of days: opening + came_in − went_out + found = closing, always."""

    item: Item
    opening: int
    came_in: int
    went_out: int
    found: int  # what counts found more, or less where it is below nought
    closing: int


def over(register: Register, first: date, last: date) -> list[MonthOfThing]:
    """Return each thing over these days, by name; both days count."""
    by_item = movements_by_item(register, until=last)
    return [_month(item, by_item.get(item.id, []), first, last) for item in things(register)]


def _month(item: Item, movements: Sequence[StockMovement], first: date, last: date) -> MonthOfThing:
    told = steps(one for one in movements if one.moved_on is not None and one.moved_on <= last)
    before = [step for step in told if step.movement.moved_on is not None and step.movement.moved_on < first]
    within = told[len(before) :]
    came, went, found = 0, 0, 0
    for step in within:
        if step.movement.kind == StockMovementKind.COUNT:
            found += step.change
        elif step.change > 0:
            came += step.change
        else:
            went -= step.change
    opening = before[-1].after if before else 0
    return MonthOfThing(
        item=item, opening=opening, came_in=came, went_out=went, found=found, closing=opening + came - went + found
    )
