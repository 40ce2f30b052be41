"""F1: what this page is for and which keys help, over the page, without leaving it and without a network."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from centre_app.language import N_, Language
from centre_app.troubles import TITLE
from ui import icons, theme
from ui.kit import buttons, layout

Keys = Sequence[tuple[str, str]]
KEYS: Keys = (
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

AT_THE_DOOR = (
    N_("Choose your name, type your passphrase and press Enter."),
    N_(
        "Forgotten? “Forgotten passphrase” at the foot of the door leads back in, with the recovery sheet from the safe or "
        "with headquarters."
    ),
    N_("The recovery sheet lies in a closed envelope in the safe. If it is not there, call headquarters."),
    N_(
        "While the register is shut, nothing is lost. Where it does not open, look for the sentence on the screen under "
        "“When something goes wrong”."
    ),
)


class HelpCard(QDialog):
    """A card in the middle of the window; Esc closes it. `troubles_asked`: to the page of what goes wrong."""

    troubles_asked = Signal()

    def __init__(self, over: QWidget, language: Language, lines: Sequence[str], *, keys: Keys = KEYS) -> None:
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
        if lines and keys:
            stack.addWidget(layout.rule())
        stack.addLayout(self._keys(language, keys))
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

    def _keys(self, language: Language, keys: Keys) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.size(16))
        for line, (key, what) in enumerate(keys):
            grid.addWidget(
                theme.plain_label(language.say(key), theme.BODY, theme.SEMI_BOLD, colour=theme.ACCENT), line, 0
            )
            grid.addWidget(theme.plain_label(language.say(what)), line, 1)
        grid.setColumnStretch(1, 1)
        return grid


def help_at_the_door(over: QWidget, language: Language) -> None:
    """Show what helps while no register is open: how one comes in, and what each sentence of the program means."""
    from ui.troubles_list import TroublesDialog

    card = HelpCard(over, language, [language.say(line) for line in AT_THE_DOOR], keys=())
    card.troubles_asked.connect(lambda: TroublesDialog(over, language).open())
    card.open_over()
