"""V19 what must be whole before a plan binds, V18 the plan that is late, and a signed version that stays as it is."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from centre_app.agenda import agenda
from centre_app.problems import NotSaved
from tests.centre_app.rules.asking import BLOCKS, WARNS, said
from tests.makers import TODAY, TOMORROW, YESTERDAY, a_case, a_goal, a_plan, an_action, an_admission

IN_TWO_WEEKS = TODAY + timedelta(days=14)

# --- V18: an agenda entry, not a finding -----------------------------------------------------------------------


def plans_due(register, until=IN_TWO_WEEKS):
    return [due.due_on for due in agenda(register, until=until) if due.task == "plan_due"]


def test_v18_a_plan_is_due_14_days_after_admission_and_shown_only_when_asked_that_far(register):
    register.save(*an_admission(admitted_on=TODAY))
    assert plans_due(register, until=IN_TWO_WEEKS) == [IN_TWO_WEEKS]
    assert plans_due(register, until=IN_TWO_WEEKS - timedelta(days=1)) == []


def test_v18_on_the_14th_day_the_plan_is_due_and_on_the_15th_late(register):
    register.save(*an_admission(admitted_on=TODAY))
    due = next(due for due in agenda(register, until=IN_TWO_WEEKS) if due.task == "plan_due")
    assert not due.is_late(datetime.combine(IN_TWO_WEEKS, time(23, 59), UTC))
    assert due.is_late(datetime.combine(IN_TWO_WEEKS + timedelta(days=1), time(), UTC))


def test_v18_an_agreed_plan_settles_it_and_a_draft_does_not(register):
    _, _, case, _, _ = register.save(*an_admission(admitted_on=TODAY))
    draft = register.save(a_plan(case))[0]
    assert plans_due(register) == [IN_TWO_WEEKS]
    register.save(replace(draft, status="active", agreed_on=TODAY))
    assert plans_due(register) == []


@pytest.mark.parametrize("kind", ["accompanying_child", "born_in_centre"])
def test_v18_a_child_who_came_along_has_its_mothers_plan(register, kind):
    register.save(*an_admission(admitted_on=TODAY, admission_type=kind))
    assert plans_due(register) == []


def test_v18_nobody_who_has_left_waits_for_a_plan(register):
    register.save(*an_admission(admitted_on=TODAY, ended_on=TODAY))
    assert plans_due(register) == []


# --- V19 -------------------------------------------------------------------------------------------------------


def test_v19_a_goal_without_action_warns_when_the_plan_is_about_to_bind(register):
    plan = a_plan(a_case(), status="proposed")
    goal = a_goal(plan)
    assert said(register, plan, goal, rule="V19") == [(WARNS, "objective")]
    assert said(register, plan, goal, an_action(goal), rule="V19") == []


def test_v19_a_draft_may_be_as_unfinished_as_it_likes(register):
    plan = a_plan(a_case(), status="draft")
    assert said(register, plan, a_goal(plan), rule="V19") == []


@pytest.mark.parametrize("missing", [{"who_in_words": None}, {"due_on": None}])
def test_v19_an_action_without_person_or_date_warns(register, missing):
    plan = a_plan(a_case(), status="agreed")
    goal = a_goal(plan)
    assert said(register, plan, goal, an_action(goal, **missing), rule="V19") == [(WARNS, "what")]


def test_v19_a_rhythm_stands_for_a_date_and_a_colleague_for_words(register):
    plan = a_plan(a_case(), status="agreed")
    goal = a_goal(plan)
    daily = an_action(goal, due_on=None, rhythm="every morning", who_in_words=None, who_id=register.who)
    assert said(register, plan, goal, daily, rule="V19") == []


def test_v19_goals_and_actions_written_before_are_seen_when_the_plan_is_proposed(register):
    _, _, case, _, _ = register.save(*an_admission())
    plan = register.save(a_plan(case))[0]
    register.save(a_goal(plan))
    assert said(register, replace(plan, status="proposed"), rule="V19") == [(WARNS, "objective")]


def test_v19_what_was_given_up_needs_nobody(register):
    plan = a_plan(a_case(), status="proposed")
    dropped, kept = a_goal(plan, status="dropped"), a_goal(plan)
    cancelled = an_action(kept, status="cancelled", who_in_words=None)
    assert said(register, plan, dropped, kept, an_action(kept), cancelled, rule="V19") == []


# --- a signed version ------------------------------------------------------------------------------------------


@pytest.fixture
def signed(register):
    """A plan that was signed, with one goal and one action."""
    _, _, case, _, _ = register.save(*an_admission())
    plan = a_plan(case, status="proposed", situation="She has just come.")
    goal = a_goal(plan)
    plan, goal, action = register.save(plan, goal, an_action(goal))
    return register.save(replace(plan, status="active", agreed_on=TODAY))[0], goal, action


def stays(register, record):
    with pytest.raises(NotSaved) as refused:
        register.save(record)
    return [(finding.severity, finding.question) for finding in refused.value.findings]


def test_a_signed_version_keeps_its_words(register, signed):
    plan, goal, action = signed
    assert stays(register, replace(plan, situation="She has been here long.")) == [(BLOCKS, "situation")]
    assert stays(register, replace(goal, objective="She reads two books.")) == [(BLOCKS, "objective")]
    assert stays(register, replace(action, due_on=TOMORROW)) == [(BLOCKS, "due_on")]


def test_a_signed_version_takes_no_new_goal_and_no_new_action(register, signed):
    plan, goal, _ = signed
    assert [severity for severity, _ in stays(register, a_goal(plan))] == [BLOCKS]
    assert [severity for severity, _ in stays(register, an_action(goal))] == [BLOCKS]


def test_in_a_signed_version_what_was_done_is_ticked_off(register, signed):
    plan, goal, action = signed
    assert register.save(replace(action, status="done", done_on=YESTERDAY))[0].status == "done"
    assert register.save(replace(goal, status="achieved", closed_on=TODAY, outcome="She reads."))[0].rev == 2
    assert register.save(replace(plan, review_on=IN_TWO_WEEKS, status="review_due"))[0].rev == 3


def test_a_version_is_signed_together_with_its_last_changes(register):
    _, _, case, _, _ = register.save(*an_admission())
    plan = register.save(a_plan(case, status="proposed"))[0]
    last = replace(plan, status="active", agreed_on=TODAY, wishes="To sew.")
    assert register.save(last, a_goal(plan))[0].wishes == "To sew."


def test_a_version_that_was_superseded_stays_as_it_was_signed(register, signed):
    plan, goal, _ = signed
    register.save(replace(plan, status="revised"))
    assert stays(register, replace(goal, need="Another need")) == [(BLOCKS, "need")]
