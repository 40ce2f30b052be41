"""A box to tick, with a frame dark enough to be seen on the cheap screens it is used on."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox

from ui import icons, theme

SIDE = 18


class CheckBox(QCheckBox):
    """Click it, its words, or press space."""

    def __init__(self, text: str, *, name: str) -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(theme.size(SIDE + 8) + self.fontMetrics().horizontalAdvance(self.text()) + 2, theme.size(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, point) -> bool:  # noqa: ANN001
        return self.rect().contains(point)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.size(SIDE)
        box = QRectF(0, (self.height() - side) / 2, side, side)
        ticked, enabled = self.isChecked(), self.isEnabled()
        ground = theme.ACCENT if ticked and enabled else theme.CARD if enabled else theme.DISABLED_GROUND
        heavy = self.hasFocus()
        line = theme.ACCENT_DARK if heavy else theme.ACCENT if ticked and enabled else theme.FIELD_BORDER
        theme.draw_box(painter, box, ground=ground, line=line, width=2 if heavy else 1, radius=theme.size(4))
        if ticked:
            inset = (side - theme.size(14)) / 2
            colour = theme.CARD if enabled else theme.DISABLED_TEXT
            icons.draw(painter, icons.TICK, box.left() + inset, box.top() + inset, 14, colour)
        painter.setPen(QColor(theme.INK if enabled else theme.DISABLED_TEXT))
        room = self.rect().adjusted(theme.size(SIDE + 8), 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self.text())
