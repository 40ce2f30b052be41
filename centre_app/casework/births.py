"""A baby born during the stay of its mother: a resident from the first day."""

import dataclasses
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


def record_birth(register: Register, mother: CaseFile, birth: BirthAtCentre, children: list[Arrival]) -> list[CaseFile]:
    """Write a birth, and open a file for each living child with its cot, as one act. Raises NotSaved.

    Twins are two children and two birth records. A stillbirth has a birth record and no child.
    """
    records: list[Record] = []
    if not children or birth.outcome not in LIVING:
        records.append(birth)
    here_since = _here_since(register, mother, birth)
    for child, code in zip(children, next_codes(register, here_since.year, len(children)), strict=True):
        born = birth.born
        person = dataclasses.replace(
            child.person,
            birth=Birth(first=born.first, last=born.last, precision=born.precision) if born else None,
            age_basis=child.person.age_basis or "relative_declared",
        )
        stay = dataclasses.replace(child.stay, admission_type="born_in_centre", admitted_on=here_since)
        own = birth if child is children[0] else dataclasses.replace(birth, id=new_id())
        records += [
            person,
            dataclasses.replace(child.case, code=code, status="admitted", opened_on=stay.admitted_on),
            stay,
            dataclasses.replace(own, child_person_id=person.id),
            link_to_mother(mother.person_id, person, since=stay.admitted_on),
        ]
        if child.name.given or child.name.family:
            records.append(child.name)
        else:
            records.append(child.description)
        if child.bed_id:
            records.append(
                BedAssignment(case_id=child.case.id, stay_id=stay.id, bed_id=child.bed_id, from_on=stay.admitted_on)
            )
    saved = register.save(*records, action="birth")
    return [record for record in saved if isinstance(record, CaseFile)]


def _here_since(register: Register, mother: CaseFile, birth: BirthAtCentre) -> date:
    """Return the first day the child can have been here: however roughly it is known, that is within its mother's stay."""
    first = birth.born.first if birth.born else register.today
    stay = open_stay_of(register, mother)
    return max(first, stay.admitted_on) if stay and stay.admitted_on else first
