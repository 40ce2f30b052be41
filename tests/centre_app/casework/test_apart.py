"""What the board points out: families that rooms part, two in one bed, a baby without its mother."""

import pytest

from centre_app.casework import beds
from centre_app.casework.apart import MOTHER_AWAY, NO_MOTHER, SIBLINGS_APART, TWO_IN_A_BED, pointed_out
from centre_app.records import PersonLink, Stay
from tests.makers import TODAY, a_bed, a_cot, a_mother_of, a_person, a_room, an_admission, an_assignment


@pytest.fixture
def house(register):
    """Two rooms with two beds each, a cot beside the first."""
    rooms = a_room(name="Chambre A"), a_room(name="Chambre B")
    made = [a_bed(room, label=f"{room.name[-1]}-0{number}") for room in rooms for number in (1, 2)]
    register.save(*rooms, *made, a_cot(made[0], label="A-01b"))
    return {tile.bed.label: tile.bed for card in beds.board(register) for tile in card.tiles}


def lie(register, bed, person=None, **stay):
    """Let somebody sleep in a bed and return who it is."""
    person = person or a_person()
    *records, begun = an_admission(person, admitted_on=TODAY, **stay)
    register.save(*records, begun, an_assignment(begun, bed, from_on=TODAY))
    return person


def seen(register):
    found = pointed_out(register, beds.board(register))
    return [
        (
            one.what,
            one.tile.bed.label,
            one.other.bed.label if one.other else None,
            one.together.bed.label if one.together else None,
        )
        for one in found
    ]


def test_sisters_in_two_rooms_are_pointed_out_once_with_a_bed_that_brings_them_together(register, house):
    one, other = lie(register, house["A-02"]), lie(register, house["B-01"])
    for pair in ((one, other), (other, one)):
        register.save(PersonLink(from_person_id=pair[0].id, to_person_id=pair[1].id, relation="sister"))
    assert seen(register) == [(SIBLINGS_APART, "A-02", "B-01", "A-01")]


def test_sisters_in_one_room_are_together(register, house):
    one, other = lie(register, house["A-02"]), lie(register, house["A-01"])
    register.save(PersonLink(from_person_id=one.id, to_person_id=other.id, relation="sister"))
    assert seen(register) == []


def test_a_baby_in_another_room_than_its_mother_is_pointed_out_with_the_cot_beside_her(register, house):
    mother = lie(register, house["A-01"])
    baby = lie(register, house["B-01"], admission_type="accompanying_child")
    register.save(a_mother_of(mother, baby))
    assert seen(register) == [(MOTHER_AWAY, "A-01", "B-01", "A-02")]


def test_a_baby_beside_its_mother_is_not(register, house):
    mother = lie(register, house["A-01"])
    baby = lie(register, house["A-01b"], admission_type="born_in_centre")
    register.save(a_mother_of(mother, baby))
    assert seen(register) == []


def test_a_baby_whose_mother_nobody_names_is_pointed_out(register, house):
    lie(register, house["A-01b"], admission_type="accompanying_child")
    assert seen(register) == [(NO_MOTHER, "A-01b", None, None)]


def test_two_people_in_one_bed_are_both_on_the_board_and_are_pointed_out_first(register, house):
    """It cannot be typed, but come with a bundle or an old register: what is there is shown."""
    lie(register, house["A-01"])
    *records, stay = an_admission(admitted_on=TODAY)
    register.save(*records, stay, an_assignment(stay, house["A-01"], from_on=TODAY), heed_findings=False)
    (tile,) = [tile for card in beds.board(register) for tile in card.tiles if tile.sleeper]
    assert len([tile.sleeper, *tile.others]) == 2
    assert seen(register) == [(TWO_IN_A_BED, "A-01", None, None)]


def test_somebody_who_left_parts_nobody(register, house):
    one, other = lie(register, house["A-02"]), lie(register, house["B-01"])
    register.save(PersonLink(from_person_id=one.id, to_person_id=other.id, relation="half_sibling"))
    beds.free_bed(register, register.only(Stay, person_id=other.id), on=TODAY)
    assert seen(register) == []
