"""What every page has: a title line, a result under it, a foot from edge to edge."""

import pytest
from PySide6.QtWidgets import QWidget

from centre_app.problems import WrongPassphrase
from ui.kit import buttons
from ui.kit.save_bar import SaveBar
from ui.page import Destination, Page


@pytest.fixture
def page(qtbot, bare_session) -> Page:
    page = Page(bare_session, name="beds", title="Lits", subtitle="Dans chaque chambre")
    qtbot.addWidget(page)
    page.resize(1158, 700)
    page.show()
    return page


def test_the_title_is_what_a_screen_reader_hears(page):
    page.set_title("Lits de ce soir")
    assert page.accessibleName() == "Lits de ce soir"
    assert page.findChild(QWidget, "page_subtitle").isHidden()


def test_a_page_asks_to_go_elsewhere(page, qtbot):
    with qtbot.waitSignal(page.went) as asked:
        page.go("case", case_id="c1", section="health")
    assert asked.args == [Destination(page="case", case_id="c1", section="health")]


def test_a_problem_is_said_on_the_page_with_what_to_do(page, french):
    page.tell_problem(WrongPassphrase())
    assert page.result.isVisible()
    assert french.say(WrongPassphrase.advice) in page.result.accessibleName()


def test_a_foot_reaches_from_edge_to_edge_and_can_be_given_back(page, french, qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    bar = SaveBar(french)
    bar.setParent(owner)
    page.put_foot(bar)
    qtbot.waitUntil(lambda: bar.width() == page.width())
    assert bar.geometry().bottom() == page.rect().bottom()
    page.put_foot(None)
    assert bar.parentWidget() is owner


def test_actions_stand_at_the_right_of_the_title(page, qtbot):
    button = buttons.filled("Continuer l’appel", name="go_on")
    page.put_actions(button)
    qtbot.waitUntil(lambda: button.mapTo(page, button.rect().topRight()).x() > page.width() - 40)
