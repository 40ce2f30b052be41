"""Importing an old register in the window: choose, correct, look, import; each step as a person takes it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from centre_app.importing import importing
from centre_app.language import Language
from centre_app.records import Backup, CaseFile, ImportMapping, Intake
from tests.centre_app.importing.conftest import HAWA, HEADS, LALA, OLD_REGISTER
from tests.ui.fits import LARGE, SMALL, cut_widgets
from ui import background
from ui.kit.fields import PickList
from ui.kit.messages import Message
from ui.page import BACK
from ui.pages.import_register import CHOOSE, DONE, LOOK, TABLES, ImportRegisterPage
from ui.session import Session


@pytest.fixture
def page(qtbot, register, french):
    made = ImportRegisterPage(Session(register, french))
    qtbot.addWidget(made)
    made.resize(*LARGE)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def a_file(tmp_path):
    def write(*lines, heads=HEADS, name="registre.csv"):
        path = tmp_path / name
        path.write_text("\n".join((heads, *lines)), encoding="utf-8")
        return path

    return write


def press(qtbot, page, name):
    button = page.findChild(QPushButton, name)
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def reach(qtbot, page, at):
    qtbot.waitUntil(lambda: page._at == at and page._next.isEnabled(), timeout=20_000)


def open_file(qtbot, page, path):
    page.read_file(path)
    reach(qtbot, page, TABLES)


def reach_done(qtbot, page):
    qtbot.waitUntil(lambda: page._at == DONE, timeout=20_000)


def look(qtbot, page):
    press(qtbot, page, "next")
    reach(qtbot, page, LOOK)


def pick(qtbot, page, name, words):
    """Open a list and choose an entry with the keyboard."""
    field = page.findChild(PickList, name)
    field.setFocus()
    field.showPopup()
    row = next(row for row in range(field.count()) if field.itemText(row) == words)
    field.view().setCurrentIndex(field.model().index(row, 0))
    qtbot.keyClick(field.view(), Qt.Key.Key_Return)


def words_on(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_the_file_is_chosen_in_a_dialog(qtbot, page, a_file):
    press(qtbot, page, "choose_file")
    dialog = page.findChild(QFileDialog, "choose_old_register")
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(a_file(HAWA, LALA)))
    dialog.close()
    reach(qtbot, page, TABLES)


def test_from_file_to_files(qtbot, page, register, a_file):
    open_file(qtbot, page, a_file(HAWA, LALA))
    look(qtbot, page)
    assert register.find(CaseFile) == []
    with qtbot.waitSignal(page.session.changed):
        press(qtbot, page, "next")
    assert page._at == DONE
    assert len(register.find(CaseFile)) == 2
    assert "2 résidentes" in page.findChild(Message, "imported").accessibleName()
    with qtbot.waitSignal(page.went) as went:
        press(qtbot, page, "see_residents")
    assert went.args[0].page == "residents"


def test_a_word_that_is_not_known_is_explained_in_the_table_and_remembered(qtbot, page, register, a_file):
    file = a_file(HAWA.replace("Presse", "Bon Samaritain"), LALA)
    open_file(qtbot, page, file)
    assert "Mots à expliquer" in words_on(page)
    pick(qtbot, page, "word.Bon Samaritain", "Personne ressource")
    look(qtbot, page)
    press(qtbot, page, "next")
    reach_done(qtbot, page)
    assert {intake.source for intake in register.find(Intake)} == {"resource_person", "social_services"}
    assert "Bon Samaritain".casefold() in register.only(ImportMapping).words
    assert importing.preview(register, file).known == 2


def test_a_column_given_another_meaning_loses_it_elsewhere_and_the_words_follow(qtbot, page, a_file):
    open_file(
        qtbot, page, a_file("1;10/01/2011;Togola Hawa;Presse;Police", heads="N°;Date;Nom;Orientée par;Amenée par")
    )
    assert page.findChild(PickList, "word.Presse") is not None
    pick(qtbot, page, "column.Amenée par", "Qui l’a envoyée ici")
    assert page.findChild(PickList, "column.Orientée par").key() == ""
    assert page.findChild(PickList, "word.Presse") is None
    assert page.findChild(PickList, "word.Police") is not None


def test_without_a_day_of_arrival_the_page_says_what_to_do_and_stays(qtbot, page, a_file):
    open_file(qtbot, page, a_file("1;Togola Hawa", heads="N°;Nom et prénom"))
    press(qtbot, page, "next")
    qtbot.waitUntil(lambda: page.result.isVisible(), timeout=10_000)
    assert page.result.accessibleName().startswith("Aucune colonne ne dit quel jour elles sont entrées.")
    assert page._at == TABLES


def test_a_file_that_is_no_register_is_refused_and_another_can_be_chosen(qtbot, page, tmp_path):
    path = tmp_path / "photo.csv"
    path.write_bytes(bytes(range(256)) * 10)
    page.read_file(path)
    qtbot.waitUntil(lambda: page.result.isVisible(), timeout=10_000)
    assert page._at == CHOOSE
    assert page.findChild(QPushButton, "choose_file").isEnabled()


def test_what_was_imported_before_cannot_be_imported_again(qtbot, page, register, a_file):
    file = a_file(HAWA, LALA)
    importing.import_register(register, file)
    open_file(qtbot, page, file)
    press(qtbot, page, "next")
    qtbot.waitUntil(lambda: page._at == LOOK, timeout=10_000)
    assert not page.findChild(QPushButton, "next").isEnabled()
    assert "Toutes les lignes sont déjà dans le registre." in words_on(page)


def test_an_import_that_is_stopped_leaves_nothing_and_can_be_begun_again(qtbot, page, register):
    open_file(qtbot, page, OLD_REGISTER)
    look(qtbot, page)
    press(qtbot, page, "next")
    (task,) = background._running
    task.cancel()
    qtbot.waitUntil(lambda: not task.is_running, timeout=20_000)
    reach(qtbot, page, LOOK)
    assert register.find(CaseFile) == []
    press(qtbot, page, "next")
    reach_done(qtbot, page)
    assert len(register.find(CaseFile)) == 287
    assert {one.reason for one in register.find(Backup)} == {"before_import"}


def test_what_is_to_be_checked_is_named_by_its_file_once_it_is_written(qtbot, page, a_file):
    open_file(qtbot, page, a_file(HAWA, LALA))
    look(qtbot, page)
    assert "Date de sortie · ligne 3" in words_on(page)
    press(qtbot, page, "next")
    reach_done(qtbot, page)
    assert "Date de sortie · SEG-11-0002" in words_on(page)


def test_one_leaves_without_importing(qtbot, page):
    with qtbot.waitSignal(page.went) as went:
        press(qtbot, page, "leave_import")
    assert went.args[0] == BACK


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_step_fits(qtbot, register, tmp_path, size, code):
    old = OLD_REGISTER  # whole where words are longest and room is least; the others show forty lines of it
    if (size, code) != (SMALL, "fr"):
        old = tmp_path / "old.csv"
        old.write_bytes(b"".join(OLD_REGISTER.read_bytes().splitlines(keepends=True)[:41]))
    page = ImportRegisterPage(Session(register, Language.of(code)))
    qtbot.addWidget(page)
    page.fold(size == SMALL)
    assert cut_widgets(page, *size) == []
    open_file(qtbot, page, old)
    assert cut_widgets(page, *size) == []
    page._look()
    reach(qtbot, page, LOOK)
    assert cut_widgets(page, *size) == []
    page._import()
    reach_done(qtbot, page)
    assert cut_widgets(page, *size) == []
