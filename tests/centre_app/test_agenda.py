"""What is due follows from the records and the day, and from nothing else. (V18 is among the rules of the plan.)"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from centre_app.agenda import agenda, agenda_of, month_end
from centre_app.casework import plans
from centre_app.choices import choices
from centre_app.dates import Birth
from centre_app.records import Bundle, CaseFile, HealthBrief, Intake, NeedsAssessment, RiskAssessment, SafetyPlan
from centre_app.register import AT_HEADQUARTERS
from tests.makers import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    a_follow_up,
    a_goal,
    a_person,
    a_plan,
    a_register,
    an_action,
    an_admission,
    an_exit,
)

IN_A_YEAR = TODAY + timedelta(days=365)


def due(register, task, *, until=IN_A_YEAR):
    return [found for found in agenda(register, until=until) if found.task == task]


@pytest.fixture
def case(register):
    return register.save(*an_admission())[2]


@pytest.fixture
def plan(register, case):
    """A signed plan with one action, to be reviewed in ninety days."""
    plan = a_plan(case, status="proposed")
    goal = a_goal(plan)
    plan, *_ = register.save(plan, goal, an_action(goal, who_id=register.who))
    return plans.sign(register, plan, [], on=TODAY)


# --- the plan --------------------------------------------------------------------------------------------------


def test_a_signed_plan_is_due_for_review_on_its_day(register, plan):
    (review,) = due(register, "plan_review")
    assert (review.due_on, review.record_id, review.section) == (plan.review_on, plan.id, "plan")


def test_nothing_is_due_of_a_file_that_was_taken_back_though_its_stay_stands(register, plan):
    # after: one such file in a bundle, and headquarters had no agenda any more
    assert due(register, "plan_review")
    void = replace(register.only(CaseFile), voided_at=register.now, voided_by=register.who, void_reason="written twice")
    register.save(void, heed_findings=False)  # as a bundle brings it
    assert not [found for found in agenda(register, until=IN_A_YEAR) if found.case_id]


def test_a_review_stays_due_while_the_next_version_is_being_drafted(register, plan):
    draft = plans.next_version(register, plan)
    assert [review.record_id for review in due(register, "plan_review")] == [plan.id]
    plans.sign(register, draft, [], on=TODAY)
    assert [review.record_id for review in due(register, "plan_review")] == [draft.id]


def test_an_action_of_a_signed_plan_is_due_for_who_does_it(register, plan):
    (action,) = due(register, "action_due")
    assert (action.who_id, action.what) == (register.who, "Enrol her in the evening class")


def test_an_action_of_a_draft_is_nobodys_duty_yet(register, case):
    plan = a_plan(case)
    goal = a_goal(plan)
    register.save(plan, goal, an_action(goal))
    assert due(register, "action_due") == []


def test_an_action_that_was_done_is_no_longer_due(register, plan):
    ((_, [action]),) = plans.goals_of(register, plan)
    register.save(replace(action, status="done", done_on=TODAY))
    assert due(register, "action_due") == []


def test_an_action_taken_over_into_the_next_version_is_due_once(register, plan):
    draft = plans.next_version(register, plan)
    assert len(due(register, "action_due")) == 1
    plans.sign(register, draft, [], on=TODAY)
    (action,) = due(register, "action_due")
    assert action.record_id not in {one.id for _, actions in plans.goals_of(register, plan) for one in actions}


# --- the person ------------------------------------------------------------------------------------------------


def test_the_next_appointment_comes_from_the_brief_that_everyone_may_read(register, case):
    register.save(HealthBrief(case_id=case.id, next_on=YESTERDAY))
    (appointment,) = due(register, "medical_appointment")
    assert appointment.is_late(register.now)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 29), []),
        (date(2026, 12, 1), [date(2027, 3, 1)]),
        (date(2027, 3, 1), [date(2027, 3, 1)]),
        (date(2027, 3, 2), []),
    ],
)
def test_turning_18_is_shown_three_months_ahead_until_the_day(register, clock, today, expected):
    register.save(*an_admission(a_person(birth=Birth.exact(date(2009, 3, 1)))))
    clock.set(today)
    assert [found.due_on for found in due(register, "turning_18")] == expected


def test_born_on_29_february_she_turns_18_on_1_march(register, clock):
    register.save(*an_admission(a_person(birth=Birth.exact(date(2008, 2, 29)))))
    clock.set(date(2026, 2, 1))
    assert [found.due_on for found in due(register, "turning_18")] == [date(2026, 3, 1)]


def test_a_birth_known_by_its_year_makes_her_18_on_its_first_day_at_the_earliest(register, clock):
    register.save(*an_admission(a_person(birth=Birth.in_year(2009))))
    assert [found.due_on for found in due(register, "turning_18")] == [date(2027, 1, 1)]
    clock.set(date(2027, 1, 2))
    assert due(register, "turning_18") == []  # from that day on the file itself says that she may be under 18


def test_what_an_arrival_left_open_is_asked_within_three_days(register, case):
    (intake,) = register.find(Intake, case_id=case.id)
    register.save(replace(intake, source=None))
    (question,) = due(register, "data_quality")
    assert question.due_on == intake.contact_on + timedelta(days=3)
    register.save(replace(intake, rev=intake.rev + 1, source=None, missing={"source": "unknown"}))
    assert due(register, "data_quality") == []


# --- the month's export ----------------------------------------------------------------------------------------


def exports(register):
    return [(found.due_on, found.is_late(register.now)) for found in due(register, "bundle_due")]


def test_the_export_is_announced_from_the_25th(register, clock):
    clock.set(date(2026, 11, 24))
    assert exports(register) == []
    clock.set(date(2026, 11, 25))
    assert exports(register) == [(date(2026, 11, 30), False)]


def test_an_export_that_was_not_made_is_late_in_the_month_after(register, clock):
    clock.set(date(2026, 12, 1))
    assert exports(register) == [(date(2026, 11, 30), True)]
    clock.set(date(2026, 12, 26))
    assert exports(register) == [(date(2026, 11, 30), True), (date(2026, 12, 31), False)]


@pytest.mark.parametrize("status", ["written", "handed_over", "acknowledged"])
def test_a_bundle_that_was_written_settles_its_month(register, clock, status):
    clock.set(date(2026, 11, 26))
    register.save(Bundle(month=date(2026, 11, 1), status=status))
    assert exports(register) == []
    clock.set(date(2026, 12, 1))
    assert exports(register) == []


@pytest.mark.parametrize("status", ["prepared", "rejected"])
def test_a_bundle_that_reached_no_stick_settles_nothing(register, clock, status):
    clock.set(date(2026, 11, 26))
    register.save(Bundle(month=date(2026, 11, 1), status=status))
    assert exports(register) == [(date(2026, 11, 30), False)]


def test_a_new_house_owes_no_export_for_the_month_before_it_opened(register, clock):
    clock.set(date(2026, 11, 21))  # it opened today
    assert exports(register) == []


def test_this_months_bundle_settles_the_one_before_for_it_holds_everything(register, clock):
    clock.set(date(2026, 12, 28))
    register.save(Bundle(month=date(2026, 12, 1), status="written"))
    assert exports(register) == []


def test_headquarters_exports_to_nobody(tmp_path, clock):
    clock.set(date(2026, 11, 26))
    with a_register(tmp_path, kind=AT_HEADQUARTERS, clock=clock) as register:
        assert exports(register) == []


# --- the list --------------------------------------------------------------------------------------------------


def test_the_earliest_comes_first_and_nothing_beyond_the_day_asked_for(register, plan, case):
    register.save(HealthBrief(case_id=case.id, next_on=TODAY + timedelta(days=3)))
    days = [found.due_on for found in agenda(register, until=TODAY + timedelta(days=30))]
    assert days == sorted(days)
    assert max(days) <= TODAY + timedelta(days=30)


def test_the_agenda_of_one_file_holds_hers_alone_and_all_of_it(register, plan, case):
    other = register.save(*an_admission(given="Mariam"))[2]
    assert {found.case_id for found in agenda_of(register, case.id)} == {case.id}
    assert {found.task for found in agenda_of(register, other.id)} == {"plan_due", "risk_due"}


def test_every_task_is_a_key_of_the_list_of_tasks(register, plan, clock):
    clock.set(date(2026, 12, 26))
    register.save(*an_admission(given="Mariam"))
    assert {found.task for found in agenda(register, until=IN_A_YEAR)} <= set(choices("task_type").all_keys)


def test_a_month_ends_on_its_last_day():
    assert [month_end(date(2026, month, 7)).day for month in (1, 2, 4, 12)] == [31, 28, 30, 31]
    assert month_end(date(2028, 2, 29)) == date(2028, 2, 29)


# --- danger, needs, and the end --------------------------------------------------------------------------------


def test_whoever_is_in_immediate_danger_stands_first_until_there_is_a_safety_plan_of_the_day(register, case, clock):
    register.save(HealthBrief(case_id=case.id, next_on=YESTERDAY))
    register.save(RiskAssessment(case_id=case.id, level="immediate", assessed_on=TODAY, next_on=TOMORROW))
    first = agenda(register, until=IN_A_YEAR)[0]
    assert (first.task, first.due_on, first.section) == ("danger_now", TODAY, "safety")
    (plan,) = register.save(SafetyPlan(case_id=case.id, drawn_up_on=TODAY, what_to_do="She sleeps in the guard’s room"))
    assert due(register, "danger_now") == due(register, "safety_plan_due") == []
    clock.set(TOMORROW)
    assert [found.due_on for found in due(register, "danger_now")] == [TOMORROW]
    register.save(RiskAssessment(case_id=case.id, level="medium", assessed_on=TOMORROW, next_on=IN_A_YEAR))
    assert due(register, "danger_now") == []


def test_an_assessment_that_says_no_level_does_not_end_the_danger(register, case):
    register.save(RiskAssessment(case_id=case.id, level="immediate", assessed_on=YESTERDAY, next_on=TODAY))
    register.save(RiskAssessment(case_id=case.id, assessed_on=TODAY), heed_findings=False)
    assert [found.due_on for found in due(register, "danger_now")] == [YESTERDAY]


def test_the_needs_of_whoever_is_admitted_are_asked_within_a_week(register):
    case = register.save(*an_admission(admitted_on=TODAY))[2]
    assert [found.due_on for found in due(register, "needs_due")] == [TODAY + timedelta(days=7)]
    register.save(NeedsAssessment(case_id=case.id, assessed_on=TODAY, strengths="She sings"))
    assert due(register, "needs_due") == []


def test_a_file_of_which_nothing_more_is_owed_is_to_be_closed(register):
    person, name, case, intake, stay = an_admission(ended_on=YESTERDAY)
    left = an_exit(stay, left_on=YESTERDAY)
    register.save(person, name, replace(case, status="follow_up"), intake, stay, left, heed_findings=False)
    assert due(register, "file_to_close") == []
    register.save(a_follow_up(case, "month_12"))
    assert [found.due_on for found in due(register, "file_to_close")] == [TODAY + timedelta(days=7)]
