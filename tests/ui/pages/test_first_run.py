"""The first run, from an empty home to a register whose door stands open for its director."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from centre_app import opening, recovery
from centre_app.door import at_the_door
from centre_app.language import Language
from centre_app.opening import open_register
from centre_app.problems import NoRoomLeft
from centre_app.records import Bed, Centre, Room, StaffMember
from tests import makers
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import in_dialog
from ui import background
from ui.kit.progress_card import ProgressCard
from ui.pages import first_run
from ui.pages.first_run import FirstRunPage
from ui.pages.first_run_steps import code_of, is_a_code


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch):
    """Tests guess no passphrases: the derivation need not take a second."""
    monkeypatch.setattr(opening, "calibrate", lambda: makers.CHEAP)


@pytest.fixture
def page(qtbot, tmp_path, french):
    page = FirstRunPage(tmp_path / "Registre", french)
    qtbot.addWidget(page)
    page.resize(*LARGE)
    with qtbot.waitExposed(page):
        page.show()
    return page


class Hands:
    """Somebody at the wizard: she clicks, types, and reads."""

    def __init__(self, qtbot, page):
        self.qtbot, self.page = qtbot, page

    def click(self, name, kind=QWidget):
        QApplication.processEvents()
        found = [widget for widget in self.page.findChildren(kind, name) if widget.isVisible()]
        assert found, f"no {name} to click"
        self.qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)

    def type(self, name, text):
        QApplication.processEvents()
        field = next(field for field in self.page.findChildren(QLineEdit, name) if field.isVisible())
        field.setFocus()
        field.clear()
        type_words(field, text)

    def read(self, name):
        QApplication.processEvents()
        label = next((label for label in self.page.findChildren(QLabel, name) if label.isVisible()), None)
        return label.text() if label else ""

    def says(self, words):
        QApplication.processEvents()
        shown = [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]
        return any(words in text for text in shown)

    def next(self):
        self.click("next", QPushButton)

    def back(self):
        self.click("back", QPushButton)

    def fill_house(self, name="Koro", code=None):
        self.type("centres.name.field", name)
        if code is not None:
            self.type("centres.code.field", code)
        self.type("centres.region.field", "Mopti")
        self.next()

    def fill_director(self, passphrase=None):
        self.type("staff.name.field", "Awa Diarra")
        self.click("staff.sex.female")
        passphrase = passphrase or self.read("proposed")
        self.type("passphrase", passphrase)
        self.type("passphrase_again", passphrase)
        self.next()
        return passphrase

    def put_the_sheet_on_paper(self):
        """Read the groups off the screen, as onto paper, and type back those that are asked."""
        on_paper = {number: self.read(f"group.{number}") for number in range(1, 8)}
        self.next()
        for number in self.asked_back():
            self.type(f"typed_back.{number}", on_paper[number].lower())
        self.next()
        return "-".join(on_paper.values())

    def asked_back(self):
        QApplication.processEvents()
        return [
            number
            for number in range(1, 8)
            if any(field.isVisible() for field in self.page.findChildren(QLineEdit, f"typed_back.{number}"))
        ]


@pytest.fixture
def hands(qtbot, page):
    return Hands(qtbot, page)


def made(qtbot, page):
    """Wait until the register is made and return its folder."""
    qtbot.waitUntil(lambda: page._is_made, timeout=20_000)
    return page._folder


def test_a_centre_is_made_from_what_was_typed_and_nothing_else(qtbot, page, hands):
    hands.next()
    hands.fill_house()
    passphrase = hands.fill_director()
    hands.put_the_sheet_on_paper()
    hands.type("room.1.name", "Chambre C")
    listed = page.findChild(QWidget, "room.1.kind")
    listed.show_key("mother_baby")
    listed.picked.emit("mother_baby")
    hands.type("room.1.beds", "2")
    hands.type("room.1.cots", "1")
    assert hands.read("room.1.called") == "C-01 à C-02"
    assert hands.read("bed_count") == "2 lits · 1 berceau"
    hands.next()
    folder = made(qtbot, page)
    assert folder.name == "Koro.register"
    with open_register(folder, "Awa Diarra", passphrase) as register:
        centre = register.get(Centre, register.centre_id)
        assert (centre.name, centre.code, centre.region) == ("Koro", "KOR", "ml-r-mopti")
        (director,) = register.find(StaffMember)
        assert (director.name, director.sex, director.roles) == ("Awa Diarra", "female", {"director"})
        assert [room.name for room in register.find(Room)] == ["Chambre C"]
        assert [bed.label for bed in register.find(Bed)] == ["C-01", "C-02", "C-01b"]
    assert hands.says("1 chambre · 2 lits · 1 berceau")
    with qtbot.waitSignal(page.finished) as finished:
        hands.next()
    assert finished.args == [folder]


def test_without_rooms_no_bed_is_invented(qtbot, page, hands):
    hands.next()
    hands.fill_house()
    passphrase = hands.fill_director()
    hands.put_the_sheet_on_paper()
    hands.next()
    with open_register(made(qtbot, page), "Awa Diarra", passphrase) as register:
        assert register.find(Room) == []
        assert register.find(Bed) == []
    assert hands.says("Aucun encore.")


def test_headquarters_has_no_step_of_rooms(qtbot, page, hands):
    hands.next()
    hands.click("kind.headquarters")
    qtbot.waitUntil(lambda: len(page.steps) == 6)
    hands.fill_house("Bamako", "BKO")
    hands.fill_director()
    hands.put_the_sheet_on_paper()
    folder = made(qtbot, page)
    door = at_the_door(folder)
    assert (door.is_headquarters, door.code) == (True, "BKO")
    assert door.people[0].roles == ("hq_supervisor",)


def test_a_code_is_proposed_until_somebody_writes_her_own(hands, page):
    hands.next()
    hands.type("centres.name.field", "Ségou")
    code = page.findChild(QLineEdit, "centres.code.field")
    assert code.text() == "SEG"
    hands.type("centres.code.field", "sgu")
    assert code.text() == "SGU"
    hands.type("centres.name.field", "Koulikoro")
    assert code.text() == "SGU"


@pytest.mark.parametrize(("name", "code"), [("Ségou", "SEG"), ("N’Gouma", "NGO"), ("L’Arc", "LAR"), ("A1", "")])
def test_a_name_suggests_a_code(name, code):
    assert code_of(name) == code


@pytest.mark.parametrize(
    ("code", "good"), [("SEG", True), ("seg", False), ("SE", False), ("SÉG", False), ("S3G", False)]
)
def test_a_code_is_three_letters(code, good):
    assert is_a_code(code) is good


def test_a_house_without_a_name_or_a_code_is_not_let_on(hands, page):
    hands.next()
    hands.next()
    assert hands.read("step_title").startswith("2")
    assert hands.says("Écrivez le nom de la maison.")
    hands.type("centres.name.field", "Koro")
    hands.type("centres.code.field", "K1")
    hands.next()
    assert hands.says("Écrivez trois lettres de A à Z, comme SEG.")


def test_a_short_passphrase_is_refused_in_words(hands, page):
    hands.next()
    hands.fill_house()
    hands.fill_director("mouton")
    assert hands.read("step_title").startswith("3")
    assert hands.says("12")


def test_an_easy_passphrase_is_refused_in_words(hands, page):
    hands.next()
    hands.fill_house()
    hands.fill_director("passwordpassword")
    assert hands.read("step_title").startswith("3")
    assert hands.says("facile")


def test_two_different_passphrases_are_refused(hands, page):
    hands.next()
    hands.fill_house()
    words = hands.read("proposed")
    hands.type("staff.name.field", "Awa Diarra")
    hands.type("passphrase", words)
    hands.type("passphrase_again", words[:-1])
    hands.next()
    assert hands.says("Les deux ne sont pas pareilles.")
    hands.type("passphrase_again", words)
    hands.next()
    assert hands.read("step_title").startswith("4")


def test_other_words_are_proposed_on_demand(hands, page):
    hands.next()
    hands.fill_house()
    before = hands.read("proposed")
    hands.click("propose_others")
    assert hands.read("proposed") != before
    assert len(hands.read("proposed").split()) == 5


def test_going_back_and_another_language_keep_what_was_typed(qtbot, hands, page):
    hands.next()
    hands.fill_house()
    passphrase = hands.fill_director()
    code = hands.put_the_sheet_on_paper()
    hands.type("room.1.name", "Baobab")
    for _ in range(5):
        hands.back()
    hands.click("language.en")
    assert page.language == Language.of("en")
    assert hands.says("Take a sheet of paper, a pen and an envelope.")
    hands.next()
    assert page.findChild(QLineEdit, "centres.name.field").text() == "Koro"
    hands.next()
    assert page.findChild(QLineEdit, "passphrase_again").text() == passphrase
    hands.next()
    assert "-".join(hands.read(f"group.{number}") for number in range(1, 8)) == code
    hands.next()
    hands.next()
    assert page.findChild(QLineEdit, "room.1.name").text() == "Baobab"


def test_lines_of_rooms_come_and_go(hands, page):
    hands.next()
    hands.fill_house()
    hands.fill_director()
    hands.put_the_sheet_on_paper()
    hands.type("room.1.name", "Baobab")
    hands.click("add_room")
    hands.type("room.2.name", "Karité")
    hands.click("room.1.remove")
    assert page.findChild(QLineEdit, "room.1.name").text() == "Karité"


def test_a_room_without_a_name_is_not_let_on(hands, page):
    hands.next()
    hands.fill_house()
    hands.fill_director()
    hands.put_the_sheet_on_paper()
    hands.type("room.1.beds", "4")
    hands.next()
    assert hands.says("Donnez un nom à cette chambre")
    assert hands.read("step_title").startswith("6")


def test_cots_are_asked_only_where_mothers_and_babies_sleep(hands, page):
    hands.next()
    hands.fill_house()
    hands.fill_director()
    hands.put_the_sheet_on_paper()
    assert not page.findChild(QLineEdit, "room.1.cots").isEnabled()


def test_a_disk_that_cannot_be_written_is_said_and_the_answers_stay(qtbot, hands, page, monkeypatch):
    def refuse(*_given, **_named):
        raise NoRoomLeft

    monkeypatch.setattr(first_run, "create_register", refuse)
    hands.next()
    hands.fill_house()
    hands.fill_director()
    hands.put_the_sheet_on_paper()
    hands.type("room.1.name", "Baobab")
    hands.next()
    qtbot.waitUntil(lambda: hands.read("result.text") != "")
    assert "place" in hands.read("result.text")
    assert page.findChild(QLineEdit, "room.1.name").text() == "Baobab"


def test_esc_destroys_nothing_and_enter_goes_on(qtbot, hands, page):
    hands.next()
    hands.type("centres.name.field", "Koro")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert page.findChild(QLineEdit, "centres.name.field").text() == "Koro"
    qtbot.keyClick(page.findChild(QLineEdit, "centres.name.field"), Qt.Key.Key_Return)
    assert page.findChild(QLineEdit, "centres.code.field").hasFocus()


def test_enter_goes_from_answer_to_answer_and_past_the_eyes(qtbot, hands, page):
    """The eye beside a passphrase is no answer, and what was gone to by an arrow is taken."""
    hands.next()
    hands.fill_house()
    hands.type("staff.name.field", "Awa Diarra")
    seen = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Return):
        qtbot.keyClick(page.focusWidget(), key)
        seen.append(page.focusWidget().objectName())
    assert seen == ["staff.sex.female", "staff.sex.male", "passphrase", "passphrase_again"]
    assert page.findChild(QWidget, "staff.sex.male").isChecked()
    assert hands.says("3 · Vous")


def test_enter_in_the_table_of_rooms_makes_no_register_by_surprise(qtbot, hands, page, tmp_path):
    """Somebody picks from a list by typing, and Enter after it only goes to the next field."""
    hands.next()
    hands.fill_house()
    hands.fill_director()
    hands.put_the_sheet_on_paper()
    hands.type("room.1.name", "Dortoir A")
    for _field in range(6):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert page.focusWidget().objectName() == "add_room"
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert page.focusWidget().objectName() == "room.2.name"
    assert not (tmp_path / "Registre").exists()


def test_the_sheet_that_was_typed_back_opens_the_register(qtbot, page, hands):
    hands.next()
    hands.fill_house()
    hands.fill_director()
    code = hands.put_the_sheet_on_paper()
    hands.next()
    folder = made(qtbot, page)
    recovery.check_paper(folder, code)
    # eight signs in a row: four of them stand in some register by chance, among half a million random bytes
    signs = code.replace("-", "")[:8].encode()
    written = [file.read_bytes() for file in folder.iterdir() if file.is_file()]
    assert not any(form in octets for octets in written for form in (signs, code[:9].encode()))
    assert hands.says("une autre personne de confiance")


def test_while_groups_are_typed_back_the_screen_does_not_show_them(hands):
    hands.next()
    hands.fill_house()
    hands.fill_director()
    groups = [hands.read(f"group.{number}") for number in range(1, 8)]
    hands.next()
    assert len(hands.asked_back()) == 3
    assert not any(hands.says(group) for group in groups)


def test_groups_typed_wrong_are_said_and_no_register_is_made(hands, tmp_path):
    hands.next()
    hands.fill_house()
    hands.fill_director()
    hands.next()
    hands.next()
    assert hands.says("Ces groupes ne sont pas ceux de la fiche.")
    assert hands.read("step_title").startswith("5")
    assert not (tmp_path / "Registre").exists()


def test_the_recovery_sheet_is_printed_and_never_saved_and_no_title_tells_it(hands, page):
    hands.next()
    hands.fill_house()
    hands.fill_director()
    group, seen = hands.read("group.1"), []

    def look(preview):
        seen.extend(
            (button.objectName(), button.isVisible())
            for button in preview.findChildren(QPushButton)
            if button.objectName()
        )
        seen.extend(window.windowTitle() for window in QApplication.topLevelWidgets())

    in_dialog(look)
    hands.click("print_recovery_sheet")
    assert ("print", True) in seen
    assert ("save_pdf", False) in seen
    assert not any(group in title for title in seen if isinstance(title, str))


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut_in_any_step(qtbot, tmp_path, code, size):
    page = FirstRunPage(tmp_path, Language.of(code))
    qtbot.addWidget(page)
    for place in range(len(page.steps)):
        page._go_to(place)
        assert cut_widgets(page, *size) == [], f"step {place + 1}"


def test_the_sheet_with_the_passphrase_is_printed_and_never_saved(qtbot, page, hands):
    hands.next()
    hands.fill_house()
    hands.fill_director()
    hands.put_the_sheet_on_paper()
    hands.next()
    made(qtbot, page)
    seen = []

    def look(preview):
        seen.extend(
            (button.objectName(), button.isVisible())
            for button in preview.findChildren(QPushButton)
            if button.objectName()
        )

    in_dialog(look)
    hands.click("print_sheet")
    assert ("print", True) in seen
    assert ("save_pdf", False) in seen


def test_stopping_leaves_nothing_of_the_register_and_all_the_answers(qtbot, hands, page, monkeypatch):
    """The real work, held at its second step until somebody has pressed "stop"."""
    make = first_run.create_register

    def slowly(folder, beginning, *, told):
        def told_slowly(step):
            told(step)
            if step == opening.MAKING_KEYS:
                may_go_on.wait(10)
                told(step)

        make(folder, beginning, told=told_slowly)

    may_go_on = threading.Event()
    monkeypatch.setattr(background, "CARD_AFTER_MS", 1)
    monkeypatch.setattr(first_run, "create_register", slowly)
    hands.next()
    hands.fill_house()
    hands.fill_director()
    hands.put_the_sheet_on_paper()
    hands.type("room.1.name", "Baobab")
    hands.next()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ProgressCard), timeout=10_000)
    qtbot.mouseClick(
        QApplication.activeModalWidget().findChild(QPushButton, "progress.cancel"), Qt.MouseButton.LeftButton
    )
    may_go_on.set()
    qtbot.waitUntil(lambda: "Arrêté" in hands.read("result.text"), timeout=10_000)
    assert not page._folder.exists()
    assert page.findChild(QLineEdit, "room.1.name").text() == "Baobab"
    assert page.findChild(QPushButton, "next").isEnabled()
