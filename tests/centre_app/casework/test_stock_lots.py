"""What came first goes first: each lot and where its pieces went, counted by hand."""

from datetime import date

from centre_app.casework.stock.lots import GIVEN, HOUSE, LOST, MISSING, SENT, Use, lots_of
from centre_app.casework.stock.shelf import steps
from centre_app.casework.stock.traced import what_became
from centre_app.records import StockMovement
from centre_app.rules.stock import in_stock


def moved(kind, quantity, day, **answers):
    return StockMovement(item_id="soap", kind=kind, quantity=quantity, moved_on=date(2026, 11, day), **answers)


def test_what_came_first_is_given_first_and_each_lot_knows_to_whom():
    first, second = moved("receipt", 10, 1, donor_id="a"), moved("receipt", 20, 2, donor_id="b")
    handed = moved("issue", 14, 3)
    lots = lots_of([first, second, handed], {handed.id: [("awa", 8), ("kadi", 6)]})
    assert [lot.receipt for lot in lots] == [first, second]
    assert lots[0].uses == [Use(end=GIVEN, quantity=8, case_id="awa"), Use(end=GIVEN, quantity=2, case_id="kadi")]
    assert lots[1].uses == [Use(end=GIVEN, quantity=4, case_id="kadi")]
    assert [lot.left for lot in lots] == [0, 16]


def test_everything_that_came_is_somewhere_and_nothing_twice():
    """40 of Misola: 12 given to two, 5 to the kitchen, 3 lost, 4 sent on, 2 missing at a count; 14 are there."""
    handed = moved("issue", 12, 2)
    movements = [
        moved("receipt", 40, 1, donor_id="misola", project_id="p1", unit_cost_fcfa=250),
        handed,
        moved("issue", 5, 3, reason="kitchen"),
        moved("loss", 3, 4, reason="rats"),
        moved("transfer", 4, 5, reason="Mopti"),
        moved("count_adjust", 14, 6, reason="nobody knows"),
    ]
    (became,) = what_became({"soap": lots_of(movements, {handed.id: [("awa", 6), ("kadi", 6)]})})
    assert (became.donor_id, became.project_id, became.received, became.value_fcfa) == ("misola", "p1", 40, 10_000)
    assert (became.handed, became.persons) == (12, 2)
    assert (became.house, became.lost, became.sent, became.missing, became.there) == (5, 3, 4, 2, 14)
    assert in_stock(movements) == 14


def test_a_count_that_finds_more_makes_a_lot_that_nobody_gave():
    lots = lots_of([moved("receipt", 5, 1, donor_id="a"), moved("count_adjust", 9, 2), moved("issue", 6, 3)], {})
    assert [(lot.came, lot.left) for lot in lots] == [(5, 0), (4, 3)]
    assert lots[1].receipt is None


def test_what_went_out_before_it_was_written_in_is_taken_from_what_is_written_in_next():
    movements = [moved("issue", 5, 1), moved("receipt", 12, 2, donor_id="a")]
    (lot,) = lots_of(movements, {})
    assert (lot.used(HOUSE), lot.left) == (5, 7)
    assert in_stock(movements) == 7


def test_what_was_never_written_in_stands_below_nought():
    lots = lots_of([moved("receipt", 3, 1), moved("issue", 5, 2)], {})
    assert [(lot.came, lot.left) for lot in lots] == [(3, 0), (0, -2)]
    (became,) = what_became({"soap": lots})
    assert (became.received, became.house, became.there) == (3, 5, -2)


def test_somebody_with_two_files_is_one_person():
    handed = moved("issue", 2, 2)
    lots = lots_of([moved("receipt", 5, 1), handed], {handed.id: [("awa", 1), ("awa again", 1)]})
    assert what_became({"soap": lots})[0].persons == 2
    assert what_became({"soap": lots}, {"awa again": "awa"})[0].persons == 1


def test_in_the_morning_counted_and_in_the_afternoon_given_out():
    day = [moved("receipt", 10, 1), moved("count_adjust", 8, 1), moved("issue", 3, 1), moved("receipt", 5, 1)]
    assert in_stock(day) == 10
    assert sum(lot.left for lot in lots_of(day, {})) == 10
    assert [(step.change, step.after) for step in steps(day)] == [(10, 10), (-2, 8), (-3, 5), (5, 10)]


def test_each_way_out_is_told_apart():
    ways = [moved("issue", 1, 2), moved("loss", 2, 2), moved("transfer", 3, 2), moved("count_adjust", 0, 3)]
    (lot,) = lots_of([moved("receipt", 10, 1), *ways], {})
    assert {end: lot.used(end) for end in (HOUSE, LOST, SENT, MISSING)} == {HOUSE: 1, LOST: 2, SENT: 3, MISSING: 4}
