"""Tables with rules between their rows and no vertical lines; the head comes again on every page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from centre_app.documents.blocks import Block, Space, fitted
from centre_app.documents.lines import BLACK, FILL_GREY, RULE_GREY
from centre_app.documents.pen import STRONG, THIN, Pen

ROW_HEIGHT = 20.8  # enough for a word by hand
_SIDE = 5.0  # from a rule's end to the first letter
_BETWEEN = 6.0  # from one column to the next
UNDER = 3.4  # above and below the words of a row
CLOSE_UNDER = 2.3  # the same where rows stand closer
_ROWS_WORTH_SPLITTING = 8  # a row as high as so many goes over two pages, if it must


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: one block a cell; `spans` says how many columns each takes when it is not one."""

    cells: Sequence[Block]
    spans: Sequence[int] = ()
    shaded: bool = False
    keeps_with_next: bool = False

    def spanned(self) -> Sequence[int]:
        return self.spans or [1] * len(self.cells)


class Table(Block):
    """Rows under a head. `shares` are the columns' parts of the width; `again` is the head on a following page."""

    def __init__(
        self,
        *,
        shares: Sequence[float],
        head: Row,
        rows: Sequence[Row],
        again: Row | None = None,
        row_height: float = ROW_HEIGHT,
        under: float = UNDER,
    ) -> None:
        self._shares = shares
        self._head, self._again, self._rows = head, again or head, list(rows)
        self._row_height, self._under = row_height, under
        self._heights: dict[float, list[float]] = {}

    def height(self, width: float) -> float:
        return sum(self._row_heights(width))

    def _row_heights(self, width: float) -> list[float]:
        """Return the height of the head and of each row."""
        if width not in self._heights:
            self._heights[width] = [self._height_of(row, width) for row in (self._head, *self._rows)]
        return self._heights[width]

    def _height_of(self, row: Row, width: float) -> float:
        tallest = max(cell.height(cell_width) for cell, _, cell_width in self._placed(row, width))
        return max(self._row_height, tallest + 2 * self._under)

    def _placed(self, row: Row, width: float) -> list[tuple[Block, float, float]]:
        """Return each cell of a row with its distance from the left and its width."""
        total = sum(self._shares)
        placed, column, left = [], 0, 0.0
        for cell, span in zip(row.cells, row.spanned(), strict=True):
            taken = sum(self._shares[column : column + span]) / total * width
            placed.append((cell, left + _SIDE, taken - _BETWEEN))
            column += span
            left += taken
        return placed

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        heights = self._row_heights(width)
        edges = [y]
        with pen.element("Table"):
            for row, height in zip((self._head, *self._rows), heights, strict=True):
                self._draw_row(pen, row, x, edges[-1], width, height, is_head=row is self._head)
                edges.append(edges[-1] + height)
        pen.strokes([(x, edge, x + width, edge) for edge in edges[2:-1]], thickness=THIN, grey=RULE_GREY)
        strong = (edges[0], edges[1], edges[-1])
        pen.strokes([(x, edge, x + width, edge) for edge in strong], thickness=STRONG, grey=BLACK)

    def _draw_row(self, pen: Pen, row: Row, x: float, y: float, width: float, height: float, *, is_head: bool) -> None:
        if row.shaded:
            pen.box(x, y, width, height, thickness=0, fill=FILL_GREY)
        with pen.element("TR"):
            for cell, left, cell_width in self._placed(row, width):
                # One line stands in the middle of its row; what is longer begins at the top.
                above = max((self._row_height - cell.height(cell_width)) / 2, self._under)
                tag = "TH" if is_head else "TD"
                # A cell of words is itself the content; others hold theirs.
                with pen.content(tag) if cell.is_text else pen.element(tag):
                    cell.draw(pen, x + left, y + above, cell_width)

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        head, *heights = self._row_heights(width)
        room -= head
        fitting = 0
        while fitting < len(heights) and heights[fitting] <= room:
            room -= heights[fitting]
            fitting += 1
        above, below = self._split_row(self._rows[fitting], width, room)
        if above is not None:
            return self._cut([*self._rows[:fitting], above], [below, *self._rows[fitting + 1 :]])
        while fitting and self._rows[fitting - 1].keeps_with_next:
            fitting -= 1
        if not fitting:
            return None, self
        return self._cut(self._rows[:fitting], self._rows[fitting:])

    def _split_row(self, row: Row, width: float, room: float) -> tuple[Row | None, Row]:
        """Return a very long row in two; a short one moves to the next page whole."""
        if self._height_of(row, width) < _ROWS_WORTH_SPLITTING * self._row_height:
            return None, row
        halves = [fitted(cell, cell_width, room - 2 * self._under) for cell, _, cell_width in self._placed(row, width)]
        if any(first is None for first, _ in halves):
            return None, row
        above = replace(row, cells=[first or Space(0) for first, _ in halves], keeps_with_next=False)
        return above, replace(row, cells=[rest or Space(0) for _, rest in halves])

    def _cut(self, rows: Sequence[Row], left: Sequence[Row]) -> tuple["Table", "Table"]:
        """Return this table in two, each with a head."""
        return self._part(self._head, rows), self._part(self._again, left)

    def _part(self, head: Row, rows: Sequence[Row]) -> "Table":
        return Table(
            shares=self._shares,
            head=head,
            again=self._again,
            rows=rows,
            row_height=self._row_height,
            under=self._under,
        )
