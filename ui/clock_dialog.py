"""Stating the right time while the laptop's clock is wrong: what it says, what was written last, and the right one."""

from datetime import datetime

from PySide6.QtWidgets import QDialog, QWidget

from centre_app.casework import clock
from centre_app.language import N_
from centre_app.problems import Problem
from ui import icons, theme
from ui.day_editors import MomentEditor
from ui.editors import Setting
from ui.kit import buttons, layout
from ui.kit.facts import Facts
from ui.kit.layout import STRETCH
from ui.kit.messages import Message, ResultBar
from ui.kit.panel import icon_tile
from ui.session import Session

WIDTH = 560


class ClockDialog(QDialog):
    """A day and an hour, typed as people type them. What lies before the last line is asked for twice."""

    def __init__(self, session: Session, *, over: QWidget) -> None:
        super().__init__(over.window())
        self._session, say, register = session, session.say, session.register
        self.setObjectName("clock_dialog")
        self.setWindowTitle(say(N_("The right time")))
        self.setModal(True)
        self.setMinimumWidth(theme.size(WIDTH))
        self._last = clock.last_written(register)
        self._is_warned = False
        # the laptop's own day is no measure here: what is typed short is read as of the day written last
        last_day = self._last.astimezone().date() if self._last else session.today
        self.editor = MomentEditor("right_time", Setting(language=session.language, today=last_day))
        self.editor.findChild(QWidget, "right_time.now").hide()  # it would write the wrong one
        self.editor.field.setAccessibleName(say(N_("The right day")))
        self.result = ResultBar(say(N_("Close")))
        self._warning = Message("", theme.CHECK_TONE, name="before_the_last")
        self._warning.hide()
        self._lay_out()
        self.editor.field.setFocus()

    def _lay_out(self) -> None:
        say, moment = self._session.say, self._session.language.moment
        told = [(say(N_("The laptop says")), moment(self._session.register.clock.laptop()))]
        if self._last is not None:
            told.append((say(N_("Written last")), moment(self._last)))
        facts = Facts(label_width=160)
        facts.show_facts(told)
        words = layout.column(
            theme.plain_label(say(N_("What day and what hour is it?")), theme.SUB_TITLE, theme.MEDIUM),
            theme.plain_label(
                say(N_("The program counts from there until the laptop’s clock is put right. History keeps it.")),
                wraps=True,
            ),
            gap=6,
        )
        head = layout.row(icon_tile(icons.CLOCK), gap=16)
        head.addLayout(words, 1)
        cancel = buttons.button(say(N_("Cancel")), icons.CLOSE, name="cancel_time")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        state = buttons.filled(say(N_("State the right time")), icons.CLOCK, name="state_time")
        state.setDefault(True)
        state.clicked.connect(self.state)
        foot = layout.row(STRETCH, cancel, state, gap=12)
        self.setLayout(
            layout.column(
                head, facts, self.editor, self._warning, self.result, STRETCH, foot, gap=14, margins=(24, 20, 24, 16)
            )
        )

    def state(self) -> None:
        """State what was typed; what cannot be a moment, or lies before the last line, is said first."""
        right = self.editor.answer()
        problem = self.editor.problem()
        self.editor.mark("" if right else "fault")
        if right is None:
            self._warn(problem or self._session.say(N_("Write the right day and the hour.")))
        elif not self._is_warned and self._last is not None and right < self._last:
            self._is_warned = True
            self._warn(
                self._session.say(
                    N_("This is before what was written last. If it is right all the same, press the button again.")
                )
            )
        else:
            self._write(right)

    def _warn(self, words: str) -> None:
        self._warning.show_text(words)
        self._warning.show()

    def _write(self, right: datetime) -> None:
        try:
            self._session.do(clock.state_the_time, right)
        except Problem as problem:
            self.result.tell_problem(problem.said_in(self._session.language))
        else:
            self.accept()


def state_the_time(session: Session, *, over: QWidget) -> bool:
    """Ask for the right time; say whether it was stated."""
    dialog = ClockDialog(session, over=over)
    is_stated = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return is_stated
