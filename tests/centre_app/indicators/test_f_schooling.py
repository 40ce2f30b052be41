"""Chapter F on a small register that one counts by hand."""

from datetime import date

import pytest

from centre_app.dates import Birth
from centre_app.indicators.month import Period, by_split, count
from centre_app.records import EducationProfile, SchoolAttendance, SchoolEnrolment, TermResult
from tests.makers import a_case, a_person, a_stay

OCTOBER = Period.month_of(date(2026, 10, 9), since=date(2026, 1, 1))
SCHOOL_YEAR = Period(first=date(2025, 10, 1), last=date(2026, 9, 30))


def enrolled(case, **answers):
    usual = {"provision": "formal_public", "level": "f4", "status": "attending", "from_on": date(2026, 10, 5)}
    return SchoolEnrolment(case_id=case.id, **{**usual, **answers})


def attended(enrolment, month, days_present, days_open=20):
    return SchoolAttendance(
        case_id=enrolment.case_id,
        enrolment_id=enrolment.id,
        month=month,
        days_open=days_open,
        days_present=days_present,
    )


@pytest.fixture
def house(register):
    """Four women and girls and a child of one of them; two came in October, one of these never went to school.

    Ami is at school since the year before and finished a year in June; Binta reads since the 5th of October; Coumba
    stopped in September; Dior waits for a place. The child goes to school too and is in no row of women and girls.
    """
    people = [a_person(birth=Birth.exact(date(year, 5, 1))) for year in (2010, 2011, 2000, 2012)]
    child = a_person(birth=Birth.exact(date(2019, 1, 1)))
    cases = [a_case(person, opened_on=date(2025, 9, 1)) for person in (*people, child)]
    ami, binta, coumba, dior, little = cases
    stays = [
        a_stay(ami, admitted_on=date(2025, 9, 1)),
        a_stay(binta, admitted_on=date(2026, 10, 2)),
        a_stay(coumba, admitted_on=date(2026, 5, 1)),
        a_stay(dior, admitted_on=date(2026, 10, 3)),
        a_stay(little, admitted_on=date(2026, 10, 2), admission_type="accompanying_child"),
    ]
    levels = [
        EducationProfile(case_id=ami.id, level_at_entry="f3"),
        EducationProfile(case_id=binta.id, level_at_entry="none"),
    ]
    last_year = enrolled(ami, level="f3", status="passed", from_on=date(2025, 10, 1), to_on=date(2026, 6, 30))
    this_year = enrolled(ami, from_on=date(2026, 9, 1))
    reads = enrolled(binta, provision="literacy_centre", level="literacy_fr")
    stopped = enrolled(coumba, status="dropped", from_on=date(2026, 5, 4), to_on=date(2026, 9, 15))
    again = enrolled(coumba, status="repeats", level="f5", from_on=date(2025, 10, 1))
    report = TermResult(case_id=coumba.id, enrolment_id=again.id, term="year", reported_on=date(2026, 7, 2))
    waits = enrolled(dior, status="waiting")
    of_the_child = enrolled(little, provision="community")
    days = [
        attended(this_year, date(2026, 9, 1), 20),
        attended(this_year, date(2026, 10, 1), 15),
        attended(reads, date(2026, 10, 1), 16),
    ]
    enrolments = (last_year, this_year, reads, stopped, again, waits, of_the_child)
    register.save(*people, child, *cases, *stays, *levels, *enrolments, report, *days, heed_findings=False)
    return register


def test_f1_who_is_at_school_is_served_every_month_and_new_only_once(house):
    month = count(house, OCTOBER)
    # Ami, Binta and Coumba, whose class of last year nobody ended; only Binta is new; nobody else ever received it
    assert [month.number("F1", key) for key in ("S", "N", "C")] == [3, 1, 3]
    assert by_split(month.results["F1"].line("S"), "key") == {"formal_public": 2, "literacy_centre": 1}
    assert by_split(month.results["F1"].line("by_level"), "key") == {"f4": 1, "literacy_fr": 1, "f5": 1}


def test_f1_who_stopped_is_counted_since_the_beginning_but_not_in_the_month(house):
    month = count(house, Period(first=date(2026, 8, 1), last=date(2026, 8, 31), since=date(2026, 7, 1)))
    # in August Coumba alone: Ami is between two school years, Binta has not begun
    assert [month.number("F1", key) for key in ("S", "N", "C")] == [1, 0, 1]


def test_f2_never_at_school_is_a_share_of_the_admissions(house):
    never = count(house, OCTOBER).results["F2"].line("never")
    assert (never.number, never.share) == (1, 0.5)


def test_f3_the_days_of_all_months_of_the_period_count_together(house):
    month = count(house, OCTOBER).results["F3"]
    # of three at school two had their days counted: Ami came on 15 of 20, Binta on 16 of 20
    assert [month.line(key).number for key in ("regular", "enrolled", "days_counted")] == [1, 3, 2]
    autumn = count(house, Period(first=date(2026, 9, 1), last=date(2026, 10, 31))).results["F3"]
    # Ami: 35 of 40 days
    assert autumn.line("regular").number == 2


def test_f4_a_year_ends_on_its_last_day_or_with_its_report(house):
    year = count(house, SCHOOL_YEAR).results["F4"]
    # Ami passed on 30 June; Coumba repeats by the report of 2 July, and dropped out of the other class in September
    assert {key: year.line(key).number for key in ("passed", "repeated", "dropped", "enrolled")} == {
        "passed": 1,
        "repeated": 1,
        "dropped": 1,
        "enrolled": 2,
    }
    assert by_split(year.line("passed"), "key") == {"f3": 1}
