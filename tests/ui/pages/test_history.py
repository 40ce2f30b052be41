"""The history in a file: nights fold into one line, two lists narrow it, and a long one shows at once."""

import time
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from centre_app.records import HealthBrief, MedicalVisit, StaffMember
from tests.makers import TODAY, a_night, an_admission
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import part
from ui.page import Destination
from ui.pages.case import CasePage

MANY = 2_000
LONGEST_SECONDS = 1.0  # it takes a tenth of that; machines that test are shared
PLAIN_SPACES = str.maketrans("\u00a0\u202f", "  ")


@pytest.fixture
def case(register, clock):
    """Kadidia, of whom thirty nights were called, and then her allergies were written."""
    admission = an_admission()
    register.save(*admission)
    clock.move(minutes=1)
    call_nights(register, admission[-1], 30)
    clock.move(minutes=1)
    register.save(HealthBrief(case_id=admission[2].id, allergies="Pénicilline"))
    return admission[2]


def call_nights(register, stay, count: int) -> None:
    called = (a_night(stay, TODAY - timedelta(days=count - number)) for number in range(count))
    register.save(*called, action="roll_call", heed_findings=False)


@pytest.fixture
def page(session, show, case):
    def arrived(size=LARGE):
        shown = show(CasePage(session), size)
        shown.arrive(Destination(page="case", case_id=case.id, section="history"))
        return shown

    return arrived


def lines_of(page) -> list[str]:
    """Return what the lines say, with plain spaces."""
    table = part(page, "history.table")
    said = (table.model().index(row, 0).data() for row in range(table.count))
    return [words.translate(PLAIN_SPACES) for words in said]


def click_on(page, words: str, *, twice: bool = False) -> None:
    """Click on a line as a hand does, once or twice."""
    table = part(page, "history.table")
    cell = table.visualRect(table.model().index(lines_of(page).index(words), 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    if twice:
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)


def test_nights_are_one_line_which_a_click_opens_and_folds_again(page, qtbot):
    shown = page()
    assert lines_of(shown)[:2] == ["Santé, pour l’équipe : ajout", "30 nuits pointées"]
    folded = len(lines_of(shown))
    click_on(shown, "30 nuits pointées")
    assert lines_of(shown)[1:4] == ["30 nuits pointées", "Nuit : appel", "Nuit : appel"]
    assert len(lines_of(shown)) == folded + 30
    qtbot.wait(QApplication.doubleClickInterval() + 100)
    click_on(shown, "30 nuits pointées")
    assert len(lines_of(shown)) == folded


def test_a_double_click_opens_the_nights_too(page):
    shown = page()
    folded = len(lines_of(shown))
    click_on(shown, "30 nuits pointées", twice=True)
    assert len(lines_of(shown)) == folded + 30


def test_enter_opens_the_nights(page, qtbot):
    shown = page()
    table = part(shown, "history.table")
    table.choose_first()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert lines_of(shown).count("Nuit : appel") == 30


def test_what_was_only_looked_at_is_one_line_and_no_change(register, page, case):
    visits = register.save(*(MedicalVisit(case_id=case.id, seen_on=TODAY) for _ in range(3)))
    register.note_views(visits)
    shown = page()
    assert "Visite médicale : lecture" not in lines_of(shown)
    click_on(shown, "3 fiches regardées")
    assert lines_of(shown).count("Visite médicale : lecture") == 3


def test_a_list_narrows_it_to_one_kind_of_record(page):
    shown = page()
    kinds = part(shown, "kind")
    assert [kinds.itemText(line) for line in range(kinds.count())][0] == "Tout"
    kinds.show_key("health_briefs")
    kinds.picked.emit("health_briefs")
    assert lines_of(shown) == ["Santé, pour l’équipe : ajout"]


def test_a_list_narrows_it_to_one_person(register, page):
    shown = page()
    people = part(shown, "written_by")
    (director,) = register.find(StaffMember)
    assert [people.itemText(line) for line in range(people.count())] == ["Tout le monde", director.name]


def test_what_was_picked_stays_picked_when_something_is_written(register, page, case):
    shown = page()
    kinds = part(shown, "kind")
    kinds.show_key("presence_nights")
    kinds.picked.emit("presence_nights")
    register.save(HealthBrief(case_id=case.id, allergies="Arachide"))
    shown.refresh()
    assert lines_of(shown) == ["30 nuits pointées"]


def test_two_thousand_lines_show_at_once(register, page):
    admission = an_admission(given="Awa")
    register.save(*admission)
    call_nights(register, admission[-1], MANY)
    shown = page()
    began = time.perf_counter()
    shown.arrive(Destination(page="case", case_id=admission[2].id, section="history"))
    QApplication.processEvents()
    folded = lines_of(shown)
    click_on(shown, "2 000 nuits pointées")
    assert part(shown, "history.table").count == len(folded) + MANY
    assert time.perf_counter() - began < LONGEST_SECONDS


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut(page, size):
    shown = page(size)
    click_on(shown, "30 nuits pointées")
    assert cut_widgets(shown, *size) == []
