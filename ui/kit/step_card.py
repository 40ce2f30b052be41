"""The card of a wizard: an icon, what the step is called and what it is about, the step itself, and a foot under it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui import theme
from ui.kit import layout
from ui.kit.panel import Card, icon_tile, note
from ui.kit.scroll import Scroll


class StepCard(Card):
    """Head and foot stay; only the step in sight scrolls."""

    def __init__(self, steps: Sequence[QWidget], foot: QWidget, *, name: str = "step_card") -> None:
        super().__init__(gap=12, margins=(24, 16, 12, 12), name=name)
        self._tile = layout.column()
        self._heading = theme.plain_label("", theme.SUB_TITLE, theme.MEDIUM, name="step_title")
        self._about = note("", wraps=True, name="step_about")
        self._stack = QStackedWidget()
        for step in steps:
            self._stack.addWidget(Scroll(layout.column(step, margins=(0, 0, 12, 0)), ground=theme.CARD))
        head = layout.row(gap=16)
        head.addLayout(self._tile)
        head.addLayout(layout.column(self._heading, self._about, gap=2), 1)
        self.add(head)
        self.body.addWidget(self._stack, 1)
        self.add(layout.row(layout.rule(), margins=(0, 0, 12, 0)), foot)  # as wide as the step beside its scroll bar

    def show_step(self, index: int) -> None:
        """Bring one of the steps into sight."""
        self._stack.setCurrentIndex(index)

    def show_head(self, icon: str, heading: str, about: str) -> None:
        layout.clear(self._tile)
        self._tile.addWidget(icon_tile(icon))
        self._heading.setText(heading)
        self._about.setText(about)
