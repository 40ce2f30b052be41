"""How great the danger is and what she needs: to be looked at again; and the plan for her safety that is owed."""

from collections.abc import Iterator
from datetime import date, timedelta

from centre_app.agenda.due import Due
from centre_app.agenda.files import Files
from centre_app.records import NeedsAssessment, RiskAssessment, SafetyPlan
from centre_app.risk import IMMEDIATE, in_order, latest, safety_plan_due_on


def risks_to_review(files: Files) -> Iterator[Due]:
    for case_id, risk in files.newest(RiskAssessment, by="assessed_on").items():
        if risk.next_on and case_id in files.in_care:
            yield files.due("risk_review", risk.next_on, case_id, section="safety", record_id=risk.id)


def dangers(files: Files) -> Iterator[Due]:
    """Whoever is in immediate danger has a safety plan of this very day, each day until the danger is less."""
    if not files.register.can_open(SafetyPlan):
        return
    plans = files.newest(SafetyPlan, by="drawn_up_on")
    for case_id, assessments in _assessed(files).items():
        risk = latest(assessments)
        if risk is None or risk.level != IMMEDIATE or not _is_said_of(files, case_id):
            continue
        plan = plans.get(case_id)
        planned_on = (plan.drawn_up_on if plan else None) or date.min
        if planned_on < files.today:
            due_on = max(risk.assessed_on or files.today, planned_on + timedelta(days=1))
            yield files.due("danger_now", min(due_on, files.today), case_id, section="safety", record_id=risk.id)


def safety_plans_owed(files: Files) -> Iterator[Due]:
    """V17: whoever is in great danger has a safety plan two days later; in immediate danger, today (`dangers`)."""
    if not files.register.can_open(SafetyPlan):
        return
    planned = {plan.case_id for plan in files.of(SafetyPlan)}
    for case_id, assessments in _assessed(files).items():
        day, risk = safety_plan_due_on(assessments), latest(assessments)
        is_immediate = risk is not None and risk.level == IMMEDIATE
        if day and case_id not in planned and not is_immediate and _is_said_of(files, case_id):
            yield files.due("safety_plan_due", day, case_id, section="safety", record_id=in_order(assessments)[-1].id)


def _assessed(files: Files) -> dict[str, list[RiskAssessment]]:
    assessed: dict[str, list[RiskAssessment]] = {}
    for one in files.of(RiskAssessment):
        assessed.setdefault(one.case_id, []).append(one)
    return assessed


def _is_said_of(files: Files, case_id: str) -> bool:
    """Of a file that is kept for others nobody knows that there is no plan."""
    return case_id in files.in_care and case_id not in files.closed


def safety_plans_to_review(files: Files) -> Iterator[Due]:
    for case_id, plan in files.newest(SafetyPlan, by="drawn_up_on").items():
        if plan.next_on and case_id in files.in_care:
            yield files.due("safety_plan_review", plan.next_on, case_id, section="safety", record_id=plan.id)


def needs_to_assess(files: Files) -> Iterator[Due]:
    for case_id, needs in files.newest(NeedsAssessment, by="assessed_on").items():
        if needs.next_on and case_id in files.in_care:
            yield files.due("assessment_due", needs.next_on, case_id, section="safety", record_id=needs.id)


SOURCES = (dangers, risks_to_review, safety_plans_owed, safety_plans_to_review, needs_to_assess)
