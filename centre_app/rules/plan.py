"""Rules about the care plan: V19 what must be whole before it is signed, and a signed version that stays as it is.

V18 (no signed plan 14 days after admission) is a thing to do, not a fault of a record: agenda.py says it.
"""

from collections.abc import Iterator

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CarePlan, PlanAction, PlanGoal
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, WARNS, Finding

ABOUT_TO_BIND = frozenset({"proposed", "agreed", "active"})
SIGNED = frozenset({"agreed", "active", "review_due", "revised", "completed"})
_STILL_OPEN: dict[type[Record], frozenset[str]] = {
    CarePlan: frozenset({"status", "review_on", "copy_choice"}),
    PlanGoal: frozenset({"status", "closed_on", "outcome"}),
    PlanAction: frozenset({"status", "done_on", "blocker", "cost_fcfa"}),
}


def v19_goals_have_actions_with_a_person_and_a_date(plan: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(plan, CarePlan) or plan.status not in ABOUT_TO_BIND:
        return
    actions = around.find(PlanAction, plan_id=plan.id)
    with_action = {action.goal_id for action in actions}
    for goal in around.find(PlanGoal, plan_id=plan.id):
        if goal.id not in with_action:
            yield say(goal, "V19", WARNS, "objective", N_("This goal has no action yet."))
    for action in actions:
        if not (action.who_id or action.who_in_words) or not (action.due_on or action.rhythm):
            yield say(action, "V19", WARNS, "what", N_("This action has nobody to do it, or no date."))


def a_signed_version_stays_as_it_was_signed(record: Record, around: Around) -> Iterator[Finding]:
    """What was agreed is frozen; what is ticked off in it (states, days done, reviews) goes on."""
    if not isinstance(record, (CarePlan, PlanGoal, PlanAction)):
        return
    before = around.before(record)
    plan = before if isinstance(before, CarePlan) else _stored_plan(record, around)
    if plan is None or plan.status not in SIGNED:
        return
    ticked = _STILL_OPEN[type(record)]
    for name in record.questions:
        if before is None or (name not in ticked and getattr(record, name) != getattr(before, name)):
            yield say(
                record, "plan", BLOCKS, name, N_("This version is signed and does not change. Open the next version.")
            )
            return


def _stored_plan(record: PlanGoal | PlanAction | CarePlan, around: Around) -> CarePlan | None:
    if isinstance(record, CarePlan):
        return None
    plan = around.get(CarePlan, record.plan_id)
    return (around.before(plan) or None) if plan else None


RULES = (v19_goals_have_actions_with_a_person_and_a_date, a_signed_version_stays_as_it_was_signed)
