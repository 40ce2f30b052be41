"""A stick, or a folder, to choose among others: its name, the room on it, and why it cannot be taken."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui import icons, theme

HEIGHT = 56


class StickTile(QAbstractButton):
    """The chosen one is tinted and ticked; one that cannot be written to says so and lets itself not be chosen."""

    def __init__(self, called: str, room: str, *, icon: str = icons.STICK, trouble: str = "", name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setText(called)
        self._second, self._icon, self._trouble = trouble or room, icon, trouble
        self.setAccessibleName(f"{called}, {self._second}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setEnabled(not trouble)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.size(320), theme.size(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.size(200), theme.size(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        heavy = chosen or self.hasFocus()
        ground = theme.DISABLED_GROUND if self._trouble else theme.ACCENT_TINT if chosen else theme.CARD
        line = theme.CARD_BORDER if self._trouble else theme.ACCENT if heavy else theme.FIELD_BORDER
        box, radius = QRectF(self.rect()), theme.size(theme.RADIUS)
        theme.draw_box(painter, box, ground=ground, line=line, width=2 if heavy else 1, radius=radius)
        ink = theme.LATE if self._trouble else theme.ACCENT if chosen else theme.MUTED
        top = (self.height() - theme.size(icons.TILE)) / 2
        icons.draw(painter, icons.LOCK if self._trouble else self._icon, theme.size(16), top, icons.TILE, ink)
        self._draw_words(painter)
        if chosen:
            top = (self.height() - theme.size(icons.HEAD)) / 2
            icons.draw(painter, icons.DONE, self.width() - theme.size(32), top, icons.HEAD, theme.ACCENT)

    def _draw_words(self, painter: QPainter) -> None:
        left, room = theme.size(56), self.width() - theme.size(56 + 40)
        for words, letters, ink, foot in (
            (self.text(), theme.font(theme.BODY, theme.MEDIUM), theme.INK, 24),
            (self._second, theme.font(theme.SECOND), theme.LATE if self._trouble else theme.MUTED, 43),
        ):
            painter.setFont(letters)
            painter.setPen(QColor(ink))
            shown = QFontMetrics(letters).elidedText(words, Qt.TextElideMode.ElideMiddle, room)
            painter.drawText(left, theme.size(foot), shown)
