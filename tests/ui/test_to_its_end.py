"""An act that goes to its end: the window lives meanwhile, and the pages are told as after any other act."""

import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from centre_app.language import Language
from centre_app.problems import DiskProblem, NotFound
from centre_app.records import Room
from tests.makers import a_room
from ui import background
from ui.session import Session
from ui.to_its_end import do_to_its_end

WAIT_SECONDS = 10


@pytest.fixture
def session(register):
    return Session(register, Language.of("fr"))


@pytest.fixture
def over(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def done(session, over, act, *given):
    return do_to_its_end(session, act, *given, over=over, title="Un dossier")


def test_the_window_lives_while_it_is_written_and_the_pages_are_told(qtbot, session, over):
    alive, told = threading.Event(), []
    session.keep_asked.connect(lambda: told.append("keep"))
    session.changed.connect(lambda: told.append("changed"))
    QTimer.singleShot(0, alive.set)

    def write(register, name):
        assert background.goes_to_its_end()
        assert alive.wait(WAIT_SECONDS)  # in the window's thread nobody would set it
        return register.save(a_room(name=name))[0]

    room = done(session, over, write, "Baobab")
    assert session.register.get(Room, room.id).name == "Baobab"
    assert told == ["keep", "changed"]
    session.register.save(a_room(name="Karité"))  # its clock goes on from what the other connection wrote
    assert not background.is_busy()


def test_what_the_act_refuses_is_raised_and_nobody_is_told_of_a_change(session, over):
    told = []
    session.changed.connect(lambda: told.append("changed"))
    session.disk_doubted.connect(lambda: told.append("disk"))

    def refuse(register):
        raise NotFound(code="SEG-26-0001")

    def fail(register):
        raise DiskProblem

    with pytest.raises(NotFound):
        done(session, over, refuse)
    with pytest.raises(DiskProblem):
        done(session, over, fail)
    assert told == ["disk"]
