"""Choosing oneself on the unlock page: a tile with initials, name and role; and the woven ground of its left side."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QPolygonF
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
        role = painter.fontMetrics().elidedText(self._role, Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, theme.size(43), role)


class WovenGround(QWidget):
    """The dark ground of the unlock page; rows of diamonds, as on a woven cloth, come out of it at the foot."""

    def __init__(self, dark: theme.Dark = theme.REAL) -> None:
        super().__init__()
        self._dark = dark
        self.setAutoFillBackground(True)
        colours = self.palette()
        colours.setColor(self.backgroundRole(), QColor(dark.ground))
        self.setPalette(colours)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        thread = _woven_thread(self.devicePixelRatio(), self._dark)
        rows, step_x, step_y = 8, theme.size(48), theme.size(28)
        for row in range(rows):
            y = self.height() - theme.size(40) - (rows - 1 - row) * step_y - step_y // 2
            painter.setOpacity(0.10 + 0.90 * row / (rows - 1))
            painter.drawTiledPixmap(0, y, self.width(), step_y, thread, (1 + row % 2) * step_x // 2, 0)


def _woven_thread(ratio: float, dark: theme.Dark) -> QPixmap:
    """One diamond in its place, from which a row is tiled: drawing each of them took as long as the rest of the page."""
    width, height = theme.size(48), theme.size(28)
    tile = QPixmap(round(width * ratio), round(height * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(QColor(0, 0, 0, 0))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for (half_width, half_height), colour in zip(((24, 14), (13, 7), (5, 2.6)), dark.threads, strict=True):
        _draw_diamond(painter, width / 2, height / 2, theme.size(half_width), theme.size(half_height), colour)
    painter.end()
    return tile


def _draw_diamond(painter: QPainter, x: float, y: float, half_width: float, half_height: float, colour: str) -> None:
    painter.setBrush(QColor(colour))
    corners = [(x, y - half_height), (x + half_width, y), (x, y + half_height), (x - half_width, y)]
    painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
