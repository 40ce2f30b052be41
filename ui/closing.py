"""The question when the window is closed over work under way: wait for it, stop it, or stay. Esc stays.

Nothing is cut off: whoever stops the work waits until it has stopped, and what it had written stands or is taken back.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from centre_app.language import N_, Language
from ui import background, icons, theme
from ui.kit import buttons, layout
from ui.kit.panel import icon_tile
from ui.kit.rows import CheckLine

TO_ITS_END = N_("This goes to its end, for what it changes cannot be taken back. Then the program can close.")
WAIT, STOP = "wait", "stop"


class ClosingDialog(QDialog):
    """Says what is under way. It is accepted once that has ended and the window may close."""

    def __init__(self, over: QWidget, language: Language) -> None:
        super().__init__(over)
        self._say = say = language.say
        self._choice = ""
        self._watched: set[background.Task] = set()
        self.setObjectName("closing")
        self.setWindowTitle(say(N_("Before the program closes")))
        self.setMinimumWidth(theme.size(520))
        self._about = theme.plain_label(
            say(N_("Wait until it is done, or stop it: what is half done is taken back, and what was saved is kept.")),
            wraps=True,
            name="closing.about",
        )
        self._lines = layout.column(gap=4)
        words = layout.column(
            theme.plain_label(say(N_("Something is still under way")), theme.SUB_TITLE, theme.MEDIUM),
            self._lines,
            self._about,
            gap=8,
        )
        head = layout.row(gap=16)
        head.addWidget(icon_tile(icons.RUNNING), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self._stop = buttons.button(say(N_("Stop it and close")), name="stop_and_close")
        self._wait = buttons.filled(say(N_("Wait, then close")), icons.EXIT, name="wait_and_close")
        stay = buttons.button(say(N_("Go on working")), name="stay_open")
        stay.clicked.connect(self.reject)
        self._stop.clicked.connect(lambda: self._choose(STOP))
        self._wait.clicked.connect(lambda: self._choose(WAIT))
        self._wait.setDefault(True)
        foot = layout.row(self._stop, layout.STRETCH, stay, self._wait)
        self.setLayout(layout.column(head, foot, gap=24, margins=(24, 20, 24, 16)))
        self._look()
        self._wait.setFocus()

    def _choose(self, choice: str) -> None:
        self._choice = choice
        self._stop.setEnabled(choice == WAIT)
        self._wait.setEnabled(False)
        told = N_("The program closes as soon as it is done.")
        if choice == STOP:
            told = N_("It is being stopped. Then the program closes.")
        self._about.setText(self._say(told))
        self._look()

    def _look(self) -> None:
        """See what is still under way; the end of one thing may begin another."""
        under_way = background.under_way()
        if not under_way:
            # who has not chosen yet stays, to see how it ended
            self.done(QDialog.DialogCode.Accepted if self._choice else QDialog.DialogCode.Rejected)
            return
        may_stop = any(task.progress.may_stop for task in under_way)
        self._stop.setEnabled(may_stop and self._choice != STOP)
        if not may_stop:
            self._about.setText(self._say(TO_ITS_END))
        for task in under_way:
            if task not in self._watched:
                self._watched.add(task)
                task.ended.connect(self._look, Qt.ConnectionType.QueuedConnection)  # after those who began it were told
            if self._choice == STOP:
                task.cancel()
        self._show(under_way)

    def _show(self, under_way: list[background.Task]) -> None:
        layout.clear(self._lines)
        for what in dict.fromkeys(task.what or self._say(N_("The program is working")) for task in under_way):
            self._lines.addWidget(CheckLine("running", what, ""))


def may_close(over: QWidget, language: Language) -> bool:
    """Say whether nothing is under way any more that a close would cut off."""
    if not background.under_way():
        return True
    dialog = ClosingDialog(over, language)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted
