"""Charts drawn on the page with the pen: black, one grey and outlines, each bar with its number beside it."""

from collections.abc import Sequence

from centre_app.documents.blocks import Block, first_baseline
from centre_app.documents.fonts import BOLD, width_of
from centre_app.documents.lines import BLACK, RULE_GREY, TEXT_GREY, Style, shortened, typeset
from centre_app.documents.pen import THIN, Pen

WORDS = Style(size=8, leading=10)
NUMBERS = Style(face=BOLD, size=8, leading=10)
TITLE = Style(face=BOLD, size=9.5, leading=12)
LEGEND = Style(size=7.5, leading=9.5, grey=TEXT_GREY)
_GREY = 0.45


class Bars(Block):
    """Lying bars, one a line: words, a bar, its number."""

    PITCH, THICK, LABEL_SHARE = 12.0, 7.5, 0.46

    def __init__(self, title: str, bars: Sequence[tuple[str, float, str]], *, nothing: str) -> None:
        self._title, self._bars, self._nothing = typeset(title), list(bars), typeset(nothing)

    def height(self, width: float) -> float:
        return TITLE.leading + 4 + max(len(self._bars), 1) * self.PITCH

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.content("P"):
            pen.text(x, y + first_baseline(TITLE), self._title, TITLE)
        y += TITLE.leading + 4
        if not self._bars:
            with pen.content("P"):
                pen.text(x, y + first_baseline(WORDS), self._nothing, WORDS.quiet())
            return
        with pen.content("Figure", alt=self._said()):
            self._draw_bars(pen, x, y, width)

    def _said(self) -> str:
        return f"{self._title}: " + "; ".join(f"{label} {said}" for label, _, said in self._bars)

    def _draw_bars(self, pen: Pen, x: float, y: float, width: float) -> None:
        left = x + width * self.LABEL_SHARE
        room = width * (1 - self.LABEL_SHARE) - 30
        most = max(number for _, number, _ in self._bars) or 1
        for number, (label, value, said) in enumerate(self._bars):
            top = y + number * self.PITCH
            baseline = top + first_baseline(WORDS)
            pen.text(x, baseline, shortened(label, face=WORDS.face, size=WORDS.size, width=left - x - 5), WORDS)
            length = room * value / most
            if length:
                pen.box(left, top + 1, length, self.THICK, thickness=0, fill=_GREY)
            pen.text(left + length + 4, baseline, typeset(said), NUMBERS)
        pen.rule(left, y, left, thickness=THIN)
        pen.strokes([(left, y - 1, left, y + len(self._bars) * self.PITCH - 2)], thickness=0.6, grey=RULE_GREY)


class Months(Block):
    """Standing pairs of bars, a pair a month: who came in black, who left outlined; under them who was here at the end."""

    HEIGHT, THICK = 68.0, 13.0

    def __init__(
        self, title: str, months: Sequence[tuple[str, float, float, str]], *, came: str, left: str, here: str
    ) -> None:
        self._title, self._months = typeset(title), list(months)
        self._came, self._left, self._here = typeset(came), typeset(left), typeset(here)

    def height(self, width: float) -> float:
        return TITLE.leading + 4 + LEGEND.leading + self.HEIGHT + 2 * WORDS.leading + 4

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.content("P"):
            pen.text(x, y + first_baseline(TITLE), self._title, TITLE)
        y += TITLE.leading + 4
        with pen.content("Figure", alt=self._said()):
            self._draw_legend(pen, x, y)
            self._draw_months(pen, x, y + LEGEND.leading + 10, width)

    def _said(self) -> str:
        return f"{self._title}: " + "; ".join(
            f"{month}: {self._came} {came:g}, {self._left} {left:g}, {self._here} {here}"
            for month, came, left, here in self._months
        )

    def _draw_legend(self, pen: Pen, x: float, y: float) -> None:
        baseline = y + first_baseline(LEGEND)
        pen.box(x, y + 2, 7, 6, thickness=0, fill=BLACK)
        pen.text(x + 10, baseline, self._came, LEGEND)
        second = x + 22 + width_of(self._came, LEGEND.face, LEGEND.size)
        pen.box(second, y + 2, 7, 6, thickness=0.8, fill=1.0)
        pen.text(second + 10, baseline, self._left, LEGEND)

    def _draw_months(self, pen: Pen, x: float, y: float, width: float) -> None:
        height = self.HEIGHT - 14
        pitch = width / max(len(self._months), 1)
        most = max((max(came, left) for _, came, left, _ in self._months), default=0) or 1
        floor = y + height
        for number, (month, came, left, here) in enumerate(self._months):
            middle = x + pitch * (number + 0.5)
            for side, value in ((-self.THICK - 1, came), (1, left)):
                tall = (height - 10) * value / most
                at = middle + side
                if tall:
                    fill, thickness = (BLACK, 0.0) if side < 0 else (1.0, 0.8)
                    pen.box(at, floor - tall, self.THICK, tall, thickness=thickness, fill=fill)
                pen.text_centred(at + self.THICK / 2, floor - tall - 2.5, f"{value:g}", NUMBERS)
            pen.text_centred(middle, floor + first_baseline(WORDS) + 1, typeset(month), WORDS)
            pen.text_centred(middle, floor + first_baseline(WORDS) + WORDS.leading, typeset(here), LEGEND)
        pen.rule(x, floor, x + width, thickness=0.8, grey=BLACK)


class Balance(Block):
    """The reconciliation in a line of boxes: 23 + 5 − 5 = 23, each with its words and its code under it."""

    HEIGHT = 52.0
    _NUMBER = Style(face=BOLD, size=20, leading=24)
    _SIGN = Style(face=BOLD, size=16, leading=24)

    def __init__(self, terms: Sequence[tuple[str, str, str]], signs: Sequence[str]) -> None:
        self._terms = [(number, typeset(label), code) for number, label, code in terms]
        self._signs = list(signs)

    def height(self, width: float) -> float:
        return self.HEIGHT

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        gap = 22.0
        box = (width - gap * (len(self._terms) - 1)) / len(self._terms)
        with pen.content("P", said_as=self._said()):
            for number, (figure, label, code) in enumerate(self._terms):
                left = x + number * (box + gap)
                is_last = number == len(self._terms) - 1
                pen.box(left, y, box, self.HEIGHT, thickness=1.6 if is_last else 0.8)
                pen.text_centred(left + box / 2, y + 24, figure, self._NUMBER)
                short = shortened(label, face=WORDS.face, size=WORDS.size, width=box - 8)
                pen.text_centred(left + box / 2, y + 36, short, WORDS)
                pen.text_centred(left + box / 2, y + 47, code, LEGEND)
                if not is_last:
                    pen.text_centred(left + box + gap / 2, y + 31, self._signs[number], self._SIGN)

    def _said(self) -> str:
        words = []
        for number, (figure, label, _) in enumerate(self._terms):
            words += [f"{figure} {label}", *self._signs[number : number + 1]]
        return " ".join(words)
