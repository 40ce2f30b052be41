"""What is reported: not where it could be read by whom it names, not without a word, and in time after rape."""

import pytest

from centre_app.records import ReportOfAbuse
from centre_app.review import review
from tests.centre_app.rules.asking import BLOCKS, INFORMS, said
from tests.makers import an_incident


def test_abuse_by_staff_is_turned_away_from_where_the_director_reads_it(register):
    assert (BLOCKS, "incident_type") in said(register, an_incident(incident_type="psea"), rule="")
    assert (BLOCKS, "incident_type") not in said(register, an_incident(incident_type="staff_misconduct"), rule="")


@pytest.mark.parametrize("description", [None, ""])
def test_an_incident_says_at_least_what_kind_it_was_or_what_happened(register, description):
    empty = an_incident(incident_type=None, description=description)
    assert (BLOCKS, "description") in said(register, empty, rule="")
    assert not [found for found in review(register, [an_incident(description=description)]) if found.blocks]
    assert not [found for found in review(register, [an_incident(incident_type=None)]) if found.blocks]


@pytest.mark.parametrize("words", [None, ""])
def test_a_report_of_abuse_says_something(register, words):
    assert said(register, ReportOfAbuse(what_happened=words), rule="") == [(BLOCKS, "what_happened")]
    assert said(register, ReportOfAbuse(what_happened="Il est entré."), rule="") == []


def test_v16_after_rape_the_hours_are_said_and_nothing_is_held_up(register):
    for answers in ({"incident_type": "rape"}, {"needs_care_after_rape": True}):
        assert said(register, an_incident(**answers), rule="V16") == [(INFORMS, "needs_care_after_rape")]
    assert said(register, an_incident(needs_care_after_rape=False), rule="V16") == []
