"""What the verbs refuse is refused as well where somebody saves a record directly: files, stays and merges."""

from dataclasses import replace
from datetime import timedelta

import pytest

from centre_app.casework import exits, merging
from centre_app.problems import NotSaved
from centre_app.records import CaseFile, CaseNote, Incident, Person, PersonName, Stay, TermResult
from tests.makers import (
    TODAY,
    YESTERDAY,
    a_case,
    a_leave,
    a_name,
    a_person,
    a_register,
    a_stay,
    an_admission,
    an_exit,
    an_incident,
)


def refused(register, *records) -> set[str]:
    """Return the questions beside which a save is refused."""
    with pytest.raises(NotSaved) as problem:
        register.save(*records)
    return {finding.question for finding in problem.value.findings if finding.blocks}


def taken_back(register, record) -> set[str]:
    with pytest.raises(NotSaved) as problem:
        register.void(record, reason="A slip")
    return {finding.question for finding in problem.value.findings}


def a_file(register, number=1, *, status="registered", with_stay=False) -> CaseFile:
    person = a_person()
    case = a_case(person, code=f"SEG-26-{number:04d}", status=status)
    stays = [a_stay(case)] if with_stay else []
    return register.save(person, a_name(person), case, *stays)[2]


# --- a file begins ---------------------------------------------------------------------------------------------


def test_a_new_file_begins_in_no_state_that_only_a_move_leads_to(register):
    for status in ("closed", "anonymised", "transferred", "follow_up", "missing", "absent", "merged", "reopened", None):
        person = a_person()
        case = a_case(person, status=status)
        stay = a_stay(case)
        assert "status" in refused(register, person, a_name(person), case, stay, a_leave(stay)), status
    for number, status in enumerate(("draft", "registered", "external")):
        assert a_file(register, number, status=status).status == status


def test_a_stay_begins_in_the_file_of_somebody_who_is_admitted(register):
    assert refused(register, a_stay(a_file(register))) == {"admitted_on"}


def test_a_stay_ends_with_an_exit_and_not_alone(register):
    *_, case, _, stay = register.save(*an_admission())
    assert refused(register, replace(stay, ended_on=TODAY)) == {"ended_on"}
    exits.leave(register, case, an_exit(stay))
    assert register.get(Stay, stay.id).ended_on == TODAY


# --- what belongs to whom --------------------------------------------------------------------------------------


def test_what_is_one_girls_never_becomes_anothers(register):
    hers, other = a_file(register, 1, status="admitted", with_stay=True), a_file(register, 2)
    stay, note = register.only(Stay), register.save(CaseNote(case_id=hers.id, heading="Her day", text="Quiet"))[0]
    name = register.only(PersonName, person_id=hers.person_id)
    assert refused(register, replace(hers, person_id=other.person_id)) >= {"person_id"}
    assert refused(register, replace(stay, person_id=other.person_id)) == {"person_id"}
    assert refused(register, replace(note, case_id=other.id)) == {"case_id"}
    assert refused(register, replace(name, person_id=other.person_id)) == {"person_id"}


def test_an_incident_may_be_of_somebody_else_than_was_thought_first(register):
    hers, other = a_file(register, 1), a_file(register, 2)
    incident = register.save(an_incident(hers))[0]
    assert register.save(replace(incident, case_id=other.id))[0].case_id == other.id
    assert register.get(Incident, incident.id).case_id == other.id


# --- choices ---------------------------------------------------------------------------------------------------


def test_a_choice_is_one_of_its_list_and_so_is_the_reason_for_none(register):
    assert refused(register, a_person(sex="zzz")) == {"sex"}
    assert refused(register, a_person(legal_status=frozenset({"zzz"}))) == {"legal_status"}
    assert refused(register, a_person(sex=None, missing={"sex": "zzz"})) == {"sex"}


def test_a_choice_that_came_from_elsewhere_keeps_nobody_from_writing_the_rest(register):
    (person,) = register.save(a_person(sex="zzz", missing={"marital_status": "yyy"}), heed_findings=False)
    (person,) = register.save(replace(person, origin_region="mopti"))
    assert (person.sex, person.origin_region) == ("zzz", "mopti")
    assert refused(register, replace(person, sex="xxx")) == {"sex"}
    assert refused(register, replace(person, missing={"marital_status": "xxx"})) == {"marital_status"}


# --- two files that are one ------------------------------------------------------------------------------------


@pytest.fixture
def pair(register):
    """A file, and another one that was merged into it."""
    kept, merged = a_file(register, 1), a_file(register, 2)
    merging.merge(register, kept, merged, "The same scar")
    return register.get(CaseFile, kept.id), register.get(CaseFile, merged.id)


def as_merged(case, into, **otherwise):
    told = {"status": "merged", "merged_into_id": into.id, "merged_on": TODAY, "status_before_merge": case.status}
    return replace(case, **{**told, **otherwise})


