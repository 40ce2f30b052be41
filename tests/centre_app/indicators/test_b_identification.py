"""Chapter B of the monthly report: five women and girls, of whom three were found on a gold site in October."""

from datetime import date

import pytest

from centre_app.indicators.month import Period, by_split, count
from centre_app.indicators.monthly import b_identification
from centre_app.records import CaseFile, Exploitation, KnownPlace, PsychosocialSession, Referral, TraffickingProfile
from tests.makers import a_case, a_person, a_stay, an_intake

OCTOBER = Period.month_of(date(2026, 10, 9))


def october(day):
    return date(2026, 10, day)


def on_site(case, day, **answers):
    return an_intake(case, contact_on=day, setting="gold_site", gold_site="kokoyo", **answers)


@pytest.fixture
def place():
    return KnownPlace(name="Kokoyo", kind="gold_site")


@pytest.fixture
def house(register, place):
    """On the site: Ami on the 2nd (admitted on the 5th), Binta on the 10th (referred to Kati), Coumba on the 20th, no more.

    Dado was found there in September and came on 1 October; Fanta was found in the street on the 5th. A boy of three came
    with Dado. Ami was interviewed twice on site, Coumba once; Binta did not come to hers.
    """
    people = [a_person() for _ in range(6)]
    ami, binta, coumba, dado, fanta, child = cases = [
        a_case(person, opened_on=day)
        for person, day in zip(
            people,
            (october(2), october(10), october(20), date(2026, 9, 28), october(5), october(1)),
            strict=True,
        )
    ]
    kati = Referral(
        case_id=binta.id, referral_type="shelter", reason="no_space", sent_on=october(12), status="service_received"
    )
    # a referral that was only prepared, and one to the police, send nobody to a shelter
    others = [
        Referral(case_id=coumba.id, referral_type="shelter", reason="no_space", status="draft", sent_on=None),
        Referral(case_id=coumba.id, referral_type="police", reason="no_space", sent_on=october(21), status="sent"),
    ]
    intakes = [
        on_site(ami, october(2)),
        on_site(binta, october(10)),
        on_site(coumba, october(20)),
        on_site(dado, date(2026, 9, 28)),
        an_intake(fanta, contact_on=october(5), setting="street"),
    ]
    stays = [
        a_stay(ami, admitted_on=october(5)),
        a_stay(dado, admitted_on=october(1)),
        a_stay(fanta, admitted_on=october(5)),
        a_stay(child, admitted_on=october(1), admission_type="accompanying_child"),
    ]
    sessions = [
        PsychosocialSession(case_id=case.id, session_type=kind, held_on=october(day), attended=came)
        for case, day, kind, came in (
            (ami, 2, "interview_site", "present"),
            (ami, 3, "interview_site", "late"),
            (coumba, 20, "interview_site", "present"),
            (binta, 11, "interview_site", "absent"),
            (binta, 12, "individual", "present"),
        )
    ]
    profiles = [
        TraffickingProfile(case_id=ami.id, status="possible", status_by="centre_ngo", status_on=october(6)),
        TraffickingProfile(case_id=binta.id, status="possible", status_by="police", status_on=october(13)),
        TraffickingProfile(case_id=dado.id, status="confirmed", status_by="court", status_on=october(30)),
        TraffickingProfile(case_id=fanta.id, status="possible", status_by="police", status_on=date(2026, 11, 2)),
        TraffickingProfile(case_id=coumba.id, status="not_victim", status_by="police", status_on=october(22)),
    ]
    forms = [
        Exploitation(case_id=case.id, form=form)
        for case, form in (
            (ami, "sexual_site"),
            (ami, "debt_bondage"),
            (binta, "sexual_site"),
            (dado, "forced_labour_domestic"),
            (coumba, "none_identified"),
        )
    ]
    register.save(*people, *cases, place, kati, *others, *intakes, *stays, heed_findings=False)
    register.save(*sessions, *profiles, *forms, heed_findings=False)
    return register


def counted(register, code):
    return count(register, OCTOBER, indicators=b_identification.INDICATORS).results[code]


def numbers(register, code):
    return {each.line.key: each.number for each in counted(register, code).lines}


def test_b1_whoever_was_first_met_on_a_gold_site_in_the_month_by_site(house, place):
    """Ami, Binta and Coumba; Dado was found in September."""
    assert numbers(house, "B1") == {"found": 3}
    assert by_split(counted(house, "B1").line("found"), "key") == {place.id: 3}


def test_b2_interviews_on_site_and_who_came_to_them(house, place):
    """Two of Ami and one of Coumba; Binta did not come to hers."""
    assert numbers(house, "B2") == {"interviews": 3, "persons": 2}
    assert by_split(counted(house, "B2").line("interviews"), "key") == {place.id: 3}


def test_b3_those_found_who_were_sent_to_a_shelter(house):
    """Ami to this one, Binta to Kati: 2 of 3."""
    told = counted(house, "B3")
    assert numbers(house, "B3") == {"sent": 2, "found": 3}
    assert told.line("sent").share == pytest.approx(2 / 3)


def test_b4_presumed_and_confirmed_victims_by_who_decided(house):
    """Ami and Binta presumed, Dado confirmed; four files were opened, the child's not among them."""
    assert numbers(house, "B4") == {"possible": 2, "confirmed": 1, "opened": 4}
    assert by_split(counted(house, "B4").line("possible"), "key") == {"centre_ngo": 1, "police": 1}
    assert by_split(counted(house, "B4").line("confirmed"), "key") == {"court": 1}


def test_b4_what_another_centre_had_decided_before_somebody_came_from_there_is_counted_there(register):
    """Both were decided on 3 October; one file began here on the 9th, when she came from another centre."""
    people = [a_person(), a_person()]
    cases = [a_case(person, opened_on=october(9)) for person in people]
    intakes = [an_intake(case, source=source) for case, source in zip(cases, ("other_centre", "police"), strict=True)]
    decided = [TraffickingProfile(case_id=case.id, status="confirmed", status_on=october(3)) for case in cases]
    register.save(*people, *cases, *intakes, *decided, heed_findings=False)
    assert count(register, OCTOBER).number("B4", "confirmed") == 1


def test_b5_persons_by_form_of_exploitation_once_in_the_total(house):
    """Of the files of October those of Ami (two forms) and Binta name one; with Dado's, three are open."""
    assert numbers(house, "B5") == {"opened": 2, "open": 3}
    assert by_split(counted(house, "B5").line("opened"), "key") == {"sexual_site": 2, "debt_bondage": 1}


def test_b6_hours_from_the_first_contact_to_the_arrival(house):
    """Ami waited 3 days, Dado 3: 72 hours both. Fanta was not found on a site."""
    assert numbers(house, "B6") == {"median": 72, "admitted": 2}


def test_b5_a_form_written_only_in_a_file_that_was_merged_is_told_of_the_one_that_was_kept(house):
    """Fanta's second file named two forms, one of them hers already: she counts under each once."""
    fanta = next(case for case in house.find(CaseFile) if case.opened_on == october(5))
    person = a_person()
    second = a_case(person, opened_on=october(8), status="merged", merged_into_id=fanta.id)
    forms = [Exploitation(case_id=second.id, form=form) for form in ("sexual_site", "forced_begging")]
    hers = Exploitation(case_id=fanta.id, form="sexual_site")
    house.save(person, second, *forms, hers, heed_findings=False)
    assert numbers(house, "B5") == {"opened": 3, "open": 4}
    told = {"sexual_site": 3, "debt_bondage": 1, "forced_begging": 1}
    assert by_split(counted(house, "B5").line("opened"), "key") == told
