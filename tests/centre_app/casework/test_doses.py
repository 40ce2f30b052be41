"""The treatment round: what is due, ticked in one gesture, corrected in one more."""

from datetime import timedelta

import pytest

from centre_app.casework import doses
from centre_app.records import Dose, Prescription
from tests.makers import TODAY, TOMORROW, YESTERDAY, an_admission


@pytest.fixture
def treatment(register):
    case = register.save(*an_admission())[2]
    given = Prescription(
        case_id=case.id, drug="Amoxicilline", dose="1", times_per_day=3, from_on=YESTERDAY, to_on=TODAY
    )
    return register.save(given)[0]


def due(register, treatment, day=TODAY):
    return doses.round_of([treatment], register.find(Dose), day)


def test_a_day_has_the_doses_that_were_prescribed(register, treatment):
    assert [one.time_of_day for one in due(register, treatment)] == ["morning", "noon", "evening"]
    assert due(register, treatment, TOMORROW) == []
    assert due(register, treatment, YESTERDAY - timedelta(days=1)) == []


def test_a_dose_is_ticked_changed_and_taken_back(register, treatment):
    morning = due(register, treatment)[0]
    taken = doses.tick(register, morning, "taken")
    assert (taken.given_by, due(register, treatment)[0].outcome) == (register.who, "taken")
    doses.tick(register, due(register, treatment)[0], "refused")
    assert [(one.outcome, one.given_by) for one in register.find(Dose)] == [("refused", None)]
    doses.tick(register, due(register, treatment)[0], None)
    assert due(register, treatment)[0].outcome is None
    assert doses.counted(treatment, register.find(Dose)).total() == 0


def test_what_was_given_besides_is_not_hidden(register, treatment):
    register.save(
        Dose(
            case_id=treatment.case_id,
            prescription_id=treatment.id,
            due_on=TOMORROW,
            time_of_day="night",
            outcome="taken",
        )
    )
    assert [one.time_of_day for one in due(register, treatment, TOMORROW)] == ["night"]
