"""Choosing oneself on the unlock page: a tile with initials, name and role; and the woven ground of its left side."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons, theme
from ui.kit.avatar import initials_of


class PersonTile(QAbstractButton):
    """Somebody who may open the register; the chosen one is tinted and ticked."""

    def __init__(self, key: str, who: str, role: str) -> None:
        super().__init__()
        self.key, self._role = key, role
        self.setObjectName(f"person.{key}")
        self.setText(who)
        self.setAccessibleName(f"{who}, {role}" if role else who)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.size(290), theme.size(56))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.size(200), theme.size(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        heavy = chosen or self.hasFocus()
        ground = theme.ACCENT_TINT if chosen else theme.CARD
        theme.draw_box(
            painter,
            QRectF(self.rect()),
            ground=ground,
            line=theme.ACCENT if heavy else "#c9d1da",
            width=2 if heavy else 1,
            radius=theme.size(theme.RADIUS),
        )
        circle = QRectF(theme.size(12), theme.size(10), theme.size(36), theme.size(36))
        theme.draw_box(painter, circle, ground=theme.ACCENT if chosen else theme.CIRCLE, radius=circle.height() / 2)
        painter.setFont(theme.font(theme.BODY, theme.MEDIUM))
        painter.setPen(QColor(theme.CARD if chosen else theme.INK))
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), initials_of(self.text()))
        self._draw_words(painter)
        if chosen:
            top = (self.height() - theme.size(icons.HEAD)) / 2
            icons.draw(painter, icons.DONE, self.width() - theme.size(32), top, icons.HEAD, theme.ACCENT)

    def _draw_words(self, painter: QPainter) -> None:
        left, room = theme.size(60), self.width() - theme.size(60 + 40)
        painter.setPen(QColor(theme.INK))
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, theme.size(23 if self._role else 33), name)
        painter.setFont(theme.font(theme.SECOND))
        painter.setPen(QColor(theme.MUTED))
        painter.drawText(left, theme.size(43), self._role)


class WovenGround(QWidget):
    """The dark ground of the unlock page; rows of diamonds, as on a woven cloth, come out of it at the foot."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        colours = self.palette()
        colours.setColor(self.backgroundRole(), QColor(theme.RAIL))
        self.setPalette(colours)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        rows, step_x, step_y = 8, theme.size(48), theme.size(28)
        for row in range(rows):
            y = self.height() - theme.size(40) - (rows - 1 - row) * step_y
            painter.setOpacity(0.10 + 0.90 * row / (rows - 1))
            self._draw_row(painter, y, step_x, shift=(row % 2) * step_x / 2)

    def _draw_row(self, painter: QPainter, y: float, step: float, *, shift: float) -> None:
        x = -shift
        while x < self.width() + step:
            _draw_diamond(painter, x, y, theme.size(24), theme.size(14), "#1a454d")
            _draw_diamond(painter, x, y, theme.size(13), theme.size(7), "#235a63")
            _draw_diamond(painter, x, y, theme.size(5), theme.size(2.6), "#2f737b")
            x += step


def _draw_diamond(painter: QPainter, x: float, y: float, half_width: float, half_height: float, colour: str) -> None:
    painter.setBrush(QColor(colour))
    corners = [(x, y - half_height), (x + half_width, y), (x, y + half_height), (x - half_width, y)]
    painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
