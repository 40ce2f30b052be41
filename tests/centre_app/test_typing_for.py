"""The data officer types what somebody else wrote on paper: she writes as that person may, and reads no more than before."""

from dataclasses import replace

import pytest

from centre_app.problems import FileRestricted, ReadOnlyForYou
from centre_app.records import CaseFile, CaseNote, EducationProfile, Intake, PersonName, StaffMember
from tests.makers import an_admission, reopened, reopened_as

STORY = CaseNote(case_id="", heading="Her story", text="What she told")


@pytest.fixture
def house(register):
    """A file with a note of the director's, and a social worker without a key, who writes on paper."""
    case = register.save(*an_admission())[2]
    register.save(replace(STORY, case_id=case.id), EducationProfile(case_id=case.id, level_at_entry="none"))
    register.save(StaffMember(id="salif", name="Salif Cissé", roles=frozenset({"social_worker"})))
    return register


def test_of_what_is_shut_to_her_she_reads_only_what_she_typed_herself(house):
    story, case = house.only(CaseNote), house.only(CaseFile)
    with reopened_as(house, "data_officer") as officer:
        assert officer.find_open(CaseNote) == []
        officer.type_for("salif")
        assert officer.find(CaseNote) == []
        assert officer.get(CaseNote, story.id) is None
        (typed,) = officer.save(CaseNote(case_id=case.id, heading="The market", text="She sold soap"))
        assert [note.id for note in officer.find(CaseNote)] == [typed.id]
        assert officer.save(replace(typed, text="She sold her soap"))[0].rev == 2
        with pytest.raises(FileRestricted):
            officer.save(replace(story, text="Nothing"))


def test_a_sealed_file_stays_sealed_whoever_she_types_for(house):
    director = house.who
    house.save(replace(house.only(CaseFile), confidentiality="sealed"))
    with reopened_as(house, "data_officer") as officer:
        officer.type_for(director)
        assert officer.find(CaseNote) == officer.find(PersonName) == officer.find(Intake) == []


def test_nobody_is_typed_for_who_is_not_of_the_team(house):
    with reopened_as(house, "data_officer") as officer:
        for stranger in ("nobody", ""):
            with pytest.raises(ReadOnlyForYou):
                officer.type_for(stranger)
        assert not officer.can_open(CaseNote)


def test_whose_sheets_she_may_type_follows_the_key_and_not_what_is_written_of_somebody(house):
    with reopened_as(house, "teacher", who="awa") as teacher:
        case = teacher.find(CaseFile)[0]
    with reopened(teacher.folder) as director:
        director.save(replace(director.get(StaffMember, "awa"), roles=frozenset({"director"})), heed_findings=False)
    with reopened_as(director, "data_officer") as officer:
        officer.type_for("awa")
        assert officer.may_write(EducationProfile(case_id=case.id))
        assert not officer.may_write(Intake(case_id=case.id))
