"""Files that were merged are one girl's: what closes one of them closes all, and whoever follows the kept one follows all."""

from dataclasses import replace

import pytest

from centre_app.casework import break_glass, merging
from centre_app.finding import find_persons
from centre_app.kept_for_others import HIDDEN, NEEDS_REASON
from centre_app.problems import FileRestricted
from centre_app.records import BreakGlass, CaseFile, CaseNote, PersonName
from centre_app.residents import Wanted, wanted_ids
from tests.makers import a_case, a_name, a_person, reopened_as


def a_file(register, code, family, **of_the_case):
    person = a_person()
    case = a_case(person, code=code, status="registered", **of_the_case)
    register.save(
        person, a_name(person, family, "Fanta"), case, CaseNote(case_id=case.id, heading="Her story", text=code)
    )
    return register.get(CaseFile, case.id)


@pytest.fixture
def kept(register):
    """A file that Mariam follows, and another one, once followed by Rokia, merged into it."""
    kept = a_file(register, "SEG-26-0001", "Sangaré", referent_id="mariam")
    return merging.merge(register, kept, a_file(register, "SEG-26-0002", "Traoré", referent_id="rokia"), "She says so")


def mark(register, case, confidentiality):
    return register.save(replace(register.get(CaseFile, case.id), confidentiality=confidentiality))[0]


def read(register) -> tuple[list[str], list[str]]:
    return [note.text for note in register.find_open(CaseNote)], [name.family for name in register.find(PersonName)]


def test_sealing_the_file_that_was_kept_seals_the_merged_one(register, kept):
    mark(register, kept, "sealed")
    with reopened_as(register, "social_worker") as other:
        assert read(other) == ([], [])
        assert set(other.kept.closed_cases.values()) == {HIDDEN}
        for name in ("Sangaré", "Traoré"):
            assert wanted_ids(other, Wanted(typed=name)) == []


def test_a_restricted_one_is_followed_by_whoever_follows_the_kept_one(register, kept):
    merged = register.only(CaseFile, merged_into_id=kept.id)
    register.save(replace(merged, confidentiality="restricted"))
    for who, sees in (("mariam", 2), ("rokia", 0)):
        with reopened_as(register, "case_manager", who=who) as register:
            assert len(read(register)[0]) == sees, who
            assert set(register.kept.closed_cases.values()) == (set() if sees else {NEEDS_REASON})


def test_one_reason_opens_them_together(register, kept):
    mark(register, kept, "restricted")
    with reopened_as(register, "case_manager", who="rokia") as other:
        because = BreakGlass(opened_by="", reason="emergency", in_words="She is unconscious.")
        break_glass.break_glass(other, CaseFile, kept.id, opening=because)
        assert len(read(other)[0]) == 2


def test_where_the_kept_one_is_opened_to_all_again_so_is_the_merged_one(register, kept):
    for confidentiality in ("restricted", "standard"):
        changed = replace(register.get(CaseFile, kept.id), confidentiality=confidentiality)
        register.save(*merging.with_those_merged(register, [changed]))
        assert {case.confidentiality for case in register.find(CaseFile)} == {confidentiality}
    with reopened_as(register, "social_worker") as other:
        assert len(read(other)[0]) == 2


def test_nobody_to_whom_they_are_closed_parts_them_or_takes_one_back(register, kept):
    mark(register, kept, "restricted")
    merged = register.only(CaseFile, merged_into_id=kept.id)
    apart = replace(merged, status="registered", merged_into_id=None, merged_on=None, status_before_merge=None)
    with reopened_as(register, "social_worker") as other:
        with pytest.raises(FileRestricted):
            other.save(apart)
        with pytest.raises(FileRestricted):
            other.void(merged, reason="A slip")
        assert read(other)[0] == []


def test_a_file_that_was_taken_back_stays_closed(register, kept):
    mark(register, kept, "sealed")
    register.void(register.only(CaseFile, merged_into_id=kept.id), reason="A slip")
    with reopened_as(register, "social_worker") as other:
        assert read(other) == ([], [])


def test_whoever_has_no_names_finds_nobody_by_name(register, kept):
    with reopened_as(register, "auditor") as auditor:
        assert find_persons(auditor, "Sangaré") == []
