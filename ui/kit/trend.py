"""A measure over time as a small line: its points with their numbers, and the bounds that mean something.

It never stands alone: what it shows is said beside it in words, and its accessible name says it too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

HEIGHT = 132
SIDE, TOP, FOOT = 24, 24, 26  # room for the numbers above the points and the days under them
DOT = 4
BOUND_ROOM, BOUND_GAP = 168, 24  # at the right, where a bound is named, clear of the last number
NUMBER_ROOM, DAY_ROOM = 26, 84  # what a number or a day needs beside the one before it

Point = tuple[date, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A level that means something: "under 115: severe"."""

    level: float
    words: str


class Trend(QWidget):
    """Give it points with `show_points`; fewer than two draw nothing."""

    def __init__(self, *, number_said: Callable[[float], str], day_said: Callable[[date], str], name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._number_said, self._day_said = number_said, day_said
        self._points: Sequence[Point] = ()
        self._bounds: Sequence[Bound] = ()
        self._least, self._most = 0.0, 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.size(HEIGHT))

    def show_points(
        self, points: Sequence[Point], *, least: float, most: float, bounds: Sequence[Bound] = (), spoken: str
    ) -> None:
        """Show points, the earliest first, on a scale from `least` to `most`; `spoken` says the same in words."""
        self._points, self._bounds = tuple(points), tuple(bounds)
        self._least, self._most = least, max(most, least + 1)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.setVisible(len(points) > 1)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.size(320), theme.size(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.size(200), theme.size(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._points) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.CAPTION))
        box = self._box()
        self._draw_ground(painter, box)
        for bound in self._bounds:
            self._draw_bound(painter, box, bound)
        places = [QPointF(self._x(box, day), self._y(box, level)) for day, level in self._points]
        painter.setPen(QPen(QColor(theme.ACCENT), theme.size(2)))
        painter.drawPolyline(QPolygonF(places))
        painter.setBrush(QColor(theme.CARD))
        for place in places:
            painter.drawEllipse(place, theme.size(DOT), theme.size(DOT))
        self._draw_numbers(painter, places)
        self._draw_days(painter, box, places)

    # --- where things stand ------------------------------------------------------------------------------------

    def _box(self) -> QRectF:
        right = theme.size(BOUND_ROOM if self._bounds else SIDE)
        return QRectF(self.rect()).adjusted(theme.size(SIDE), theme.size(TOP), -right, -theme.size(FOOT))

    def _x(self, box: QRectF, day: date) -> float:
        first, last = self._points[0][0], self._points[-1][0]
        return box.left() + box.width() * (day - first).days / max((last - first).days, 1)

    def _y(self, box: QRectF, level: float) -> float:
        share = (min(max(level, self._least), self._most) - self._least) / (self._most - self._least)
        return box.bottom() - box.height() * share

    # --- drawing -----------------------------------------------------------------------------------------------

    def _draw_ground(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(QColor(theme.CARD_BORDER), 1))
        for y in (box.top(), box.bottom()):
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))

    def _draw_bound(self, painter: QPainter, box: QRectF, bound: Bound) -> None:
        y = self._y(box, bound.level)
        painter.setPen(QPen(QColor(theme.SOON_BORDER), 1, Qt.PenStyle.DashLine))
        right = box.right() + theme.size(BOUND_GAP)
        painter.drawLine(QPointF(box.left(), y), QPointF(right - theme.size(4), y))
        painter.setPen(QColor(theme.SOON))
        place = QRectF(right, y - theme.size(9), theme.size(BOUND_ROOM - BOUND_GAP), theme.size(18))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), bound.words)

    def _draw_numbers(self, painter: QPainter, places: Sequence[QPointF]) -> None:
        """Write each number over its point, the last one always; one that would touch the one before is left out."""
        painter.setPen(QColor(theme.INK))
        last = places[-1]
        drawn_to = float("-inf")
        for place, (_day, level) in zip(places, self._points, strict=True):
            room = theme.size(NUMBER_ROOM)
            if place is not last and (place.x() - drawn_to < room or last.x() - place.x() < room):
                continue
            words = QRectF(place.x() - theme.size(30), place.y() - theme.size(22), theme.size(60), theme.size(16))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self._number_said(level))
            drawn_to = place.x()

    def _draw_days(self, painter: QPainter, box: QRectF, places: Sequence[QPointF]) -> None:
        painter.setPen(QColor(theme.MUTED))
        top, height, width = box.bottom() + theme.size(6), theme.size(18), theme.size(DAY_ROOM)
        ends = (
            (0, Qt.AlignmentFlag.AlignLeft, -theme.size(SIDE)),
            (-1, Qt.AlignmentFlag.AlignRight, theme.size(SIDE) - width),
        )
        for at, side, left in ends:
            words = QRectF(places[at].x() + left, top, width, height)
            painter.drawText(words, int(side | Qt.AlignmentFlag.AlignVCenter), self._day_said(self._points[at][0]))
