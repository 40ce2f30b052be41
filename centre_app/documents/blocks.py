"""What stands on a page and how it breaks: words, stacks, columns, and pages made of them.

A block knows its height in a width, draws itself, and may split at a place where there is no more room. Heights are
in points. What is special to one document stands in `furniture` and `tables`.
"""

from collections.abc import Iterator, Sequence

from centre_app.documents.fonts import CAPITAL_HEIGHT
from centre_app.documents.lines import Line, Style, broken, marked_pieces, pieces_of
from centre_app.documents.pen import Pen

_NOTHING = 0.01  # rounding, not a line too many
_LINES_KEPT = 2  # lines of one paragraph that stay together at either end of a page


class Block:
    """Something on a page. `space_before` falls away at the top of a page."""

    space_before: float = 0
    keeps_with_next: bool = False
    is_text: bool = False  # one paragraph and nothing else

    def height(self, width: float) -> float:
        raise NotImplementedError

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        raise NotImplementedError

    def split(self, width: float, room: float) -> tuple["Block | None", "Block | None"]:
        """Return what fits into `room` and what is left for the next page; nothing fits of what cannot be split."""
        return None, self

    def after(self, space: float) -> "Block":
        """Return this block with space before it."""
        self.space_before = space
        return self


class Words(Block):
    """A paragraph. `tag` is what a screen reader calls it."""

    is_text = True

    def __init__(self, pieces: Line, style: Style, *, tag: str = "P") -> None:
        self._pieces = pieces
        self.style = style
        self._tag = tag
        self._lines: list[Line] | None = None
        self._broken_at = 0.0

    @classmethod
    def of_lines(cls, lines: list[Line], like: "Words", width: float) -> "Words":
        """Return a paragraph whose lines are already known."""
        words = cls((), like.style, tag=like._tag)
        words._lines, words._broken_at = lines, width
        return words

    def lines(self, width: float) -> list[Line]:
        if self._lines is None or self._broken_at != width:
            self._lines, self._broken_at = broken(self._pieces, size=self.style.size, width=width), width
        return self._lines

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        lines = self.lines(width)
        if any(lines):
            with pen.content(self._tag):
                pen.lines(x, y + first_baseline(self.style), lines, self.style)

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        lines = self.lines(width)
        fitting = min(int((room + _NOTHING) / self.style.leading), len(lines) - _LINES_KEPT)
        if fitting < _LINES_KEPT:
            return None, self
        return Words.of_lines(lines[:fitting], self, width), Words.of_lines(lines[fitting:], self, width)


def words(text: str, style: Style, *, tag: str = "P") -> Words:
    """Return a paragraph of text as it is."""
    return Words(pieces_of(text, style.face), style, tag=tag)


def marked(text: str, style: Style, *, tag: str = "P") -> Words:
    """Return a paragraph from a message with <b> and <i>."""
    return Words(marked_pieces(text, style.face), style, tag=tag)


def first_baseline(style: Style) -> float:
    """Return how far under the top of its line a text's base line is: the capitals stand in the middle."""
    return (style.leading + style.size * CAPITAL_HEIGHT) / 2


def baseline_round(middle: float, size: float) -> float:
    """Return the base line that puts capitals of that size level with a middle."""
    return middle + size * CAPITAL_HEIGHT / 2


class Space(Block):
    """Nothing, of some height; gone at a page's end."""

    def __init__(self, height: float) -> None:
        self._height = height

    def height(self, width: float) -> float:
        return self._height

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pass


