"""The table of roles and data, cell by cell: with a real register, opened by somebody of each role."""

from dataclasses import replace

import pytest

from centre_app import accounts
from centre_app.areas import AREAS
from centre_app.choices import choices
from centre_app.documents.care_plan_printing import print_care_plan
from centre_app.documents.care_plan_reading import care_plan_sheet
from centre_app.documents.care_plan_sheet import Copy, CopyLevel
from centre_app.finding import find_persons
from centre_app.kept_for_others import KEPT
from centre_app.language import Language
from centre_app.problems import NotYours, Problem, ReadOnlyForYou, SectionShut
from centre_app.records import (
    RECORD_TYPES,
    BreakGlass,
    Bundle,
    CarePlan,
    CaseFile,
    EducationProfile,
    HealthBrief,
    HealthProfile,
    Incident,
    MedicalVisit,
    Person,
    PersonDescription,
    PersonName,
    PlanAction,
    PlanGoal,
    PresenceNight,
    Room,
    StaffMember,
    Stay,
)
from centre_app.rights import DOMAINS, PARTS, SECRET, TABLE, Rights, level_of, readers_of, roles_at_work
from tests.makers import (
    DIRECTOR,
    TODAY,
    YESTERDAY,
    a_description,
    a_goal,
    a_health_profile,
    a_name,
    a_night,
    a_plan,
    a_room,
    an_action,
    an_admission,
    reopened,
    reopened_as,
    reopened_at_headquarters_as,
)

ROLES = list(TABLE)

# The domain model's table (§3.5), as it is written there; what a role at headquarters sees coded is in figures.
AS_WRITTEN = """
             director  case_manager social_worker nurse  psychologist teacher   legal  storekeeper night_guard hq_supervisor hq_analyst auditor
identity     RW        RWown        R             R      R            name      R      name        name        R             -          -
stay         RW        RW           RW            R      R            R         R      R           RW          R             -          R
exploitation R         RWown        -             B      R            -         R      -           -           R             -          -
health       summary   summary      -             RW     summary      -         -      -           -           -             -          -
hiv          B         B            -             RW     B            -         -      -           -           -             -          -
notes        -         summary      -             -      RWown        -         -      -           -           -             -          -
legal        RW        R            -             -      -            -         RW     -           -           R             -          -
school       RW        RW           R             -      R            RW        -      -           -           R             -          -
plan         RW        RWown        tasks         domain domain       domain    domain -           tasks       R             -          -
incidents    RW        RW           W             W      W            W         R      -           W           R             -          -
stock        R         R            R             R      -            -         -      RW          -           R             R          R
exports      RW        -            -             -      -            -         -      -           -           RW            R          R
audit        R         -            -             -      -            -         -      -           -           R             -          R
"""
LEVELS = {
    "RW": "writes", "RWown": "writes_own", "R": "reads", "W": "reports", "B": "with_reason", "name": "name_only",
    "summary": "summary", "tasks": "tasks", "domain": "her_domains", "-": "",
}  # fmt: skip


def cells_as_written():
    heads, *lines = AS_WRITTEN.strip().splitlines()
    return [
        (role, line.split()[0], LEVELS[cell])
        for line in lines
        for role, cell in zip(heads.split(), line.split()[1:], strict=True)
    ]


@pytest.mark.parametrize(("role", "area", "level"), cells_as_written())
def test_the_table_is_the_domain_models(role, area, level):
    assert level_of(role, area) == level


def test_every_kind_of_record_stands_in_one_area_and_every_role_in_the_table():
    placed = [record_type for types in AREAS.values() for record_type in types]
    assert sorted(one.__name__ for one in placed) == sorted(one.__name__ for one in RECORD_TYPES)
    assert set(TABLE) == set(choices("user_role").keys)


def test_no_role_has_two_levels_in_an_area_and_every_area_named_exists():
    for role, levels in TABLE.items():
        named = [area for areas in levels.values() for area in areas]
        assert len(named) == len(set(named)), role
        assert set(named) <= set(AREAS), role


def test_questions_and_domains_named_in_the_table_exist():
    for parts in PARTS.values():
        assert all(questions <= set(record_type.questions) for record_type, questions in parts.items())
    for record_type, secret in SECRET.items():
        assert all(questions <= set(record_type.questions) for questions in secret.values())
    assert frozenset().union(*DOMAINS.values()) <= set(choices("care_domain").keys)


