"""How complete a section is, in a circle of 18: dotted, pie, tick or padlock, and the same in words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import icons, theme

SHUT = "shut"
SIDE = 18


class Completeness(QWidget):
    """A share from 0 to 1, SHUT, or None where completeness means nothing (history)."""

    def __init__(self, share: float | str | None, *, spoken: str = "") -> None:
        super().__init__()
        self.setFixedSize(theme.size(SIDE), theme.size(SIDE))
        self.show_share(share, spoken=spoken)

    def show_share(self, share: float | str | None, *, spoken: str) -> None:
        self._share = share
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.size(SIDE), theme.size(SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_completeness(QPainter(self), QRectF(self.rect()), self._share)


def draw_completeness(painter: QPainter, box: QRectF, share: float | str | None) -> None:
    """Draw the circle; lists that paint themselves use it too."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = box.adjusted(1.5, 1.5, -1.5, -1.5)
    match share:
        case None:
            return
        case str():
            inset = (box.width() - theme.size(icons.SMALL)) / 2
            icons.draw(painter, icons.LOCK, box.left() + inset, box.top() + inset, icons.SMALL, theme.SHUT)
        case _ if share <= 0:
            _draw_dotted(painter, ring)
        case _ if share >= 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ACCENT))
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
            inset = (box.width() - theme.size(12)) / 2
            icons.draw(painter, icons.TICK, box.left() + inset, box.top() + inset + 0.5, 12, theme.CARD)
        case _:
            _draw_pie(painter, ring, share)


def _draw_dotted(painter: QPainter, ring: QRectF) -> None:
    pen = QPen(QColor(theme.FIELD_BORDER), 1.6)
    pen.setDashPattern([2, 1.6])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)


def _draw_pie(painter: QPainter, ring: QRectF, share: float) -> None:
    painter.setPen(QPen(QColor(theme.ACCENT), 1.8))
    painter.setBrush(QColor(theme.CARD))
    painter.drawEllipse(ring)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.ACCENT))
    painter.drawPie(ring.adjusted(2, 2, -2, -2), 90 * 16, -round(share * 360 * 16))
