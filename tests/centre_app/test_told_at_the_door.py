"""Whoever takes in writes down who comes, and nothing about whoever is known already."""

from dataclasses import replace

import pytest

from centre_app.casework import emergencies
from centre_app.problems import ReadOnlyForYou, SectionShut
from centre_app.records import CaseFile, EducationProfile, Person, PersonName
from tests.makers import a_case, a_name, a_person, an_admission, reopened_as


@pytest.fixture
def known(register):
    records = register.save(*an_admission(given="Rokia"))
    with reopened_as(register, "night_guard") as guard:
        yield guard, records


def a_second_file(person, number=77):
    return a_case(person, code=f"SEG-26-00{number}", status="registered")


def test_a_new_file_opens_no_way_to_who_is_known(known):
    guard, (person, name, *_) = known
    for about_her in (
        replace(guard.get(Person, person.id), sex="male"),
        replace(guard.get(PersonName, name.id), given="Mariam"),
        a_name(person, given="Mariam"),
    ):
        with pytest.raises((ReadOnlyForYou, SectionShut)):
            guard.save(a_second_file(person), about_her)
    assert guard.get(Person, person.id).sex == "female"


def test_nothing_that_stands_is_moved_to_who_comes(known):
    guard, (_, name, *_) = known
    coming = a_person()
    with pytest.raises((ReadOnlyForYou, SectionShut)):
        guard.save(coming, a_second_file(coming), replace(guard.get(PersonName, name.id), person_id=coming.id))


def test_who_is_new_is_told_whole(known):
    guard, _ = known
    coming = a_person()
    case = a_second_file(coming)
    guard.save(coming, a_name(coming, given="Kadidia"), case, EducationProfile(case_id=case.id, reads=True))
    assert guard.get(CaseFile, case.id).person_id == coming.id


def test_that_her_name_goes_to_headquarters_is_said_by_whoever_asks_for_consents(known):
    guard, records = known
    stands = guard.get(CaseFile, records[2].id)
    for told in ({"share_hq": True}, {"share_hq_basis": "court_order"}):
        with pytest.raises(ReadOnlyForYou):
            guard.save(replace(stands, **told))
    arrival = emergencies.begin(guard)
    with pytest.raises(ReadOnlyForYou):
        guard.save(arrival.person, replace(arrival.case, code="SEG-26-0078", status="registered", share_hq=True))
