"""Two files of one person become one, nothing moves, and for 90 days they can be made two again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from centre_app import residents
from centre_app.case_view import gather
from centre_app.casework import merging
from centre_app.finding import find_persons
from centre_app.indicators.figures import count
from centre_app.problems import Problem, ReadOnlyForYou
from centre_app.records import CaseFile, TwinDecision
from centre_app.residents import Wanted
from tests.makers import (
    LONG_AGO,
    TODAY,
    a_case,
    a_health_profile,
    a_mother_of,
    a_name,
    a_person,
    a_register,
    a_stay,
    as_received,
    reopened,
    reopened_as,
)

WHY = "The same scar, and she says so herself."


def a_file(register, code="SEG-26-0001", *, family="Sangaré", given="Kadidia", ended_on=None, **of_the_case):
    """Save a whole file and return its case."""
    person = a_person()
    case = a_case(person, code=code, status="follow_up" if ended_on else "admitted", **of_the_case)
    stay = a_stay(case, ended_on=ended_on)
    return register.save(person, a_name(person, family, given), case, stay, heed_findings=False)[2]


@pytest.fixture
def hers(register):
    """Her file: she is here."""
    return a_file(register)


@pytest.fixture
def second(register):
    """A second file that somebody opened for her earlier, under another of her names."""
    return a_file(register, "SEG-25-0040", family="Sangare", given="Oumou", ended_on=LONG_AGO, opened_on=LONG_AGO)


def listed(register, typed="", scope="all"):
    found = residents.lines(register, residents.wanted_ids(register, Wanted(typed=typed, scope=scope)))
    return [line.code for line in found]


# --- one person ------------------------------------------------------------------------------------------------


def test_the_kept_file_shows_the_records_of_both_and_none_has_moved(register, hers, second):
    visit = register.save(a_health_profile(second, chronic="Asthma"))[0]
    child = a_person()
    child_case = a_case(child, code="SEG-26-0009")
    register.save(child, a_name(child, "Keïta", "Bakary"), child_case)
    register.save(a_mother_of(replace(child, id=second.person_id), child))
    merging.merge(register, hers, second, WHY)
    file = gather(register, hers.id)
    assert [one.code for one in file.merged] == ["SEG-25-0040"]
    assert {name.given for name in file.names} == {"Kadidia", "Oumou"}
    assert file.name.given == "Kadidia"
    assert (file.health.id, file.health.case_id) == (visit.id, second.id)
    assert len(file.stays) == 2
    assert file.stay.case_id == hers.id
    assert [relation.case.code for relation in file.children] == ["SEG-26-0009"]
    assert {second.id, hers.id} <= {record.id for record in file.records()}


def test_a_merged_file_opens_as_the_one_that_was_kept(register, hers, second):
    merging.merge(register, hers, second, WHY)
    assert gather(register, second.id).case.id == hers.id


def test_lists_and_searches_show_one_person_whom_every_name_and_number_finds(register, hers, second):
    merging.merge(register, hers, second, WHY)
    assert listed(register) == ["SEG-26-0001"]
    assert listed(register, scope="left") == []
    for typed in ("Kadidia", "Oumou", "SEG-25-0040", "40", "sangare oumou"):
        assert listed(register, typed) == ["SEG-26-0001"], typed
    assert find_persons(register, "Oumou") == [hers.person_id]


def test_figures_count_one_person_where_one_stay_was_written_twice(register):
    """An old register was imported beside what had been typed: the same stay stands in both files."""
    left = TODAY - timedelta(days=1)
    one, other = a_file(register, ended_on=left), a_file(register, "SEG-26-0002", ended_on=left)

    def admissions():
        return count(register, LONG_AGO, TODAY).of("admissions_by_source").total

    assert admissions() == 2
    merging.merge(register, one, other, WHY)
    assert admissions() == 1
    merging.unmerge(register, register.get(CaseFile, other.id))
    assert admissions() == 2


def test_two_stays_of_one_person_at_different_times_are_two(register):
    first = a_file(register, ended_on=LONG_AGO + timedelta(days=30))
    person = a_person()
    case = a_case(person, code="SEG-26-0002")
    later = a_stay(case, admitted_on=LONG_AGO + timedelta(days=30))
    register.save(person, a_name(person), case, later)
    merging.merge(register, register.get(CaseFile, case.id), first, WHY)
    assert count(register, LONG_AGO, TODAY).of("admissions_by_source").total == 2


# --- and two again ---------------------------------------------------------------------------------------------


def test_undone_both_stand_as_before_and_are_not_proposed_again(register, hers, second):
    merging.merge(register, hers, second, WHY)
    apart = merging.unmerge(register, register.get(CaseFile, second.id))
    assert (apart.status, apart.merged_into_id, apart.merged_on) == ("follow_up", None, None)
    assert listed(register) == ["SEG-25-0040", "SEG-26-0001"]
    assert listed(register, "Oumou") == ["SEG-25-0040"]
    assert gather(register, hers.id).merged == []
    assert merging.told_apart(register, hers.id) == {second.id}
    assert len(register.find(TwinDecision)) == 1


@pytest.mark.parametrize(("days", "can"), [(90, True), (91, False)])
def test_a_merge_is_undone_within_90_days(tmp_path, clock, days, can):
    with a_register(tmp_path, clock=clock) as register:
        one, other = a_file(register), a_file(register, "SEG-26-0002", ended_on=LONG_AGO)
        merging.merge(register, one, other, WHY)
        clock.move(days=days)
        merged = register.get(CaseFile, other.id)
        if can:
            assert merging.unmerge(register, merged).status == "follow_up"
            return
        with pytest.raises(merging.MergedTooLongAgo):
            merging.unmerge(register, merged)
        with pytest.raises(Problem):  # nor by bringing back its earlier state
            register.save(replace(merged, status="follow_up", merged_into_id=None))


# --- what is refused, in words ---------------------------------------------------------------------------------


def test_a_file_is_not_merged_with_itself(register, hers):
    with pytest.raises(merging.TheSameFile):
        merging.merge(register, hers, hers, WHY)


def test_a_file_that_was_merged_is_neither_kept_nor_merged_again(register, hers, second):
    third = a_file(register, "SEG-26-0003", ended_on=LONG_AGO)
    merging.merge(register, hers, second, WHY)
    second = register.get(CaseFile, second.id)
    with pytest.raises(merging.MergedBefore):
        merging.merge(register, third, second, WHY)
    with pytest.raises(merging.MergedBefore):
        merging.merge(register, second, third, WHY)


def test_a_file_that_holds_another_is_the_one_to_keep(register, hers, second):
    third = a_file(register, "SEG-26-0003", ended_on=LONG_AGO)
    merging.merge(register, third, second, WHY)
    with pytest.raises(merging.HoldsAnother):
        merging.merge(register, hers, third, WHY)


def test_v6_two_open_stays_are_not_one_person(register, hers):
    twin = a_file(register, "SEG-26-0002")
    with pytest.raises(merging.TwoOpenStays):
        merging.merge(register, hers, twin, WHY)


def test_the_file_under_which_she_is_here_is_the_one_to_keep(register, hers, second):
    with pytest.raises(merging.KeepWhereSheIs):
        merging.merge(register, second, hers, WHY)


def test_v6_nothing_begins_in_a_merged_file(register, hers, second):
    merging.merge(register, hers, second, WHY)
    with pytest.raises(Problem) as refused:
        register.save(a_stay(second))
    assert [found.rule for found in refused.value.findings] == ["V6"]


def test_files_of_two_houses_are_not_merged(tmp_path):
    with a_register(tmp_path, kind="headquarters", code="HQX") as headquarters:
        ours, theirs = a_case(centre_id="one"), a_case(centre_id="other", code="MOP-26-0001")
        as_received(headquarters, ours, theirs)
        with pytest.raises(merging.OfTwoHouses):
            merging.refuse(headquarters, ours, theirs)
        with pytest.raises(ReadOnlyForYou):
            merging.merge(headquarters, ours, theirs, WHY)


def test_a_reason_is_asked_for(register, hers, second):
    with pytest.raises(merging.NoReason):
        merging.merge(register, hers, second, "  ")


def test_a_sealed_file_is_merged_by_nobody_from_whom_it_is_kept(register, hers, second):
    register.save(replace(second, confidentiality="sealed"), replace(hers, confidentiality="sealed"))
    with reopened_as(register, "case_manager") as hers_not:
        files = hers_not.find(CaseFile)
        with pytest.raises(Problem) as refused:
            merging.merge(hers_not, files[0], files[1], WHY)
        assert type(refused.value).__name__ == "FileSealed"


def test_files_kept_unequally_close_are_not_merged(register, hers, second):
    (second,) = register.save(replace(second, confidentiality="restricted"))
    with pytest.raises(merging.NotAsConfidential):
        merging.merge(register, hers, second, WHY)


def test_the_night_guard_merges_nothing(register, hers, second):
    with reopened_as(register, "night_guard") as night, pytest.raises(ReadOnlyForYou):
        merging.merge(night, hers, second, WHY)


# --- what was decided is remembered ----------------------------------------------------------------------------


def test_different_people_are_remembered_in_both_orders_and_after_a_restart(register, hers, second):
    merging.say_different(register, hers, [(second, 88)])
    merging.say_different(register, second, [(hers, 88)])
    register.close()
    with reopened(register.folder) as again:
        assert merging.told_apart(again, hers.id) == {second.id}
        assert merging.told_apart(again, second.id) == {hers.id}
        assert len(again.find(TwinDecision)) == 1
