"""Assessing how great the danger is: the level proposes the day of the next assessment; what drives it is kept in protection."""

from collections.abc import Sequence
from typing import Any

from centre_app import risk
from centre_app.casework.safety import assess_risk
from centre_app.drafts import Kept
from centre_app.forms.wellbeing import RISK
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import RiskAssessment, RiskDrivers
from ui.kit.panel import Card, note
from ui.pages.case.records import RecordsCard
from ui.record_dialog import RecordDialog
from ui.record_form import RecordForm


class RiskDialog(RecordDialog):
    """One assessment, with its drivers where whoever fills it in writes them: one act."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._proposed = self._next_look()
        self._write = lambda changed: self._session.do(assess_risk, changed, self._typed_drivers())
        self.form.changed.connect(self._propose)

    def add_more(self, card: Card) -> None:
        self._drivers: RecordForm | None = None
        assessment = self._record
        register = self._session.register
        stands = register.only_open(RiskDrivers, assessment_id=assessment.id)
        drivers = stands or RiskDrivers(case_id=assessment.case_id, assessment_id=assessment.id)
        if not register.may_write(drivers):
            return
        self._drivers = RecordForm(RiskDrivers, self._session, parent=self, sex=self.form.sex)
        card.add(note(self._session.say(N_("What follows is read only by those who follow protection.")), wraps=True))
        for name in RISK.names_of(RiskDrivers):
            card.add(self._drivers.line(name))
        self._drivers.show_record(drivers)

    def more_forms(self) -> Sequence[RecordForm]:
        return (self._drivers,) if self._drivers is not None else ()

    def make_form(self, record: Record, sex: str | None) -> RecordForm:
        assert isinstance(record, RiskAssessment)
        self._record = record
        return super().make_form(record, sex)

    def _typed_drivers(self) -> RiskDrivers | None:
        if self._drivers is None or not self._drivers.has_changed:
            return None
        typed: RiskDrivers = self._drivers.record()
        return typed

    def _next_look(self) -> object:
        typed: RiskAssessment = self.form.record()
        return risk.next_look(typed.level, assessed_on=typed.assessed_on or self._session.today)

    def _propose(self) -> None:
        """Write the day that follows from the level, as long as nobody has written another one."""
        proposed = self._next_look()
        if proposed == self._proposed:
            return
        stands = self.form.record().next_on
        if stands is None or stands == self._proposed:
            self.form.editor("next_on").show_answer(proposed)
        self._proposed = proposed


class RisksCard(RecordsCard[RiskAssessment]):
    """The assessments; what was typed of the drivers alone finds back to the form as well."""

    def resume(self, kept: Kept) -> bool:
        typed = kept.drafts[0].typed
        if not isinstance(typed, RiskDrivers):
            return super().resume(kept)
        stands = self._session.register.get(RiskAssessment, typed.assessment_id)
        blank = RiskAssessment(id=typed.assessment_id, case_id=typed.case_id, assessed_on=self._session.today)
        self.open_record(stands or blank, kept=kept)
        return True
