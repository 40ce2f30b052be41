"""How great the danger is and what she needs: to be looked at again; and the plan for her safety that is owed."""

from collections.abc import Iterator

from centre_app.agenda.due import Due
from centre_app.agenda.files import Files
from centre_app.records import NeedsAssessment, RiskAssessment, SafetyPlan
from centre_app.risk import in_order, safety_plan_due_on


def risks_to_review(files: Files) -> Iterator[Due]:
    for case_id, risk in files.newest(RiskAssessment, by="assessed_on").items():
        if risk.next_on and case_id in files.in_care:
            yield files.due("risk_review", risk.next_on, case_id, section="safety", record_id=risk.id)


def safety_plans_owed(files: Files) -> Iterator[Due]:
    """V17: whoever is in great danger has a safety plan two days later."""
    if not files.register.can_open(SafetyPlan):
        return
    planned = {plan.case_id for plan in files.of(SafetyPlan)}
    assessed: dict[str, list[RiskAssessment]] = {}
    for one in files.of(RiskAssessment):
        assessed.setdefault(one.case_id, []).append(one)
    for case_id, assessments in assessed.items():
        day = safety_plan_due_on(assessments)
        if day and case_id in files.in_care and case_id not in planned and case_id not in files.closed:
            yield files.due("safety_plan_due", day, case_id, section="safety", record_id=in_order(assessments)[-1].id)


def safety_plans_to_review(files: Files) -> Iterator[Due]:
    for case_id, plan in files.newest(SafetyPlan, by="drawn_up_on").items():
        if plan.next_on and case_id in files.in_care:
            yield files.due("safety_plan_review", plan.next_on, case_id, section="safety", record_id=plan.id)


def needs_to_assess(files: Files) -> Iterator[Due]:
    for case_id, needs in files.newest(NeedsAssessment, by="assessed_on").items():
        if needs.next_on and case_id in files.in_care:
            yield files.due("assessment_due", needs.next_on, case_id, section="safety", record_id=needs.id)


SOURCES = (risks_to_review, safety_plans_owed, safety_plans_to_review, needs_to_assess)
