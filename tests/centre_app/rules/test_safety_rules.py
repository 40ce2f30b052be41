"""V17: great danger and no safety plan for two days."""

from datetime import timedelta

import pytest

from centre_app.problems import NotSaved
from centre_app.records import RiskAssessment, SafetyPlan
from tests.centre_app.rules.asking import WARNS, said
from tests.makers import TODAY, a_case, an_admission


def assessed(register, days_ago, level="high", *others, plan=None):
    case = a_case()
    assessment = RiskAssessment(case_id=case.id, level=level, assessed_on=TODAY - timedelta(days=days_ago))
    besides = [SafetyPlan(case_id=case.id, what_to_do=plan)] if plan else []
    earlier = [
        RiskAssessment(case_id=case.id, level=other, assessed_on=TODAY - timedelta(days=ago)) for ago, other in others
    ]
    return said(register, case, *earlier, assessment, *besides, rule="V17")


def test_v17_warns_from_the_second_day_until_there_is_a_plan(register):
    assert assessed(register, 1) == []
    assert assessed(register, 2) == [(WARNS, "level")]
    assert assessed(register, 2, "immediate") == [(WARNS, "level")]
    assert assessed(register, 9, plan="She calls the guard") == []


def test_v17_counts_from_where_the_danger_began_and_ends_where_it_ended(register):
    assert assessed(register, 0, "high", (7, "immediate")) == [(WARNS, "level")]
    assert assessed(register, 0, "high", (7, "low")) == []
    assert assessed(register, 0, "medium", (7, "high")) == []


@pytest.mark.parametrize("reason", [None, "not_asked"])
def test_an_assessment_without_a_level_is_not_saved_for_it_would_hide_the_one_before(register, reason):
    case = register.save(*an_admission())[2]
    missing = {"level": reason} if reason else {}
    with pytest.raises(NotSaved) as refused:
        register.save(RiskAssessment(case_id=case.id, assessed_on=TODAY, assessed_by=register.who, missing=missing))
    assert {finding.question for finding in refused.value.findings} == {"level"}
