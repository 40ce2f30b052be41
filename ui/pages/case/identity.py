"""Who she is and how she came: the form of the paper, saved as one act."""

from collections.abc import Sequence

from centre_app.case_view import CaseView
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import (
    CaseFile,
    Intake,
    Person,
    PersonDescription,
    PersonLanguage,
    PersonName,
    PersonNationality,
)
from ui import icons
from ui.kit.panel import Card
from ui.pages.case.form_section import FormSection
from ui.session import Session


class IdentitySection(FormSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="identity")
        say = session.say
        self._cards: list[tuple[Card, str]] = []
        person, name, description = self.form(Person), self.form(PersonName), self.form(PersonDescription)
        nationality, language = self.form(PersonNationality), self.form(PersonLanguage)
        intake, case = self.form(Intake), self.form(CaseFile)
        self._person = person
        for title, icon, lines in (
            (
                N_("Her name"),
                icons.PERSON,
                (
                    name.line("family", "given"),
                    name.line("name_type"),
                    description.line("description", may_be_missing=True),
                ),
            ),
            (
                N_("Her birth"),
                icons.CALENDAR,
                (
                    person.line("sex"),
                    person.line("birth", may_be_missing=True),
                    person.line("age_basis", may_be_missing=True),
                    person.line("civil_registration", may_be_missing=True),
                ),
            ),
            (
                N_("Where she comes from"),
                icons.PLACE,
                (
                    nationality.line("nationality", may_be_missing=True),
                    person.line("origin_country", may_be_missing=True),
                    person.line("origin_region", may_be_missing=True),
                    person.line("origin_cercle", may_be_missing=True),
                    description.line("commune", may_be_missing=True),
                    description.line("village", may_be_missing=True),
                    language.line("language", may_be_missing=True),
                    language.line("interpreter_needed"),
                ),
            ),
            (
                N_("Her family and status"),
                icons.FAMILY,
                (
                    person.line("marital_status", may_be_missing=True),
                    person.line("uasc_status", may_be_missing=True),
                    person.line("legal_status", may_be_missing=True),
                    person.line("children_stated", may_be_missing=True),
                ),
            ),
            (
                N_("How she came"),
                icons.ARRIVAL,
                (
                    intake.line("contact_on"),
                    intake.line("source", may_be_missing=True),
                    intake.line("source_in_words"),
                    intake.line("setting", may_be_missing=True),
                    intake.line("reason", may_be_missing=True),
                    intake.line("brought_by", may_be_missing=True),
                    intake.line("prior_living", may_be_missing=True),
                    intake.line("separation_cause", may_be_missing=True),
                ),
            ),
            (
                N_("Her file"),
                icons.DOCUMENTS,
                (
                    case.line("referent_id"),
                    case.line("share_hq"),
                    case.line("share_hq_basis"),
                ),
            ),
        ):
            card = Card(say(title), icon)
            card.add(*lines)
            self.sheet.body.addWidget(card)
            self._cards.append((card, title))
        person.changed.connect(lambda: self._speak_of(person.record().sex))

    def show_file(self, file: CaseView) -> None:
        super().show_file(file)
        self._speak_of(self._person.record().sex)

    def _speak_of(self, sex: str | None) -> None:
        """Speak of a boy as of a boy, as soon as it is said that he is one."""
        for form in self._forms:
            form.speak_of(sex)
        for card, title in self._cards:
            card.retitle(self.say(title, sex=sex))

    def records_of(self, file: CaseView) -> Sequence[Record]:
        person_id = file.person.id
        shown = [name for name in file.names if name.is_display] or list(file.names)
        return (
            file.person,
            shown[-1] if shown else PersonName(person_id=person_id, is_display=True),
            file.description or PersonDescription(person_id=person_id),
            file.nationalities[-1] if file.nationalities else PersonNationality(person_id=person_id),
            file.languages[-1] if file.languages else PersonLanguage(person_id=person_id, level="mother_tongue"),
            file.intake or Intake(case_id=file.case.id, contact_on=file.case.opened_on),
            file.case,
        )
