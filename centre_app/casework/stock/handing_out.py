"""Handing things out to residents: one act for one or for many, and putting right what was written of it.

Each thing leaves the shelf as one movement, with a line for each person that names it. What is put right changes both
sides, so that the shelf and the files go on telling the same.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from centre_app.casework.merging import kept_for
from centre_app.casework.stock.traced import lots_by_item
from centre_app.choices.keys import KitKind, StockMovementKind
from centre_app.problems import NotSaved
from centre_app.questions import Record
from centre_app.records import Distribution, Stay, StockMovement
from centre_app.register import Register
from centre_app.review import Finding, review

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """So many of one thing for one person; `kit` where it is part of one."""

    case_id: str
    item_id: str
    quantity: int
    receipt_mode: str | None = None
    kit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """What was written, and what of it was not: for whom, and why."""

    distributions: Sequence[Distribution]
    refused: Sequence[tuple[str, Finding]]

    @property
    def persons(self) -> int:
        return len({one.case_id for one in self.distributions})


def hand_out(
    register: Register,
    gifts: Iterable[Gift],
    *,
    on: date,
    by: str | None,
    note: str | None = None,
    with_them: Sequence[Record] = (),
) -> HandedOut:
    """Write gifts as one act. Whoever had left or not come yet is left out and named; the rest is saved.

    `with_them` are records that follow from it. Raises NotSaved where nobody is left.
    """
    asked = [_written(gift, on, by, note) for gift in gifts]
    blocking = [found for found in review(register, asked) if found.blocks]
    bad = {found.record_id: found for found in blocking}
    case_of = {one.id: one.case_id for one in asked}
    refused = list({case_of[one]: found for one, found in bad.items()}.items())
    left_out = {case_id for case_id, _ in refused}
    kept = [one for one in asked if one.case_id not in left_out]
    if not kept:
        raise NotSaved(blocking)
    movements = _movements(kept, on, _paid_by(register, kept, on))
    named = [
        dataclasses.replace(one, movement_id=movements[one.item_id].id, project_id=movements[one.item_id].project_id)
        for one in kept
    ]
    others = [one for one in with_them if getattr(one, "case_id", None) not in left_out]
    saved = register.save(*movements.values(), *named, *others, action="hand_out")
    return HandedOut(distributions=[one for one in saved if isinstance(one, Distribution)], refused=refused)


def _written(gift: Gift, on: date, by: str | None, note: str | None) -> Distribution:
    return Distribution(
        case_id=gift.case_id,
        item_id=gift.item_id,
        quantity=gift.quantity,
        given_on=on,
        given_by=by,
        receipt_mode=gift.receipt_mode,
        kit=gift.kit,
        note=note,
    )


def _movements(given: Sequence[Distribution], on: date, paid_by: Mapping[str, str | None]) -> dict[str, StockMovement]:
    """Return a movement for each thing, of all that is given of it."""
    totals: dict[str, int] = {}
    for one in given:
        totals[one.item_id] = totals.get(one.item_id, 0) + (one.quantity or 0)
    return {
        item_id: StockMovement(
            item_id=item_id,
            kind=StockMovementKind.ISSUE,
            quantity=total,
            moved_on=on,
            project_id=paid_by.get(item_id),
        )
        for item_id, total in totals.items()
    }


def _paid_by(register: Register, given: Sequence[Distribution], on: date) -> dict[str, str | None]:
    """Return the project that paid each thing, where the receipts from which it will be taken are all of one."""
    wanted: dict[str, int] = {}
    for one in given:
        wanted[one.item_id] = wanted.get(one.item_id, 0) + (one.quantity or 0)
    found: dict[str, str | None] = {}
    for item_id, lots in lots_by_item(register, until=on, item_ids=wanted).items():
        projects: set[str | None] = set()
        for lot in lots:
            if wanted[item_id] > 0 and lot.left > 0:
                projects.add(lot.receipt.project_id if lot.receipt else None)
                wanted[item_id] -= lot.left
        found[item_id] = projects.pop() if len(projects) == 1 else None
    return found


def looked_at(register: Register, gifts: Sequence[Gift], *, on: date) -> list[tuple[Gift | None, str, Finding]]:
    """Return what is to be said of gifts before they are handed out: each finding with its gift, where it is about one, and its thing.

    Very many for one person is said once for a thing.
    """
    asked = [(gift, _written(gift, on, None, None)) for gift in gifts]
    movements = _movements([one for _, one in asked], on, {})
    named = [dataclasses.replace(one, movement_id=movements[one.item_id].id) for _, one in asked]
    of_gift = {one.id: gift for one, (gift, _) in zip(named, asked, strict=True)}
    of_thing = {movement.id: item_id for item_id, movement in movements.items()}
    told: dict[tuple[str | None, str, str], tuple[Gift | None, str, Finding]] = {}
    for found in review(register, [*movements.values(), *named]):
        gift = of_gift.get(found.record_id)
        item_id = gift.item_id if gift else of_thing[found.record_id]
        whom = gift.case_id if gift and found.question == "given_on" else None
        told.setdefault((whom, item_id, found.message), (gift, item_id, found))
    return list(told.values())


# --- putting right ---------------------------------------------------------------------------------------------


def take_back(register: Register, distribution: Distribution, *, reason: str) -> None:
    """Take back one thing that was not given after all: it lies on the shelf again."""
    voided = _void(register, distribution, reason)
    others = _with_its_movement(register, distribution, -(distribution.quantity or 0), reason)
    register.save(voided, *others, *_kit_undone(register, [distribution]), action="hand_out")


def take_back_all(register: Register, movement: StockMovement, *, reason: str) -> None:
    """Take back a whole handing-out of one thing, with every line that names it."""
    lines = register.find(Distribution, movement_id=movement.id)
    voided = [_void(register, one, reason) for one in lines]
    rest = (movement.quantity or 0) - sum(one.quantity or 0 for one in lines)  # of files that are kept for others
    changed = dataclasses.replace(movement, quantity=rest) if rest > 0 else _void(register, movement, reason)
    register.save(changed, *voided, *_kit_undone(register, lines), action="hand_out")


def correct(register: Register, distribution: Distribution) -> Distribution:
    """Write another number, or how she confirmed it, of what she was given. Raises NotSaved."""
    before = register.get(Distribution, distribution.id)
    change = (distribution.quantity or 0) - ((before.quantity or 0) if before else 0)
    others = _with_its_movement(register, distribution, change, "")
    undone = _kit_undone(register, [distribution]) if change < 0 else []
    register.save(distribution, *others, *undone, action="hand_out")
    return register.get(Distribution, distribution.id) or distribution


def _with_its_movement(register: Register, given: Distribution, change: int, reason: str) -> list[Record]:
    """Return the movement as it stands once so many more, or fewer, leave the shelf with it."""
    movement = register.as_stored.get(StockMovement, given.movement_id)
    if movement is None or movement.is_void or not change:
        return []
    total = (movement.quantity or 0) + change
    return [dataclasses.replace(movement, quantity=total) if total > 0 else _void(register, movement, reason)]


def _kit_undone(register: Register, taken_back: Sequence[Distribution]) -> list[Record]:
    """Return the stays of which it cannot be said any more that the entry kit was given."""
    cases = [one.case_id for one in taken_back if one.kit == KitKind.ENTRY]
    stays = register.find(Stay, case_id=cases, ended_on=None) if cases else []
    return [dataclasses.replace(stay, entry_kit_done=None) for stay in stays if stay.entry_kit_done]


def _void(register: Register, record: R, reason: str) -> R:
    return dataclasses.replace(record, voided_at=register.now, voided_by=register.who, void_reason=reason)


# --- reading ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What was handed out of one thing in one act."""

    movement: StockMovement
    lines: Sequence[Distribution]


def given_to(register: Register, case_ids: Sequence[str]) -> list[Distribution]:
    """Return what these files were given, the newest first."""
    found = register.find_open(Distribution, case_id=list(case_ids))
    return sorted(found, key=lambda one: (one.given_on or date.min, one.id), reverse=True)


def rounds_of(register: Register, *, on: date) -> list[Round]:
    """Return what was handed out on a day, as far as she may read it."""
    lines: dict[str, list[Distribution]] = {}
    for one in register.find_open(Distribution, given_on=on):
        if one.movement_id:
            lines.setdefault(one.movement_id, []).append(one)
    movements = register.find_open(StockMovement, id=list(lines)) if lines else []
    return [Round(movement=movement, lines=lines[movement.id]) for movement in movements]


def reached(register: Register, first: date, last: date) -> tuple[int, int]:
    """Return how many different people got something in these days, and how many pieces."""
    if not register.can_open(Distribution):
        return 0, 0
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    within = register.as_stored.rows(Distribution, ("case_id", "quantity"), given_on=days)
    kept = kept_for(register)
    return len({kept.get(row["case_id"], row["case_id"]) for row in within}), sum(
        int(row["quantity"] or 0) for row in within
    )
