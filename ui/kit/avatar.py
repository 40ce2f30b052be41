"""People in a circle (their initials) and the portrait that stands for a photo."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme


def initials_of(name: str) -> str:
    """Return the first letters of the first and the last word: "Awa Diarra" is "AD"."""
    words = [word for word in name.replace(".", " ").split() if word]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


class Initials(QWidget):
    """Somebody's initials in a circle: 24 in rows, 32 in the rail, 36 on the unlock page."""

    def __init__(self, name: str, *, points: float = 24, ground: str = theme.CIRCLE, ink: str = theme.INK) -> None:
        super().__init__()
        self.setFixedSize(theme.size(points), theme.size(points))
        self._text, self._ground, self._ink = initials_of(name), ground, ink
        self.setFont(theme.font(points * 0.33, theme.SEMI_BOLD))

    def show_name(self, name: str) -> None:
        self._text = initials_of(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme.draw_box(painter, QRectF(self.rect()), ground=self._ground, radius=self.width() / 2)
        painter.setPen(QColor(self._ink))
        painter.setFont(self.font())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._text)


class Portrait(QWidget):
    """A head and shoulders where there is no photo."""

    def __init__(self, *, points: float = 72) -> None:
        super().__init__()
        self.setFixedSize(theme.size(points), theme.size(points))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box, radius = QRectF(self.rect()), theme.size(theme.RADIUS)
        theme.draw_box(painter, box, ground="#dde5e7", radius=radius)
        clip = QPainterPath()
        clip.addRoundedRect(box, radius, radius)
        painter.setClipPath(clip)
        painter.setBrush(QColor("#93a8ac"))
        painter.setPen(Qt.PenStyle.NoPen)
        side = box.width()
        painter.drawEllipse(QPointF(side / 2, side * 0.40), side * 0.18, side * 0.20)
        painter.drawEllipse(QPointF(side / 2, side * 1.0), side * 0.36, side * 0.34)
