"""Restricted and sealed files and records: to whom they open, what the others see of them, and the trace of a view."""

from dataclasses import replace

import pytest

from centre_app import accounts
from centre_app.agenda import agenda
from centre_app.case_view import view
from centre_app.casework import break_glass
from centre_app.casework.arrivals import begin
from centre_app.casework.beds import board
from centre_app.casework.twins import likely_twins
from centre_app.kept_for_others import HIDDEN, KEPT, NEEDS_REASON
from centre_app.problems import FileRestricted, FileSealed, NotSaved, SectionShut
from centre_app.records import (
    BreakGlass,
    Card,
    CarePlan,
    CaseFile,
    HealthProfile,
    Intake,
    MedicalVisit,
    Person,
    PersonName,
    PlanAction,
    PresenceNight,
    SchoolEnrolment,
    StaffMember,
    Stay,
)
from centre_app.residents import Wanted, lines, wanted_ids
from tests.makers import (
    TODAY,
    a_bed,
    a_description,
    a_goal,
    a_health_profile,
    a_night,
    a_plan,
    a_register,
    a_room,
    an_action,
    an_admission,
    an_assignment,
    as_received,
    reopened,
    reopened_as,
)


def because(reason="emergency", in_words="She is unconscious."):
    return BreakGlass(opened_by="", reason=reason, in_words=in_words)


@pytest.fixture
def house(register):
    """One file with a plan, a bed and a visit; the director wrote it, and Mariam follows it. The house has a nurse."""
    accounts.add_person(register, StaffMember(name="Rokia Dolo", roles=frozenset({"nurse"})))
    records = an_admission()
    person, _, case, _, stay = records
    room = a_room()
    bed = a_bed(room)
    plan = a_plan(case, status="active", agreed_on=TODAY)
    register.save(
        *(replace(one, referent_id="mariam") if isinstance(one, CaseFile) else one for one in records),
        a_description(person, village="Markala"),
        room,
        bed,
        an_assignment(stay, bed),
        a_night(stay),
        plan,
        goal := a_goal(plan),
        an_action(goal),
        SchoolEnrolment(case_id=case.id, provision="formal_public", from_on=TODAY),
        a_health_profile(case, is_pregnant=True, hiv_status="positive"),
        MedicalVisit(case_id=case.id, visit_type="admission_check", seen_on=TODAY, diagnosis="Anaemia"),
        heed_findings=False,
    )
    return register


def marked(register, confidentiality):
    """Mark the one file as restricted or sealed."""
    return register.save(replace(register.find(CaseFile)[0], confidentiality=confidentiality))[0]


def history(register, compartment="care"):
    place = register.vault.schema_name(compartment)
    told = register.vault.ask(f"SELECT action, record_table FROM {place}.history ORDER BY seq")
    return [tuple(line) for line in told]


# --- restricted ------------------------------------------------------------------------------------------------


def test_a_restricted_file_opens_to_its_case_manager_and_not_to_her_colleague(house):
    marked(house, "restricted")
    with reopened_as(house, "case_manager", who="mariam") as register:
        assert len(register.find(CarePlan)) == 1
    with reopened_as(register, "case_manager", who="fanta") as register:
        assert register.find(CarePlan) == []
        assert register.find(SchoolEnrolment) == []


def test_a_restricted_file_opens_to_nobody_who_takes_it_over_or_takes_it_back(house):
    case = marked(house, "restricted")
    for role, who in (("social_worker", "fanta"), ("night_guard", "bakary")):
        with reopened_as(house, role, who=who) as house:
            with pytest.raises(FileRestricted):
                house.save(replace(case, referent_id=who))
            with pytest.raises(FileRestricted):
                house.void(case, reason="A slip")
            assert house.find_open(SchoolEnrolment) == []


def test_a_restricted_file_opens_to_its_author_and_to_every_director(house):
    with reopened_as(house, "case_manager", who="fanta") as register:
        records = [
            replace(one, code="SEG-26-0002", referent_id="mariam", confidentiality="restricted")
            if isinstance(one, CaseFile)
            else one
            for one in an_admission(family="Diallo", given="Fanta")
        ]
        school = SchoolEnrolment(case_id=records[2].id, provision="formal_public", from_on=TODAY)
        register.save(*records, school)
        assert register.find(SchoolEnrolment, case_id=records[2].id) == [register.get(SchoolEnrolment, school.id)]
    with reopened_as(register, "case_manager", who="another") as register:
        assert register.find(SchoolEnrolment, case_id=records[2].id) == []
    with reopened_as(register, "director", who="the deputy") as register:
        assert len(register.find(SchoolEnrolment, case_id=records[2].id)) == 1


