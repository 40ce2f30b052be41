"""Rules about the stock room: V21 nothing is taken that is not there, unless somebody counted; nobody is given anything
before she came or after she left; a difference and a loss say why.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from centre_app.choices.keys import StockMovementKind
from centre_app.language import N_
from centre_app.named_in_words import people_named_in
from centre_app.questions import Record
from centre_app.records import Distribution, Item, KitLine, Stay, StockMovement
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, WARNS, Finding

RECEIPT, COUNT = StockMovementKind.RECEIPT, StockMovementKind.COUNT
MANY_FOR_ONE = 100  # of one thing for one person: a slip of the finger more often than a gift
MANY_AT_ONCE = 10_000
NOT_AS_MANY = N_("More or fewer stand beside names than left the shelf. Put it right where it was handed out.")


def in_order(movements: Iterable[StockMovement]) -> list[StockMovement]:
    """Return movements by their day, and within a day as they were written: only a count makes it matter.

    Who counts in the morning and hands out in the afternoon writes it in that order.
    """
    return sorted(movements, key=lambda one: (one.moved_on or date.min, one.id))


def in_stock(movements: Iterable[StockMovement]) -> int:
    """Return how many are there after movements; a count says what was found, whatever had been written before it."""
    there = 0
    for one in in_order(movements):
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


def a_movement_is_of_some_things(movement: Record, around: Around) -> Iterator[Finding]:
    """Nothing at all can be found at a count; but nothing cannot come in or go out."""
    if not isinstance(movement, StockMovement) or movement.quantity is None:
        return
    if movement.quantity < 0 or (movement.quantity == 0 and movement.kind != COUNT):
        yield say(movement, "", BLOCKS, "quantity", N_("Write how many: 1 or more, and 0 only for a count."))
    elif movement.quantity > MANY_AT_ONCE:
        yield say(movement, "", WARNS, "quantity", N_("That is very many. Check the number."))


def a_count_that_differs_says_why(movement: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(movement, StockMovement) or movement.kind != COUNT or movement.reason:
        return
    if movement.quantity is None or movement.moved_on is None:
        return
    of_item = around.find(StockMovement, item_id=movement.item_id)
    before = in_stock(one for one in of_item if _is_before(one, movement))
    if movement.quantity != before:
        yield say(
            movement,
            "",
            BLOCKS,
            "reason",
            N_("By what is written there are {n}. Say why the count differs."),
            n=before,
        )


def _is_before(one: StockMovement, count: StockMovement) -> bool:
    return one.moved_on is not None and (one.moved_on, one.id) < (count.moved_on, count.id)


def what_leaves_without_a_name_says_why(movement: Record, around: Around) -> Iterator[Finding]:
    """What is lost, sent on or used by the house is on nobody's list: the reason is all that will be known of it."""
    if not isinstance(movement, StockMovement) or movement.kind in (RECEIPT, COUNT, None) or movement.reason:
        return
    if movement.kind != StockMovementKind.ISSUE:
        yield say(movement, "", BLOCKS, "reason", N_("Say what happened to it."))
    elif around.can_open(Distribution) and not around.find(Distribution, movement_id=movement.id):
        yield say(movement, "", BLOCKS, "reason", N_("Say what it is for: nobody’s name stands beside it."))


def what_stands_beside_names_left_the_shelf(record: Record, around: Around) -> Iterator[Finding]:
    """Shelf and files tell the same: of a movement with names, as many left as stand beside the names, and of that thing."""
    if isinstance(record, StockMovement):
        lines = around.find(Distribution, movement_id=record.id) if around.can_open(Distribution) else []
        if lines and not _tell_the_same(record, lines):
            yield say(record, "", BLOCKS, "quantity", NOT_AS_MANY)
    elif isinstance(record, Distribution) and record.movement_id:
        movement = around.get(StockMovement, record.movement_id)
        if movement is not None and not movement.rev:
            return  # it is written in the same act and looked at itself
        if movement is None or not _tell_the_same(movement, around.find(Distribution, movement_id=movement.id)):
            yield say(record, "", BLOCKS, "quantity", NOT_AS_MANY)


