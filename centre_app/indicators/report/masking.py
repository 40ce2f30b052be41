"""Small numbers hidden from whoever is outside (counting rule 9): 1 to 4 become "< 5", and nothing printed gives them away.

Where the sum of a row or column would tell what was hidden, a second cell is hidden too ("*": five or more). A hidden cell
counts as safe when it lies on a ring of hidden cells along which one can be added and taken away by turns: every sum stays
as printed, every cell stays what its sign says, and so at least two numbers are possible in each. Where no such ring is to
be had, the table is left out and only its total is printed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from centre_app.indicators.definition import Line, Unit
from centre_app.indicators.report.numbers import (
    BESIDES,
    REGION,
    SMALL,
    TOTAL,
    Cell,
    LineNumbers,
    Numbers,
    Table,
    address,
    known_lines,
)

SMALLEST_SHOWN = 5
_COUNTS = frozenset({Unit.PERSONS, Unit.FACTS})
_OF_THE_HOUSE = frozenset({Unit.YES_NO, Unit.KEYS})  # how many centres, how many referents: nobody stands behind them
_MANY = 1_000_000  # what hiding a sum costs, so that it is the last resort

# A line whose number stands in another line's table as well, as the sum of a band of age.
PRINTED_TWICE: Mapping[str, tuple[str, str]] = {"G2.of_15_to_17": ("G1.S", "15_17")}

Place = tuple[str, str]  # a row and a column


def is_small(number: Cell) -> bool:
    return isinstance(number, int | float) and 0 < number < SMALLEST_SHOWN


def masked(numbers: Numbers, *, by_place: str = "centre") -> Numbers:
    """Return numbers for whoever is outside. Of centres and their regions one is kept: the other would tell of it.

    What tells numbers besides the lines is left out: earlier months, restatements, other systems' bands of age.
    """
    other_place = REGION if by_place == "centre" else "centre"
    lines = {
        where: replace(line, ages={}, splits={name: row for name, row in line.splits.items() if name != other_place})
        for where, line in numbers.lines.items()
    }
    lines = _with_hidden(lines, {indicator.code for indicator, _ in known_lines()})
    tables = {name: {what: _sign(number) for what, number in told.items()} for name, told in numbers.tables.items()}
    return replace(numbers, lines=_hidden_twice(lines), tables=tables, trend=(), restated=(), digest="")


def masked_inside(numbers: Numbers) -> Numbers:
    """Return numbers for the house itself: only what is masked for everybody (HIV) is."""
    return replace(numbers, lines=_with_hidden(numbers.lines, {one.code for one, _ in known_lines() if one.is_masked}))


def _with_hidden(numbers: Mapping[str, LineNumbers], codes: Iterable[str]) -> dict[str, LineNumbers]:
    """Return all lines, with small numbers hidden in those of some indicators."""
    masked_ones = dict(numbers)
    for code in codes:
        here = {
            line.key: line for one, line in known_lines() if one.code == code and address(code, line.key) in numbers
        }
        if any(_is_hidden_already(numbers[address(code, key)]) for key in here):
            continue  # frozen so
        hidden = _hidden_lines(here, {key: numbers[address(code, key)] for key in here})
        for key, line in here.items():
            where = address(code, key)
            masked_ones[where] = _masked_line(numbers[where], line, hidden)
    return masked_ones


def _is_hidden_already(line: LineNumbers) -> bool:
    tables = (line.cross, line.splits, line.ages)
    cells = [line.number, *(cell for table in tables for row in table.values() for cell in row.values())]
    return any(isinstance(cell, str) for cell in cells)


def _hidden_twice(lines: dict[str, LineNumbers]) -> dict[str, LineNumbers]:
    """Hide a line where another line's table shows the same number, hidden there."""
    for where, (elsewhere, band) in PRINTED_TWICE.items():
        if where in lines and elsewhere in lines:
            cell = lines[elsewhere].cross.get(TOTAL, {}).get(band)
            sign = cell if cell in (SMALL, BESIDES) else None
            number = sign if sign is not None else lines[where].number
            share = None if sign is not None else lines[where].share
            lines[where] = replace(lines[where], number=number, share=share, cross={})
    return lines


def _hidden_lines(lines: Mapping[str, Line], numbers: Mapping[str, LineNumbers]) -> Mapping[str, str]:
    """Return which lines of an indicator are hidden themselves, and by which sign.

    Lines that part the same facts among them (lengths of stay) may add up to one that is printed: where one of three or
    more is hidden, the smallest of the others is hidden beside it.
    """
    hidden = {key: SMALL for key, line in lines.items() if _rests_on_few(line, numbers[key])}
    parts: dict[tuple[str, str], list[str]] = {}
    for key, line in lines.items():
        if line.unit in _COUNTS:
            parts.setdefault((line.fact, line.when.value), []).append(key)
    for keys in parts.values():
        if len(keys) >= 3 and sum(key in hidden for key in keys) == 1:
            others = [key for key in keys if key not in hidden and numbers[key].number]
            if others:
                hidden[min(others, key=lambda key: float(numbers[key].number or 0))] = BESIDES
    return hidden


def _rests_on_few(line: Line, numbers: LineNumbers) -> bool:
    if line.unit in _OF_THE_HOUSE or numbers.number is None:
        return False
    return is_small(numbers.number) if line.unit in _COUNTS else is_small(numbers.behind)


