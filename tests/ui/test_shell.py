"""The one window: from the door to the frame and out again, by locking or by closing."""

import gc
import subprocess
import sys
import threading
import time
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from centre_app import VERSION, drafts
from centre_app.door import check_nobody_is_inside
from centre_app.language import Language
from centre_app.problems import DiskNotAnswering, RegisterAlreadyOpen
from centre_app.records import PersonName
from tests import makers
from tests.ui.keys import type_words
from tests.ui.pages.conftest import in_dialog, words_on
from ui import app, background, theme
from ui.error_dialog import ErrorDialog
from ui.laptop import Laptop
from ui.main_window import MainWindow
from ui.pages.first_run import FirstRunPage
from ui.pages.unlock import UnlockPage
from ui.shell import Shell

ROOT = Path(app.__file__).resolve().parent.parent


@pytest.fixture
def laptop():
    """A laptop in French with nothing else to remember."""
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Registre", "Registre").clear()
    laptop = Laptop()
    laptop.keep_language(Language.of("fr"))
    return laptop


@pytest.fixture
def folder(tmp_path):
    return makers.a_folder(tmp_path)


@pytest.fixture
def shell(qtbot, tmp_path, laptop):
    shell = Shell(laptop, home=tmp_path / "Registre")
    qtbot.addWidget(shell)
    shell.resize(1366, 728)
    yield shell
    if shell.register is not None:
        shell.register.close()


def shown(shell):
    return shell.currentWidget()


