"""Who the page is about: portrait, name, code, facts and at most three alerts; low, on forms, in one line less."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit import layout
from ui.kit.avatar import Portrait
from ui.kit.chip import Chip
from ui.kit.facts import chips_line, facts_line
from ui.kit.layout import STRETCH
from ui.kit.panel import Panel
from ui.kit.rows import Elided

MOST_ALERTS = 3


class PersonHead(Panel):
    """The head of a file. It is filled anew each time: `show_person` or `show_person_low`."""

    def __init__(self, *, name: str = "person_head") -> None:
        super().__init__(name=name)
        self._outer = layout.column(gap=0, margins=(12, 10, 16, 10))
        self.setLayout(self._outer)
        self._actions: tuple[QWidget, ...] = ()
        self._moves: tuple[QWidget, ...] = ()

    def put_actions(self, *buttons: QWidget) -> None:
        """Buttons at the right of the name; they stay when another person is shown."""
        self._actions = buttons

    def put_moves(self, *buttons: QWidget) -> None:
        """Buttons at the right of the alerts; where the head is low, behind the others."""
        self._moves = buttons

    def show_person(
        self, name: str, code: str, state: Chip, facts: Sequence[tuple[str, str]], alerts: Sequence[Chip] = ()
    ) -> None:
        """Show all three lines: name and state, facts with their icons, the most urgent alerts."""
        self._empty(name, code)
        title = layout.row(gap=12)
        title.addWidget(_called(name, theme.PAGE_TITLE, theme.SEMI_BOLD))
        beside = code if code != name else ""  # whoever has no name here is called by the number alone
        title.addWidget(theme.plain_label(beside, theme.BODY, colour=theme.MUTED, name="case_code"))
        layout.add(title, state)
        layout.add(title, STRETCH)
        for action in self._actions:
            layout.add(title, action)
        third = layout.row(gap=8)
        third.addWidget(chips_line(*alerts[:MOST_ALERTS]), 1)
        for move in self._moves:
            layout.add(third, move)
        words = layout.column(title, facts_line(*facts), third, gap=3)
        line = layout.row(Portrait(points=72), 4, gap=12)
        line.addLayout(words, 1)
        self._outer.addWidget(_holding(line))

    def show_person_low(self, name: str, code: str, second: str, alerts: Sequence[Chip] = ()) -> None:
        """Show two lines, for forms: name and code, and the facts in one muted sentence."""
        self._empty(name, code)
        title = layout.row(_called(name, theme.SUB_TITLE, theme.MEDIUM), gap=8)
        title.addWidget(theme.plain_label(code, theme.BODY, colour=theme.MUTED, name="case_code"))
        layout.add(title, STRETCH)
        line = layout.row(Portrait(points=44), gap=12)
        line.addLayout(layout.column(title, Elided(second, theme.SECOND, colour=theme.MUTED), gap=2), 1)
        for chip in alerts[:1]:
            layout.add(line, chip)
        for action in (*self._actions, *self._moves):
            layout.add(line, action)
        self._outer.addWidget(_holding(line))

    def _empty(self, name: str, code: str) -> None:
        for action in (*self._actions, *self._moves):
            action.setParent(None)
        layout.clear(self._outer)
        self.setAccessibleName(f"{name} {code}")


def _called(name: str, points: float, weight: int) -> Elided:
    """Return how she is called in large letters; the many words that describe somebody without a name end in "…"."""
    shown = Elided(name, points, weight, name="person_name")
    shown.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return shown


def _holding(line: layout.QHBoxLayout) -> QWidget:
    return layout.boxed(line)
