"""A narrow table of numbers: lines with their figures at the right, and small rows of words under a line.

A report has some two hundred lines; in the rows of other tables, made to be written in by hand, it would fill a book.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from centre_app.documents.blocks import Block, Words, first_baseline, words
from centre_app.documents.fonts import BOLD
from centre_app.documents.lines import BLACK, FILL_GREY, RULE_GREY, TEXT_GREY, Style, typeset
from centre_app.documents.pen import STRONG, THIN, Pen

BODY = Style(size=7.8, leading=9.2)
SMALL = Style(size=7, leading=8.0, grey=TEXT_GREY)
HEAD = Style(face=BOLD, size=7.2, leading=9, grey=TEXT_GREY)
CODE_WIDTH, WIDE_CODE = 27.0, 38.0
_USUAL_CODE = 3  # letters
_UNDER = 0.6
_FEW, _LONG = 6, 12  # rows: a table of few is not broken, nor an indicator that is not long
_BETWEEN = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """One row: a code, words, and a figure for each column. `is_part` is one of the row above, written smaller."""

    code: str = ""
    label: str
    figures: Sequence[str] = ()
    is_part: bool = False
    is_first: bool = False  # of an indicator: a rule stands over it


class NumberTable(Block):
    """Rows under a head; the head comes again on the next page, and an indicator’s rows stay together, unless they are many."""

    def __init__(self, *, columns: Sequence[tuple[str, float]], rows: Sequence[NumberRow], head: str = "") -> None:
        self._columns, self._rows, self._head = list(columns), list(rows), head
        self._words: dict[tuple[int, float], Words] = {}
        self._code_width = WIDE_CODE if any(len(row.code) > _USUAL_CODE for row in self._rows) else CODE_WIDTH

    def height(self, width: float) -> float:
        return self._head_height() + sum(self._row_height(row, width) for row in self._rows)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        top = y
        with pen.element("Table"):
            y += self._draw_head(pen, x, y, width)
            for row in self._rows:
                if row.is_first and row is not self._rows[0]:
                    pen.rule(x, y, x + width, thickness=THIN, grey=RULE_GREY)
                y += self._draw_row(pen, row, x, y, width)
        strong = (top, top + self._head_height(), y)
        pen.strokes([(x, edge, x + width, edge) for edge in strong], thickness=STRONG, grey=BLACK)

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        room -= self._head_height()
        fitting = 0
        for row in self._rows:
            room -= self._row_height(row, width)
            if room < 0:
                break
            fitting += 1
        fitting = self._last_break(fitting)
        if not fitting or len(self._rows) <= _FEW:
            return None, self
        return self._of(self._rows[:fitting]), self._of(self._rows[fitting:])

    def _last_break(self, fitting: int) -> int:
        """Return before which row the table may break: the first of an indicator, of one that is long any but its parts."""
        first = next((at for at in range(fitting, 0, -1) if at == len(self._rows) or self._rows[at].is_first), 0)
        if fitting - first > _LONG:
            first = next((at for at in range(fitting, 0, -1) if not self._rows[at].is_part), 0)
        return first

    def _of(self, rows: Sequence[NumberRow]) -> "NumberTable":
        return NumberTable(columns=self._columns, rows=rows, head=self._head)

    # --- one row -----------------------------------------------------------------------------------------------

    def _label(self, row: NumberRow, width: float) -> Words:
        key = (id(row), width)
        if key not in self._words:
            self._words[key] = words(row.label, SMALL if row.is_part else BODY)
        return self._words[key]

    def _label_width(self, row: NumberRow, width: float) -> float:
        """Words of a row without figures go on to the margin."""
        taken = sum(share for _, share in self._columns) if row.figures else 0
        return width - self._code_width - taken - _BETWEEN

    def _row_height(self, row: NumberRow, width: float) -> float:
        label_width = self._label_width(row, width)
        return self._label(row, label_width).height(label_width) + (0.6 if row.is_part else 2 * _UNDER)

    def _head_height(self) -> float:
        if not self._head and not any(title for title, _ in self._columns):
            return 0
        lines = max((title.count("\n") + 1 for title, _ in self._columns), default=1)
        return lines * HEAD.leading + 2 * _UNDER

    def _draw_head(self, pen: Pen, x: float, y: float, width: float) -> float:
        height = self._head_height()
        if not height:
            return 0
        pen.box(x, y, width, height, thickness=0, fill=FILL_GREY)
        with pen.element("TR"):
            with pen.content("TH"):
                pen.text(x + 2, y + height - _UNDER - HEAD.leading + first_baseline(HEAD), typeset(self._head), HEAD)
            for title, right in self._placed(x, width):
                lines = title.split("\n")
                first = y + height - _UNDER - HEAD.leading * len(lines) + first_baseline(HEAD)
                with pen.content("TH"):
                    for number, line in enumerate(lines):
                        pen.text_right(right, first + number * HEAD.leading, typeset(line), HEAD)
        return height

    def _placed(self, x: float, width: float) -> list[tuple[str, float]]:
        """Return each column's title with where it ends at the right."""
        left = x + width - sum(share for _, share in self._columns)
        placed = []
        for title, share in self._columns:
            left += share
            placed.append((title, left - 2))
        return placed

    def _draw_row(self, pen: Pen, row: NumberRow, x: float, y: float, width: float) -> float:
        height, label_width = self._row_height(row, width), self._label_width(row, width)
        above = y + (0 if row.is_part else _UNDER)
        style = SMALL if row.is_part else BODY
        baseline = above + first_baseline(style)
        with pen.element("TR"):
            with pen.content("TD"):
                pen.text(x + 2, baseline, row.code, style.bold())
                self._label(row, label_width).draw(pen, x + self._code_width, above, label_width)
            for (_, right), (number, figure) in zip(self._placed(x, width), enumerate(row.figures), strict=False):
                is_total = not row.is_part and number == len(row.figures) - 2
                with pen.content("TD"):
                    pen.text_right(right, baseline, typeset(figure), style.bold() if is_total else style)
        return height
