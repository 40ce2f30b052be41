"""Chapter A of the monthly report on a small register that one counts by hand."""

from datetime import date

import pytest

from centre_app.dates import Birth
from centre_app.indicators.month import Period, by_split, count, crossed
from tests.makers import a_case, a_person, a_stay, an_exit

OCTOBER = Period.month_of(date(2026, 10, 9))


@pytest.fixture
def house(register):
    """Before October two women came; in October one left and came back, a girl came, and a boy of three with her."""
    ami, binta, coumba = (a_person(birth=Birth.exact(date(year, 5, 1))) for year in (1998, 2004, 2010))
    child = a_person(sex="male", birth=Birth.exact(date(2023, 1, 1)))
    cases = [a_case(person, opened_on=date(2026, 3, 2)) for person in (ami, binta, coumba, child)]
    first = a_stay(cases[0], admitted_on=date(2026, 3, 2), ended_on=date(2026, 10, 4))
    again = a_stay(cases[0], admitted_on=date(2026, 10, 20), admission_type="readmission")
    second = a_stay(cases[1], admitted_on=date(2026, 9, 30))
    third = a_stay(cases[2], admitted_on=date(2026, 10, 31))
    along = a_stay(cases[3], admitted_on=date(2026, 10, 31), admission_type="accompanying_child")
    left = an_exit(first, left_on=date(2026, 10, 4), reason="family_reunified", quality="planned_positive")
    register.save(*(ami, binta, coumba, child, *cases, first, again, second, third, along, left), heed_findings=False)
    return register


def test_those_here_and_those_who_came_less_those_who_left_are_those_here_at_the_end(house):
    month = count(house, OCTOBER)
    assert [month.number(code) for code in ("A1", "A2", "A4", "A5")] == [2, 2, 1, 3]


def test_somebody_back_within_a_year_is_a_readmission_and_a_share_of_the_admissions(house):
    again = count(house, OCTOBER).results["A3"].lines[0]
    assert (again.number, again.share) == (1, 0.5)


def test_age_is_that_of_the_day_and_children_who_came_along_are_not_among_the_women(house):
    admissions = count(house, OCTOBER).results["A2"].lines[0]
    assert crossed(admissions, "sex", "band") == {("female", "25_59"): 1, ("female", "15_17"): 1}


def test_the_length_of_a_stay_is_that_of_those_who_left(house):
    lengths = count(house, OCTOBER).results["A8"]
    assert {each.line.key: each.number for each in lengths.lines} == {
        "median": 216,
        "month": 0,
        "quarter": 0,
        "half_year": 0,
        "longer": 1,
    }
    assert by_split(lengths.line("longer"), "band") == {"25_59": 1}


def test_whoever_comes_back_into_a_new_file_that_is_merged_with_the_first_is_a_readmission(register):
    """Her stay from March to 1 October stands in the merged file, that of 9 October in the one that was kept."""
    people = [a_person(), a_person()]
    kept = a_case(people[1], opened_on=date(2026, 10, 9))
    merged = a_case(people[0], opened_on=date(2026, 3, 2), status="merged", merged_into_id=kept.id)
    before = a_stay(merged, admitted_on=date(2026, 3, 2), ended_on=date(2026, 10, 1))
    register.save(*people, kept, merged, before, a_stay(kept, admitted_on=date(2026, 10, 9)), heed_findings=False)
    assert count(register, OCTOBER).number("A3") == 1
