"""Who she is and how she came: the form of the paper, saved as one act."""

from PySide6.QtWidgets import QWidget

from centre_app.case_view import CaseView
from centre_app.casework import merging
from centre_app.forms.arrival import IDENTITY
from centre_app.forms.form import Group, Line
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import Person
from ui import icons
from ui.kit import buttons, layout
from ui.kit.panel import Card, note
from ui.pages.case.form_section import FormSection
from ui.pages.case.identity_lists import MoreOfHerCard
from ui.pages.case.identity_questions import GROUPS, ICONS, RECORD_TYPES, identity_records
from ui.record_form import RecordForm
from ui.session import Session


class IdentitySection(FormSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="identity", paper=IDENTITY, records_of=identity_records)
        forms = {record_type: self.form(record_type) for record_type in RECORD_TYPES}
        self._opening: list[tuple[Line, RecordForm, buttons.Button]] = []
        self._more = MoreOfHerCard(session)
        self._cards = [(self._card(group, icon, forms), group.head) for group, icon in zip(GROUPS, ICONS, strict=True)]
        person = self._person = forms[Person]
        person.changed.connect(lambda: self._speak_of(person.record().sex))

    def show_file(self, file: CaseView) -> None:
        super().show_file(file)
        self._more.show_file(file, shown=[form.saved_record for form in self.sheet.forms])
        self._speak_of(self._person.record().sex)

    def changed_records(self) -> list[Record]:
        return merging.with_those_merged(self.session.register, super().changed_records())

    def _card(self, group: Group, icon: str, forms: dict[type, RecordForm]) -> Card:
        to_fill = note(self.say(N_("* to fill in"))) if _is_required(group) else None
        card = Card(self.say(group.head), icon, head_end=to_fill)
        for line in group.lines:
            form = forms[line.record_type]
            if line.opens:
                card.add(self._behind_a_button(line, form, card))
            else:
                card.add(form.line(*line.questions, may_be_missing=line.may_be_missing))
        self.sheet.body.addWidget(card)
        if group is GROUPS[0]:
            self.sheet.body.addWidget(self._more)
        return card

    def _behind_a_button(self, line: Line, form: RecordForm, card: Card) -> QWidget:
        """Return the button that shows a line: what it asks, and what was answered, is not in sight before."""
        button = buttons.quiet(self.say(line.opens), icons.UNFOLD, name=f"open_{line.questions[0]}")

        def unfold() -> None:
            (question,) = line.questions
            made = form.line(question)
            form.editor(question).show_answer(getattr(form.saved_record, question))
            made.shut(question, form.is_shut)
            made.fold(self.is_small)
            card.add(made)
            button.hide()
            form.go_to(question)

        button.clicked.connect(unfold)
        self._opening.append((line, form, button))
        return layout.boxed(layout.row(button, layout.STRETCH))

    def _speak_of(self, sex: str | None) -> None:
        """Speak of a boy as of a boy, as soon as it is said that he is one."""
        for form in self.sheet.forms:
            form.speak_of(sex)
        for card, title in self._cards:
            card.retitle(self.say(title, sex=sex))
        for line, form, button in self._opening:
            button.setText(self.say(line.opens, sex=sex))
            if form.is_shut and all(getattr(form.saved_record, name) is None for name in line.questions):
                button.hide()  # nothing stands there, and nothing can be written


def _is_required(group: Group) -> bool:
    """Say whether one of the questions of a card is to be filled in."""
    return any(line.record_type.questions[name].required for line in group.lines for name in line.questions)
