"""Which authorities are to be told of what happened, and by when: proposed here, made into a notification with one click."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.case_view import CaseView
from centre_app.casework.notifications import Owed, owed_notifications, write_owed
from centre_app.choices import choices
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import Notification
from ui import icons, theme
from ui.dates_said import due_said
from ui.kit import buttons
from ui.kit.chip import state
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList
from ui.pages.case.records import joined
from ui.session import Session


class OwedCard(Card):
    """Not there while nothing is owed."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session.say(N_("To be told")), icons.LETTER, name="owed")
        self._session, self._say, self._language = session, session.say, session.language

    def show_file(self, file: CaseView) -> None:
        register = self._session.register
        owed = owed_notifications(register, [file.case])
        self.setVisible(bool(owed))
        self.clear()
        may_write = register.may_write(Notification(case_id=file.case.id))
        rows = RowList(name="owed.rows")
        rows.show_rows([self._row(one, file.person.sex, may_write=may_write) for one in owed])
        self.add(
            note(
                self._say(N_("Proposed from what is written in the file. Check it against your own instructions.")),
                wraps=True,
            )
        )
        self.add(rows)

    def _row(self, owed: Owed, sex: str | None, *, may_write: bool) -> Row:
        target = choices("notification_target").label(owed.target, self._language)
        event = choices("notification_event").label(owed.event, self._language, sex)
        when, tone, icon = due_said(owed.due_at.astimezone().date(), today=self._session.today, language=self._language)
        asks = self._say(N_("only if she wants it"), sex=sex) if owed.asks_her else ""
        return Row(
            joined(target, event),
            joined(asks, self._say(N_("of {day}"), day=owed.happened_on), owed.legal_ground),
            columns=[(state(when, tone, icon), theme.size(150))],
            action=self._button(owed) if may_write else None,
            name=f"owed.{owed.event}.{owed.target}",
        )

    def _button(self, owed: Owed) -> QWidget:
        make = buttons.button(self._say(N_("Take it on")), name=f"take_on.{owed.event}.{owed.target}", in_row=True)
        make.clicked.connect(partial(self._take_on, owed))
        return make

    def _take_on(self, owed: Owed, _checked: bool = False) -> None:
        try:
            self._session.do(write_owed, owed)
        except Problem as problem:
            self.failed.emit(problem)
            return
        self.told.emit(self._say(N_("It stands among what is to be sent.")))