# --- a register per role ---------------------------------------------------------------------------------------


@pytest.fixture
def house(register):
    """A register with a file that has something of everything, followed by its director. The house has a nurse."""
    accounts.add_person(register, StaffMember(name="Rokia Dolo", roles=frozenset({"nurse"})))
    records = an_admission()
    person, _, case, _, stay = records
    plan = a_plan(case, status="active", agreed_on=TODAY, situation="Quiet", review_on=TODAY)
    health, school = a_goal(plan, domain="medical", need="Teeth"), a_goal(plan, domain="schooling")
    register.save(
        *(replace(one, referent_id=register.who) if isinstance(one, CaseFile) else one for one in records),
        a_description(person, village="Markala"),
        a_night(stay),
        plan,
        health,
        school,
        an_action(health, what="The dentist"),
        an_action(school, what="The evening class"),
        EducationProfile(case_id=case.id, level_at_entry="none"),
        HealthBrief(case_id=case.id, allergies="Peanuts", treatment="Iron", next_on=TODAY),
        a_health_profile(case, chronic="Asthma", is_pregnant=True, hiv_status="negative", conceived_in_violence=True),
        MedicalVisit(
            case_id=case.id, visit_type="admission_check", seen_on=TODAY, facility="CSCom", diagnosis="Anaemia"
        ),
        Incident(
            case_id=case.id,
            incident_type="violence_between_residents",
            place="centre",
            occurred=None,
            reported_on=TODAY,
        ),
        a_room(),
        heed_findings=False,
    )
    return register


def opened_by(house, role):
    return reopened_at_headquarters_as(house, role) if role.startswith("hq_") else reopened_as(house, role)


READ = {  # who reads what, role by role: a record type is read in whole, in part ("part"), or not at all
    "director": {PersonName: "", CaseFile: "", EducationProfile: "", CarePlan: "", HealthBrief: "", Incident: "",
                 HealthProfile: "part", MedicalVisit: "part", Bundle: "", BreakGlass: ""},
    "case_manager": {PersonName: "", CaseFile: "", EducationProfile: "", CarePlan: "", HealthBrief: "", Incident: ""},
    "social_worker": {PersonName: "", PersonDescription: "", CaseFile: "", EducationProfile: "", CarePlan: "part",
                      HealthBrief: ""},
    "nurse": {PersonName: "", CaseFile: "", CarePlan: "part", HealthBrief: "", HealthProfile: "", MedicalVisit: ""},
    "psychologist": {PersonName: "", CaseFile: "", EducationProfile: "", CarePlan: "part", HealthBrief: ""},
    "teacher": {PersonName: "", PersonDescription: "part", CaseFile: "", EducationProfile: "", CarePlan: "part",
                HealthBrief: ""},
    "legal": {PersonName: "", CaseFile: "", CarePlan: "part", HealthBrief: "", Incident: ""},
    "storekeeper": {PersonName: "", PersonDescription: "part", CaseFile: "", HealthBrief: ""},
    "night_guard": {PersonName: "", PersonDescription: "part", CaseFile: "", CarePlan: "part", HealthBrief: "part"},
    "data_officer": {PersonName: "", PersonDescription: "", CaseFile: "", EducationProfile: ""},
    "hq_supervisor": {PersonName: "", CaseFile: "", EducationProfile: "", CarePlan: "", Incident: "", Bundle: "",
                      BreakGlass: ""},
    "hq_analyst": {Bundle: ""},
    "auditor": {CaseFile: "", Bundle: "", BreakGlass: ""},
}  # fmt: skip
LOOKED_AT = (PersonName, CaseFile, EducationProfile, CarePlan, HealthBrief, HealthProfile, MedicalVisit, Incident,
             Bundle, BreakGlass)  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reads_what_the_table_says_and_no_more(house, role):
    with opened_by(house, role) as register:
        for record_type in LOOKED_AT:
            assert register.can_open(record_type) == (record_type in READ[role]), record_type
            if record_type in READ[role]:
                kept = [KEPT in one.missing.values() for one in register.find(record_type)]
                assert all(has == (READ[role][record_type] == "part") for has in kept), record_type
                continue
            for attempt in (register.find, register.only, register.rows, lambda one: register.get(one, "any")):
                with pytest.raises(SectionShut):
                    attempt(record_type)
            assert register.find_open(record_type) == []


