"""What became of each donor's and each project's things: how many came, to how many people they went, what is left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from centre_app.casework.stock.lots import GIVEN, HOUSE, LOST, MISSING, SENT, Gifts, Lot, lots_of
from centre_app.questions import columns_for, part_from_row
from centre_app.records import Distribution, StockMovement
from centre_app.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """Of one thing that a donor or a project paid: everything that came is somewhere among the rest.

    `value_fcfa` is what it cost, None where no receipt says it. `donor_id` and `project_id` None: found at a count, or
    gone out without ever having been written in.
    """

    donor_id: str | None
    project_id: str | None
    item_id: str
    received: int
    value_fcfa: int | None
    handed: int
    persons: int
    house: int
    lost: int
    sent: int
    missing: int
    there: int


def what_became(lots: Mapping[str, Sequence[Lot]], person_of: Mapping[str, str] | None = None) -> list[Became]:
    """Return for each donor, project and thing what became of it; `lots` by thing.

    A person is counted once for each thing. `person_of` names the person of a case where two files are one girl's.
    """
    known = person_of or {}
    by_source: dict[tuple[str | None, str | None, str], list[Lot]] = {}
    for item_id, of_item in lots.items():
        for lot in of_item:
            source = (lot.receipt.donor_id, lot.receipt.project_id) if lot.receipt else (None, None)
            by_source.setdefault((*source, item_id), []).append(lot)
    return [_added(*source, found, known) for source, found in by_source.items()]


def _added(
    donor_id: str | None, project_id: str | None, item_id: str, lots: Sequence[Lot], known: Mapping[str, str]
) -> Became:
    cases = {use.case_id for lot in lots for use in lot.uses if use.end == GIVEN and use.case_id}
    costs = [
        lot.came * lot.receipt.unit_cost_fcfa for lot in lots if lot.receipt and lot.receipt.unit_cost_fcfa is not None
    ]
    return Became(
        donor_id=donor_id,
        project_id=project_id,
        item_id=item_id,
        received=sum(lot.came for lot in lots),
        value_fcfa=sum(costs) if costs else None,
        handed=sum(lot.used(GIVEN) for lot in lots),
        persons=len({known.get(case_id, case_id) for case_id in cases}),
        house=sum(lot.used(HOUSE) for lot in lots),
        lost=sum(lot.used(LOST) for lot in lots),
        sent=sum(lot.used(SENT) for lot in lots),
        missing=sum(lot.used(MISSING) for lot in lots),
        there=sum(lot.left for lot in lots),
    )


def lots_by_item(
    register: Register, *, until: date | None = None, item_ids: Iterable[str] = ()
) -> dict[str, list[Lot]]:
    """Return the lots of every thing, or of some, as they stood at the end of a day; numbers are those of the whole house."""
    wanted: dict[str, Any] = {"item_id": list(item_ids)} if item_ids else {}
    given = gifts_by_movement(register, **wanted)
    moved = movements_by_item(register, until=until, **wanted)
    return {item_id: lots_of(of_item, given) for item_id, of_item in moved.items()}


_OF_A_LOT = (
    "id", "item_id", "kind", "quantity", "moved_on", "donor_id", "project_id", "unit_cost_fcfa", "expires_on",
)  # fmt: skip


def movements_by_item(register: Register, *, until: date | None = None, **where: Any) -> dict[str, list[StockMovement]]:
    """Return what lots are made of: the movements of each thing until the end of a day, without their words."""
    columns = columns_for(StockMovement, _OF_A_LOT)
    moved: dict[str, list[StockMovement]] = {}
    for row in register.as_stored.rows(StockMovement, columns, **where):
        if until is None or not row["moved_on"] or str(row["moved_on"]) <= until.isoformat():
            moved.setdefault(str(row["item_id"]), []).append(part_from_row(StockMovement, row, _OF_A_LOT))
    return moved


def gifts_by_movement(register: Register, **where: Any) -> dict[str, Gifts]:
    """Return who was given how many, by the movement with which it left the shelf; nothing where such records are shut."""
    if not register.as_stored.can_open(Distribution):
        return {}
    given: dict[str, list[tuple[str, int]]] = {}
    rows = register.as_stored.rows(Distribution, ("case_id", "movement_id", "quantity"), **where)
    for row in rows:
        if row["movement_id"]:
            given.setdefault(str(row["movement_id"]), []).append((str(row["case_id"]), int(row["quantity"] or 0)))
    return dict(given)
