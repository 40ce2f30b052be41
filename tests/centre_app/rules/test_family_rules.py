"""V13: nobody is looked for against her will, nor called into danger; her opinion is asked, and she may refuse to return."""

from dataclasses import replace

from centre_app.records import Consent, FamilyAssessment, Mediation, Relative, Reunification, TracingAction
from tests.centre_app.rules.asking import BLOCKS, WARNS, said
from tests.makers import TODAY, YESTERDAY, a_case, a_person

CASE = a_case(a_person())


def a_consent(status: str = "given", **answers) -> Consent:
    usual = {"purpose": "family_tracing", "given_on": YESTERDAY, "giver": "self_adult", "mode": "signature"}
    return Consent(**{"case_id": CASE.id, "status": status, **usual, **answers})


def tracing(**answers) -> TracingAction:
    return TracingAction(**{"case_id": CASE.id, "method": "phone", "acted_on": TODAY, "status": "open", **answers})


def test_v13_nobody_is_looked_for_without_a_live_consent(register):
    blocked = [(BLOCKS, "method")]
    assert said(register, tracing(), rule="V13") == blocked
    assert said(register, tracing(), a_consent(), rule="V13") == []
    assert said(register, tracing(), a_consent("refused"), rule="V13") == blocked
    assert said(register, tracing(), a_consent(), a_consent("withdrawn", given_on=TODAY), rule="V13") == blocked
    assert said(register, tracing(), a_consent(expires_on=YESTERDAY), rule="V13") == blocked
    assert said(register, tracing(), a_consent(purpose="photo"), rule="V13") == blocked


def test_v13_what_was_done_before_she_withdrew_may_be_put_right(register):
    done = replace(tracing(), rev=1)
    assert said(register, done, a_consent("withdrawn"), rule="V13") == []
    assert said(register, tracing(status="not_wanted"), a_consent("refused"), rule="V13") == []


def test_v13_a_dangerous_relative_is_called_only_with_a_reason(register):
    uncle = Relative(
        case_id=CASE.id, name="Bakary", relation="uncle_paternal", safe_to_contact="no", phone="+22370000001"
    )
    call = tracing(relative_id=uncle.id)
    assert said(register, uncle, a_consent(), call, rule="V13") == [(BLOCKS, "despite_danger")]
    reason = replace(call, despite_danger="The judge asks where he is")
    assert said(register, uncle, a_consent(), reason, rule="V13") == []
    assert said(register, replace(uncle, safe_to_contact="with_care"), a_consent(), call, rule="V13") == []
    assert said(register, replace(uncle, safe_to_contact=None), rule="V13") == [(WARNS, "safe_to_contact")]


def blocked(register, record) -> list[str]:
    return [question for severity, question in said(register, record, rule="") if severity == BLOCKS]


def test_what_she_says_belongs_to_every_assessment_of_her_family(register):
    visit = FamilyAssessment(case_id=CASE.id, assessed_on=TODAY, opinion="favourable")
    assert blocked(register, visit) == ["resident_opinion"]
    assert blocked(register, replace(visit, resident_opinion="She misses her mother")) == []


def test_she_may_refuse_to_return(register):
    planned = Reunification(case_id=CASE.id, resident_agrees=None)
    assert blocked(register, planned) == ["resident_agrees"]
    refused = replace(planned, resident_agrees=False)
    assert blocked(register, refused) == []
    assert blocked(register, replace(refused, returned_on=TODAY)) == ["returned_on"]
    assert blocked(register, replace(refused, returned_on=TODAY, best_interest="The judge decided")) == []
    assert blocked(register, replace(planned, resident_agrees=True, returned_on=TODAY)) == []


def test_v5_the_next_meeting_comes_after_this_one(register):
    meeting = Mediation(case_id=CASE.id, held_on=TODAY, outcome="postponed", next_on=YESTERDAY)
    assert said(register, meeting, rule="V5") == [(BLOCKS, "next_on")]
