"""Coming to the centre: a new resident, one who comes back, a child who comes with its mother."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from centre_app.casework import merging
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
READMISSION = "readmission"
ADMITTED = "admitted"
LEFT = frozenset({"follow_up", "transferred", "closed"})  # whoever comes back from there had left
WITHOUT_A_STAY = frozenset({"registered", "external"})  # known, and does not sleep at the centre


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """The records of somebody who comes, wired to each other and not saved yet. `begin` makes a blank one.

    `bed_reason` says why she gets a bed that does not suit her (rule V7).
    """

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
    bed_reason: str | None = None


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


def begin_again(register: Register, case: CaseFile, *, on: date | None = None) -> Arrival:
    """Return a blank arrival of somebody who has a file already; only its stay and intake are new."""
    day = on or register.today
    person = register.get(Person, case.person_id)
    blank = begin(register, on=day)
    return dataclasses.replace(
        blank,
        person=person or blank.person,
        case=case,
        intake=Intake(case_id=case.id, contact_on=day),
        stay=Stay(
            case_id=case.id,
            person_id=case.person_id,
            admitted_on=day,
            admitted_by=register.who,
            admission_type=READMISSION,
        ),
    )


def admit(
    register: Register,
    arrival: Arrival,
    *,
    children: Sequence[Arrival] = (),
    told_apart: Sequence[tuple[CaseFile, int]] = (),
) -> CaseFile:
    """Open the file of somebody new and of the children who come with her, each with the bed chosen, as one act.

    Where the status of her file says that she is registered, or supported without housing, no stay begins.

    Who may be her twin is asked before, by `twins.unjudged`; `told_apart` are the files, each with how alike it is, that
    were compared with hers and are another person's. Raises NotSaved.
    """
    records = admission(register, arrival, children=children)
    records += [
        merging.decided(register, arrival.case, other, merging.DIFFERENT, score=score) for other, score in told_apart
    ]
    return _own(register.save(*records, action="admit"), arrival.case)


def admission(register: Register, arrival: Arrival, *, children: Sequence[Arrival] = ()) -> list[Record]:
    """Return the records that `admit` would write, to review them before it."""
    codes = next_codes(register, _year_of(register, arrival), 1 + len(children))
    records = list(_records_of(arrival, code=codes[0]))
    for child, code in zip(children, codes[1:], strict=True):
        along = dataclasses.replace(child, case=dataclasses.replace(child.case, status=arrival.case.status))
        records += _records_of_child(arrival.person.id, along, code=code)
    return records


def take_in_child(register: Register, mother: CaseFile, arrival: Arrival) -> CaseFile:
    """Open the file of a child who stays with its mother: a person of its own, linked to her. Raises NotSaved."""
    code = next_codes(register, _year_of(register, arrival))[0]
    return _own(register.save(*_records_of_child(mother.person_id, arrival, code=code), action="admit"), arrival.case)


def link_to_mother(mother_id: str, child: Person, *, since: date | None) -> PersonLink:
    """Return the link that says whose child this is."""
    return PersonLink(
        from_person_id=mother_id,
        to_person_id=child.id,
        relation=MOTHER,
        is_in_same_stay=True,
        from_on=since,
    )


def readmit(
    register: Register,
    case: CaseFile,
    stay: Stay,
    intake: Intake,
    *,
    bed_id: str | None = None,
    bed_reason: str | None = None,
    children: Sequence[Arrival] = (),
) -> CaseFile:
    """Open a stay in a file that has none: of somebody who comes back, or was only registered. Raises NotSaved."""
    records = readmission(register, case, stay, intake, bed_id=bed_id, bed_reason=bed_reason, children=children)
    return _own(register.save(*records, action="readmit"), case)


def readmission(
    register: Register,
    case: CaseFile,
    stay: Stay,
    intake: Intake,
    *,
    bed_id: str | None = None,
    bed_reason: str | None = None,
    children: Sequence[Arrival] = (),
) -> list[Record]:
    """Return the records that `readmit` would write, to review them before it."""
    back = dataclasses.replace(reopened(case), status=ADMITTED)
    stay = dataclasses.replace(stay, admission_type=stay.admission_type or READMISSION)
    records: list[Record] = [back, stay, intake]
    if bed_id:
        records.append(_bed(stay, bed_id, bed_reason))
    codes = next_codes(register, (stay.admitted_on or register.today).year, len(children))
    for child, code in zip(children, codes, strict=True):
        records += _records_of_child(case.person_id, child, code=code)
    return records


def reopened(case: CaseFile) -> CaseFile:
    """Return the file of somebody who had left as it stands once it is open again: counted, and no longer closed."""
    if case.status not in LEFT:
        return case
    return dataclasses.replace(case, reopened_count=(case.reopened_count or 0) + 1, closed_on=None, closed_because=None)


def children_of(register: Register, case: CaseFile) -> list[CaseFile]:
    """Return the files of the children linked to her as their mother, the eldest file first."""
    mothers = [case.person_id, *(merged.person_id for merged in merging.files_in(register, case))]
    links = register.find(PersonLink, from_person_id=mothers, relation=MOTHER)
    found = [file for link in links for file in register.find(CaseFile, person_id=link.to_person_id) if file.person_id]
    return list({file.id: file for file in (merging.kept_of(register, child) for child in found)}.values())


def mother_of(register: Register, case: CaseFile) -> CaseFile | None:
    """Return the file of the mother with whom a child is here, if she has one."""
    link = register.only(PersonLink, to_person_id=case.person_id, relation=MOTHER)
    mother = register.only(CaseFile, person_id=link.from_person_id) if link else None
    return merging.kept_of(register, mother) if mother else None


def _own(saved: Sequence[Record], case: CaseFile) -> CaseFile:
    return next(record for record in saved if isinstance(record, CaseFile) and record.id == case.id)


def _year_of(register: Register, arrival: Arrival) -> int:
    return (arrival.case.opened_on or register.today).year


def _records_of_child(mother_id: str, arrival: Arrival, *, code: str) -> Iterator[Record]:
    kind = arrival.stay.admission_type or ACCOMPANYING
    yield from _records_of(
        dataclasses.replace(arrival, stay=dataclasses.replace(arrival.stay, admission_type=kind)), code=code
    )
    yield link_to_mother(mother_id, arrival.person, since=arrival.stay.admitted_on)


def _records_of(arrival: Arrival, *, code: str) -> Iterator[Record]:
    yield arrival.person
    is_housed = arrival.case.status not in WITHOUT_A_STAY
    yield dataclasses.replace(arrival.case, code=code, status=ADMITTED if is_housed else arrival.case.status)
    if is_housed:
        yield arrival.stay
    for record, answers in (
        (arrival.intake, ("source", "reason", "setting", "brought_by")),
        (arrival.name, ("family", "given")),
        (arrival.description, ("description", "village", "commune")),
        (arrival.nationality, ("nationality",)),
        (arrival.language, ("language",)),
        (arrival.education, ("level_at_entry", "reads", "writes", "last_school")),
    ):
        if record.missing or any(getattr(record, answer) is not None for answer in answers):
            yield record
    if arrival.bed_id and is_housed:
        yield _bed(arrival.stay, arrival.bed_id, arrival.bed_reason)


def _bed(stay: Stay, bed_id: str, reason: str | None) -> BedAssignment:
    return BedAssignment(case_id=stay.case_id, stay_id=stay.id, bed_id=bed_id, from_on=stay.admitted_on, reason=reason)
