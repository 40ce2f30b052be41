"""Chapter I on a small register that one counts by hand."""

from datetime import date

import pytest

from centre_app.dates import Birth
from centre_app.indicators.month import Period, by_split, count
from centre_app.records import Mediation, PersonNationality, TracingAction
from tests.makers import a_case, a_kit, a_person, a_stay, an_exit, reopened_without

OCTOBER = Period.month_of(date(2026, 10, 9))


def looked_for(case, method, day, status):
    return TracingAction(case_id=case.id, method=method, acted_on=day, status=status)


@pytest.fixture
def house(register):
    """Seven were here in October, five of whom left; of a child that came along nothing is counted.

    Ami's family, looked for since 1 September, is found by radio on 11 October; Binta's search begins and is given up
    in October; Coumba's was given up in August; Dior wants none; Elle's, begun on 5 October, is found on the 25th.
    Ami goes home with a kit of her stay, Binta to an aunt with a kit of an earlier stay; Coumba is repatriated,
    Dior runs away, Elle leaves unprepared; Fanta and Goundo stay.
    """
    people = [a_person(birth=Birth.exact(date(2009, 5, 1))) for _ in range(7)]
    child = a_person(birth=Birth.exact(date(2020, 5, 1)))
    cases = [a_case(person) for person in (*people, child)]
    ami, binta, coumba, dior, elle = cases[:5]
    stays = [a_stay(case, admitted_on=date(2026, 5, 1)) for case in cases[:7]]
    along = a_stay(cases[7], admitted_on=date(2026, 5, 1), admission_type="accompanying_child")
    looked = [
        looked_for(ami, "phone", date(2026, 9, 1), "open"),
        looked_for(ami, "radio", date(2026, 10, 11), "located"),
        looked_for(ami, "home_visit", date(2026, 10, 13), "accepted"),
        looked_for(binta, "radio", date(2026, 10, 3), "open"),
        looked_for(binta, "radio", date(2026, 10, 30), "unsuccessful"),
        looked_for(coumba, "icrc", date(2026, 6, 1), "open"),
        looked_for(coumba, "icrc", date(2026, 8, 1), "closed"),
        looked_for(dior, "phone", date(2026, 10, 2), "not_wanted"),
        looked_for(elle, "phone", date(2026, 10, 5), "in_progress"),
        looked_for(elle, "phone", date(2026, 10, 25), "refused"),
    ]
    talks = [
        Mediation(case_id=ami.id, held_on=date(2026, 10, 14), outcome="agreement"),
        Mediation(case_id=ami.id, held_on=date(2026, 10, 7), outcome="postponed"),
        Mediation(case_id=elle.id, held_on=date(2026, 10, 28), outcome="partial"),
        Mediation(case_id=elle.id, held_on=date(2026, 9, 28), outcome="agreement"),
    ]
    kits = [a_kit(ami, given_on=date(2026, 10, 15)), a_kit(binta, given_on=date(2026, 4, 1))]
    exits = [
        an_exit(stays[0], left_on=date(2026, 10, 16)),
        an_exit(stays[1], left_on=date(2026, 10, 17), reason="kinship", quality="planned_temporary"),
        an_exit(stays[2], left_on=date(2026, 10, 18), reason="repatriation", quality="planned_positive"),
        an_exit(stays[3], left_on=date(2026, 10, 19), reason="runaway", quality="unplanned"),
        an_exit(stays[4], left_on=date(2026, 10, 31), reason="left_voluntarily", quality="unplanned"),
        an_exit(along, left_on=date(2026, 10, 16)),
    ]
    from_niger = PersonNationality(person_id=people[2].id, nationality="NE")
    everything = (*people, child, *cases, *stays, along, *looked, *talks, *kits, *exits, from_niger)
    register.save(*everything, heed_findings=False)
    return register


def test_i1_searches_that_were_open_those_found_and_how_long_it_took(house):
    month = count(house, OCTOBER).results["I1"]
    # begun: Binta, Elle; open: these and Ami; found: Ami after 40 days, Elle after 20
    assert [month.line(key).number for key in ("begun", "found", "open", "median")] == [2, 2, 3, 30]
    assert by_split(month.line("found"), "key") == {"radio": 1, "phone": 1}


def test_i1_and_i2_without_the_names_there_is_no_data(house):
    with reopened_without(house, "identity") as nameless:
        month = count(nameless, OCTOBER)
    assert month.number("I1") is None
    assert month.number("I2") is None


def test_i2_mediations_that_came_to_an_agreement(house):
    month = count(house, OCTOBER).results["I2"]
    assert (month.line("agreements").number, month.line("mediations").number) == (2, 3)


def test_i3_returns_with_a_kit_of_this_stay_and_without(house):
    month = count(house, OCTOBER).results["I3"]
    assert [month.line(key).number for key in ("returns", "with_kit", "without_kit", "exits")] == [2, 1, 1, 5]
    assert [month.line(key).share for key in ("returns", "with_kit")] == [0.4, 0.5]


def test_i4_how_exits_were_prepared(house):
    month = count(house, OCTOBER).results["I4"]
    assert {each.line.key: each.number for each in month.lines} == {
        "planned_positive": 2,
        "planned_temporary": 1,
        "unplanned": 2,
        "adverse": 0,
        "exits": 5,
    }


def test_i5_runaways_and_unprepared_departures_count_once_each(house):
    month = count(house, OCTOBER).results["I5"]
    assert [month.line(key).number for key in ("departures", "runaways", "stays")] == [2, 1, 7]


def test_i6_returns_to_the_home_country_by_nationality(house):
    month = count(house, OCTOBER).results["I6"].line("returns")
    assert by_split(month, "key") == {"repatriation": 1}
    assert by_split(month, "nationality") == {"cedeao": 1}
