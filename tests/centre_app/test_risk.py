"""The pace that a level of risk sets, and since when the danger is great."""

from datetime import timedelta

from centre_app import risk
from centre_app.choices import choices
from centre_app.records import RiskAssessment
from tests.makers import TODAY


def on(days_ago: int, level: str | None) -> RiskAssessment:
    return RiskAssessment(case_id="c", level=level, assessed_on=TODAY - timedelta(days=days_ago))


def test_every_level_has_a_pace_and_the_graver_is_the_quicker():
    assert set(risk.PACES) == set(choices("risk_level").all_keys)
    looks = [risk.next_look(level, assessed_on=TODAY) for level in ("immediate", "high", "medium", "low")]
    acts = [risk.first_act_by(level, assessed_on=TODAY) for level in ("immediate", "high", "medium", "low")]
    assert looks == sorted(looks)
    assert acts == sorted(acts)
    assert risk.next_look("none", assessed_on=TODAY) is None
    assert risk.next_look(None, assessed_on=TODAY) is None


def test_the_danger_counts_from_where_it_began_without_a_break():
    assert risk.dangerous_since([on(9, "high"), on(5, "immediate")]) == TODAY - timedelta(days=9)
    assert risk.dangerous_since([on(9, "high"), on(5, "medium"), on(2, "high")]) == TODAY - timedelta(days=2)
    assert risk.dangerous_since([on(9, "high"), on(5, "low")]) is None
    assert risk.dangerous_since([]) is None


def test_a_safety_plan_is_owed_two_days_after_the_danger_began_in_whatever_order_it_was_written():
    assert risk.safety_plan_due_on([on(1, "high"), on(9, "high")]) == TODAY - timedelta(days=7)
