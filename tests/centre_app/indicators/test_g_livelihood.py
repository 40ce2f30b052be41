"""Chapter G on a small register that one counts by hand."""

from dataclasses import replace
from datetime import date

import pytest

from centre_app.dates import Birth, PartialDate
from centre_app.indicators.month import Period, by_split, count
from centre_app.records import Exploitation, Project
from tests.makers import (
    a_case,
    a_follow_up,
    a_kit,
    a_mother_of,
    a_person,
    a_project,
    a_stay,
    a_training,
    an_intake,
    as_received,
)

OCTOBER = Period.month_of(date(2026, 10, 9), since=date(2026, 1, 1))
ELSEWHERE = "0197-KOR"


@pytest.fixture
def house(register):
    """Ami (16) learns sewing since October; Binta (23) finished soap making with a certificate, Coumba (30) gave up.

    In October three things were given: a sewing kit and a microcredit to Binta, who has a child, and a cooperative to
    Coumba, who has none. Binta's soap kit of March is looked at in October and runs, Coumba's oven of April does not;
    Dior's kit of August is too young to be asked about.
    """
    births = (date(2010, 5, 1), date(2003, 5, 1), date(1996, 5, 1), date(2012, 3, 1))
    people = [a_person(birth=Birth.exact(day)) for day in births]
    ami, binta, coumba, dior = cases = [a_case(person) for person in people]
    child = a_person(birth=Birth.exact(date(2024, 1, 1)))
    trainings = [
        a_training(ami, from_on=date(2026, 10, 12), mode="centre", status="attending"),
        a_training(binta, trade="soap", from_on=date(2026, 4, 1), to_on=date(2026, 10, 15), status="completed", certified_on=date(2026, 10, 20)),
        a_training(coumba, trade="soap", from_on=date(2026, 4, 1), to_on=date(2026, 10, 3), status="dropped"),
        a_training(dior, status="waiting", from_on=date(2026, 10, 1)),
    ]  # fmt: skip
    project = a_project()
    kits = [
        a_kit(binta, project, kit="soap_kit", value_fcfa=90_000, given_on=date(2026, 3, 10)),
        a_kit(coumba, project, kit="oven", value_fcfa=60_000, given_on=date(2026, 4, 1)),
        a_kit(dior, project, kit="hair_kit", value_fcfa=70_000, given_on=date(2026, 8, 1)),
        a_kit(binta, project, value_fcfa=120_000, given_on=date(2026, 10, 5)),
        a_kit(binta, project, kit="microcredit", value_fcfa=50_000, given_on=date(2026, 10, 6)),
        a_kit(coumba, project, kit="cooperative", value_fcfa=None, given_on=date(2026, 10, 6)),
    ]
    visits = [
        a_follow_up(binta, done_on=date(2026, 10, 12), kit_running=True),
        a_follow_up(coumba, done_on=date(2026, 10, 12), kit_running=False),
        a_follow_up(dior, done_on=date(2026, 10, 12), kit_running=True),
    ]
    everything = (*people, child, *cases, *trainings, project, *kits, *visits, a_mother_of(people[1], child))
    register.save(*everything, heed_findings=False)
    return register


def test_g1_and_g2_who_learns_a_trade_and_who_of_them_is_15_to_17(house):
    month = count(house, OCTOBER)
    assert [month.number("G1", key) for key in ("S", "N", "C")] == [3, 1, 3]
    assert by_split(month.results["G1"].line("S"), "key") == {"sewing": 1, "soap": 2}
    assert by_split(month.results["G1"].line("by_mode"), "key") == {"centre": 1, "workshop": 2}
    of_age = month.results["G2"].line("of_15_to_17")
    assert (of_age.number, of_age.share) == (1, 1 / 3)


def test_g3_of_those_that_ended_which_were_completed_and_which_certified(house):
    ended = count(house, OCTOBER).results["G3"]
    assert [ended.line(key).number for key in ("ended", "completed", "certified")] == [2, 1, 1]
    assert ended.line("completed").share == 0.5


def test_g4_kits_their_value_who_paid_and_who_received(house):
    given = count(house, OCTOBER).results["G4"]
    assert by_split(given.line("kits"), "key") == {"sewing_kit": 1, "microcredit": 1, "cooperative": 1}
    assert given.line("value").number == 170_000
    assert by_split(given.line("by_project"), "key") == {house.only(Project).id: 3}
    assert given.line("persons").number == 2


def test_g5_a_kit_is_looked_at_after_half_a_year(house):
    checked = count(house, OCTOBER).results["G5"]
    assert (checked.line("running").number, checked.line("checked").number) == (1, 2)
    assert by_split(checked.line("checked"), "key") == {"soap": 2}


