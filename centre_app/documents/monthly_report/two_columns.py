"""Small print in two columns, read down the left one and then down the right one of each page."""

from collections.abc import Sequence

from centre_app.documents.blocks import Block, Columns, Stack, fitted
from centre_app.documents.pen import Pen


class TwoColumns(Block):
    """Paragraphs in two columns of about the same height, page by page."""

    def __init__(self, paragraphs: Sequence[Block], *, gap: float) -> None:
        self._paragraphs, self._gap = list(paragraphs), gap
        self._laid_out: dict[float, Columns] = {}

    def height(self, width: float) -> float:
        return self._columns(width).height(width)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        self._columns(width).draw(pen, x, y, width)

    def split(self, width: float, room: float) -> tuple[Block | None, Block | None]:
        """Fill the left column, then the right one; what is left begins the next page."""
        column = self._column_width(width)
        left, rest = fitted(Stack(self._paragraphs), column, room)
        if left is None:
            return None, self
        if rest is None:
            return self, None
        right, rest = fitted(rest, column, room)
        page = Columns(left, right or Stack([]), gap=self._gap)
        return page, TwoColumns(rest.blocks, gap=self._gap) if isinstance(rest, Stack) else rest

    def _column_width(self, width: float) -> float:
        return (width - self._gap) / 2

    def _columns(self, width: float) -> Columns:
        if width not in self._laid_out:
            half = self._half(self._column_width(width))
            self._laid_out[width] = Columns(
                Stack(self._paragraphs[:half]), Stack(self._paragraphs[half:]), gap=self._gap
            )
        return self._laid_out[width]

    def _half(self, column: float) -> int:
        """Return how many paragraphs make the left column."""
        whole, so_far = sum(one.height(column) for one in self._paragraphs), 0.0
        for number, one in enumerate(self._paragraphs, start=1):
            so_far += one.height(column)
            if so_far >= whole / 2:
                return number
        return len(self._paragraphs)
