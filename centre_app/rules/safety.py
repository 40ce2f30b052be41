"""Rules about danger: V17 whoever is in great danger has a safety plan within two days."""

from collections.abc import Iterator

from centre_app import risk
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import RiskAssessment, SafetyPlan
from centre_app.rules.around import Around, say
from centre_app.rules.findings import WARNS, Finding


def v17_great_danger_has_a_safety_plan_within_two_days(assessment: Record, around: Around) -> Iterator[Finding]:
    """Counted from the day since which the danger has been great without a break. The agenda says it too."""
    if not isinstance(assessment, RiskAssessment) or assessment.level not in risk.DANGEROUS:
        return
    assessments = around.find(RiskAssessment, case_id=assessment.case_id)
    if risk.in_order(assessments)[-1].id != assessment.id or around.find(SafetyPlan, case_id=assessment.case_id):
        return
    due_on = risk.safety_plan_due_on(assessments)
    if due_on is not None and due_on <= around.today:
        yield say(
            assessment,
            "V17",
            WARNS,
            "level",
            N_("The danger is great and there is no safety plan yet. Write it today."),
        )


RULES = (v17_great_danger_has_a_safety_plan_within_two_days,)
