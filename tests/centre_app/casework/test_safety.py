"""Danger and needs are written as one act each; a disability is derived."""

import pytest

from centre_app.casework.safety import assess_needs, assess_risk, has_disability
from centre_app.records import DomainNeed, FunctionalDifficulties, NeedsAssessment, RiskAssessment, RiskDrivers
from tests.makers import TODAY, an_admission

ALL_WELL = dict.fromkeys(("seeing", "hearing", "walking", "remembering", "selfcare", "communicating"), "1")


@pytest.fixture
def case(register):
    return register.save(*an_admission())[2]


def test_the_level_and_what_drives_it_are_one_act_in_two_compartments(register, case):
    assessment = RiskAssessment(case_id=case.id, level="high", assessed_on=TODAY)
    drivers = RiskDrivers(case_id=case.id, assessment_id=assessment.id, drivers=frozenset({"threats"}))
    saved = assess_risk(register, assessment, drivers)
    assert register.only(RiskDrivers, assessment_id=saved.id).drivers == {"threats"}


def test_drivers_that_say_nothing_are_not_written(register, case):
    assessment = RiskAssessment(case_id=case.id, level="low", assessed_on=TODAY)
    assess_risk(register, assessment, RiskDrivers(case_id=case.id, assessment_id=assessment.id))
    assert register.find(RiskDrivers) == []


def test_a_domain_of_which_nothing_is_said_is_left_out(register, case):
    assessment = NeedsAssessment(case_id=case.id, assessed_on=TODAY)
    needs = [
        DomainNeed(case_id=case.id, assessment_id=assessment.id, domain="medical", score="0"),
        DomainNeed(case_id=case.id, assessment_id=assessment.id, domain="legal", score="3", need="Birth certificate"),
        DomainNeed(case_id=case.id, assessment_id=assessment.id, domain="family"),
    ]
    saved = assess_needs(register, assessment, needs)
    assert {one.domain for one in register.find(DomainNeed, assessment_id=saved.id)} == {"medical", "legal"}


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        (ALL_WELL, False),
        ({**ALL_WELL, "hearing": "2"}, False),
        ({**ALL_WELL, "hearing": "3"}, True),
        ({"hearing": "4"}, True),
        ({"hearing": "2"}, None),
        ({}, None),
    ],
)
def test_a_lot_of_difficulty_in_one_of_six_is_a_disability(answers, found):
    assert has_disability(FunctionalDifficulties(case_id="c", **answers)) is found
