"""The plain peer of a printed document: the same pages as bare ReportLab calls, with nothing laid out or tagged.

`bare_pages_of(make)` runs `make()` once, writes down what it draws, and returns a function that draws just that again,
words with `drawString` as one does by hand. The benchmark measures both in turn.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from unittest.mock import patch

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from centre_app.documents import page as page_module
from centre_app.documents.fonts import REGULAR, width_of
from centre_app.documents.pen import Pen

DRAWING = (
    "setFillGray", "setStrokeGray", "setLineWidth", "setDash", "lines", "rect", "roundRect", "circle", "drawPath",
    "showPage",
)  # fmt: skip

Call = tuple[str, tuple[Any, ...], dict[str, Any]]


def bare_pages_of(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return a function that draws the pages of a document again by hand."""
    calls = _drawn_by(make)

    def draw() -> bytes:
        written = BytesIO()
        canvas = Canvas(written, pagesize=A4, pageCompression=1, invariant=1, initialFontName=REGULAR)
        for name, arguments, options in calls:
            if name == "drawString":
                face, size, *arguments = arguments
                canvas.setFont(face, size)
            getattr(canvas, name)(*arguments, **options)
        canvas.save()
        return written.getvalue()

    return draw


def _drawn_by(make: Callable[[], bytes]) -> list[Call]:
    calls: list[Call] = []
    recording = type("Recording", (Canvas,), {name: _recorded(name, calls) for name in DRAWING})
    with patch.object(page_module, "Canvas", recording), patch.object(Pen, "lines", _recorded_lines(calls)):
        make()
    return calls


def _recorded(name: str, calls: list[Call]) -> Callable[..., Any]:
    drawing = getattr(Canvas, name)

    def record(canvas: Canvas, *arguments: Any, **options: Any) -> Any:
        calls.append((name, arguments, options))
        return drawing(canvas, *arguments, **options)

    return record


def _recorded_lines(calls: list[Call]) -> Callable[..., None]:
    writing = Pen.lines

    def record(pen: Pen, x: float, baseline: float, lines: Any, style: Any) -> None:
        writing(pen, x, baseline, lines, style)
        for number, line in enumerate(lines):
            at, y = x, pen._page_height - baseline - number * style.leading
            for piece in line:
                calls.append(("drawString", (piece.face, style.size, at, y, piece.text), {}))
                at += width_of(piece.text, piece.face, style.size)

    return record
