"""One record to fill in, over the page: a visit, a goal, a school report. It saves, or says why not, and loses nothing.

The page says which questions stand there and what saving means; Esc asks before anything typed is let go.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from centre_app import drafts
from centre_app.casework import directory
from centre_app.corrections import proposing
from centre_app.drafts import Kept
from centre_app.forms.form import Form
from centre_app.forms.heads import heads_of
from centre_app.language import N_
from centre_app.problems import NotSaved, Problem
from centre_app.questions import Record
from centre_app.records import Project, StaffMember
from centre_app.review import Finding, review
from ui import icons, theme
from ui.choice_field import Choices
from ui.draft_keeper import DraftKeeper, spot_of
from ui.form_printing import paper_button
from ui.form_sheet import FormSheet
from ui.kit import layout
from ui.kit.messages import Message, ResultBar
from ui.kit.panel import Card, note
from ui.record_form import RecordForm
from ui.session import Session
from ui.what_is_missing import WhatIsMissing
from ui.why_not_saved import WhyNotSaved

WIDTH, HEIGHT = 860, 620
Lines = Sequence[str | tuple[str, ...]]


class RecordDialog(QDialog):
    """A form over one record. `write` is given the record and saves it; a Problem that it raises is shown in the dialog.

    What was typed over the record earlier and neither saved nor let go is in it again; `kept` says so where the record
    itself does not: its draft was begun over another one. `paper`: the form on paper, where `lines` are not all of it.
    """

    def __init__(
        self,
        session: Session,
        record: Record,
        lines: Lines,
        *,
        title: str,
        write: Callable[[Record], object],
        over: QWidget,
        sex: str | None = None,
        with_reasons: bool = True,
        close_words: str,
        kept: Kept | None = None,
        paper: Form | None = None,
    ) -> None:
        super().__init__(over.window())
        self.setObjectName(f"{record.table}.dialog")
        self.setWindowTitle(
            QApplication.applicationName()
        )  # the title may be somebody's name: other programs read this
        self.setAccessibleName(title)
        self.setModal(True)
        self._session, self._write = session, write
        record = session.as_on_paper(record)
        self.paper = lines if paper is None and isinstance(lines, Form) else paper
        self.form = self.make_form(record, sex)
        self._how_complete = note("", name="answered")
        self._what_is_missing = WhatIsMissing(session.language, lambda: self.sheet, lambda: [self.form])
        so_far = layout.boxed(layout.row(self._how_complete, self._what_is_missing, *self._on_paper(), gap=8))
        card = Card(title, head_end=so_far, name=f"{record.table}.card")
        self._lay_out(card, lines, with_reasons=with_reasons)
        self.add_more(card)
        self.result = ResultBar(close_words)
        self.sheet = FormSheet(session, save=self.save_words(), name=f"{record.table}.sheet")
        self.sheet.body.addWidget(card)
        self.sheet.watch(self.form, *self.more_forms())
        self._why = WhyNotSaved(session.language, self.result, self.sheet)
        self.sheet.review = self._review
        self.sheet.write = self._save
        for form in self.sheet.forms if self.paper else ():
            form.number_by(self.paper)
        self.form.show_record(record)
        self.sheet.changed.connect(self._say_how_complete)
        self._say_how_complete()
        self._keeper = DraftKeeper(session, self.sheet, spot=lambda: spot_of(over), parts=self.parts)
        self.setLayout(layout.column(self.result, gap=8, margins=(0, 12, 0, 0)))
        self.layout().addWidget(self.sheet)
        room = over.window().size()
        self.resize(min(theme.size(WIDTH), room.width()), min(theme.size(HEIGHT), room.height()))
        self.sheet.close_by(self.reject)
        kept = kept or drafts.kept_of(session.register, record)
        if kept is not None:
            self._keeper.show(kept)
        if not self.may_fill_in(record):
            self._only_show(record, lines, kept)
            return
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.sheet.save)
        self.form.go_to(self.form.questions[0])

    def _lay_out(self, card: Card, lines: Lines, *, with_reasons: bool) -> None:
        heads = heads_of(self.form.record_type.table, len(lines))
        for line in lines:
            names = (line,) if isinstance(line, str) else line
            if names[0] in heads:
                words = self._session.say(heads[names[0]], sex=self.form.sex)
                card.add(theme.plain_label(words, theme.BODY, theme.BOLD, colour=theme.MUTED))
            card.add(self.form.line(*names, may_be_missing=with_reasons and len(names) == 1))

    def _on_paper(self) -> Sequence[QWidget]:
        """Return what leads to the same form on paper."""
        if self.paper is None:
            return ()
        return (paper_button(self._session, self.paper, over=self, records=self._saved_records),)

    def _saved_records(self) -> Sequence[Record]:
        return [form.saved_record for form in self.sheet.forms if form.saved_record.rev]

    def _say_how_complete(self) -> None:
        """Say how much of the form is answered; what is asked besides may be left out."""
        done, asked = self.form.answered()
        self._how_complete.setText(
            self._session.language.say_n(N_("{n} of {total} answers"), N_("{n} of {total} answers"), done, total=asked)
        )
        self._what_is_missing.look_again()

    def make_form(self, record: Record, sex: str | None) -> RecordForm:
        """Return the form of the record."""
        return RecordForm(type(record), self._session, parent=self, sex=sex, options=options_of(self._session))

    def save_words(self) -> str:
        """Return what the button that writes it is called; "" for "Save"."""
        return ""

    def add_more(self, card: Card) -> None:
        """Put under the questions what is asked besides; a record alone has nothing there."""

    def may_fill_in(self, record: Record) -> bool:
        """Say whether what is typed here can be written."""
        return not record.rev or self._session.register.may_write(record)

    def _only_show(self, record: Record, lines: Lines, kept: Kept | None) -> None:
        """Show a record to whoever may read it and not change it, and say so before she types.

        What another house keeps can be asked to be corrected.
        """
        for form in self.sheet.forms:
            form.shut(True)
        text = self._session.say(N_("You may read this and not change it."))
        self.sheet.body.insertWidget(0, Message(text, theme.SHUT_TONE, name="only_shown"))
        self.sheet.bar.undo.setText(self._session.say(N_("Close")))
        self.sheet.bar.undo.setFocus()
        if not proposing.may_propose(self._session.register, record):
            self.sheet.bar.save.hide()
            return

        def ask(kept: Kept | None = None) -> None:
            from ui.correction_dialog import ask_for_correction  # late: it is one of these dialogs itself

            if ask_for_correction(
                self._session,
                record,
                lines,
                title=self.accessibleName(),
                over=self.parentWidget(),
                sex=self.form.sex,
                kept=kept,
            ):
                self.accept()

        self.sheet.bar.save.setText(self._session.say(N_("Ask for a correction")))
        self.sheet.bar.save.show_icon(icons.EDIT)
        self.sheet.bar.save_asked.disconnect(self.sheet.save)
        self.sheet.bar.save_asked.connect(ask)
        if kept is not None:  # it was typed to ask for a correction
            QTimer.singleShot(0, self, lambda: ask(kept))

    def more_forms(self) -> Sequence[RecordForm]:
        """Return the forms, made in `add_more`, of what is saved with the record as one act."""
        return ()

    def parts(self) -> Mapping[str, RecordForm]:
        """Return every form by the name under which what is typed in it comes back."""
        return {form.record_type.table: form for form in self.sheet.forms}

    def _review(self) -> list[Finding]:
        besides = (form.record() for form in self.sheet.forms if form is not self.form and form.has_changed)
        return review(self._session.register, [self.form.record(), *besides])

    def _save(self) -> bool:
        try:
            self._write(self.form.record())
        except NotSaved as problem:
            for form in self.sheet.forms:
                form.show_findings(problem.findings)
            self._why.tell(problem)
            return False
        except Problem as problem:
            self.result.tell_problem(problem.said_in(self._session.language))
            return False
        self.accept()
        return True

    def keep_draft(self) -> None:
        """Keep what was typed before the register is locked."""
        self.sheet.keep_draft()

    def reject(self) -> None:
        if self.sheet.may_leave() and self.isVisible():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.isVisible() and not self.sheet.may_leave():
            event.ignore()
            return
        super().closeEvent(event)


def places_of(session: Session) -> Mapping[str, Callable[[], Choices]]:
    """Return the places that the centre knows, which are offered where a village or a gold site is written."""

    def named(*kinds: str) -> Callable[[], Choices]:
        return lambda: [
            (one.name or "", one.also_called or "") for one in directory.known_places(session.register, *kinds)
        ]

    return {"village": named(), "place": named(), "locality": named(), "gold_site": named(directory.GOLD_SITE)}


def options_of(session: Session) -> Mapping[str, Callable[[], Choices]]:
    """Return what may be chosen for the questions that name a member of staff or a project."""
    register = session.register

    def staff() -> Choices:
        return [(member.id, member.name or "") for member in register.find(StaffMember) if member.active_to is None]

    def projects() -> Choices:
        return [(one.id, " · ".join(part for part in (one.code, one.donor) if part)) for one in register.find(Project)]

    def organisations() -> Choices:
        return [(one.id, one.name or "") for one in directory.organisations(register)]

    return {
        "who_id": staff,
        "referent_id": staff,
        "admitted_by": staff,
        "held_by": staff,
        "asked_by": staff,
        "given_by": staff,
        "assessed_by": staff,
        "told_to": staff,
        "waived_by": staff,
        "facilitator_id": staff,
        "second_facilitator_id": staff,
        "organisation_id": organisations,
        "partner_id": organisations,
        "source_id": organisations,
        "sent_to_id": organisations,
        "by_id": staff,
        "decided_by": staff,
        "project_id": projects,
        **places_of(session),
    }
