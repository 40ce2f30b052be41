"""Administration, as the director uses it: the laptop, the house, its rooms, its people, its projects."""

import dataclasses
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from centre_app import accounts, drafts
from centre_app.casework.rooms import RoomPlan, add_beds, add_rooms, close_bed
from centre_app.door import at_the_door
from centre_app.language import Language
from centre_app.records import Bed, Card, Centre, Project, Room, StaffMember
from centre_app.register import AT_HEADQUARTERS
from centre_app.whole_disk import Encryption
from tests import makers
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import in_dialog
from ui.house import open_house
from ui.kit.people import PersonTile
from ui.laptop import Laptop
from ui.page import Destination
from ui.pages.settings import SettingsPage
from ui.pages.settings.laptop import LaptopPart
from ui.record_dialog import RecordDialog
from ui.session import Session

HERE = Destination(page="settings")


@pytest.fixture
def register(tmp_path):
    with makers.a_register(tmp_path) as register:
        add_rooms(
            register,
            RoomPlan(name="Chambre A", room_type="dormitory", sex_rule="girls", age_min=12, age_max=17, beds=2),
            RoomPlan(name="Chambre C", room_type="mother_baby", beds=2, cots=1),
        )
        register.save(
            makers.a_project(title="Kits", from_on=date(2026, 1, 1), budget_fcfa=1_200_000),
            makers.a_project(code="OLD-1", to_on=date(2025, 12, 31)),
            StaffMember(name="Salif Cissé", sex="male", roles=frozenset({"teacher"}), active_to=date(2026, 2, 1)),
        )
        yield register


@pytest.fixture
def page(show, session):
    page = SettingsPage(session)
    page.arrive(HERE)
    session.changed.connect(page.refresh)  # as the window does
    return show(page)


class Hands:
    def __init__(self, qtbot, page):
        self.qtbot, self.page = qtbot, page

    def find(self, name, kind=QWidget):
        QApplication.processEvents()
        found = [widget for widget in self.page.findChildren(kind, name) if widget.isVisible()]
        assert found, f"{name} is not to be seen"
        return found[0]

    def click(self, name):
        self.qtbot.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def go(self, section):
        self.click(f"section.{section}")

    def says(self, words):
        QApplication.processEvents()
        return any(words in label.text() for label in self.page.findChildren(QLabel) if label.isVisible())

    def told(self):
        QApplication.processEvents()
        return self.page.result.accessibleName() if self.page.result.isVisible() else ""

    def choose_in_menu(self, name):
        """Take one line of the menu that has just been opened."""
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        action = menu.findChild(QAction, name)
        assert action is not None, f"the menu has no {name}"
        self.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    def fill_in(self, button, *answers):
        """Click a button that opens a form, write the answers there, and save with Ctrl+S."""

        def write(dialog):
            assert isinstance(dialog, RecordDialog)
            for name, words in answers:
                field = dialog.findChild(QLineEdit, f"{name}.field")
                field.setFocus()
                field.clear()
                type_words(field, words)
            self.qtbot.mouseClick(dialog.findChild(QPushButton, "save"), Qt.MouseButton.LeftButton)
            self.left_open = dialog if dialog.isVisible() else None
            if self.left_open:
                self.said_there = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
                dialog.sheet.take_back()
                dialog.reject()

        in_dialog(write)
        self.click(button)


@pytest.fixture
def hands(qtbot, page):
    return Hands(qtbot, page)


# This laptop


def test_another_language_is_kept_and_everything_made_anew(qtbot, hands, session):
    with qtbot.waitSignal(session.look_changed):
        hands.click("language.en")
    assert Laptop().language == Language.of("en")


def test_larger_letters_are_kept_and_everything_made_anew(qtbot, hands, session):
    with qtbot.waitSignal(session.look_changed):
        hands.click("text_size.larger")
    assert Laptop().text_size == "larger"


