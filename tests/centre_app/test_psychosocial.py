"""What the psychologist keeps for herself: any words come back from a register opened by her, every earlier state too."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centre_app.casework import sessions, undo
from centre_app.problems import SectionShut
from centre_app.records import PsychosocialSession, SessionObservation
from db import trace
from tests.answers import records_of
from tests.makers import TODAY, an_admission, reopened_as


@pytest.fixture
def case(register):
    return register.save(*an_admission())[2]


@pytest.fixture
def hers(register, case):
    with reopened_as(register, "psychologist") as opened:
        yield opened


def answers_of(record) -> dict:
    return {name: getattr(record, name) for name in (*record.questions, "missing", "rev", "voided_at")}


def test_any_note_comes_back_from_her_register(hers):
    @settings(max_examples=25)
    @given(note=records_of(SessionObservation))
    def comes_back(note):
        saved = hers.save(note, heed_findings=False)[0]
        assert hers.get(SessionObservation, note.id) == saved
        assert {name: getattr(saved, name) for name in note.questions} == {
            name: getattr(note, name) for name in note.questions
        }
        assert dict(saved.missing) == dict(note.missing)

    comes_back()


def test_after_any_changes_each_earlier_note_is_rebuilt_exactly(hers):
    @settings(max_examples=8)
    @given(states=st.lists(records_of(SessionObservation), min_size=2, max_size=4), withdrawn=st.booleans())
    def is_rebuilt(states, withdrawn):
        stood = [hers.save(states[0], heed_findings=False)[0]]
        for state in states[1:]:
            answers = {name: getattr(state, name) for name in state.questions}
            stood += hers.save(replace(stood[-1], missing=state.missing, **answers), heed_findings=False)
        if withdrawn:
            hers.void(stood[-1], reason="A slip")
            stood.append(hers.as_stored.get(SessionObservation, stood[0].id))
        lines = trace.changes_of(hers.vault, SessionObservation.table, stood[0].id)
        assert [line["rev"] for line in lines] == [state.rev for state in reversed(stood)]
        for state in stood:
            rebuilt = undo.state_at(hers, SessionObservation, state.id, state.rev)
            assert answers_of(rebuilt) == answers_of(state)

    is_rebuilt()


def test_a_session_and_its_note_are_one_act_in_two_compartments(hers, case):
    session = PsychosocialSession(case_id=case.id, session_type="individual", held_on=TODAY)
    note = replace(sessions.observation_of(hers, session), observation="Elle a parlé de sa sœur.")
    session = sessions.write_session(hers, session, note)
    kept = sessions.observation_of(hers, session)
    assert kept.observation == "Elle a parlé de sa sœur."
    acts = [trace.changes_of(hers.vault, one.table, one.id)[0]["action"] for one in (session, kept)]
    assert acts == ["psychosocial_session"] * 2
    assert undo.restore(hers, hers.save(replace(kept, observation="Autre"))[0], 1).observation == kept.observation


def test_a_note_in_which_nothing_stands_is_none(hers, case):
    session = PsychosocialSession(case_id=case.id, session_type="individual", held_on=TODAY)
    session = sessions.write_session(hers, session, sessions.observation_of(hers, session))
    assert hers.find(SessionObservation) == []
    assert {field.name for field in fields(session)} >= {"ladder", "held_by"}


def test_the_director_reads_that_there_was_a_session_and_nothing_that_was_said(register, case):
    with reopened_as(register, "psychologist") as hers:
        session = PsychosocialSession(case_id=case.id, session_type="individual", held_on=TODAY)
        note = SessionObservation(case_id=case.id, session_id=session.id, observation="Kept")
        sessions.write_session(hers, session, note)
    with reopened_as(hers, "director", who="another-director") as director:
        assert len(director.find(PsychosocialSession)) == 1
        assert sessions.observation_of(director, session) is None
        with pytest.raises(SectionShut):
            director.find(SessionObservation)
