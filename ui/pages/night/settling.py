"""What the roll call leaves to be written in a file, asked in place: a leave, that she is missing, that she is back.

One line at a time, with a button and F4; the forms are those of the file itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app import case_view
from centre_app.casework import lifecycle, notifications
from centre_app.casework.roll_call import WRITE_BACK, WRITE_LEAVE, WRITE_MISSING, Called, to_settle
from centre_app.duties import RUNAWAY
from centre_app.language import N_
from centre_app.naming import ShownName
from centre_app.problems import Problem
from centre_app.records import CaseFile, Leave, Notification
from ui import icons, theme
from ui.kit import buttons
from ui.kit.messages import Message
from ui.pages.case.moves import Moves
from ui.pages.night.marks import MARKS, PRESENT
from ui.session import Session

_EVENING = time(20, 0)  # of a night that is over: about when the roll is called
_MOVES = {WRITE_LEAVE: lifecycle.LEAVE, WRITE_MISSING: lifecycle.MISSING, WRITE_BACK: lifecycle.BACK}
_SAYS = {
    WRITE_LEAVE: N_("{name} is away, and her file does not say so yet."),
    WRITE_MISSING: N_("{name} is missing: write who was told."),
    WRITE_BACK: N_("{name} is here, and her file says that she is away."),
}
_BUTTONS = {
    WRITE_LEAVE: (icons.AWAY, N_("Write her leave (F4)")),
    WRITE_MISSING: (icons.LATE, N_("Say who was told (F4)")),
    WRITE_BACK: (icons.ARRIVAL, N_("She is back (F4)")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """One thing to settle: of whom, and with which move."""

    called: Called
    move: str
    absence_type: str | None


class Settling(Message):
    """`told` says how one ended."""

    told = Signal(str)

    def __init__(self, session: Session, *, over: QWidget) -> None:
        super().__init__("", theme.CHECK_TONE, name="settling")
        self._session, self._over = session, over
        self._open: list[_Open] = []
        self._night: date | None = None
        self._moves = Moves(session, over=over, told=self._tell, go=lambda *_given, **_named: None)
        self._act = buttons.button("", icons.AWAY, name="settle", in_row=True)
        self._act.clicked.connect(self.settle_first)
        self.add_button(self._act)
        self.hide()

    def show_open(
        self, night: date, called: Mapping[str, Called], answers: Mapping[str, str], names: Mapping[str, ShownName]
    ) -> None:
        """Say the first thing that answers and files say differently, and how many there are."""
        self._night = night
        self._open = list(self._found(called, answers)) if self._may_write() else []
        self.setVisible(bool(self._open))
        if not self._open:
            return
        first = self._open[0]
        one, say = first.called, self._session.say
        more = len(self._open) - 1
        beside = self._session.language.say_n(N_("{n} more after it."), N_("{n} more after it."), more) if more else ""
        name = names.get(one.person_id, ShownName()).in_text or one.code
        words = say(_SAYS[first.move], sex=one.sex, name=name)
        icon, verb = _BUTTONS[first.move]
        self.show_text(f"{words} {beside}".strip())
        self._act.setText(say(verb, sex=one.sex))
        self._act.setAccessibleName(self._act.text())
        self._act.show_icon(icon)

    def _may_write(self) -> bool:
        rights = self._session.register.rights
        return rights.writes(Leave) and rights.writes(CaseFile)

    def _found(self, called: Mapping[str, Called], answers: Mapping[str, str]) -> list[_Open]:
        found = []
        for stay_id, one in called.items():
            key = answers.get(stay_id)
            mark = MARKS.get(key or "")
            move = to_settle(one, mark.answer if mark else None)
            if move:
                found.append(_Open(called=one, move=move, absence_type=None if key == PRESENT else key))
        return sorted(found, key=lambda one: one.move != WRITE_MISSING)

    def settle_first(self) -> None:
        """Open the form for the first of them."""
        if not self._open or self._night is None:
            return
        first = self._open[0]
        try:
            file = case_view.view(self._session.register, first.called.case_id)
        except Problem as problem:
            self.told.emit(problem.said_in(self._session.language))
            return
        self._moves.begin_away(
            _MOVES[first.move], file, absence_type=first.absence_type, out_at=self._since(self._night)
        )

    def _tell(self, words: str) -> None:
        """Say how a move ended, and of somebody missing how many authorities are to be told."""
        first = self._open[0] if self._open else None
        owed = self._owed(first.called.case_id) if first is not None and first.move == WRITE_MISSING else 0
        said = self._session.language.say_n(
            N_("{n} authority is to be told: it stands under “Today”."),
            N_("{n} authorities are to be told: they stand under “Today”."),
            owed,
        )
        self.told.emit(f"{words} {said}" if owed else words)

    def _owed(self, case_id: str) -> int:
        register = self._session.register
        case = register.get(CaseFile, case_id)
        if case is None or not register.can_open(Notification):
            return 0
        return sum(one.event == RUNAWAY for one in notifications.owed_notifications(register, [case]))

    def _since(self, night: date) -> datetime:
        """Return since when she is away as far as the roll call knows: now, or since the evening of a night that is over."""
        evening = datetime.combine(night, _EVENING, tzinfo=UTC)
        return min(self._session.register.now, evening) if night < self._session.today else self._session.register.now