def test_the_minutes_to_the_lock_are_kept(qtbot, hands):
    minutes = hands.find("idle_minutes")
    assert minutes.currentText() == "Après 5 minutes"
    minutes.setFocus()
    for _ in range(3):
        qtbot.keyClick(minutes, Qt.Key.Key_Down)
    assert Laptop().idle_minutes == 8


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (Encryption.WHOLE, "Chiffré en entier"),
        (Encryption.NONE, "Pas chiffré en entier"),
        (Encryption.UNKNOWN, "On ne peut pas voir d’ici"),
    ],
)
def test_it_is_said_whether_the_disk_is_encrypted_and_where_that_cannot_be_seen(session, qtbot, monkeypatch, how, said):
    monkeypatch.setattr("ui.pages.settings.laptop.encryption_under", lambda folder: how)
    part = LaptopPart(session)
    qtbot.addWidget(part)
    assert any(said in label.text() for label in part.findChildren(QLabel))


# The house


def test_the_sheet_of_the_house_is_changed(hands, register):
    hands.go("house")
    assert hands.says("Ségou")
    hands.fill_in("change_house", ("centres.phone", "76 12 34 56"))
    assert register.get(Centre, register.centre_id).phone == "+22376123456"
    assert "enregistrée" in hands.told()
    assert hands.says("76\N{NO-BREAK SPACE}12\N{NO-BREAK SPACE}34\N{NO-BREAK SPACE}56")


def test_the_code_of_the_house_is_not_asked_again(qtbot, hands):
    hands.go("house")
    assert hands.says("SEG")
    asked = []
    in_dialog(lambda dialog: asked.extend(field.objectName() for field in dialog.findChildren(QLineEdit)))
    hands.click("change_house")
    assert "centres.name.field" in asked
    assert "centres.code.field" not in asked


# Rooms and beds


def test_a_room_is_added_with_its_beds_in_one_form(hands, register):
    hands.go("rooms")
    hands.fill_in("add_in_settings", ("rooms.name", "Infirmerie"), ("rooms.beds", "3"))
    room = register.only(Room, name="Infirmerie")
    assert [bed.label for bed in register.find(Bed, room_id=room.id)] == ["B-01", "B-02", "B-03"]
    assert hands.told() == "La chambre est là."


def test_the_form_of_a_room_asks_for_cots_where_mothers_sleep_and_says_how_beds_will_be_called(hands):
    hands.go("rooms")

    def look(dialog):
        cots, called = (dialog.findChild(QWidget, name) for name in ("rooms.cots.field", "called"))
        assert not cots.isVisible()
        assert not called.isVisible()
        dialog.form.show_draft(Room(name="Chambre M", room_type="mother_baby"), {"beds": {"rooms.beds.field": "4"}})
        QApplication.processEvents()
        assert cots.isVisible()
        assert called.accessibleName() == "Les lits s’appelleront M-01 à M-04."
        dialog.sheet.take_back()

    in_dialog(look)
    hands.click("add_in_settings")


@pytest.mark.parametrize(("beds", "cots"), [("", "2"), ("100", ""), ("trois", "")])
def test_numbers_that_cannot_be_are_said_and_not_saved(hands, register, beds, cots):
    hands.go("rooms")
    before = len(register.find(Room))

    def fill(dialog):
        dialog.form.show_draft(
            Room(name="Chambre M", room_type="mother_baby"),
            {"beds": {"rooms.beds.field": beds}, "cots": {"rooms.cots.field": cots}},
        )
        hands.qtbot.mouseClick(dialog.findChild(QPushButton, "save"), Qt.MouseButton.LeftButton)
        assert dialog.isVisible()
        assert dialog.form.problems()
        dialog.sheet.take_back()

    in_dialog(fill)
    hands.click("add_in_settings")
    assert len(register.find(Room)) == before


