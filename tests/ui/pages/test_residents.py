"""The list of residents, by mouse and keys."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from centre_app.agenda import agenda_of
from centre_app.language import Language
from centre_app.register import AT_HEADQUARTERS
from tests.centre_app.exchange.conftest import pair
from tests.centre_app.test_residents import somebody
from tests.makers import LONG_AGO, YESTERDAY, a_case, a_name, a_person, a_register, a_stay, an_admission
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import in_dialog, part
from ui.dates_said import due_said
from ui.page import Destination
from ui.pages.residents import ResidentsPage
from ui.session import Session

__all__ = ["pair"]  # a fixture
HERE = Destination(page="residents")


@pytest.fixture
def three(register):
    return [
        somebody(register, "SEG-26-0001", "Coulibaly", "Ɲeleba", came=LONG_AGO).id,
        somebody(register, "SEG-26-0002", "Traoré", "Sékou", sex="male").id,
        somebody(register, "SEG-26-0003", "Diarra", "Awa", left=YESTERDAY).id,
    ]


@pytest.fixture
def page(session, show):
    """The page, as one comes to it."""

    def arrived(size=LARGE):
        shown = show(ResidentsPage(session), size)
        shown.arrive(HERE)
        return shown

    return arrived


def rows(page) -> list[list[str]]:
    """What stands in the table, row by row."""
    model = page.table.model()
    shown = [column for column in range(model.columnCount()) if not page.table.isColumnHidden(column)]
    return [[model.index(row, column).data() for column in shown] for row in range(model.rowCount())]


def numbers(page) -> list[str]:
    return [row[0] for row in rows(page)]


def choose(qtbot, picks, steps: int):
    """Open a pick list by the keyboard and go down so many choices."""
    picks.setFocus()
    for _ in range(steps):
        qtbot.keyClick(picks, Qt.Key.Key_Down)


def test_it_lists_who_is_here_with_her_age_her_plan_and_what_is_due(three, page):
    listed = rows(page())
    assert [row[:4] for row in listed] == [
        ["SEG-26-0001", "Coulibaly Ɲeleba", "Fille", "16"],
        ["SEG-26-0002", "Traoré Sékou", "Garçon", "16"],
    ]
    assert listed[0][6] == "En retard"
    assert listed[0][7].startswith("En retard de ")


def test_typing_narrows_the_list_whatever_the_spelling(qtbot, three, page):
    shown = page()
    type_words(shown.search, "kulibali")
    qtbot.waitUntil(lambda: numbers(shown) == ["SEG-26-0001"])


def test_down_goes_from_the_search_into_the_list_and_enter_opens_the_file(qtbot, three, page, gone_to):
    shown = page()
    places = gone_to(shown)
    qtbot.keyClick(shown.search, Qt.Key.Key_Down)
    qtbot.keyClick(shown.table, Qt.Key.Key_Down)
    qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    assert places == [Destination(page="case", case_id=three[1])]


def test_enter_in_the_search_opens_the_only_file_found(qtbot, three, page, gone_to):
    shown = page()
    places = gone_to(shown)
    type_words(shown.search, "traore")
    qtbot.keyClick(shown.search, Qt.Key.Key_Return)
    assert places == [Destination(page="case", case_id=three[1])]


def test_a_double_click_opens_the_file(qtbot, three, page, gone_to):
    shown = page()
    places = gone_to(shown)
    row = shown.table.visualRect(shown.table.model().index(0, 1)).center()
    qtbot.mouseClick(shown.table.viewport(), Qt.MouseButton.LeftButton, pos=row)
    qtbot.mouseDClick(shown.table.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert places == [Destination(page="case", case_id=three[0])]


def test_coming_back_leads_to_the_same_row_with_the_keyboard_on_it(qtbot, three, page):
    shown = page()
    qtbot.keyClick(shown.search, Qt.Key.Key_Down)
    qtbot.keyClick(shown.table, Qt.Key.Key_Down)
    shown.search.setFocus()
    shown.arrive(HERE)
    assert shown.table.current_id == three[1]
    assert shown.table.hasFocus()


def test_a_head_sorts_and_a_second_click_turns_it_round(qtbot, three, page):
    shown = page()
    head = shown.table.horizontalHeader()
    for expected in (["SEG-26-0001", "SEG-26-0002"], ["SEG-26-0002", "SEG-26-0001"]):
        there = QPoint(head.sectionViewportPosition(1) + 20, 10)
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=there)
        assert numbers(shown) == expected


def test_filters_are_shown_as_chips_and_a_click_takes_one_away(qtbot, three, page):
    shown = page()
    choose(qtbot, part(shown, "scope"), 1)
    assert numbers(shown) == ["SEG-26-0003"]
    assert rows(shown)[0][7].startswith("Sortie le ")
    choose(qtbot, part(shown, "sex"), 2)
    assert numbers(shown) == []
    qtbot.mouseClick(part(shown, "without.sex"), Qt.MouseButton.LeftButton)
    assert numbers(shown) == ["SEG-26-0003"]
    qtbot.mouseClick(part(shown, "without.scope"), Qt.MouseButton.LeftButton)
    assert numbers(shown) == ["SEG-26-0001", "SEG-26-0002"]
    assert not part(shown, "chips").isVisible()


def test_the_number_of_late_plans_shows_them(qtbot, three, page):
    shown = page()
    assert part(shown, "plans_late.number").text() == "2"
    qtbot.mouseClick(part(shown, "plans_late"), Qt.MouseButton.LeftButton)
    assert numbers(shown) == ["SEG-26-0001", "SEG-26-0002"]
    assert part(shown, "without.plan_state").isVisible()


def test_a_number_opens_by_the_keyboard_too(qtbot, three, page, gone_to):
    shown = page()
    places = gone_to(shown)
    qtbot.keyClick(part(shown, "next_export"), Qt.Key.Key_Return)
    assert places == [Destination(page="export")]


def test_an_empty_register_says_to_write_down_the_first_arrival(qtbot, page, gone_to):
    shown = page()
    places = gone_to(shown)
    qtbot.mouseClick(part(shown, "no_resident.act"), Qt.MouseButton.LeftButton)
    assert places == [Destination(page="arrival")]


def test_who_left_is_offered_when_nobody_here_answers(qtbot, three, page):
    shown = page()
    type_words(shown.search, "awa")
    qtbot.waitUntil(lambda: shown.findChild(QLabel) is not None and shown.table.count == 0)
    qtbot.mouseClick(part(shown, "found_elsewhere.act"), Qt.MouseButton.LeftButton)
    assert numbers(shown) == ["SEG-26-0003"]


def test_nobody_found_can_be_cleared(qtbot, three, page):
    shown = page()
    type_words(shown.search, "xyzzy")
    qtbot.waitUntil(lambda: shown.table.count == 0)
    qtbot.mouseClick(part(shown, "nobody_found.act"), Qt.MouseButton.LeftButton)
    assert len(numbers(shown)) == 2
    assert shown.search.text() == ""


def test_a_file_written_elsewhere_appears_at_the_next_look(session, three, page):
    shown = page()
    somebody(session.register, "SEG-26-0004", "Keïta", "Fatou")
    shown.refresh()
    assert "SEG-26-0004" in numbers(shown)


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut(register, three, show, code, size):
    width = size[0] - (208 if size == LARGE else 56)  # beside the rail
    shown = show(ResidentsPage(Session(register, Language.of(code))), (width, size[1] - 28))
    shown.fold(size == SMALL)
    shown.arrive(HERE)
    shown.filters.show_plan("late")
    shown.refresh()
    assert cut_widgets(shown, width, size[1] - 28) == []


def test_a_search_among_a_thousand_files_answers_within_a_tenth_of_a_second(qtbot, session, page):
    session.register.save(*(record for number in range(1000) for record in an_old_file(number)), heed_findings=False)
    shown = page()
    choose(qtbot, part(shown, "scope"), 2)
    shown.search.setText("traor")
    begun = time.perf_counter()
    qtbot.keyClick(shown.search, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: 0 < shown.table.count < 1000)
    QApplication.processEvents()
    waited = time.perf_counter() - begun - shown.search.WAIT_MS / 1000
    assert waited < 0.1


def an_old_file(number: int) -> list:
    person = a_person()
    case = a_case(person, code=f"SEG-20-{number:04d}", status="follow_up")
    family = ("Traoré", "Coulibaly", "Diarra", "Keïta", "Sangaré")[number % 5]
    return [person, a_name(person, family, "Fatoumata"), case, a_stay(case, ended_on=YESTERDAY)]


def test_the_list_in_sight_is_printed_through_the_preview(qtbot, three, page):
    shown = page()
    choose(qtbot, part(shown, "sex"), 2)
    seen = []
    in_dialog(lambda dialog: seen.append(dialog.objectName()))
    qtbot.mouseClick(part(shown, "print_list"), Qt.MouseButton.LeftButton)
    assert seen == ["preview"]
    assert shown.filters.said() == "Au centre en ce moment · Garçons et hommes"


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_headquarters_list_says_what_is_due_next_as_the_file_does(show, pair, size):
    person, name, case, intake, stay = an_admission()
    pair.centre.save(person, name, replace(case, share_hq=True), intake, stay)
    pair.exchange()
    shown = show(ResidentsPage(Session(pair.headquarters, Language.of("fr"))), size)
    shown.arrive(HERE)
    (row,) = shown._rows([case.id]).values()
    first = agenda_of(pair.headquarters, case.id)[0]
    assert row["centre"] == "Ségou"  # of which house it is: a bed alone would say nothing
    assert row["next"].text == due_said(first.due_on, today=pair.headquarters.today, language=Language.of("fr"))[0]
    assert row["what"].text
    assert {column.key: column.sorts for column in shown.table._columns}["next"] is False


def test_headquarters_reads_files_and_admits_nobody(tmp_path, clock, show):
    with a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO", clock=clock) as headquarters:
        shown = show(ResidentsPage(Session(headquarters, Language.of("fr"))))
        shown.arrive(HERE)
        assert shown.findChild(QWidget, "new_arrival") is None or not part(shown, "new_arrival").isVisible()
        assert not shown.figures.isVisible()
