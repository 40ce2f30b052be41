"""The care plan: a first draft, a version to sign, its signatures, its reviews, the next version.

A signed version stays as it was signed: what is ticked off in it may change, what was agreed may not. The next
change makes the next version, which takes over what is still to be done.
"""

import dataclasses
from collections.abc import Iterable
from datetime import date, timedelta

from centre_app.questions import Record, copy_of
from centre_app.records import CarePlan, CaseFile, PlanAction, PlanGoal, PlanReview, Signature
from centre_app.register import Register

DRAFT, PROPOSED, AGREED, ACTIVE, REVISED = "draft", "proposed", "agreed", "active", "revised"
SIGNED = frozenset({AGREED, ACTIVE, "review_due"})
OPEN_GOALS = frozenset({"not_started", "in_progress", "partially"})
OPEN_ACTIONS = frozenset({"planned", "due", "blocked"})
REVIEW_AFTER = timedelta(days=90)


def versions(register: Register, case: CaseFile) -> list[CarePlan]:
    """Return every version of her plan, the first one first."""
    return sorted(register.find(CarePlan, case_id=case.id), key=lambda plan: plan.version or 0)


def current(register: Register, case: CaseFile) -> CarePlan | None:
    """Return the newest version, draft or signed; None while there is no plan."""
    plans = versions(register, case)
    return plans[-1] if plans else None


def goals_of(register: Register, plan: CarePlan) -> list[tuple[PlanGoal, list[PlanAction]]]:
    """Return the goals of a version with their actions, in the order in which they were written."""
    actions = register.find(PlanAction, plan_id=plan.id)
    return [
        (goal, [action for action in actions if action.goal_id == goal.id])
        for goal in register.find(PlanGoal, plan_id=plan.id)
    ]


def draft_first(register: Register, case: CaseFile) -> CarePlan:
    """Begin the first version of a plan."""
    plan = CarePlan(case_id=case.id, version=1, drafted_on=register.today, review_on=register.today + REVIEW_AFTER)
    return register.save(plan, action="draft_plan")[0]


def next_version(register: Register, plan: CarePlan) -> CarePlan:
    """Begin the version that follows, with the goals and actions that are still open, as one act.

    Where it was begun already, that one is returned.
    """
    begun = register.only(CarePlan, previous_id=plan.id)
    if begun is not None:
        return begun
    new = CarePlan(
        case_id=plan.case_id,
        version=(plan.version or 0) + 1,
        drafted_on=register.today,
        review_on=register.today + REVIEW_AFTER,
        previous_id=plan.id,
        **{name: getattr(plan, name) for name in _TAKEN_OVER},
    )
    records: list[Record] = [new]
    for goal, actions in goals_of(register, plan):
        if goal.status not in OPEN_GOALS:
            continue
        copy = copy_of(goal, plan_id=new.id)
        records.append(copy)
        records += [
            copy_of(action, plan_id=new.id, goal_id=copy.id) for action in actions if action.status in OPEN_ACTIONS
        ]
    saved = register.save(*records, action="next_version")
    return next(record for record in saved if isinstance(record, CarePlan))


_TAKEN_OVER = (
    "situation", "wishes", "wishes_in_french", "worries", "worries_in_french", "strengths", "strengths_in_french",
    "explained_in", "interpreter", "exit_preparation",
)  # fmt: skip


def propose(register: Register, plan: CarePlan) -> CarePlan:
    """Mark a draft as ready to be printed and signed."""
    return register.save(dataclasses.replace(plan, status=PROPOSED), action="propose_plan")[0]


def back_to_draft(register: Register, plan: CarePlan) -> CarePlan:
    """Take a proposed version back to be changed; a signed one cannot be."""
    return register.save(dataclasses.replace(plan, status=DRAFT), action="draft_plan")[0]


def sign(register: Register, plan: CarePlan, signatures: Iterable[Signature], *, on: date) -> CarePlan:
    """Write who signed; the version is frozen from now on, and the one before it is superseded. One act."""
    records: list[Record] = [dataclasses.replace(plan, status=ACTIVE, agreed_on=on)]
    records += [dataclasses.replace(signature, signed_on=signature.signed_on or on) for signature in signatures]
    previous = register.get(CarePlan, plan.previous_id)
    if previous is not None and previous.status != REVISED:
        records.append(dataclasses.replace(previous, status=REVISED))
    saved = register.save(*records, action="sign_plan")
    return next(record for record in saved if isinstance(record, CarePlan) and record.id == plan.id)


def tick_off(register: Register, action: PlanAction) -> PlanAction:
    """Mark an action as done today; with the first one its goal is begun. One act."""
    done = dataclasses.replace(action, status="done", done_on=register.today)
    goal = register.get(PlanGoal, action.goal_id)
    begun = [dataclasses.replace(goal, status="in_progress")] if goal and goal.status == "not_started" else []
    saved: list[Record] = register.save(done, *begun)
    return next(record for record in saved if isinstance(record, PlanAction))


def review(register: Register, plan: CarePlan, held: PlanReview, goals: Iterable[PlanGoal] = ()) -> CarePlan:
    """Write a review: what was said and decided, each goal's state, and the day of the next one. One act.

    The day on which it was due stays with the review: the plan says the next one from now on.
    """
    of_its_day = dataclasses.replace(held, due_on=held.due_on or plan.review_on)
    records: list[Record] = [dataclasses.replace(plan, review_on=held.next_on or plan.review_on), of_its_day, *goals]
    saved = register.save(*records, action="review_plan")
    return next(record for record in saved if isinstance(record, CarePlan))