def test_a_restricted_file_opens_to_whoever_its_plan_names(house):
    marked(house, "restricted")
    house.save(replace(house.find(PlanAction)[0], who_id="salif", who_in_words=None), heed_findings=False)
    with reopened_as(house, "teacher", who="salif") as register:
        assert len(register.find(SchoolEnrolment)) == 1
    with reopened_as(register, "teacher", who="another") as register:
        assert register.find(SchoolEnrolment) == []


def test_one_record_of_a_restricted_file_asks_for_a_reason(house):
    marked(house, "restricted")
    plan = house.find(CarePlan)[0]
    with reopened_as(house, "social_worker") as register:
        with pytest.raises(FileRestricted):
            register.get(CarePlan, plan.id)
        assert register.closed(CarePlan) == [plan.id]
        assert register.rows(CarePlan, ("status",)) == []


def test_the_house_is_still_run_by_whoever_may_not_open_the_file(house):
    case = marked(house, "restricted")
    with reopened_as(house, "night_guard") as register:
        assert lines(register, [case.id])[0].name.in_text == "Kadidia Sangaré"
        assert len(register.find(PresenceNight)) == len(register.find(Stay)) == 1
        register.save(replace(register.find(PresenceNight)[0], present=False, absence_type="permission"))
        assert [due.task for due in agenda(register, until=TODAY) if due.task == "plan_due"] == []


def test_who_may_not_open_a_file_neither_changes_it_nor_opens_it_to_all(house):
    marked(house, "restricted")
    plan, enrolment = house.find(CarePlan)[0], house.find(SchoolEnrolment)[0]
    with reopened_as(house, "case_manager", who="fanta") as register:
        with pytest.raises(FileRestricted):
            register.save(replace(enrolment, fees_fcfa=5_000))
        with pytest.raises(FileRestricted):
            register.save(replace(register.find(CaseFile)[0], confidentiality="standard"))
        assert not register.may_write(plan)


def test_a_file_closes_and_opens_the_moment_it_is_marked(house):
    with reopened_as(house, "case_manager", who="fanta") as register:
        assert len(register.find(CarePlan)) == 1
        case = marked(register, "restricted")
        assert register.find(CarePlan) == []
        assert view(register, case.id).closed == NEEDS_REASON


# --- sealed ----------------------------------------------------------------------------------------------------


@pytest.fixture
def sealed(house):
    """The same file, sealed by the director who wrote it."""
    marked(house, "sealed")
    return house


def test_of_a_sealed_file_others_know_its_number_alone(sealed):
    case = sealed.find(CaseFile)[0]
    with reopened_as(sealed, "case_manager", who="mariam") as register:
        assert register.kept.closed_cases == {case.id: HIDDEN}
        assert register.get(Person, case.person_id) is None
        assert register.find(PersonName) == register.find(CarePlan) == []
        shown = register.get(CaseFile, case.id)
        assert (shown.code, shown.referent_id, shown.missing["referent_id"]) == ("SEG-26-0001", None, KEPT)
        with pytest.raises(FileSealed):
            view(register, case.id)


def test_no_name_finds_a_sealed_file_and_no_list_shows_who_it_is(sealed):
    case = sealed.find(CaseFile)[0]
    with reopened_as(sealed, "social_worker") as register:
        assert wanted_ids(register, Wanted(typed="Sangaré")) == []
        arrival = replace(begin(register), name=PersonName(person_id="new", family="Sangaré", given="Kadidia"))
        assert likely_twins(register, arrival) == []
        assert wanted_ids(register, Wanted()) == [case.id]
        (line,) = lines(register, [case.id])
        assert (line.code, line.name.in_text, line.sex, line.birth, line.plan) == ("SEG-26-0001", "", None, None, KEPT)
        (sleeper,) = [tile.sleeper for card in board(register) for tile in card.tiles]
        assert (sleeper.code, sleeper.sex, sleeper.birth) == ("SEG-26-0001", None, None)


