"""The line at the foot of the window: where the data is, who works, and the keys that help."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui import icons, theme
from ui.kit import layout
from ui.kit.rows import Elided


class StatusLine(QWidget):
    """ "Enregistré ici à 14:32 · Sur la clé : … · Agent : …" at the left, shortcuts at the right."""

    def __init__(self, shortcuts: str, *, name: str = "status_line") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFixedHeight(theme.size(29))
        self._icon = icons.label(icons.TICK, icons.SMALL, theme.ACCENT)
        self._words = Elided("", theme.CAPTION, colour=theme.MUTED, name=f"{name}.words")
        self._shortcuts: QLabel = theme.plain_label(shortcuts, theme.CAPTION, colour=theme.MUTED)
        line = layout.row(self._icon, gap=8, margins=(16, 1, 16, 0))
        line.addWidget(self._words, 1)
        line.addWidget(self._shortcuts)
        self.setLayout(line)

    def show_state(self, *parts: str, icon: str = icons.TICK, colour: str = theme.ACCENT) -> None:
        """Say where the data is, whole sentences parted by dots."""
        self._words.setText(" · ".join(part for part in parts if part))
        self._icon.setPixmap(icons.pixmap(icon, icons.SMALL, colour))
        self.setAccessibleName(self._words.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), QColor(theme.GROUND))
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.CARD_BORDER))
