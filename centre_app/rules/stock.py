"""Rules about the stock room: V21 nothing is taken that is not there, unless somebody counted."""

from collections.abc import Iterable, Iterator
from datetime import date

from centre_app.choices.keys import StockMovementKind
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import StockMovement
from centre_app.rules.around import Around, say
from centre_app.rules.findings import WARNS, Finding

RECEIPT, COUNT = StockMovementKind.RECEIPT, StockMovementKind.COUNT
_WITHIN_A_DAY = {RECEIPT: 0, COUNT: 2}  # all else between


def in_stock(movements: Iterable[StockMovement]) -> int:
    """Return how many are there after movements; a count says what was found, whatever had been written before it.

    Within a day things come in before they go out, and are counted at its end.
    """
    there = 0
    for one in sorted(
        movements, key=lambda one: (one.moved_on or date.min, _WITHIN_A_DAY.get(one.kind or "", 1), one.id)
    ):
        quantity = one.quantity or 0
        there = quantity if one.kind == COUNT else there + quantity if one.kind == RECEIPT else there - quantity
    return there


def v21_stock_does_not_fall_below_nought_without_a_count(movement: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(movement, StockMovement) or movement.kind in (RECEIPT, COUNT) or movement.moved_on is None:
        return
    of_item = around.find(StockMovement, item_id=movement.item_id)
    until = [one for one in of_item if one.moved_on and one.moved_on <= movement.moved_on]
    there = in_stock(until)
    if there < 0:
        yield say(
            movement,
            "V21",
            WARNS,
            "quantity",
            N_("By what is written {n} more go out than there are. Count what is on the shelf, and write it down."),
            n=-there,
        )


RULES = (v21_stock_does_not_fall_below_nought_without_a_count,)
