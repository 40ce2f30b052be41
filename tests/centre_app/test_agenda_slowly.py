"""The agenda agrees, line by line, with a second one that is slow and obvious: on a house made up by chance."""

import shutil
from collections import Counter
from datetime import date
from random import Random

import pytest

from centre_app.agenda import Due, agenda, agenda_of
from centre_app.choices import choices
from centre_app.records import CaseFile
from tests.benchmarks.registers import fill
from tests.centre_app.a_full_house import a_full_house
from tests.centre_app.agenda_slowly import Line, agenda_slowly, as_line
from tests.makers import a_register, reopened, reopened_as

FILES = 60
# What cannot come up in a house that was put in as rows.
NOT_BY_CHANCE = {"break_glass", "letter_to_file", "bundle_due"}
NOT_YET = {"stock_low", "backup_due", "retention_due", "other"}  # of what the program does not keep yet


def assert_agrees(found: list[Due], slowly: list[Line]) -> None:
    """Line by line, each as often; what one has and the other has not is shown."""
    ours, theirs = Counter(map(as_line, found)), Counter(slowly)
    assert (list((ours - theirs).elements()), list((theirs - ours).elements())) == ([], [])


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with a_register(tmp_path_factory.mktemp("house")) as register:
        fill(register, a_full_house(Random(9), FILES))
    return register.folder


@pytest.fixture
def opened(house, tmp_path):
    """Open a copy of the house as somebody of these roles."""
    folder = tmp_path / house.name
    shutil.copytree(house, folder)
    registers = []

    def as_(*roles: str):
        register = reopened(folder)
        if roles:
            register = reopened_as(register, *roles)
        registers.append(register)
        return register

    yield as_
    for register in registers:
        register.close()


def test_both_agree_for_the_director_of_a_house_with_everything_in_it(opened):
    register = opened()
    found = agenda(register, until=date.max)
    assert_agrees(found, agenda_slowly(register, until=date.max))
    assert {due.task for due in found} == set(choices("task_type").keys) - NOT_BY_CHANCE - NOT_YET


@pytest.mark.parametrize("role", ["case_manager", "nurse", "psychologist", "legal", "social_worker", "night_guard"])
def test_both_agree_for_each_of_those_who_see_a_part(opened, role):
    register = opened(role)
    found = agenda(register, until=date.max)
    assert_agrees(found, agenda_slowly(register, until=date.max))
    assert found


def test_the_agenda_of_each_file_is_its_part_of_the_whole(opened):
    register = opened()
    whole = agenda(register, until=date.max)
    for case in register.find(CaseFile):
        assert agenda_of(register, case.id) == [due for due in whole if due.case_id == case.id], case.code
