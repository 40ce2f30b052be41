"""A page that is a form over one file: whose it is on top, the form, its drafts, its save bar, and the way back to the file."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from centre_app.ages import age_said, girl_or_woman
from centre_app.drafts import Spot
from centre_app.language import N_
from centre_app.problems import NotSaved, Problem
from centre_app.questions import Record
from centre_app.records import CaseFile
from centre_app.residents import ResidentLine, lines
from centre_app.review import Finding
from ui import icons
from ui.form_sheet import FormSheet
from ui.kit import buttons, layout
from ui.kit.person_head import PersonHead
from ui.numbered_keeper import NumberedKeeper
from ui.page import Destination, Page
from ui.record_form import RecordForm
from ui.session import Session


class PartedForm(Protocol):
    """What the form of such a page says of itself, beside being a FormSheet: parts are added to it while one types."""

    def own_forms(self) -> Sequence[RecordForm]:
        """The forms that are always there."""

    def added_forms(self) -> Sequence[Sequence[RecordForm]]:
        """The forms of each part that was added: a child, a kit."""

    def add_part(self) -> object:
        """Add one more part, as its button does."""

    def to_write(self) -> Sequence[Record]:
        """Return all that saving would write."""

    def placed(self, found: Iterable[Finding], records: Iterable[Record]) -> Iterable[Finding]:
        """Give findings under questions of this form."""


Form = TypeVar("Form", bound=PartedForm)


class FilePage(Page, Generic[Form]):
    """`make_form` makes the form over a file, or what is shown where there is nothing to fill in.

    `carry_out` writes what stands in a form and returns what is told in the file afterwards; None where somebody
    thought better of it. It raises the Problem that keeps it from being written.
    """

    belongs_to = "residents"

    def __init__(
        self,
        session: Session,
        *,
        name: str,
        title: str,
        make_form: Callable[[CaseFile, ResidentLine], Form | QWidget],
        carry_out: Callable[[Form], str | None],
    ) -> None:
        super().__init__(session, name=name, title=title, dense=True)
        self._make_form, self._carry_out = make_form, carry_out
        self._case_id: str | None = None
        self._is_leaving = False
        self.sheet: Form | None = None
        self.head = PersonHead()
        back = buttons.button(self.say(N_("Back to the file")), icons.BACK, name="back_to_file")
        back.clicked.connect(self.go_to_file)
        self.put_actions(back)
        self._room = layout.column(gap=0)
        layout.add(self.body, self.head)
        self.body.addLayout(self._room, 1)

    # --- what every page does ----------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        """Show the form for a file; what was typed for the same one before is still there."""
        if destination.case_id == self._case_id and self._is_typed_in:
            return
        self._case_id = destination.case_id
        self._begin()

    def refresh(self) -> None:
        if self._case_id is not None and not self._is_typed_in:
            self._begin()

    def may_leave(self) -> bool:
        if self.sheet is None:
            return True
        self._is_leaving = True
        try:
            return self.sheet.may_leave()
        finally:
            self._is_leaving = False

    def keep_draft(self) -> None:
        if self.sheet is not None:
            self.sheet.keep_draft()

    def spot(self) -> Spot:
        return Spot(page=self.objectName(), case_id=self._case_id)

    def save(self) -> None:
        if self.sheet is not None:
            self.sheet.save()

    def fold(self, small: bool) -> None:
        super().fold(small)
        if getattr(self, "sheet", None) is not None:
            self.sheet.fold(small)

    def go_to_file(self) -> None:
        self.go("case", case_id=self._case_id)

    # --- the form ----------------------------------------------------------------------------------------------

    @property
    def _is_typed_in(self) -> bool:
        return self.sheet is not None and self.sheet.has_changed

    def _begin(self) -> None:
        """Show whose file it is, and an empty form with what was typed there earlier."""
        self._put_away()
        case = self.session.register.get(CaseFile, self._case_id)
        if case is None:
            return
        (line,) = lines(self.session.register, [case.id])
        self._show_head(line)
        made = self._make_form(case, line)
        self._room.addWidget(made)
        if isinstance(made, FormSheet):
            self._take_up(made)

    def _take_up(self, sheet: Form) -> None:
        """Have a form keep its drafts and stand over its save bar, with the cursor in its first question."""
        self.sheet = sheet
        sheet.write = self._write
        self._keeper = NumberedKeeper(
            self.session,
            sheet,
            spot=self.spot,
            own=sheet.own_forms,
            added=sheet.added_forms,
            add=sheet.add_part,
        )
        self.put_foot(sheet.bar)
        sheet.fold(self.is_small)
        self._keeper.show_kept_here()
        first = sheet.own_forms()[0]
        first.go_to(first.questions[0])

    def _put_away(self) -> None:
        self.put_foot(None)
        layout.clear(self._room)
        self.sheet = None

    def _show_head(self, line: ResidentLine) -> None:
        language, today = self.language, self.session.today
        facts = (
            girl_or_woman(line.sex, line.birth, on=today, language=language),
            age_said(line.birth, on=today, language=language),
            self.say(N_("bed {bed}"), bed=line.bed) if line.bed else "",
            self.say(N_("here since {day}"), day=line.admitted_on) if line.admitted_on else "",
        )
        self.head.show_person_low(line.name.in_text, line.code, " · ".join(part for part in facts if part))

    # --- saving ------------------------------------------------------------------------------------------------

    def _write(self) -> bool:
        """Write all of it as one act, and go back to the file."""
        sheet = self.sheet
        assert sheet is not None
        records = sheet.to_write()
        try:
            told = self._carry_out(sheet)
        except NotSaved as problem:
            for form in sheet.forms:
                form.show_findings(sheet.placed(problem.findings, records))
            self.tell_problem(problem)
            return False
        except Problem as problem:
            self.tell_problem(problem)
            return False
        if told is None:
            return False
        self._keeper.let_go()
        self._leave(told)
        return True

    def _leave(self, told: str) -> None:
        """Go back to the file, unless somebody saves on the way elsewhere; the form is done with."""
        case_id, self._case_id = self._case_id, None
        self.put_foot(None)
        self.sheet = None
        if not self._is_leaving:
            self.went.emit(Destination(page="case", case_id=case_id, told=told))
