"""The forms of somebody who comes: one for each record of an arrival, and the way back to the arrival."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, Signal

from centre_app.casework.arrivals import Arrival
from centre_app.casework.beds import OfferedBed
from centre_app.forms.arrival import ARRIVAL
from centre_app.language import N_, Language
from centre_app.questions import Record
from centre_app.records import (
    BedAssignment,
    CaseFile,
    EducationProfile,
    Intake,
    Person,
    PersonDescription,
    PersonLanguage,
    PersonLink,
    PersonName,
    PersonNationality,
    Stay,
)
from centre_app.review import INFORMS, Finding
from ui.choice_field import Choices
from ui.form_printing import number_forms
from ui.record_dialog import places_of
from ui.record_form import RecordForm
from ui.session import Session

PARTS: dict[str, type[Record]] = {
    "person": Person,
    "name": PersonName,
    "description": PersonDescription,
    "nationality": PersonNationality,
    "language": PersonLanguage,
    "intake": Intake,
    "stay": Stay,
    "education": EducationProfile,
}


class ArrivalForms(QObject):
    """Forms over the records of one arrival, `bed` among them. The page lays out those lines of them that it asks."""

    changed = Signal()
    spoken_of = Signal(object)  # "male", "female"… as soon as it is said

    def __init__(self, session: Session, arrival: Arrival, *, offer: Callable[[], list[OfferedBed]], parent: QObject):
        super().__init__(parent)
        self._language, self._offer, self._as_on_paper = session.language, offer, session.as_on_paper
        made = {
            part: RecordForm(record_type, session, parent=self, options=places_of(session))
            for part, record_type in PARTS.items()
        }
        self.person, self.name, self.description = made["person"], made["name"], made["description"]
        self.nationality, self.language, self.education = made["nationality"], made["language"], made["education"]
        self.intake, self.stay = made["intake"], made["stay"]
        self.bed = RecordForm(BedAssignment, session, parent=self, options={"bed_id": self._beds})
        self._by_part = made
        number_forms(ARRIVAL, self.all)
        self.housing: str | None = None  # "registered" or "external" where somebody new does not sleep here
        for form in self.all:
            form.changed.connect(self.changed)
        self._sex: str | None = None
        self.changed.connect(self._speak)
        self.show_arrival(arrival)

    @property
    def all(self) -> list[RecordForm]:
        """The forms in the order in which their lines stand on the page."""
        return [
            self.name, self.person, self.description, self.stay, self.intake, self.bed,
            self.nationality, self.language, self.education,
        ]  # fmt: skip

    def show_arrival(self, arrival: Arrival) -> None:
        self._arrival, self.housing = arrival, None
        for part, form in self._by_part.items():
            form.show_record(self._as_on_paper(getattr(arrival, part)))
        self.bed.show_record(
            BedAssignment(
                case_id=arrival.case.id, stay_id=arrival.stay.id, bed_id=None, from_on=None
            )  # none chosen yet
        )
        self._speak()

    def _speak(self) -> None:
        """Turn the words of the forms to a boy where it is one."""
        sex = self.person.record().sex
        if sex != self._sex:
            self._sex = sex
            for form in self.all:
                form.speak_of(sex)
            self.spoken_of.emit(sex)

    def arrival(self) -> Arrival:
        """Return the arrival as it stands in the forms; her file is opened and her first contact is on the day she came."""
        told = {part: form.record() for part, form in self._by_part.items()}
        came, bed = told["stay"].admitted_on, self.bed.record()
        if came is not None:
            told["intake"] = dataclasses.replace(told["intake"], contact_on=came)
        case = self._arrival.case
        if not case.rev and came is not None:
            case = dataclasses.replace(case, opened_on=came, status=self.housing or case.status)
        return dataclasses.replace(
            self._arrival, **told, case=case, bed_id=bed.bed_id or None, bed_reason=bed.reason or None
        )

    @property
    def is_new(self) -> bool:
        """Whether a file is opened, and not a stay in a file that is there."""
        return not self._arrival.case.rev

    @property
    def has_changed(self) -> bool:
        return any(form.has_changed for form in self.all)

    # --- beds --------------------------------------------------------------------------------------------------

    def offer_beds(self) -> None:
        """Offer the beds anew: who she is, or who else came, may have changed what suits."""
        self.bed.editor("bed_id").offer(self._beds())

    def doubts_about_bed(self) -> bool:
        """Say whether something speaks against the bed that was chosen."""
        chosen = self.bed.record().bed_id
        return chosen is not None and any(offered.objections for offered in self._offer() if offered.bed.id == chosen)

    def _beds(self) -> Choices:
        return [(offered.bed.id, _bed_said(offered, self._language)) for offered in self._offer()]

    # --- findings ----------------------------------------------------------------------------------------------

    def placed(self, findings: Iterable[Finding], records: Iterable[Record]) -> Iterator[Finding]:
        """Give the findings about this arrival, each under a question that is asked here.

        That an answer is still to be given is not said while somebody types: the file says it afterwards.
        """
        by_id = {record.id: record for record in records}
        for finding in findings:
            if finding.severity == INFORMS and not finding.rule:
                continue
            place = self._place(finding, by_id.get(finding.record_id))
            if place is not None:
                record_id, question = place
                yield dataclasses.replace(finding, record_id=record_id, question=question)

    def _place(self, finding: Finding, record: Record | None) -> tuple[str, str] | None:
        """Return the record and the question under which a finding stands; None when it is about somebody else."""
        arrival = self._arrival
        match record:
            case BedAssignment(stay_id=stay_id):
                return (self.bed.saved_record.id, "bed_id") if stay_id == arrival.stay.id else None
            case PersonLink(to_person_id=person_id):
                return (arrival.person.id, "birth") if person_id == arrival.person.id else None
            case CaseFile(id=case_id):
                return (arrival.name.id, "family") if case_id == arrival.case.id else None
            case Intake(id=intake_id) if finding.question == "contact_on":
                return (arrival.stay.id, "admitted_on") if intake_id == arrival.intake.id else None
        if finding.record_id in {getattr(arrival, part).id for part in PARTS}:
            unplaced = (arrival.name.id, "family")
            return (finding.record_id, finding.question) if finding.question else unplaced
        return None


def _bed_said(offered: OfferedBed, language: Language) -> str:
    parts = {"bed": offered.bed.label or "", "room": offered.room.name or ""}
    if offered.objections:
        return language.say(N_("{bed} · {room} · not suitable"), **parts)
    return language.say(N_("{bed} · {room}"), **parts)
