"""A word about a night that was called: what happened in the house as a whole."""

from datetime import date

from PySide6.QtWidgets import QWidget

from centre_app.casework import nights
from centre_app.drafts import Kept
from centre_app.language import N_
from ui.record_dialog import RecordDialog
from ui.session import Session


def write_word(session: Session, night: date, *, over: QWidget, kept: Kept | None = None) -> None:
    """Ask for it over the roll call of that night."""
    call = nights.roll_call_of(session.register, night)
    if call is None:
        return
    dialog = RecordDialog(
        session,
        call,
        ("note",),
        title=session.say(N_("Night of {day}"), day=night),
        write=lambda written: session.do(nights.keep_word, written),
        over=over,
        close_words=session.say(N_("Close")),
        kept=kept,
    )
    dialog.exec()
    dialog.deleteLater()
