"""What she needs, domain by domain from 0 to 3: the last assessment with the one before it, and one form over all domains."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from centre_app.case_view import CaseView
from centre_app.casework.safety import assess_needs
from centre_app.choices import choices
from centre_app.drafts import Kept
from centre_app.forms.wellbeing import NEEDS
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import DomainNeed, NeedsAssessment
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.bars import PartsBar
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, note
from ui.kit.rows import Elided
from ui.record_dialog import RecordDialog
from ui.record_form import RecordForm
from ui.session import Session

MOST = 3


class NeedsDialog(RecordDialog):
    """One assessment over every domain of life, saved as one act."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._write = lambda changed: self._session.do(assess_needs, changed, self._typed())

    def make_form(self, record: Record, sex: str | None) -> RecordForm:
        assert isinstance(record, NeedsAssessment)
        self._record = record
        return super().make_form(record, sex)

    def add_more(self, card: Card) -> None:
        say, register = self._session.say, self._session.register
        stands = {one.domain: one for one in register.find_open(DomainNeed, assessment_id=self._record.id)}
        self._domains: dict[str, RecordForm] = {}
        card.add(note(say(N_("From 0, no need, to 3, urgent. Leave out what nobody has looked at."))))
        for domain, label in choices("care_domain").offered(self._session.language, self.form.sex):
            form = RecordForm(DomainNeed, self._session, parent=self, sex=self.form.sex)
            need = stands.get(domain) or self._blank(domain)
            card.add(
                layout.rule(theme.ROW_RULE),
                form.line("score", label=label),
                form.line("need", "strength", letters=False),
            )
            form.show_record(need)
            self._domains[domain] = form

    def more_forms(self) -> Sequence[RecordForm]:
        return tuple(self._domains.values())

    def parts(self) -> Mapping[str, RecordForm]:
        return {self.form.record_type.table: self.form, **self._domains}

    def _blank(self, domain: str) -> DomainNeed:
        return DomainNeed(case_id=self._record.case_id, assessment_id=self._record.id, domain=domain)

    def _typed(self) -> list[DomainNeed]:
        return [form.record() for form in self._domains.values() if form.has_changed]


class NeedsCard(Card):
    """Where she needs something, the most urgent first, and what was found the time before."""

    saved = Signal()

    def __init__(self, session: Session) -> None:
        self._new = buttons.quiet(session.say(N_("Assess the needs")), icons.ADD, name="assess_needs")
        super().__init__(session.say(N_("Needs")), icons.CHECKS, head_end=self._new, name="needs")
        self._session = session
        self._blank: Callable[[], NeedsAssessment] | None = None
        self._last: NeedsAssessment | None = None
        self._sex: str | None = None
        self._new.clicked.connect(self.add_one)

    def show_file(self, file: CaseView) -> None:
        session, case_id = self._session, file.case.id
        blank = NeedsAssessment(case_id=case_id, assessed_on=session.today, assessed_by=session.register.who)
        self._blank = (
            (lambda: NeedsAssessment(case_id=case_id, assessed_on=session.today, assessed_by=session.register.who))
            if session.register.may_write(blank)
            else None
        )
        self._sex = file.person.sex
        found = sorted(file.of(NeedsAssessment), key=lambda one: (one.assessed_on or session.today, one.id))
        self._last = found[-1] if found else None
        self.clear()
        self._new.setVisible(self._blank is not None and bool(found))
        if self._last is None:
            words = session.say(N_("Assess the needs")) if self._blank is not None else ""
            empty = EmptyState(
                icons.CHECKS,
                session.say(N_("Her needs were not assessed yet."), sex=self._sex),
                words,
                name="needs.empty",
            )
            empty.acted.connect(self.add_one)
            self.add(empty)
            return
        needs = file.of(DomainNeed)
        self._show(
            self._last,
            [one for one in needs if one.assessment_id == self._last.id],
            [one for one in needs if len(found) > 1 and one.assessment_id == found[-2].id],
        )

    def resume(self, kept: Kept) -> bool:
        """Open the form with what was typed; False where that was a record of another kind."""
        typed = kept.drafts[0].typed
        match typed:
            case NeedsAssessment():
                assessment_id, case_id = typed.id, typed.case_id
            case DomainNeed():
                assessment_id, case_id = typed.assessment_id, typed.case_id
            case _:
                return False
        stands = self._session.register.get(NeedsAssessment, assessment_id)
        blank = NeedsAssessment(id=assessment_id, case_id=case_id, assessed_on=self._session.today)
        self.open_assessment(stands or blank, kept=kept)
        return True

    def open_assessment(self, assessment: NeedsAssessment, *, kept: Kept | None = None) -> None:
        say = self._session.say
        dialog = NeedsDialog(
            self._session,
            assessment,
            NEEDS,
            title=say(N_("Needs")),
            write=lambda changed: None,
            over=self,
            sex=self._sex,
            close_words=say(N_("Close")),
            kept=kept,
        )
        if dialog.exec():
            self.saved.emit()
        dialog.deleteLater()

    def add_one(self) -> None:
        if self._blank is not None:
            self.open_assessment(self._blank())

    def _show(self, last: NeedsAssessment, needs: Sequence[DomainNeed], before: Sequence[DomainNeed]) -> None:
        say = self._session.say
        earlier = {one.domain: one.score for one in before}
        urgent = sorted(
            (one for one in needs if one.score and one.score != "0"), key=lambda one: one.score or "", reverse=True
        )
        if urgent:
            self.add(self._grid(urgent, earlier))
        met = [choices("care_domain").label(one.domain, self._session.language) for one in needs if one.score == "0"]
        if met:
            self.add(note(say(N_("No need: {domains}"), domains=self._session.language.list_of(met)), wraps=True))
        if last.strengths:
            self.add(note(say(N_("Strengths: {what}"), what=last.strengths), wraps=True))
        day = say(N_("Assessed on {day}"), day=last.assessed_on) if last.assessed_on else ""
        again = say(N_("again on {day}"), day=last.next_on) if last.next_on else ""
        go = buttons.quiet(say(N_("Open")), icons.OPEN, name="open_needs")
        go.setVisible(self._session.register.may_write(last))
        go.clicked.connect(lambda: self.open_assessment(last))
        self.add(layout.rule(), layout.row(note(" · ".join(part for part in (day, again) if part)), layout.STRETCH, go))

    def _grid(self, urgent: Sequence[DomainNeed], earlier: Mapping[str | None, str | None]) -> QWidget:
        say, language = self._session.say, self._session.language
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.size(7))
        grid.setHorizontalSpacing(theme.size(16))
        for line, need in enumerate(urgent):
            said = choices("need_score").label(need.score, language)
            grid.addWidget(
                theme.plain_label(choices("care_domain").label(need.domain, language), theme.BODY, theme.MEDIUM),
                line,
                0,
            )
            grid.addWidget(PartsBar(int(need.score or 0), MOST, spoken=said), line, 1)
            then = earlier.get(need.domain)
            grid.addWidget(note(say(N_("{now}, before {then}"), now=said, then=then) if then else said), line, 2)
            grid.addWidget(Elided(need.need or "", theme.SECOND, colour=theme.MUTED), line, 3)
        grid.setColumnStretch(3, 1)
        return layout.boxed(grid)
