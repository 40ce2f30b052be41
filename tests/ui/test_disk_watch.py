"""What the frame says of the register's disk: quietly while it can wait, in red when it cannot."""

import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from centre_app import logs
from centre_app.language import Language
from centre_app.problems import NoRoomLeft, StickGone
from db import disk_health, room
from ui import theme
from ui.app import DISK_OPTION, on_painted, option
from ui.house import open_house
from ui.session import Session

GB, MB = 10**9, 10**6


@pytest.fixture(autouse=True)
def a_healthy_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "log_file", lambda: tmp_path / "state" / "registre.log")
    disk_health.forget()
    yield
    disk_health.forget()


@pytest.fixture
def free(monkeypatch):
    def have(free_bytes):
        usage = type("Usage", (), {"free": free_bytes, "total": 500 * GB})
        monkeypatch.setattr(room.shutil, "disk_usage", lambda folder: usage)

    have(100 * GB)
    return have


@pytest.fixture
def opened(qtbot, register):
    def house(language="fr"):
        session = Session(register, Language.of(language))
        frame = open_house(session)
        qtbot.addWidget(frame)
        frame.show()
        return session, frame

    return house


def ground_of(bar):
    return bar.grab().toImage().pixelColor(3, 3).name()


def test_a_disk_with_room_is_not_spoken_of(opened, free):
    _, frame = opened()
    assert not frame.bar.isVisible()


def test_under_one_gigabyte_it_says_so_quietly(opened, free):
    free(900 * MB)
    _, frame = opened()
    assert "se remplit" in frame.bar.accessibleName()
    assert "900" in frame.bar.accessibleName()
    assert ground_of(frame.bar) == theme.SOON_TINT


def test_under_two_hundred_megabytes_it_is_red_and_says_what_goes_on(opened, free):
    free(150 * MB)
    _, frame = opened()
    assert "presque plein" in frame.bar.accessibleName()
    assert "enregistrer" in frame.bar.accessibleName()
    assert ground_of(frame.bar) == theme.LATE


def test_in_english_it_says_the_same(opened, free):
    free(150 * MB)
    _, frame = opened("en")
    assert "You can still save" in frame.bar.accessibleName()


def test_with_no_room_at_all_it_says_to_write_on_paper_and_nothing_green_says_saved(opened, free):
    free(0)
    _, frame = opened()
    assert "papier" in frame.bar.accessibleName()
    assert "Vous pouvez encore enregistrer" not in frame.bar.accessibleName()
    assert "Le disque est plein" in frame.status.accessibleName()
    assert "Enregistré ici" not in frame.status.accessibleName()


def test_after_a_save_that_failed_the_foot_says_so_until_one_succeeds(opened, free):
    session, frame = opened()
    assert "Enregistré ici" in frame.status.accessibleName()
    with pytest.raises(NoRoomLeft):
        session.do(lambda register: (_ for _ in ()).throw(NoRoomLeft))
    assert "n’est PAS enregistrée" in frame.status.accessibleName()
    assert "Enregistré ici" not in frame.status.accessibleName()
    session.do(lambda register: None)
    assert "Enregistré ici" in frame.status.accessibleName()


def test_a_stick_that_was_pulled_out_says_nothing_of_what_is_saved_here(opened, free):
    session, frame = opened()
    with pytest.raises(StickGone):
        session.do(lambda register: (_ for _ in ()).throw(StickGone))
    assert "Enregistré ici" in frame.status.accessibleName()


def test_a_page_that_meets_a_full_disk_lets_the_frame_look_again(opened, free):
    _, frame = opened()
    free(0)
    frame.page.tell_problem(NoRoomLeft())
    assert "Le disque est plein" in frame.status.accessibleName()


def test_it_looks_again_each_hour_and_when_a_save_failed(qtbot, opened, free):
    session, frame = opened()
    free(150 * MB)

    def fails(register):
        raise NoRoomLeft

    with pytest.raises(NoRoomLeft):
        session.do(fails)
    assert "presque plein" in frame.bar.accessibleName()
    free(100 * GB)
    timer = frame.findChild(QTimer, "disk_watch")
    assert timer.interval() == 3_600_000
    timer.timeout.emit()
    assert not frame.bar.isVisible()


def test_a_disk_that_failed_twice_is_said_to_fail_whatever_room_it_has(opened, free):
    on_painted(
        option(["--register", "x", DISK_OPTION, f"{time.time() - 7000:.0f},{time.time() - 100:.0f}"], DISK_OPTION)
    )
    _, frame = opened()
    assert "faiblit" in frame.bar.accessibleName()
    assert ground_of(frame.bar) == theme.LATE
    assert frame.bar.findChildren(QLabel)
