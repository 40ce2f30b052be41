"""F1: what this page is for and which keys help, over the page, without leaving it and without a network."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from centre_app.language import N_, Language
from centre_app.troubles import TITLE
from ui import icons, theme
from ui.kit import buttons, layout

KEYS = (
    ("Ctrl+F", N_("Search")),
    ("Ctrl+N", N_("New arrival")),
    ("F9", N_("Somebody is brought at night: an arrival within a minute")),
    ("Ctrl+S", N_("Save")),
    ("Ctrl+P", N_("Print")),
    ("Ctrl+L", N_("Lock the register")),
    (N_("Ctrl+Space"), N_("Hide everything behind a calendar; the same keys bring it back")),
    ("Alt+←", N_("Go back")),
    ("F5", N_("Read again")),
    ("F2", N_("No answer, and why, in the field one is in")),
    ("Ctrl+;", N_("Today’s date, in a field for a day")),
)


class HelpCard(QDialog):
    """A card in the middle of the window; Esc closes it. `troubles_asked`: to the page of what goes wrong."""

    troubles_asked = Signal()

    def __init__(self, over: QWidget, language: Language, lines: Sequence[str]) -> None:
        super().__init__(over)
        say = language.say
        self.setObjectName("help")
        self.setWindowTitle(say(N_("Help")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.size(620))
        stack = layout.column(gap=12, margins=(24, 16, 24, 16))
        title = theme.plain_label(say(N_("Help")), theme.SUB_TITLE, theme.MEDIUM)
        stack.addLayout(layout.row(icons.label(icons.INFO, icons.HEAD, theme.ACCENT), title, layout.STRETCH))
        for line in lines:
            stack.addWidget(theme.plain_label(line, wraps=True))
        if lines:
            stack.addWidget(layout.rule())
        stack.addLayout(self._keys(language))
        close = buttons.filled(say(N_("Close")), name="close_help")
        close.clicked.connect(self.accept)
        troubles = buttons.button(say(TITLE), icons.FAULT, name="troubles")
        troubles.clicked.connect(self.accept)
        troubles.clicked.connect(self.troubles_asked)
        stack.addLayout(layout.row(troubles, layout.STRETCH, close))
        self.setLayout(stack)

    def open_over(self) -> None:
        """Show it over the window; what is under it waits."""
        self.open()

    def _keys(self, language: Language) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.size(16))
        for line, (key, what) in enumerate(KEYS):
            grid.addWidget(
                theme.plain_label(language.say(key), theme.BODY, theme.SEMI_BOLD, colour=theme.ACCENT), line, 0
            )
            grid.addWidget(theme.plain_label(language.say(what)), line, 1)
        grid.setColumnStretch(1, 1)
        return grid
