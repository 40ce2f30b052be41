"""Rows of a list: who or what at the left, when and state in fixed columns, one action at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import icons, theme
from ui.kit import layout
from ui.kit.avatar import Initials
from ui.kit.panel import icon_tile
from ui.theme import Tone

TWO_LINES, ONE_LINE = 44, 32


def group_head(icon: str, title: str, count: str = "", *, tone: Tone | None = None, name: str = "") -> QWidget:
    """The head of a group of rows: "En retard 2"."""
    colour = tone.ink if tone else theme.MUTED
    line = layout.row(
        icons.label(icon, icons.ROW, colour),
        theme.plain_label(title, theme.BODY, theme.BOLD, colour=colour),
        theme.plain_label(count, theme.BODY, theme.BOLD, colour=colour),
        layout.STRETCH,
        margins=(0, 6, 0, 4),
    )
    box = layout.boxed(line, name=name)
    line.setContentsMargins(0, theme.size(6), 0, theme.size(4))
    box.setAccessibleName(f"{title} {count}".strip())
    return box


class Row(QWidget):
    """One row: a sign at the left, one or two lines of words, columns of fixed width, and an action at the end."""

    def __init__(
        self,
        title: str,
        second: str = "",
        *,
        sign: QWidget | None = None,
        columns: Sequence[tuple[QWidget, float]] = (),
        action: QWidget | None = None,
        strong: bool = True,
        name: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(f"{title}. {second}" if second else title)
        self.setFixedHeight(theme.size(TWO_LINES if second else ONE_LINE + 4))
        line = layout.row(gap=12)
        if sign is not None:
            line.addWidget(sign)
        line.addLayout(_words(title, second, strong), 1)
        for widget, width in columns:
            widget.setFixedWidth(theme.size(width))
            line.addWidget(widget)
        if action is not None:
            line.addWidget(action)
        self.setLayout(line)


def _words(title: str, second: str, strong: bool) -> QVBoxLayout:
    words = layout.column(gap=0)
    words.addStretch(1)
    words.addWidget(Elided(title, theme.BODY, theme.MEDIUM if strong else theme.REGULAR))
    if second:
        words.addWidget(Elided(second, theme.SECOND, colour=theme.MUTED))
    words.addStretch(1)
    return words


class Elided(QWidget):
    """Words on one line that end in "…" where the room ends; the whole is the tip and the accessible name."""

    def __init__(
        self,
        text: str,
        points: float = theme.BODY,
        weight: int = theme.REGULAR,
        *,
        colour: str = theme.INK,
        name: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFont(theme.font(points, weight))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._colour = colour
        self.setText(text)

    def setText(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height() + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme.size(40), self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self._colour))
        painter.setFont(self.font())
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self._text if shown != self._text else "")
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def who(name: str, shown: str = "") -> QWidget:
    """Somebody in a row: initials in a circle, then the name as it is said here ("Vous")."""
    return layout.boxed(layout.row(Initials(name), Elided(shown or name), gap=8))


def sign_tile(icon: str, *, tone: Tone | None = None) -> QWidget:
    """The tinted square with an icon that opens a row."""
    return icon_tile(
        icon, points=32, ground=tone.tint if tone else theme.SHUT_TINT, colour=tone.ink if tone else theme.MUTED
    )


class RowList(QWidget):
    """Rows one under the other with a rule between them."""

    def __init__(self, *, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._stack = layout.column(gap=0)
        self.setLayout(self._stack)

    def show_rows(self, rows: Sequence[QWidget], *, rules: bool = True) -> None:
        layout.clear(self._stack)
        for index, row in enumerate(rows):
            if index and rules:
                self._stack.addWidget(layout.rule(theme.ROW_RULE))
            self._stack.addWidget(row)


class CheckLine(QWidget):
    """One line of a check list: state icon, sentence, note at the right ("18 sur 28")."""

    ICONS = {
        "done": (icons.DONE, theme.ACCENT),
        "running": (icons.RUNNING, theme.SOON),
        "to_do": (icons.TO_DO, theme.MUTED),
        "check": (icons.FAULT, theme.SOON),
        "fault": (icons.FAULT, theme.LATE),
    }

    def __init__(self, state: str, sentence: str, note: str = "", *, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        icon, colour = self.ICONS[state]
        ink = {"to_do": theme.MUTED, "check": theme.SOON, "fault": theme.LATE}.get(state, theme.INK)
        weight = theme.REGULAR if state in ("done", "to_do") else theme.MEDIUM
        line = layout.row(icons.label(icon, icons.HEAD, colour), gap=12, margins=(0, 4, 0, 4))
        line.addWidget(theme.plain_label(sentence, theme.BODY, weight, colour=ink, wraps=True), 1)
        if note:
            line.addWidget(theme.plain_label(note, theme.BODY, colour=theme.MUTED))
        self.setLayout(line)
        self.setMinimumHeight(theme.size(36))
        self.setAccessibleName(f"{sentence} {note}".strip())