def test_v9_a_merge_says_its_day_and_what_the_file_was(register):
    kept, other = a_file(register, 1), a_file(register, 2)
    for otherwise in (
        {"merged_on": None},
        {"merged_on": YESTERDAY},
        {"status_before_merge": None},
        {"status_before_merge": "external"},
    ):
        assert refused(register, as_merged(other, kept, **otherwise)) == {"merged_on"}, otherwise
    assert refused(register, as_merged(other, other)) == {"merged_into_id"}
    assert refused(register, replace(other, merged_into_id=kept.id)) == {"merged_into_id"}
    assert register.save(as_merged(other, kept))[0].status == "merged"


def test_v9_a_file_is_merged_into_none_that_is_merged_or_taken_back(register, pair):
    _, merged = pair
    third, fourth = a_file(register, 3), a_file(register, 4)
    assert refused(register, as_merged(third, merged)) == {"merged_into_id"}
    register.void(fourth, reason="A slip")
    assert refused(register, as_merged(third, fourth)) == {"merged_into_id"}


def test_v9_the_file_that_holds_another_or_an_open_stay_is_the_one_to_keep(register, pair):
    kept, _ = pair
    third, lived_in = a_file(register, 3), a_file(register, 4, status="admitted", with_stay=True)
    assert refused(register, as_merged(kept, third)) == {"merged_into_id"}
    assert refused(register, as_merged(lived_in, third)) == {"merged_into_id"}


def test_v9_a_merged_file_only_becomes_what_it_was_and_keeps_the_day_of_the_merge(register, pair):
    _, merged = pair
    apart = {"merged_into_id": None, "merged_on": None, "status_before_merge": None}
    for status in ("closed", "follow_up", "admitted", None):
        assert refused(register, replace(merged, status=status, **apart)) == {"status"}, status
    assert refused(register, replace(merged, merged_on=TODAY + timedelta(days=1))) == {"status"}
    assert refused(register, replace(merged, merged_into_id=a_file(register, 3).id)) == {"status"}
    assert refused(register, replace(merged, status="registered")) == {"status"}
    assert register.save(replace(merged, status="registered", **apart))[0].merged_on is None


def test_v9_no_later_day_makes_an_old_merge_young(tmp_path, clock):
    with a_register(tmp_path, clock=clock) as register:
        merged = a_file(register, 2)
        merging.merge(register, a_file(register, 1), merged, "The same scar")
        clock.move(days=200)
        assert refused(register, replace(register.get(CaseFile, merged.id), merged_on=register.today)) == {"status"}


def test_nothing_new_is_written_in_a_merged_file_but_what_follows_something_there(register, pair):
    _, merged = pair
    assert refused(register, CaseNote(case_id=merged.id, heading="Her day", text="Quiet")) == {""}
    assert register.save(TermResult(case_id=merged.id, enrolment_id="one begun before", term="term_1"))


# --- taken back ------------------------------------------------------------------------------------------------


def test_v9_neither_a_file_that_is_lived_in_nor_one_that_holds_another_is_taken_back(register, pair):
    kept, _ = pair
    lived_in = a_file(register, 3, status="admitted", with_stay=True)
    assert taken_back(register, kept) == taken_back(register, lived_in) == {"status"}
    assert {register.get(CaseFile, one.id).is_void for one in (kept, lived_in)} == {False}


def test_v9_the_stay_of_somebody_who_is_here_is_not_taken_back_alone(register):
    *_, case, _, stay = register.save(*an_admission())
    assert taken_back(register, stay) == {"admitted_on"}
    undone = replace(stay, voided_at=register.now, voided_by=register.who, void_reason="written twice")
    register.save(undone, a_stay(case, admitted_on=TODAY))
    assert [one.admitted_on for one in register.find(Stay)] == [TODAY]


def test_an_admission_that_was_a_mistake_is_taken_back_whole(register):
    person, name, case, intake, stay = register.save(*an_admission())
    register.void(case, stay, intake, reason="Another house")
    assert register.get(CaseFile, case.id).is_void


# --- half a sign -----------------------------------------------------------------------------------------------


def test_half_a_sign_finds_nothing_and_is_no_reason_to_take_anything_back(register):
    person = register.save(a_person())[0]
    assert register.get(Person, "\ud800") is None
    assert register.find(PersonName, family="\ud800") == register.find(Person, id=["\ud800"]) == []
    with pytest.raises(NotSaved):
        register.void(person, reason="\ud800")
    with pytest.raises(NotSaved):
        register.save(a_person(id="\ud800"))
    with pytest.raises(NotSaved):
        register.save(CaseNote(case_id="\ud800", heading="Her day"))
    assert not register.get(Person, person.id).is_void
