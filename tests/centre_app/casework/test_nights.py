"""The roll call: one night of the whole house as one act."""

from dataclasses import replace
from datetime import timedelta

import pytest

from centre_app.casework.nights import Mark, here_on, mark_night
from centre_app.problems import NotSaved
from centre_app.records import PresenceNight
from tests.makers import TODAY, TOMORROW, YESTERDAY, an_admission


@pytest.fixture
def stays(register):
    return [register.save(*an_admission(given=given, admitted_on=YESTERDAY))[-1] for given in ("Kadidia", "Mariam")]


def test_a_night_is_marked_for_the_whole_house(register, stays):
    one, other = stays
    marked = mark_night(
        register, TODAY, [Mark(stay=one, present=True), Mark(stay=other, present=False, absence_type="hospital")]
    )
    assert [(night.present, night.absence_type) for night in marked] == [(True, None), (False, "hospital")]


def test_a_night_marked_again_is_corrected_and_counts_once(register, stays):
    mark_night(register, TODAY, [Mark(stay=stay, present=True) for stay in stays])
    mark_night(register, TODAY, [Mark(stay=stays[0], present=False)])
    nights = register.find(PresenceNight, night=TODAY)
    assert [(night.stay_id, night.present) for night in nights] == [(stays[0].id, False), (stays[1].id, True)]


def test_who_was_not_marked_is_neither_present_nor_absent(register, stays):
    mark_night(register, TODAY, [Mark(stay=stays[0], present=True)])
    assert register.find(PresenceNight, stay_id=stays[1].id) == []


def test_a_night_before_somebody_came_is_refused_for_all(register, stays):
    with pytest.raises(NotSaved):
        mark_night(register, YESTERDAY - timedelta(days=1), [Mark(stay=stay, present=True) for stay in stays])
    assert register.find(PresenceNight) == []


def test_who_is_here_on_a_night(register, stays):
    one, other = stays
    register.save(replace(one, ended_on=TODAY), heed_findings=False)
    assert [stay.id for stay in here_on(register, YESTERDAY - timedelta(days=1))] == []
    assert [stay.id for stay in here_on(register, YESTERDAY)] == [one.id, other.id]
    assert [stay.id for stay in here_on(register, TODAY)] == [other.id]
    assert [stay.id for stay in here_on(register, TOMORROW)] == [other.id]
