"""When something goes wrong: the sentences are found by their words, by F1 too, and what is in sight is printed."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from centre_app.language import Language
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import in_dialog, part, words_on
from ui.house import open_house
from ui.page import Destination
from ui.pages.settings import SettingsPage
from ui.session import Session

HERE = Destination(page="settings", section="troubles")


@pytest.fixture
def page(show, session, qtbot):
    page = SettingsPage(session)
    page.arrive(HERE)
    read(qtbot, page)
    return show(page)


def read(qtbot, page: QWidget) -> None:
    """Wait until the program was looked through."""
    qtbot.waitUntil(lambda: bool(page.findChildren(QWidget, "trouble")), timeout=20_000)


def in_sight(page: QWidget) -> list[str]:
    QApplication.processEvents()
    return [box.accessibleName() for box in page.findChildren(QWidget, "trouble") if box.isVisible()]


def search(qtbot, page: QWidget, words: str) -> None:
    field = part(page, "search_troubles")
    assert isinstance(field, QLineEdit)
    with qtbot.waitSignal(field.searched):
        type_words(field, words)


def test_a_sentence_on_the_screen_is_found_with_what_to_do(page, qtbot):
    assert len(in_sight(page)) > 150
    search(qtbot, page, "retirée dossier")
    (found,) = in_sight(page)
    assert "Branchez-la" in found or "Rien n’est perdu" in found
    assert "1 phrase" in words_on(page)


def test_what_nobody_says_is_not_found_and_not_printed(page, qtbot):
    search(qtbot, page, "xyzzy")
    assert in_sight(page) == []
    assert part(page, "no_trouble").isVisible()
    assert not part(page, "print_troubles").isEnabled()


def test_what_is_in_sight_is_shown_as_a_sheet(page, qtbot):
    search(qtbot, page, "retirée dossier")
    shown = []
    in_dialog(lambda dialog: shown.append(dialog.objectName()))
    page.print_page()
    assert shown == ["preview"]


def test_the_help_of_every_page_leads_to_it(register, qtbot):
    window = open_house(Session(register, Language.of("fr")))
    qtbot.addWidget(window)
    window._show_help()
    troubles = window.findChild(QPushButton, "troubles")
    troubles.click()
    assert window.page.objectName() == "settings"
    read(qtbot, window.page)
    assert window.page.spot().section == "troubles"


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut(show, session, qtbot, size):
    page = SettingsPage(session)
    page.arrive(HERE)
    read(qtbot, page)
    assert cut_widgets(show(page, size), *size) == []
