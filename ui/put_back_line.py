"""That the register was put back from a backup: said on the first page and on the page of the month's export.

Whoever opens it must know that what was written after that backup is not there, and the centre that headquarters will
ask before it takes the next export: to headquarters a restored register looks like a second laptop.
"""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from centre_app.backups.standing import PutBack, last_put_back
from centre_app.language import N_
from centre_app.retention.come_back import come_back, is_unknown
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import Message
from ui.page import Page
from ui.session import Session

WHAT = N_("On {moment} this register was put back from backup no. {number}, made on {made}. What was written after that is not in it: look through your work of those days.")  # fmt: skip
CALL = N_("Headquarters will ask before it takes the next export: call it first, and say that the register was put back.")  # fmt: skip
CALL_CENTRES = N_("Ask each centre for what it has sent since that backup, and receive it again.")

ERASED = N_("Files that were erased have come back with the backup: certificates {numbers}. Ask for their erasing again.")  # fmt: skip
MAYBE_ERASED = N_("Files that were erased after that backup stand in it again: look at the certificates on paper, and ask for their erasing again.")  # fmt: skip


class PutBackLine(QWidget):
    """A line at the top of a page, there only while there is something to say; on the first page it can be closed."""

    def __init__(self, session: Session, page: Page, *, of_export: bool = False) -> None:
        super().__init__(page)
        self.setObjectName("put_back_line")
        self._session, self._of_export = session, of_export
        lines = layout.column(gap=0)
        self.setLayout(lines)
        found = last_put_back(session.register)
        is_said = found is not None and (found.waits_for_headquarters if of_export else found.is_recent)
        if found is not None and is_said:
            lines.addWidget(self._line(found))
        back = sorted(come_back(session.register).values()) if found is not None and not of_export else []
        if back:
            said = session.say(ERASED, numbers=session.language.list_of(back))
            lines.addWidget(Message(said, theme.FAULT_TONE, name="erased_come_back"))
        if is_said or back:
            page.put_notice(self)
        self.setVisible(is_said or bool(back))

    def _line(self, found: PutBack) -> Message:
        line = Message(" ".join(self._said(found)), theme.CHECK_TONE, name="put_back")
        if not self._of_export:
            close = buttons.quiet(self._session.say(N_("Close")), icons.CLOSE, name="close_put_back")
            close.clicked.connect(self.hide)
            line.add_button(close)
        return line

    def _said(self, found: PutBack) -> Iterator[str]:
        language, register = self._session.language, self._session.register
        at, made = language.moment(found.at), language.moment(found.made_at)
        yield language.say(WHAT, number=found.number, moment=at, made=made)
        if not self._of_export and is_unknown(register):
            yield language.say(MAYBE_ERASED)
        if register.is_headquarters:
            yield language.say(CALL_CENTRES)
        elif found.waits_for_headquarters:
            yield language.say(CALL)
