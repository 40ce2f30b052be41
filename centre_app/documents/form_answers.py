"""The room that a form leaves for each kind of answer: boxes to tick, a box a digit, lines to write on.

Blank and filled are the same blocks of the same height, so that a sheet written by hand lies over the one that is printed.
What does not fit into its room is left over, and is set at the end of the form.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from centre_app.documents.blocks import Block, Stack, baseline_round, first_baseline
from centre_app.documents.fonts import BOLD, width_of
from centre_app.documents.furniture import EMPTY_BOX, TICKED_BOX, Tick, draw_box
from centre_app.documents.lines import TEXT_GREY, Line, Piece, Style, broken, typeset
from centre_app.documents.pen import Pen

HAND = 18.0  # from one line to the next, for a hand that writes slowly
CLOSE_HAND, CLOSE_HAND_ALONE = 16.5, 15.5  # the same where a sheet is saved by it; a line alone has room round it
_BOX_WIDTH, _BOX_HEIGHT = 13.0, 15.0
_AFTER_BOX, _BETWEEN = 3.0, 9.0
_EDGE = 6.0  # between a line and the box to tick behind it
_DIGIT = Style(face=BOLD, size=10.5, leading=14)
_SIGN = Style(size=10.5, leading=14, grey=TEXT_GREY)
_MORE = " …"


class TickList(Block):
    """Boxes to tick with their words, as many on a line as have room; a long one takes several lines."""

    def __init__(self, ticks: Sequence[Tick], style: Style) -> None:
        self._ticks = [Tick(typeset(tick.label), tick.is_ticked) for tick in ticks]
        self._style, self._side = style, style.size * 0.9

    def _placed(self, width: float) -> Iterator[tuple[Tick, float, int, list[Line]]]:
        """Give each tick with its distance from the left, its line, and its words as if bold: ticked, it takes no more."""
        left, line, room = 0.0, 0, width - self._side - _AFTER_BOX
        for tick in self._ticks:
            wide = self._side + _AFTER_BOX + width_of(tick.label, BOLD, self._style.size)
            if left and left + wide > width:
                left, line = 0.0, line + 1
            lines = broken((Piece(tick.label, BOLD),), size=self._style.size, width=room)
            yield tick, left, line, lines
            left += wide + _BETWEEN
            if len(lines) > 1:
                left, line = width, line + len(lines) - 1

    def height(self, width: float) -> float:
        *_, (_tick, _left, line, lines) = self._placed(width)
        return (line + len(lines)) * self._style.leading

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.element("P"):
            for tick, left, line, lines in self._placed(width):
                self._draw_one(pen, tick, lines, x + left, y + line * self._style.leading)

    def _draw_one(self, pen: Pen, tick: Tick, lines: list[Line], x: float, y: float) -> None:
        style = self._style.bold() if tick.is_ticked else self._style
        as_set = [tuple(Piece(piece.text, style.face) for piece in line) for line in lines]
        with pen.content("Span", said_as=f"{TICKED_BOX if tick.is_ticked else EMPTY_BOX} {tick.label} "):
            draw_box(pen, x, y + (style.leading - self._side) / 2, self._side, tick.is_ticked)
            pen.lines(x + self._side + _AFTER_BOX, y + first_baseline(style), as_set, style)


class DigitBoxes(Block):
    """A box for each digit: of a day, of an hour. `pattern` is "00/00/0000": a nought is a box, other signs are printed."""

    def __init__(self, pattern: str, digits: str = "", *, after: str = "") -> None:
        self._pattern, self._digits, self._after = pattern, digits.ljust(pattern.count("0")), typeset(after)

    def height(self, width: float) -> float:
        return _BOX_HEIGHT

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        digits = iter(self._digits)
        baseline = baseline_round(y + _BOX_HEIGHT / 2, _DIGIT.size)
        with pen.content("P", said_as=self._said()):
            for sign in self._pattern:
                if sign == "0":
                    pen.box(x, y, _BOX_WIDTH, _BOX_HEIGHT, thickness=0.6)
                    pen.text_centred(x + _BOX_WIDTH / 2, baseline, next(digits), _DIGIT)
                    x += _BOX_WIDTH
                else:
                    wide = width_of(sign, _SIGN.face, _SIGN.size) + 3
                    pen.text_centred(x + wide / 2, baseline, sign, _SIGN)
                    x += wide
            if self._after:
                pen.text(x + 5, baseline, self._after, _SIGN)

    def _said(self) -> str:
        digits = iter(self._digits)
        return "".join(next(digits) if sign == "0" else sign for sign in self._pattern).strip()


@dataclass(frozen=True, slots=True)
class Written:
    """Lines of an answer that have room, and the words that have none."""

    lines: list[Line]
    left_over: str


def written_in(text: str, style: Style, *, lines: int, width: float) -> Written:
    """Return what of a text stands on so many lines; a text that goes on ends in "…" there."""
    text = typeset(text)
    if not text:
        return Written([], "")
    whole = broken((Piece(text, style.face),), size=style.size, width=width)
    if len(whole) <= lines:
        return Written(whole, "")
    kept = broken((Piece(text, style.face),), size=style.size, width=width - width_of(_MORE, style.face, style.size))
    last = kept[lines - 1]
    ended = (Piece("".join(piece.text for piece in last).rstrip() + _MORE, style.face),)
    rest = " ".join("".join(piece.text for piece in line).strip() for line in kept[lines:])
    return Written([*kept[: lines - 1], ended], rest)


class WrittenLines(Block):
    """Dotted lines with what is written on them, or nothing yet; `after` is printed at the end, such as "F CFA"."""

    def __init__(self, lines: int, style: Style, text: str = "", *, after: str = "", pitch: float = HAND) -> None:
        self._count, self._style, self._text, self._after = lines, style, text, typeset(after)
        self._pitch = pitch

    def height(self, width: float) -> float:
        return self._pitch * self._count

    def room(self, width: float) -> float:
        """Return how wide what is written may be."""
        return width - _EDGE - (width_of(self._after, self._style.face, self._style.size) + 6 if self._after else 0)

    def left_over(self, width: float) -> str:
        """Return the words that have no room."""
        return written_in(self._text, self._style, lines=self._count, width=self.room(width)).left_over

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        room, style = self.room(width), self._style
        for number in range(self._count):
            pen.dotted(x, y + self._pitch * (number + 1) - 3, x + room)
        written = written_in(self._text, style, lines=self._count, width=room)
        with pen.content("P"):
            for number, line in enumerate(written.lines):
                pen.lines(x, y + self._pitch * (number + 1) - 6, [line], style)
            if self._after:
                pen.text(x + room + 6, y + self._pitch - 6, self._after, style.quiet())


class AsHighAs(Block):
    """One block in the room of another: the words for a boy where the blank sheet has those for a girl."""

    def __init__(self, block: Block, other: Block) -> None:
        self._block, self._other = block, other

    def height(self, width: float) -> float:
        return max(self._block.height(width), self._other.height(width))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        self._block.draw(pen, x, y, width)


class NamesInColumns(Stack):
    """A long list to choose from, in small print and several columns, read across."""

    def __init__(self, names: Sequence[str], style: Style, *, columns: int = 4) -> None:
        super().__init__(
            [_NamesBeside(names[at : at + columns], style, columns) for at in range(0, len(names), columns)]
        )


class _NamesBeside(Block):
    def __init__(self, names: Sequence[str], style: Style, columns: int) -> None:
        self._names, self._style, self._columns = names, style, columns

    def _lines(self, width: float) -> list[list[Line]]:
        room = width / self._columns - 6
        return [
            broken((Piece(typeset(one), self._style.face),), size=self._style.size, width=room) for one in self._names
        ]

    def height(self, width: float) -> float:
        return max(map(len, self._lines(width))) * self._style.leading

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.element("P"):
            for number, lines in enumerate(self._lines(width)):
                with pen.content("Span"):
                    left = x + number * width / self._columns
                    pen.lines(left, y + first_baseline(self._style), lines, self._style)