WRITES = {  # what a save of a record that stands already comes to, where it is not simply let through
    "director": {MedicalVisit: ReadOnlyForYou, HealthBrief: ReadOnlyForYou},
    "case_manager": {PersonName: NotYours, Person: NotYours, CarePlan: NotYours, HealthBrief: ReadOnlyForYou,
                     Room: ReadOnlyForYou, StaffMember: ReadOnlyForYou},
    "social_worker": {PersonName: ReadOnlyForYou, Person: ReadOnlyForYou, CarePlan: ReadOnlyForYou,
                      EducationProfile: ReadOnlyForYou, HealthBrief: ReadOnlyForYou, Room: ReadOnlyForYou,
                      StaffMember: ReadOnlyForYou},
    "nurse": {PersonName: ReadOnlyForYou, Person: ReadOnlyForYou, CarePlan: ReadOnlyForYou, Stay: ReadOnlyForYou,
              PresenceNight: ReadOnlyForYou, EducationProfile: SectionShut, Room: ReadOnlyForYou,
              StaffMember: ReadOnlyForYou},
    "psychologist": {PersonName: ReadOnlyForYou, Stay: ReadOnlyForYou, EducationProfile: ReadOnlyForYou,
                     CarePlan: ReadOnlyForYou, HealthBrief: ReadOnlyForYou},
    "teacher": {PersonName: ReadOnlyForYou, Stay: ReadOnlyForYou, CarePlan: ReadOnlyForYou,
                HealthBrief: ReadOnlyForYou},
    "legal": {PersonName: ReadOnlyForYou, Stay: ReadOnlyForYou, EducationProfile: SectionShut,
              Incident: ReadOnlyForYou},
    "storekeeper": {PersonName: ReadOnlyForYou, Stay: ReadOnlyForYou, CarePlan: SectionShut,
                    EducationProfile: SectionShut},
    "night_guard": {PersonName: ReadOnlyForYou, CarePlan: ReadOnlyForYou, EducationProfile: SectionShut,
                    HealthBrief: ReadOnlyForYou},
    "data_officer": {PersonName: ReadOnlyForYou, Stay: ReadOnlyForYou, EducationProfile: ReadOnlyForYou},
    "auditor": {Stay: ReadOnlyForYou, CaseFile: ReadOnlyForYou, Room: ReadOnlyForYou, StaffMember: ReadOnlyForYou,
                CarePlan: SectionShut},
}  # fmt: skip
LETS = {
    "director": (PersonName, Stay, CarePlan, EducationProfile, Incident, Room, StaffMember),
    "case_manager": (Stay, CaseFile, PresenceNight, EducationProfile, Incident),
    "social_worker": (Stay, CaseFile, PresenceNight),
    "nurse": (HealthBrief, HealthProfile, MedicalVisit),
    "psychologist": (Incident,),
    "teacher": (EducationProfile,),
    "night_guard": (Stay, PresenceNight),
}


@pytest.mark.parametrize("role", WRITES)
def test_each_role_is_refused_in_words_what_it_may_not_write(house, role):
    standing = {one: house.as_stored.find(one)[0] for one in WRITES[role]}
    with reopened_as(house, role) as register:
        for record_type, refusal in WRITES[role].items():
            with pytest.raises(Problem) as refused:
                register.save(standing[record_type], heed_findings=False)
            assert type(refused.value) is refusal, record_type
            assert not register.may_write(standing[record_type])


@pytest.mark.parametrize("role", LETS)
def test_each_role_writes_what_is_its_work(house, role):
    standing = {one: house.as_stored.find(one)[0] for one in LETS[role]}
    with reopened_as(house, role) as register:
        for record_type, record in standing.items():
            assert register.may_write(record), record_type
            assert register.save(record, heed_findings=False)[0].rev == record.rev + 1


# --- own cases -------------------------------------------------------------------------------------------------


def test_a_case_manager_writes_in_the_files_she_follows(house):
    case = house.find(CaseFile)[0]
    house.save(replace(case, referent_id="mariam"))
    with reopened_as(house, "case_manager", who="mariam") as register:
        name, plan = register.find(PersonName)[0], register.find(CarePlan)[0]
        register.save(replace(name, given="Kadi"), replace(plan, review_on=YESTERDAY))
        assert register.find(PersonName)[0].given == "Kadi"


