"""Keeping files, in the window: what is due, asking, deciding by a second person, the certificate; both sizes and languages."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from centre_app.language import Language
from centre_app.records import CaseFile, RetentionHold, RetentionPeriod
from centre_app.retention import asking, standing
from tests.centre_app.retention import files
from tests.makers import SettableClock, a_register
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import in_dialog, part
from ui.page import Destination
from ui.pages.case.page import _SECTIONS, CasePage
from ui.pages.settings import SettingsPage
from ui.session import Session

HERE = Destination(page="settings", section="keeping")


@pytest.fixture
def clock():
    return SettableClock()


@pytest.fixture
def register(tmp_path, clock):
    with a_register(tmp_path, clock=clock) as register:
        yield register


def at_keeping(show, session, size=LARGE):
    page = SettingsPage(session)
    page.arrive(HERE)
    return show(page, size)


def sentences(page) -> str:
    QApplication.processEvents()
    words = [each.text() for each in page.findChildren(QLabel)]
    return " ".join([*words, *(each.accessibleName() for each in page.findChildren(QWidget))])


def click(page, name):
    button = part(page, name)
    assert isinstance(button, QPushButton)
    button.click()


def decide(passphrase, code="SEG-16-0007"):
    def act(dialog):
        part(dialog, "decider").show_key("the-deputy")
        type_words(dialog.findChild(QLineEdit, "file_number"), code)
        type_words(dialog.findChild(QLineEdit, "decider_passphrase"), passphrase)
        click(dialog, "erase")

    return act


def test_a_file_whose_time_has_come_is_asked_for_and_erased_by_a_second_person(show, session, register):
    passphrase = files.another(register, "director")
    case = files.gone(register)
    page = at_keeping(show, session)
    assert "SEG-16-0007" in sentences(page)

    def ask(dialog):
        dialog.form.editor("reason").show_answer("Tout va bien")
        click(dialog, "save")

    in_dialog(ask)
    click(page, f"ask.{case.id}")
    (event,) = standing.events(register, "asked")
    in_dialog(decide(passphrase))
    click(page, f"decide.{event.id}")
    assert register.as_stored.get(CaseFile, case.id).status == "anonymised"
    assert "SEG-C26-0001" in sentences(page)


def test_a_wrong_number_or_passphrase_erases_nothing(show, session, register):
    passphrase = files.another(register, "director")
    event = asking.ask(register, files.gone(register).id, "anonymise", reason="Time")
    page = at_keeping(show, session)
    for words, code in ((passphrase, "SEG-16-0008"), ("not this one at all", "SEG-16-0007")):
        in_dialog(decide(words, code))
        click(page, f"decide.{event.id}")
    assert register.as_stored.get(CaseFile, event.case_id).status == "closed"


def test_what_was_asked_for_is_taken_back(show, session, register):
    event = asking.ask(register, files.gone(register).id, "anonymise", reason="Time")
    page = at_keeping(show, session)
    click(page, f"decline.{event.id}")
    assert [one.state for one in standing.events(register, "taken_back")] == ["taken_back"]


def test_the_menu_of_a_closed_file_offers_what_may_be_asked_for(show, session, register):
    case = files.gone(register)
    page = CasePage(session)
    page.arrive(Destination(page="case", case_id=case.id))
    show(page)
    click(page, "moves")
    menu = page.findChild(QMenu, "moves_menu")
    assert "erasing.anonymise" in {act.objectName() for act in menu.actions()}
    menu.close()


def test_nothing_is_offered_for_an_anonymised_file(show, session, register):
    case = files.gone(register)
    files.erase(register, case)
    page = CasePage(session)
    page.arrive(Destination(page="case", case_id=case.id))
    show(page)
    assert not any(part(page, name).isVisible() for name in ("report_incident", "readmit", "go_to_exit"))
    assert "Sangaré" not in sentences(page)


def test_no_section_of_an_anonymised_file_has_a_button_that_can_do_nothing(show, session, register):
    files.as_everybody(register)
    case = files.gone(register)
    files.erase(register, case)
    page = show(CasePage(session))
    offered = {}
    for section in _SECTIONS:
        page.arrive(Destination(page="case", case_id=case.id, section=section))
        QApplication.processEvents()
        shown = page._made[section]
        buttons = [one for one in shown.findChildren(QPushButton) if one.isVisible() and one.isEnabled()]
        offered |= {one.objectName(): section for one in buttons if not leads_somewhere(one)}
    assert offered == {}


def leads_somewhere(button: QPushButton) -> bool:
    """Say whether a button opens, prints or says something; nothing is written by it."""
    return button.objectName().startswith(("open.", "go_to_", "print", "section.", "show"))


def test_a_doubted_clock_is_said_and_nothing_is_offered(show, session, register, clock):
    case = files.gone(register)
    clock.set(date(2036, 1, 1))
    page = at_keeping(show, session)
    part(page, "clock_doubtful")
    assert page.findChild(QPushButton, f"ask.{case.id}") is None


def test_the_director_keeps_files_longer(show, session, register):
    page = at_keeping(show, session)

    def longer(dialog):
        dialog.form.editor("years").show_answer(9)
        dialog.form.editor("because").show_answer("Le ministère le demande")
        click(dialog, "save")

    in_dialog(longer)
    click(page, "longer.adult")
    assert [one.years for one in register.find(RetentionPeriod)] == [9]


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("code", ["fr", "en"])
def test_nothing_is_cut(show, register, qapp, size, code):
    files.erase(register, files.gone(register))
    asking.ask(register, files.gone(register, code="SEG-16-0008").id, "anonymise", reason="Time")
    files.gone(register, code="SEG-16-0009")
    held = files.gone(register, code="SEG-16-0010")
    register.save(RetentionHold(case_id=held.id, why="inquiry", from_on=date(2026, 1, 2)))
    page = at_keeping(show, Session(register, Language.of(code)), size)
    assert cut_widgets(page, *size) == []
