"""The journal: lines of all histories, narrowed by lists and boxes, read as one goes down, opened, printed."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from centre_app import acts
from centre_app.documents import journal as paper
from centre_app.journal import Asked, Journal
from centre_app.language import Language
from centre_app.problems import SectionShut
from centre_app.records import HealthBrief
from db.history import Entry
from tests.makers import an_admission, reopened_as
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import in_dialog, part, words_on, write_into
from ui.house import open_house
from ui.page import Destination
from ui.pages.arrival import ArrivalPage
from ui.pages.residents import ResidentsPage
from ui.pages.trace import TracePage
from ui.session import Session

HERE = Destination(page="trace")
MANY = 450


@pytest.fixture
def case(register, clock):
    case = register.save(*an_admission(), action="admit")[2]
    clock.move(minutes=1)
    register.save(HealthBrief(case_id=case.id, allergies="Arachide"))
    return case


@pytest.fixture
def page(session, show, case):
    def arrived(size=LARGE):
        shown = show(TracePage(session), size)
        shown.arrive(HERE)
        return shown

    return arrived


def lines_of(page, column: int = 0) -> list[str]:
    model = part(page, "journal.table").model()
    return [model.index(row, column).data().replace("\u00a0", " ") for row in range(model.rowCount())]


def pick(page, name: str, key: str) -> None:
    picked = part(page, name)
    picked.show_key(key)
    picked.picked.emit(key)


def test_the_newest_line_stands_on_top_with_who_and_in_which_file(page, case, session):
    shown = page()
    first = [lines_of(shown, column)[0] for column in range(3)]
    assert first == ["Santé, pour l’équipe : ajout", case.code, session.agent.name]


def test_lists_and_boxes_narrow_it(qtbot, page, register, case):
    register.note("print", case)
    other = an_admission(given="Awa")
    other[2] = replace(other[2], code="SEG-26-0002")
    register.save(*other)
    shown = page()
    pick(shown, "kind_of_act", acts.PAPER)
    assert lines_of(shown) == ["Dossier : impression"]
    QTest.mouseClick(part(shown, "clear"), Qt.MouseButton.LeftButton)
    type_words(part(shown, "file"), "SEG-26-0002")
    qtbot.waitUntil(lambda: set(lines_of(shown, 1)) == {"SEG-26-0002"})
    type_words(part(shown, "since"), "22/11/2026")
    qtbot.waitUntil(lambda: not lines_of(shown))
    assert part(shown, "empty").isVisible()


def test_a_day_that_cannot_be_narrows_nothing(qtbot, page):
    shown = page()
    every = lines_of(shown)
    type_words(part(shown, "until"), "31/02")
    qtbot.wait(500)
    assert lines_of(shown) == every


def test_more_lines_come_as_one_goes_down(page, register, case):
    register.leave_line("care", *[Entry(action="print_beds")] * MANY)
    shown = page()
    table = part(shown, "journal.table")
    first = table.count
    assert first < MANY
    while table.count < MANY:
        before = table.count
        table.scrollToBottom()
        assert table.count > before


def test_a_line_opens_its_file(page, gone_to, case):
    shown = page()
    went = gone_to(shown)
    part(shown, "journal.table").opened.emit(next(iter(shown._lines)))
    assert went == [Destination(page="case", case_id=case.id, section="history")]


def test_what_is_in_sight_is_printed_through_the_preview(page):
    shown = page()
    seen = []
    in_dialog(lambda dialog: seen.append(words_on(dialog)))
    QTest.mouseClick(part(shown, "print_journal"), Qt.MouseButton.LeftButton)
    assert "Le journal" in seen[0]


def test_a_print_is_told_before_it_is_made_and_a_look_is_not(register, case, monkeypatch):
    asked, french = Asked(), Language.of("fr")
    paper.preview_journal(register, asked, language=french)
    assert "print_journal" not in {line.action for line in Journal(register, asked).more()}

    def fails(*_args):
        raise OSError("no paper")

    monkeypatch.setattr(paper, "journal_pdf", fails)
    with pytest.raises(OSError, match="no paper"):
        paper.print_journal(register, asked, language=french)
    assert "print_journal" in {line.action for line in Journal(register, asked).more()}


def test_a_long_journal_prints_its_newest_lines_and_says_so(register, case):
    register.leave_line("care", *[Entry(action="print_beds")] * (paper.MOST_LINES + 1))
    sheet = paper._sheet(register, Asked(), Language.of("fr"))
    assert (len(sheet.rows), sheet.is_cut) == (paper.MOST_LINES, True)


def test_the_auditor_has_it_in_the_rail_and_the_nurse_has_not(qtbot, register, case):
    for role, sees in (("auditor", True), ("nurse", False)):
        register = reopened_as(register, role)
        session = Session(register, Language.of("fr"))
        frame = open_house(session)
        qtbot.addWidget(frame)
        assert (frame.findChild(object, "rail.trace") is not None) is sees
        if not sees:
            with pytest.raises(SectionShut):
                TracePage(session)
    register.close()


def test_a_line_under_a_wrong_clock_has_a_small_clock(page, register, clock, case):
    now = clock.moment
    clock.set(date(2019, 1, 1))
    register.save(HealthBrief(case_id=case.id, allergies="Pénicilline"))
    clock.moment = now
    shown = page()
    told = part(shown, "journal.table").model().index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "01/01/2019" in told
    assert "horloge fausse" in told


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut(page, size):
    assert cut_widgets(page(size), *size) == []


# --- searches that history is told of --------------------------------------------------------------------------


def searches(register) -> list[str]:
    return [line.words for line in Journal(register, Asked(kind=acts.LOOKS)).more() if line.action == "search"]


def test_a_search_is_told_once_when_what_it_found_is_opened(qtbot, session, show, register, case):
    shown = show(ResidentsPage(session))
    shown.arrive(Destination(page="residents"))
    type_words(shown.search, "kadi")
    qtbot.waitUntil(lambda: shown.table.count == 1)
    assert searches(register) == []
    qtbot.keyClick(shown.search, Qt.Key.Key_Return)
    shown.table.opened.emit(case.id)
    assert searches(register) == ["kadi"]


def test_a_search_is_told_when_its_words_have_stood_a_while(qtbot, session, show, register, case, monkeypatch):
    monkeypatch.setattr("ui.settled_search.RESTS_MS", 100)
    shown = show(ResidentsPage(session))
    shown.arrive(Destination(page="residents"))
    type_words(shown.search, "kadidia")
    qtbot.waitUntil(lambda: searches(register) == ["kadidia"])
    shown.search.clear()
    qtbot.wait(200)
    assert searches(register) == ["kadidia"]


def test_a_name_searched_for_before_an_arrival_is_told_when_a_file_like_it_is_opened(session, show, register, case):
    shown = show(ArrivalPage(session))
    shown.arrive(Destination(page="arrival"))
    write_into(shown, "person_names.family", "Sangaré")
    write_into(shown, "person_names.given", "Kadidia")
    shown._look_for_twins()
    assert searches(register) == []
    in_dialog(lambda dialog: None)
    QTest.mouseClick(part(shown, "compare"), Qt.MouseButton.LeftButton)
    assert searches(register) == ["Sangaré Kadidia"]
