"""Short facts in a card: muted label at the left, answer at the right or behind it."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import icons, theme
from ui.kit import layout
from ui.kit.chip import Chip, state
from ui.theme import Tone

DAY_COLUMN, DAY_COLUMN_FROM = 140, 360


class Facts(QWidget):
    """Lines of label and answer: `facts.show_facts([("Allergie", "Pénicilline")])`."""

    def __init__(self, *, answers_at_end: bool = False, label_width: float = 128, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._at_end, self._label_width = answers_at_end, label_width
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.size(8))
        self._grid.setVerticalSpacing(theme.size(6))
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Iterable[tuple[str, str]], *, strong: frozenset[str] = frozenset()) -> None:
        """Show the facts in their order; answers whose label is in `strong` stand out."""
        layout.clear(self._grid)
        for line, (label, answer) in enumerate(facts):
            asked = theme.plain_label(label, theme.SECOND, colour=theme.MUTED)
            if not self._at_end:
                asked.setMinimumWidth(theme.size(self._label_width))
            weight = theme.SEMI_BOLD if label in strong else theme.MEDIUM if self._at_end else theme.REGULAR
            told = theme.plain_label(answer, theme.BODY, weight, wraps=not self._at_end)
            side = Qt.AlignmentFlag.AlignRight if self._at_end else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(asked, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(
                told, line, 1, side | Qt.AlignmentFlag.AlignTop if self._at_end else Qt.AlignmentFlag(0)
            )
            asked.setContentsMargins(0, theme.size(1), 0, 0)


class DatedLine(QWidget):
    """One coming date in a card: icon, what, and the state of its day at the right; no word of it is ever cut."""

    def __init__(
        self, icon: str, what: str, when: str, tone: Tone, when_icon: str | None = None, *, name: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMinimumHeight(theme.size(24))
        self.setAccessibleName(f"{what} : {when}")
        self._day = state(when, tone, when_icon)
        line = layout.row(icons.label(icon, icons.ROW, theme.MUTED))
        line.addWidget(theme.plain_label(what, wraps=True), 1)
        line.addWidget(self._day)
        self.setLayout(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is room the days stand in a column; where there is none they leave it to the words."""
        super().resizeEvent(event)
        column = theme.size(DAY_COLUMN) if self.width() >= theme.size(DAY_COLUMN_FROM) else 0
        self._day.setFixedWidth(max(column, self._day.sizeHint().width()))


def facts_line(*facts: tuple[str, str], gap: float = 16) -> QWidget:
    """Facts side by side with their icons, as in the head of a file: ("bed-double", "Lit C-03")."""
    parts = []
    for icon, text in facts:
        words = theme.plain_label(text)
        parts.append(layout.boxed(layout.row(icons.label(icon, icons.SMALL, theme.MUTED), words, gap=6)))
    return layout.flow_of(*parts, gap=gap, line_gap=2)


def chips_line(*chips: Chip) -> QWidget:
    """Chips side by side, in as many lines as they need."""
    return layout.flow_of(*chips, gap=9)
