"""A visit is written once: the day she is to be seen again reaches the whole team, the place and the reason do not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from centre_app.casework.visits import write_visit
from centre_app.records import HealthBrief, MedicalVisit
from tests.makers import TODAY, YESTERDAY, an_admission

SOON, LATER = TODAY + timedelta(days=8), TODAY + timedelta(days=20)


@pytest.fixture
def case(register):
    admission = an_admission()
    register.save(*admission)
    return admission[2]


def visit_of(case, **answers) -> MedicalVisit:
    usual = {"case_id": case.id, "visit_type": "curative", "seen_on": TODAY, "facility": "CSRéf", "next_on": SOON}
    return MedicalVisit(**{**usual, **answers})


def told(register, case) -> HealthBrief:
    return register.only(HealthBrief, case_id=case.id)


def test_the_next_appointment_is_told_to_the_team_without_its_place(register, case):
    visit = write_visit(register, visit_of(case))
    assert visit.rev == 1
    assert (told(register, case).next_on, told(register, case).next_where) == (SOON, None)


@pytest.mark.parametrize("known", [None, YESTERDAY, LATER])
def test_a_sooner_one_comes_before_a_later_one_or_one_gone_by(register, case, known):
    register.save(HealthBrief(case_id=case.id, allergies="Pénicilline", next_on=known, next_where="CSCom"))
    write_visit(register, visit_of(case))
    assert (told(register, case).next_on, told(register, case).next_where) == (SOON, None)
    assert told(register, case).allergies == "Pénicilline"


def test_a_later_one_does_not_hide_the_next(register, case):
    register.save(HealthBrief(case_id=case.id, next_on=SOON, next_where="CSCom"))
    write_visit(register, visit_of(case, next_on=LATER))
    assert (told(register, case).next_on, told(register, case).next_where) == (SOON, "CSCom")


@pytest.mark.parametrize("moved_to", [LATER, None])
def test_an_appointment_put_right_in_the_visit_is_put_right_for_the_team(register, case, moved_to):
    visit = write_visit(register, visit_of(case))
    write_visit(register, replace(visit, next_on=moved_to))
    assert told(register, case).next_on == moved_to


@pytest.mark.parametrize("answers", [{"confidentiality": "sealed"}, {"next_on": None}, {"next_on": YESTERDAY}])
def test_a_sealed_visit_and_one_without_a_next_say_nothing(register, case, answers):
    write_visit(register, visit_of(case, **answers))
    assert told(register, case) is None


def test_an_appointment_that_was_kept_is_late_no_more(register, case, clock):
    write_visit(register, visit_of(case))
    clock.set(SOON)
    write_visit(register, visit_of(case, seen_on=SOON, next_on=None))
    assert told(register, case).next_on is None
