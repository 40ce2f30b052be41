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
GIVEN_UP = frozenset({"dropped", "cancelled"})
# What goes on living in a signed version: how far it has come, and the day it is looked at again.
_STILL_OPEN: dict[type[Record], frozenset[str]] = {
    CarePlan: frozenset({"status", "review_on", "copy_choice"}),
    PlanGoal: frozenset({"status", "closed_on", "outcome"}),
    PlanAction: frozenset({"status", "done_on", "blocker"}),
}


def v19_goals_have_actions_with_a_person_and_a_date(plan: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(plan, CarePlan) or plan.status not in ABOUT_TO_BIND:
        return
    actions = [action for action in around.find(PlanAction, plan_id=plan.id) if action.status not in GIVEN_UP]
    with_action = {action.goal_id for action in actions}
    for goal in around.find(PlanGoal, plan_id=plan.id):
        if goal.id not in with_action and goal.status not in GIVEN_UP:
            yield say(goal, "V19", WARNS, "objective", N_("This goal has no action yet."))
    for action in actions:
        if not (action.who_id or action.who_in_words) or not (action.due_on or action.rhythm):
            yield say(action, "V19", WARNS, "what", N_("This action has nobody to do it, or no date."))


def a_signed_version_stays_as_it_was_signed(record: Record, around: Around) -> Iterator[Finding]:
    """What was agreed does not change any more; what is ticked off in it may. The next change makes the next version."""
    if not isinstance(record, (CarePlan, PlanGoal, PlanAction)):
        return
    plan = record if isinstance(record, CarePlan) else around.get(CarePlan, record.plan_id)
    signed = around.before(plan) if plan else None
    if signed is None or signed.status not in SIGNED:
        return
    before = around.before(record)
    open_still = _STILL_OPEN[type(record)]
    for name in record.questions:
        if name not in open_still and (before is None or getattr(record, name) != getattr(before, name)):
            yield say(
                record,
                "",
                BLOCKS,
                name,
                N_("This version is signed and stays as it is. Make the next version of the plan."),
            )
            return


RULES = (v19_goals_have_actions_with_a_person_and_a_date, a_signed_version_stays_as_it_was_signed)
