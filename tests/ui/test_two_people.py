"""Two people at one laptop: what one was typing waits for her, and the other sees nothing of it."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from centre_app import accounts, drafts
from centre_app.language import Language
from centre_app.opening import open_register
from centre_app.records import StaffMember
from tests import makers
from tests.ui.keys import type_words
from tests.ui.pages.conftest import part, words_on, write_into
from ui.kit.people import PersonTile
from ui.laptop import Laptop
from ui.main_window import MainWindow
from ui.shell import Shell

FANTA, HER_PASSPHRASE = "Fanta Coulibaly", "girafe ballon sept nuages verts"
FAMILY = "Kanouté"


@pytest.fixture
def folder(tmp_path):
    """A register that a nurse opens too."""
    folder = makers.a_folder(tmp_path)
    with makers.reopened(folder) as register:
        slip = accounts.add_person(register, StaffMember(name=FANTA, roles=frozenset({"nurse"})))
    with open_register(folder, FANTA, slip) as register:
        accounts.change_own_passphrase(register, slip, HER_PASSPHRASE)
    return folder


@pytest.fixture
def laptop():
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Registre", "Registre").clear()
    laptop = Laptop()
    laptop.keep_language(Language.of("fr"))
    return laptop


@pytest.fixture
def program(qtbot, folder, laptop, tmp_path, monkeypatch):
    """The program as it starts, and as it starts again after each lock."""
    program = SimpleNamespace(shell=None)

    def end():
        """The process is gone, and with it whatever it would have looked for in a moment."""
        program.shell.leave_at_once()
        program.shell.deleteLater()
        QApplication.sendPostedEvents(program.shell, QEvent.Type.DeferredDelete.value)

    def start():
        left = {}
        if program.shell is not None:
            left = {"left": program.shell.left}
            end()
        program.shell = Shell(laptop, home=tmp_path)
        program.shell.resize(1366, 728)
        program.shell.go_to_door(folder, **left)
        with qtbot.waitExposed(program.shell):
            program.shell.show()

    monkeypatch.setattr(QApplication, "quit", lambda: None)
    program.start = start
    start()
    yield program
    end()


def comes_in(qtbot, program, name, passphrase):
    """Choose oneself at the door and type one's passphrase."""
    tiles = program.shell.findChildren(PersonTile)
    (tile,) = (tile for tile in tiles if tile.text() == name)
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    field = program.shell.findChild(QLineEdit, "passphrase")
    type_words(field, passphrase)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.shell.currentWidget(), MainWindow), timeout=20_000)
    return program.shell.currentWidget()


def hands_over(qtbot, program, window):
    """The two clicks: her name, and that somebody else takes over."""
    with qtbot.waitSignal(program.shell.locked):
        qtbot.mouseClick(part(window, "rail.who"), Qt.MouseButton.LeftButton)
        menu = QApplication.activePopupWidget()
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[0]).center())
    program.start()


def begins_an_arrival(qtbot, window):
    qtbot.mouseClick(part(window, "new_arrival"), Qt.MouseButton.LeftButton)
    write_into(window.page, "person_names.family", FAMILY)


def test_her_words_wait_for_her_and_another_sees_nothing_of_them(qtbot, program):
    window = comes_in(qtbot, program, makers.DIRECTOR, makers.PASSPHRASE)
    begins_an_arrival(qtbot, window)
    hands_over(qtbot, program, window)
    assert [tile.text() for tile in program.shell.findChildren(PersonTile)] == [FANTA, makers.DIRECTOR]

    window = comes_in(qtbot, program, FANTA, HER_PASSPHRASE)
    assert drafts.all_kept(program.shell.register) == []
    assert not any(one.isVisible() for one in window.findChildren(QWidget, "kept_line"))
    assert FAMILY not in words_on(window)
    hands_over(qtbot, program, window)

    window = comes_in(qtbot, program, makers.DIRECTOR, makers.PASSPHRASE)
    assert FAMILY in words_on(part(window, "kept_line"))
    qtbot.mouseClick(part(window, "resume_draft"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: part(window.page, "person_names.family.field").text() == FAMILY)


def test_at_the_door_another_is_not_told_that_something_is_kept(qtbot, program):
    window = comes_in(qtbot, program, makers.DIRECTOR, makers.PASSPHRASE)
    begins_an_arrival(qtbot, window)
    with qtbot.waitSignal(program.shell.locked):
        program.shell.lock()
    program.start()
    assert part(program.shell, "kept").isVisible()
    (fanta,) = (tile for tile in program.shell.findChildren(PersonTile) if tile.text() == FANTA)
    qtbot.mouseClick(fanta, Qt.MouseButton.LeftButton)
    assert not part(program.shell, "kept").isVisible()


def test_coming_and_going_are_lines_of_history(qtbot, program, folder):
    window = comes_in(qtbot, program, FANTA, HER_PASSPHRASE)
    who = program.shell.register.who
    hands_over(qtbot, program, window)
    with makers.reopened(folder) as register:
        lines = register.vault.ask("SELECT action FROM main.history WHERE who = :who ORDER BY seq", {"who": who})
        acts = [line["action"] for line in lines]
    assert acts[-2:] == ["login", "lock"]
