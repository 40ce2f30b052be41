"""Any answer to any question of any record: what a correction carries, and how three answers to one question are merged."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centre_app.corrections import standing
from centre_app.corrections.applying import CHANGE, NOTHING, three_way
from centre_app.corrections.saying import is_said, may_be_corrected, said_of, with_answer
from centre_app.from_headquarters import FROM_HEADQUARTERS
from centre_app.questions import Reference
from centre_app.records import RECORD_TYPES, Card, CaseFile, Consent, IdentityPaper, Letter, StaffMember
from tests.answers import records_of

CORRECTED = [(kind, name) for kind in RECORD_TYPES for name in kind.questions if may_be_corrected(kind, name)]


@st.composite
def three_of_a_kind(draw):
    """A question, and three records of its kind: as it was seen, as it is with us, as it is asked for."""
    kind, question = draw(st.sampled_from(CORRECTED))
    base = draw(records_of(kind))
    others = [draw(st.just(base) | records_of(kind)) for _ in range(2)]
    return question, (base, *others)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(three=three_of_a_kind())
def test_three_answers_to_any_question_lose_nothing_and_change_no_other(three):
    question, (base, ours, theirs) = three
    seen, here, asked = (said_of(one, question) for one in (base, ours, theirs))
    merged = three_way(here, seen, asked)
    assert is_said(type(ours), question, asked)
    taken = with_answer(ours, question, asked)
    assert said_of(taken, question) == asked  # what was asked for is what stands
    assert getattr(taken, question) == getattr(theirs, question)
    assert with_answer(taken, question, here) == ours  # and ours can be had back
    others = [one.name for one in fields(ours) if one.name not in (question, "missing")]
    assert all(getattr(taken, name) == getattr(ours, name) for name in others)
    assert {name: why for name, why in taken.missing.items() if name != question} == {
        name: why for name, why in ours.missing.items() if name != question
    }
    if merged == NOTHING:
        assert here == asked
    elif merged == CHANGE:
        assert here == seen != asked
    else:
        assert merged == standing.CONFLICT
        assert seen != here != asked


@settings(max_examples=60, deadline=None, derandomize=True)
@given(three=three_of_a_kind(), text=st.text(max_size=60))
def test_a_text_that_says_no_answer_is_known_as_such(three, text):
    question, (record, *_) = three
    assert not is_said(type(record), question, text)
    assert not is_said(type(record), question, None)
    assert not is_said(type(record), question, said_of(record, question) + " ")


def test_nobody_elsewhere_corrects_a_consent_a_key_a_paper_or_what_opens_a_file():
    kinds = {kind for kind, _ in CORRECTED}
    assert not kinds & {Consent, Card, Letter, IdentityPaper, StaffMember, *FROM_HEADQUARTERS_ALONE}
    of_files = {name for kind, name in CORRECTED if kind is CaseFile}
    assert not of_files & {"share_hq", "share_hq_basis", "confidentiality", "status", "code", "merged_into_id"}
    assert not [name for kind, name in CORRECTED if isinstance(kind.questions[name].kind, Reference)]


FROM_HEADQUARTERS_ALONE = {kind for kind in FROM_HEADQUARTERS if kind.__name__.endswith(("Correction", "Answer"))}


@pytest.mark.parametrize(
    ("ours", "base", "theirs", "merged"),
    [
        ("a", "a", "b", CHANGE),
        ("b", "a", "b", NOTHING),
        ("c", "a", "b", standing.CONFLICT),
        ("b", "b", "b", NOTHING),
        ("a", "b", "b", standing.CONFLICT),  # we changed it, and they ask for what they had seen
    ],
)
def test_the_three_ways_of_one_answer(ours, base, theirs, merged):
    assert three_way(ours, base, theirs) == merged
