"""What leaves in a donor's sheet: numbers under five are hidden, and nobody can calculate them from what is printed."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centre_app.indicators.report.masking import masked, masked_row, masked_table
from centre_app.indicators.report.numbers import BESIDES, SMALL, TOTAL, LineNumbers, Numbers

HIDDEN = (SMALL, BESIDES)


def with_sums(cells: list[list[int]]) -> dict[str, dict[str, int]]:
    columns = [f"c{number}" for number in range(len(cells[0]))]
    table = {f"r{number}": dict(zip(columns, row, strict=True)) for number, row in enumerate(cells)}
    table = {row: {**numbers, TOTAL: sum(numbers.values())} for row, numbers in table.items()}
    sums = {column: sum(numbers[column] for numbers in table.values()) for column in (*columns, TOTAL)}
    return {**table, TOTAL: sums}


def may_be(sign: object, number: int) -> bool:
    match sign:
        case "<5":
            return 1 <= number <= 4
        case "*":
            return number >= 5
    return sign == number


def guesses(printed: dict, limit: int):
    """Yield every table that somebody outside who knows how we mask must hold possible: by trying them all."""
    rows = [row for row in printed if row != TOTAL]
    columns = [column for column in printed[TOTAL] if column != TOTAL]
    of_each = [
        [number for number in range(limit + 1) if may_be(printed[row][column], number)]
        for row in rows
        for column in columns
    ]
    for numbers in product(*of_each):
        cells = [list(numbers[at : at + len(columns)]) for at in range(0, len(numbers), len(columns))]
        whole = with_sums(cells)
        sums = [(f"r{at}", TOTAL) for at in range(len(rows))] + [(TOTAL, column) for column in (*columns, TOTAL)]
        names = list(rows)
        if all(
            may_be(printed[names[int(row[1:])] if row != TOTAL else TOTAL][column], whole[row][column])
            for row, column in sums
        ):
            yield {(row, column): whole[f"r{at}"][column] for at, row in enumerate(rows) for column in columns}


@settings(max_examples=60)
@given(st.lists(st.lists(st.integers(0, 8), min_size=3, max_size=3), min_size=2, max_size=2))
def test_no_hidden_cell_of_a_table_can_be_calculated_from_its_sums(cells):
    table = with_sums(cells)
    printed = masked_table(table)
    if TOTAL in printed and len(printed) == 1:
        return  # nothing but the grand total is printed
    hidden = [(row, column) for row in printed for column in printed[row] if printed[row][column] in HIDDEN]
    inner = [(row, column) for row, column in hidden if TOTAL not in (row, column)]
    shown = [number for row in printed.values() for number in row.values() if number not in HIDDEN]
    assert all(number == 0 or number >= 5 for number in shown)
    if inner:
        possible = list(guesses(printed, limit=9))
        for place in inner:
            assert len({guess[place] for guess in possible}) >= 2, (printed, place)


@settings(max_examples=200)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=5))
def test_no_hidden_cell_of_a_row_can_be_calculated_from_its_printed_total(numbers):
    total = sum(numbers)
    printed = masked_row({str(at): number for at, number in enumerate(numbers)})
    if total < 5 or not printed:
        return
    signs = list(printed.values())
    assert all(sign in HIDDEN or sign == 0 or sign >= 5 for sign in signs)
    of_each = [[number for number in range(15) if may_be(sign, number)] for sign in signs]
    possible = [guess for guess in product(*of_each) if sum(guess) == total]
    for at, sign in enumerate(signs):
        assert sign not in HIDDEN or len({guess[at] for guess in possible}) >= 2


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        ({"a": 3, "b": 9, "c": 20}, {"a": SMALL, "b": BESIDES, "c": 20}),
        ({"a": 0, "b": 9}, {"a": 0, "b": 9}),
        ({"a": 1, "b": 5}, {}),  # the one would tell the other
    ],
)
def test_a_second_cell_is_hidden_where_subtraction_would_tell(row, printed):
    assert masked_row(row) == printed


def numbers_with(**lines: LineNumbers) -> Numbers:
    return Numbers(
        definitions="1", first="2026-10-01", last="2026-10-31", since=None, centres=("c",),
        lines={where.replace("_", ".", 1): line for where, line in lines.items()},
    )  # fmt: skip


def test_a_share_goes_with_its_number_and_a_small_total_hides_all_that_is_under_it():
    of_few = LineNumbers(number=3, share=0.3, cross={"female": {"15_17": 3, TOTAL: 3}, TOTAL: {"15_17": 3, TOTAL: 3}})
    out = masked(numbers_with(B3_sent=of_few, B3_found=LineNumbers(number=10))).lines
    assert (out["B3.sent"].number, out["B3.sent"].share, out["B3.sent"].cross) == (SMALL, None, {})
    assert out["B3.found"].number == 10


def test_a_number_that_stands_in_two_tables_is_hidden_in_both():
    cross = with_sums([[3, 9, 40]])
    cross = {("female" if row == "r0" else row): cells for row, cells in cross.items()}
    renamed = {
        row: {{"c0": "12_14", "c1": "15_17", "c2": "18_24"}.get(key, key): number for key, number in cells.items()}
        for row, cells in cross.items()
    }
    out = masked(
        numbers_with(G1_S=LineNumbers(number=52, cross=renamed), G2_of_15_to_17=LineNumbers(number=9, share=9 / 52))
    ).lines
    assert out["G1.S"].cross[TOTAL]["15_17"] == BESIDES
    assert (out["G2.of_15_to_17"].number, out["G2.of_15_to_17"].share) == (BESIDES, None)