def test_a_sealed_file_opens_to_its_author_and_with_a_reason_to_a_director(sealed):
    case = sealed.find(CaseFile)[0]
    assert len(sealed.find(CarePlan)) == 1
    with reopened_as(sealed, "director", who="the deputy") as register:
        assert register.find(CarePlan) == []
        assert lines(register, [case.id])[0].name.in_text == "Kadidia Sangaré"
        break_glass.break_glass(register, CaseFile, case.id, opening=because("oversight", "The judge asked."))
        assert len(register.find(CarePlan)) == 1


def test_no_reason_opens_a_sealed_file_to_anybody_else(sealed):
    case = sealed.find(CaseFile)[0]
    with reopened_as(sealed, "case_manager", who="mariam") as register:
        with pytest.raises(FileSealed):
            break_glass.break_glass(register, CaseFile, case.id, opening=because())
        assert register.as_stored.find(BreakGlass) == []


# --- breaking the glass ----------------------------------------------------------------------------------------


def test_a_reason_opens_a_restricted_file_until_she_locks(house):
    case = marked(house, "restricted")
    with reopened_as(house, "case_manager", who="fanta") as register:
        break_glass.break_glass(register, CaseFile, case.id, opening=because())
        assert len(register.find(CarePlan)) == 1
        assert view(register, case.id).closed == ""
    with reopened_as(register, "case_manager", who="fanta") as register:
        assert register.find(CarePlan) == []


def test_two_lines_stand_in_history_before_anything_is_shown(house):
    case = marked(house, "restricted")
    with reopened_as(house, "case_manager", who="fanta") as register:
        break_glass.break_glass(register, CaseFile, case.id, opening=because())
        assert history(register)[-1] == ("break_glass", "case_files")
        assert history(register, "centre")[-1] == ("break_glass", "break_glasses")
        view(register, case.id)
        assert history(register)[-1] == ("view", "case_files")


@pytest.mark.parametrize("given", [(None, "Because."), ("emergency", " "), ("emergency", None)])
def test_without_a_reason_and_words_nothing_opens(house, given):
    case = marked(house, "restricted")
    with reopened_as(house, "case_manager", who="fanta") as register:
        with pytest.raises(NotSaved):
            break_glass.break_glass(register, CaseFile, case.id, opening=because(*given))
        assert register.find(CarePlan) == []


def test_the_director_is_told_by_the_agenda_until_she_has_read_it(house):
    case = marked(house, "restricted")
    with reopened_as(house, "case_manager", who="fanta") as register:
        break_glass.break_glass(register, CaseFile, case.id, opening=because())
        assert break_glass.to_be_told(register) == []
    with reopened(register.folder) as register:
        (told,) = break_glass.to_be_told(register)
        assert (told.opened_by, told.code, told.reason) == ("fanta", "SEG-26-0001", "emergency")
        due = [due for due in agenda(register, until=TODAY) if due.task == "break_glass"]
        assert [(one.case_id, one.what, one.record_id) for one in due] == [(case.id, "SEG-26-0001", told.id)]
        break_glass.have_seen(register, [told])
        assert break_glass.to_be_told(register) == []
        assert [due for due in agenda(register, until=TODAY) if due.task == "break_glass"] == []


def test_the_director_is_not_told_of_what_she_opened_herself_but_her_deputy_is(house):
    profile = house.find(HealthProfile)[0]
    with reopened_as(house, "director", who="the deputy") as register:
        break_glass.break_glass(register, HealthProfile, profile.id, opening=because())
        assert break_glass.to_be_told(register) == []
    with reopened(register.folder) as register:
        assert len(break_glass.to_be_told(register)) == 1


def test_glass_breaks_only_inside_what_ones_key_and_role_open(house):
    profile, name = house.find(HealthProfile)[0], house.find(PersonName)[0]
    with reopened_as(house, "case_manager", who="mariam") as register, pytest.raises(SectionShut):
        break_glass.break_glass(register, HealthProfile, profile.id, opening=because())
    with reopened_as(register, "auditor") as register, pytest.raises(SectionShut):
        break_glass.break_glass(register, PersonName, name.id, opening=because())


def test_where_nothing_is_kept_no_reason_is_asked_or_written(house):
    with reopened_as(house, "nurse") as register:
        profile = register.find(HealthProfile)[0]
        with pytest.raises(break_glass.NothingKept):
            break_glass.break_glass(register, HealthProfile, profile.id, opening=because())
        with pytest.raises(break_glass.NothingKept):
            break_glass.break_glass(register, HealthProfile, "no such record", opening=because())


