"""Somebody is brought at night: by keyboard alone, counted key by key, without her name."""

from datetime import UTC, datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from centre_app.language import Language
from centre_app.records import Bed, BedAssignment, CaseFile, Intake, Person, PersonDescription, PersonName, Stay
from tests.makers import TODAY, YESTERDAY, a_bed, a_room, an_admission, an_assignment
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import part, words_on
from ui.page import Destination
from ui.pages.emergency import EmergencyPage
from ui.session import Session


@pytest.fixture
def house(register):
    """A room for girls with two beds, one for boys with one."""
    girls, boys = a_room(name="Chambre A"), a_room(name="Chambre G", sex_rule="boys")
    register.save(girls, boys, a_bed(girls, label="A-01"), a_bed(girls, label="A-02"), a_bed(boys, label="G-01"))
    return register


@pytest.fixture
def page(house, session, show):
    shown = show(EmergencyPage(session))
    shown.arrive(Destination(page="emergency"))
    return shown


class Keys:
    """The keyboard of the night guard: what has it is pressed, and every key counts."""

    def __init__(self) -> None:
        self.pressed = 0

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key)
            self.pressed += 1

    def types(self, words: str) -> None:
        type_words(QApplication.focusWidget(), words)
        self.pressed += len(words)


GO_ON, CHOOSE, RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Right


def test_a_girl_of_twelve_brought_by_the_police_takes_23_keys_and_no_mouse(page, house, gone_to):
    """F9 opens the page from wherever one is; then 22 keys, the last of them Ctrl+S, which is `page.save` here."""
    places, keys = gone_to(page), Keys()
    keys.press(CHOOSE, GO_ON)  # a girl
    keys.types("12-14")
    keys.press(GO_ON)
    keys.press(GO_ON)  # the bed that is proposed
    keys.types("La police")
    keys.press(GO_ON)
    keys.press(RIGHT, GO_ON)  # no danger now
    page.save()
    keys.pressed += 1
    case = house.only(CaseFile)
    stay, person = house.only(Stay), house.only(Person)
    assert keys.pressed == 22
    assert (case.code, person.sex, person.age_basis) == ("SEG-26-0001", "female", "staff_estimate")
    assert (stay.admission_type, stay.arrived_at, stay.admitted_on) == ("emergency", house.now, TODAY)
    assert (house.only(Intake).brought_by, house.only(Intake).in_danger) == ("La police", False)
    assert house.get(Bed, house.only(BedAssignment).bed_id).label == "A-01"
    assert house.find(PersonName) == []
    assert house.only(PersonDescription).description == "Fille d’environ 12–14 ans, arrivée le 21/11 à 09:00"
    assert [(place.page, place.case_id) for place in places] == [("case", case.id)]


def test_the_number_of_the_file_and_the_minute_stand_there_before_anything_is_typed(page):
    assert "SEG-26-0001 · 21/11/2026 à 09:00" in words_on(page)


def test_a_boy_is_proposed_a_room_for_boys(page):
    keys = Keys()
    keys.press(RIGHT, GO_ON)
    assert page.forms.place.offered.bed.label == "G-01"
    assert not part(page, "bed_assignments.reason").isVisible()


def test_the_bed_that_somebody_chose_is_not_taken_back_by_what_is_typed_after(page):
    Keys().press(CHOOSE, GO_ON)
    page.forms.bed.editor("bed_id").field._pick(page.forms.places[1].key)
    chosen = page.forms.place.key
    page.forms.person.go_to("birth")
    Keys().types("30")
    assert page.forms.place.key == chosen


def test_a_full_house_proposes_a_mat(house, session, show):
    for bed in house.find(Bed):
        *records, stay = an_admission(admitted_on=TODAY)
        house.save(*records, stay, an_assignment(stay, bed, from_on=TODAY))
    shown = show(EmergencyPage(session))
    shown.arrive(Destination(page="emergency"))
    Keys().press(CHOOSE, GO_ON)
    assert shown.forms.place.is_mat
    shown.save()
    assert [bed.label for bed in house.find(Bed, kind="mat")] == ["A-03"]


def test_nobody_is_written_down_by_a_slip_of_the_hand(page, house):
    page.save()
    assert house.find(CaseFile) == []
    assert "Choisissez ce que vous voyez" in words_on(page)


def test_whoever_writes_it_down_in_the_morning_says_at_what_hour_she_came(page, house):
    Keys().press(CHOOSE)
    came = datetime.combine(YESTERDAY, time(23, 40), UTC)
    editor = page.forms.stay.editor("arrived_at")
    editor.show_answer(came)
    editor.changed.emit()
    page.save()
    stay, case = house.only(Stay), house.only(CaseFile)
    assert (stay.arrived_at, stay.admitted_on, case.opened_on) == (came, YESTERDAY, YESTERDAY)
    assert house.only(Intake).contact_on == house.only(BedAssignment).from_on == YESTERDAY
    assert "le 20/11 à 23:40" in house.only(PersonDescription).description


def test_with_her_name_nothing_is_described_twice_and_her_words_stand(page, house):
    Keys().press(CHOOSE)
    page.forms.name.go_to("given")
    Keys().types("Awa")
    page.save()
    assert house.only(PersonName).given == "Awa"


def test_what_was_typed_comes_back_after_locking(page, session, show):
    from centre_app import drafts

    Keys().press(CHOOSE, GO_ON)
    Keys().types("12")
    page.keep_draft()
    (kept,) = drafts.all_kept(session.register)
    again = show(EmergencyPage(session))
    again.arrive(Destination(page="emergency"))
    again.resume(kept)
    person = again.forms.person.record()
    assert (person.sex, person.birth.said_on) == ("female", TODAY)


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("code", ["fr", "en"])
def test_nothing_is_cut(house, show, size, code):
    shown = show(EmergencyPage(Session(house, Language.of(code))), size)
    shown.arrive(Destination(page="emergency"))
    assert cut_widgets(shown, *size) == []
