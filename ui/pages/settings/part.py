"""What the parts of Administration have in common: a column of cards, read again when something was written."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from centre_app import drafts
from centre_app.casework.house import keep
from centre_app.drafts import Kept
from centre_app.language import N_
from centre_app.questions import Record
from ui.kit import layout
from ui.record_dialog import RecordDialog
from ui.session import Session


class Part(QWidget):
    """One part: it fills `body` in `show_again`, and says in `told` what it has done."""

    told = Signal(str)  # a sentence: what has just been written
    refused = Signal(object)  # a Problem
    wanted = Signal(str)  # the name of another page
    went = Signal(object)  # a Destination

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.say, self.language = session, session.say, session.language
        self.body: QVBoxLayout = layout.column(gap=12)
        self.setLayout(self.body)

    @classmethod
    def is_for(cls, session: Session) -> bool:
        """Say whether who is at the laptop has anything to do here."""
        return True

    def show_again(self) -> None:
        """Read the register again and show it."""

    def focus_search(self) -> None:
        """Put the cursor into the part's search, where it has one."""

    def print_part(self) -> None:
        """Print what the part shows, where it is for paper."""

    def resume(self, kept: Kept) -> None:
        """Open the form in which something was typed earlier; the form finds the words by itself."""
        self.open_again(drafts.stands_now(self.session.register, kept.drafts[0]))

    def open_again(self, record: Record) -> None:
        """Open the form of a record, a new one too."""

    def fill_in(self, record: Record, lines: Sequence[str | tuple[str, ...]], *, title: str, told: str) -> None:
        """Open a form over the page; what is filled in is saved as one act and told."""
        dialog = RecordDialog(
            self.session,
            record,
            lines,
            title=title,
            write=lambda changed: self.session.do(keep, changed),
            over=self,
            with_reasons=False,
            close_words=self.say(N_("Close")),
        )
        if dialog.exec():
            self.told.emit(told)
        dialog.deleteLater()
