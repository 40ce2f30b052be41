"""The history in a file: nights fold into one line, two lists narrow it, and a long one shows at once."""

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from centre_app.language import Language
from centre_app.records import HealthBrief, MedicalVisit, StaffMember
from tests.makers import TODAY, a_night, an_admission, reopened_as
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on
from ui.page import Destination
from ui.pages.case import CasePage
from ui.session import Session

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


# --- what a change did, and bringing its state back ------------------------------------------------------------


@pytest.fixture
def put_right(register, case):
    """Her allergies, put right once."""
    (brief,) = register.find(HealthBrief, case_id=case.id)
    return register.save(replace(brief, allergies="Arachide"))[0]


def choose(page, words: str, *, at: int = 0) -> None:
    """Put the cursor on the line that says this."""
    rows = [row for row, line in enumerate(lines_of(page)) if line == words]
    table = part(page, "history.table")
    table.setCurrentIndex(table.model().index(rows[at], 0))


def see_change(page, act) -> None:
    in_dialog(act)
    QTest.mouseClick(part(page, "see_change"), Qt.MouseButton.LeftButton)


def test_a_line_shows_what_it_was_and_what_bringing_it_back_changes(page, put_right):
    shown = page()
    choose(shown, "Santé, pour l’équipe : ajout")
    told = []
    see_change(shown, lambda dialog: told.append(words_on(dialog)))
    assert "Si vous remettez cet état" in told[0]
    assert told[0].index("Arachide") < told[0].rindex("Pénicilline")


def test_an_earlier_state_is_brought_back_by_its_button(register, page, case, put_right):
    shown = page()
    choose(shown, "Santé, pour l’équipe : ajout")
    see_change(shown, lambda dialog: QTest.mouseClick(part(dialog, "bring_back"), Qt.MouseButton.LeftButton))
    (brief,) = register.find(HealthBrief, case_id=case.id)
    assert (brief.allergies, brief.rev) == ("Pénicilline", put_right.rev + 1)
    assert part(shown, "history.table").isVisible()
    assert lines_of(shown)[0] == "Santé, pour l’équipe : un état d’avant remis en place"


def test_a_state_that_stands_has_nothing_to_bring_back(page, put_right):
    shown = page()
    choose(shown, "Santé, pour l’équipe : modification")
    seen = []
    see_change(shown, lambda dialog: seen.append(part(dialog, "bring_back").isVisible()))
    assert seen == [False]


def test_what_was_withdrawn_is_still_told_and_stands_again(register, page, case, put_right):
    register.void(put_right, reason="Une erreur")
    shown = page()
    assert lines_of(shown)[0] == "Santé, pour l’équipe : annulation"
    choose(shown, "Santé, pour l’équipe : modification")
    see_change(shown, lambda dialog: QTest.mouseClick(part(dialog, "bring_back"), Qt.MouseButton.LeftButton))
    assert [brief.allergies for brief in register.find(HealthBrief, case_id=case.id)] == ["Arachide"]


def test_nights_folded_into_one_line_are_no_change_to_see(page):
    shown = page()
    choose(shown, "30 nuits pointées")
    assert not part(shown, "see_change").isEnabled()


def test_whoever_may_not_change_it_is_told_so_and_nothing_changes(register, clock, show, case, put_right):
    with reopened_as(register, "social_worker", clock=clock) as hers:
        shown = show(CasePage(Session(hers, Language.of("fr"))))
        shown.arrive(Destination(page="case", case_id=case.id, section="history"))
        choose(shown, "Santé, pour l’équipe : ajout")
        told = []

        def try_it(dialog):
            QTest.mouseClick(part(dialog, "bring_back"), Qt.MouseButton.LeftButton)
            told.append(words_on(dialog))

        see_change(shown, try_it)
        assert "vous pouvez lire ceci" in told[0]
        assert hers.get(HealthBrief, put_right.id).allergies == "Arachide"


def test_a_line_under_a_wrong_clock_is_marked_and_keeps_its_place(register, clock, page, put_right):
    now = clock.moment
    clock.set(date(2019, 1, 1))
    register.save(replace(put_right, alerts="Souffle court"))
    clock.moment = now
    shown = page()
    assert lines_of(shown)[0] == "Santé, pour l’équipe : modification"
    table = part(shown, "history.table")
    assert "horloge fausse" in table.model().index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
