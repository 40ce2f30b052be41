"""Small bars for the nights of a month: how much was taken of what there is. The words beside it say the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme

HEIGHT, FOOT, TOP = 92, 16, 4
GAP = 2
EVERY = 7  # days between two that are written under the bars


@dataclass(frozen=True, slots=True, kw_only=True)
class NightBar:
    """One night: its day as it is written under the bar, what was taken, what there is, and the night in words.

    `taken` None is a night still to come.
    """

    day: str
    taken: int | None
    places: int
    said: str


class NightsChart(QWidget):
    """Give it nights with `show_nights`; a line shows how many places there are."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._nights: Sequence[NightBar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.size(HEIGHT))

    def show_nights(self, nights: Sequence[NightBar], *, spoken: str) -> None:
        self._nights = tuple(nights)
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.size(480), theme.size(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.size(240), theme.size(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._nights:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.CAPTION))
        most = max(max(one.taken or 0, one.places) for one in self._nights) or 1
        for number, night in enumerate(self._nights):
            self._draw_night(painter, number, night, most)

    def _draw_night(self, painter: QPainter, number: int, night: NightBar, most: int) -> None:
        box = self._box(number)
        if night.taken is not None:
            high = box.height() * night.taken / most
            ground = theme.SOON_BORDER if night.taken > night.places else theme.ACCENT
            theme.draw_box(painter, QRectF(box.left(), box.bottom() - high, box.width(), high), ground=ground, radius=2)
        level = box.bottom() - box.height() * night.places / most
        painter.setPen(QPen(QColor(theme.FIELD_BORDER), 1))
        painter.drawLine(int(box.left() - GAP / 2), round(level), int(box.right() + GAP / 2), round(level))
        if number % EVERY == 0:
            painter.setPen(QColor(theme.MUTED))
            foot = QRectF(box.left(), box.bottom() + 2, theme.size(48), theme.size(FOOT))
            painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), night.day)

    def _box(self, number: int) -> QRectF:
        wide = self.width() / len(self._nights)
        high = self.height() - theme.size(TOP + FOOT) - 2
        return QRectF(number * wide + GAP / 2, theme.size(TOP), wide - GAP, high)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._nights:
            at = min(int(event.pos().x() / self.width() * len(self._nights)), len(self._nights) - 1)
            QToolTip.showText(event.globalPos(), self._nights[at].said, self)
            return True
        return super().event(event)
