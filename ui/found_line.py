"""After a damage, on the first page: how many records that could still be read wait for a decision, and the way there."""

from contextlib import suppress

from PySide6.QtWidgets import QWidget

from centre_app.language import N_
from centre_app.problems import Problem
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import Message
from ui.page import Destination, Page
from ui.session import Session


class FoundLine(QWidget):
    """A line at the top of the first page, there only while something waits."""

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("found_line")
        self._session, self._page = session, page
        self._line = layout.column(gap=0)
        self.setLayout(self._line)
        session.changed.connect(self.look)
        page.put_notice(self)
        self.look()

    def look(self) -> None:
        from centre_app.damage import findings  # late: most registers were never damaged

        waiting = 0
        with suppress(Problem):
            waiting = findings.waiting(self._session.register)
        layout.clear(self._line)
        if waiting:
            self._line.addWidget(self._offer(waiting))
        self.setVisible(bool(waiting))

    def _offer(self, waiting: int) -> Message:
        said = self._session.language.say_n(
            N_("A part of the register was put back after a damage: {n} record could still be read and waits for you."),
            N_("A part of the register was put back after a damage: {n} records could still be read and wait for you."),
            waiting,
        )
        line = Message(said, theme.CHECK_TONE, name="found_after_damage")
        look = buttons.quiet(self._session.say(N_("Look at them")), icons.NEXT, name="look_at_found")
        look.clicked.connect(lambda: self._page.went.emit(Destination(page="after_damage")))
        line.add_button(look)
        return line
