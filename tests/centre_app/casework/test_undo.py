"""Bringing an earlier state back: each is rebuilt as it was, returns as a new change, and passes the same door."""

from dataclasses import fields, replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from centre_app import integrity
from centre_app.casework import plans, undo
from centre_app.casework.undo import StateErased, WasWithdrawn, WithdrawnWithItsFile, restore, state_at
from centre_app.kept_for_others import KEPT
from centre_app.problems import FileRestricted, NotSaved, ReadOnlyForYou, SectionShut
from centre_app.questions import NOTES
from centre_app.records import (
    RECORD_TYPES,
    CarePlan,
    CaseFile,
    Consent,
    HealthBrief,
    HealthProfile,
    MedicalVisit,
    MonthReport,
    PlanGoal,
    RetentionEvent,
    Stay,
)
from centre_app.rules.retention import ANONYMISED
from db import trace
from tests.answers import records_of
from tests.makers import TODAY, a_bed, a_goal, a_health_profile, a_room, an_admission, an_assignment, reopened_as

# Everything but these is an answer, or belongs to one: it comes back with the state.
NOT_OF_A_STATE = {"hlc"}


@pytest.fixture
def case(register):
    return register.save(*an_admission())[2]


@pytest.fixture
def brief(register, case):
    """What the team is told of her health, put right twice."""
    brief = register.save(HealthBrief(case_id=case.id, allergies="Pénicilline"))[0]
    brief = register.save(replace(brief, allergies="Arachide", alerts="Souffle court"))[0]
    return register.save(replace(brief, allergies=None, missing={"allergies": "refused"}))[0]


def as_it_was(record) -> dict:
    return {field.name: getattr(record, field.name) for field in fields(record) if field.name not in NOT_OF_A_STATE}


def without_kept(record) -> dict[str, str]:
    """Return the reasons for having no answer, but for the one that the register itself gives and takes away."""
    return {name: why for name, why in record.missing.items() if why != KEPT}


# --- rebuilding ------------------------------------------------------------------------------------------------


def test_each_state_is_told_as_it_was(register, brief):
    first, second, third = (state_at(register, HealthBrief, brief.id, rev) for rev in (1, 2, 3))
    assert (first.allergies, first.alerts) == ("Pénicilline", None)
    assert (second.allergies, second.alerts) == ("Arachide", "Souffle court")
    assert (third.allergies, dict(third.missing)) == (None, {"allergies": "refused"})


# The psychologist's own notes are no director's to write, a line of the ledger of consents is never changed, and a month
# that was closed is never taken back.
CHANGED_BY_A_DIRECTOR = [
    one for one in RECORD_TYPES if one.compartment != NOTES and one not in (Consent, MonthReport, RetentionEvent)
]


@pytest.mark.parametrize("record_type", CHANGED_BY_A_DIRECTOR, ids=lambda record_type: record_type.__name__)
def test_after_any_changes_each_earlier_state_is_rebuilt_exactly(register, record_type):
    @settings(max_examples=8)
    @given(states=st.lists(records_of(record_type), min_size=2, max_size=4), withdrawn=st.booleans())
    def is_rebuilt(states, withdrawn):
        assume(not (withdrawn and getattr(states[-1], "status", None) == ANONYMISED))  # nobody takes that back
        states = [replace(state, missing=without_kept(state)) for state in states]
        stood = [register.save(states[0], heed_findings=False)[0]]
        for state in states[1:]:
            coming = replace(
                stood[-1], missing=state.missing, **{name: getattr(state, name) for name in state.questions}
            )
            stood += register.save(coming, heed_findings=False)
        if withdrawn:
            register.void(stood[-1], reason="A slip")
            stood.append(register.as_stored.get(record_type, stood[0].id))
        lines = trace.changes_of(register.vault, record_type.table, stood[0].id)
        assert [line["rev"] for line in lines] == [state.rev for state in reversed(stood)]
        for state in stood:
            row = register.vault.get(record_type.table, state.id)
            rebuilt = undo._walked_back(register, record_type, row, state.rev)
            assert as_it_was(undo.from_row(record_type, rebuilt)) == as_it_was(state)

    is_rebuilt()


def test_a_look_between_two_changes_is_no_state(register, case):
    visit = register.save(MedicalVisit(case_id=case.id, visit_type="other", seen_on=TODAY, complaint="Toux"))[0]
    register.note_views([visit])
    register.save(replace(visit, complaint="Fièvre"))
    assert state_at(register, MedicalVisit, visit.id, 1).complaint == "Toux"


def test_a_number_that_no_change_has_tells_nothing(register, brief):
    for rev in (-1, 0, 4):
        with pytest.raises(StateErased):
            state_at(register, HealthBrief, brief.id, rev)


