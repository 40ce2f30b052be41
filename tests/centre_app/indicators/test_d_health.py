"""Chapter D of the monthly report: two women, a girl and two small children, counted by hand in October."""

from datetime import UTC, date, datetime

import pytest

from centre_app.dates import Birth, PartialDate
from centre_app.indicators.month import Period, by_split, count
from centre_app.indicators.monthly import d_health
from centre_app.records import CareAfterRape, GrowthMeasure, MedicalVisit, Pregnancy, Vaccination
from tests.makers import (
    a_birth_at_the_centre,
    a_case,
    a_consent,
    a_person,
    a_stay,
    an_incident,
    reopened_at_headquarters_as,
)

OCTOBER = Period.month_of(date(2026, 10, 9))


def october(day):
    return date(2026, 10, day)


def moment(month, day, hour, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def counted(register, code, period=OCTOBER):
    return count(register, period, indicators=d_health.INDICATORS).results[code]


def numbers(register, code, period=OCTOBER):
    return {each.line.key: each.number for each in counted(register, code, period).lines}


def save(register, *records):
    register.save(*records, heed_findings=False)


@pytest.fixture
def house(register):
    """Ami, 30, came on 1 October with Bakary, 3; Binta, 16, on 5 October; Coumba, 20, on 1 September with Demba, 4."""
    births = (date(1996, 5, 1), date(2010, 5, 1), date(2006, 5, 1), date(2023, 5, 1), date(2022, 5, 1))
    came = (october(1), october(5), date(2026, 9, 1), october(1), date(2026, 9, 1))
    names = ("ami", "binta", "coumba", "bakary", "demba")
    people = [a_person(birth=Birth.exact(born), sex="male" if born.year > 2020 else "female") for born in births]
    cases = [a_case(person, opened_on=day) for person, day in zip(people, came, strict=True)]
    kinds = ("emergency", "emergency", "emergency", "accompanying_child", "accompanying_child")
    stays = [
        a_stay(case, admitted_on=day, admission_type=kind) for case, day, kind in zip(cases, came, kinds, strict=True)
    ]
    save(register, *people, *cases, *stays)
    register.named = dict(zip(names, cases, strict=True))
    return register


def visit(case, kind, day, **answers):
    return MedicalVisit(case_id=case.id, visit_type=kind, seen_on=day, **answers)


@pytest.fixture
def visits(house):
    """Check-ups: Ami on the 3rd (second day), Binta on the 8th (third day), Bakary on the 1st.

    Coumba was ill in September and in October, where she was seen twice; Binta has an antenatal visit on the 20th.
    """
    ami, binta, coumba, bakary, _ = house.named.values()
    save(
        house,
        visit(ami, "admission_check", october(3)),
        visit(binta, "admission_check", october(8)),
        visit(bakary, "admission_check", october(1)),
        visit(coumba, "curative", date(2026, 9, 20)),
        visit(coumba, "curative", october(2)),
        visit(coumba, "dental", october(30)),
        visit(binta, "antenatal", october(20)),
        visit(ami, "curative", date(2026, 11, 1)),
    )
    return house


def test_d1_admissions_with_a_check_up_by_the_second_day(visits):
    """Of Ami and Binta, Ami; of the children who came in October, Bakary."""
    assert numbers(visits, "D1") == {"checked": 1, "admissions": 2, "children_checked": 1, "children": 1}
    assert counted(visits, "D1").line("checked").share == 0.5


def test_d2_persons_with_a_medical_visit_children_too(visits):
    """Seen in October: Ami, Binta, Coumba, Bakary. Coumba was seen before. Demba never was."""
    assert numbers(visits, "D2") == {"S": 4, "N": 3, "C": 4}
    assert by_split(counted(visits, "D2").line("S"), "key") == {
        "admission_check": 3,
        "curative": 1,
        "dental": 1,
        "antenatal": 1,
    }
    assert by_split(counted(visits, "D2").line("S"), "band") == {"25_59": 1, "15_17": 1, "18_24": 1, "0_5": 1}


def care(case, happened, seen, **answers):
    return CareAfterRape(case_id=case.id, happened_at=happened, seen_at=seen, **answers)


@pytest.fixture
def cares(house):
    """Ami seen after 72 hours, Binta after 72 hours and a minute, Coumba after six days.

    Of Fanta, whose file was opened on the 20th, rape was reported, and nobody wrote of any care.
    """
    ami, binta, coumba = (house.named[name] for name in ("ami", "binta", "coumba"))
    fanta = a_person()
    file = a_case(fanta, opened_on=october(20))
    save(
        house,
        fanta,
        file,
        care(ami, moment(10, 1, 20), moment(10, 4, 20), seen_after_2_weeks=october(19)),
        care(binta, moment(10, 5, 20), moment(10, 8, 20, 1)),
        care(coumba, moment(10, 20, 8), moment(10, 26, 8)),
        an_incident(file, incident_type="rape", occurred=PartialDate.exact(october(22)), reported_on=october(23)),
        # the incident of Ami's care is no second survivor; one of which only the month is known has no hours
        an_incident(ami, incident_type="rape", occurred=PartialDate.exact(october(1)), reported_on=october(4)),
        an_incident(
            file,
            incident_type="rape",
            occurred=PartialDate.between(date(2026, 9, 1), date(2026, 9, 30)),
            reported_on=october(23),
        ),
    )
    return house


def test_d3_survivors_of_rape_seen_in_time_of_those_whose_hour_is_known(cares):
    """Ami within 72 hours, Binta within 120, Coumba later, Fanta by nobody."""
    assert numbers(cares, "D3") == {"within_72": 1, "within_120": 2, "told": 4}
    assert counted(cares, "D3").indicator.is_restricted


def test_d3_is_no_data_for_whoever_cannot_open_the_records(cares):
    assert set(numbers(reopened_at_headquarters_as(cares, "case_manager"), "D3").values()) == {None}


def test_d4_visits_after_rape_that_were_due_in_the_month_and_took_place(cares):
    """Due in October at 2 weeks: Ami's on the 18th (done on the 19th) and Binta's on the 22nd; in January at 3 months."""
    assert numbers(cares, "D4") == {
        "done": 1,
        "due": 2,
        "done_weeks_2": 1,
        "due_weeks_2": 2,
        "done_months_3": 0,
        "due_months_3": 0,
        "done_months_6": 0,
        "due_months_6": 0,
    }


def test_d4_three_months_after_the_last_of_a_long_month_are_the_last_of_a_short_one(house):
    """Seen on 30 November 2025: due on 28 February 2026, and at 6 months on 30 May."""
    seen = datetime(2025, 11, 30, 9, tzinfo=UTC)
    save(house, care(house.named["ami"], seen, seen))
    due = {month: numbers(house, "D4", Period.month_of(date(2026, month, 1))) for month in (2, 3, 5)}
    assert (due[2]["due_months_3"], due[3]["due_months_3"], due[5]["due_months_6"]) == (1, 0, 1)


def test_d5_pregnancies_births_and_their_outcome(visits):
    """Binta is pregnant all month; Coumba until the birth of twins on the 10th; Ami's pregnancy ended in September.

    A birth known to be between 25 September and 1 October fell on 28 September.
    """
    ami, binta, coumba = (visits.named[name] for name in ("ami", "binta", "coumba"))
    twins = [a_birth_at_the_centre(coumba, born=PartialDate.exact(october(10)), outcome="twins") for _ in range(2)]
    save(
        visits,
        *(
            Pregnancy(case_id=case.id, noted_on=date(2026, 8, 1), due_on=date(2026, 12, 1), ended_on=ended)
            for case, ended in ((ami, date(2026, 9, 20)), (binta, None), (coumba, None))
        ),
        *twins,
        a_birth_at_the_centre(binta, born=PartialDate.exact(october(11)), outcome="stillbirth"),
        a_birth_at_the_centre(ami, born=PartialDate.between(date(2026, 9, 25), october(1))),
    )
    assert numbers(visits, "D5") == {"pregnant": 2, "antenatal": 1, "mothers": 2, "births": 3}
    assert by_split(counted(visits, "D5").line("births"), "key") == {"twins": 2, "stillbirth": 1}
    assert by_split(counted(visits, "D5").line("births"), "band") == {"18_24": 2, "15_17": 1}


def test_d6_small_children_with_their_vaccines_and_their_nutrition(house):
    """Bakary: a dose given, the next not due before November; red, then yellow. Demba: the next was due on the 15th.

    A measure of Binta, who is 16, is no small child's.
    """
    bakary, demba, binta = (house.named[name] for name in ("bakary", "demba", "binta"))
    save(
        house,
        Vaccination(case_id=bakary.id, vaccine="penta", given_on=date(2026, 9, 1), next_on=october(1)),
        Vaccination(case_id=bakary.id, vaccine="penta", given_on=october(6), next_on=date(2026, 11, 3)),
        Vaccination(case_id=demba.id, vaccine="measles", given_on=date(2026, 9, 15), next_on=october(15)),
        *(
            GrowthMeasure(case_id=case.id, measured_on=day, status=status)
            for case, day, status in (
                (bakary, october(2), "red"),
                (bakary, october(30), "yellow"),
                (binta, october(2), "red"),
            )
        ),
    )
    assert numbers(house, "D6") == {
        "vaccinated": 1,
        "overdue": 1,
        "moderate": 1,
        "severe": 0,
        "measured": 1,
        "present": 2,
    }
    assert counted(house, "D6").line("vaccinated").share == 0.5


def test_d7_tests_offered_and_accepted_at_visits_and_in_the_ledger(house):
    """HIV: Ami accepts at a visit, Binta refuses in the ledger, Coumba was counselled. STI: offered to both, Ami accepts."""
    ami, binta, coumba = (house.named[name] for name in ("ami", "binta", "coumba"))
    both = frozenset({"hiv", "sti"})
    save(
        house,
        visit(ami, "curative", october(3), tests_offered=both, tests_accepted=both),
        a_consent(ami, "hiv_test", given_on=october(3)),
        a_consent(binta, "hiv_test", "refused", given_on=october(6)),
        visit(binta, "curative", october(6), tests_offered=frozenset({"sti"})),
        visit(coumba, "hiv_counselling", october(9)),
        a_consent(coumba, "hiv_test", given_on=date(2026, 11, 2)),
    )
    assert numbers(house, "D7") == {"hiv_offered": 3, "hiv_accepted": 1, "sti_offered": 2, "sti_accepted": 1}
    assert counted(house, "D7").indicator.is_masked
