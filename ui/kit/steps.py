"""Where one is: the numbered steps of a wizard, and the short trail of a status."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.kit import layout
from ui.kit.chip import Chip
from ui.kit.panel import Panel


class Steps(Panel):
    """Circles joined by a line: ticked where done, ringed where one is, grey where not yet."""

    CIRCLE = 34

    def __init__(self, names: Sequence[str], *, name: str = "steps") -> None:
        super().__init__(name=name)
        self._names, self._at = list(names), 0
        self.setFixedHeight(theme.size(84))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.go_to(0)

    def go_to(self, at: int) -> None:
        """Stand at one step, counted from 0; `len(names)` means that all are done."""
        self._at = at
        current = self._names[at] if at < len(self._names) else self._names[-1]
        self.setAccessibleName(f"{min(at + 1, len(self._names))} / {len(self._names)} : {current}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.size(110) * len(self._names), theme.size(84))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centres = self._centres()
        for index in range(len(centres) - 1):
            self._draw_line(painter, centres[index], centres[index + 1], done=index < self._at)
        for index, centre in enumerate(centres):
            self._draw_step(painter, index, centre)

    def _centres(self) -> list[QPointF]:
        cell = self.width() / (len(self._names) + 0.15)
        first = (self.width() - cell * (len(self._names) - 1)) / 2
        return [QPointF(first + cell * index, theme.size(31)) for index in range(len(self._names))]

    def _draw_line(self, painter: QPainter, start: QPointF, end: QPointF, *, done: bool) -> None:
        away = QPointF(theme.size(self.CIRCLE / 2 + 4), 0)
        painter.setPen(QPen(QColor(theme.ACCENT if done else theme.SCROLL_HANDLE), 2))
        painter.drawLine(start + away, end - away)

    def _draw_step(self, painter: QPainter, index: int, centre: QPointF) -> None:
        radius = theme.size(self.CIRCLE) / 2
        done, here = index < self._at, index == self._at
        line = theme.ACCENT if done or here else theme.FIELD_BORDER
        painter.setPen(QPen(QColor(line), 2))
        painter.setBrush(QColor(theme.ACCENT if done else theme.CARD))
        painter.drawEllipse(centre, radius - 1, radius - 1)
        circle = QRectF(centre.x() - radius, centre.y() - radius, radius * 2, radius * 2)
        if done:
            inset = theme.size(icons.ROW) / 2
            icons.draw(painter, icons.TICK, centre.x() - inset, centre.y() - inset, icons.ROW, theme.CARD)
        else:
            painter.setFont(theme.font(theme.BODY, theme.SEMI_BOLD))
            painter.setPen(QColor(theme.ACCENT if here else theme.MUTED))
            painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), str(index + 1))
        painter.setFont(theme.font(theme.BODY, theme.SEMI_BOLD if here else theme.REGULAR))
        painter.setPen(QColor(theme.ACCENT if here else theme.INK if done else theme.MUTED))
        words = QRectF(centre.x() - theme.size(90), theme.size(52), theme.size(180), theme.size(22))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self._names[index])


def trail(names: Sequence[str], at: int, *, icon: str = icons.SIGN, name: str = "trail") -> QWidget:
    """The states something goes through, the present one as a chip: Brouillon › Proposé › Accepté."""
    line = layout.row(gap=10)
    for index, step in enumerate(names):
        if index:
            line.addWidget(icons.label(icons.OPEN, icons.SMALL, theme.MUTED))
        if index == at:
            line.addWidget(Chip(step, theme.DONE_TONE, icon))
        else:
            line.addWidget(theme.plain_label(step, theme.SECOND, colour=theme.MUTED))
    layout.add(line, layout.STRETCH)
    box = layout.boxed(line, name=name)
    box.setAccessibleName(names[at])
    return box
