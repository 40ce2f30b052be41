"""Leaving as one act: the stay, the bed, the file, the children, the kit."""

from datetime import date, timedelta

import pytest

from centre_app.casework import arrivals, beds, exits
from centre_app.choices import choices
from centre_app.problems import NotSaved
from centre_app.records import BedAssignment, CaseFile, Exit, KitGrant, Stay
from tests.makers import (
    TODAY,
    YESTERDAY,
    a_bed,
    a_case,
    a_kit,
    a_mother_of,
    a_name,
    a_person,
    a_project,
    a_room,
    a_stay,
    a_transfer,
    an_admission,
    an_assignment,
    an_exit,
)


@pytest.fixture
def mother(register):
    """A mother and her child, each with a stay and a bed."""
    person, name, case, intake, stay = an_admission()
    child = a_person()
    childs_case = a_case(child, code="SEG-26-0002")
    childs_stay = a_stay(childs_case, admission_type="accompanying_child")
    room = a_room()
    bed, cot = a_bed(room), a_bed(room, label="B1b", kind="cot")
    register.save(person, name, case, intake, stay)
    register.save(child, a_name(child, given="Issa"), childs_case, childs_stay, a_mother_of(person, child))
    register.save(room, bed, cot, an_assignment(stay, bed), an_assignment(childs_stay, cot))
    return register.get(CaseFile, case.id)


def the_exit(register, mother, **answers):
    return an_exit(exits.open_stay_of(register, mother), **answers)


def test_her_children_leave_with_her_and_every_bed_is_free(register, mother):
    exits.leave(register, mother, the_exit(register, mother))
    assert {stay.ended_on for stay in register.find(Stay)} == {TODAY}
    assert {given.to_on for given in register.find(BedAssignment)} == {TODAY}
    assert {case.status for case in register.find(CaseFile)} == {"follow_up"}
    assert len(register.find(Exit)) == 2


def test_children_may_stay_when_she_leaves_alone(register, mother):
    exits.leave(register, mother, the_exit(register, mother), with_children=False)
    (child,) = arrivals.children_of(register, mother)
    assert exits.open_stay_of(register, child) is not None


def test_a_kit_is_written_in_the_same_act(register, mother):
    project = a_project()
    register.save(project)
    exits.leave(register, mother, the_exit(register, mother), kits=[a_kit(mother, project)])
    assert register.only(KitGrant, case_id=mother.id).value_fcfa == 120_000


def test_nobody_leaves_when_the_kit_lacks_its_receipt(register, mother):
    with pytest.raises(NotSaved) as refused:
        exits.leave(register, mother, the_exit(register, mother), kits=[a_kit(mother, receipt=None)])
    assert [finding.rule for finding in refused.value.findings] == ["V20"]
    assert exits.open_stay_of(register, mother) is not None


def test_nobody_leaves_before_coming(register, mother):
    with pytest.raises(NotSaved) as refused:
        exits.leave(register, mother, the_exit(register, mother, left_on=date(2026, 3, 1)))
    assert "V5" in {finding.rule for finding in refused.value.findings}


def test_an_exit_without_reason_quality_destination_or_follow_up_is_refused(register, mother):
    bare = the_exit(register, mother, reason=None, quality=None, destination=None, follow_up_plan=None)
    with pytest.raises(NotSaved) as refused:
        exits.leave(register, mother, bare)
    asked = {finding.question for finding in refused.value.findings if finding.record_id == bare.id}
    assert asked == {"reason", "quality", "destination", "follow_up_plan"}


@pytest.mark.parametrize(
    ("reason", "status", "closed_on"),
    [
        ("family_reunified", "follow_up", None),
        ("deceased", "closed", TODAY),
        ("transfer_centre", "transferred", TODAY),
    ],
)
def test_after_an_exit_the_file_is_followed_up_unless_nothing_follows(register, mother, reason, status, closed_on):
    moved = a_transfer(mother) if status == "transferred" else None
    exits.leave(register, mother, the_exit(register, mother, reason=reason), transfer=moved)
    case = register.get(CaseFile, mother.id)
    assert (case.status, case.closed_on) == (status, closed_on)


def test_the_reasons_after_which_nothing_follows_are_reasons():
    assert set(exits.AFTER) <= set(choices("exit_reason").all_keys)
    assert {exits.FOLLOW_UP, *exits.AFTER.values()} <= set(choices("case_status").all_keys)


def test_an_exit_written_down_late_gives_up_the_beds_of_the_days_between(register, mother):
    stay = exits.open_stay_of(register, mother)
    other = register.save(a_bed(label="B2"))[0]
    beds.put_to_bed(register, stay, other.id, on=YESTERDAY)
    two_days_ago = YESTERDAY - timedelta(days=1)
    exits.leave(register, mother, the_exit(register, mother, left_on=two_days_ago), with_children=False)
    assert [given.to_on for given in register.find(BedAssignment, stay_id=stay.id)] == [two_days_ago]
    assert register.find(BedAssignment, bed_id=other.id) == []


def test_visits_fall_30_90_180_and_365_days_after_the_exit():
    assert exits.follow_up_days(date(2026, 11, 30)) == [
        date(2026, 12, 30), date(2027, 2, 28), date(2027, 5, 29), date(2027, 11, 30),
    ]  # fmt: skip


def test_a_child_who_left_before_does_not_leave_again(register, mother):
    (child,) = arrivals.children_of(register, mother)
    exits.leave(register, child, an_exit(exits.open_stay_of(register, child), left_on=YESTERDAY))
    exits.leave(register, mother, the_exit(register, mother))
    assert sorted(left.left_on for left in register.find(Exit)) == [YESTERDAY, TODAY]
