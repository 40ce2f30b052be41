"""Who is to be called on a night, and with what each answer begins."""

from dataclasses import replace
from datetime import timedelta

import pytest

from centre_app.casework import lifecycle
from centre_app.casework.nights import (
    Mark,
    called_now,
    clock_doubts,
    mark_night,
    night_to_call,
    roll_call_of,
)
from centre_app.casework.roll_call import (
    HERE,
    WRITE_BACK,
    WRITE_LEAVE,
    WRITE_MISSING,
    Answer,
    like_before,
    night_not_called,
    others_present,
    roll_sheet,
    to_settle,
)
from centre_app.problems import NotSaved
from centre_app.records import CaseFile, PresenceNight, RollCall
from tests.makers import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    a_bed,
    a_cot,
    a_leave,
    a_room,
    an_admission,
    an_assignment,
    reopened_as,
)

PERMISSION = Answer(present=False, absence_type="permission")
RUNAWAY = Answer(present=False, absence_type="runaway")


@pytest.fixture
def house(register):
    """Awa in A-01, Fanta and her baby in B-01 and its cot, Mariam without a bed."""
    rooms = a_room(name="Chambre A"), a_room(name="Chambre B")
    beds = [a_bed(rooms[0], label="A-01"), a_bed(rooms[1], label="B-01"), a_bed(rooms[1], label="B-02")]
    cot = a_cot(beds[1], label="C-09")
    register.save(*rooms, *beds, cot)
    stays = {}
    for given, bed in (("Awa", beds[0]), ("Fanta", beds[1]), ("Issa", cot), ("Oumou", beds[2]), ("Mariam", None)):
        records = an_admission(given=given)
        records[-1] = replace(records[-1], admitted_on=YESTERDAY)
        slept = [replace(an_assignment(records[-1], bed), from_on=YESTERDAY)] if bed else []
        stays[given] = register.save(*records, *slept)[len(records) - 1]
    return stays


def line_of(register, stay, night=TODAY):
    return next(one for one in roll_sheet(register, night).called if one.stay_id == stay.id)


def test_rooms_come_in_order_a_baby_after_its_mother_and_who_has_no_bed_last(register, house):
    sheet = roll_sheet(register, TODAY)
    names = {stay.id: given for given, stay in house.items()}
    told = [(room.name, [names[one.stay_id] for one in room.called]) for room in sheet.rooms]
    assert told == [("Chambre A", ["Awa"]), ("Chambre B", ["Fanta", "Issa", "Oumou"]), ("", ["Mariam"])]


def test_the_night_before_is_shown_and_is_no_answer(register, house):
    mark_night(register, YESTERDAY, [Mark(stay=house["Awa"], present=True)])
    line = line_of(register, house["Awa"])
    assert (line.start, line.answer) == (HERE, None)
    assert line_of(register, house["Fanta"]).start is None
    assert register.find(PresenceNight, night=TODAY) == []


def test_a_leave_is_known_before_the_night_before_is_asked(register, house):
    mark_night(register, YESTERDAY, [Mark(stay=house["Awa"], present=True)])
    register.save(a_leave(house["Awa"], absence_type="permission", out_at=register.now, expected_back_on=YESTERDAY))
    line = line_of(register, house["Awa"])
    assert line.start == PERMISSION
    assert line.away.is_late(TODAY)
    assert line_of(register, house["Awa"], YESTERDAY).away is None


def test_like_last_night_answers_only_for_whom_nobody_has_and_something_is_known(register, house):
    mark_night(register, YESTERDAY, [Mark(stay=house[one], present=True) for one in ("Awa", "Fanta", "Issa")])
    called = roll_sheet(register, TODAY).called
    made = like_before(called, {house["Issa"].id})
    assert made == {house["Awa"].id: HERE, house["Fanta"].id: HERE}


def test_the_others_are_present_unless_their_file_says_that_they_are_away(register, house):
    register.save(a_leave(house["Awa"], absence_type="permission", out_at=register.now, expected_back_on=TOMORROW))
    made = others_present(roll_sheet(register, TODAY).called, {house["Issa"].id})
    assert made.pop(house["Awa"].id) == PERMISSION
    assert set(made.values()) == {HERE}
    assert len(made) == 3


def test_one_act_writes_who_was_there_and_who_called(register, clock, house):
    clock.move(hours=11)
    mark_night(register, TODAY, [Mark(stay=house["Awa"], present=True)], note="Une nuit calme")
    call = roll_call_of(register, TODAY)
    assert (call.taken_by, call.taken_at, call.note) == (register.who, register.now, "Une nuit calme")
    clock.move(hours=1)
    mark_night(register, TODAY, [Mark(stay=house["Fanta"], present=True)])
    again = roll_call_of(register, TODAY)
    assert (again.id, again.note, again.taken_at) == (call.id, "Une nuit calme", register.now)


def test_an_answer_is_taken_back_and_of_two_the_later_holds(register, house):
    awa = house["Awa"]
    mark_night(register, TODAY, [Mark(stay=awa, present=False), Mark(stay=awa, present=True)])
    assert [one.present for one in register.find(PresenceNight)] == [True]
    mark_night(register, TODAY, [Mark(stay=awa, present=None)])
    assert register.find(PresenceNight) == []
    assert line_of(register, awa).answer is None


