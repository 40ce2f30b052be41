"""A baby born here is a resident from its first day: its person, file, stay, cot and birth are one act."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from centre_app.casework import arrivals, births
from centre_app.dates import PartialDate
from centre_app.problems import NotSaved
from centre_app.records import BedAssignment, BirthAtCentre, CaseFile, Person, PersonLink, Stay
from tests.makers import TODAY, YESTERDAY, a_bed, a_birth_at_the_centre, a_cot, a_room, an_admission, an_assignment

ARRIVED = TODAY - timedelta(days=30)


@pytest.fixture
def mother(register):
    return register.save(*an_admission(admitted_on=ARRIVED))[2]


def a_baby(register, *, given="Issa", **changed):
    begun = arrivals.begin(register)
    return replace(begun, person=replace(begun.person, sex="male"), name=replace(begun.name, given=given), **changed)


def born(mother, day=YESTERDAY, **answers):
    return a_birth_at_the_centre(mother, **{"born": PartialDate.exact(day), **answers})


def test_a_baby_has_a_person_a_file_a_stay_and_its_mother(register, mother):
    (case,) = births.record_birth(register, mother, born(mother), [a_baby(register)])
    person = register.get(Person, case.person_id)
    (stay,) = register.find(Stay, case_id=case.id)
    assert (person.birth.first, person.birth.last) == (YESTERDAY, YESTERDAY)
    assert (case.status, case.opened_on, case.code) == ("admitted", YESTERDAY, "SEG-26-0002")
    assert (stay.admission_type, stay.admitted_on, stay.person_id) == ("born_in_centre", YESTERDAY, person.id)
    assert register.find(BirthAtCentre)[0].child_person_id == person.id
    assert [link.to_person_id for link in register.find(PersonLink, from_person_id=mother.person_id)] == [person.id]
    assert arrivals.mother_of(register, case).id == mother.id


def test_a_baby_sleeps_in_the_cot_beside_its_mother(register, mother):
    (stay,) = register.find(Stay, case_id=mother.id)
    room = a_room()
    bed = a_bed(room)
    cot = a_cot(beside=bed)
    register.save(room, bed, cot, an_assignment(stay, bed))
    (case,) = births.record_birth(register, mother, born(mother), [a_baby(register, bed_id=cot.id)])
    (given,) = register.find(BedAssignment, case_id=case.id)
    assert (given.bed_id, given.from_on) == (cot.id, YESTERDAY)


def test_twins_are_two_residents_and_two_births(register, mother):
    twins = [a_baby(register, given="Lassana"), a_baby(register, given="Fousseyni")]
    cases = births.record_birth(register, mother, born(mother, outcome="twins"), twins)
    assert [case.code for case in cases] == ["SEG-26-0002", "SEG-26-0003"]
    assert {birth.child_person_id for birth in register.find(BirthAtCentre)} == {case.person_id for case in cases}


def test_a_stillbirth_is_written_and_makes_no_resident(register, mother):
    assert births.record_birth(register, mother, born(mother, outcome="stillbirth"), []) == []
    assert len(register.find(BirthAtCentre)) == 1
    assert len(register.find(CaseFile)) == 1


def test_a_birth_known_by_its_month_lies_within_the_mothers_stay(register, mother):
    roughly = a_birth_at_the_centre(mother, born=PartialDate.in_month(ARRIVED.year, ARRIVED.month))
    (case,) = births.record_birth(register, mother, roughly, [a_baby(register)])
    assert register.find(Stay, case_id=case.id)[0].admitted_on == ARRIVED


def test_a_birth_on_the_first_of_january_is_believed(register, clock, mother):
    clock.set(date(2027, 1, 2))
    (case,) = births.record_birth(register, mother, born(mother, date(2027, 1, 1)), [a_baby(register)])
    assert case.code == "SEG-27-0001"


def test_a_birth_at_the_turn_of_the_year_is_numbered_in_its_own_year(register, clock, mother):
    clock.set(date(2027, 1, 2))
    (case,) = births.record_birth(register, mother, born(mother, date(2026, 12, 31)), [a_baby(register)])
    assert case.code == "SEG-26-0002"


def test_a_baby_without_name_and_description_is_asked_about_and_nothing_is_written(register, mother):
    with pytest.raises(NotSaved) as refused:
        births.record_birth(register, mother, born(mother), [a_baby(register, given=None)])
    assert [finding.rule for finding in refused.value.findings] == ["V4"]
    assert register.find(BirthAtCentre) == []
