"""Coming to the centre: a new resident, one who comes back, a child who comes with its mother."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from centre_app.casework.codes import next_codes
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
from centre_app.register import Register

MOTHER = "mother"
ACCOMPANYING = "accompanying_child"
ADMITTED = "admitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """The records of somebody who comes, wired to each other and not saved yet. `begin` makes a blank one."""

    person: Person
    name: PersonName
    description: PersonDescription
    nationality: PersonNationality
    language: PersonLanguage
    case: CaseFile
    intake: Intake
    stay: Stay
    education: EducationProfile
    bed_id: str | None = None


def begin(register: Register, *, on: date | None = None) -> Arrival:
    """Return a blank arrival for today, or for the day given."""
    day = on or register.today
    person = Person()
    case = CaseFile(person_id=person.id, status="draft", opened_on=day, referent_id=register.who)
    return Arrival(
        person=person,
        name=PersonName(person_id=person.id, is_display=True),
        description=PersonDescription(person_id=person.id),
        nationality=PersonNationality(person_id=person.id),
        language=PersonLanguage(person_id=person.id, level="mother_tongue"),
        case=case,
        intake=Intake(case_id=case.id, contact_on=day),
        stay=Stay(case_id=case.id, person_id=person.id, admitted_on=day, admitted_by=register.who),
        education=EducationProfile(case_id=case.id),
    )


def admit(register: Register, arrival: Arrival) -> CaseFile:
    """Open the file of somebody new and give her a bed when one was chosen, as one act.

    Who may be her twin is asked before, by `twins.unjudged`. Raises NotSaved.
    """
    case = _admitted(register, arrival)
    saved = register.save(*_records_of(dataclasses.replace(arrival, case=case)), action="admit")
    return next(record for record in saved if isinstance(record, CaseFile))


def take_in_child(register: Register, mother: CaseFile, arrival: Arrival) -> CaseFile:
    """Open the file of a child who stays with its mother: a person of its own, linked to her. Raises NotSaved."""
    stay = dataclasses.replace(arrival.stay, admission_type=arrival.stay.admission_type or ACCOMPANYING)
    case = _admitted(register, arrival)
    saved = register.save(
        *_records_of(dataclasses.replace(arrival, case=case, stay=stay)),
        link_to_mother(mother, arrival.person, since=stay.admitted_on),
        action="admit",
    )
    return next(record for record in saved if isinstance(record, CaseFile))


def link_to_mother(mother: CaseFile, child: Person, *, since: date | None) -> PersonLink:
    """Return the link that says whose child this is."""
    return PersonLink(
        from_person_id=mother.person_id,
        to_person_id=child.id,
        relation=MOTHER,
        is_in_same_stay=True,
        from_on=since,
    )


def readmit(register: Register, case: CaseFile, stay: Stay, intake: Intake, *, bed_id: str | None = None) -> CaseFile:
    """Open a new stay in the file of somebody who comes back. Raises NotSaved, also while a stay is still open."""
    reopened = dataclasses.replace(case, status=ADMITTED, reopened_count=(case.reopened_count or 0) + 1, closed_on=None)
    stay = dataclasses.replace(stay, admission_type=stay.admission_type or "readmission")
    records: list[Record] = [reopened, stay, intake]
    if bed_id:
        records.append(BedAssignment(case_id=case.id, stay_id=stay.id, bed_id=bed_id, from_on=stay.admitted_on))
    return next(record for record in register.save(*records, action="readmit") if isinstance(record, CaseFile))


def children_of(register: Register, case: CaseFile) -> list[CaseFile]:
    """Return the files of the children linked to her as their mother, the eldest file first."""
    links = register.find(PersonLink, from_person_id=case.person_id, relation=MOTHER)
    return [
        found for link in links for found in register.find(CaseFile, person_id=link.to_person_id) if found.person_id
    ]


def mother_of(register: Register, case: CaseFile) -> CaseFile | None:
    """Return the file of the mother with whom a child is here, if she has one."""
    link = register.only(PersonLink, to_person_id=case.person_id, relation=MOTHER)
    return register.only(CaseFile, person_id=link.from_person_id) if link else None


def _admitted(register: Register, arrival: Arrival) -> CaseFile:
    year = (arrival.case.opened_on or register.today).year
    return dataclasses.replace(arrival.case, code=next_codes(register, year)[0], status=ADMITTED)


def _records_of(arrival: Arrival) -> Iterator[Record]:
    yield arrival.person
    yield arrival.case
    yield arrival.stay
    for record, answers in (
        (arrival.intake, ("source", "reason", "setting")),
        (arrival.name, ("family", "given")),
        (arrival.description, ("description", "village", "commune")),
        (arrival.nationality, ("nationality",)),
        (arrival.language, ("language",)),
        (arrival.education, ("level_at_entry", "reads", "writes", "last_school")),
    ):
        if record.missing or any(getattr(record, answer) is not None for answer in answers):
            yield record
    if arrival.bed_id:
        yield BedAssignment(
            case_id=arrival.case.id,
            stay_id=arrival.stay.id,
            bed_id=arrival.bed_id,
            from_on=arrival.stay.admitted_on,
        )
