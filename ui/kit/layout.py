"""Putting widgets beside and under each other, with the gaps of the design: 4, 8, 12, 16, 24."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QLayoutItem, QSizePolicy, QVBoxLayout, QWidget

from ui import theme

STRETCH = object()  # stands between widgets where the free room goes
Margins = tuple[float, float, float, float]
Part = QWidget | QLayout | object


def row(*parts: Part, gap: float = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Lay parts side by side: `row(title, STRETCH, button)`. Numbers between parts are extra gaps."""
    made = QHBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def column(*parts: Part, gap: float = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Lay parts one under the other."""
    made = QVBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def boxed(layout: QLayout, *, name: str = "") -> QWidget:
    """Wrap a layout in a bare widget, so that it can be shown and hidden as one."""
    box = QWidget()
    box.setObjectName(name)
    layout.setContentsMargins(0, 0, 0, 0)
    box.setLayout(layout)
    return box


def rule(colour: str = theme.CARD_BORDER) -> QFrame:
    """A thin line across."""
    line = QFrame()
    line.setFixedHeight(1)
    line.setAutoFillBackground(True)
    colours = line.palette()
    colours.setColor(line.backgroundRole(), colour)
    line.setPalette(colours)
    return line


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; what was in it goes away."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            discard(widget)
        elif (inner := item.layout()) is not None:
            clear(inner)


def discard(widget: QWidget) -> None:
    """Let a widget go, even from within its own click: out of sight and out of its parent now, deleted later."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


def _fill(layout: QBoxLayout, parts: Iterable[Part], gap: float, margins: Margins) -> None:
    layout.setSpacing(theme.size(gap))
    layout.setContentsMargins(*(theme.size(margin) for margin in margins))
    for part in parts:
        add(layout, part)


def add(layout: QBoxLayout, part: Part) -> None:
    """Add a widget, a layout, a gap in points or the STRETCH."""
    if part is STRETCH:
        layout.addStretch(1)
    elif isinstance(part, QWidget):
        layout.addWidget(part)
    elif isinstance(part, QLayout):
        layout.addLayout(part)
    elif isinstance(part, int | float):
        layout.addSpacing(theme.size(part))
    else:
        raise TypeError(f"cannot lay out {part!r}")


class Flow(QLayout):
    """Parts side by side that go on in the next line when the line is full: chips, pills, facts in a head."""

    def __init__(self, *parts: QWidget, gap: float = 8, line_gap: float = 6) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = theme.size(gap), theme.size(line_gap)
        self.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), moving=False)

    def setGeometry(self, box: QRect) -> None:
        super().setGeometry(box)
        self._place(box, moving=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        if not hints:
            return QSize(0, 0)
        width = sum(hint.width() for hint in hints) + self._gap * (len(hints) - 1)
        return QSize(width, max(hint.height() for hint in hints))

    def minimumSize(self) -> QSize:
        smallest = QSize(0, 0)
        for item in self._shown():
            smallest = smallest.expandedTo(item.minimumSize())
        return smallest

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, box: QRect, *, moving: bool) -> int:
        """Walk along the lines; return the height they take."""
        x, y, line_height = box.x(), box.y(), 0
        for item in self._shown():
            hint = item.sizeHint().boundedTo(QSize(max(box.width(), item.minimumSize().width()), 1 << 20))
            if x > box.x() and x + hint.width() > box.right() + 1:
                x, y, line_height = box.x(), y + line_height + self._line_gap, 0
            if moving:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x, line_height = x + hint.width() + self._gap, max(line_height, hint.height())
        return y + line_height - box.y()


def flow_of(*parts: QWidget, gap: float = 8, line_gap: float = 6) -> QWidget:
    """A widget whose parts flow onto as many lines as they need."""
    box = QWidget()
    box.setLayout(Flow(*parts, gap=gap, line_gap=line_gap))
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    return box
