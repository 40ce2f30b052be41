"""The pen: text, rules, boxes and ticks on a page, measured from its top left corner, each tagged as it is drawn.

Only black and greys exist here, so nothing printed can mean something by its colour.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase.ttfonts import shapeStr
from reportlab.pdfgen.canvas import Canvas

from centre_app.documents.fonts import width_in_ems
from centre_app.documents.lines import BLACK, RULE_GREY, Line, Piece, Style, needs_shaping
from centre_app.documents.structure import Structure, text_string

THIN = 0.4
STRONG = 0.8


class Pen:
    """Draws on one document after another page of it. `y` grows downwards, as one reads."""

    def __init__(self, canvas: Canvas, *, page_height: float) -> None:
        self.canvas = canvas
        self.structure = Structure()
        self._page_height = page_height
        self._inside: str | None = None
        self._places = 0
        self._as_on_a_new_page()

    def begin_page(self) -> None:
        self.structure.begin_page()
        self._as_on_a_new_page()

    def _as_on_a_new_page(self) -> None:
        """Remember what a page begins with, so that ink and line width are said again only where they change."""
        self._fill, self._stroke, self._thickness = BLACK, BLACK, 1.0

    # What the ink is for

    @contextmanager
    def element(self, kind: str) -> Iterator[None]:
        """Group what is drawn inside: "Sect", "Table", "TR"."""
        self.structure.open(kind)
        yield
        self.structure.close()

    @contextmanager
    def content(self, kind: str, *, said_as: str = "", alt: str = "") -> Iterator[None]:
        """Tag what is drawn inside as one paragraph or heading; content inside content belongs to the outer.

        `said_as` is what a drawn thing reads as (a ticked box is "☑") to who listens, searches or copies; `alt`
        describes a picture.
        """
        if self._inside:
            yield
            return
        number = self.structure.content(kind, alt)
        with self._marked(f"/{kind}<</MCID {number}{_actual_text(said_as)}>>BDC", kind):
            yield

    @contextmanager
    def furniture(self) -> Iterator[None]:
        """Mark what is drawn inside as something a screen reader skips."""
        if self._inside:
            yield
            return
        with self._marked("/Artifact BMC", "Artifact"):
            yield

    @contextmanager
    def _marked(self, operator: str, kind: str) -> Iterator[None]:
        self.canvas.addLiteral(operator)
        self._inside = kind
        yield
        self._inside = None
        self.canvas.addLiteral("EMC")

    # Text

    def lines(self, x: float, baseline: float, lines: Sequence[Line], style: Style) -> None:
        """Write lines under one another, the first on that base line."""
        if not self._inside:
            raise RuntimeError("text was drawn that is neither content nor furniture")
        self._ink(style.grey)
        y = self._page_height - baseline
        text = self.canvas.beginText(x, y)
        for line in lines:
            match line:
                case [piece] if not needs_shaping(piece.text):  # nearly all, and twice as fast
                    text.setFont(piece.face, style.size, style.leading)
                    text.textLine(piece.text)
                case _:
                    text = self._pieces(text, x, y, line, style)
                    text.setTextOrigin(x, y - style.leading)
            y -= style.leading
        self.canvas.drawText(text)

    def _pieces(self, text: Any, x: float, y: float, line: Line, style: Style) -> Any:
        """Write one line in several faces, or with accents that only the font can place."""
        for piece in line:
            text.setFont(piece.face, style.size, style.leading)
            if needs_shaping(piece.text):
                text = self._shaped(text, x, y, piece, style)
            else:
                text.textOut(piece.text)
            x += _width((piece,), style.size)
        return text

    def _shaped(self, text: Any, x: float, y: float, piece: Piece, style: Style) -> Any:
        """Write a piece with accents that only the font can place; it reads as what it says all the same."""
        self.canvas.drawText(text)
        self.canvas.addLiteral(f"/Span<<{_actual_text(piece.text)}>>BDC")
        shaped = self.canvas.beginText(x, y)
        shaped.setFont(piece.face, style.size, style.leading)
        shaped.textOut(shapeStr(piece.text, piece.face, style.size))
        self.canvas.drawText(shaped)
        self.canvas.addLiteral("EMC")
        after = self.canvas.beginText(x + _width((piece,), style.size), y)
        after.setFont(piece.face, style.size, style.leading)
        return after

    def text(self, x: float, baseline: float, text: str, style: Style) -> None:
        """Write one line as it is."""
        self.lines(x, baseline, ((Piece(text, style.face),),), style)

    def text_right(self, right: float, baseline: float, text: str, style: Style) -> None:
        """Write one line that ends at `right`."""
        self.text(right - width_in_ems(text, style.face) * style.size, baseline, text, style)

    def text_centred(self, middle: float, baseline: float, text: str, style: Style) -> None:
        self.text(middle - width_in_ems(text, style.face) * style.size / 2, baseline, text, style)

    def outlined(self, x: float, y: float, text: str, style: Style, *, degrees: float) -> None:
        """Write hollow letters round a point, turned against the clock; they darken, so that nothing black under them is hidden."""
        if not self._inside:
            raise RuntimeError("text was drawn that is neither content nor furniture")
        canvas = self.canvas
        canvas.saveState()
        canvas.translate(x, self._page_height - y)
        canvas.rotate(degrees)
        canvas.setBlendMode("Multiply")
        canvas.setLineWidth(THIN * 2)
        canvas.setStrokeGray(style.grey)
        turned = canvas.beginText(-width_in_ems(text, style.face) * style.size / 2, -style.size * 0.36)
        turned.setFont(style.face, style.size)
        turned.setTextRenderMode(1)
        turned.textOut(text)
        canvas.drawText(turned)
        canvas.restoreState()

    # Shapes

    def rule(self, x: float, y: float, right: float, *, thickness: float = THIN, grey: float = RULE_GREY) -> None:
        """Draw a line from left to right."""
        self.strokes([(x, y, right, y)], thickness=thickness, grey=grey)

    def strokes(
        self, strokes: Sequence[tuple[float, float, float, float]], *, thickness: float = THIN, grey: float = RULE_GREY
    ) -> None:
        """Draw straight strokes, each from one point to another."""
        height = self._page_height
        with self.furniture():
            self._line(thickness, grey)
            self.canvas.lines([(x1, height - y1, x2, height - y2) for x1, y1, x2, y2 in strokes])

    def dotted(self, x: float, y: float, right: float) -> None:
        """Draw a line of dots to write on."""
        with self.furniture():
            self.canvas.setDash(0.8, 2.2)
            self.rule(x, y, right, thickness=0.7, grey=RULE_GREY)
            self.canvas.setDash()

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        thickness: float = STRONG,
        grey: float = BLACK,
        fill: float | None = None,
        radius: float = 0,
        dashed: bool = False,
    ) -> None:
        """Draw a frame, filled with a grey if one is given; thickness 0 draws the ground only."""
        with self.furniture():
            if fill is not None:
                self._ink(fill)
            if thickness:
                self._line(thickness, grey)
            if dashed:
                self.canvas.setDash(3, 2)
            bottom, stroke, filled = self._page_height - y - height, int(thickness > 0), int(fill is not None)
            if radius:
                self.canvas.roundRect(x, bottom, width, height, radius, stroke=stroke, fill=filled)
            else:
                self.canvas.rect(x, bottom, width, height, stroke=stroke, fill=filled)
            if dashed:
                self.canvas.setDash()

    def disc(self, x: float, y: float, radius: float) -> None:
        """Draw a black disc round a point."""
        with self.furniture():
            self._ink(BLACK)
            self.canvas.circle(x, self._page_height - y, radius, stroke=0, fill=1)

    def squares(self, squares: Sequence[tuple[float, float]], side: float) -> None:
        """Draw black squares from their top left corners, as one shape: what a QR code is made of."""
        with self.furniture():
            self._ink(BLACK)
            path = self.canvas.beginPath()
            for x, y in squares:
                path.rect(x, self._page_height - y - side, side, side)
            self.canvas.drawPath(path, stroke=0, fill=1)

    def tick(self, x: float, y: float, size: float) -> None:
        """Draw the hook of a tick box from the box's top left corner."""
        height = self._page_height
        with self.furniture():
            self._line(size * 0.17, BLACK)
            path = self.canvas.beginPath()
            path.moveTo(x + size * 0.18, height - y - size * 0.52)
            path.lineTo(x + size * 0.42, height - y - size * 0.78)
            path.lineTo(x + size * 0.84, height - y - size * 0.22)
            self.canvas.drawPath(path, stroke=1, fill=0)

    def bookmark(self, y: float, title: str) -> None:
        """Make this place one that a reader finds in the list beside the pages."""
        self._places += 1
        key = f"place-{self._places}"
        self.canvas.bookmarkPage(key, fit="XYZ", left=0, top=self._page_height - y)
        self.canvas.addOutlineEntry(title, key)

    def _ink(self, grey: float) -> None:
        if grey != self._fill:
            self.canvas.setFillGray(grey)
            self._fill = grey

    def _line(self, thickness: float, grey: float) -> None:
        if thickness != self._thickness:
            self.canvas.setLineWidth(thickness)
            self._thickness = thickness
        if grey != self._stroke:
            self.canvas.setStrokeGray(grey)
            self._stroke = grey


def _actual_text(text: str) -> str:
    return f"/ActualText{text_string(text)}" if text else ""


def _width(line: Line, size: float) -> float:
    return sum(width_in_ems(piece.text, piece.face) for piece in line) * size