@pytest.fixture
def unlocked(qtbot, shell, folder):
    """The window with the register open at what is to be done today."""
    shell.go_to_door(folder)
    with qtbot.waitExposed(shell):
        shell.show()
    type_words(shell.findChild(QLineEdit, "passphrase"), makers.PASSPHRASE)
    qtbot.keyClick(shell.findChild(QLineEdit, "passphrase"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(shown(shell), MainWindow), timeout=20_000)
    return shell


def test_without_a_register_the_first_run_is_shown(shell):
    shell.go_to_door(None)
    assert isinstance(shown(shell), FirstRunPage)


def test_a_register_has_its_door_shown_first(shell, folder):
    shell.go_to_door(folder)
    assert isinstance(shown(shell), UnlockPage)


def test_behind_the_door_lies_the_day_and_the_agent_is_named(unlocked):
    assert shown(unlocked).page.objectName() == "today"
    labels = [label.text() for label in unlocked.findChildren(QLabel)]
    assert "Registre du centre" in labels
    assert unlocked.findChild(QWidget, "rail.agent").text() == makers.DIRECTOR


def test_the_title_of_the_window_names_nobody(unlocked):
    assert unlocked.windowTitle() == "Registre"


def test_locking_by_key_lets_go_of_the_register_and_asks_for_another_process(qtbot, unlocked, folder):
    with pytest.raises(RegisterAlreadyOpen):
        check_nobody_is_inside(folder)
    unlocked.activateWindow()
    qtbot.waitUntil(unlocked.isActiveWindow)
    with qtbot.waitSignal(unlocked.locked):
        qtbot.keyClick(unlocked, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    check_nobody_is_inside(folder)


def test_locking_by_the_rail_does_the_same(qtbot, unlocked, folder):
    with qtbot.waitSignal(unlocked.locked):
        qtbot.mouseClick(unlocked.findChild(QWidget, "rail.lock"), Qt.MouseButton.LeftButton)
    check_nobody_is_inside(folder)


def test_a_frame_that_does_not_come_leaves_nothing_open(qtbot, shell, folder, monkeypatch):
    monkeypatch.setattr("ui.house.open_house", lambda *_, **__: {}["no such page"])
    shell.go_to_door(folder)
    shell.show()
    with pytest.raises(KeyError):
        shell.go_inside(makers.reopened(folder))
    with qtbot.waitSignal(shell.locked):
        shell.lock()
    check_nobody_is_inside(folder)


@pytest.mark.parametrize("fails", ["ui.house.open_house", "centre_app.endings.begin"])
def test_a_disk_that_does_not_give_the_first_page_is_told_of_at_the_door_where_she_tries_again(
    qtbot, shell, folder, monkeypatch, fails
):
    def failing(*_, **__):
        raise DiskNotAnswering

    shell.go_to_door(folder)
    shell.show()
    with monkeypatch.context() as patch:
        patch.setattr(fails, failing)
        shell.go_inside(makers.reopened(folder))
    check_nobody_is_inside(folder)
    door = shown(shell)
    assert isinstance(door, UnlockPage)
    qtbot.waitUntil(lambda: door.has_looked)
    assert door.language.say(DiskNotAnswering.message) in door.trouble.accessibleName()
    assert door.passphrase.field.isEnabled()
    assert door.findChild(QPushButton, "open").isEnabled()
    shell.go_inside(makers.reopened(folder))
    assert shown(shell).page.objectName() == "today"


def test_closing_lets_go_of_the_register_and_starts_nothing_again(qtbot, unlocked, folder):
    with qtbot.assertNotEmitted(unlocked.locked):
        unlocked.close()
    check_nobody_is_inside(folder)


class TestClosingOverWork:
    """The window says what is under way, and closes only once that has ended: nothing is cut off half done."""

    @pytest.fixture
    def at_the_door(self, shell, folder):
        shell.go_to_door(folder)
        shell.show()
        return shell

    @pytest.fixture
    def work(self, at_the_door):
        """Begin something that goes on until it is let, or stopped."""
        may_end = threading.Event()

        def until_then(progress):
            while not may_end.wait(0.01):
                progress.check()
            at_the_door.written = True

        self.ends = may_end.set
        yield lambda **named: background.run(until_then, owner=at_the_door, what="L’export s’écrit sur la clé", **named)
        may_end.set()
        background.stop_all(within=2)

    def press(self, qtbot, name):
        return lambda dialog: qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)

    def close(self, shell, act) -> bool:
        in_dialog(act)
        return shell.close()

    def test_it_says_what_is_under_way_and_stays_when_asked_to(self, qtbot, at_the_door, work):
        task = work()
        said = []

        def read_and_stay(dialog):
            said.append(words_on(dialog))
            self.press(qtbot, "stay_open")(dialog)

        assert not self.close(at_the_door, read_and_stay)
        assert at_the_door.isVisible()
        assert "L’export s’écrit sur la clé" in said[0]
        assert task.is_running
        assert not task.progress.is_stopped
        with qtbot.waitSignal(task.ended):
            self.ends()

    def test_it_waits_for_the_end_and_then_closes(self, qtbot, at_the_door, work):
        task = work()

        def wait(dialog):
            self.press(qtbot, "wait_and_close")(dialog)
            assert dialog.isVisible()
            self.ends()
            qtbot.waitUntil(lambda: not dialog.isVisible())

        assert self.close(at_the_door, wait)
        assert not task.is_running
        assert at_the_door.written

    def test_what_the_end_begins_is_waited_for_too(self, qtbot, at_the_door, work):
        followed = []

        def go_on(_result):
            followed.append(background.run(lambda _progress: time.sleep(0.1), owner=at_the_door))

        work(then=go_on)

        def wait(dialog):
            self.press(qtbot, "wait_and_close")(dialog)
            self.ends()
            qtbot.waitUntil(lambda: not dialog.isVisible())

        assert self.close(at_the_door, wait)
        assert [task.is_running for task in followed] == [False]

    def test_it_stops_the_work_and_closes_once_it_has_stopped(self, qtbot, at_the_door, work):
        task = work()

        def stop(dialog):
            self.press(qtbot, "stop_and_close")(dialog)
            qtbot.waitUntil(lambda: not dialog.isVisible())

        assert self.close(at_the_door, stop)
        assert not task.is_running
        assert not hasattr(at_the_door, "written")

    def test_who_has_not_chosen_yet_stays_to_see_how_it_ended(self, qtbot, at_the_door, work):
        work()

        def look_on(dialog):
            self.ends()
            qtbot.waitUntil(lambda: not dialog.isVisible())

        assert not self.close(at_the_door, look_on)
        assert at_the_door.isVisible()
        assert at_the_door.close()

    def test_work_that_merely_reads_holds_nobody(self, at_the_door, work):
        work(merely_reads=True)
        assert at_the_door.close()

    def test_a_commit_under_way_is_not_lost(self, qtbot, unlocked, folder):
        """Writing goes on in a thread while the window is closed and the work is even asked to stop."""
        register, is_writing = unlocked.register, threading.Event()

        def write(_progress):
            is_writing.set()
            time.sleep(0.2)
            with register.in_this_thread() as beside:
                beside.save(*makers.an_admission(family="Touré", given="Oumou"))

        background.run(write, owner=unlocked, what="L’entrée s’enregistre")
        is_writing.wait(2)

        def stop(dialog):
            self.press(qtbot, "stop_and_close")(dialog)
            qtbot.waitUntil(lambda: not dialog.isVisible())

        assert self.close(unlocked, stop)
        with makers.reopened(folder) as again:
            assert [name.family for name in again.find(PersonName)] == ["Touré"]


def test_another_language_at_the_door_keeps_what_was_typed(qtbot, shell, folder, laptop):
    shell.go_to_door(folder)
    shell.show()
    type_words(shell.findChild(QLineEdit, "passphrase"), "cheval")
    shown(shell).language_asked.emit(Language.of("en"), "cheval")
    assert shown(shell).findChild(QLineEdit, "passphrase").text() == "cheval"
    assert shown(shell).findChild(QLabel, "greeting").text() == "Hello. Who are you?"
    assert laptop.language == Language.of("en")


def test_another_language_inside_makes_the_frame_anew_over_the_same_register(qtbot, unlocked):
    register = unlocked.register
    frame = shown(unlocked)
    frame.rail.asked.emit("settings")
    qtbot.mouseClick(unlocked.findChild(QWidget, "language.en"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(unlocked) is not frame)
    assert unlocked.register is register
    assert shown(unlocked).page.objectName() == "settings"
    assert "This laptop" in [button.text() for button in shown(unlocked).findChildren(QWidget, "section.laptop")]


def test_larger_letters_are_worn_at_once(qtbot, unlocked):
    frame = shown(unlocked)
    frame.rail.asked.emit("settings")
    qtbot.mouseClick(unlocked.findChild(QWidget, "text_size.large"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(unlocked) is not frame)
    assert theme.text_scale() == pytest.approx(theme.TEXT_SIZES["large"])


def test_a_first_run_leads_to_the_door_of_what_it_made(qtbot, shell, folder):
    shell.go_to_door(None)
    shown(shell).finished.emit(folder)
    assert isinstance(shown(shell), UnlockPage)
    assert shell.folder == folder


def test_a_folder_that_does_not_open_leads_to_a_first_run(qtbot, shell, tmp_path):
    shell.go_to_door(tmp_path)
    shell.show()
    qtbot.mouseClick(shown(shell).findChild(QPushButton, "make_new"), Qt.MouseButton.LeftButton)
    assert isinstance(shown(shell), FirstRunPage)


def test_the_laptop_remembers_no_name_and_no_path(unlocked, folder):
    unlocked.close()
    kept = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Registre", "Registre")
    assert set(kept.allKeys()) <= {"language", "text_size", "geometry", "idle_minutes"}


def test_a_spoilt_memory_of_the_laptop_is_no_obstacle(laptop):
    kept = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Registre", "Registre")
    for key in ("language", "text_size", "geometry"):
        kept.setValue(key, "xx")
    kept.sync()
    assert (Laptop().text_size, Laptop().geometry.isEmpty()) == ("normal", True)
    assert Laptop().language.code in ("fr", "en")


def test_the_door_is_told_when_something_is_kept_that_is_not_saved(qtbot, unlocked, monkeypatch):
    monkeypatch.setattr(drafts, "all_kept", lambda register: [SimpleNamespace(at=register.now)])
    hour = unlocked.language.clock(unlocked.register.now)
    with qtbot.waitSignal(unlocked.locked):
        qtbot.mouseClick(unlocked.findChild(QWidget, "rail.lock"), Qt.MouseButton.LeftButton)
    started = []
    monkeypatch.setattr(app.sys, "platform", "linux")
    monkeypatch.setattr(app.os, "execv", lambda _program, command: started.append(command))
    app.start_again(unlocked)
    assert started[0][-2:] == ["--kept-at", hour]


# Start-up


def test_the_register_named_is_opened_and_else_the_one_used_last(tmp_path):
    assert app.folder_wanted(["--register", "/somewhere/Koro.register"]) == Path("/somewhere/Koro.register")
    assert app.folder_wanted([], tmp_path) is None
    folder = makers.a_folder(tmp_path)
    assert app.folder_wanted([], tmp_path) == folder


def test_after_locking_the_program_takes_its_own_place_at_the_same_door(shell, folder, monkeypatch):
    started = []
    monkeypatch.setattr(app.sys, "platform", "linux")
    monkeypatch.setattr(app.os, "execv", lambda program, command: started.append((program, command)))
    shell.go_to_door(folder)
    app.start_again(shell)
    command = [sys.executable, str(ROOT / "main.py"), "--register", str(folder), "--left-by", ""]
    assert started == [(sys.executable, command)]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_a_crash_leaves_no_memory_on_the_disk():
    """In a process of its own: the limits would stay for all the tests that follow."""
    asked = (
        "from ui.app import forbid_core_dumps; import ctypes, resource; forbid_core_dumps();"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    said = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "(0, 0) 0"


def test_what_nobody_expected_reaches_the_crash_box(qtbot, laptop, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    app.catch_the_unexpected(laptop)
    seen = []

    def close_it():
        box = QApplication.activeModalWidget()
        seen.append(box)
        box.accept()

    QTimer.singleShot(100, close_it)
    sys.excepthook(ValueError, ValueError("what somebody typed"), None)
    assert isinstance(seen[0], ErrorDialog)
    assert not any("what somebody typed" in label.text() for label in seen[0].findChildren(QLabel))


def test_once_painted_the_program_collects_its_garbage_again(qtbot, shell, folder, monkeypatch):
    monkeypatch.setattr(app, "forbid_core_dumps", lambda: None)
    shell.painted.connect(app.on_painted)
    shell.go_to_door(folder)
    gc.disable()
    with qtbot.waitSignal(shell.painted):
        shell.show()
    assert gc.isenabled()
    gc.disable()  # as every window test has it


def test_the_program_says_the_version_of_its_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == VERSION
