"""How full the house is, against a count by hand of every night."""

from dataclasses import replace
from datetime import timedelta

from centre_app.casework import beds
from centre_app.casework.nights import Mark, mark_night
from centre_app.casework.occupancy import fullest, nights
from tests.makers import TODAY, TOMORROW, YESTERDAY, a_bed, a_cot, a_room, an_admission, an_assignment

LAST_WEEK = TODAY - timedelta(days=7)


def a_house(register, *labels: str):
    room = register.save(a_room(name="Chambre A"))[0]
    return room, register.save(*(a_bed(room, label=label) for label in labels))


def sleeps(register, bed, *, from_on, to_on=None):
    *records, stay = an_admission(admitted_on=LAST_WEEK)
    register.save(*records, stay, an_assignment(stay, bed, from_on=from_on, to_on=to_on))
    return stay


def by_night(register, first, last):
    return [(one.taken, one.places) for one in nights(register, first, last)]


def test_each_night_counts_the_beds_given_on_its_evening(register):
    _room, (one, other) = a_house(register, "A-01", "A-02")
    sleeps(register, one, from_on=LAST_WEEK)
    sleeps(register, other, from_on=YESTERDAY, to_on=TODAY)
    assert by_night(register, YESTERDAY - timedelta(days=1), TODAY) == [(1, 2), (2, 2), (1, 2)]


def test_a_month_agrees_with_the_board_of_each_of_its_nights(register):
    _room, made = a_house(register, "A-01", "A-02", "A-03")
    sleeps(register, made[0], from_on=LAST_WEEK, to_on=YESTERDAY)
    sleeps(register, made[1], from_on=LAST_WEEK + timedelta(days=2))
    sleeps(register, made[2], from_on=TODAY)
    for one in nights(register, LAST_WEEK, TOMORROW):
        tiles = [tile for card in beds.board(register, night=one.night) for tile in card.tiles]
        assert one.taken == sum(tile.sleeper is not None for tile in tiles)


def test_a_cot_is_no_place_and_somebody_on_a_mat_makes_the_house_fuller_than_it_is(register):
    room, (bed,) = a_house(register, "A-01")
    cot = register.save(a_cot(bed, label="A-01b"))[0]
    sleeps(register, bed, from_on=TODAY)
    sleeps(register, cot, from_on=TODAY)
    *records, stay = an_admission(admitted_on=TODAY)
    register.save(*records, stay)
    beds.put_on_mat(register, stay, room, on=TODAY)
    (tonight,) = nights(register, TODAY, TODAY)
    assert (tonight.taken, tonight.places, tonight.is_over) == (2, 1, True)


def test_a_bed_is_a_place_while_it_is_in_use(register):
    _room, (one, other) = a_house(register, "A-01", "A-02")
    register.save(replace(one, in_service_from=TODAY), replace(other, out_of_service_from=TODAY))
    assert by_night(register, YESTERDAY, TODAY) == [(0, 1), (0, 1)]


def test_who_was_there_is_known_only_of_nights_that_were_called(register):
    _room, (bed,) = a_house(register, "A-01")
    stay = sleeps(register, bed, from_on=LAST_WEEK)
    mark_night(register, YESTERDAY, [Mark(stay=stay, present=False, absence_type="hospital")])
    assert [one.present for one in nights(register, YESTERDAY, TODAY)] == [0, None]


def test_the_fullest_night_is_the_latest_of_those_with_most(register):
    _room, (one, other) = a_house(register, "A-01", "A-02")
    sleeps(register, one, from_on=LAST_WEEK)
    sleeps(register, other, from_on=YESTERDAY)
    assert fullest(nights(register, LAST_WEEK, TODAY)).night == TODAY
    assert fullest([]) is None
