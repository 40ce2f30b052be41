"""Verbs in an order that real life does not know, or a tired evening: a bed after the exit, a return that has not come."""

from dataclasses import replace
from datetime import timedelta

import pytest

from centre_app.casework import beds, exits, groups, lifecycle, merging
from centre_app.casework.stock import handing_out, movements
from centre_app.casework.stock.handing_out import Gift
from centre_app.documents.house_name import number_alone
from centre_app.problems import NotSaved
from centre_app.records import (
    BedAssignment,
    CaseFile,
    GroupAttendance,
    GroupSession,
    Item,
    Stay,
    StockMovement,
    TalkGroup,
)
from tests.makers import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    a_bed,
    a_leave,
    a_room,
    an_admission,
    an_assignment,
    an_exit,
)

A_WEEK_AGO = TODAY - timedelta(days=7)


@pytest.fixture
def girl(register):
    """The file, the stay and the bed of somebody who came a week ago."""
    room = a_room()
    bed = a_bed(room)
    records = an_admission(given="Awa", admitted_on=A_WEEK_AGO)
    saved = register.save(room, bed, *records, an_assignment(records[4], bed))
    return saved[4], saved[6], bed


def test_whoever_has_left_gets_no_bed_and_hers_is_free(register, girl):
    case, stay, bed = girl
    exits.leave(register, case, an_exit(stay))
    gone = register.get(Stay, stay.id)
    for day in (YESTERDAY, TODAY):
        with pytest.raises(NotSaved):
            beds.put_to_bed(register, gone, bed.id, on=day)
    coming = an_admission(given="Fanta", admitted_on=TODAY)
    coming[2] = replace(coming[2], code="SEG-26-0002")
    assert register.save(*coming, an_assignment(coming[4], bed))


def test_an_exit_on_the_day_of_arrival_frees_the_bed(register, girl):
    _, _, bed = girl
    other = a_bed(register.get(type(a_room()), bed.room_id), label="B2")
    coming = an_admission(given="Fanta", admitted_on=TODAY)
    coming[2] = replace(coming[2], code="SEG-26-0002")
    saved = register.save(other, *coming, an_assignment(coming[4], other))
    exits.leave(register, saved[3], an_exit(coming[4]))
    (given,) = register.find(BedAssignment, stay_id=coming[4].id)
    assert (given.from_on, given.to_on) == (TODAY, TODAY)


def test_a_return_is_written_once_she_is_back(register, girl):
    case, stay, _ = girl
    lifecycle.go_on_leave(register, case, a_leave(stay, place="x", accompanied_by="y"))
    away, leave = register.get(CaseFile, case.id), lifecycle.absence_of(register, case)
    with pytest.raises(NotSaved):
        lifecycle.come_back(register, away, replace(leave, back_on=TOMORROW))
    assert lifecycle.come_back(register, away, replace(leave, back_on=TODAY)).status == "admitted"


def test_files_that_were_merged_are_one_person_of_a_group_and_of_the_store(register, girl):
    kept = girl[0]
    before = an_admission(given="Awa", admitted_on=A_WEEK_AGO - timedelta(days=9), ended_on=A_WEEK_AGO)
    before[2] = replace(before[2], code="SEG-26-0002")
    double = register.save(*before)[2]
    left = an_exit(before[4], left_on=A_WEEK_AGO)
    register.save(replace(double, status="follow_up"), left)
    group = groups.start_group(register, TalkGroup(name="Parole", from_on=A_WEEK_AGO))
    soap = register.save(Item(name="Savon", category="soap", unit="morceau"))[0]
    movements.write(register, [StockMovement(item_id=soap.id, kind="receipt", quantity=9, moved_on=A_WEEK_AGO)])
    for case in (kept, double):
        session = GroupSession(group_id=group.id, held_on=A_WEEK_AGO)
        came = GroupAttendance(case_id=case.id, group_session_id=session.id, status="present")
        groups.hold_session(register, session, [came])
        handing_out.hand_out(
            register, [Gift(case_id=case.id, item_id=soap.id, quantity=1)], on=A_WEEK_AGO, by=register.who
        )
    merging.merge(register, register.get(CaseFile, kept.id), register.get(CaseFile, double.id), "One girl")
    reached = groups.reached(register, groups.sessions_of(register, group))
    assert (reached.persons, reached.contacts) == (1, 2)
    assert handing_out.reached(register, A_WEEK_AGO, TODAY) == (1, 2)


def test_a_number_on_a_paper_of_the_road_says_no_house():
    assert [number_alone(code) for code in ("SEG-26-0017", "", None)] == ["26-0017", "", ""]
