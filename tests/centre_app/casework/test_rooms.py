"""How rooms are furnished and beds are called."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from centre_app.casework.rooms import (
    NoBedForCots,
    RoomPlan,
    SomebodySleepsThere,
    add_beds,
    add_cot,
    add_cots,
    add_rooms,
    close_bed,
    furnish,
    letters_for,
    reopen_bed,
)
from centre_app.problems import NotSaved
from centre_app.records import Bed, Room
from centre_app.register import Register
from tests import makers


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with makers.a_register(tmp_path) as register:
        yield register


def labels(register: Register) -> list[str]:
    return [bed.label or "" for bed in register.find(Bed)]


def test_beds_are_called_by_their_room_and_numbered():
    assert letters_for(["Grande chambre", "Petite chambre"]) == ["A", "B"]


def test_a_room_called_by_a_letter_keeps_it():
    assert letters_for(["Infirmerie", "Chambre B", "Dortoir a"]) == ["C", "B", "A"]


def test_a_letter_in_use_is_not_given_twice():
    assert letters_for(["Chambre A", "Chambre A"], taken={"B"}) == ["A", "C"]


def test_after_z_two_letters_follow():
    assert letters_for(["x"], taken=set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) == ["AA"]


def test_a_cot_stands_beside_each_bed(register):
    add_rooms(register, RoomPlan(name="Chambre C", room_type="mother_baby", beds=2, cots=3))
    assert labels(register) == ["C-01", "C-02", "C-01b", "C-02b", "C-01c"]
    by_label = {bed.label: bed for bed in register.find(Bed)}
    assert by_label["C-02b"].kind == "cot"
    assert by_label["C-02b"].beside_bed_id == by_label["C-02"].id


def test_no_bed_is_made_that_nobody_asked_for(register):
    add_rooms(register, RoomPlan(name="Bureau", room_type="staff"))
    assert [room.name for room in register.find(Room)] == ["Bureau"]
    assert labels(register) == []


def test_no_room_at_all_writes_nothing(register):
    assert add_rooms(register) == []


def test_more_beds_are_numbered_on(register):
    (room,) = add_rooms(register, RoomPlan(name="Baobab", room_type="dormitory", beds=2))
    add_beds(register, room, 2, "bunk_low")
    assert labels(register) == ["A-01", "A-02", "A-03", "A-04"]


def test_the_first_beds_of_a_room_get_a_letter_of_their_own(register):
    baobab, karite = add_rooms(
        register,
        RoomPlan(name="Baobab", room_type="dormitory", beds=1),
        RoomPlan(name="Karité", room_type="dormitory"),
    )
    add_beds(register, karite, 1, "mat")
    assert labels(register) == ["A-01", "B-01"]


def test_another_cot_gets_the_next_letter(register):
    add_rooms(register, RoomPlan(name="Baobab", room_type="mother_baby", beds=1, cots=1))
    bed = register.find(Bed)[0]
    assert add_cot(register, bed).label == "A-01c"


def test_a_bed_is_closed_from_today_and_put_back(register):
    add_rooms(register, RoomPlan(name="Baobab", room_type="dormitory", beds=1))
    closed = close_bed(register, register.find(Bed)[0], note="Broken slats")
    assert (closed.out_of_service_from, closed.note) == (makers.TODAY, "Broken slats")
    assert reopen_bed(register, closed).out_of_service_from is None


def test_a_bed_is_not_closed_under_somebody(register):
    add_rooms(register, RoomPlan(name="Baobab", room_type="dormitory", beds=1))
    bed = register.find(Bed)[0]
    records = makers.an_admission()
    register.save(*records)
    register.save(makers.an_assignment(records[-1], bed))
    with pytest.raises(SomebodySleepsThere):
        close_bed(register, bed)
    assert register.get(Bed, bed.id).out_of_service_from is None


def test_a_new_room_comes_with_its_beds_and_cots_as_one_act(register):
    add_rooms(register, RoomPlan(name="Chambre A", room_type="dormitory", beds=1))
    room = furnish(register, Room(name="Chambre A", room_type="mother_baby"), beds=2, cots=1)
    assert room.rev == 1
    assert [bed.label for bed in register.find(Bed, room_id=room.id)] == ["B-01", "B-02", "B-01b"]


def test_a_room_without_a_name_brings_no_bed_either(register):
    with pytest.raises(NotSaved):
        furnish(register, Room(room_type="dormitory"), beds=2)
    assert labels(register) == []


def test_cots_without_a_bed_are_refused(register):
    with pytest.raises(NoBedForCots):
        furnish(register, Room(name="Baobab", room_type="mother_baby"), cots=2)
    assert register.find(Room) == []
    (room,) = add_rooms(register, RoomPlan(name="Karité", room_type="mother_baby"))
    with pytest.raises(NoBedForCots):
        add_cots(register, room, 1)


def test_more_cots_go_beside_the_beds_that_have_the_fewest(register):
    (room,) = add_rooms(register, RoomPlan(name="Baobab", room_type="mother_baby", beds=3, cots=1))
    close_bed(register, register.only(Bed, label="A-03"))
    assert [cot.label for cot in add_cots(register, room, 3)] == ["A-02b", "A-01c", "A-02c"]
