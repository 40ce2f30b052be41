"""Chips: an icon and a few words that say a state. In table cells they stand without ground."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.theme import Tone


class Chip(QWidget):
    """A state in words, on its tint: `Chip("Accueillie", theme.DONE_TONE)`."""

    def __init__(
        self, text: str, tone: Tone, icon: str | None = None, *, grounded: bool = True, name: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._grounded = grounded
        self.setSizePolicy(
            QSizePolicy.Policy.Fixed if grounded else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed
        )
        self.show_state(text, tone, icon)

    def show_state(self, text: str, tone: Tone, icon: str | None = None) -> None:
        """Say another state; `icon=""` leaves the icon out, None takes the tone's own."""
        self.text, self._tone = text, tone
        self._icon = tone.icon if icon is None else icon
        urgent = tone.ink in (theme.LATE, theme.SOON)
        self.setFont(theme.font(theme.SECOND, theme.SEMI_BOLD if urgent else theme.MEDIUM))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        text = QFontMetrics(self.font()).horizontalAdvance(self.text)
        sides = 2 * theme.size(9) if self._grounded else theme.size(2)
        return QSize(self._text_left() - self._left() + text + sides, theme.size(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._grounded:
            theme.draw_box(painter, QRectF(self.rect()), ground=self._tone.tint, radius=self.height() / 2)
        if self._icon:
            top = (self.height() - theme.size(icons.SMALL)) / 2
            icons.draw(painter, self._icon, self._left(), top, icons.SMALL, self._tone.ink)
        painter.setFont(self.font())
        painter.setPen(QColor(self._tone.ink))
        painter.drawText(
            self.rect().adjusted(self._text_left(), 0, 0, 0),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            self.text,
        )

    def _left(self) -> int:
        return theme.size(9) if self._grounded else 0

    def _text_left(self) -> int:
        return self._left() + (theme.size(icons.SMALL + 6) if self._icon else theme.size(3) if self._grounded else 0)


def state(text: str, tone: Tone, icon: str | None = None, *, name: str = "") -> Chip:
    """A state without ground, for rows and table cells."""
    return Chip(text, tone, icon, grounded=False, name=name)