# --- single answers --------------------------------------------------------------------------------------------


def test_the_hiv_test_and_pregnancy_by_violence_are_kept_from_the_director_until_she_says_why(house):
    profile = house.find(HealthProfile)[0]
    with reopened_as(house, "director", who="the deputy") as register:
        shown = register.get(HealthProfile, profile.id)
        assert shown.is_pregnant
        assert (shown.hiv_status, shown.missing["hiv_status"]) == (None, KEPT)
        assert shown.missing["conceived_in_violence"] == KEPT  # says nothing of whether it was answered
        break_glass.break_glass(register, HealthProfile, profile.id, opening=because())
        assert register.get(HealthProfile, profile.id).hiv_status == "positive"
    with reopened_as(register, "nurse") as register:
        assert register.get(HealthProfile, profile.id).hiv_status == "positive"


def test_a_visit_is_restricted_from_the_start_and_the_next_nurse_reads_it(house):
    assert house.find(MedicalVisit)[0].confidentiality == "restricted"
    with reopened_as(house, "nurse", who="the nurse of the week-end") as register:
        assert register.find(MedicalVisit)[0].diagnosis == "Anaemia"


def test_a_sealed_visit_is_read_by_its_author_alone_and_by_a_director_with_a_reason(house):
    visit = house.save(replace(house.find(MedicalVisit)[0], confidentiality="sealed"))[0]
    with reopened_as(house, "nurse", who="another nurse") as register:
        assert register.get(MedicalVisit, visit.id) is None
        assert register.closed(MedicalVisit) == []
    with reopened_as(register, "director", who="the deputy") as register:
        assert register.find(MedicalVisit) == []
        assert register.closed(MedicalVisit) == [visit.id]
        break_glass.break_glass(register, MedicalVisit, visit.id, opening=because())
        assert register.find(MedicalVisit)[0].diagnosis == "Anaemia"


# --- at headquarters -------------------------------------------------------------------------------------------


def test_headquarters_supervisor_reads_restricted_files_and_says_why_for_sealed_ones(tmp_path):
    headquarters = a_register(tmp_path, kind="headquarters", code="SIE")
    restricted, sealed = (
        [
            replace(one, centre_id="koro", created_by="a director", **({"confidentiality": how} if number == 2 else {}))
            for number, one in enumerate(an_admission())
        ]
        for how in ("restricted", "sealed")
    )
    headquarters.save(Card(of_centre_id="koro", words_checked_on=TODAY), heed_findings=False)
    as_received(headquarters, *restricted, *sealed)
    with reopened_as(headquarters, "hq_supervisor") as register:
        assert [stay.case_id for stay in register.find(Intake)] == [restricted[2].id]
        break_glass.break_glass(register, CaseFile, sealed[2].id, opening=because("oversight", "The court asked."))
        assert len(register.find(Intake)) == 2


# --- the trace of a view ---------------------------------------------------------------------------------------


def test_a_restricted_file_leaves_one_line_when_it_is_viewed_and_a_standard_one_none(house):
    case = house.find(CaseFile)[0]
    view(house, case.id)
    assert ("view", "case_files") not in history(house)
    marked(house, "restricted")
    view(house, case.id)
    view(house, case.id)
    assert history(house).count(("view", "case_files")) == 1
    with reopened(house_folder(house)) as register:
        view(register, case.id)
        assert history(register).count(("view", "case_files")) == 2


def house_folder(register):
    register.close()
    return register.folder


def test_the_line_of_a_view_is_committed_before_anything_is_given_away(house, monkeypatch):
    case = marked(house, "restricted")

    def disk_full(*_, **__):
        raise NotSaved

    monkeypatch.setattr(house.vault, "note", disk_full)
    with pytest.raises(NotSaved):
        view(house, case.id)


def test_visits_seen_together_leave_their_lines_as_one_act(house):
    visit = house.find(MedicalVisit)[0]
    others = house.save(
        *(MedicalVisit(case_id=visit.case_id, visit_type="admission_check", seen_on=TODAY) for _ in range(3))
    )
    house.note_views([visit, *others])
    house.note_views([visit, *others])
    assert history(house, "health").count(("view", "medical_visits")) == 4
