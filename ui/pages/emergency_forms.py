"""The forms of an arrival at night: the few questions that the door can answer, over the records of an arrival."""

import dataclasses
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, Signal

from centre_app import answers, wording
from centre_app.casework import emergencies
from centre_app.casework.arrivals import Arrival
from centre_app.casework.emergencies import Place
from centre_app.dates import AGE_ESTIMATE, Birth, ages_on
from centre_app.language import N_, Language
from centre_app.questions import Record
from centre_app.records import BedAssignment, CaseFile, Intake, Person, PersonDescription, PersonName, Stay
from centre_app.review import INFORMS, Finding
from ui.choice_field import Choices
from ui.editors import Editor, TypedEditor
from ui.record_form import RecordForm
from ui.session import Session

SEEN = "staff_estimate"  # what an apparent age rests on


class WhoForm(RecordForm):
    """Asks a birth as the age that she seems to have: "12", "12-14", "vers 15". A year or a day is understood as well."""

    def make_editor(self, name: str) -> Editor:
        if name != "birth":
            return super().make_editor(name)
        setting = self._setting
        editor = TypedEditor(
            f"{self.record_type.table}.{name}",
            setting,
            read=lambda typed: answers.birth(typed, said_on=setting.today),
            write=lambda birth: age_written(birth, setting.language),
            width=152,
            after=setting.language.say(N_("years, at a guess")),
        )
        editor.field.setPlaceholderText("12-14")
        return editor


def age_written(birth: Birth, language: Language) -> str:
    """Return an age as it is typed again: "12", "12-14"; a birth that is known better as it was told."""
    if birth.precision != AGE_ESTIMATE or birth.said_on is None:
        return wording.birth_as_told(birth, language)
    youngest, oldest = ages_on(birth, birth.said_on)
    return str(youngest) if youngest == oldest else f"{youngest}-{oldest}"


class EmergencyForms(QObject):
    """Forms over an arrival. What is proposed follows what is typed: where she may sleep, and how she is called."""

    changed = Signal()

    def __init__(self, session: Session, *, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._language = session, session.language
        self.person = WhoForm(Person, session, parent=self)
        self.bed = RecordForm(BedAssignment, session, parent=self, options={"bed_id": self._offered})
        self.intake = RecordForm(Intake, session, parent=self)
        self.name = RecordForm(PersonName, session, parent=self)
        self.description = RecordForm(PersonDescription, session, parent=self)
        self.stay = RecordForm(Stay, session, parent=self)
        self.places: list[Place] = []
        self._begun: Arrival = emergencies.begin(session.register)
        for form in self.all:
            form.changed.connect(self.changed)
        for form in (self.person, self.stay):
            form.changed.connect(self._follow_her)

    @property
    def all(self) -> list[RecordForm]:
        """The forms in the order in which they stand on the page."""
        return [self.person, self.bed, self.intake, self.name, self.description, self.stay]

    def begin(self) -> None:
        """Show somebody who stands at the door now, of whom nothing is known."""
        begun = self._begun = emergencies.begin(self._session.register)
        self.person.show_record(begun.person)
        self.intake.show_record(begun.intake)
        self.name.show_record(begun.name)
        self.stay.show_record(begun.stay)
        self._propose_bed(begun)
        self._propose_words(begun)
        self._speak()

    @property
    def arrived_at(self) -> object:
        return self._begun.stay.arrived_at

    def arrival(self) -> Arrival:
        """Return the arrival as it stands in the forms."""
        person = self.person.record()
        if person.birth is not None and person.age_basis is None:
            person = dataclasses.replace(person, age_basis=SEEN)
        told = dataclasses.replace(
            self._begun,
            person=person,
            name=self.name.record(),
            description=self.description.record(),
            intake=self.intake.record(),
        )
        return emergencies.arrived(told, self.stay.record().arrived_at)

    @property
    def place(self) -> Place | None:
        """Where she is to sleep; None where there is no room in the house at all."""
        chosen = self.bed.record().bed_id
        return next((place for place in self.places if place.key == chosen), None)

    @property
    def bed_reason(self) -> str | None:
        return self.bed.record().reason

    def said_of_place(self, place: Place) -> str:
        """Return "A-02 · Chambre A", or "natte · Chambre A"; one that does not suit her says so."""
        say, room = self._language.say, place.offered.room.name or ""
        if place.is_mat:
            return say(N_("A mat · {room}") if place.fits else N_("A mat · {room} · not suitable"), room=room)
        bed = place.offered.bed.label or ""
        return say(N_("{bed} · {room}") if place.fits else N_("{bed} · {room} · not suitable"), bed=bed, room=room)

    # --- what follows ------------------------------------------------------------------------------------------

    def _follow_her(self) -> None:
        """Propose anew what nobody has changed: a room for boys is no answer for a girl."""
        arrival = self.arrival()
        if self.bed.has_changed:
            self.offer_places()
        else:
            self._propose_bed(arrival)
        if not self.description.has_changed:
            self._propose_words(arrival)
        self._speak()

    def offer_places(self) -> None:
        """Offer the beds anew; what was chosen stays where it is still free."""
        self.places = emergencies.places_for(self._session.register, self.arrival())
        self.bed.editor("bed_id").offer(self._offered())

    def _propose_bed(self, arrival: Arrival) -> None:
        """Choose the first of the places; keep what was proposed already while it fits as well."""
        before = self.place
        self.places = emergencies.places_for(self._session.register, arrival)
        best = next((one for one in self.places if before and one.key == before.key and one.fits), None)
        best = best or next(iter(self.places), None)
        self.bed.editor("bed_id").offer(self._offered())
        self.bed.show_record(
            BedAssignment(case_id=arrival.case.id, stay_id=arrival.stay.id, bed_id=best.key if best else "")
        )

    def _propose_words(self, arrival: Arrival) -> None:
        words = emergencies.description(arrival, self._language)
        self.description.show_record(dataclasses.replace(self._begun.description, description=words))

    def _speak(self) -> None:
        sex = self.person.record().sex
        for form in self.all:
            form.speak_of(sex)

    def _offered(self) -> Choices:
        return [(place.key, self.said_of_place(place)) for place in self.places]

    # --- findings ----------------------------------------------------------------------------------------------

    def placed(self, findings: Iterable[Finding], records: Iterable[Record]) -> Iterator[Finding]:
        """Give the findings, each under a question that is asked here; that something is still open is no finding."""
        by_id = {record.id: record for record in records}
        asked = {form.saved_record.id for form in self.all}
        for finding in findings:
            if finding.severity == INFORMS:
                continue
            place = (finding.record_id, finding.question)
            match by_id.get(finding.record_id):
                case CaseFile():  # neither name nor words
                    place = (self._begun.description.id, "description")
                case Stay():
                    place = (self._begun.stay.id, "arrived_at")
                case BedAssignment():
                    place = (self.bed.saved_record.id, "bed_id")
            if place[0] in asked:
                yield dataclasses.replace(finding, record_id=place[0], question=place[1])
