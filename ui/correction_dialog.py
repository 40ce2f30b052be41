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
from ui.kit.panel import Card, note
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
            _offered(type(record), lines),
            title=title,
            write=lambda wanted: session.do(proposing.propose, wanted, reason=self._reason),
            over=over,
            sex=sex,
            close_words=session.say(N_("Close")),
            kept=kept,
        )
        said = session.say(N_("Nothing changes here: you ask the house that keeps this record to correct it. It corrects it, or says why not. The request goes with the next bundle or acknowledgement."))  # fmt: skip
        self.sheet.body.insertWidget(0, Message(said, theme.SOON_TONE, name="asks_for_a_correction"))
        if kept_there := self._kept_there(record, lines):
            self.sheet.body.addWidget(note(kept_there, wraps=True, name="kept_by_the_house"))

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

    def _kept_there(self, record: Record, lines: Lines) -> str:
        """Say which answers are not asked here, and why: an act of the house makes them, such as closing the file."""
        offered = {name for line in _offered(type(record), lines) for name in _names(line)}
        shut = [name for line in lines for name in _names(line) if name not in offered]
        labels = [self._session.say(record.questions[name].label, sex=self.form.sex) for name in shut]
        if not labels:
            return ""
        said = N_("Not asked here, for the house makes it by an act of its own: {questions}.")
        return self._session.say(said, questions=self._session.language.list_of(labels))


def _names(line: str | tuple[str, ...]) -> tuple[str, ...]:
    return (line,) if isinstance(line, str) else line


def _offered(record_type: type[Record], lines: Lines) -> Lines:
    """Return the lines with what a correction can carry: no name of another record, nothing that a verb of the house does."""
    asked = [tuple(name for name in _names(line) if may_be_corrected(record_type, name)) for line in lines]
    return [names if len(names) > 1 else names[0] for names in asked if names]


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
