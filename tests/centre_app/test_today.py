"""What the first page shows: in which part something stands, for whom it waits, whose file it is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from centre_app.agenda import Due, agenda
from centre_app.agenda.due import in_order
from centre_app.agenda.said import due_in_words, due_on_paper
from centre_app.agenda.urgency import URGENCY
from centre_app.choices import choices
from centre_app.language import Language
from centre_app.records import CaseFile, HealthBrief, StaffMember
from centre_app.today import (
    DANGER,
    LATE,
    LATER,
    THIS_WEEK,
    TODAY,
    lines_of,
    part_of,
    parted,
    roles_of,
    waits_for,
    week_of,
    weeks_to_print,
)
from tests import makers
from tests.makers import a_person, an_admission, reopened_as, reopened_without

FRENCH = Language.of("fr")
WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


def a_due(in_days: int = 0, **answers) -> Due:
    return Due(**{"task": "plan_review", "due_on": WEDNESDAY.date() + timedelta(days=in_days), **answers})


@pytest.mark.parametrize(
    ("in_days", "part"), [(-1, LATE), (0, TODAY), (1, THIS_WEEK), (4, THIS_WEEK), (5, LATER), (400, LATER)]
)
def test_the_week_goes_up_to_sunday(in_days, part):
    assert part_of(a_due(in_days), now=WEDNESDAY) == part


def test_what_has_an_hour_is_late_once_it_is_past():
    at_nine, at_eleven = (a_due(due_at=WEDNESDAY.replace(hour=hour)) for hour in (9, 11))
    assert parted([at_nine, at_eleven], now=WEDNESDAY) == {
        DANGER: [],
        LATE: [at_nine],
        TODAY: [at_eleven],
        THIS_WEEK: [],
        LATER: [],
    }


def test_danger_stands_above_all_that_is_late_and_late_is_read_by_its_gravity_and_then_by_its_day():
    paper, leave, plan = a_due(-124, task="referral_answer"), a_due(-1, task="leave_return"), a_due(-9)
    danger, earlier_leave = a_due(task="danger_now", who_id="awa"), a_due(-3, task="leave_return")
    found = parted(sorted([paper, leave, plan, danger, earlier_leave], key=in_order), now=WEDNESDAY)
    assert found[DANGER] == [danger]
    assert found[LATE] == [earlier_leave, leave, paper, plan]
    assert waits_for(danger, "somebody", ())


def test_every_task_says_how_grave_it_is_when_it_is_not_done():
    not_yet = {"stock_low", "backup_due", "other"}
    assert URGENCY.keys() == set(choices("task_type").all_keys) - not_yet


def test_from_friday_on_the_sheet_is_of_the_week_to_come():
    first_days = (
        {weeks_to_print(date(2026, 11, day))[0][0].day for day in (23, 26)},
        {weeks_to_print(date(2026, 11, day))[0][0].day for day in (20, 22)},
    )
    assert first_days == ({23}, {23})
    assert [week[0].day for week in weeks_to_print(date(2026, 11, 22))] == [23, 16, 30]


def test_a_week_begins_on_monday_whatever_the_day():
    weeks = {tuple(week_of(date(2026, 11, day))) for day in range(23, 30)}
    assert weeks == {tuple(date(2026, 11, day) for day in range(23, 30))}


def test_what_names_somebody_waits_for_her_alone_and_what_names_a_role_for_all_who_have_it():
    named, for_nurses, for_nobody = a_due(who_id="awa", role=""), a_due(role="nurse"), a_due()
    assert [waits_for(due, "awa", {"nurse"}) for due in (named, for_nurses, for_nobody)] == [True, True, False]
    assert [waits_for(due, "oumou", {"director"}) for due in (named, for_nurses, for_nobody)] == [False] * 3


def test_the_director_does_the_work_of_a_nurse_whom_the_house_has_not(register):
    member = register.get(StaffMember, register.who)
    assert {"director", "nurse", "case_manager"} <= roles_of(register, member)
    nurse = replace(member, id="another", roles=frozenset({"nurse"}))
    assert roles_of(register, nurse) == {"nurse"}


def test_a_line_says_whose_file_it_is(register):
    case = register.save(*an_admission(a_person(sex="male"), given="Sékou"))[2]
    (line, house) = lines_of(register, [a_due(case_id=case.id), a_due()])
    assert (line.name.in_text, line.code, line.sex) == ("Sékou Sangaré", case.code, "male")
    assert (house.name.in_text, house.code, house.sex) == ("", "", None)


def test_where_names_are_kept_for_others_the_number_stands_alone(register):
    case = register.save(*an_admission())[2]
    with reopened_without(register, "identity") as shut:
        (line,) = lines_of(shut, [a_due(case_id=case.id)])
        assert (line.name.in_text, line.code) == ("", case.code)


def test_of_a_sealed_file_nobody_is_told_what_is_due_though_she_sleeps_here(register):
    person, name, case, intake, stay = an_admission(admitted_on=makers.TODAY)
    register.save(person, name, replace(case, confidentiality="sealed"), intake, stay)
    register.save(HealthBrief(case_id=case.id, next_on=makers.TODAY))
    with reopened_as(register, "nurse") as nurse:
        assert nurse.find(CaseFile)
        assert [due for due in agenda(nurse, until=date.max) if due.case_id] == []


def test_it_is_said_with_what_it_is_about_and_on_paper_without_what_only_few_may_know():
    notice = a_due(task="notification_due", section="legal", about=("notification_target", "juvenile_judge"))
    assert due_in_words(notice, FRENCH) == due_on_paper(notice, FRENCH) == "Avis à une autorité · Juge des enfants"
    assert due_in_words(a_due(task="action_due", what="Inscrire à l’école"), FRENCH) == "Inscrire à l’école"
    medicine = a_due(task="medication", section="health", what="Fer")
    assert (due_in_words(medicine, FRENCH), due_on_paper(medicine, FRENCH)) == (
        "Fin d’un traitement · Fer",
        "Fin d’un traitement",
    )
    for task in ("pep_window", "ec_window", "cmr_follow_up", "antenatal", "birth_expected"):
        assert due_on_paper(a_due(task=task, section="incidents"), FRENCH) == "Rendez-vous médical"


def test_turning_18_is_said_of_a_boy_in_the_masculine():
    turning = a_due(task="turning_18")
    assert (due_in_words(turning, FRENCH), due_in_words(turning, FRENCH, sex="male")) == (
        "Devient majeure",
        "Devient majeur",
    )