def test_a_room_half_typed_comes_back_with_its_numbers(hands, page, register):
    hands.go("rooms")

    def type_and_lock(dialog):
        for name, words in (("rooms.name", "Infirmerie"), ("rooms.beds", "3")):
            type_words(dialog.findChild(QLineEdit, f"{name}.field"), words)
        dialog.keep_draft()
        QDialog.done(dialog, QDialog.DialogCode.Rejected)  # as locking does

    in_dialog(type_and_lock)
    hands.click("add_in_settings")
    (kept,) = drafts.all_kept(register)

    def save(dialog):
        hands.qtbot.mouseClick(dialog.findChild(QPushButton, "save"), Qt.MouseButton.LeftButton)

    in_dialog(save)
    page.resume(kept)
    assert len(register.find(Bed, room_id=register.only(Room, name="Infirmerie").id)) == 3


def test_where_mothers_sleep_cots_are_offered_first(hands, register):
    hands.go("rooms")
    mothers, others = (register.only(Room, name=name) for name in ("Chambre C", "Chambre A"))
    assert hands.find(f"kind.{mothers.id}").key() == "cot"
    assert hands.find(f"kind.{others.id}").key() == "bed"
    type_words(hands.find(f"how_many.{mothers.id}"), "1")
    hands.click(f"add_beds.{mothers.id}")
    assert register.only(Bed, label="C-02b").kind == "cot"
    assert hands.told() == "1 berceau ajouté."


def test_the_rail_counts_places_anew_when_beds_are_added_or_closed(qtbot, session, register):
    frame = open_house(session, at="settings")
    qtbot.addWidget(frame)
    frame.show()
    second = frame.findChild(QLabel, "rail.second")
    assert second.text().endswith(" · 4 places")
    session.do(add_beds, register.only(Room, name="Chambre A"), 2, "bed")
    assert second.text().endswith(" · 6 places")
    session.do(close_bed, register.only(Bed, label="A-01"))
    assert second.text().endswith(" · 5 places")
    frame.lock()


def test_a_room_without_a_name_is_not_saved(hands, register):
    hands.go("rooms")
    before = len(register.find(Room))
    hands.fill_in("add_in_settings")
    assert hands.left_open
    assert any("À remplir" in said for said in hands.said_there)
    assert len(register.find(Room)) == before


def test_a_bed_is_closed_and_put_back_into_use(hands, register):
    hands.go("rooms")
    hands.click("bed.A-02")
    hands.choose_in_menu("close_bed")
    bed = register.only(Bed, label="A-02")
    assert bed.out_of_service_from == makers.TODAY
    assert "fermé" in hands.told()
    assert hands.find("bed.A-02").text() == "A-02 fermé"
    hands.click("bed.A-02")
    hands.choose_in_menu("reopen_bed")
    assert register.only(Bed, label="A-02").out_of_service_from is None


def test_a_bed_in_which_somebody_sleeps_stays_open_and_says_why(hands, register):
    records = makers.an_admission()
    register.save(*records)
    register.save(makers.an_assignment(records[-1], register.only(Bed, label="A-01")))
    hands.go("rooms")
    hands.click("bed.A-01")
    hands.choose_in_menu("close_bed")
    assert "Quelqu’un dort dans le lit A-01." in hands.told()
    assert register.only(Bed, label="A-01").out_of_service_from is None


def test_a_cot_is_put_beside_a_bed(hands, register):
    hands.go("rooms")
    hands.click("bed.C-02")
    hands.choose_in_menu("add_cot")
    cot = register.only(Bed, label="C-02b")
    assert cot.kind == "cot"
    assert cot.beside_bed_id == register.only(Bed, label="C-02").id


def test_beds_are_added_by_keyboard_alone(qtbot, hands, register):
    hands.go("rooms")
    room = register.only(Room, name="Chambre A")
    field = hands.find(f"how_many.{room.id}")
    field.setFocus()
    type_words(field, "1")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert register.only(Bed, label="A-03") is not None


# The team and the projects


def test_the_team_leads_to_the_page_of_people(hands, page, gone_to):
    places = gone_to(page)
    hands.go("staff")
    hands.click("go_to_people")
    hands.click("go_to_my_passphrase")
    assert [place.page for place in places] == ["people", "my_passphrase"]


