"""Whoever is anonymised, every figure and every monthly report stays as it was, at every day that can be asked."""

from random import Random

import pytest

from centre_app.dates import months_after
from centre_app.indicators import figures
from centre_app.indicators.report.gather import Asked, as_numbers, count_asked, ends_of
from centre_app.records import CaseFile, RetentionEvent
from centre_app.retention import erasing
from centre_app.retention.dossier import dossier_of
from centre_app.retention.standing import ANONYMISE
from tests.centre_app.a_full_house import a_full_house
from tests.centre_app.retention import files
from tests.makers import TODAY

MONTHS = 16
OF_NOW = {"M1": "pairs"}  # how many files look alike is a measure of the day on which it is asked


def figures_of(register, months):
    """Return everything that can be counted of some months, of all of them together, and of each quarter."""
    found = {}
    spans = [ends_of(month) for month in months] + [(min(months), ends_of(max(months))[1])]
    for first, last in spans:
        numbers = as_numbers(register, count_asked(register, Asked(first=first, last=last)))
        found |= {(first, last, name): line for name, line in numbers.lines.items() if name not in OF_NOW}
        counted = figures.count(register, first, last).figures
        found |= {(first, last, each.definition.key): each.counts for each in counted}
    return found


def anonymise(register, case):
    """Erase as two people would have it erased, whatever state the file is in."""
    asked = RetentionEvent(case_id=case.id, act=ANONYMISE, asked_on=register.today, reason="Time")
    (event,) = register.save(asked, heed_findings=False)
    erasing.carry_out(register, event, dossier_of(register, case.id), register.author)


def months_until(day):
    return [months_after(day.replace(day=1), -ago) for ago in range(MONTHS)]


@pytest.mark.parametrize("seed", range(3))
def test_every_file_of_a_house_made_up_by_chance_is_counted_as_before(register, seed):
    files.as_everybody(register)
    for record in a_full_house(Random(seed), 10):
        register.save(record, heed_findings=False)
    months = months_until(TODAY)
    before = figures_of(register, months)
    for case in register.as_stored.find(CaseFile):
        anonymise(register, case)
    after = figures_of(register, months)
    assert {where: (told, after[where]) for where, told in before.items() if after[where] != told} == {}
