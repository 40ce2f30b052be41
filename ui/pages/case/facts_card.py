"""What is answered of one record, as facts in a card, with one button to change it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from centre_app.answers_said import answer_said
from centre_app.choices.keys import Sex
from centre_app.corrections import proposing
from centre_app.drafts import Kept
from centre_app.forms.form import Form
from centre_app.kept_for_others import KEPT
from centre_app.kept_said import answer_kept_for
from centre_app.language import N_
from centre_app.questions import Record, Reference
from centre_app.register import Register
from ui import icons
from ui.break_glass_dialog import ask_for_reason
from ui.correction_dialog import ask_for_correction
from ui.kit import buttons, layout
from ui.kit.facts import Facts
from ui.kit.panel import Card, note
from ui.record_dialog import Lines, RecordDialog
from ui.session import Session


class FactsCard(Card):
    """The answers of a record in the order of its form; what is not asked yet takes no room."""

    saved = Signal()

    def __init__(
        self,
        session: Session,
        *,
        title: str,
        icon: str,
        names: Sequence[str],
        not_of_boys: frozenset[str] = frozenset(),
        name: str,
    ) -> None:
        self._edit = buttons.quiet(session.say(N_("Change")), icons.EDIT, name=f"edit_{name}")
        super().__init__(title, icon, head_end=self._edit, name=name)
        self._session, self._all_names, self._not_of_boys, self._form_title = session, tuple(names), not_of_boys, title
        self._paper = names if isinstance(names, Form) else None
        self._names = self._all_names
        self._record: Record | None = None
        self._sex: str | None = None
        self._asks = False  # another house keeps the record: it is asked to correct it
        self._edit.clicked.connect(lambda: self.open_form())

    def show_record(self, record: Record, *, sex: str | None, may_change: bool = True) -> None:
        self._record, self._sex = record, sex
        of_a_boy = [name for name in self._all_names if name not in self._not_of_boys]
        self._names = tuple(of_a_boy) if sex == Sex.MALE else self._all_names
        self._asks = proposing.may_propose(self._session.register, record)
        self._edit.setText(self._session.say(N_("Ask for a correction") if self._asks else N_("Change")))
        self._edit.setVisible(self._asks or (may_change and self._session.register.may_write(record)))
        self.clear()
        say = self._session.say
        told = ((record.questions[name].label, self._said(record, name, sex)) for name in self._names)
        facts = [(say(label, sex=sex), answer) for label, answer in told if answer and record.rev]
        if not facts:
            self.add(note(say(N_("Nothing written yet."))), layout.STRETCH)
            return
        shown = Facts(label_width=160)
        shown.show_facts(facts)
        self.add(shown)
        if self._opens_with_reason(record):
            ask = buttons.quiet(say(N_("Open with a reason")), icons.LOCK, name=f"{self.objectName()}.break_glass")
            ask.clicked.connect(lambda: ask_for_reason(self._session, type(record), record.id, over=self))
            self.add(layout.row(layout.STRETCH, ask))
        self.add(layout.STRETCH)

    def _opens_with_reason(self, record: Record) -> bool:
        """Say whether an answer of this card is kept for others until somebody says why she must know it."""
        kept = {name for name in self._names if record.missing.get(name) == KEPT}
        return bool(record.rev and kept & self._session.register.rights.of(type(record)).with_reason)

    def _said(self, record: Record, name: str, sex: str | None) -> str:
        if record.missing.get(name) == KEPT:
            return answer_kept_for(type(record), name, self._session.language)
        if isinstance(record.questions[name].kind, Reference):
            return self._session.staff_name(getattr(record, name))
        return answer_said(record, name, self._session.language, sex=sex)

    def _asked(self) -> Lines:
        """Return the lines of the form, without what no boy is asked."""
        left_out = set(self._all_names) - set(self._names)
        return self._names if self._paper is None else self._paper.without(left_out)

    def resume(self, kept: Kept) -> bool:
        """Open the form with what was typed earlier; False where that was a record of another kind."""
        if type(self._record) is not type(kept.drafts[0].typed):
            return False
        self.open_form(kept=kept)
        return True

    def open_form(self, *, kept: Kept | None = None) -> None:
        if self._record is None:
            return
        if self._asks:
            title, sex = self._form_title, self._sex
            ask_for_correction(self._session, self._record, self._names, title=title, over=self, sex=sex, kept=kept)
            return
        dialog = RecordDialog(
            self._session,
            self._record,
            self._asked(),
            title=self._form_title,
            write=lambda changed: self._session.do(Register.save, changed),
            over=self,
            sex=self._sex,
            close_words=self._session.say(N_("Close")),
            kept=kept,
        )
        if dialog.exec():
            self.saved.emit()
        dialog.deleteLater()