def test_the_door_names_people_as_the_director_chooses_and_shows_it_at_once(qtbot, hands, register):
    accounts.add_person(register, StaffMember(name="Awa Koné", staff_code="INF-1", roles=frozenset({"nurse"})))
    hands.go("staff")
    hands.click("shown_as.first")
    assert [one.name for one in at_the_door(register.folder).people] == ["Awa", "Awa"]
    qtbot.waitUntil(lambda: hands.says("Deux personnes ont ici le même nom"))
    hands.click("shown_as.code")
    assert [one.name for one in at_the_door(register.folder).people] == [makers.DIRECTOR, "INF-1"]
    qtbot.waitUntil(lambda: hands.says("Pas encore de code, le nom est montré"))
    shown = [tile.text() for tile in hands.page.findChildren(PersonTile) if tile.isVisible()]
    assert shown == [makers.DIRECTOR, "INF-1"]


def test_who_is_no_director_sees_how_people_are_named_and_does_not_choose(qtbot, show, register):
    with makers.reopened_as(register, "nurse") as nurse:
        page = SettingsPage(Session(nurse, Language.of("fr")))
        page.arrive(Destination(page="settings", section="staff"))
        hands = Hands(qtbot, show(page))
        assert not hands.find("shown_as").isEnabled()
        assert hands.says("La direction choisit comment les personnes sont nommées")


def test_a_project_is_added(hands, register):
    hands.go("projects")
    hands.fill_in("add_in_settings", ("projects.code", "KFW-2"), ("projects.donor", "KfW"))
    assert register.only(Project, code="KFW-2").donor == "KfW"


def test_running_and_ended_projects_stand_apart(hands):
    hands.go("projects")
    assert hands.says("Projets en cours")
    assert hands.says("Projets terminés")


# Others


def test_the_old_register_and_the_enrolment_are_a_click_away(hands, page, gone_to):
    places = gone_to(page)
    hands.go("old_register")
    hands.click("go_to_import")
    hands.go("exchange")
    hands.click("go_to_enrolment")
    assert [place.page for place in places] == ["import_register", "enrolment"]


def test_whose_card_is_here_is_shown_with_whether_its_words_were_compared(hands, page, register):
    register.save(Card(name="Bamako", code="BKO"))
    hands.go("exchange")
    assert hands.find(f"row.{register.find(Card)[0].id}").accessibleName() == (
        "Bamako. Les huit mots restent à comparer par téléphone."
    )
    register.save(dataclasses.replace(register.find(Card)[0], words_checked_on=makers.TODAY))
    page.refresh()
    QApplication.processEvents()
    assert "21/11/2026" in hands.find(f"row.{register.find(Card)[0].id}").accessibleName()


def test_who_is_enrolled_looks_at_it_instead_of_beginning_anew(hands, register):
    hands.go("exchange")
    assert hands.find("go_to_enrolment").text() == "Inscrire"
    register.save(Card(name="Bamako", code="BKO"))
    hands.page.refresh()
    assert hands.find("go_to_enrolment").text() == "Voir l’inscription"


def test_headquarters_has_no_rooms_and_no_old_register(qtbot, show, tmp_path):
    with makers.a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO") as register:
        page = SettingsPage(Session(register, Language.of("fr")))
        page.arrive(HERE)
        show(page)
        assert page.findChild(QWidget, "section.rooms") is None
        assert page.findChild(QWidget, "section.old_register") is None
        assert page.findChild(QWidget, "section.exchange").text() == "Les centres"


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut_in_any_part(qtbot, show, register, code, size):
    page = SettingsPage(Session(register, Language.of(code)))
    page.arrive(HERE)
    show(page, size)
    for part in ("laptop", "house", "rooms", "staff", "projects", "exchange", "old_register"):
        page._go_to(part)
        assert cut_widgets(page, *size) == [], part