class Stack(Block):
    """Blocks under one another; a heading never stays behind without what it heads."""

    def __init__(self, blocks: Sequence[Block], *, element: str | None = None) -> None:
        self.blocks = list(blocks)
        self._element = element

    def height(self, width: float) -> float:
        return sum(gap + block.height(width) for gap, block in self._gaps())

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        if self._element:
            with pen.element(self._element):
                self._draw_all(pen, x, y, width)
        else:
            self._draw_all(pen, x, y, width)

    def _draw_all(self, pen: Pen, x: float, y: float, width: float) -> None:
        for gap, block in self._gaps():
            block.draw(pen, x, y + gap, width)
            y += gap + block.height(width)

    def _gaps(self) -> Iterator[tuple[float, Block]]:
        for number, block in enumerate(self.blocks):
            yield (block.space_before if number else 0), block

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        used = 0.0
        for number, (gap, block) in enumerate(self._gaps()):
            height = block.height(width)
            if used + gap + height <= room + _NOTHING:
                used += gap + height
                continue
            return self._cut_at(number, *block.split(width, room - used - gap))
        return self, None

    def _cut_at(self, number: int, first: Block | None, rest: Block | None) -> tuple[Block | None, Block | None]:
        """Return this stack in two, cut inside or before the block of that number."""
        kept = self.blocks[:number]
        if first is not None:
            kept = [*kept, first]
        else:
            while kept and kept[-1].keeps_with_next:
                kept.pop()
        if not kept:
            return None, self
        left = [rest] if first is not None and rest is not None else []
        left += self.blocks[number + 1 :] if first is not None else self.blocks[len(kept) :]
        if first is not None:
            first.space_before = self.blocks[number].space_before
        return Stack(kept, element=self._element), Stack(left, element=self._element)


class Columns(Block):
    """Two stacks side by side; `share` is what the left one has of the width less the gap."""

    def __init__(self, left: Block, right: Block, *, gap: float, share: float = 0.5) -> None:
        self._left, self._right = left, right
        self._gap, self._share = gap, share

    def _widths(self, width: float) -> tuple[float, float]:
        left = (width - self._gap) * self._share
        return left, width - self._gap - left

    def height(self, width: float) -> float:
        left, right = self._widths(width)
        return max(self._left.height(left), self._right.height(right))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        left, right = self._widths(width)
        self._left.draw(pen, x, y, left)
        self._right.draw(pen, x + left + self._gap, y, right)

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        left_width, right_width = self._widths(width)
        left, left_rest = fitted(self._left, left_width, room)
        right, right_rest = fitted(self._right, right_width, room)
        if left is None or right is None:
            return None, self
        rest = Columns(left_rest or Space(0), right_rest or Space(0), gap=self._gap, share=self._share)
        return Columns(left, right, gap=self._gap, share=self._share), rest


class Together(Block):
    """A block that moves to the next page whole, unless it is longer than a page."""

    def __init__(self, block: Block, *, page_height: float) -> None:
        self._block = block
        self._page_height = page_height

    def height(self, width: float) -> float:
        return self._block.height(width)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        self._block.draw(pen, x, y, width)

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        if self._block.height(width) <= self._page_height + _NOTHING:
            return None, self
        return self._block.split(width, room)


class Inset(Block):
    """A block moved in from the left, for what draws something in the margin it leaves."""

    def __init__(self, block: Block, *, left: float) -> None:
        self._block = block
        self._left_margin = left
        self.is_text = block.is_text

    def height(self, width: float) -> float:
        return self._block.height(width - self._left_margin)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        self._block.draw(pen, x + self._left_margin, y, width - self._left_margin)

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        first, rest = self._block.split(width - self._left_margin, room)
        return self._like(first), self._like(rest)

    def _like(self, block: Block | None) -> "Block | None":
        """Return part of what was inside, moved in likewise."""
        return None if block is None else type(self)(block, left=self._left_margin)


def fitted(block: Block, width: float, room: float) -> tuple[Block | None, Block | None]:
    """Return what of a block fits into `room`, and what is left of it."""
    if block.height(width) <= room + _NOTHING:
        return block, None
    return block.split(width, room)


def paginated(block: Block, *, width: float, room: float) -> list[Block]:
    """Return a block in parts of at most a page each. What cannot be split is set over the edge rather than lost."""
    pages: list[Block] = []
    rest: Block | None = block
    while rest is not None:
        part, left = fitted(rest, width, room)
        if part is None:
            part, left = _forced(rest)
        pages.append(part)
        rest = left
    return pages


def _forced(block: Block) -> tuple[Block, Block | None]:
    """Return the first of what cannot be split, so that the rest can go on."""
    if isinstance(block, Stack) and len(block.blocks) > 1:
        return block.blocks[0], Stack(block.blocks[1:])
    return block, None
