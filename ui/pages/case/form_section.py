"""A section that is a form: cards of questions over one or several records, saved together as one act."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu

from centre_app.acts import KINDS
from centre_app.case_view import CaseView
from centre_app.corrections import proposing
from centre_app.drafts import Spot
from centre_app.forms.form import Form
from centre_app.language import N_
from centre_app.problems import NotSaved, Problem
from centre_app.questions import Record
from centre_app.review import Finding, review
from ui.correction_dialog import ask_for_correction
from ui.draft_keeper import DraftKeeper
from ui.form_printing import paper_button
from ui.form_sheet import FormSheet
from ui.kit import buttons, layout
from ui.kit.section_list import Section
from ui.pages.case.form_head import FormHead
from ui.pages.case.section import CaseSection
from ui.record_dialog import options_of
from ui.record_form import RecordForm
from ui.session import Session


class FormSection(CaseSection):
    """Subclass it: make the forms with `form` and lay them out into `sheet.body`.

    `records_of` gives what they show of a file, in the order in which the forms were made. A record that is new and was
    left empty is not written.
    """

    is_form = True

    def __init__(
        self,
        session: Session,
        *,
        name: str,
        paper: Form,
        records_of: Callable[[CaseView], Sequence[Record]],
    ) -> None:
        super().__init__(session, name=name)
        self._records_of, self._paper = records_of, paper
        title = session.say(paper.title)
        self._head = FormHead(session, title=title, sheet=lambda: self.sheet, paper=self._paper_button())
        self._head.asked.connect(self.section_asked)
        self._head.propose.clicked.connect(self._ask_for_correction)
        self.sheet = FormSheet(session, name=name, sides=0)
        self.sheet.review = self._review
        self.sheet.write = self._write
        self.foot = self.sheet.bar
        self._keeper = DraftKeeper(
            session, self.sheet, spot=lambda: Spot(page="case", section=name, case_id=self._shown_id)
        )
        self._shown_id: str | None = None
        self._options = options_of(session)
        stack = layout.column(self._head, gap=8)
        stack.addWidget(self.sheet, 1)
        self.setLayout(stack)
        self.sheet.changed.connect(self._count)

    def form(self, record_type: type[Record]) -> RecordForm:
        """Make a form over records of a type and count it in."""
        made = RecordForm(record_type, self.session, parent=self, options=self._options)
        made.number_by(self._paper)
        self.sheet.watch(made)
        return made

    def _paper_button(self) -> buttons.Button:
        return paper_button(
            self.session,
            self._paper,
            over=self,
            records=lambda: [form.saved_record for form in self.sheet.forms if form.saved_record.rev],
        )

    def show_sections(self, sections: Sequence[Section], *, at: str) -> None:
        self._head.show_sections([section for section in sections if section.key != at])

    def show_file(self, file: CaseView) -> None:
        """Show the file; what is being typed, or was when the program ended, stays until it is saved or let go."""
        is_new_here = self._shown_id != file.case.id
        if not is_new_here and self.sheet.has_changed:
            return
        self._shown_id = file.case.id
        for form, record in zip(self.sheet.forms, self._records_of(file), strict=True):
            form.show_record(record)
            form.shut(not self.session.register.may_write(record))
        is_shut = all(form.is_shut for form in self.sheet.forms)
        self.foot = None if is_shut else self.sheet.bar
        self.sheet.bar.setVisible(not is_shut)
        self._head.propose.setVisible(bool(self._to_correct()))
        self.sheet.look_again()
        self.sheet.bar.show_changed(False)
        if is_new_here:
            self._keeper.show_kept_here()
        self._count()

    def may_leave(self) -> bool:
        return self.sheet.may_leave()

    def keep_draft(self) -> None:
        self.sheet.keep_draft()

    def save(self) -> None:
        self.sheet.save()

    def fold(self, small: bool) -> None:
        super().fold(small)
        self._head.fold(small)
        self.sheet.fold(small)

    def changed_records(self) -> list[Record]:
        """Return what a save would write."""
        return [form.record() for form in self.sheet.forms if form.has_changed]

    # --- what another house keeps ------------------------------------------------------------------------------

    def _to_correct(self) -> list[RecordForm]:
        register = self.session.register
        return [form for form in self.sheet.forms if proposing.may_propose(register, form.saved_record)]

    def _ask_for_correction(self) -> None:
        """Ask which record is to be corrected where there are several, and open it."""
        forms = self._to_correct()
        if len(forms) == 1:
            self._correct(forms[0])
            return
        menu = QMenu(self)
        for form in forms:
            words = self.say(KINDS[form.record_type.table])
            menu.addAction(words, lambda form=form: self._correct(form))
        menu.exec(self._head.propose.mapToGlobal(self._head.propose.rect().bottomLeft()))
        menu.deleteLater()

    def _correct(self, form: RecordForm) -> None:
        title = self.say(KINDS[form.record_type.table])
        if ask_for_correction(self.session, form.saved_record, form.questions, title=title, over=self, sex=form.sex):
            self.told.emit(self.say(N_("Asked. It goes out with the next exchange.")))

    def _count(self) -> None:
        counts = [form.answered() for form in self.sheet.forms]
        self._head.show_answered(sum(done for done, _ in counts), sum(asked for _, asked in counts))

    def _review(self) -> list[Finding]:
        return review(self.session.register, self.sheet.records())

    def _write(self) -> bool:
        changed = self.changed_records()
        if not changed:
            return True
        shown = {form.record().id: form for form in self.sheet.forms}
        try:
            saved = self.session.register.save(*changed)
        except NotSaved as problem:
            for form in self.sheet.forms:
                form.show_findings(problem.findings)
            self.fail(problem)
            return False
        except Problem as problem:
            self.fail(problem)
            return False
        for record in saved:
            if record.id in shown:
                shown[record.id].show_record(record)
        self.told.emit(self.say(N_("Saved.")))
        self.session.tell_changed()
        return True
