"""Writing what comes to the shelf and leaves it without a name: receipts, losses, counts, what goes elsewhere or to the house."""

import dataclasses
from collections.abc import Sequence

from centre_app.casework.house import check_filled
from centre_app.choices.keys import StockMovementKind
from centre_app.records import Distribution, Item, StockMovement
from centre_app.register import Register


def write(register: Register, movements: Sequence[StockMovement]) -> list[StockMovement]:
    """Write movements as one act: the things of one slip, or of one round of counting. Raises NotSaved."""
    for one in movements:
        check_filled(one)
    return register.save(*movements, action="stock")


def take_back(register: Register, movement: StockMovement, *, reason: str) -> None:
    """Take back a movement that was written by mistake. What stands beside names is taken back with them (handing_out)."""
    register.void(movement, reason=reason)


def receipt(register: Register) -> StockMovement:
    """Return a receipt of today, not saved yet."""
    return StockMovement(kind=StockMovementKind.RECEIPT, moved_on=register.today)


def blank(register: Register, kind: str, item: Item | None = None) -> StockMovement:
    """Return a movement of today of some kind, not saved yet."""
    return StockMovement(kind=kind, moved_on=register.today, item_id=item.id if item else "")


def has_names(register: Register, movement: StockMovement) -> bool:
    """Say whether what left the shelf with this movement was given to somebody."""
    return register.as_stored.can_open(Distribution) and bool(
        register.as_stored.rows(Distribution, ("id",), movement_id=movement.id)
    )


def corrected(movement: StockMovement, quantity: int) -> StockMovement:
    """Return a movement of another quantity."""
    return dataclasses.replace(movement, quantity=quantity)
