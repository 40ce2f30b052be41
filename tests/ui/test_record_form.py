"""A form shows a record and gives back a new one; what is said of it stands under its questions."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from centre_app.choices import choices
from centre_app.dates import Birth
from centre_app.records import Person, PersonDescription, PersonName
from centre_app.review import BLOCKS, WARNS, Finding
from tests.ui.pages.conftest import in_dialog
from ui.form_line import REASONS
from ui.form_sheet import FormSheet
from ui.kit import layout
from ui.kit.messages import FieldMessage
from ui.kit.panel import Card
from ui.leave_dialog import LeaveDialog
from ui.record_form import RecordForm

NAME = PersonName(family="Sangaré", given="Kadidia")
PERSON = Person(sex="female", birth=Birth.of_age(14, 15, said_on=date(2026, 2, 3)), legal_status=frozenset())


@pytest.fixture
def page(qtbot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.setLayout(layout.column())
    shown.resize(900, 700)
    return shown


@pytest.fixture
def name_form(page, bare_session) -> RecordForm:
    """A form of one name, in sight."""
    form = RecordForm(PersonName, bare_session, parent=page)
    page.layout().addWidget(form.line("family", "given"))
    page.show()
    form.show_record(NAME)
    return form


def test_a_record_that_nobody_touched_is_the_same_record(name_form):
    assert name_form.record() is NAME
    assert not name_form.has_changed


def test_typing_gives_back_a_new_record_and_leaves_the_old_one(name_form, page, qtbot):
    with qtbot.waitSignal(name_form.changed):
        qtbot.keyClicks(box(page, "person_names.given"), "tou")
    assert name_form.record() == PersonName(id=NAME.id, family="Sangaré", given="Kadidiatou")
    assert NAME.given == "Kadidia"
    assert name_form.has_changed


def test_typing_and_taking_it_back_is_no_change(name_form, page, qtbot):
    qtbot.keyClicks(box(page, "person_names.given"), "x")
    qtbot.keyClick(box(page, "person_names.given"), Qt.Key.Key_Backspace)
    assert not name_form.has_changed


def test_showing_another_record_makes_no_sound(name_form, qtbot):
    with qtbot.assertNotEmitted(name_form.changed, wait=10):
        name_form.show_record(PersonName(family="Keïta"))


def test_letters_of_bambara_go_where_the_cursor_is(name_form, page, qtbot):
    given = box(page, "person_names.given")
    given.setFocus()
    given.setCursorPosition(3)
    with qtbot.waitSignal(name_form.changed):
        qtbot.mouseClick(page.findChild(QWidget, "letter.ɛ"), Qt.MouseButton.LeftButton)
    assert name_form.record().given == "Kadɛidia"


def test_every_field_has_its_label_for_a_screen_reader(name_form, page):
    assert box(page, "person_names.family").accessibleName() == "Nom de famille"


def test_answers_the_form_does_not_ask_are_kept(page, bare_session, qtbot):
    form = RecordForm(Person, bare_session, parent=page)
    page.layout().addWidget(form.line("children_stated"))
    form.show_record(PERSON)
    qtbot.keyClicks(box(page, "persons.children_stated"), "2")
    assert form.record() == Person(
        id=PERSON.id, sex="female", birth=PERSON.birth, legal_status=frozenset(), children_stated=2
    )


def test_what_was_typed_earlier_is_shown_again_and_counts_as_a_change(name_form, qtbot):
    with qtbot.waitSignal(name_form.changed):
        name_form.show_draft(PersonName(id=NAME.id, family="Sangaré", given="Kadi", missing={}))
    assert name_form.record().given == "Kadi"
    assert name_form.has_changed
    name_form.show_record(NAME)
    assert not name_form.has_changed


class TestNoAnswer:
    """ "Pas de réponse" and its reasons."""

    @pytest.fixture
    def form(self, page, bare_session) -> RecordForm:
        form = RecordForm(PersonDescription, bare_session, parent=page)
        page.layout().addWidget(form.line("village", may_be_missing=True))
        page.show()
        form.show_record(PersonDescription(village="Bankass"))
        return form

    def test_there_is_a_pill_for_every_reason_and_none_besides(self):
        assert set(REASONS) == set(choices("missing_reason").keys)

    def test_a_reason_is_kept_in_the_place_of_the_answer(self, form, page, qtbot):
        self.say_why(page, qtbot, "unknown")
        assert form.record().village is None
        assert form.record().missing == {"village": "unknown"}
        assert not box(page, "person_descriptions.village").isVisible()

    def test_asking_after_all_brings_the_answer_back(self, form, page, qtbot):
        self.say_why(page, qtbot, "unknown")
        qtbot.mouseClick(page.findChild(QWidget, "no_answer.person_descriptions.village"), Qt.MouseButton.LeftButton)
        assert form.record().village == "Bankass"
        assert not form.has_changed

    def test_a_reason_kept_before_is_shown(self, form, page):
        form.show_record(PersonDescription(missing={"village": "refused"}))
        assert form.record().missing == {"village": "refused"}
        assert not form.has_changed

    def test_an_unfolded_list_of_reasons_is_no_change_yet(self, form, page, qtbot):
        qtbot.mouseClick(page.findChild(QWidget, "no_answer.person_descriptions.village"), Qt.MouseButton.LeftButton)
        assert not form.has_changed

    def test_f2_says_it_by_the_keyboard_and_takes_it_back(self, form, page, qtbot):
        typed = box(page, "person_descriptions.village")
        typed.setFocus()
        qtbot.keyClick(typed, Qt.Key.Key_F2)
        assert page.focusWidget().objectName() == "reason.person_descriptions.village.not_asked"
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
        assert form.record().missing == {"village": "not_asked"}
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_F2)
        assert form.record().village == "Bankass"
        assert typed.isVisible()

    def test_the_button_stands_only_at_the_field_one_is_in_and_at_one_that_has_a_reason(self, form, page, qtbot):
        button = page.findChild(QWidget, "no_answer.person_descriptions.village")
        page.findChild(QWidget, "line.person_descriptions.village").setAttribute(
            Qt.WidgetAttribute.WA_UnderMouse, False
        )
        box(page, "person_descriptions.village").setFocus()
        page.setFocus()
        assert not button.isVisible()
        typed = box(page, "person_descriptions.village")
        width = typed.width()
        typed.setFocus()
        assert button.isVisible()
        assert typed.width() == width  # nothing moves
        self.say_why(page, qtbot, "unknown")
        page.setFocus()
        assert button.isVisible()

    def test_tab_passes_the_button_for_no_answer(self, form, page):
        policy = page.findChild(QWidget, "no_answer.person_descriptions.village").focusPolicy()
        assert not policy & Qt.FocusPolicy.TabFocus

    def say_why(self, page, qtbot, reason: str) -> None:
        qtbot.mouseClick(page.findChild(QWidget, "no_answer.person_descriptions.village"), Qt.MouseButton.LeftButton)
        qtbot.mouseClick(
            page.findChild(QWidget, f"reason.person_descriptions.village.{reason}"), Qt.MouseButton.LeftButton
        )


class TestSheet:
    """The save bar: counts, the way to the fault, drafts, leaving."""

    @pytest.fixture
    def sheet(self, page, bare_session) -> FormSheet:
        sheet = FormSheet(bare_session, name="sheet")
        self.name = RecordForm(PersonName, bare_session, parent=page)
        self.person = RecordForm(Person, bare_session, parent=page, sex="female")
        names = ("children_stated", "origin_region", "birth", "age_basis", "civil_registration", "deceased_on")
        card = Card("Elle").add(self.name.line("family", "given"), *(self.person.line(name) for name in names))
        sheet.body.addWidget(card)
        sheet.watch(self.name, self.person)
        page.layout().addWidget(sheet)
        page.resize(900, 360)
        page.show()
        self.name.show_record(NAME)
        self.person.show_record(PERSON)
        self.written = []
        sheet.write = lambda: self.written.append(sheet.records()) or True
        return sheet

    def test_a_save_hands_over_what_stands_in_the_forms(self, sheet, page, qtbot):
        qtbot.keyClicks(box(page, "persons.children_stated"), "1")
        qtbot.mouseClick(page.findChild(QWidget, "save"), Qt.MouseButton.LeftButton)
        assert [records[1].children_stated for records in self.written] == [1]

    def test_a_fault_stops_the_save_and_gets_the_cursor(self, sheet, page, qtbot):
        sheet.review = lambda: [finding(PERSON, "deceased_on", BLOCKS)]
        assert sheet.save() is False
        assert self.written == []
        assert sheet.bar.findChild(QWidget, "sheet.save_bar.faults").accessibleName() == "1 faute"
        assert page.window().focusWidget().objectName() == "persons.deceased_on.field"
        assert self.person.line_of("deceased_on").visibleRegion().boundingRect().height() > 20

    def test_what_should_be_checked_does_not_stop_the_save(self, sheet):
        sheet.review = lambda: [finding(PERSON, "birth", WARNS)]
        assert sheet.save() is True

    def test_what_is_said_stands_under_its_question(self, sheet, page):
        sheet.review = lambda: [finding(PERSON, "age_basis", WARNS)]
        sheet.look_again()
        line = self.person.line_of("age_basis")
        assert [message.accessibleName() for message in line.findChildren(FieldMessage)] == ["Regardez encore."]
        sheet.review = list
        sheet.look_again()
        assert line.findChildren(FieldMessage) == []

    def test_what_cannot_be_understood_stops_the_save(self, sheet, page, qtbot):
        qtbot.keyClicks(box(page, "persons.children_stated"), "deux")
        assert sheet.save() is False
        assert page.window().focusWidget().objectName() == "persons.children_stated.field"

    def test_taking_back_shows_what_is_saved(self, sheet, page, qtbot):
        qtbot.keyClicks(box(page, "person_names.given"), "x")
        qtbot.mouseClick(page.findChild(QWidget, "take_back"), Qt.MouseButton.LeftButton)
        assert box(page, "person_names.given").text() == "Kadidia"
        assert not sheet.has_changed

    def test_a_draft_is_kept_and_said(self, sheet, page, qtbot):
        from datetime import datetime

        kept = []
        sheet.keep = lambda: kept.append(sheet.records()) or datetime(2026, 11, 23, 14, 32).astimezone()
        qtbot.keyClicks(box(page, "person_names.given"), "x")
        sheet.keep_draft()
        assert kept[0][0].given == "Kadidiax"
        assert sheet.bar.findChild(QWidget, "sheet.save_bar.draft").accessibleName() == "Brouillon gardé à 14:32"

    def test_nothing_is_kept_while_nothing_was_typed(self, sheet):
        sheet.keep = lambda: pytest.fail("nothing to keep")
        sheet.keep_draft()

    def test_leaving_asks_nothing_when_nothing_was_typed(self, sheet):
        assert sheet.may_leave()

    @pytest.mark.parametrize(
        ("key", "leaves", "saves"), [(Qt.Key.Key_Return, True, True), (Qt.Key.Key_Escape, False, False)]
    )
    def test_enter_saves_and_escape_goes_on_typing(self, sheet, page, qtbot, key, leaves, saves):
        qtbot.keyClicks(box(page, "person_names.given"), "x")
        answer_by(lambda dialog: qtbot.keyClick(dialog, key))
        assert sheet.may_leave() is leaves
        assert bool(self.written) is saves
        assert box(page, "person_names.given").text() == "Kadidiax"

    def test_not_saving_lets_go_of_what_was_typed(self, sheet, page, qtbot):
        qtbot.keyClicks(box(page, "person_names.given"), "x")
        answer_by(lambda dialog: qtbot.mouseClick(dialog.findChild(QWidget, "do_not_save"), Qt.MouseButton.LeftButton))
        assert sheet.may_leave()
        assert self.written == []
        assert not sheet.has_changed


def box(page: QWidget, name: str) -> QLineEdit:
    return page.findChild(QLineEdit, f"{name}.field")


def finding(record, question: str, severity: str) -> Finding:
    return Finding(
        rule="T1",
        severity=severity,
        record_type=record.table,
        record_id=record.id,
        question=question,
        message="Regardez encore.",
    )


def answer_by(act) -> None:
    """Act on the dialog that opens next."""

    def try_it(dialog: QDialog) -> None:
        assert isinstance(dialog, LeaveDialog)
        act(dialog)

    in_dialog(try_it)
