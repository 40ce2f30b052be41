"""Talk groups: everybody who came is written with the session, counted once, and was in the house."""

from dataclasses import replace
from datetime import timedelta

import pytest

from centre_app.casework import groups
from centre_app.casework.exits import leave
from centre_app.problems import NotSaved
from centre_app.records import CaseFile, GroupAttendance, GroupSession, TalkGroup
from db import trace
from tests.centre_app.rules.asking import BLOCKS, WARNS, said
from tests.makers import LONG_AGO, TODAY, YESTERDAY, an_admission, an_exit, reopened_as


@pytest.fixture
def group(register):
    return groups.start_group(register, TalkGroup(name="Les colombes", from_on=LONG_AGO))


@pytest.fixture
def two(register):
    """Two girls who are here."""
    admissions = [an_admission(given=given) for given in ("Kadidia", "Awa")]
    admissions[1][2] = replace(admissions[1][2], code="SEG-26-0002")
    return [register.save(*admission)[2] for admission in admissions]


def held(register, group, marks, *, day=TODAY, **answers):
    session = GroupSession(group_id=group.id, held_on=day, **answers)
    came = [
        GroupAttendance(case_id=case.id, group_session_id=session.id, status=status) for case, status in marks.items()
    ]
    return groups.hold_session(register, session, came)


def test_a_session_and_who_came_are_one_act(register, group, two):
    session = held(register, group, {two[0]: "present", two[1]: "excused"})
    marked = register.find(GroupAttendance, group_session_id=session.id)
    assert {one.case_id: one.status for one in marked} == {two[0].id: "present", two[1].id: "excused"}
    written = [*marked, session]
    assert {trace.changes_of(register.vault, one.table, one.id)[0]["action"] for one in written} == {"group_session"}


def test_persons_and_contacts_are_two_numbers(register, group, two):
    held(register, group, {two[0]: "present", two[1]: "absent"}, day=YESTERDAY, visitors=3)
    held(register, group, {two[0]: "late", two[1]: "present"})
    held(register, group, {two[0]: "present"})
    reached = groups.reached(register, groups.sessions_of(register, group))
    assert (reached.sessions, reached.persons, reached.contacts, reached.visitors) == (3, 2, 4, 3)


def test_nobody_is_marked_twice_in_a_session(register, group, two):
    session = held(register, group, {two[0]: "present"})
    twice = GroupAttendance(case_id=two[0].id, group_session_id=session.id, status="late")
    with pytest.raises(NotSaved):
        groups.hold_session(register, session, [twice])


def test_a_mark_is_corrected_and_taken_back(register, group, two):
    session = held(register, group, {two[0]: "present", two[1]: "present"})
    sheet = {one.case_id: one for one in groups.sheet_of(register, session)}
    groups.hold_session(
        register, session, [replace(sheet[two[0].id], status="absent"), replace(sheet[two[1].id], status=None)]
    )
    marked = register.find(GroupAttendance, group_session_id=session.id)
    assert [(one.case_id, one.status) for one in marked] == [(two[0].id, "absent")]


def test_who_had_not_come_yet_cannot_have_been_there(register, group, two):
    with pytest.raises(NotSaved):
        held(register, group, {two[0]: "present"}, day=LONG_AGO - timedelta(days=1))


def test_who_has_left_is_asked_about(register, group, two):
    (stay,) = [stay for stay in groups.here_on(register, TODAY) if stay.case_id == two[0].id]
    leave(register, register.get(CaseFile, two[0].id), an_exit(stay, left_on=YESTERDAY))
    for day, wanted in ((TODAY, [(WARNS, "status")]), (YESTERDAY, [])):
        session = GroupSession(group_id=group.id, held_on=day)
        came = GroupAttendance(case_id=two[0].id, group_session_id=session.id, status="present")
        assert said(register, session, came, rule="") == wanted
    assert two[0].id not in groups.who_may_come(register, GroupSession(group_id=group.id, held_on=TODAY))
    assert two[0].id in groups.who_may_come(register, GroupSession(group_id=group.id, held_on=YESTERDAY))


def test_a_small_child_is_in_no_list_of_a_talk_group(register, group, two):
    child = an_admission(given="Issa", admission_type="accompanying_child")
    child[2] = replace(child[2], code="SEG-26-0003")
    register.save(*child)
    listed = groups.who_may_come(register, GroupSession(group_id=group.id, held_on=TODAY))
    assert sorted(listed) == sorted(case.id for case in two)


def test_a_file_kept_for_others_counts_and_is_not_listed_again(register, group, two):
    register.save(replace(two[0], confidentiality="sealed"))
    held(register, group, {two[0]: "present", two[1]: "present"})
    with reopened_as(register, "social_worker") as hers:
        (session,) = groups.sessions_of(hers, hers.get(TalkGroup, group.id))
        assert [one.case_id for one in groups.sheet_of(hers, session)] == [two[1].id]
        assert groups.reached(hers, [session]).persons == 2


def test_the_next_cycle_is_another_group_of_the_same_name(register, group):
    again = groups.start_group(register, groups.next_cycle(register, group))
    assert (again.name, again.cycle, again.from_on) == (group.name, 2, TODAY)
    assert len(register.find(TalkGroup)) == 2


def test_what_is_reached_is_told_by_kind_and_whoever_came_to_two_is_one_of_each(register, group, two):
    literacy = groups.start_group(register, TalkGroup(name="Alphabétisation", kind="literacy", from_on=LONG_AGO))
    held(register, group, {two[0]: "present", two[1]: "late"}, visitors=2)
    held(register, literacy, {two[0]: "present", two[1]: "absent"}, day=YESTERDAY)
    held(register, literacy, {two[0]: "present"})
    by_kind = groups.reached_by_kind(register, groups.held_in(register, YESTERDAY, TODAY))
    told = {kind: (one.sessions, one.persons, one.contacts, one.visitors) for kind, one in by_kind.items()}
    assert told == {"talk_group": (1, 2, 2, 2), "literacy": (2, 1, 2, 0)}
    assert groups.held_in(register, LONG_AGO, YESTERDAY - timedelta(days=1)) == []


def test_the_note_of_a_session_names_nobody(register, group, two):
    session = GroupSession(group_id=group.id, held_on=TODAY)
    came = GroupAttendance(case_id=two[0].id, group_session_id=session.id, status="present")
    for words, wanted in (
        ("Le groupe était calme, on a beaucoup ri.", []),
        ("Kadidia Sangaré a pleuré.", [(BLOCKS, "collective_note")]),
        ("Appeler le 76 12 34 56.", [(BLOCKS, "collective_note")]),
        ("kadidia a pleuré.", [(WARNS, "collective_note")]),
        ("Awa est restée dehors.", []),  # she was not there: a word like another
    ):
        assert said(register, replace(session, collective_note=words), came, rule="") == wanted, words
