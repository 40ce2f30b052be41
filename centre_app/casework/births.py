"""A baby born during the stay of its mother: a resident from the first day."""

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import date

from centre_app.casework.arrivals import Arrival, link_to_mother
from centre_app.casework.codes import next_codes
from centre_app.casework.exits import open_stay_of
from centre_app.dates import Birth
from centre_app.ids import new_id
from centre_app.questions import Record
from centre_app.records import BedAssignment, BirthAtCentre, CaseFile
from centre_app.register import Register

LIVING = frozenset({"live_birth", "premature", "twins"})


def record_birth(
    register: Register, mother: CaseFile, birth: BirthAtCentre, children: Sequence[Arrival]
) -> list[CaseFile]:
    """Write a birth, and open a file for each living child with its cot, as one act. Raises NotSaved.

    Twins are two children and two birth records. A stillbirth has a birth record and no child.
    """
    saved = register.save(*birth_records(register, mother, birth, children), action="birth")
    return [record for record in saved if isinstance(record, CaseFile)]


def birth_records(
    register: Register, mother: CaseFile, birth: BirthAtCentre, children: Sequence[Arrival]
) -> list[Record]:
    """Return the records that `record_birth` would write, to review them before it."""
    if not children or birth.outcome not in LIVING:
        return [birth]
    here_since = _here_since(register, mother, birth)
    records: list[Record] = []
    for child, code in zip(children, next_codes(register, here_since.year, len(children)), strict=True):
        own = birth if child is children[0] else dataclasses.replace(birth, id=new_id())
        records += _records_of_child(mother, own, child, code=code, here_since=here_since)
    return records


def _records_of_child(
    mother: CaseFile, birth: BirthAtCentre, child: Arrival, *, code: str, here_since: date
) -> Iterator[Record]:
    born = birth.born
    person = dataclasses.replace(
        child.person,
        birth=Birth(first=born.first, last=born.last, precision=born.precision) if born else None,
        age_basis=child.person.age_basis or "relative_declared",
    )
    stay = dataclasses.replace(child.stay, admission_type="born_in_centre", admitted_on=here_since)
    yield person
    yield dataclasses.replace(child.case, code=code, status="admitted", opened_on=here_since)
    yield stay
    yield dataclasses.replace(birth, child_person_id=person.id)
    yield link_to_mother(mother.person_id, person, since=here_since)
    yield child.name if child.name.given or child.name.family else child.description
    if child.bed_id:
        yield BedAssignment(case_id=child.case.id, stay_id=stay.id, bed_id=child.bed_id, from_on=here_since)


def _here_since(register: Register, mother: CaseFile, birth: BirthAtCentre) -> date:
    """Return the first day the child can have been here: however roughly it is known, that is within its mother's stay."""
    first = birth.born.first if birth.born else register.today
    stay = open_stay_of(register, mother)
    return max(first, stay.admitted_on) if stay and stay.admitted_on else first
