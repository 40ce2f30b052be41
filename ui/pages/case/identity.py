"""Who she is and how she came: the form of the paper, saved as one act."""

from centre_app.case_view import CaseView
from centre_app.language import N_
from centre_app.records import Person
from ui.kit.panel import Card, note
from ui.pages.case.form_section import FormSection
from ui.pages.case.identity_questions import GROUPS, RECORD_TYPES, Group, identity_records
from ui.record_form import RecordForm
from ui.session import Session


class IdentitySection(FormSection):
    def __init__(self, session: Session) -> None:
        super().__init__(
            session, name="identity", title=session.say(N_("Identity and age")), records_of=identity_records
        )
        forms = {record_type: self.form(record_type) for record_type in RECORD_TYPES}
        self._cards = [(self._card(group, forms), group.title) for group in GROUPS]
        person = self._person = forms[Person]
        person.changed.connect(lambda: self._speak_of(person.record().sex))

    def show_file(self, file: CaseView) -> None:
        super().show_file(file)
        self._speak_of(self._person.record().sex)

    def _card(self, group: Group, forms: dict[type, RecordForm]) -> Card:
        to_fill = note(self.say(N_("* to fill in"))) if group.is_required else None
        card = Card(self.say(group.title), group.icon, head_end=to_fill)
        for line in group.lines:
            card.add(forms[line.record_type].line(*line.questions, may_be_missing=line.may_be_missing))
        self.sheet.body.addWidget(card)
        return card

    def _speak_of(self, sex: str | None) -> None:
        """Speak of a boy as of a boy, as soon as it is said that he is one."""
        for form in self.sheet.forms:
            form.speak_of(sex)
        for card, title in self._cards:
            card.retitle(self.say(title, sex=sex))