def test_g6_only_mothers_count_as_mothers(house):
    mothers = count(house, OCTOBER).results["G6"].line("mothers")
    assert by_split(mothers, "key") == {"microcredit": 1}


def test_g7_a_child_is_out_of_work_when_seen_out_of_it_thirty_days_later(register):
    """Four of sixteen and one of twenty worked until they came in September; two went off early, one back to work."""
    child, grown = Birth.exact(date(2010, 5, 1)), Birth.exact(date(2006, 5, 1))
    people = [a_person(birth=birth) for birth in (child, child, child, child, grown)]
    stayed, left_and_well, left_and_back, left, of_age = cases = [a_case(person) for person in people]
    works = [Exploitation(case_id=case.id, form="forced_labour_domestic", is_main=True) for case in cases]
    works.append(Exploitation(case_id=stayed.id, form="forced_marriage"))
    works[1] = replace(works[1], ended=PartialDate.exact(date(2026, 9, 5)))
    here = {"admitted_on": date(2026, 9, 10)}
    stays = [a_stay(case, **here) for case in (stayed, of_age)]
    stays += [a_stay(case, **here, ended_on=date(2026, 9, 20)) for case in (left_and_well, left_and_back, left)]
    visits = [
        a_follow_up(left_and_well, done_on=date(2026, 10, 20)),
        a_follow_up(left_and_back, done_on=date(2026, 10, 20), result="re_exploited"),
    ]
    register.save(*people, *cases, *works, *stays, *visits, heed_findings=False)
    children = count(register, OCTOBER).results["G7"].line("children")
    assert sorted((member.case, member.day) for member in children.members) == sorted(
        [(stayed.id, "2026-10-10"), (left_and_well.id, "2026-10-20")]
    )
    assert by_split(children, "key") == {"forced_labour_domestic": 2}
    assert count(register, Period.month_of(date(2026, 9, 1))).number("G7") == 0


def _who_moved(register, *, left, came, ended=None):
    """Return a child of sixteen who came to another house on 10 September, left it, and came here with a transfer."""
    person = a_person(birth=Birth.exact(date(2010, 5, 1)))
    there = a_case(person, centre_id=ELSEWHERE, opened_on=date(2026, 9, 10), status="transferred", closed_on=left)
    here = a_case(person, opened_on=came)
    works = [
        Exploitation(
            case_id=case.id, form="forced_labour_domestic", is_main=True, ended=ended, centre_id=case.centre_id
        )
        for case in (there, here)
    ]
    before = a_stay(there, admitted_on=date(2026, 9, 10), ended_on=left, centre_id=ELSEWHERE)
    as_received(register, there, works[0], before)
    intake = an_intake(here, contact_on=came, source="other_centre")
    register.save(person, here, works[1], a_stay(here, admitted_on=came), intake, heed_findings=False)
    return there, here


@pytest.mark.parametrize("ended", [None, PartialDate.exact(date(2026, 9, 10))])
def test_g7_a_child_who_moved_counts_in_the_house_that_saw_her_out_of_work_first(register, ended):
    """One was there for thirty days and moved on the 20th of October, the other after ten days: 10 October for both."""
    there, _ = _who_moved(register, left=date(2026, 10, 20), came=date(2026, 10, 20), ended=ended)
    _, here = _who_moved(register, left=date(2026, 9, 20), came=date(2026, 9, 21), ended=ended)
    seen = {"2026-10-10"}
    both = count(register, OCTOBER, centre_ids=(ELSEWHERE, register.centre_id)).results["G7"].line("children")
    assert sorted(member.case for member in both.members) == sorted([there.id, here.id])
    assert {member.day for member in both.members} == seen
    own = count(register, OCTOBER, centre_ids=(register.centre_id,)).results["G7"].line("children")
    assert [member.case for member in own.members] == [here.id]
    later = Period(first=date(2026, 11, 1), last=date(2027, 3, 31))
    assert count(register, later, centre_ids=(ELSEWHERE, register.centre_id)).number("G7") == 0


def test_g7_work_written_in_a_file_that_was_merged_counts_in_the_one_that_was_kept(register):
    """Her second file says that she worked; the stay stands in the first."""
    people = [a_person(birth=Birth.exact(date(2010, 5, 1))) for _ in range(2)]
    kept = a_case(people[0], opened_on=date(2026, 9, 10))
    merged = a_case(people[1], opened_on=date(2026, 9, 12), status="merged", merged_into_id=kept.id)
    work = Exploitation(case_id=merged.id, form="forced_begging", is_main=True)
    register.save(*people, kept, merged, work, a_stay(kept, admitted_on=date(2026, 9, 10)), heed_findings=False)
    children = count(register, OCTOBER).results["G7"].line("children")
    assert [(member.case, member.day) for member in children.members] == [(kept.id, "2026-10-10")]
    assert by_split(children, "exploitation") == {"forced_begging": 1}
