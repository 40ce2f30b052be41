"""The history of a file as people read it: which lines, and which nights make one line."""

from dataclasses import replace
from datetime import timedelta

from centre_app.casework import nights
from centre_app.casework.nights import Mark
from centre_app.records import MedicalVisit, PresenceNight, Stay
from centre_app.trail import Folded, folded, trail_of
from tests.makers import TODAY, a_night, an_admission


def nights_in(register, count: int) -> list[PresenceNight]:
    """Have a girl admitted and as many nights marked at the roll call, one evening after the other."""
    admission = an_admission()
    register.save(*admission)
    stay = admission[-1]
    return [
        register.save(a_night(stay, TODAY - timedelta(days=count - number)), action="roll_call")[0]
        for number in range(count)
    ]


def test_nights_that_follow_one_another_are_one_line(register):
    marked = nights_in(register, 30)
    (line,) = folded(trail_of(register, marked))
    assert isinstance(line, Folded)
    assert line.are_nights
    assert [step.record_id for step in line.steps] == [night.id for night in reversed(marked)]
    assert line.who == {register.who}


def test_whatever_happens_between_them_parts_them(register):
    before = nights_in(register, 2)
    (stay,) = register.find(Stay)
    (stay,) = register.save(replace(stay, room_in_words="Baobab"))
    (after,) = register.save(a_night(stay, TODAY), action="roll_call")
    *lines, arrival = folded(trail_of(register, [*before, stay, after]))
    assert [type(line).__name__ for line in lines] == ["Step", "Step", "Folded"]
    assert arrival.record_id == stay.id


def test_a_night_that_was_put_right_is_seen(register):
    first, second, third = nights_in(register, 3)
    register.save(replace(second, present=False))
    lines = folded(trail_of(register, [first, second, third]))
    assert [type(line).__name__ for line in lines] == ["Step", "Folded"]
    assert lines[0].questions == (PresenceNight.questions["present"].label,)


def test_the_roll_call_writes_what_is_folded(register):
    register.save(*an_admission())
    (stay,) = register.find(Stay)
    marked = nights.mark_night(register, TODAY, [Mark(stay=stay, present=True)])
    assert [step.is_a_night for step in trail_of(register, marked)] == [True]


def test_looks_at_the_same_records_by_one_person_are_one_line(register):
    admission = an_admission()
    register.save(*admission)
    visits = register.save(*(MedicalVisit(case_id=admission[2].id, seen_on=TODAY) for _ in range(3)))
    register.note_views(visits)
    looks, *written = folded(trail_of(register, visits))
    assert isinstance(looks, Folded)
    assert not looks.are_nights
    assert {step.record_id for step in looks.steps} == {visit.id for visit in visits}
    assert len(written) == 3
