"""What every page has: a title line, a result under it, a foot from edge to edge."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLineEdit, QWidget

from centre_app.problems import WrongPassphrase
from ui.kit import buttons
from ui.kit.person_head import PersonHead
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


@pytest.mark.parametrize("letters", [20, 60, 100, 140])
def test_a_result_covers_the_words_of_the_title_whole_or_not_at_all(page, letters):
    # after: in a small window half of "Export du mois" looked out from under it
    page.put_actions(buttons.filled("Recevoir un transfert", name="one"), buttons.button("Quitter", name="two"))
    page.resize(800, 500)
    page.result.tell_done("Le siège a reçu le n° 3. "[:25].ljust(letters, "m"))
    title = box_of(page.findChild(QWidget, "page_title"), page)
    words_end = title.left() + page.findChild(QWidget, "page_title").sizeHint().width()
    lies = page.result.geometry()
    head = box_of(page.findChild(QWidget, "title_line"), page)
    assert lies.left() >= words_end or (lies.left() <= title.left() and lies.height() >= head.height())


def box_of(widget: QWidget, page: Page) -> QRect:
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


class TestTheResultOfAnAct:
    """It lies over the title: nothing under the mouse moves when it comes, and none of it hides what is pressed next."""

    LONG = "Le fichier n’a pas pu être lu : la clé a été retirée trop tôt, ou elle est abîmée depuis longtemps."

    @pytest.fixture(params=[(1158, 700), (1036, 552)])
    def busy(self, page, request, qtbot) -> Page:
        """The page with a button in its title line, and a field first thing under it."""
        page.put_actions(buttons.button("Imprimer le plan", name="print"), buttons.filled("Continuer", name="go_on"))
        page.body.addWidget(QLineEdit(objectName="first"))
        page.body.addStretch()
        page.resize(*request.param)
        qtbot.waitUntil(lambda: page.findChild(QWidget, "go_on").isVisible())
        return page

    def places(self, page: Page) -> dict[str, QRect]:
        return {name: box_of(page.findChild(QWidget, name), page) for name in ("print", "go_on", "first")}

    def test_nothing_moves_when_it_comes_or_goes(self, busy, qapp):
        before = self.places(busy)
        busy.result.tell_done("Le lit est donné.")
        qapp.processEvents()
        assert self.places(busy) == before
        busy.result.hide()
        qapp.processEvents()
        assert self.places(busy) == before

    @pytest.mark.parametrize("advice", ["", "Remettez la clé et recommencez. Si cela revient, prenez une autre clé."])
    def test_it_hides_nothing_that_one_can_press(self, busy, qapp, advice):
        busy.result.tell_problem(self.LONG, advice)
        qapp.processEvents()
        bar = box_of(busy.result, busy)
        assert busy.rect().contains(bar)
        assert [name for name, place in self.places(busy).items() if place.intersects(bar)] == []
        words = busy.findChild(QWidget, "result.text")
        assert words.height() >= words.heightForWidth(words.width())

    def test_it_stays_beside_the_buttons_when_the_window_grows(self, busy, qtbot):
        busy.result.tell_done("Le lit est donné.")
        busy.resize(1500, 800)
        gap = 12
        qtbot.waitUntil(lambda: self.places(busy)["print"].left() - box_of(busy.result, busy).right() == gap)

    def test_on_a_page_without_a_title_it_lies_over_the_persons_head(self, qtbot, bare_session, qapp):
        page, head = Page(bare_session, name="case"), PersonHead()
        leave = buttons.button("Sortie", name="leave")
        head.put_actions(leave)
        head.show_person_low("Awa Koné", "KOR-26-0001", "Fille · 13 ans")
        page.body.addWidget(head)
        page.body.addStretch()
        page.put_result_over(head)
        qtbot.addWidget(page)
        page.resize(1158, 700)
        page.show()
        page.result.tell_done("C’est enregistré.")
        qapp.processEvents()
        bar = box_of(page.result, page)
        assert bar.intersects(box_of(head, page))
        assert not bar.intersects(box_of(leave, page))

    def test_where_no_head_is_shown_it_lies_at_the_top(self, qtbot, bare_session, qapp):
        page = Page(bare_session, name="case")
        page.body.addStretch()
        qtbot.addWidget(page)
        page.resize(1158, 700)
        page.show()
        page.result.tell_problem(self.LONG)
        qapp.processEvents()
        bar = box_of(page.result, page)
        assert bar.width() > 300
        assert 0 <= bar.top() < 40
