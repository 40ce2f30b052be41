"""Slow work is done elsewhere; its end is told here, and only to those who are still there."""

import threading
import time

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import delete

from ui import background


@pytest.fixture
def owner(qtbot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_the_result_arrives_on_the_windows_thread(owner, qtbot):
    arrived = []
    background.run(
        lambda progress: threading.current_thread(),
        owner=owner,
        then=lambda worker: arrived.append((worker, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: bool(arrived))
    worker, here = arrived[0]
    assert here is threading.main_thread()
    assert worker is not here


def test_a_problem_reaches_the_one_who_can_say_it(owner, qtbot):
    told = []
    background.run(fail, owner=owner, then=pytest.fail, otherwise=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], LookupError)


def test_an_exception_that_nobody_expected_is_raised_here(owner, qtbot):
    with qtbot.captureExceptions() as raised:
        task = background.run(fail, owner=owner)
        qtbot.waitUntil(lambda: not task.is_running)
    assert [kind for kind, _error, _trace in raised] == [LookupError]


def test_nobody_is_told_when_the_owner_has_gone(qtbot):
    owner, may_end = QObject(), threading.Event()
    task = background.run(lambda progress: may_end.wait(5), owner=owner, then=pytest.fail, otherwise=pytest.fail)
    delete(owner)
    may_end.set()
    qtbot.waitUntil(lambda: not task.is_running)


def test_steps_are_told_in_their_order(owner, qtbot):
    steps, ended = [], []

    def work(progress):
        for done in range(3):
            progress("Relecture", done=done, total=3)

    background.run(work, owner=owner, then=ended.append, progress=lambda step: steps.append(step.done))
    qtbot.waitUntil(lambda: bool(ended))
    assert steps == [0, 1, 2]


def test_cancelled_work_stops_at_its_next_step_and_tells_nobody(owner, qtbot):
    begun, may_go_on, went_on = threading.Event(), threading.Event(), []

    def work(progress):
        begun.set()
        may_go_on.wait(5)
        progress("Encore")
        went_on.append(True)

    task = background.run(work, owner=owner, then=pytest.fail, otherwise=pytest.fail)
    begun.wait(5)
    task.cancel()
    may_go_on.set()
    qtbot.waitUntil(lambda: not task.is_running)
    assert went_on == []


def test_the_waiting_cursor_comes_after_a_moment_and_goes(owner, qtbot, qapp):
    may_end = threading.Event()
    task = background.run(lambda progress: may_end.wait(5), owner=owner)
    assert qapp.overrideCursor() is None
    qtbot.waitUntil(lambda: qapp.overrideCursor() is not None, timeout=2000)
    may_end.set()
    qtbot.waitUntil(lambda: not task.is_running)
    assert qapp.overrideCursor() is None


def test_long_work_shows_a_card_that_can_stop_it(owner, qtbot, monkeypatch):
    monkeypatch.setattr(background, "CARD_AFTER_MS", 50)

    def work(progress):
        while True:
            progress("Relecture de la clé", done=1, total=28)
            threading.Event().wait(0.01)

    task = background.run_with_card(work, owner=owner, title="Relecture", cancel="Annuler", then=pytest.fail)
    card = owner.findChild(QDialog, "progress")
    qtbot.waitUntil(card.isVisible)
    qtbot.waitUntil(lambda: card.findChild(QWidget, "progress.sentence").text() == "Relecture de la clé")
    qtbot.mouseClick(card.findChild(QWidget, "progress.cancel"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not task.is_running)
    qtbot.waitUntil(lambda: owner.findChild(QDialog, "progress") is None)


def test_all_work_is_stopped_and_how_it_ended_is_noted_at_once(owner):
    cleared = []

    def work(progress):
        try:
            while True:
                progress.check()
                threading.Event().wait(0.01)
        finally:
            cleared.append("cleared")

    task = background.run(work, owner=owner, then=pytest.fail)
    task.ended.connect(lambda: cleared.append("noted"))
    background.stop_all(within=5)
    assert cleared == ["cleared", "noted"]
    assert not task.is_running


def test_work_that_does_not_hear_is_waited_for_no_longer_than_said(owner, qtbot):
    may_end = threading.Event()
    tasks = [background.run(lambda _progress: may_end.wait(10), owner=owner, then=pytest.fail) for _ in range(2)]
    begun = time.monotonic()
    background.stop_all(within=0.2)
    assert time.monotonic() - begun < 1
    assert all(task.is_running for task in tasks)
    may_end.set()
    qtbot.waitUntil(lambda: not any(task.is_running for task in tasks))


def test_short_work_shows_no_card(owner, qtbot):
    ended = []
    background.run_with_card(lambda progress: 1, owner=owner, title="T", cancel="C", then=ended.append)
    assert not owner.findChild(QDialog, "progress").isVisible()
    qtbot.waitUntil(lambda: bool(ended))
    qtbot.waitUntil(lambda: owner.findChild(QDialog, "progress") is None)


def fail(progress):
    raise LookupError("nothing there")