def what_is_taken_back_lies_on_the_shelf_again(record: Record, around: Around) -> Iterator[Finding]:
    """A line goes with its share of the movement, a movement with all its lines (handing_out.py)."""
    if not around.can_open(Distribution):
        return
    if isinstance(record, StockMovement) and around.find(Distribution, movement_id=record.id):
        yield say(record, "", BLOCKS, "quantity", NOT_AS_MANY)
    elif isinstance(record, Distribution) and record.movement_id:
        movement = around.get(StockMovement, record.movement_id)
        lines = around.find(Distribution, movement_id=record.movement_id)
        if movement is not None and not (lines and _tell_the_same(movement, lines)):
            yield say(record, "", BLOCKS, "quantity", NOT_AS_MANY)


def _tell_the_same(movement: StockMovement, lines: Iterable[Distribution]) -> bool:
    lines = list(lines)
    is_same_thing = movement.kind == StockMovementKind.ISSUE and {one.item_id for one in lines} == {movement.item_id}
    return is_same_thing and movement.quantity == sum(one.quantity or 0 for one in lines)


def she_is_given_something_while_she_is_here(handed: Record, around: Around) -> Iterator[Finding]:
    """Whoever never stayed here may be helped from outside; the day of an exit counts, for the exit kit."""
    if not isinstance(handed, Distribution) or handed.given_on is None:
        return
    stays = [stay for stay in around.find(Stay, case_id=handed.case_id) if stay.admitted_on]
    if not stays or any(_covers(stay, handed.given_on) for stay in stays):
        return
    if handed.given_on < min(stay.admitted_on or date.max for stay in stays):
        yield say(handed, "", BLOCKS, "given_on", N_("On this day she had not come yet: nothing was given to her."))
    else:
        yield say(handed, "", BLOCKS, "given_on", N_("On this day she had already left: nothing was given to her."))


def _covers(stay: Stay, day: date) -> bool:
    return (stay.admitted_on or date.max) <= day <= (stay.ended_on or date.max)


def what_is_handed_out_is_of_some_things(handed: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(handed, (Distribution, KitLine)) or handed.quantity is None:
        return
    if handed.quantity < 1:
        yield say(handed, "", BLOCKS, "quantity", N_("Write how many, 1 or more."))
    elif handed.quantity > MANY_FOR_ONE:
        yield say(handed, "", WARNS, "quantity", N_("That is very many for one person. Check the number."))


def v27_the_stock_room_names_nobody(record: Record, around: Around) -> Iterator[Finding]:
    """Everybody at the laptop reads it, and what a thing is called goes to headquarters: to whom it went is a handing-out."""
    question = "name" if isinstance(record, Item) else "reason" if isinstance(record, StockMovement) else ""
    if question and people_named_in(around.as_stored, getattr(record, question) or ""):
        yield say(record, "V27", BLOCKS, question, N_("Somebody of this register is named here. Take the name out."))


def the_ages_of_a_kit_line_follow_each_other(line: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(line, KitLine) or line.age_min is None or line.age_max is None:
        return
    if line.age_min > line.age_max:
        yield say(line, "", BLOCKS, "age_max", N_("The oldest age comes after the youngest."))


RULES = (
    v21_stock_does_not_fall_below_nought_without_a_count,
    a_movement_is_of_some_things,
    a_count_that_differs_says_why,
    what_leaves_without_a_name_says_why,
    what_stands_beside_names_left_the_shelf,
    she_is_given_something_while_she_is_here,
    what_is_handed_out_is_of_some_things,
    v27_the_stock_room_names_nobody,
    the_ages_of_a_kit_line_follow_each_other,
)
