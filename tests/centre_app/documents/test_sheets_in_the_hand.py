"""The treatment round and the slip of an appointment: what stands on them, and what must not."""

from datetime import UTC, date, datetime, timedelta

import pytest

from centre_app.casework.appointments import Appointment, appointments, without_the_house
from centre_app.documents.appointment_slip import preview_appointment, print_appointment
from centre_app.documents.medicine_round import TIMES, Given, RoundSheet, preview_round, print_round, round_pdf
from centre_app.language import Language
from centre_app.records import CaseFile, HealthBrief, MedicalVisit, PersonName, Prescription, Referral
from db import trace
from db.trace import Narrowing
from tests.centre_app.documents.reading import pages_of, words_of
from tests.makers import TODAY, an_admission

FRENCH, ENGLISH = Language.of("fr"), Language.of("en")
PRINTED = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def house(register):
    register.save(*an_admission(), heed_findings=False)
    return register


def case_of(register) -> CaseFile:
    return register.find(CaseFile)[0]


def acts(register, compartment: str) -> list[str]:
    return [line["action"] for line in trace.lines(register.vault, compartment, Narrowing())]


def test_the_round_names_the_drug_and_the_code_but_not_the_person(house):
    case = case_of(house)
    house.save(
        Prescription(case_id=case.id, drug="Amoxicilline", dose="1 comprimé", times_per_day=2, from_on=TODAY),
        Prescription(
            case_id=case.id, drug="Paracétamol", from_on=TODAY - timedelta(days=9), to_on=TODAY - timedelta(days=2)
        ),
        heed_findings=False,
    )
    text = words_of(print_round(house, TODAY, FRENCH))
    assert "Amoxicilline" in text
    assert "Paracétamol" not in text
    assert case.code in text
    name = house.find(PersonName)[0]
    assert name.family not in text
    assert "print_house" in acts(house, "health")


def test_the_blank_round_has_lines_and_nobody_on_it(house):
    text = words_of(preview_round(house, None, FRENCH))
    assert case_of(house).code not in text
    assert text.count("Pris") >= 9 * 4


@pytest.mark.parametrize("language", [FRENCH, ENGLISH])
def test_a_round_of_twelve_is_signed_on_the_sheet_on_which_it_is_given(language):
    each = Given(who="K.S.", bed="A-01", code="SEG-26-0001", drug="Fer", dose="1", outcomes={"morning": None})
    sheet = RoundSheet(centre="Koro", day=TODAY, treatments=[each] * 12, printed_at=PRINTED)
    (page,) = pages_of(round_pdf(sheet, language))
    assert page.count(language.say("given by")) == len(TIMES)


def test_appointments_come_from_what_names_a_day_and_one_of_a_day_is_enough(house):
    case_id, soon = case_of(house).id, TODAY + timedelta(days=3)
    house.save(
        HealthBrief(case_id=case_id, next_on=soon),
        MedicalVisit(case_id=case_id, visit_type="other", seen_on=TODAY, next_on=soon, facility="CSRéf de Koro"),
        Referral(case_id=case_id, organisation_in_words="Mairie", sent_on=TODAY + timedelta(days=30)),
        heed_findings=False,
    )
    (found,) = appointments(house, since=TODAY, until=TODAY + timedelta(days=14))
    assert (found.on, found.where) == (soon, "CSRéf de Koro")


def test_a_place_in_the_house_stands_on_no_slip():
    for here in ("Infirmerie du centre", "Au centre", "Centre d’accueil de Koro", "the shelter"):
        assert without_the_house(here) == ""
    for elsewhere in ("CSRéf de Koro", "au centre de santé", "Tribunal de Koro"):
        assert without_the_house(elsewhere) == elsewhere


def test_a_slip_says_neither_who_she_is_nor_where_she_lives_nor_why(house):
    case, name = case_of(house), house.find(PersonName)[0]
    slip = Appointment(case_id=case.id, on=date(2026, 11, 24), where="CSRéf de Koro", with_whom="Oumou Maïga")
    text = words_of(print_appointment(house, slip, FRENCH))
    for said in ("Rendez-vous", "24 novembre 2026", "CSRéf de Koro", "Oumou Maïga"):
        assert said in text
    for silent in (name.family, name.given, case.code, house.code, "Centre", "centre", "registre", "Registre"):
        assert silent not in text
    assert "print_slip" in acts(house, "care")
    assert "24 novembre" not in words_of(preview_appointment(house, None, FRENCH))
