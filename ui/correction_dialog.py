"""Asking for a correction: the record as it is kept by its owner, to be filled in as it should be, and why.

Nothing of the record itself is written: what was asked travels with the next exchange, and its owner decides.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from centre_app.corrections import proposing
from centre_app.corrections.saying import may_be_corrected
from centre_app.drafts import Kept
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records.corrections import Correction
from ui import theme
from ui.kit.messages import Message
from ui.kit.panel import Card
from ui.record_dialog import Lines, RecordDialog
from ui.record_form import RecordForm
from ui.session import Session


class CorrectionDialog(RecordDialog):
    def __init__(
        self,
        session: Session,
        record: Record,
        lines: Lines,
        *,
        title: str,
        over: QWidget,
        sex: str | None = None,
        kept: Kept | None = None,
    ) -> None:
        super().__init__(
            session,
            record,
            lines,
            title=title,
            write=lambda wanted: session.do(proposing.propose, wanted, reason=self._reason),
            over=over,
            sex=sex,
            close_words=session.say(N_("Close")),
            kept=kept,
        )
        self._shut_what_its_owner_keeps()
        said = session.say(N_("The house that keeps this record makes the correction, or decides on it. It goes with the next exchange."))  # fmt: skip
        self.sheet.body.insertWidget(0, Message(said, theme.SOON_TONE, name="asks_for_a_correction"))

    def add_more(self, card: Card) -> None:
        kind = proposing.kind_for(self.form.record_type)
        self._why_form = RecordForm(kind, self._session, parent=self)
        card.add(self._why_form.line("reason", label=self._session.say(N_("Why it should be corrected"))))
        self._why_form.show_record(kind())

    def more_forms(self) -> Sequence[RecordForm]:
        return (self._why_form,)

    def save_words(self) -> str:
        return self._session.say(N_("Ask for the correction"))

    def may_fill_in(self, record: Record) -> bool:
        return True

    def parts(self) -> Mapping[str, RecordForm]:
        return {self.form.record_type.table: self.form, "why": self._why_form}

    @property
    def _reason(self) -> str:
        written: Correction = self._why_form.record()
        return written.reason or ""

    def _shut_what_its_owner_keeps(self) -> None:
        """Let no answer be typed that a correction cannot carry: what names another record, what a verb of the house does."""
        for name in self.form.questions:
            line = self.form.line_of(name)
            if line is not None and not may_be_corrected(self.form.record_type, name):
                line.shut(name, True)


def ask_for_correction(
    session: Session,
    record: Record,
    lines: Lines,
    *,
    title: str,
    over: QWidget,
    sex: str | None = None,
    kept: Kept | None = None,
) -> bool:
    """Fill in how a record should be, and why; say whether a correction was asked for."""
    dialog = CorrectionDialog(session, record, lines, title=title, over=over, sex=sex, kept=kept)
    asked = bool(dialog.exec())
    dialog.deleteLater()
    return asked
