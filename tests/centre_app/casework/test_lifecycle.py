"""The life cycle of a file: every move by its verb, every other one refused; and what each move needs and writes."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from centre_app import letterbox
from centre_app.casework import arrivals, beds, exits, lifecycle
from centre_app.choices import choices
from centre_app.problems import NotSaved
from centre_app.questions import PROTECTION
from centre_app.records import (
    BedAssignment,
    CarePlan,
    CaseFile,
    FollowUp,
    Incident,
    Leave,
    Letter,
    Person,
    RetentionEvent,
    SchoolEnrolment,
    Stay,
    TrainingEnrolment,
)
from centre_app.retention import erasing
from centre_app.retention.dossier import dossier_of
from centre_app.rules.case import MERGED, MOVES
from tests.makers import (
    LONG_AGO,
    TODAY,
    YESTERDAY,
    a_bed,
    a_case,
    a_follow_up,
    a_leave,
    a_mother_of,
    a_name,
    a_person,
    a_plan,
    a_room,
    a_stay,
    a_training,
    a_transfer,
    an_admission,
    an_assignment,
    an_exit,
    an_intake,
    reopened_as,
    reopened_without,
)

# records.md §3.5b, with what is one act here though it is two steps there
ALLOWED = {
    "draft": {"registered", "admitted", "external"},
    "registered": {"admitted", "external", "transferred", "closed"},
    "admitted": {"absent", "missing", "follow_up", "transferred", "closed"},
    "absent": {"admitted", "missing", "follow_up", "transferred", "closed"},
    "missing": {"admitted", "follow_up", "closed"},
    "external": {"admitted", "transferred", "closed"},
    "follow_up": {"closed", "admitted", "external"},
    "transferred": {"registered", "admitted"},
    "closed": {"reopened", "admitted", "external", "anonymised"},
    "reopened": {"admitted", "external"},
    "anonymised": set(),
}
HOUSED = ("admitted", "absent", "missing")
SEEN = {"last_seen": "At the well, by Mariam", "told_to": "The brigade, at noon"}
_NUMBERS = itertools.count(1)


def a_file_at(register, status: str) -> CaseFile:
    """Put a file at a status, with what stands in the register then."""
    person = a_person()
    case = a_case(person, status=status, code=f"SEG-26-{next(_NUMBERS):04d}")
    records = [person, a_name(person), case]
    if status in HOUSED:
        stay = a_stay(case)
        records += [stay, a_leave(stay)] if status != "admitted" else [stay]
    if status == "follow_up":
        stay = a_stay(case, ended_on=YESTERDAY)
        records += [stay, an_exit(stay, left_on=YESTERDAY), a_follow_up(case, "month_12")]
    return register.save(*records, heed_findings=False)[2]  # as an old register brings it


def carry_out(register, case: CaseFile, after: str) -> object:
    """Do what leads to a status, as one would from where the file stands."""
    stay = register.only(Stay, case_id=case.id, ended_on=None) or a_stay(case)
    leave = lifecycle.absence_of(register, case) or a_leave(stay)
    match after:
        case "registered":
            return lifecycle.register_only(register, case)
        case "external":
            return lifecycle.take_external(register, case)
        case "admitted" if case.status in ("absent", "missing"):
            return lifecycle.come_back(register, case, replace(leave, back_on=TODAY))
        case "admitted":
            return arrivals.readmit(register, case, a_stay(case, admitted_on=TODAY), an_intake(case))
        case "absent":
            return lifecycle.go_on_leave(register, case, leave)
        case "missing":
            return lifecycle.go_missing(register, case, replace(leave, **SEEN))
        case "transferred" if case.status in HOUSED:
            left = an_exit(stay, reason="transfer_centre")
            return exits.leave(register, case, left, transfer=a_transfer(case))
        case "transferred":
            return lifecycle.transfer(register, case, a_transfer(case))
        case "closed" if case.status in HOUSED:
            return exits.leave(register, case, an_exit(stay, reason="deceased"))
        case "closed":
            return lifecycle.close(register, replace(case, closed_because="plan_completed"))
        case "reopened":
            return lifecycle.reopen(register, case)
        case "follow_up":
            return exits.leave(register, case, an_exit(stay))
        case "anonymised" if case.status == "closed":  # two people decide it: tests/centre_app/retention
            (asked,) = register.save(
                RetentionEvent(case_id=case.id, act="anonymise", asked_on=TODAY, reason="Its time")
            )
            return erasing.carry_out(register, asked, dossier_of(register, case.id), register.author)
        case _:  # no verb leads there
            return register.save(replace(case, status=after))


def test_every_move_is_done_by_its_verb_and_every_other_one_is_refused(register):
    """Merging is another matter: it may happen to any file, and is undone."""
    statuses = [status for status in choices("case_status").all_keys if status != MERGED]
    assert set(ALLOWED) == set(statuses)
    for before, after in itertools.permutations(statuses, 2):
        case = a_file_at(register, before)
        if after in ALLOWED[before]:
            carry_out(register, case, after)
            assert register.get(CaseFile, case.id).status == after, (before, after)
            continue
        for attempt in (carry_out, lambda register, case, after: register.save(replace(case, status=after))):
            with pytest.raises(NotSaved):
                attempt(register, case, after)
        assert register.get(CaseFile, case.id).status == before, (before, after)


def test_the_rule_and_the_verbs_know_the_same_moves():
    assert {status: set(after) for status, after in MOVES.items()} == ALLOWED
    for move, statuses in lifecycle.FROM.items():
        assert all(lifecycle.TO[move] in ALLOWED[status] for status in statuses), move


# --- away and back ---------------------------------------------------------------------------------------------


@pytest.fixture
def case(register):
    """Somebody who is here, with a bed."""
    *_, case, intake, stay = register.save(*an_admission())
    room = a_room()
    bed = a_bed(room)
    register.save(room, bed, an_assignment(stay, bed))
    return case


@pytest.fixture
def stay(register, case):
    return register.only(Stay, case_id=case.id)


def refused(verb, *given) -> set[str]:
    with pytest.raises(NotSaved) as problem:
        verb(*given)
    return {finding.question for finding in problem.value.findings if finding.blocks}


def test_v9_her_bed_is_held_while_she_is_away_and_she_comes_back_to_it(register, case, stay):
    away = lifecycle.go_on_leave(register, case, a_leave(stay))
    assert beds.bed_of(register, stay) is not None
    (tile,) = (tile for card in beds.board(register) for tile in card.tiles)
    assert (tile.sleeper.present, tile.sleeper.absence_type) == (False, "family_visit")
    leave = lifecycle.absence_of(register, away)
    assert refused(lifecycle.come_back, register, away, leave) == {"back_on"}
    back = lifecycle.come_back(register, away, replace(leave, back_on=TODAY))
    assert back.status == "admitted"
    assert [leave.back_on for leave in register.find(Leave)] == [TODAY]
    assert register.only(BedAssignment).to_on is None


def test_a_mother_goes_and_comes_back_with_her_child(register, case, stay):
    mother, child = register.get(Person, case.person_id), a_person()
    childs = a_case(child, code="SEG-26-0900")
    register.save(child, a_name(child, given="Issa"), childs, a_stay(childs), a_mother_of(mother, child))
    away = lifecycle.go_on_leave(register, case, a_leave(stay), with_children=True)
    assert {one.status for one in register.find(CaseFile)} == {"absent"}
    lifecycle.come_back(register, away, replace(lifecycle.absence_of(register, away), back_on=TODAY))
    assert {one.status for one in register.find(CaseFile)} == {"admitted"}
    assert [leave.back_on for leave in register.find(Leave)] == [TODAY, TODAY]


def test_v9_a_leave_says_why_and_since_when_and_nobody_is_away_twice(register, case, stay):
    bare = a_leave(stay, absence_type=None, out_at=None)
    assert refused(lifecycle.go_on_leave, register, case, bare) == {"absence_type", "out_at"}
    lifecycle.go_on_leave(register, case, a_leave(stay))
    assert refused(register.save, a_leave(stay)) == {"out_at"}


def test_v5_nobody_is_back_before_she_left_nor_away_before_she_came(register, case, stay):
    assert refused(register.save, a_leave(stay, back_on=date(2026, 11, 19))) == {"back_on"}
    before = datetime.combine(LONG_AGO - timedelta(days=1), datetime.min.time(), UTC)
    assert refused(register.save, a_leave(stay, out_at=before)) == {"out_at"}


def test_v9_whoever_is_missing_was_seen_last_and_somebody_was_told(register, case, stay):
    assert refused(lifecycle.go_missing, register, case, a_leave(stay)) == {"last_seen", "told_to"}
    assert register.find(Incident) == register.find(Leave) == []


def test_being_missing_writes_the_incident_in_the_same_act(register, case, stay):
    lifecycle.go_on_leave(register, case, a_leave(stay))
    away = register.get(CaseFile, case.id)
    lifecycle.go_missing(register, away, replace(lifecycle.absence_of(register, away), **SEEN))
    (incident,) = register.find(Incident)
    (leave,) = register.find(Leave)
    assert (incident.case_id, incident.incident_type, incident.description) == (case.id, "runaway", SEEN["last_seen"])
    assert (leave.absence_type, leave.last_seen) == ("runaway", SEEN["last_seen"])


def test_whoever_may_not_read_incidents_passes_the_one_of_somebody_missing_on_under_seal(register, case, stay, clock):
    with reopened_as(register, "night_guard", clock=clock) as guard:
        lifecycle.go_missing(guard, guard.get(CaseFile, case.id), a_leave(stay, **SEEN))
        assert guard.get(CaseFile, case.id).status == "missing"
        (letter,) = guard.find(Letter)
        assert SEEN["last_seen"] not in letter.sealed
    with reopened_without(guard, clock=clock) as director:
        (letter,) = letterbox.to_file(director, case_id=case.id)
        assert letterbox.file(director, letter).incident_type == "runaway"
    assert PROTECTION not in guard.vault.compartments


# --- leaving, closing, opening again ---------------------------------------------------------------------------


def test_an_exit_ends_school_and_training_and_closing_ends_the_plan(register, case, stay):
    schooling = SchoolEnrolment(case_id=case.id, provision="formal_public", from_on=LONG_AGO)
    later = a_training(case, from_on=TODAY + timedelta(days=3))
    plan = a_plan(case, status="active", agreed_on=LONG_AGO)
    register.save(schooling, a_training(case, mode="centre"), later, plan)
    exits.leave(register, case, an_exit(stay, no_follow_up_reason="She moved to Dakar"))
    assert (register.only(SchoolEnrolment).to_on, register.only(SchoolEnrolment).status) == (TODAY, "transferred")
    assert {one.to_on for one in register.find(TrainingEnrolment)} == {TODAY, None}
    assert register.only(CarePlan).status == "active"
    lifecycle.close(register, register.get(CaseFile, case.id))
    assert register.only(CarePlan).status == "completed"


def test_v9_without_a_transfer_nobody_goes_to_another_centre(register, case, stay):
    left = an_exit(stay, reason="transfer_centre")
    assert refused(exits.leave, register, case, left) == {"status"}
    nowhere = a_transfer(case, organisation_in_words=None, best_interest=None)
    with pytest.raises(NotSaved) as problem:
        exits.leave(register, case, left, transfer=nowhere)
    assert {found.question for found in problem.value.findings} >= {"organisation_id", "best_interest"}


@pytest.mark.parametrize(
    ("written", "may_close"),
    [
        ([], False),
        ([{"milestone": "month_12"}], True),
        ([{"milestone": "month_12", "via": "attempt", "result": "not_found"}], False),
        ([{"milestone": "month_1"}, {"milestone": "month_6"}], False),
        ([{"via": "attempt"}, {"via": "attempt"}, {"result": "not_found"}], True),
        ([{"result": "refused"}], True),
    ],
)
def test_v9_a_file_is_closed_after_the_last_visit_or_three_attempts_in_vain(register, case, stay, written, may_close):
    exits.leave(register, case, an_exit(stay))
    register.save(*(a_follow_up(case, **one) for one in written))
    left = register.get(CaseFile, case.id)
    if not may_close:
        assert refused(lifecycle.close, register, left) == {"closed_on"}
        return
    assert lifecycle.close(register, left).closed_on == TODAY
    assert register.find(FollowUp) != []


def test_v9_a_file_without_a_stay_is_closed_for_a_reason(register):
    case = a_file_at(register, "external")
    assert refused(lifecycle.close, register, case) == {"closed_because"}


def test_v9_nobody_leaves_by_a_stroke_of_the_pen(register, case):
    for status in ("follow_up", "closed", "transferred"):
        assert "status" in refused(register.save, replace(case, status=status))


def test_v9_nobody_is_admitted_without_day_and_kind_of_stay(register):
    case = a_file_at(register, "registered")
    assert refused(register.save, replace(case, status="admitted")) == {"status"}
    bare = a_stay(case, admitted_on=None, admission_type=None)
    assert refused(register.save, replace(case, status="admitted"), bare) == {"admitted_on", "admission_type"}


def test_a_file_counts_how_often_it_was_opened_again(register):
    registered = a_file_at(register, "registered")
    assert not arrivals.readmit(register, registered, a_stay(registered), an_intake(registered)).reopened_count
    opened = lifecycle.reopen(register, a_file_at(register, "closed"))
    again = arrivals.readmit(register, opened, a_stay(opened), an_intake(opened))
    assert (opened.reopened_count, again.reopened_count, again.closed_on) == (1, 1, None)


def test_v5_a_follow_up_comes_after_the_exit(register, case, stay):
    exits.leave(register, case, an_exit(stay))
    assert refused(register.save, a_follow_up(case, done_on=YESTERDAY)) == {"done_on"}
