"""Making headquarters' offline keys: written to a first stick, then to a second one, and only then counted as made.

The secret halves are in this dialog's memory until it closes, and on the two sticks; the register never sees them.
"""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from centre_app.exchange import sticks
from centre_app.exchange.partners import OfflineKeys, new_offline_keys
from centre_app.language import N_
from centre_app.problems import Problem
from ui import background, icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import Message, ResultBar
from ui.kit.panel import page_title
from ui.kit.scroll import Scroll
from ui.kit.steps import Steps
from ui.session import Session
from ui.stick_choice import StickChoice

FILE_NAME = "{code}-SECOURS.cles"
HOW_MANY = 2


class OfflineKeysDialog(QDialog):
    """`keys` stand on both sticks once it was accepted."""

    def __init__(self, session: Session, *, over: QWidget) -> None:
        super().__init__(over.window())
        say = session.say
        self.setObjectName("offline_keys")
        self.setWindowTitle(say(N_("Offline keys")))
        self.setModal(True)
        self._session, self._say = session, say
        self.keys: OfflineKeys = new_offline_keys()
        self._written: list[Path] = []
        self._trail = Steps([say(N_("First stick")), say(N_("Second stick"))])
        self.result = ResultBar(say(N_("Close")))
        self._what = Message("", theme.CHECK_TONE, icon=icons.KEY, name="what_to_do")
        self._on_laptop = Message(
            say(N_("This folder is not on a stick. Move the file away from this laptop afterwards.")), theme.CHECK_TONE
        )
        self._choice = StickChoice(session.language, name="offline_keys.sticks")
        self._choice.chosen.connect(lambda _drive: self._show_stand())
        self._write = buttons.filled("", icons.STICK, name="write_keys")
        self._cancel = buttons.button(say(N_("Cancel")), icons.CLOSE, name="cancel_keys")
        self._write.clicked.connect(self._write_keys)
        self._cancel.clicked.connect(self.reject)
        outer = layout.column(
            page_title(say(N_("Offline keys"))), self._trail, self.result, self._what, gap=12, margins=(24, 16, 24, 16)
        )
        outer.addWidget(Scroll(layout.column(self._choice, self._on_laptop, layout.STRETCH)), 1)
        layout.add(outer, layout.row(layout.STRETCH, self._cancel, self._write))
        self.setLayout(outer)
        self.resize(theme.size(640), min(theme.size(540), over.window().height()))
        self._show_stand()

    def _show_stand(self, *, is_busy: bool = False) -> None:
        at, drive = len(self._written), self._choice.drive
        self._trail.go_to(at)
        second = at > 0
        self._what.show_text(
            self._say(N_("Pull the first stick and put it in its place. Then plug in the second one."))
            if second
            else self._say(N_("Whoever has one of these sticks can read every bundle: keep them in two safe places."))
        )
        words = N_("Write to the second stick") if second else N_("Write to the first stick")
        self._write.setText(self._say(words))
        self._write.setEnabled(drive is not None and not is_busy and at < HOW_MANY)
        self._on_laptop.setVisible(drive is not None and not sticks.is_plugged_in(drive.folder))

    def _write_keys(self) -> None:
        drive = self._choice.drive
        if drive is None:
            return
        self.result.hide()
        if any(file.parent == drive.folder and file.exists() for file in self._written):
            self.result.tell_problem(
                self._say(N_("This is the first stick: the keys are on it already.")),
                self._say(N_("Pull it out and plug in another one.")),
            )
            return
        name, content = FILE_NAME.format(code=self._session.register.code), self.keys.text.encode("ascii")
        self._show_stand(is_busy=True)
        background.run(
            lambda progress: sticks.put(drive.folder, name, content),
            owner=self,
            then=self._on_written,
            otherwise=self._on_problem,
            what=self._say(N_("A file is being written to the stick")),
        )

    def _on_written(self, file: Path) -> None:
        self._written.append(file)
        if len(self._written) == HOW_MANY:
            self.accept()
        else:
            self._show_stand()

    def _on_problem(self, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        advice = self._say(problem.advice, **problem.parts) if problem.advice else ""
        self.result.tell_problem(self._say(problem.message, **problem.parts), advice)
        self._show_stand()

    def reject(self) -> None:
        """Half made they are worth nothing: what was written is taken off its stick again."""
        for file in self._written:
            sticks.take_away(file)
        super().reject()
