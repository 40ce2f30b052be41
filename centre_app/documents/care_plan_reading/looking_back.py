"""The balance of the version before: which goals were reached, which were not, and why."""

from centre_app.casework.plans import goals_of
from centre_app.documents.care_plan_levels import Part
from centre_app.documents.care_plan_reading.source import Source, newest
from centre_app.documents.care_plan_sheet import GoalLookedBackOn, LookBack
from centre_app.records import CarePlan, PlanReview

_GIVEN_UP = "dropped"


def look_back(source: Source) -> LookBack | None:
    """Return the balance of the version that this one follows; None for a first version."""
    register = source.register
    previous = register.get(CarePlan, source.plan.previous_id) if source.prints(Part.LOOK_BACK) else None
    if previous is None:
        return None
    goals = tuple(
        GoalLookedBackOn(
            objective=goal.objective or "",
            is_reached=goal.status == "achieved",
            is_partly_reached=goal.status == "partially",
            why=goal.outcome or "",
        )
        for goal, _ in goals_of(register, previous)
        if goal.status != _GIVEN_UP
    )
    review = newest(register.find_open(PlanReview, plan_id=previous.id), "reviewed_on")
    return LookBack(version=previous.version or 0, goals=goals, her_view=(review.resident_view if review else "") or "")
