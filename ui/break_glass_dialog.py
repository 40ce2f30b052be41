"""Saying why something that is kept for others must be opened: a reason, a few words, and the director is told."""

from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app.casework.break_glass import break_glass
from centre_app.drafts import kept_new
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import BreakGlass
from ui import icons
from ui.kit.panel import Card, note
from ui.record_dialog import RecordDialog
from ui.session import Session

QUESTIONS = ("reason", "in_words")


class BreakGlassDialog(RecordDialog):
    """The two questions, and what becomes of the answers; its button says what saving them does."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.sheet.bar.save.setText(self._session.say(N_("Open")))
        self.sheet.bar.save.show_icon(icons.LOCK)

    def add_more(self, card: Card) -> None:
        say = self._session.say
        card.add(
            note(say(N_("It opens until you lock. The director is told who opened it, when and why.")), wraps=True)
        )


def ask_for_reason(session: Session, record_type: type[Record], record_id: str, *, over: QWidget) -> bool:
    """Ask why, and open the record; say whether it is open now. Every page reads again then."""

    def write(typed: Record) -> None:
        assert isinstance(typed, BreakGlass)
        session.do(break_glass, record_type, record_id, opening=typed)

    dialog = BreakGlassDialog(
        session,
        BreakGlass(opened_by=session.register.who),
        QUESTIONS,
        title=session.say(N_("Open with a reason")),
        write=write,
        over=over,
        with_reasons=False,
        close_words=session.say(N_("Close")),
        kept=kept_new(session.register, BreakGlass),
    )
    is_open = bool(dialog.exec())
    dialog.deleteLater()
    return is_open