def test_a_case_manager_writes_in_the_files_whose_plan_names_her(house):
    action = house.find(PlanAction)[0]
    house.save(replace(action, who_id="mariam", who_in_words=None), heed_findings=False)
    with reopened_as(house, "case_manager", who="mariam") as register:
        assert register.save(replace(register.find(PersonName)[0], given="Kadi"))[0].given == "Kadi"


def test_a_case_manager_opens_a_file_of_her_own_in_one_act(house):
    with reopened_as(house, "case_manager", who="mariam") as register:
        records = [
            replace(one, code="SEG-26-0002", referent_id="mariam") if isinstance(one, CaseFile) else one
            for one in an_admission(family="Diallo", given="Fanta")
        ]
        assert len(register.save(*records, action="admit")) == 5


def test_an_educator_admits_somebody_at_night_with_her_name_and_changes_no_name_afterwards(house):
    with reopened_as(house, "social_worker") as register:
        records = [
            replace(one, code="SEG-26-0002") if isinstance(one, CaseFile) else one
            for one in an_admission(family="Diallo", given="Fanta")
        ]
        saved = register.save(*records, action="admit")
        with pytest.raises(ReadOnlyForYou):
            register.save(replace(saved[1], given="Fatou"))
        with pytest.raises(ReadOnlyForYou):
            register.save(a_name(saved[0], "Diallo", "Awa"))


def test_whoever_may_not_keep_stays_admits_nobody(house):
    with reopened_as(house, "nurse") as register, pytest.raises(ReadOnlyForYou):
        register.save(*an_admission(family="Diallo", given="Fanta"), action="admit")


# --- parts of records ------------------------------------------------------------------------------------------


def test_the_trainer_reads_the_name_and_not_the_village(house):
    with reopened_as(house, "teacher") as register:
        shown = register.find(PersonDescription)[0]
        assert shown.description
        assert (shown.village, shown.missing["village"]) == (None, KEPT)
        assert register.rows(PersonDescription, ("village",))[0]["village"] is None
        assert register.find(PersonName)[0].given == "Kadidia"


def test_the_night_supervisor_reads_alerts_alone(house):
    with reopened_as(house, "night_guard") as register:
        brief = register.find(HealthBrief)[0]
        assert brief.allergies == "Peanuts"
        assert (brief.treatment, brief.next_on) == (None, None)


def test_a_plan_is_read_by_domain_or_by_task(house):
    school = house.find(PlanGoal, domain="schooling")[0]
    with reopened_as(house, "nurse") as register:
        assert [goal.domain for goal in register.find(PlanGoal)] == ["medical"]
        assert [action.what for action in register.find(PlanAction)] == ["The dentist"]
        assert register.find(CarePlan)[0].situation is None
        assert register.get(PlanGoal, school.id) is None
    with reopened_as(register, "teacher") as register:
        assert [goal.domain for goal in register.find(PlanGoal)] == ["schooling"]
    with reopened_as(register, "social_worker") as register:
        assert len(register.find(PlanAction)) == 2
        assert {goal.need for goal in register.find(PlanGoal)} == {None}


def test_what_somebody_was_not_shown_stays_as_it_is_when_she_saves(house):
    """Who holds two roles may write a record of which one answer is still kept for others."""
    profile = house.find(HealthProfile)[0]
    with reopened_as(house, "director", "data_officer") as register:
        register.rights = Rights({"director"})
        shown = register.find(HealthProfile)[0]
        assert (shown.chronic, shown.hiv_status) == (None, None)
        put_back = register.kept.put_back(replace(shown, height_cm=158))
        assert (put_back.chronic, put_back.hiv_status, put_back.height_cm) == ("Asthma", "negative", 158)
        assert put_back.missing == profile.missing


def test_a_name_stays_searchable_by_all_its_words_whoever_saves_it(house):
    case = house.find(CaseFile)[0]
    with reopened_as(house, "night_guard") as register:
        register.save(replace(case, opened_on=TODAY))
    with reopened(register.folder) as register:
        assert find_persons(register, "Markala") == [case.person_id]


# --- several roles, and a house without a nurse ----------------------------------------------------------------


def test_several_roles_allow_the_most_that_any_of_them_does(house):
    with reopened_as(house, "teacher", "nurse") as register:
        assert register.can_open(HealthProfile)
        assert register.find(PersonDescription)[0].village == "Markala"
        assert {goal.domain for goal in register.find(PlanGoal)} == {"medical", "schooling"}
        register.save(register.find(EducationProfile)[0], register.find(HealthBrief)[0])


