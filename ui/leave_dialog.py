"""The question when one leaves what was typed: save it, not save it, or go on typing. Esc goes on; Enter saves."""

from PySide6.QtWidgets import QDialog, QWidget

from centre_app.language import N_, Language
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.panel import icon_tile

SAVE, LET_GO, CONTINUE = "save", "let_go", "continue"


class LeaveDialog(QDialog):
    """Three buttons with verbs, because "Yes" and "No" do not say what becomes of the text."""

    def __init__(self, over: QWidget, language: Language) -> None:
        super().__init__(over)
        say = language.say
        self.choice = CONTINUE
        self.setObjectName("leave")
        self.setWindowTitle(say(N_("Before you go on")))
        self.setMinimumWidth(theme.size(480))
        words = layout.column(
            theme.plain_label(say(N_("What you typed is not saved yet.")), theme.SUB_TITLE, theme.MEDIUM),
            theme.plain_label(say(N_("Do you want to save it before you leave this page?")), wraps=True),
            gap=6,
        )
        head = layout.row(icon_tile(icons.SAVE), gap=16)
        head.addLayout(words, 1)
        let_go = buttons.button(say(N_("Do not save")), name="do_not_save")
        go_on = buttons.button(say(N_("Keep typing")), icons.EDIT, name="keep_typing")
        save = buttons.filled(say(N_("Save")), icons.SAVE, name="save_and_leave")
        for button, choice in ((let_go, LET_GO), (go_on, CONTINUE), (save, SAVE)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, choice=choice: self._choose(choice))
        save.setDefault(True)
        foot = layout.row(let_go, layout.STRETCH, go_on, save)
        self.setLayout(layout.column(head, foot, gap=24, margins=(24, 20, 24, 16)))
        save.setFocus()

    def _choose(self, choice: str) -> None:
        self.choice = choice
        self.accept()


def ask_before_leaving(over: QWidget, language: Language) -> str:
    """Return SAVE, LET_GO or CONTINUE."""
    dialog = LeaveDialog(over.window(), language)
    dialog.exec()
    dialog.deleteLater()
    return dialog.choice