def _masked_line(numbers: LineNumbers, line: Line, hidden: Mapping[str, str]) -> LineNumbers:
    share = None if line.key in hidden or line.of in hidden else numbers.share
    shown = replace(numbers, share=share, behind=0, estimated=_sign(numbers.estimated))
    shown = replace(shown, not_agreed=_sign(numbers.not_agreed))
    if line.key in hidden or line.unit not in _COUNTS:
        number: Cell = hidden.get(line.key, numbers.number)
        return replace(shown, number=number, estimated=0, not_agreed=None, cross={}, splits={}, ages={})
    rows = {name: masked_row(row) for name, row in numbers.splits.items()}
    splits = {name: row for name, row in rows.items() if row}
    return replace(shown, cross=masked_table(numbers.cross), splits=splits, ages={})


def _sign(number: Cell) -> Cell:
    return SMALL if is_small(number) else number


# --- one row of numbers whose sum is printed -----------------------------------------------------------------------


def masked_row(row: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return a row that adds up to a printed total with its small cells hidden; empty where that cannot be done."""
    signs = {key: SMALL for key, number in row.items() if is_small(number)}
    candidates = sorted((key for key in row if row[key] and key not in signs), key=lambda key: _number(row[key]))
    while bare := [key for key in signs if not any(_row_moves(row, signs, key, other) for other in signs)]:
        partner = next((key for key in candidates if _row_moves(row, {**signs, key: BESIDES}, bare[0], key)), None)
        if partner is None:
            return {}
        signs[partner] = BESIDES
        candidates.remove(partner)
    return {key: signs.get(key, number) for key, number in row.items()}


def can_stay_hidden(row: Mapping[str, Cell], signs: Mapping[str, str]) -> bool:
    """Say whether the hidden cells of a row stay hidden beside its sum, each having another with which it may change."""
    return all(any(_row_moves(row, signs, key, other) for other in signs) for key in signs)


def _row_moves(row: Mapping[str, Cell], signs: Mapping[str, str], one: str, other: str) -> bool:
    """Say whether one can go from one hidden cell to another, in either direction, with both as their signs say."""
    if one == other:
        return False
    return any(_may_be(row[one], signs[one], step) and _may_be(row[other], signs[other], -step) for step in (1, -1))


def _may_be(number: Cell, sign: str, step: int) -> bool:
    changed = _number(number) + step
    return 1 <= changed < SMALLEST_SHOWN if sign == SMALL else changed >= SMALLEST_SHOWN


def _number(cell: Cell) -> float:
    return float(cell or 0)


# --- a table with the sums of its rows and columns -------------------------------------------------------------------


def masked_table(table: Table) -> dict[str, dict[str, Cell]]:
    """Return a table with its sums (TOTAL) with small cells hidden; its grand total alone where that cannot be done.

    A sum counts as a cell with the other sign, so that sums can be hidden like cells and each line adds up to nought.
    """
    if not table:
        return {}
    grid = _Grid.of(table)
    signs = {place: SMALL for place, number in grid.numbers.items() if is_small(number)}
    while bare := [place for place in signs if not grid.is_on_a_ring(place, signs)]:
        ring = grid.cheapest_ring(bare[0], signs)
        if ring is None:
            return {TOTAL: {TOTAL: table[TOTAL][TOTAL]}} if (TOTAL, TOTAL) not in signs else {}
        signs.update({place: BESIDES for place in ring if place not in signs})
    return {
        row: {column: signs.get((row, column), number) for column, number in cells.items()}
        for row, cells in table.items()
    }


@dataclass(frozen=True, slots=True)
class _Grid:
    numbers: Mapping[Place, float]
    rows: Sequence[str]
    columns: Sequence[str]

    @classmethod
    def of(cls, table: Table) -> "_Grid":
        columns = list(table[TOTAL])
        numbers = {(row, column): _number(table[row].get(column)) for row in table for column in columns}
        return cls(numbers, list(table), columns)

    def rings(self, place: Place) -> Iterator[tuple[Place, Place, Place, Place]]:
        """Yield the rings of four through a place: two rows and two columns, no cell of them nought."""
        row, column = place
        others = product((each for each in self.rows if each != row), (each for each in self.columns if each != column))
        for other_row, other_column in others:
            ring = (place, (row, other_column), (other_row, other_column), (other_row, column))
            if all(self.numbers[each] for each in ring):
                yield ring

    def is_on_a_ring(self, place: Place, signs: Mapping[Place, str]) -> bool:
        return any(all(each in signs for each in ring) and self._moves(ring, signs) for ring in self.rings(place))

    def cheapest_ring(self, place: Place, signs: Mapping[Place, str]) -> Iterable[Place] | None:
        """Return the ring that hides the least, and sums only where nothing else will do; None where there is none."""
        able = [
            ring
            for ring in self.rings(place)
            if self._moves(ring, {**dict.fromkeys(ring, BESIDES), **signs})
            and not ((TOTAL, TOTAL) in ring and (TOTAL, TOTAL) not in signs)  # it stands in other tables too
        ]
        return min(able, key=lambda ring: sum(self._cost(each) for each in ring if each not in signs), default=None)

    def _cost(self, place: Place) -> float:
        return self.numbers[place] + _MANY * (TOTAL in place)

    def _moves(self, ring: Sequence[Place], signs: Mapping[Place, str]) -> bool:
        """Say whether the cells of a ring can change by turns in one direction or the other."""
        steps = [(-1 if number % 2 else 1) * self._side(place) for number, place in enumerate(ring)]
        return any(
            all(_may_be(self.numbers[place], signs[place], way * step) for place, step in zip(ring, steps, strict=True))
            for way in (1, -1)
        )

    def _side(self, place: Place) -> int:
        row, column = place
        return (-1 if row == TOTAL else 1) * (-1 if column == TOTAL else 1)