def test_the_director_keeps_health_while_the_house_has_no_nurse():
    assert roles_at_work({"director"}, ["director", "social_worker"]) == {
        "director",
        "nurse",
        "case_manager",
        "storekeeper",
    }
    assert roles_at_work({"director"}, ["director", "nurse", "case_manager", "storekeeper"]) == {"director"}
    assert roles_at_work({"social_worker"}, ["social_worker"]) == {"social_worker"}


def test_an_area_says_for_whom_it_is_kept():
    assert readers_of("health") == ["nurse"]
    assert readers_of("school") == [
        "director", "case_manager", "social_worker", "psychologist", "teacher", "data_officer", "hq_supervisor",
    ]  # fmt: skip


# --- the data officer ------------------------------------------------------------------------------------------


def test_the_data_officer_types_inside_the_rights_of_the_sheets_author(house):
    teacher = house.save(StaffMember(name="Salif Cissé", roles=frozenset({"teacher"})))[0]
    with reopened_as(house, "data_officer") as register:
        profile = register.find(EducationProfile)[0]
        register.type_for(teacher.id)
        (saved,) = register.save(replace(profile, reads=True))
        assert saved.updated_by == register.who
        with pytest.raises(ReadOnlyForYou):
            register.save(register.find(Stay)[0])
        lines = register.vault.ask("SELECT action, record_id FROM main.history ORDER BY seq DESC LIMIT 1")
        assert [tuple(line) for line in lines] == [("type_for", teacher.id)]
        register.type_for(None)
        with pytest.raises(ReadOnlyForYou):
            register.save(saved)


def test_typing_the_directors_sheets_makes_nobody_director(house):
    director = house.find(StaffMember, name=DIRECTOR)[0]
    with reopened_as(house, "data_officer") as register:
        register.type_for(director.id)
        assert register.may_write(register.find(Stay)[0])
        for refused in (replace(director, name="Somebody"), register.find(Room)[0]):
            with pytest.raises(ReadOnlyForYou):
                register.save(refused)
        assert not register.can_open(Bundle)
        assert not register.can_open(BreakGlass)


def test_nobody_else_takes_on_the_rights_of_another(house):
    director = house.find(StaffMember)[0]
    with reopened_as(house, "social_worker") as register, pytest.raises(ReadOnlyForYou):
        register.type_for(director.id)


def test_the_sheets_of_a_nurse_stay_shut_to_the_data_officers_keys(house):
    nurse = house.save(StaffMember(name="Aminata Dolo", roles=frozenset({"nurse"})))[0]
    with reopened_as(house, "data_officer") as register:
        register.type_for(nurse.id)
        assert not register.can_open(HealthProfile)
        with pytest.raises(SectionShut):
            register.save(HealthProfile(case_id=register.find(CaseFile)[0].id))


def test_rights_cost_a_list_nothing(house):
    """A set lookup a call: rows of a kind that is wholly open are handed on as they came."""
    kept = house.kept
    rows = house.as_stored.rows(PresenceNight, night=YESTERDAY)
    assert kept.shown(PresenceNight, rows) is rows
    assert kept.columns(PresenceNight, ("id",)) == ("id",)


# --- on paper --------------------------------------------------------------------------------------------------


def test_a_plan_printed_by_who_reads_a_part_of_it_says_what_is_missing(house):
    plan = house.find(CarePlan)[0]
    french, copy = Language.of("fr"), Copy(level=CopyLevel.RESIDENT, number=1)
    whole = care_plan_sheet(house, plan, copy=copy, language=french)
    assert whole.situation == "Quiet"
    assert "certaines parties du projet lui-même" not in whole.shut_parts
    with reopened_as(house, "teacher") as register:
        part = care_plan_sheet(register, register.get(CarePlan, plan.id), copy=copy, language=french)
        assert part.situation == ""
        assert "certaines parties du projet lui-même" in part.shut_parts
        assert [goal.objective for domain in part.domains for goal in domain.goals] == ["She reads her first book."]


def test_whoever_reads_no_plan_prints_none(house):
    case = house.find(CaseFile)[0]
    with reopened_as(house, "storekeeper") as register, pytest.raises(SectionShut):
        print_care_plan(register, case, copy_level=CopyLevel.RESIDENT, language=Language.of("fr"))
