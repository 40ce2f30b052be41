"""The frame: going about by rail, keys and pages' wishes; leaving only when the page lets go; locking at any moment."""

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from centre_app.logs import log_file
from tests.ui.fits import LARGE, SMALL, cut_widgets
from ui import icons
from ui.kit.rail import Place
from ui.main_window import Frame, MainWindow
from ui.page import BACK, Destination, Page


class FakeSession(QObject):
    changed = Signal()
    lock_asked = Signal()
    keep_asked = Signal()

    def __init__(self, language) -> None:
        super().__init__()
        self.language, self.say = language, language.say


class NotedPage(Page):
    """A page that notes what happens to it."""

    def __init__(self, session, name: str) -> None:
        super().__init__(session, name=name, title=name.capitalize(), subtitle="Une ligne")
        self.arrived: list[Destination] = []
        self.refreshed = self.saved = self.kept = 0
        self.lets_go = True
        self.search = QLineEdit()
        self.body.addWidget(self.search)

    def arrive(self, destination):
        self.arrived.append(destination)

    def refresh(self):
        self.refreshed += 1

    def may_leave(self):
        return self.lets_go

    def focus_search(self):
        self.search.setFocus()

    def save(self):
        self.saved += 1

    def keep_draft(self):
        self.kept += 1

    def help_lines(self):
        return ["Cette page montre les résidentes."]


class FormDialog(QDialog):
    """A form that one is filling in; closing it by its own way would ask something."""

    kept = 0

    def keep_draft(self) -> None:
        self.kept += 1

    def reject(self) -> None:
        raise AssertionError("asked what to do with what was typed")


class CasePage(NotedPage):
    belongs_to = "residents"


PLACES = [
    Place(key="residents", icon=icons.RESIDENTS, text="Résidents"),
    Place(key="beds", icon=icons.BED, text="Lits"),
]


@pytest.fixture
def session(french) -> FakeSession:
    return FakeSession(french)


@pytest.fixture
def window(qtbot, session) -> MainWindow:
    frame = Frame(
        title="Registre du centre", second="Ségou", code="SEG", places=PLACES, home="residents", arrival="arrival"
    )
    pages = {name: (lambda session, name=name: NotedPage(session, name)) for name in ("residents", "beds", "arrival")}
    pages["case"] = lambda session: CasePage(session, "case")
    window = MainWindow(session, frame, pages)
    qtbot.addWidget(window)
    window.resize(*LARGE)
    window.rail.show_agent("Awa Diarra", "directrice")
    window.status.show_state("Enregistré ici à 14:32", "Agent : Awa Diarra")
    window.go_to(Destination(page="residents"))
    window.show()
    return window


def test_a_click_on_the_rail_goes_to_the_page(window, qtbot):
    click(qtbot, window, "rail.beds")
    assert window.page.objectName() == "beds"
    assert chosen(window) == ["rail.beds"]


def test_a_page_is_made_when_one_first_goes_there_and_kept(window, qtbot):
    assert window.findChild(Page, "beds") is None
    click(qtbot, window, "rail.beds")
    beds = window.page
    click(qtbot, window, "rail.residents")
    click(qtbot, window, "rail.beds")
    assert window.page is beds


def test_a_page_says_where_to_go(window):
    there = Destination(page="case", case_id="c1", section="health")
    window.page.went.emit(there)
    assert window.page.arrived == [there]
    assert chosen(window) == ["rail.residents"]


def test_a_page_that_does_not_let_go_stays(window, qtbot):
    window.page.lets_go = False
    click(qtbot, window, "rail.beds")
    assert window.page.objectName() == "residents"
    assert chosen(window) == ["rail.residents"]


def test_alt_left_goes_back_to_where_one_came_from(window, qtbot):
    first = Destination(page="case", case_id="c1")
    window.go_to(first)
    window.go_to(Destination(page="case", case_id="c2"))
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page.arrived[-1] == first
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page.objectName() == "residents"
    assert not window.go_back()


def test_a_page_can_send_back(window):
    window.go_to(Destination(page="beds"))
    window.page.went.emit(BACK)
    assert window.page.objectName() == "residents"


@pytest.mark.parametrize(("key", "noted"), [(Qt.Key.Key_S, "saved")])
def test_keys_reach_the_page(window, qtbot, key, noted):
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert getattr(window.page, noted) == 1


