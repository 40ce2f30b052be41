"""Each receipt of one thing as a lot, and where its pieces went: what came first goes first.

No register here: movements and who was given what go in, lots come out. A count that finds fewer makes a use "missing";
one that finds more makes a lot that nobody gave, and so does what went out without ever having been written in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from centre_app.choices.keys import StockMovementKind
from centre_app.records import StockMovement
from centre_app.rules.stock import in_order

# Where pieces can have gone.
GIVEN, HOUSE, LOST, SENT, MISSING = "given", "house", "lost", "sent", "missing"
_ENDS = {StockMovementKind.LOSS: LOST, StockMovementKind.TRANSFER: SENT}

Gifts = Sequence[tuple[str, int]]  # case id and how many, of one movement


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """So many pieces of a lot went one way; `case_id` says to whom, where it was to somebody."""

    end: str
    quantity: int
    case_id: str | None = None


@dataclass(slots=True, kw_only=True)
class Lot:
    """What came with one receipt. `receipt` None: found at a count, or never written in."""

    receipt: StockMovement | None
    came: int
    left: int = 0
    uses: list[Use] = field(default_factory=list)

    def take(self, use: Use) -> None:
        self.uses.append(use)
        self.left -= use.quantity

    def used(self, end: str) -> int:
        return sum(use.quantity for use in self.uses if use.end == end)


def lots_of(movements: Iterable[StockMovement], given: Mapping[str, Gifts]) -> list[Lot]:
    """Return the lots of one thing in the order in which they came; what is left of them is what is in stock.

    `given` tells of a movement who got how many.
    """
    shelf = _Shelf()
    for one in in_order(movements):
        shelf.take_note(one, given.get(one.id, ()))
    return shelf.all_lots()


class _Shelf:
    """The pieces of one thing while its movements are gone through."""

    def __init__(self) -> None:
        self._lots: list[Lot] = []
        self._first = 0  # the lots before it are empty
        self._there = 0
        self._owed: list[Use] = []  # gone out before anything was written in

    def take_note(self, one: StockMovement, given: Gifts) -> None:
        quantity = max(one.quantity or 0, 0)
        if one.kind == StockMovementKind.RECEIPT:
            self._put(one, quantity)
        elif one.kind == StockMovementKind.COUNT:
            self._set_right(quantity)
        else:
            for use in _uses(one, quantity, given):
                self._draw(use)

    def _set_right(self, found: int) -> None:
        """Let the shelf hold what was found on it."""
        more = found - self._there
        if more > 0:
            self._put(None, more)
        elif more < 0:
            self._draw(Use(end=MISSING, quantity=-more))

    def _put(self, receipt: StockMovement | None, came: int) -> None:
        self._lots.append(Lot(receipt=receipt, came=came, left=came))
        self._there += came
        owed, self._owed = self._owed, []
        self._there += sum(use.quantity for use in owed)  # it is drawn once more
        for use in owed:
            self._draw(use)

    def _draw(self, use: Use) -> None:
        wanted = use.quantity
        self._there -= wanted
        while wanted > 0 and self._first < len(self._lots):
            lot = self._lots[self._first]
            taken = min(lot.left, wanted)
            if taken > 0:
                lot.take(Use(end=use.end, quantity=taken, case_id=use.case_id))
                wanted -= taken
            self._first += not lot.left
        if wanted > 0:
            self._owed.append(Use(end=use.end, quantity=wanted, case_id=use.case_id))

    def all_lots(self) -> list[Lot]:
        if not self._owed:
            return self._lots
        never_came = Lot(receipt=None, came=0)
        for use in self._owed:
            never_came.take(use)
        return [*self._lots, never_came]


def _uses(one: StockMovement, quantity: int, given: Gifts) -> Iterator[Use]:
    """Yield where the pieces of a movement went; of an issue, what stands beside nobody's name went to the house."""
    named = 0
    for case_id, n in given:
        yield Use(end=GIVEN, quantity=n, case_id=case_id)
        named += n
    if quantity > named:
        yield Use(end=_ENDS.get(one.kind or "", HOUSE), quantity=quantity - named)
