"""A section whose compartment is shut for this person: never empty, never hidden, and nothing of what is in it."""

from PySide6.QtCore import Signal

from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.panel import Panel, note


class ShutSection(Panel):
    """Its name, who it is kept for, and a button to ask. No count, no date, no content."""

    asked = Signal()

    def __init__(self, title: str, kept_for: str, ask: str = "", *, name: str) -> None:
        super().__init__(ground=theme.SHUT_TINT, line=theme.FIELD_BORDER, hatched=True, name=name)
        self.setAccessibleName(f"{title}. {kept_for}")
        words = layout.column(theme.plain_label(title, theme.BODY, theme.MEDIUM, colour=theme.SHUT), gap=3)
        words.addWidget(note(kept_for, wraps=True))
        line = layout.row(icons.label(icons.LOCK, icons.HEAD, theme.SHUT), 4, gap=12, margins=(25, 12, 16, 12))
        line.addLayout(words, 1)
        self._ask = buttons.button(ask, name=f"{name}.ask", in_row=True)
        self._ask.clicked.connect(self.asked)
        line.addWidget(self._ask)
        self.setLayout(line)
        self.offer(bool(ask))

    def offer(self, offered: bool) -> None:
        """Show the button to ask, or not."""
        self._ask.setVisible(offered)
