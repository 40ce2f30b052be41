"""Chapter K, and the requests for a place of chapter A, on a small register that one counts by hand."""

from datetime import date

import pytest

from centre_app.indicators.month import Period, by_split, count
from centre_app.records import CaseFile, Distribution, Item, MealDay, Organisation, PlaceRequest, Referral
from tests.makers import a_case, a_person

OCTOBER = Period.month_of(date(2026, 10, 9))


def sent_to(case, organisation, sent_on, **answers):
    usual = {"referral_type": "health", "reason": "care", "status": "sent", "direction": "outgoing"}
    return Referral(case_id=case.id, organisation_id=organisation.id, sent_on=sent_on, **{**usual, **answers})


@pytest.fixture
def house(register):
    """Sent in October: one answered after 2 days and received, one answered after 20 days, one refused, one silent.

    Of September: one accepted and received in October, one cancelled. A draft and one that came to us do not count.
    """
    person = a_person()
    case = a_case(person)
    csref, court = (Organisation(name=name, org_type="health") for name in ("CSRéf", "Tribunal"))
    referrals = [
        sent_to(
            case,
            csref,
            date(2026, 10, 1),
            status="service_received",
            answered_on=date(2026, 10, 3),
            service_received_on=date(2026, 10, 9),
        ),
        sent_to(case, csref, date(2026, 10, 10), status="accepted", answered_on=date(2026, 10, 30)),
        sent_to(case, csref, date(2026, 10, 11), status="refused", answered_on=date(2026, 10, 12)),
        sent_to(case, court, date(2026, 10, 12), referral_type="court"),
        sent_to(case, court, date(2026, 10, 25), referral_type="court"),
        sent_to(
            case,
            csref,
            date(2026, 9, 20),
            status="service_received",
            answered_on=date(2026, 10, 2),
            service_received_on=date(2026, 10, 7),
        ),
        sent_to(case, csref, date(2026, 9, 25), status="cancelled"),
        sent_to(case, csref, None, status="draft"),
        sent_to(case, csref, date(2026, 10, 5), direction="incoming"),
    ]
    asked = [
        PlaceRequest(asked_on=date(2026, 10, 2), source="police", answer="refused_no_place"),
        PlaceRequest(asked_on=date(2026, 10, 20), source="ngo", answer="refused_no_place"),
        PlaceRequest(asked_on=date(2026, 10, 21), source="ngo", answer="accepted", case_id=case.id),
        PlaceRequest(asked_on=date(2026, 10, 22), source="ngo", answer="refused_mandate"),
        PlaceRequest(asked_on=date(2026, 9, 22), source="ngo", answer="refused_no_place"),
    ]
    register.save(person, case, csref, court, *referrals, *asked, heed_findings=False)
    return register


def test_a9_refused_for_want_of_a_place_of_all_who_asked(house):
    month = count(house, OCTOBER).results["A9"]
    refused = month.line("refused")
    assert (refused.number, refused.share) == (2, 0.5)
    assert by_split(refused, "key") == {"police": 1, "ngo": 1}
    assert by_split(month.line("requests"), "key") == {"police": 1, "ngo": 3}


def test_k1_each_step_of_a_referral_in_its_own_month(house):
    month = count(house, OCTOBER).results["K1"]
    assert [month.line(key).number for key in ("sent", "accepted", "received")] == [5, 3, 2]
    assert by_split(month.line("sent"), "key") == {"health": 3, "court": 2}


def test_k2_who_had_not_answered_after_fourteen_days(house):
    month = count(house, OCTOBER).results["K2"]
    # the fourteen days of five ended in October: of the four first ones, and of the one of 20 September
    assert (month.line("no_answer").number, month.line("awaited").number) == (2, 5)
    assert set(by_split(month.line("no_answer"), "key").values()) == {1}


def test_k3_and_k4_have_no_number_of_a_house_that_writes_nothing_of_them(house):
    month = count(house, OCTOBER)
    assert [month.number("K3"), month.number("K3", "units"), month.number("K4")] == [None, None, None]


def test_k3_counts_each_once_with_what_she_got_by_kind(house):
    """Two girls got soap, one of them twice and a mat; what was given in September or taken back counts nowhere."""
    soap, mat = Item(name="Savon", category="soap", unit="pièce"), Item(name="Natte", category="bedding", unit="pièce")
    first = house.find(CaseFile)[0]
    other = a_case(a_person(), code="SEG-26-0002")

    def given(case, item, quantity, day, **answers):
        return Distribution(case_id=case.id, item_id=item.id, quantity=quantity, given_on=day, **answers)

    house.save(
        soap,
        mat,
        other,
        given(first, soap, 2, date(2026, 10, 2)),
        given(first, soap, 3, date(2026, 10, 20)),
        given(first, mat, 1, date(2026, 10, 20)),
        given(other, soap, 2, date(2026, 10, 31)),
        given(other, soap, 9, date(2026, 9, 30)),
        given(other, mat, 1, date(2026, 10, 5), voided_at=house.now, voided_by="x", void_reason="A slip"),
        heed_findings=False,
    )
    month = count(house, OCTOBER).results["K3"]
    persons, units = month.line("persons"), month.line("units")
    assert (persons.number, units.number) == (2, 8)
    assert by_split(persons, "key") == {"soap": 2, "bedding": 1}
    assert by_split(units, "key") == {"soap": 7, "bedding": 1}


def test_k4_adds_up_the_meals_of_the_month_and_not_those_of_the_team(house):
    house.save(
        MealDay(held_on=date(2026, 10, 1), breakfast=28, lunch=30, dinner=29, infants=6, staff=5, visitors=2),
        MealDay(held_on=date(2026, 10, 2), breakfast=28, lunch=30),
        MealDay(held_on=date(2026, 11, 1), breakfast=28),
        heed_findings=False,
    )
    assert count(house, OCTOBER).number("K4") == 28 + 30 + 29 + 6 + 28 + 30
