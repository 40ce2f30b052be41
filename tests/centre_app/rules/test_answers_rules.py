"""V23 Niger and Nigeria, V24 telephone numbers."""

import dataclasses

import pytest

from centre_app.answers import NotUnderstood
from centre_app.phones import phone
from centre_app.questions import Phone
from centre_app.records import RECORD_TYPES, Centre, Person, PersonContact, PersonNationality, Relative
from tests.centre_app.rules.asking import BLOCKS, WARNS, said
from tests.makers import a_case, a_person


@pytest.mark.parametrize(
    ("nationality", "country", "found"),
    [
        ("NE", "NG", [(WARNS, "nationality")]),
        ("NG", "ML", [(WARNS, "nationality")]),
        ("NE", "NE", []),
        ("ML", "NE", []),
        ("NE", None, []),
    ],
)
def test_v23_niger_and_nigeria_are_looked_at_twice(register, nationality, country, found):
    person = a_person(origin_country=country)
    held = PersonNationality(person_id=person.id, nationality=nationality)
    assert said(register, held, rule="V23") == []  # of a person nobody knows
    register.save(person)
    assert said(register, held, rule="V23") == found


def test_v23_the_country_corrected_later_is_looked_at_too(register):
    person = a_person(origin_country="NE")
    person, _held = register.save(person, PersonNationality(person_id=person.id, nationality="NE"))
    assert said(register, dataclasses.replace(person, origin_country="NG"), rule="V23") == [(WARNS, "origin_country")]
    assert isinstance(person, Person)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("70123456", "+22370123456"),
        ("70 12 34 56", "+22370123456"),
        ("70.12.34.56", "+22370123456"),
        ("+223 70 12 34 56", "+22370123456"),
        ("00223 70123456", "+22370123456"),
        ("+225 07 12 34 56 78", "+2250712345678"),
    ],
)
def test_v24_a_number_is_kept_with_its_country(typed, kept):
    assert phone(typed) == kept


@pytest.mark.parametrize("typed", ["7012345", "701234567", "+2237012345", "+0123456789", "appeler Awa", "70 12 34 5x"])
def test_v24_what_is_no_number_is_not_understood(typed):
    assert isinstance(phone(typed), NotUnderstood)


def test_v24_every_question_that_asks_for_a_number_blocks_what_is_none(register):
    case = a_case()
    for record, question in (
        (Relative(case_id=case.id, phone="12"), "phone"),
        (PersonContact(person_id=case.person_id, kind="phone", value="12"), "value"),
        (Centre(phone="12"), "phone"),
    ):
        assert said(register, record, rule="V24") == [(BLOCKS, question)]
        assert said(register, dataclasses.replace(record, **{question: "+22370123456"}), rule="V24") == []
    assert said(register, PersonContact(person_id=case.person_id, kind="address", value="12"), rule="V24") == []


def test_v24_what_stood_there_before_does_not_keep_the_rest_from_being_saved(register):
    (centre,) = register.save(Centre(name="Ségou", phone="20 22 / 76 55"), heed_findings=False)
    assert said(register, dataclasses.replace(centre, name="Ségou II"), rule="V24") == []
    assert said(register, dataclasses.replace(centre, phone="20 22"), rule="V24") == [(BLOCKS, "phone")]


def test_v24_whatever_is_called_a_phone_is_asked_as_one():
    elsewhere = {("SafetyPlan", "phone_numbers")}  # whom to call, in words
    called = {
        (kind.__name__, name): question
        for kind in RECORD_TYPES
        for name, question in kind.questions.items()
        if "phone" in name or "Telephone" in question.label
    }
    assert {key for key, question in called.items() if not isinstance(question.kind, Phone)} == elsewhere
