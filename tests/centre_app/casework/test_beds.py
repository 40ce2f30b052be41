"""Who sleeps where: given, moved, freed and exchanged, each as one act."""

from datetime import timedelta

import pytest

from centre_app.casework import beds
from centre_app.problems import NotSaved
from centre_app.records import BedAssignment
from tests.makers import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    a_bed,
    a_cot,
    a_mother_of,
    a_night,
    a_person,
    a_room,
    an_admission,
)

LAST_WEEK = TODAY - timedelta(days=7)


@pytest.fixture
def room(register):
    return register.save(a_room(name="Chambre A"))[0]


@pytest.fixture
def pair(register, room):
    return register.save(a_bed(room, label="A-01"), a_bed(room, label="A-02"))


@pytest.fixture
def stays(register):
    return [register.save(*an_admission(given=given, admitted_on=LAST_WEEK))[-1] for given in ("Kadidia", "Mariam")]


def sleepers(register, night=TODAY):
    """Return whose stay is in which bed, by label."""
    return {
        tile.bed.label: tile.sleeper.stay_id if tile.sleeper else None
        for card in beds.board(register, night=night)
        for tile in card.tiles
    }


def test_a_bed_given_is_taken_from_that_evening_on(register, pair, stays):
    beds.put_to_bed(register, stays[0], pair[0].id, on=TODAY)
    assert sleepers(register, YESTERDAY) == {"A-01": None, "A-02": None}
    assert sleepers(register, TODAY) == sleepers(register, TOMORROW) == {"A-01": stays[0].id, "A-02": None}


def test_moving_frees_the_bed_before_from_that_evening(register, pair, stays):
    beds.put_to_bed(register, stays[0], pair[0].id, on=LAST_WEEK)
    beds.put_to_bed(register, stays[0], pair[1].id, on=TODAY)
    assert sleepers(register, YESTERDAY) == {"A-01": stays[0].id, "A-02": None}
    assert sleepers(register, TODAY) == {"A-01": None, "A-02": stays[0].id}


def test_a_move_on_the_day_the_bed_was_given_takes_it_back(register, pair, stays):
    beds.put_to_bed(register, stays[0], pair[0].id, on=TODAY)
    beds.put_to_bed(register, stays[0], pair[1].id, on=TODAY)
    assert sleepers(register) == {"A-01": None, "A-02": stays[0].id}
    (given,) = register.find(BedAssignment, stay_id=stays[0].id)
    assert given.bed_id == pair[1].id


@pytest.fixture
def family(register):
    """A mother in M-01 with her child in the cot beside it; M-02 has a cot too, M-03 none."""
    room = a_room(name="Chambre M", room_type="mother_baby")
    mothers = [a_bed(room, label=f"M-0{number}") for number in (1, 2, 3)]
    cots = [a_cot(bed, label=f"{bed.label}b") for bed in mothers[:2]]
    mother, child = an_admission(), an_admission(a_person(sex="male"), admission_type="accompanying_child")
    register.save(room, *mothers, *cots, *mother, *child, a_mother_of(mother[0], child[0]))
    beds.put_to_bed(register, mother[-1], mothers[0].id, on=LAST_WEEK)
    beds.put_to_bed(register, child[-1], cots[0].id, on=LAST_WEEK)
    return mother[-1], child[-1], mothers


def test_a_child_in_the_cot_beside_it_comes_along_to_the_cot_beside_the_new_bed(register, family):
    mother, child, mothers = family
    beds.put_to_bed(register, mother, mothers[1].id, on=TODAY)
    now = sleepers(register)
    assert (now["M-02"], now["M-02b"], now["M-01"], now["M-01b"]) == (mother.id, child.id, None, None)


def test_a_child_stays_in_its_cot_where_the_new_bed_has_none(register, family):
    mother, child, mothers = family
    given = beds.put_to_bed(register, mother, mothers[2].id, on=TODAY)
    assert given.stay_id == mother.id
    assert (sleepers(register)["M-03"], sleepers(register)["M-01b"]) == (mother.id, child.id)


def test_a_bed_that_somebody_has_is_not_given_and_she_keeps_hers(register, pair, stays):
    for stay, bed in zip(stays, pair, strict=True):
        beds.put_to_bed(register, stay, bed.id, on=LAST_WEEK)
    before = sleepers(register)
    with pytest.raises(NotSaved):
        beds.put_to_bed(register, stays[0], pair[1].id, on=TODAY)
    assert sleepers(register) == before


@pytest.mark.parametrize("since", [LAST_WEEK, TODAY])
def test_two_who_change_beds_are_never_without_one(register, pair, stays, since):
    for stay, bed in zip(stays, pair, strict=True):
        beds.put_to_bed(register, stay, bed.id, on=since)
    beds.exchange_beds(register, *stays, on=TODAY)
    assert sleepers(register) == {"A-01": stays[1].id, "A-02": stays[0].id}


def test_a_freed_bed_is_free_from_that_evening(register, pair, stays):
    beds.put_to_bed(register, stays[0], pair[0].id, on=LAST_WEEK)
    beds.free_bed(register, stays[0], on=TODAY)
    assert sleepers(register, YESTERDAY)["A-01"] == stays[0].id
    assert sleepers(register)["A-01"] is None
    assert beds.bed_of(register, stays[0]) is None


def test_the_board_says_who_was_there_and_who_was_not_asked_about(register, pair, stays):
    for stay, bed in zip(stays, pair, strict=True):
        beds.put_to_bed(register, stay, bed.id, on=LAST_WEEK)
    register.save(a_night(stays[0], TODAY, present=False, absence_type="hospital"))
    (card,) = beds.board(register)
    told = [(tile.sleeper.present, tile.sleeper.absence_type) for tile in card.tiles]
    assert told == [(False, "hospital"), (None, None)]
    assert card.taken == 2


def test_a_bed_out_of_service_is_not_free(register, room):
    register.save(a_bed(room, label="A-01", out_of_service_from=TODAY), a_bed(room, label="A-02"))
    (card,) = beds.board(register)
    assert [tile.is_free for tile in card.tiles] == [False, True]


def test_what_speaks_against_a_bed_is_asked_before_it_is_given(register, pair):
    boy = register.save(*an_admission(a_person(sex="male"), given="Moussa"))[-1]
    assert [found.rule for found in beds.doubts(register, boy, pair[0].id, on=TODAY)] == ["V7"]
    assert beds.put_to_bed(register, boy, pair[0].id, on=TODAY, reason="One night, with his sister").reason


def test_who_has_no_bed_is_named_the_longest_first(register, pair, stays):
    newest = register.save(*an_admission(given="Oumou", admitted_on=YESTERDAY))[-1]
    beds.put_to_bed(register, stays[0], pair[0].id, on=TODAY)
    assert [stay.id for stay in beds.without_a_bed(register)] == [stays[1].id, newest.id]


def test_free_beds_are_offered_the_suitable_first_and_cots_to_children_alone(register, room, pair, stays):
    register.save(a_cot(beside=pair[0], label="A-01b"))
    boys = register.save(a_room(name="Chambre B", sex_rule="boys"))[0]
    register.save(a_bed(boys, label="B-01"))
    offered = beds.beds_for(register, a_person(), on=TODAY)
    assert [(one.bed.label, bool(one.objections)) for one in offered] == [
        ("A-01", False),
        ("A-02", False),
        ("B-01", True),
    ]
    assert [one.bed.label for one in beds.cots_for(register, pair[0].id)] == ["A-01b"]
