"""Bars: how far something is, and how many parts of it are reached."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme


class ProgressBar(QWidget):
    """A rounded bar, 8 high in cards and 12 where the work itself is shown."""

    def __init__(self, share: float = 0.0, *, spoken: str = "", points: float = 8, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFixedHeight(theme.size(points))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_share(share, spoken=spoken)

    def show_share(self, share: float, *, spoken: str = "") -> None:
        """Fill it from 0 to 1; `spoken` is what a screen reader says, such as "18 sur 28"."""
        self.share = min(max(share, 0.0), 1.0)
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.size(120), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        theme.draw_box(painter, box, ground=theme.TRACK, radius=box.height() / 2)
        if self.share > 0:
            box.setWidth(max(box.height(), box.width() * self.share))
            theme.draw_box(painter, box, ground=theme.ACCENT, radius=box.height() / 2)


class PartsBar(QWidget):
    """One cell a goal, filled where it is reached. Words always stand beside it ("1 sur 4")."""

    GAP = 2

    def __init__(self, reached: int, total: int, *, spoken: str, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFixedHeight(theme.size(10))
        self.setMinimumWidth(theme.size(110))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_parts(reached, total, spoken=spoken)

    def show_parts(self, reached: int, total: int, *, spoken: str) -> None:
        self._reached, self._total = reached, total
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.size(120), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        gap, parts = theme.size(self.GAP), max(self._total, 1)
        width = (self.width() - gap * (parts - 1)) / parts
        for index in range(self._total):
            cell = QRectF(index * (width + gap), 0, width, self.height())
            full = index < self._reached
            theme.draw_box(
                painter,
                cell,
                ground=theme.ACCENT if full else theme.CARD,
                line=None if full else theme.FIELD_BORDER,
                radius=theme.size(4),
            )
