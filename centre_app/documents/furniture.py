"""What our forms are made of: numbered section heads, tick boxes, scores, boxes to sign, lines to write on.

Every tick and frame is drawn, because no font has them all; meaning never rests on grey alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from centre_app.documents.blocks import Block, Inset, Words, baseline_round, first_baseline, marked
from centre_app.documents.fonts import BOLD, REGULAR, width_of
from centre_app.documents.lines import (
    BLACK,
    FILL_GREY,
    RULE_GREY,
    TEXT_GREY,
    Piece,
    Style,
    pieces_of,
    shortened,
    typeset,
)
from centre_app.documents.pen import STRONG, THIN, Pen

MM = 72 / 25.4
_WHITE = 1.0
EMPTY_BOX, TICKED_BOX = "☐", "☑"
_BOX_TO_TEXT = 8.5 / 9.5  # a tick box beside its words
_AFTER_BOX = 3.0


class SectionHead(Block):
    """A number in a black square, the title, a hairline to the margin; a short note at the right end."""

    keeps_with_next = True

    def __init__(self, number: int, title: str, style: Style, *, note: str = "") -> None:
        self._number, self._title, self._note = str(number), typeset(title), typeset(note)
        self._style = style
        self._side = style.size * 15 / 11.5
        self._note_style = Style(size=style.size * 9 / 11.5, leading=style.leading, grey=TEXT_GREY)

    def height(self, width: float) -> float:
        return self._side + 5

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        side, style = self._side, self._style
        middle = y + side / 2
        baseline = baseline_round(middle, style.size)
        pen.bookmark(y - 6, f"{self._number} {self._title}")
        with pen.content("H2", said_as=f"{self._number} {self._title}"):
            pen.box(x, y, side, side, thickness=0, fill=BLACK, radius=1.8)
            number = Style(size=side * 0.6, leading=side, face=BOLD, grey=_WHITE)
            pen.text_centred(x + side / 2, baseline_round(middle, number.size), self._number, number)
            title_at = x + side + 6
            note_width = width_of(self._note, self._note_style.face, self._note_style.size)
            room = width - side - 6 - (note_width + 8 if self._note else 0)
            title = shortened(self._title, face=style.face, size=style.size, width=room)
            pen.text(title_at, baseline, title, style)
        line_from = title_at + width_of(title, style.face, style.size) + 6
        line_to = x + width
        if self._note:
            with pen.content("P"):
                pen.text_right(x + width, baseline, self._note, self._note_style)
            line_to -= note_width + 6
        if line_to > line_from:
            pen.rule(line_from, middle, line_to, thickness=0.6, grey=RULE_GREY)


class Fact(Block):
    """A grey label and what is so, beside each other."""

    def __init__(self, label: str, value: Words, *, label_width: float) -> None:
        self._label = label_words(label, value.style)
        self._value = value
        self._label_width = label_width

    def height(self, width: float) -> float:
        return max(self._label.height(self._label_width - 4), self._value.height(width - self._label_width)) + 0.6

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.element("P"):
            self._label.draw(pen, x, y, self._label_width - 4)
            self._value.draw(pen, x + self._label_width, y, width - self._label_width)


def label_words(label: str, style: Style) -> Words:
    """Return a grey label; the space behind it keeps it apart from its value for who listens."""
    return Words((Piece(typeset(label) + " ", REGULAR),), style.quiet(), tag="Span")


@dataclass(frozen=True, slots=True)
class Tick:
    """One box to tick and its words."""

    label: str
    is_ticked: bool = False


class Ticks(Block):
    """Tick boxes in a row, or under one another where there is no room; what is ticked is bold."""

    def __init__(self, ticks: Sequence[Tick], style: Style) -> None:
        self._ticks = [Tick(typeset(tick.label), tick.is_ticked) for tick in ticks]
        self._style = style
        self._box = style.size * _BOX_TO_TEXT
        self._gap = self._box * 0.9

    def _placed(self, width: float) -> list[tuple[Tick, float, int]]:
        """Return each tick with where it stands: from the left, and in which line."""
        placed: list[tuple[Tick, float, int]] = []
        left, line = 0.0, 0
        for tick in self._ticks:
            # As if bold, so that the paper filled in is laid out like the paper to fill in.
            taken = self._box + _AFTER_BOX + width_of(tick.label, BOLD, self._style.size)
            if left and left + taken > width:
                left, line = 0.0, line + 1
            placed.append((tick, left, line))
            left += taken + self._gap
        return placed

    def height(self, width: float) -> float:
        return (self._placed(width)[-1][2] + 1) * self._style.leading

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.element("P"):
            for tick, left, line in self._placed(width):
                self._draw_tick(pen, tick, x + left, y + line * self._style.leading)

    def _draw_tick(self, pen: Pen, tick: Tick, x: float, y: float) -> None:
        """Draw one box with its words, which read as "☑ done"."""
        sign = TICKED_BOX if tick.is_ticked else EMPTY_BOX
        style = self._style.bold() if tick.is_ticked else self._style
        with pen.content("Span", said_as=f"{sign} {tick.label} "):
            draw_box(pen, x, y + (style.leading - self._box) / 2, self._box, tick.is_ticked)
            pen.text(x + self._box + _AFTER_BOX, y + first_baseline(style), tick.label, style)


class TickedWords(Block):
    """One tick box before a sentence that may take several lines."""

    def __init__(self, label: str, style: Style, *, is_ticked: bool) -> None:
        self._style = style.bold() if is_ticked else style
        self._label = typeset(label)
        self._words = Words(pieces_of(label, self._style.face), self._style)
        self._is_ticked = is_ticked
        self._left = style.size * _BOX_TO_TEXT + _AFTER_BOX

    def height(self, width: float) -> float:
        return self._words.height(width - self._left)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.content("P", said_as=f"{TICKED_BOX if self._is_ticked else EMPTY_BOX} {self._label}"):
            side = self._left - _AFTER_BOX
            draw_box(pen, x, y + (self._style.leading - side) / 2, side, self._is_ticked)
            self._words.draw(pen, x + self._left, y, width - self._left)


def draw_box(pen: Pen, x: float, y: float, side: float, is_ticked: bool) -> None:
    pen.box(x, y, side, side, thickness=STRONG)
    if is_ticked:
        pen.tick(x, y, side)


class Score(Block):
    """A domain, four small squares 0 to 3 with the chosen one black, and a line of words."""

    SCORES = range(4)

    def __init__(self, name: str, score: int | None, note: str, style: Style, *, name_width: float) -> None:
        self._name = Words(pieces_of(name), style, tag="Span")
        self._note = Words(pieces_of(note), style.quiet(), tag="Span")
        self._score, self._has_note = score, bool(note)
        self._style = style
        self._name_width = name_width
        self._side = style.size * 1.12
        self._pitch = self._side + 2

    def _note_left(self) -> float:
        return self._name_width + len(self.SCORES) * self._pitch + 5

    def height(self, width: float) -> float:
        tallest = max(self._name.height(self._name_width - 4), self._note.height(width - self._note_left()))
        return tallest + self._style.size * 0.38

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        inner = self._style.size * 0.19
        with pen.element("P"):
            self._name.draw(pen, x + 1, y + inner, self._name_width - 4)
            with pen.content("Span", said_as=f" {EMPTY_BOX if self._score is None else self._score} "):
                self._draw_squares(pen, x + self._name_width, y + inner + (self._style.leading - self._side) / 2)
            self._note.draw(pen, x + self._note_left(), y + inner, width - self._note_left())
        bottom = y + self.height(width)
        if not self._has_note:
            pen.dotted(x + self._note_left(), bottom - 4, x + width)
        pen.rule(x, bottom, x + width, thickness=THIN)

    def _draw_squares(self, pen: Pen, x: float, y: float) -> None:
        side = self._side
        for score in self.SCORES:
            chosen = score == self._score
            left = x + score * self._pitch
            pen.box(
                left, y, side, side, thickness=0.5, grey=BLACK if chosen else RULE_GREY, fill=BLACK if chosen else None
            )
            digit = Style(size=side * 0.75, leading=side, grey=_WHITE if chosen else TEXT_GREY)
            pen.text_centred(
                left + side / 2, baseline_round(y + side / 2, digit.size), str(score), digit.bold() if chosen else digit
            )


class Barred(Inset):
    """A block with a thick bar at its left: her own words."""

    def __init__(self, block: Block, *, left: float = 10) -> None:
        super().__init__(block, left=left)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.box(x, y, 2.5, self.height(width), thickness=0, fill=BLACK, radius=1.2)
        super().draw(pen, x, y, width)


class WritingLines(Block):
    """Dotted lines, 20 pt apart; the first may follow printed words."""

    PITCH = 20.0

    def __init__(self, label: str, style: Style, *, lines: int) -> None:
        self._label, self._style, self._count = typeset(label), style, lines

    def height(self, width: float) -> float:
        return self.PITCH * self._count

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        after_label = 0.0
        if self._label:
            after_label = width_of(self._label, self._style.face, self._style.size) + 6
            with pen.content("P"):
                pen.text(x, y + self.PITCH - 6, self._label, self._style)
        for number in range(self._count):
            pen.dotted(x + (0 if number else after_label), y + self.PITCH * (number + 1) - 4, x + width)


class Framed(Block):
    """A block in a frame on a light ground: what must not be overlooked."""

    SIDE, ABOVE = 10.0, 6.0

    def __init__(self, block: Block) -> None:
        self._block = block

    def height(self, width: float) -> float:
        return self._block.height(width - 2 * self.SIDE) + 2 * self.ABOVE

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.box(x, y, width, self.height(width), thickness=STRONG, fill=FILL_GREY)
        self._block.draw(pen, x + self.SIDE, y + self.ABOVE, width - 2 * self.SIDE)


class FactsFrame(Block):
    """The frame at the top right of a first page: what this sheet is, in a few lines."""

    SIDE = 6.0

    def __init__(self, facts: Sequence[tuple[str, str]], style: Style, *, label_width: float) -> None:
        self._rows = [(label_words(label, style), marked(value, style, tag="Span")) for label, value in facts]
        self._label_width = label_width
        self._above = style.size * 0.4

    def _row_heights(self, width: float) -> list[float]:
        value_width = width - self._label_width - 2 * self.SIDE
        return [
            max(label.height(self._label_width), value.height(value_width)) + 2 * self._above
            for label, value in self._rows
        ]

    def height(self, width: float) -> float:
        return sum(self._row_heights(width))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        heights = self._row_heights(width)
        pen.box(x, y, width, sum(heights), thickness=STRONG)
        for number, ((label, value), height) in enumerate(zip(self._rows, heights, strict=True)):
            with pen.element("P"):
                label.draw(pen, x + self.SIDE, y + self._above, self._label_width)
                value_width = width - self._label_width - 2 * self.SIDE
                value.draw(pen, x + self.SIDE + self._label_width, y + self._above, value_width)
            y += height
            if number < len(heights) - 1:
                pen.rule(x, y, x + width)


class SignatureBox(Block):
    """A box to sign in: who, a line, and a dashed frame for the thumb where one may be put there instead."""

    HEIGHT, HEIGHT_WITH_THUMB = 19 * MM, 30 * MM
    THUMB_WIDTH, THUMB_HEIGHT = 20 * MM, 24 * MM

    def __init__(
        self, *, who: str, name: str, under_line: str, thumb: str | None, style: Style, signed: str = ""
    ) -> None:
        self._who, self._name, self._under_line = typeset(who), typeset(name), typeset(under_line)
        self._thumb, self._style, self._signed = thumb, style, typeset(signed)

    def height(self, width: float) -> float:
        return (self.HEIGHT_WITH_THUMB if self._thumb else self.HEIGHT) * max(1.0, self._style.size / 9.5)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        style, height = self._style, self.height(width)
        pen.box(x, y, width, height, thickness=STRONG)
        right = x + width - 6
        if self._thumb:
            right -= self.THUMB_WIDTH + 6
            self._draw_thumb(pen, x + width - 6 - self.THUMB_WIDTH, y + 4)
        line_at = y + height - style.leading - 1
        with pen.content("P"):
            for number, (text, look) in enumerate(((self._who, style.bold()), (self._name, style.quiet()))):
                fitting = shortened(text, face=look.face, size=look.size, width=right - x - 5)
                pen.text(x + 5, y + 3 + first_baseline(style) + number * style.leading, fitting, look)
            if self._signed:
                pen.text(x + 5, line_at - 4, self._signed, style.bold())
            pen.text(x + 5, line_at + first_baseline(style), self._under_line, style.quiet())
        pen.rule(x + 5, line_at, right, thickness=0.6)

    def _draw_thumb(self, pen: Pen, x: float, y: float) -> None:
        assert self._thumb is not None
        pen.box(x, y, self.THUMB_WIDTH, self.THUMB_HEIGHT, thickness=STRONG, radius=14, dashed=True)
        caption = self._style.quiet()
        with pen.content("P"):
            below = y + self.THUMB_HEIGHT + caption.size * 0.95
            pen.text_centred(x + self.THUMB_WIDTH / 2, below, typeset(self._thumb), caption)


class CutLine(Block):
    """Where a sheet is cut in two."""

    def height(self, width: float) -> float:
        return 6

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.dotted(x, y + 3, x + width)


class QrCode(Block):
    """A QR code in plain squares; `alt` says in words what scanning it gives."""

    def __init__(self, text: str, *, side: float, alt: str) -> None:
        self._text, self._side, self._alt = text, side, alt

    def height(self, width: float) -> float:
        return self._side

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        import segno

        matrix = list(segno.make(self._text, error="m", micro=False).matrix)
        module = self._side / len(matrix)
        dark = [
            (x + column * module, y + row * module)
            for row, modules in enumerate(matrix)
            for column, is_dark in enumerate(modules)
            if is_dark
        ]
        with pen.content("Figure", alt=self._alt):
            pen.squares(dark, module)
