"""Declarations, records and rows: whatever was answered comes back as it was answered."""

from dataclasses import FrozenInstanceError, fields, replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centre_app.dates import Birth, PartialDate
from centre_app.questions import NOTES, columns_of, copy_of, from_row, moment_of, moment_text, to_row
from centre_app.records import RECORD_TYPES, EducationProfile, Person, PersonName, TermResult
from tests.answers import records_of
from tests.makers import TODAY, a_birth_at_the_centre, a_case, a_name, a_person, an_admission

ANY_RECORD = st.one_of([records_of(record_type) for record_type in RECORD_TYPES])


@settings(max_examples=500)
@given(record=ANY_RECORD)
def test_a_record_comes_back_from_its_row_as_it_was(record):
    assert from_row(type(record), to_row(record)) == record


@settings(max_examples=500)
@given(record=ANY_RECORD)
def test_a_row_has_exactly_the_columns_that_are_declared_and_only_plain_values(record):
    row = to_row(record)
    assert tuple(row) == columns_of(type(record))
    assert all(value is None or type(value) in (str, int) for value in row.values())


# What the psychologist keeps is not the director's to write: see test_psychosocial.py.
THE_DIRECTORS = [record_type for record_type in RECORD_TYPES if record_type.compartment != NOTES]


@pytest.mark.parametrize("record_type", THE_DIRECTORS, ids=lambda record_type: record_type.__name__)
def test_any_answers_of_every_record_come_back_from_the_register(register, record_type):
    @settings(max_examples=25)  # of each record; that any answer comes back from its row, the tests above try further
    @given(record=records_of(record_type))
    def comes_back(record):
        saved = register.save(record, heed_findings=False)[0]
        assert register.get(record_type, record.id) == saved
        kept = {field.name: getattr(saved, field.name) for field in fields(saved) if field.name in saved.questions}
        assert kept == {name: getattr(record, name) for name in record.questions}
        assert dict(saved.missing) == dict(record.missing)

    comes_back()


def test_a_record_prints_as_its_kind_and_the_end_of_its_id():
    name = a_name(a_person(), family="Sangaré", given="Kadidia")
    assert repr(name) == f"<PersonName {name.id[-8:]}>"
    assert "Sangaré" not in f"{name} {name!r} {[name]}"


def test_a_record_cannot_be_changed_in_place():
    with pytest.raises(FrozenInstanceError):
        a_person().sex = "male"


def test_a_copy_begins_a_life_of_its_own(register):
    saved = register.save(a_person(children_stated=2))[0]
    copied = copy_of(replace(saved, voided_at=register.now, voided_by="x", void_reason="y"), sex="unknown")
    assert (copied.rev, copied.hlc, copied.created_at, copied.is_void) == (0, "", None, False)
    assert copied.id != saved.id
    assert (copied.children_stated, copied.sex) == (2, "unknown")


def test_a_moment_of_another_zone_is_kept_in_utc():
    there = datetime(2026, 11, 21, 1, 30, 5, 999, tzinfo=timezone(timedelta(hours=3)))
    assert moment_text(there) == "2026-11-20T22:30:05"
    assert moment_of("2026-11-20T22:30:05") == datetime(2026, 11, 20, 22, 30, 5, tzinfo=UTC)


def row_of(record, **changed):
    return {**to_row(record), **changed}


@pytest.mark.parametrize(
    "wrong",
    [
        {"birth_from": "2010-02-31"},
        {"birth_from": "yesterday"},
        {"birth_to": None},
        {"birth_from": 2010},
        {"birth_said_on": "2026-13-01"},
        {"missing": "{"},
        {"missing": "[1]"},
        {"missing": "3"},
        {"created_at": "2026-11-21T09:00:00+05:00"},
        {"created_at": "soon"},
        {"legal_status": 7},
    ],
)
def test_a_row_that_is_no_person_is_refused_as_such(wrong):
    person = a_person(birth=Birth.in_year(2010))
    with pytest.raises(ValueError, match="."):
        from_row(Person, row_of(person, **wrong))


@pytest.mark.parametrize("average", ["twelve", "NaN", "Infinity", "", 12.5j])
def test_a_mark_that_is_no_number_is_refused(average):
    result = TermResult(case_id="c", enrolment_id="e", average=Decimal("12.50"))
    with pytest.raises(ValueError, match="."):
        from_row(TermResult, row_of(result, average=average))


def test_a_row_without_one_of_its_columns_is_refused():
    row = to_row(a_person())
    del row["sex"]
    with pytest.raises(KeyError):
        from_row(Person, row)


def test_a_mark_keeps_its_nought():
    result = TermResult(case_id="c", enrolment_id="e", average=Decimal("12.50"))
    assert str(from_row(TermResult, to_row(result)).average) == "12.50"


def test_every_name_of_a_person_is_a_record_of_its_own(register):
    person, name, *_ = register.save(*an_admission())
    register.save(a_name(person, family="Diallo", given="Kadi", name_type="alias", is_display=False))
    names = register.find(PersonName, person_id=person.id)
    assert [one.family for one in names] == ["Sangaré", "Diallo"]
    assert names[0] == name


def test_half_filled_records_are_legal(register):
    born = a_birth_at_the_centre(a_case(), born=PartialDate.in_month(TODAY.year, TODAY.month), outcome=None)
    assert register.save(born, EducationProfile(case_id=born.case_id))[0].outcome is None
