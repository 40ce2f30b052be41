"""Whichever question the disk does not answer, in the middle of whatever work: a Problem in words, and never a crash."""

import random
from collections.abc import Callable

import pytest
import sqlcipher3

from centre_app import case_view, residents
from centre_app.agenda import agenda
from centre_app.casework.rooms import RoomPlan, add_rooms
from centre_app.problems import CannotWriteThere, DiskNotAnswering, NoRoomLeft, Problem, as_problems
from centre_app.records import CaseFile
from centre_app.residents import Wanted
from db.errors import DiskFailing
from db.vault import Vault
from tests.makers import a_folder, reopened
from tests.soak import life
from tests.soak.shelf import let_people_in

MOST_QUESTIONS = 40
WORKS: dict[str, Callable] = {
    "an arrival": lambda register, here: life.arrive(register, random.Random(1), here),
    "a roll call": lambda register, here: life.roll_call(register, random.Random(1), here),
    "the list": lambda register, here: residents.lines(register, residents.wanted_ids(register, Wanted(scope="all"))),
    "a search": lambda register, here: residents.wanted_ids(register, Wanted(scope="all", typed="Kadi")),
    "what is due": lambda register, here: agenda(register, until=register.today),
    "a file": lambda register, here: case_view.view(register, here[0].id),
}


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    with reopened(a_folder(tmp_path_factory.mktemp("house"))) as opened:
        add_rooms(opened, RoomPlan(name="A", room_type="dormitory", beds=90, cots=9))
        let_people_in(opened, 2)
        yield opened


@pytest.mark.parametrize("work", WORKS)
def test_a_question_that_the_disk_does_not_answer_is_told_in_words(register, work, monkeypatch):
    ask, asked = Vault.ask, 0

    def failing(vault, sql, parameters=()):
        nonlocal asked
        asked += 1
        if asked == number:
            raise DiskFailing
        return ask(vault, sql, parameters)

    here = register.find(CaseFile, status="admitted")
    monkeypatch.setattr(Vault, "ask", failing)
    for number in range(1, MOST_QUESTIONS):
        asked = 0
        try:
            WORKS[work](register, here)
        except Problem:
            continue
        if asked < number:
            break
    assert number > 1


@pytest.mark.parametrize(
    ("code", "told"), [(10, DiskNotAnswering), (13, NoRoomLeft), (8, CannotWriteThere), (266, DiskNotAnswering)]
)
def test_what_sqlite_says_of_the_disk_is_a_problem_wherever_it_says_it(code, told):
    error = sqlcipher3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    with pytest.raises(told), as_problems():
        raise error


def test_what_is_no_word_about_a_disk_stays_what_it_is():
    with pytest.raises(sqlcipher3.OperationalError), as_problems():
        raise sqlcipher3.OperationalError("no such table")
