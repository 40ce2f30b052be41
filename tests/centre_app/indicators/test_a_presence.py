"""Chapter A of the monthly report, who is here and the nights: a small house that one counts by hand."""

from datetime import date

import pytest

from centre_app.dates import Birth, PartialDate
from centre_app.indicators.month import Period, by_split, count
from centre_app.indicators.monthly import a_flows
from tests.makers import a_bed, a_birth_at_the_centre, a_case, a_cot, a_night, a_person, a_room, a_stay

OCTOBER = Period.month_of(date(2026, 10, 9))
NOVEMBER = Period.month_of(date(2026, 11, 9))


def counted(register, code, period=OCTOBER):
    return count(register, period, indicators=a_flows.INDICATORS).results[code]


def numbers(register, code, period=OCTOBER):
    return {each.line.key: each.number for each in counted(register, code, period).lines}


@pytest.fixture
def house(register):
    """A woman of 30 with a boy of 3, a girl of 16 whose twins are born on 10 October; one twin is taken away on the 31st.

    Two beds and a cot all month, a third bed from the 22nd, a room with one bed that is closed from 11 to 20 October.
    Nights: the woman 2 and one away, her boy 2, the girl 3, a twin 1.
    """
    woman, girl = a_person(birth=Birth.exact(date(1996, 5, 1))), a_person(birth=Birth.exact(date(2010, 5, 1)))
    boy = a_person(sex="male", birth=Birth.exact(date(2023, 5, 1)))
    twins = [a_person(sex=sex, birth=Birth.exact(date(2026, 10, 10))) for sex in ("female", "male")]
    cases = [a_case(person) for person in (woman, girl, boy, *twins)]
    stays = [
        a_stay(cases[0], admitted_on=date(2026, 9, 1)),
        a_stay(cases[1], admitted_on=date(2026, 9, 1)),
        a_stay(cases[2], admitted_on=date(2026, 10, 2), admission_type="accompanying_child"),
        a_stay(cases[3], admitted_on=date(2026, 10, 10), admission_type="born_in_centre"),
        a_stay(cases[4], admitted_on=date(2026, 10, 10), admission_type="born_in_centre", ended_on=date(2026, 10, 31)),
    ]
    births = [
        a_birth_at_the_centre(cases[1], born=PartialDate.exact(date(2026, 10, 10)), outcome="twins") for _ in twins
    ]
    nights = [
        a_night(stays[number], date(2026, 10, 20 + day), present=(number, day) != (0, 2))
        for number, days in ((0, 3), (1, 3), (2, 2), (3, 1))
        for day in range(days)
    ]
    room, small = a_room(), a_room(name="Néré", closed_from=date(2026, 10, 11), closed_to=date(2026, 10, 21))
    since = date(2026, 1, 1)
    beds = [a_bed(room, label=f"B{number}", in_service_from=since) for number in (1, 2)]
    late = a_bed(room, label="B3", in_service_from=date(2026, 10, 22))
    own = a_bed(small, label="N1", in_service_from=since)
    cot = a_cot(beds[0], in_service_from=since)
    register.save(woman, girl, boy, *twins, *cases, *stays, *births, *nights, heed_findings=False)
    register.save(room, small, *beds, late, own, cot, heed_findings=False)
    return register


def test_a6_children_who_came_along_and_who_were_born_here_by_age(house):
    """The boy of 3 and one twin are here on the last day; the other twin has left by its evening."""
    assert numbers(house, "A6") == {
        "present": 2,
        "months_0_5": 1,
        "months_6_23": 0,
        "years_2_5": 1,
        "years_6_17": 0,
        "came": 1,
        "born": 2,
    }
    assert by_split(counted(house, "A6").line("present"), "key") == {"accompanying_child": 1, "born_in_centre": 1}
    assert by_split(counted(house, "A6").line("present"), "sex") == {"male": 1, "female": 1}


def test_a7_nights_by_age_and_the_occupancy_of_the_beds(house):
    """Nights: 2 of the woman, 3 + 2 of the children, 1 of an infant. Beds: 2 × 31, 10 from the 22nd, 31 − 10 of Néré."""
    told = counted(house, "A7")
    assert numbers(house, "A7") == {
        "nights": 8,
        "adults": 2,
        "children": 5,
        "infants": 1,
        "unknown": 0,
        "occupied": 7,
        "offered": 62 + 10 + 21,
    }
    assert told.line("occupied").share == pytest.approx(7 / 93)


def test_a7_a_month_without_a_roll_call_has_no_nights_and_not_nought(house):
    """Today is 21 November: of that month the four beds have offered 21 nights each."""
    assert numbers(house, "A7", NOVEMBER)["nights"] is None
    assert numbers(house, "A7", NOVEMBER)["occupied"] is None
    assert numbers(house, "A7", NOVEMBER)["offered"] == 4 * 21


def test_a7_a_bed_is_in_service_from_the_day_it_was_written_down(register):
    """It is written on 21 November, which is today."""
    room = a_room()
    register.save(room, a_bed(room), heed_findings=False)
    assert numbers(register, "A7")["offered"] == 0
    assert numbers(register, "A7", NOVEMBER)["offered"] == 1
