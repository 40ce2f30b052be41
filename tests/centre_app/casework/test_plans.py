"""The care plan: drafted, signed, reviewed, and followed by the next version."""

from dataclasses import replace
from datetime import timedelta

import pytest

from centre_app.casework import plans
from centre_app.problems import NotSaved
from centre_app.records import CarePlan, PlanGoal, PlanReview, Signature
from tests.makers import TODAY, TOMORROW, a_goal, an_action, an_admission


@pytest.fixture
def case(register):
    return register.save(*an_admission())[2]


@pytest.fixture
def draft(register, case):
    """A first draft with two goals, one of two actions and one of none."""
    plan = plans.draft_first(register, case)
    plan = register.save(replace(plan, wishes="To sew.", explained_in="bam"))[0]
    school, work = a_goal(plan), a_goal(plan, domain="vocational", objective="She finishes her first dress.")
    register.save(school, work, an_action(school), an_action(school, what="Buy a satchel", status="done"))
    return plan


def a_thumb(plan):
    return Signature(case_id=plan.case_id, plan_id=plan.id, role="resident", mode="thumbprint")


def test_a_first_draft_is_version_1_and_is_looked_at_again_in_90_days(register, case):
    plan = plans.draft_first(register, case)
    assert (plan.version, plan.status, plan.review_on) == (1, "draft", TODAY + timedelta(days=90))
    assert plans.current(register, case) == plan


def test_without_a_plan_there_is_no_current_one(register, case):
    assert plans.current(register, case) is None


def test_goals_come_back_in_the_order_in_which_they_were_written_with_their_actions(register, draft):
    told = [(goal.objective, [action.what for action in actions]) for goal, actions in plans.goals_of(register, draft)]
    assert told == [
        ("She reads her first book.", ["Enrol her in the evening class", "Buy a satchel"]),
        ("She finishes her first dress.", []),
    ]


def test_a_draft_is_proposed_and_taken_back(register, draft):
    proposed = plans.propose(register, draft)
    assert proposed.status == "proposed"
    assert plans.back_to_draft(register, proposed).status == "draft"


def test_signing_freezes_the_version_and_keeps_who_signed(register, draft):
    signed = plans.sign(register, draft, [a_thumb(draft)], on=TODAY)
    assert (signed.status, signed.agreed_on) == ("active", TODAY)
    assert [signature.signed_on for signature in register.find(Signature, plan_id=draft.id)] == [TODAY]
    with pytest.raises(NotSaved):
        register.save(replace(signed, wishes="To cook."))


def test_the_next_version_takes_over_what_is_open_and_leaves_the_signed_one_alone(register, draft):
    signed = plans.sign(register, draft, [a_thumb(draft)], on=TODAY)
    following = plans.next_version(register, signed)
    assert (following.version, following.status, following.previous_id) == (2, "draft", signed.id)
    assert (following.wishes, following.explained_in) == ("To sew.", "bam")
    told = [
        (goal.objective, [action.what for action in actions]) for goal, actions in plans.goals_of(register, following)
    ]
    assert told == [
        ("She reads her first book.", ["Enrol her in the evening class"]),
        ("She finishes her first dress.", []),
    ]
    assert register.get(CarePlan, signed.id) == signed


def test_a_goal_that_was_reached_or_dropped_is_not_taken_over(register, draft):
    signed = plans.sign(register, draft, [], on=TODAY)
    (school, _), (work, _) = plans.goals_of(register, signed)
    register.save(replace(school, status="achieved", closed_on=TODAY), replace(work, status="dropped"))
    assert plans.goals_of(register, plans.next_version(register, signed)) == []


def test_asking_twice_for_the_next_version_gives_the_same_one(register, case, draft):
    signed = plans.sign(register, draft, [], on=TODAY)
    following = plans.next_version(register, signed)
    assert plans.next_version(register, signed) == following
    assert [plan.version for plan in plans.versions(register, case)] == [1, 2]


def test_signing_the_next_version_supersedes_the_one_before_in_one_act(register, case, draft):
    first = plans.sign(register, draft, [], on=TODAY)
    second = plans.sign(register, plans.next_version(register, first), [], on=TOMORROW)
    assert [plan.status for plan in plans.versions(register, case)] == ["revised", "active"]
    assert plans.current(register, case).id == second.id


def test_a_review_keeps_what_was_said_and_sets_the_day_of_the_next(register, draft):
    signed = plans.sign(register, draft, [], on=TODAY)
    goal = plans.goals_of(register, signed)[0][0]
    held = PlanReview(
        case_id=signed.case_id,
        plan_id=signed.id,
        reviewed_on=TODAY,
        resident_view="I like it here.",
        next_on=TODAY + timedelta(days=60),
    )
    reviewed = plans.review(register, signed, held, [replace(goal, status="in_progress")])
    assert reviewed.review_on == TODAY + timedelta(days=60)
    assert register.find(PlanReview, plan_id=signed.id)[0].resident_view == "I like it here."
    assert plans.goals_of(register, signed)[0][0].status == "in_progress"


def test_the_first_action_done_begins_its_goal(register, case):
    plan = plans.draft_first(register, case)
    goal = a_goal(plan)
    goal, first, second = register.save(goal, an_action(goal), an_action(goal, what="Buy a satchel"))
    done = plans.tick_off(register, first)
    assert (done.status, done.done_on) == ("done", register.today)
    assert register.get(PlanGoal, goal.id).status == "in_progress"
    reached = register.save(replace(register.get(PlanGoal, goal.id), status="achieved", closed_on=register.today))[0]
    plans.tick_off(register, second)
    assert register.get(PlanGoal, goal.id) == reached
