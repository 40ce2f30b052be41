"""Who is owed word of what and by when, derived from the file; one click makes the notification."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest

from centre_app.casework import notifications
from centre_app.casework.notifications import owed_notifications, write, write_owed
from centre_app.choices import choices
from centre_app.dates import Birth, PartialDate
from centre_app.duties import DUTIES, NURSERIES
from centre_app.records import CaseFile, CustodyOrder, Notification, PersonNationality, TraffickingProfile
from tests.makers import (
    TODAY,
    YESTERDAY,
    a_person,
    an_admission,
    an_exit,
    an_incident,
    an_intake,
    reopened_as,
)

WOMAN = Birth.of_age(24, 26, said_on=TODAY)
RECENT = TODAY - timedelta(days=2)


def admitted(register, *, birth=None, on=RECENT, **of_person):
    person = a_person(**({"birth": birth} if birth else {}), **of_person)
    person, _name, case, _intake, stay = register.save(*an_admission(person, admitted_on=on))
    return person, case, stay


def owed(register, case):
    return {(one.event, one.target) for one in owed_notifications(register, [case])}


def test_of_a_child_who_came_the_directorate_and_the_judge_are_told_in_three_days(register):
    _person, case, _stay = admitted(register)
    found = owed_notifications(register, [case])
    assert {(one.event, one.target) for one in found} == {("admission", "drpfef"), ("admission", "juvenile_judge")}
    assert {one.due_at.date() for one in found} == {RECENT + timedelta(days=3)}
    assert all(one.legal_ground for one in found)


def test_of_a_woman_nobody_is_told_that_she_came(register):
    assert owed(register, admitted(register, birth=WOMAN)[1]) == set()


def test_whose_age_nobody_knows_is_a_child(register):
    person, case, _stay = admitted(register)
    register.save(dataclasses.replace(person, birth=None))
    assert ("admission", "juvenile_judge") in owed(register, case)


def test_who_sent_her_knows_that_she_is_here(register):
    person = a_person()
    records = an_admission(person, admitted_on=RECENT)
    records[3] = an_intake(records[2], source="court")
    case = register.save(*records)[2]
    assert owed(register, case) == {("admission", "drpfef")}


def test_a_small_child_stands_under_the_decree_for_small_children(register):
    _person, case, _stay = admitted(register, birth=Birth.of_age(3, 3, said_on=TODAY))
    assert NURSERIES in {one.legal_ground for one in owed_notifications(register, [case])}


def test_what_is_long_past_is_not_owed_any_more(register):
    assert owed(register, admitted(register, on=TODAY - timedelta(days=200))[1]) == set()


@pytest.mark.parametrize("status", ["possible", "confirmed"])
def test_trafficking_is_told_and_an_adult_is_asked_first(register, status):
    _person, case, _stay = admitted(register, birth=WOMAN)
    register.save(TraffickingProfile(case_id=case.id, status=status, status_on=YESTERDAY))
    found = {one.target: one for one in owed_notifications(register, [case])}
    assert set(found) == {"brigade_moeurs", "cnclt"}
    assert found["brigade_moeurs"].asks_her
    register.save(dataclasses.replace(register.only(TraffickingProfile), status="not_victim"))
    assert owed(register, case) == set()


@pytest.mark.parametrize(("kind", "event"), [("rape", "violence"), ("runaway", "runaway"), ("death", "death")])
def test_an_incident_is_told_and_the_clock_runs_from_when_it_was_reported(register, kind, event):
    _person, case, _stay = admitted(register, birth=Birth.of_age(12, 12, said_on=TODAY), on=TODAY - timedelta(days=100))
    register.save(an_incident(case, incident_type=kind, occurred=PartialDate.in_month(2026, 3), reported_on=YESTERDAY))
    found = owed_notifications(register, [case])
    assert {one.event for one in found} == {event}
    assert min(one.due_at for one in found).date() == YESTERDAY + timedelta(days=1)


def test_whom_somebody_told_already_is_not_owed(register):
    _person, case, _stay = admitted(register, on=TODAY - timedelta(days=100))
    register.save(an_incident(case, incident_type="rape", told_to=frozenset({"brigade_moeurs"})))
    assert owed(register, case) == {("violence", "juvenile_judge")}


def test_no_consulate_is_told_of_who_seeks_protection_and_everybody_else_is_asked(register):
    person, case, _stay = admitted(register, birth=WOMAN)
    register.save(PersonNationality(person_id=person.id, nationality="NG"))
    (found,) = owed_notifications(register, [case])
    assert (found.event, found.target, found.asks_her) == ("foreign_national", "consulate", True)
    register.save(dataclasses.replace(person, legal_status=frozenset({"asylum_seeker"})))
    assert owed(register, case) == set()


def test_an_exit_of_a_child_and_an_order_that_ends_are_told(register):
    _person, case, stay = admitted(register, on=TODAY - timedelta(days=100))
    register.save(CustodyOrder(case_id=case.id, kind="ogp", from_on=RECENT, to_on=TODAY + timedelta(days=10)))
    assert owed(register, case) == {("custody_end", "juvenile_judge")}
    register.save(CustodyOrder(case_id=case.id, kind="ogp", from_on=TODAY, to_on=TODAY + timedelta(days=90)))
    assert owed(register, case) == set()
    register.save(an_exit(stay))
    assert owed(register, case) == {("exit", "drpfef")}


def test_one_click_makes_the_notification_and_it_is_not_proposed_again(register):
    _person, case, _stay = admitted(register)
    first, second = owed_notifications(register, [case])
    made = write_owed(register, first)
    assert (made.status, made.target, made.due_at) == ("to_do", first.target, first.due_at)
    assert owed_notifications(register, [case]) == [second]


def test_a_notification_says_itself_how_far_it_has_come(register):
    _person, case, _stay = admitted(register)
    made = write_owed(register, owed_notifications(register, [case])[0])
    change = dataclasses.replace
    waived = write(register, change(made, waiver_reason="Already told by the brigade"))
    assert (waived.status, waived.waived_by) == ("waived", register.who)
    sent = write(register, change(waived, waiver_reason=None, sent_at=register.now))
    assert (sent.status, sent.waived_by) == ("sent", None)
    assert write(register, change(sent, acknowledgement="114")).status == "acknowledged"


def test_past_due_is_what_waits_beyond_its_hour(register):
    late = Notification(case_id="c", due_at=datetime(2026, 11, 20, tzinfo=UTC), status="to_do")
    assert notifications.is_past_due(late, register.now)
    assert not notifications.is_past_due(dataclasses.replace(late, status="sent"), register.now)


def test_whoever_may_not_read_the_law_is_proposed_nothing(register, clock):
    _person, case, _stay = admitted(register)
    with reopened_as(register, "social_worker", clock=clock) as educator:
        assert owed_notifications(educator, [educator.get(CaseFile, case.id)]) == []


def test_the_table_of_duties_speaks_in_keys_of_its_lists():
    assert set(DUTIES) <= set(choices("notification_event").all_keys)
    assert {duty.target for duties in DUTIES.values() for duty in duties} <= set(
        choices("notification_target").all_keys
    )
    assert set(notifications._EVENT_OF_INCIDENT) <= set(choices("incident_type").all_keys)
    assert set(notifications._EVENT_OF_EXIT) <= set(choices("exit_reason").all_keys)
    assert set(notifications._KNOWS_AS_SOURCE) <= set(choices("identification_source").all_keys)
    assert set(choices("legal_status").all_keys) >= notifications._WITHOUT_CONSUL