def test_what_was_erased_from_the_history_is_not_guessed(register, brief):
    with register.vault.transaction():
        register.vault.connection.execute(
            "UPDATE care.history SET was = NULL, salt = NULL WHERE record_id = ? AND rev = 2", (brief.id,)
        )
    assert state_at(register, HealthBrief, brief.id, 2).allergies == "Arachide"
    with pytest.raises(StateErased):
        state_at(register, HealthBrief, brief.id, 1)


# --- bringing back ---------------------------------------------------------------------------------------------


def test_a_state_comes_back_as_a_new_change_and_nothing_is_lost(register, brief):
    back = restore(register, brief, 1)
    assert (back.rev, back.allergies, back.alerts, dict(back.missing)) == (4, "Pénicilline", None, {})
    assert state_at(register, HealthBrief, brief.id, 3).missing == {"allergies": "refused"}
    newest = trace.changes_of(register.vault, HealthBrief.table, brief.id)[0]
    assert (newest["action"], newest["who"]) == ("restore", register.who)
    assert restore(register, back, 2).alerts == "Souffle court"
    assert not integrity.check(register).faults


def test_a_state_that_stands_already_writes_nothing(register, brief):
    assert restore(register, brief, 3).rev == 3


def test_what_was_withdrawn_stands_again(register, brief):
    register.void(brief, reason="A slip")
    back = restore(register, brief, 2)
    assert (back.is_void, back.void_reason, back.allergies) == (False, None, "Arachide")
    assert register.find(HealthBrief, case_id=brief.case_id) == [back]


def test_a_state_in_which_it_was_withdrawn_is_not_brought_back(register, brief):
    register.void(brief, reason="A slip")
    back = restore(register, brief, 3)
    with pytest.raises(WasWithdrawn):
        restore(register, back, 4)


def test_a_part_of_a_withdrawn_file_waits_for_its_file(register, brief):
    case = register.get(CaseFile, brief.case_id)
    register.void(brief, register.only(Stay), case, reason="Another child’s file")
    with pytest.raises(WithdrawnWithItsFile):
        restore(register, brief, 1)
    restore(register, case, 1)
    assert restore(register, brief, 1).allergies == "Pénicilline"


def test_a_bed_that_another_child_has_now_is_not_given_back(register, case):
    room = a_room()
    bed = a_bed(room)
    other = an_admission(given="Awa")
    other[2] = replace(other[2], code="SEG-26-0002")
    register.save(room, bed, *other)
    stay = register.find(Stay, case_id=case.id)[0]
    slept = register.save(an_assignment(stay, bed))[0]
    register.void(slept, reason="The wrong bed")
    register.save(an_assignment(other[-1], bed))
    with pytest.raises(NotSaved):
        restore(register, slept, 1)


def test_a_signed_plan_stays_as_it_was_signed(register, case):
    plan = plans.draft_first(register, case)
    goal = register.save(a_goal(plan))[0]
    goal = register.save(replace(goal, objective="She reads her second book."))[0]
    signed = plans.sign(register, plan, [], on=TODAY)
    for record in (signed, goal):
        with pytest.raises(NotSaved):
            restore(register, record, 1)
    assert register.get(CarePlan, plan.id).status == "active"
    assert register.get(PlanGoal, goal.id).objective == "She reads her second book."


# --- whose it is -----------------------------------------------------------------------------------------------


def test_whoever_may_only_read_brings_nothing_back(register, brief):
    with reopened_as(register, "social_worker") as hers:
        assert state_at(hers, HealthBrief, brief.id, 1).allergies == "Pénicilline"
        with pytest.raises(ReadOnlyForYou):
            restore(hers, brief, 1)


def test_what_is_kept_for_others_is_told_to_nobody_and_stays(register, case):
    profile = register.save(a_health_profile(case, hiv_status="positive", chronic="Asthme"))[0]
    register.save(replace(profile, hiv_status="negative", chronic="Aucune"))
    with reopened_as(register, "case_manager") as hers, pytest.raises(SectionShut):
        state_at(hers, HealthProfile, profile.id, 1)


def test_a_sealed_record_tells_no_earlier_state(register, case):
    visit = MedicalVisit(
        case_id=case.id, visit_type="other", seen_on=TODAY, complaint="Toux", confidentiality="standard"
    )
    visit = register.save(visit)[0]
    register.save(replace(visit, confidentiality="sealed"))
    with reopened_as(register, "nurse") as hers, pytest.raises(FileRestricted):
        state_at(hers, MedicalVisit, visit.id, 1)
