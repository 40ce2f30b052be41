"""Chapter J on a small register that one counts by hand."""

from datetime import date, timedelta

import pytest

from centre_app.dates import Birth
from centre_app.indicators.month import Period, by_split, count
from centre_app.records import Exploitation
from tests.makers import a_case, a_follow_up, a_person, a_stay, an_exit

OCTOBER = Period.month_of(date(2026, 10, 9))
IN_OCTOBER = date(2026, 10, 10)


def left_days_before(case, days, **answers):
    """Return a stay that ended so many days before 10 October, and its exit."""
    left = IN_OCTOBER - timedelta(days=days)
    stay = a_stay(case, admitted_on=date(2025, 1, 5), ended_on=left)
    return stay, an_exit(stay, left_on=left, **{"distance": "same_town", **answers})


@pytest.fixture
def house(register):
    """Nine left so that a visit would fall on 10 October: six are owed it, three are not.

    Owed: Ami at 1 month (met), Binta at 3 (nobody went), Coumba at 6 (met, stable), Dior at 6 (tried twice in vain, far
    away), Elle at 12 (phoned: exploited again), Fanta at 6 (met in November: fragile).
    Not owed: one came back, one died, one refused at 1 month.
    """
    people = [a_person(birth=Birth.exact(date(2008, 5, 1))) for _ in range(9)]
    cases = [a_case(person, opened_on=date(2025, 1, 5)) for person in people]
    ami, binta, coumba, dior, elle, fanta, back, died, refused = cases
    gone = [
        left_days_before(ami, 30),
        left_days_before(binta, 90),
        left_days_before(coumba, 180),
        left_days_before(dior, 180, distance="beyond_200"),
        left_days_before(elle, 365),
        left_days_before(fanta, 180),
        left_days_before(back, 180),
        left_days_before(died, 90, reason="deceased"),
        left_days_before(refused, 90),
    ]
    visits = [
        a_follow_up(ami, "month_1", done_on=date(2026, 10, 8)),
        a_follow_up(coumba, "month_6", done_on=date(2026, 10, 12)),
        a_follow_up(dior, "month_6", done_on=date(2026, 10, 12), via="attempt", result="not_found"),
        a_follow_up(dior, "month_6", done_on=date(2026, 10, 30), via="visit", result="not_found"),
        a_follow_up(elle, "month_12", done_on=date(2026, 10, 20), via="phone", result="re_exploited"),
        a_follow_up(fanta, "month_6", done_on=date(2026, 11, 3), result="fragile"),
        a_follow_up(refused, "month_1", done_on=date(2026, 8, 12), result="refused"),
    ]
    again = a_stay(back, admitted_on=date(2026, 8, 1))
    begged = Exploitation(case_id=elle.id, form="forced_begging")
    records = [record for pair in gone for record in pair]
    register.save(*people, *cases, *records, *visits, again, begged, heed_findings=False)
    return register


def test_j1_visits_of_those_due(house):
    month = count(house, OCTOBER).results["J1"]
    assert (month.line("done").number, month.line("due").number) == (4, 6)
    assert by_split(month.line("due"), "key") == {"month_1": 1, "month_3": 1, "month_6": 3, "month_12": 1}
    assert by_split(month.line("by_means"), "key") == {"visit": 3, "phone": 1}
    assert (month.line("month_6_done").number, month.line("month_6_due").number) == (2, 3)
    assert month.line("month_3_done").share == 0


def test_j2_stable_of_those_reached_at_six_months(house):
    october, november = (count(house, Period.month_of(date(2026, month, 1))) for month in (10, 11))
    # in October Coumba alone was reached, in November Fanta
    assert [october.number("J2", key) for key in ("stable", "reached")] == [1, 1]
    assert [november.number("J2", key) for key in ("stable", "reached")] == [0, 1]


def test_j3_exploited_again_of_those_reached_by_form(house):
    month = count(house, OCTOBER).results["J3"]
    assert (month.line("re_exploited").number, month.line("reached").number) == (1, 3)
    assert by_split(month.line("re_exploited"), "exploitation") == {"forced_begging": 1}


def test_j4_not_found_of_those_due_by_distance(house):
    month = count(house, OCTOBER).results["J4"]
    assert by_split(month.line("not_found"), "key") == {"beyond_200": 1}
    assert by_split(month.line("due"), "key") == {"beyond_200": 1, "same_town": 5}


def test_what_is_due_later_in_a_month_that_is_not_over_is_not_due_yet(house):
    # the register's today is 21 November: who left on 29 October is due on the 28th
    stay, left = left_days_before(house.find(type(a_case()))[0], -19)
    house.save(stay, left, heed_findings=False)
    assert count(house, Period.month_of(date(2026, 11, 1))).number("J1", "due") == 0


def test_whoever_came_back_into_a_new_file_that_was_merged_is_owed_no_visit(register):
    people = [a_person(), a_person()]
    kept = a_case(people[1], opened_on=date(2026, 9, 20))
    merged = a_case(people[0], opened_on=date(2025, 1, 5), status="merged", merged_into_id=kept.id)
    back = a_stay(kept, admitted_on=date(2026, 9, 20))
    register.save(*people, kept, merged, *left_days_before(merged, 30), back, heed_findings=False)
    assert count(register, OCTOBER).number("J1", "due") == 0


def test_a_visit_after_the_next_exit_is_not_one_of_the_exit_before(register):
    """She left so that a month later was 10 October, came back on the 12th and left on the 14th; she was met in November."""
    person = a_person()
    case = a_case(person, opened_on=date(2025, 1, 5))
    again = a_stay(case, admitted_on=date(2026, 10, 12), ended_on=date(2026, 10, 14))
    met = a_follow_up(case, "month_1", done_on=date(2026, 11, 13))
    left = an_exit(again, left_on=date(2026, 10, 14))
    register.save(person, case, *left_days_before(case, 30), again, left, met, heed_findings=False)
    month = count(register, OCTOBER)
    assert (month.number("J1", "due"), month.number("J1", "done")) == (1, 0)