def test_control_f_puts_the_cursor_into_the_search(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.page.search


def test_control_n_begins_an_arrival(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.page.objectName() == "arrival"


def test_f1_shows_what_the_page_is_for(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    help_card = window.findChild(QDialog, "help")
    assert help_card.isVisible()
    qtbot.keyClick(help_card, Qt.Key.Key_Escape)
    assert not window.findChildren(QDialog, "help") or not help_card.isVisible()


def test_locking_asks_nothing_and_loses_nothing(window, qtbot):
    window.page.lets_go = False
    with qtbot.waitSignal(window.locked):
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.page.kept == 1


def test_locking_keeps_what_stands_in_an_open_dialog_and_closes_it(window, qtbot):
    form = FormDialog(window)
    form.open()
    with qtbot.waitSignal(window.locked):
        window.lock()
    assert form.kept == window.page.kept == 1
    assert not form.isVisible()


def test_a_page_that_fails_keeps_nobody_from_locking(window, qtbot, monkeypatch):
    form = FormDialog(window)
    form.open()
    monkeypatch.setattr(window.page, "keep_draft", lambda: [][1])
    with qtbot.waitSignal(window.locked):
        window.lock()
    assert form.kept == 1
    assert "IndexError" in log_file().read_text("utf-8")


def test_one_is_locked_once(window, qtbot):
    window.lock()
    with qtbot.assertNotEmitted(window.locked):
        window.lock()


def test_somebody_else_takes_over_in_two_clicks(window, qtbot):
    click(qtbot, window, "rail.who")
    menu = QApplication.activePopupWidget()
    with qtbot.waitSignal(window.locked):
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[0]).center())
    assert window.is_for_another


def test_the_session_can_ask_to_lock(window, session, qtbot):
    with qtbot.waitSignal(window.locked):
        session.lock_asked.emit()


def test_a_change_is_read_again_by_the_page_in_sight(window, session, qtbot):
    session.changed.emit()
    qtbot.waitUntil(lambda: window.page.refreshed == 1)


def test_a_page_that_writes_and_leads_on_is_not_read_again(window, session):
    left = window.page
    session.changed.emit()
    left.went.emit(Destination(page="beds"))
    QApplication.processEvents()
    assert left.refreshed == window.page.refreshed == 0
    assert len(window.page.arrived) == 1


def test_the_window_does_not_close_over_what_was_typed(window):
    window.page.lets_go = False
    assert not window.close()
    window.page.lets_go = True
    assert window.close()


def test_the_rail_folds_to_icons_where_the_window_is_small(window, qtbot):
    window.resize(*SMALL)
    qtbot.waitUntil(lambda: window.rail.is_folded)
    assert window.page.is_small
    assert window.findChild(QWidget, "rail.beds").toolTip() == "Lits"
    assert window.findChild(QWidget, "rail.beds").accessibleName() == "Lits"
    window.resize(*LARGE)
    qtbot.waitUntil(lambda: not window.rail.is_folded)


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_of_the_frame_is_cut(window, size):
    assert cut_widgets(window, *size) == []


def test_up_and_down_walk_along_the_rail(window, qtbot):
    window.findChild(QWidget, "rail.residents").setFocus()
    qtbot.keyClick(window.rail, Qt.Key.Key_Down)
    assert QApplication.focusWidget().objectName() == "rail.beds"


def click(qtbot, window, name: str) -> None:
    qtbot.mouseClick(window.findChild(QWidget, name), Qt.MouseButton.LeftButton)


def chosen(window) -> list[str]:
    buttons = (window.findChild(QWidget, f"rail.{place.key}") for place in PLACES)
    return [button.objectName() for button in buttons if button.isChecked()]


def test_a_page_tells_what_was_done_elsewhere_once_and_not_when_one_comes_back(window):
    window.go_to(Destination(page="case", case_id="1", told="Entrée enregistrée"))
    assert window.page.result.isVisible()
    window.page.result.hide()
    window.go_to(Destination(page="beds"))
    window.go_back()
    assert window.page.objectName() == "case"
    assert not window.page.result.isVisible()


@pytest.mark.parametrize("gone", [lambda part: part.hide(), lambda part: part.setEnabled(False)])
def test_the_keyboard_stays_on_the_page_when_the_part_one_is_in_goes(window, gone):
    window.activateWindow()
    window.page.search.setFocus()
    QApplication.processEvents()
    gone(window.page.search)
    QApplication.processEvents()
    assert window.focusWidget() is window.page


def test_the_keyboard_comes_along_to_the_page_one_goes_to(window):
    window.page.search.setFocus()
    window.go_to(Destination(page="beds"))
    assert window.page.isAncestorOf(window.focusWidget()) or window.focusWidget() is window.page
