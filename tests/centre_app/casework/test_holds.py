"""Beds that are kept free: given and lifted, warned of, never a bar to a night arrival."""

from datetime import timedelta

import pytest

from centre_app.casework import beds, holds
from centre_app.problems import NotSaved
from centre_app.records import BedHold
from tests.centre_app.rules.asking import WARNS, said
from tests.makers import TODAY, TOMORROW, YESTERDAY, a_bed, a_person, a_room, an_admission, an_assignment

MONDAY = TODAY + timedelta(days=2)


@pytest.fixture
def room(register):
    return register.save(a_room(name="Chambre A"))[0]


@pytest.fixture
def pair(register, room):
    return register.save(a_bed(room, label="A-01"), a_bed(room, label="A-02"))


def kept_on(register, night):
    return {tile.bed.label for card in beds.board(register, night=night) for tile in card.tiles if tile.hold}


def test_a_bed_is_kept_from_an_evening_to_a_morning(register, pair):
    holds.hold_bed(register, pair[0].id, why="announced", from_on=TODAY, to_on=MONDAY)
    assert [kept_on(register, day) for day in (YESTERDAY, TODAY, TOMORROW, MONDAY)] == [
        set(),
        {"A-01"},
        {"A-01"},
        set(),
    ]


def test_without_a_last_day_it_is_kept_until_it_is_lifted(register, pair, clock):
    held = holds.hold_bed(register, pair[0].id, why="repair", from_on=TODAY)
    clock.set(MONDAY)
    assert kept_on(register, MONDAY) == {"A-01"}
    holds.lift_hold(register, held)
    assert kept_on(register, TOMORROW) == {"A-01"}
    assert kept_on(register, MONDAY) == set()


def test_one_that_has_not_begun_is_taken_back(register, pair):
    held = holds.hold_bed(register, pair[0].id, why="other", from_on=TODAY)
    assert holds.lift_hold(register, held).is_void
    assert kept_on(register, TODAY) == set()


def test_a_bed_kept_free_is_no_free_bed_and_is_still_offered_last(register, pair):
    holds.hold_bed(register, pair[0].id, why="announced", from_on=TODAY)
    assert [tile.is_free for tile in beds.board(register)[0].tiles] == [False, True]
    offered = beds.beds_for(register, a_person(), on=TODAY)
    assert [(one.bed.label, bool(one.objections)) for one in offered] == [("A-02", False), ("A-01", True)]


def test_v7_giving_it_to_somebody_warns_and_a_reason_is_enough(register, pair):
    holds.hold_bed(register, pair[0].id, why="announced", from_on=TODAY)
    stay = register.save(*an_admission(admitted_on=TODAY))[-1]
    assert said(register, an_assignment(stay, pair[0], from_on=TODAY), rule="V7") == [(WARNS, "bed_id")]
    beds.put_to_bed(register, stay, pair[0].id, on=TODAY, reason="No other bed at this hour")
    assert beds.bed_of(register, stay).bed_id == pair[0].id


@pytest.mark.parametrize(
    ("why", "from_on", "to_on", "question"),
    [(None, TODAY, None, "why"), ("other", TOMORROW, YESTERDAY, "to_on")],
)
def test_a_hold_without_a_reason_or_that_ends_before_it_begins_is_refused(
    register, pair, why, from_on, to_on, question
):
    with pytest.raises(NotSaved) as refused:
        holds.hold_bed(register, pair[0].id, why=why, from_on=from_on, to_on=to_on)
    assert [found.question for found in refused.value.findings] == [question]


def test_a_bed_is_kept_once_on_a_night(register, pair):
    holds.hold_bed(register, pair[0].id, why="announced", from_on=TODAY, to_on=MONDAY)
    with pytest.raises(NotSaved):
        holds.hold_bed(register, pair[0].id, why="repair", from_on=TOMORROW)
    holds.hold_bed(register, pair[0].id, why="repair", from_on=MONDAY)
    assert len(register.find(BedHold)) == 2
