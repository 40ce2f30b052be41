"""One's own passphrase: changed from the window, and chosen before anything else by whoever comes with a slip."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from centre_app import accounts
from centre_app.language import Language
from centre_app.opening import open_register
from centre_app.problems import WrongPassphrase
from centre_app.records import StaffMember
from tests import makers
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import words_on
from ui.first_passphrase import FirstPassphrase
from ui.house import open_house
from ui.laptop import Laptop
from ui.main_window import MainWindow
from ui.pages.people import OwnPassphrasePage
from ui.session import Session
from ui.shell import Shell

STRONG = "girafe ballon sept nuages verts"


def field(page, name) -> QLineEdit:
    return page.findChild(QLineEdit, name)


def type_new(page, new, again=None):
    for name, words in (("new_passphrase", new), ("new_passphrase_again", again if again is not None else new)):
        field(page, name).clear()
        type_words(field(page, name), words)


def said_of_it(page) -> str:
    """Return what is said under the fields."""
    QApplication.processEvents()
    shown = [one for one in page.findChildren(QWidget, "strength") if one.isVisible()]
    return shown[-1].accessibleName() if shown else ""


# Changing it


@pytest.fixture
def page(show, session):
    return show(OwnPassphrasePage(session))


def test_the_words_that_are_proposed_take_the_place_of_the_present_ones(qtbot, page, register):
    proposed = page.findChild(QLabel, "proposed").text()
    type_words(field(page, "present_passphrase"), makers.PASSPHRASE)
    type_new(page, proposed)
    qtbot.mouseClick(page.findChild(QPushButton, "change_passphrase"), Qt.MouseButton.LeftButton)
    assert "Votre phrase secrète est changée" in page.result.accessibleName()
    register.close()
    with pytest.raises(WrongPassphrase):
        makers.reopened(register.folder)
    open_register(register.folder, makers.DIRECTOR, proposed).close()


def test_it_goes_by_the_keyboard_alone(qtbot, page, register):
    type_words(field(page, "present_passphrase"), makers.PASSPHRASE)
    qtbot.keyClick(field(page, "present_passphrase"), Qt.Key.Key_Return)
    type_words(page.focusWidget(), STRONG)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    type_words(page.focusWidget(), STRONG)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert "Votre phrase secrète est changée" in page.result.accessibleName()


def test_nothing_typed_stays_on_the_page(qtbot, page):
    type_words(field(page, "present_passphrase"), makers.PASSPHRASE)
    type_new(page, STRONG)
    page.hide()
    page.show()
    assert [one.text() for one in page.findChildren(QLineEdit)] == ["", "", ""]


@pytest.mark.parametrize(
    ("present", "new", "again", "words"),
    [
        ("", STRONG, STRONG, "Tapez d’abord votre phrase secrète actuelle"),
        ("autre chose", STRONG, STRONG, "Ce n’est pas votre phrase secrète actuelle"),
        (makers.PASSPHRASE, "court", "court", "trop courte"),
        (makers.PASSPHRASE, "motdepasse123", "motdepasse123", "trop facile"),
        (makers.PASSPHRASE, STRONG, "girafe", "ne sont pas pareilles"),
        (makers.PASSPHRASE, makers.PASSPHRASE, makers.PASSPHRASE, "trop facile"),
    ],
)
def test_what_is_wrong_is_said_and_the_present_one_stays(qtbot, page, register, present, new, again, words):
    type_words(field(page, "present_passphrase"), present)
    type_new(page, new, again)
    qtbot.mouseClick(page.findChild(QPushButton, "change_passphrase"), Qt.MouseButton.LeftButton)
    assert words in f"{page.result.accessibleName()} {said_of_it(page)}"
    register.close()
    makers.reopened(register.folder).close()


def test_how_strong_it_is_is_said_while_one_types(qtbot, page):
    type_words(field(page, "new_passphrase"), "girafe")
    qtbot.waitUntil(lambda: "trop courte" in said_of_it(page))
    type_words(field(page, "new_passphrase"), " ballon sept nuages verts")
    qtbot.waitUntil(lambda: "assez sûre" in said_of_it(page))


def test_it_is_reached_from_the_name_of_who_is_at_work(qtbot, session):
    window = open_house(session)
    qtbot.addWidget(window)
    window.resize(*LARGE)
    window.show()
    window.rail.agent_asked.emit()
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    (action,) = [one for one in menu.findChildren(QAction) if one.text() == "Changer ma phrase secrète"]
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert window.page.objectName() == "my_passphrase"


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut(show, register, code, size):
    page = show(OwnPassphrasePage(Session(register, Language.of(code))), size)
    assert cut_widgets(page, *size) == []
    type_new(page, "court", "autre")
    page.findChild(QPushButton, "change_passphrase").click()
    assert cut_widgets(page, *size) == []


# Choosing it at the first login


@pytest.fixture
def new_here(register):
    """The folder of a register, somebody who has just been let in, and the words on the slip."""
    member = StaffMember(name="Fanta Coulibaly", sex="female", roles=frozenset({"nurse"}))
    passphrase = accounts.add_person(register, member)
    register.close()
    return register.folder, member.id, passphrase


@pytest.fixture
def shell(qtbot, tmp_path):
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Registre", "Registre").clear()
    laptop = Laptop()
    laptop.keep_language(Language.of("fr"))
    shell = Shell(laptop, home=tmp_path / "Registre")
    qtbot.addWidget(shell)
    shell.resize(*LARGE)
    yield shell
    if shell.register is not None:
        shell.register.close()


@pytest.fixture
def come_in(qtbot, shell):
    """Open the door as somebody who has a slip."""

    def come_in(folder, person, passphrase):
        shell.go_to_door(folder)
        with qtbot.waitExposed(shell):
            shell.show()
        shell.findChild(QWidget, f"person.{person}").click()
        type_words(field(shell, "passphrase"), passphrase)
        qtbot.keyClick(field(shell, "passphrase"), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: shell.register is not None, timeout=20_000)
        return shell.currentWidget()

    return come_in


def test_whoever_comes_with_a_slip_sees_nothing_of_the_house_before_she_has_chosen(qtbot, shell, come_in, new_here):
    step = come_in(*new_here)
    assert isinstance(step, FirstPassphrase)
    assert shell.findChild(MainWindow) is None
    assert "Bienvenue, Fanta Coulibaly." in words_on(step)
    qtbot.keyClick(step, Qt.Key.Key_Escape)
    assert shell.currentWidget() is step


def test_once_she_has_chosen_the_house_opens_and_the_slip_is_worth_nothing(qtbot, shell, come_in, new_here):
    folder, person, passphrase = new_here
    step = come_in(*new_here)
    type_new(step, STRONG)
    qtbot.keyClick(field(step, "new_passphrase_again"), Qt.Key.Key_Return)
    assert isinstance(shell.currentWidget(), MainWindow)
    shell.currentWidget().lock()
    with pytest.raises(WrongPassphrase):
        open_register(folder, person, passphrase)
    with open_register(folder, person, STRONG) as register:
        assert not register.keys.slot.must_change


def test_the_words_of_the_slip_are_no_passphrase_of_her_own(qtbot, come_in, new_here):
    step = come_in(*new_here)
    type_new(step, new_here[2])
    qtbot.mouseClick(step.findChild(QPushButton, "choose"), Qt.MouseButton.LeftButton)
    assert "Pas les mots du billet" in said_of_it(step)


def test_she_may_lock_instead_and_comes_back_with_the_slip(qtbot, shell, come_in, new_here):
    step = come_in(*new_here)
    with qtbot.waitSignal(shell.locked):
        qtbot.mouseClick(step.findChild(QPushButton, "lock"), Qt.MouseButton.LeftButton)
    assert shell.register is None
    open_register(*new_here).close()


def test_ctrl_l_locks_there_too(qtbot, shell, come_in, new_here):
    come_in(*new_here)
    with qtbot.waitSignal(shell.locked):  # keys reach the window before what is in it
        QTest.keyClick(shell.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_closing_the_window_shuts_the_register(shell, come_in, new_here):
    come_in(*new_here)
    shell.close()
    assert shell.register is None
    open_register(*new_here).close()


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("name", ["Fanta Coulibaly", "a" * 300])
def test_the_step_fits(qtbot, new_here, code, size, name):
    with open_register(*new_here) as register:
        step = FirstPassphrase(Session(register, Language.of(code)))
        qtbot.addWidget(step)
        assert cut_widgets(step, *size) == []


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("name", ["Ɲama Kɛita", 'O\'Brien "x" <b>gras</b>', "a" * 300])
def test_any_name_at_work_leaves_the_window_as_it_is(qtbot, session, size, name):
    session.register.save(replace(session.agent, name=name))
    window = open_house(session)
    qtbot.addWidget(window)
    assert cut_widgets(window, *size) == []
    assert name in window.rail.findChild(QWidget, "rail.who").accessibleName()