def test_what_stands_already_is_not_written_again(register, house):
    mark_night(register, TODAY, [Mark(stay=stay, present=True) for stay in house.values()])
    written = mark_night(register, TODAY, [Mark(stay=stay, present=True) for stay in house.values()])
    assert written == []


def test_a_night_that_has_not_come_is_refused(register, house):
    with pytest.raises(NotSaved):
        mark_night(register, TOMORROW, [Mark(stay=house["Awa"], present=True)])
    assert register.find(RollCall) == []


def test_until_noon_the_night_that_ended_is_asked_about(register, clock):
    assert night_to_call(register) == YESTERDAY
    clock.move(hours=3)
    assert night_to_call(register) == TODAY


def test_in_the_morning_one_is_told_of_the_night_that_nobody_called(register, clock, house):
    assert night_not_called(register) is None  # of the night before there was no register
    clock.move(days=1)
    assert night_not_called(register) == TODAY
    clock.move(hours=3)
    assert night_not_called(register) is None  # in the evening nothing
    clock.move(hours=-3)
    mark_night(register, TODAY, [Mark(stay=house["Awa"], present=True)])
    assert night_not_called(register) is None


def test_no_roll_call_is_missing_in_a_house_without_rooms_or_without_people(register, clock):
    register.save(room := a_room(), a_bed(room))
    clock.move(days=1)
    assert night_not_called(register) is None
    register.save(*an_admission(admitted_on=TODAY))  # she sleeps somewhere, and in no bed
    assert night_not_called(register) is None


def test_whoever_may_not_call_the_roll_is_not_asked_for_it(register, clock, house):
    clock.move(days=1)
    with reopened_as(register, "auditor", clock=clock) as auditor:
        assert night_not_called(auditor) is None
    with reopened_as(register, "night_guard", clock=clock) as guard:
        assert night_not_called(guard) == TODAY


def test_a_clock_that_jumped_back_a_day_is_said_and_the_night_saved(register, clock, house):
    clock.move(hours=12)
    mark_night(register, TODAY, [Mark(stay=house["Awa"], present=True)])
    assert clock_doubts(register, TODAY) == []
    clock.move(hours=-24)
    (doubt,) = clock_doubts(register, YESTERDAY)
    assert doubt.parts["moment"] == roll_call_of(register, TODAY).taken_at
    mark_night(register, YESTERDAY, [Mark(stay=house["Awa"], present=True)])
    assert len(register.find(RollCall)) == 2
    assert called_now(register, YESTERDAY).night == YESTERDAY


def test_the_night_before_may_be_put_right_and_nobody_doubts_the_clock(register, clock, house):
    clock.move(hours=12)
    mark_night(register, TODAY, [Mark(stay=house["Awa"], present=True)])
    clock.move(hours=1)
    assert clock_doubts(register, YESTERDAY) == []


def test_what_an_answer_leaves_to_be_written(register, house):
    awa = line_of(register, house["Awa"])
    assert to_settle(awa, None) == to_settle(awa, HERE) == ""
    assert to_settle(awa, PERMISSION) == WRITE_LEAVE
    assert to_settle(awa, RUNAWAY) == WRITE_MISSING
    case = register.get(CaseFile, house["Awa"].case_id)
    leave = a_leave(house["Awa"], absence_type="permission", out_at=register.now, expected_back_on=TOMORROW)
    lifecycle.go_on_leave(register, case, leave)
    away = line_of(register, house["Awa"])
    assert to_settle(away, PERMISSION) == ""
    assert to_settle(away, HERE) == WRITE_BACK
    assert to_settle(away, RUNAWAY) == WRITE_MISSING


def test_whoever_was_missing_and_is_back_in_the_morning_leaves_nothing_to_write_of_that_night(register, clock, house):
    case = register.get(CaseFile, house["Awa"].case_id)
    gone = a_leave(
        house["Awa"], absence_type="runaway", out_at=register.now, last_seen="Au portail", told_to="La brigade"
    )
    lifecycle.go_missing(register, case, gone)
    mark_night(register, TODAY, [Mark(stay=house["Awa"], present=False, absence_type="runaway")])
    assert to_settle(line_of(register, house["Awa"]), RUNAWAY) == ""
    clock.move(days=1)
    leave = lifecycle.absence_of(register, case)
    lifecycle.come_back(register, register.get(CaseFile, case.id), replace(leave, back_on=TOMORROW))
    assert to_settle(line_of(register, house["Awa"]), RUNAWAY) == ""


def test_of_a_sealed_file_the_sheet_tells_the_number_alone(register, house):
    case = register.get(CaseFile, house["Awa"].case_id)
    register.save(replace(case, confidentiality="sealed"))
    guard = reopened_as(register, "night_guard")
    with guard:
        line = line_of(guard, house["Awa"])
        assert (line.code, line.sex, line.birth, line.is_closed) == (case.code, None, None, True)
        assert to_settle(line, RUNAWAY) == ""
        mark_night(guard, TODAY, [Mark(stay=house["Awa"], present=True)])


def test_a_long_register_asks_only_for_whom_the_night_holds(register, house):
    register.save(replace(house["Awa"], ended_on=TODAY), heed_findings=False)
    shown = {one.stay_id for one in roll_sheet(register, TODAY).called}
    assert house["Awa"].id not in shown
    assert house["Awa"].id in {one.stay_id for one in roll_sheet(register, TODAY - timedelta(days=1)).called}
