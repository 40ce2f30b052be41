"""Chapter H on a small register that one counts by hand."""

from datetime import UTC, date, datetime

import pytest

from centre_app.dates import Birth, PartialDate
from centre_app.indicators.month import Period, by_split, count
from centre_app.records import Exploitation, LegalCase, LegalStep, Notification
from tests.makers import a_birth_at_the_centre, a_case, a_person, a_stay

OCTOBER = Period.month_of(date(2026, 10, 9), since=date(2026, 1, 1))


def at(day, hour=12):
    return datetime(2026, 10, day, hour, tzinfo=UTC)


def to_tell(case, due, **answers):
    usual = {"target": "drpfef", "event": "admission", "happened_on": date(2026, 10, 1), "status": "sent"}
    return Notification(case_id=case.id, due_at=due, **{**usual, **answers})


@pytest.fixture
def house(register):
    """Ami had advice in March and complains in October, twice heard; Binta gets a certificate; Coumba waits for hers.

    Binta's baby, born in September, is declared in October. Of four notices due in October one is late, one not sent
    and one waived; Ami's case is won.
    """
    people = [
        a_person(birth=Birth.exact(date(2009, 5, 1)), civil_registration="birth_certificate"),
        a_person(birth=Birth.exact(date(2008, 5, 1)), civil_registration="birth_certificate"),
        a_person(birth=Birth.exact(date(2007, 5, 1)), civil_registration="not_registered"),
        a_person(sex="male", birth=Birth.exact(date(2026, 9, 20)), civil_registration="not_registered"),
    ]
    ami, binta, coumba, baby = cases = [a_case(person) for person in people]
    stays = [a_stay(case) for case in (ami, binta, coumba)]
    stays.append(a_stay(baby, admitted_on=date(2026, 9, 20), admission_type="born_in_centre"))
    steps = [
        LegalStep(case_id=ami.id, action="legal_advice", done_on=date(2026, 3, 5)),
        LegalStep(case_id=ami.id, action="complaint", done_on=date(2026, 10, 5)),
        LegalStep(case_id=ami.id, action="hearing_minor", done_on=date(2026, 10, 8)),
        LegalStep(case_id=ami.id, action="court_hearing", done_on=date(2026, 10, 22)),
        LegalStep(case_id=binta.id, action="birth_registration", done_on=date(2026, 10, 14)),
        LegalStep(case_id=coumba.id, action="birth_registration", due_on=date(2026, 12, 1)),
    ]
    born = a_birth_at_the_centre(
        binta,
        born=PartialDate.exact(date(2026, 9, 20)),
        child_person_id=people[3].id,
        declared_on=date(2026, 10, 2),
    )
    told = [
        to_tell(ami, at(2), sent_at=at(1)),
        to_tell(binta, at(2), sent_at=at(3), target="juvenile_judge"),
        to_tell(coumba, at(30), status="to_do"),
        to_tell(coumba, at(30), status="waived"),
    ]
    won = LegalCase(
        case_id=ami.id, kind="criminal", opened_on=date(2026, 4, 1), status="won", closed_on=date(2026, 10, 28)
    )
    work = Exploitation(case_id=ami.id, form="forced_begging", is_main=True)
    register.save(*people, *cases, *stays, *steps, born, *told, won, work, heed_findings=False)
    return register


def test_h1_legal_support_is_a_step_that_was_done(house):
    month = count(house, OCTOBER)
    assert [month.number("H1", key) for key in ("S", "N", "C")] == [2, 1, 2]
    assert by_split(month.results["H1"].line("S"), "key") == {
        "complaint": 1,
        "hearing_minor": 1,
        "court_hearing": 1,
        "birth_registration": 1,
    }


def test_h2_told_in_time_of_what_was_due_and_not_waived(house):
    told = count(house, OCTOBER).results["H2"]
    assert (told.line("in_time").number, told.line("due").number) == (1, 3)
    assert by_split(told.line("due"), "key") == {"drpfef": 2, "juvenile_judge": 1}


def test_h3_certificates_of_all_who_had_none_children_included(house):
    month = count(house, OCTOBER).results["H3"]
    # Binta and the baby got one; Coumba still has none; Ami always had hers
    assert (month.line("obtained").number, month.line("without").number) == (2, 3)
    november = count(house, Period.month_of(date(2026, 11, 1))).results["H3"]
    # only Coumba is left, although nobody has changed the answer in the baby's file
    assert (november.line("obtained").number, november.line("without").number) == (0, 1)


def test_h4_complaints_hearings_and_decisions_by_form(house):
    month = count(house, OCTOBER).results["H4"]
    assert [month.line(key).number for key in ("complaints", "hearings", "decisions")] == [1, 2, 1]
    assert by_split(month.line("hearings"), "exploitation") == {"forced_begging": 2}
    assert by_split(month.line("decisions"), "key") == {"won": 1}
