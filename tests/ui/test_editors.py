"""Each kind of answer has its editor: a person types or clicks, the answer follows; showing makes no sound."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QWidget

from centre_app.dates import Birth, PartialDate
from centre_app.questions import (
    BirthDay,
    Day,
    DecimalNumber,
    Francs,
    Moment,
    OneOf,
    PartialDay,
    Place,
    Question,
    Reference,
    SomeOf,
    WholeNumber,
    Words,
    YesNo,
)
from tests.ui.conftest import TODAY
from tests.ui.keys import type_words
from ui.editors import Editor, Setting, editor_for
from ui.kit import layout

NOON = datetime(2026, 11, 3, 12, 30, tzinfo=UTC)
SAID = Birth.of_age(14, 15, said_on=date(2026, 2, 3))

EVERY_KIND = [
    (Words(), "Sɛku"),
    (Words(several_lines=True), "Une ligne.\nUne autre."),
    (WholeNumber("kg"), 54),
    (Francs(), 120_000),
    (DecimalNumber(), Decimal("14.7")),
    (YesNo(), True),
    (YesNo(), False),
    (Day(), date(2015, 3, 9)),
    (Moment(), NOON),
    (PartialDay(), PartialDate.in_month(2015, 3)),
    (PartialDay(), PartialDate.between(date(2010, 2, 4), date(2012, 2, 3))),
    (BirthDay(), SAID),
    (BirthDay(), Birth.exact(date(2011, 3, 9))),
    (BirthDay(), Birth.in_year(2011)),
    (BirthDay(), Birth.in_month(2011, 3)),
    (BirthDay(), Birth.between(date(2010, 2, 4), date(2012, 2, 3))),
    (OneOf("sex"), "female"),
    (OneOf("age_basis"), "self_declared"),
    (SomeOf("legal_status"), frozenset({"asylum_seeker"})),
    (SomeOf("language"), frozenset({"bam", "fra"})),
    (Place("region"), "ml-r-segou"),
    (Place("region"), "un lieu que personne ne connaît"),
    (Reference("beds"), "bed-2"),
]


@pytest.fixture
def make(qtbot, setting):
    """Return a maker of editors, each shown in a window of its own."""

    def made(kind) -> Editor:
        question = Question("asked", kind, "Sex")
        options = {"asked": lambda: [(f"bed-{n}", f"Lit {n}") for n in range(12)]}
        editor = editor_for(
            question, "things.asked", Setting(language=setting.language, today=TODAY, sex="female", options=options)
        )
        qtbot.addWidget(editor)
        for _label, widget in editor.rows():
            if widget is not editor:
                widget.setParent(editor)
        editor.show()
        qtbot.waitExposed(editor)
        return editor

    return made


@pytest.mark.parametrize(("kind", "answer"), EVERY_KIND)
def test_what_is_shown_comes_back_unchanged_and_unheard(make, qtbot, kind, answer):
    editor = make(kind)
    with qtbot.assertNotEmitted(editor.changed, wait=10):
        editor.show_answer(answer)
    assert editor.answer() == answer
    assert editor.problem() == ""


@pytest.mark.parametrize(("kind", "answer"), EVERY_KIND)
def test_an_answer_can_be_taken_off_the_screen(make, qtbot, kind, answer):
    editor = make(kind)
    editor.show_answer(answer)
    nothing = frozenset() if isinstance(answer, frozenset) else None
    with qtbot.assertNotEmitted(editor.changed, wait=10):
        editor.show_answer(nothing)
    assert editor.answer() == nothing


@pytest.mark.parametrize(("kind", "answer"), EVERY_KIND)
def test_the_wheel_changes_no_answer(make, kind, answer):
    editor = make(kind)
    editor.show_answer(answer)
    for widget in editor.findChildren(QWidget):
        QApplication.sendEvent(widget, wheel_turn())
    assert editor.answer() == answer


@pytest.mark.parametrize(("kind", "_answer"), EVERY_KIND)
def test_a_screen_reader_hears_the_question(make, kind, _answer):
    assert make(kind).accessibleName() == "Sexe"


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        (Words(), "  Seku ", "Seku"),
        (WholeNumber(), "12", 12),
        (Francs(), "120 000 F", 120_000),
        (DecimalNumber(), "14,7", Decimal("14.7")),
        (Day(), "9/3/15", date(2015, 3, 9)),
        (Day(), "090315", date(2015, 3, 9)),
        (Day(), "9 mars 2015", date(2015, 3, 9)),
        (PartialDay(), "mars 2015", PartialDate.in_month(2015, 3)),
        (PartialDay(), "2015", PartialDate.in_year(2015)),
        (Place("region"), "segou", "ml-r-segou"),
        (Place("region"), "Seg", "ml-r-segou"),
        (Place("region"), "Kou", "Kou"),  # Koulikoro, Koutiala
        (Place("region"), "Nulle part", "Nulle part"),
    ],
)
def test_typed_words_become_an_answer(make, qtbot, kind, typed, answer):
    editor = make(kind)
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClicks(field(editor), typed)
    assert editor.answer() == answer


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Day(), "hier"),
        (Day(), "31/02/2015"),
        (Francs(), "beaucoup"),
        (Francs(), "9" * 16),
        (WholeNumber(), "x"),
        (WholeNumber(), "9" * 16),
        (WholeNumber(), "9 999 999 999 999 999 999"),
        (DecimalNumber(), "9" * 16),
    ],
)
def test_what_cannot_be_understood_is_said_and_is_no_answer(make, qtbot, kind, typed):
    editor = make(kind)
    qtbot.keyClicks(field(editor), typed)
    assert editor.answer() is None
    assert len(editor.problem()) > 10


def test_a_day_is_shown_in_full_once_one_goes_on(make, qtbot):
    editor = make(Day())
    qtbot.keyClicks(field(editor), "9/3/15")
    leave(field(editor))
    assert field(editor).text() == "09/03/2015"


@pytest.mark.parametrize("how", ["button", "keys"])
def test_today_is_one_click_or_two_keys_away(make, qtbot, how):
    editor = make(Day())
    with qtbot.waitSignal(editor.changed):
        if how == "button":
            qtbot.mouseClick(editor.findChild(QWidget, "things.asked.today"), Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(field(editor), Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert editor.answer() == TODAY


def test_an_hour_goes_with_its_day(make, qtbot):
    editor = make(Moment())
    qtbot.keyClicks(field(editor), "3/11/26")
    assert "heure" in editor.problem()
    qtbot.keyClicks(editor.findChild(QLineEdit, "things.asked.hour"), "14h30")
    assert editor.problem() == ""
    assert editor.answer().astimezone().strftime("%d/%m/%Y %H:%M") == "03/11/2026 14:30"


def test_enter_goes_on_to_the_next_field(make, qtbot):
    editor = make(Moment())
    field(editor).setFocus()
    qtbot.keyClick(field(editor), Qt.Key.Key_Return)
    assert editor.window().focusWidget().objectName() == "things.asked.hour"


def test_yes_can_be_taken_back_by_a_second_click(make, qtbot):
    editor = make(YesNo())
    yes = editor.findChild(QWidget, "things.asked.pills.yes")
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert editor.answer() is True
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert editor.answer() is None


def test_a_long_list_is_searched_by_typing_without_accents(make, qtbot):
    editor = make(OneOf("age_basis"))
    editor.focusProxy().setFocus()
    qtbot.keyClicks(editor.focusProxy(), "medi")
    search = popup_part(QLineEdit, "search")
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(search, Qt.Key.Key_Return)
    assert editor.answer() == "medical_estimate"


def test_a_list_can_be_left_without_choosing(make, qtbot):
    editor = make(OneOf("age_basis"))
    editor.show_answer("judgment")
    qtbot.keyClick(editor.focusProxy(), Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(editor.changed, wait=10):
        qtbot.keyClick(popup_part(QListWidget, "choices"), Qt.Key.Key_Escape)
    assert editor.answer() == "judgment"


def test_a_choice_can_be_taken_back(make, qtbot):
    editor = make(OneOf("age_basis"))
    editor.show_answer("judgment")
    qtbot.keyClick(editor.focusProxy(), Qt.Key.Key_Delete)
    assert editor.answer() is None


def test_a_choice_no_longer_offered_stays_readable(make):
    editor = make(OneOf("age_basis"))
    editor.show_answer("a_key_of_long_ago")
    assert editor.answer() == "a_key_of_long_ago"


def test_several_of_a_long_list_are_added_and_taken_off_one_by_one(make, qtbot):
    editor = make(SomeOf("language"))
    editor.show_answer(frozenset({"fra"}))
    qtbot.keyClicks(editor.focusProxy(), "bamb")
    qtbot.keyClick(popup_part(QLineEdit, "search"), Qt.Key.Key_Return)
    assert editor.answer() == {"fra", "bam"}
    qtbot.mouseClick(editor.findChild(QWidget, "things.asked.pills.fra"), Qt.MouseButton.LeftButton)
    assert editor.answer() == {"bam"}


class TestBirth:
    """The four ways to tell a birth."""

    def test_an_age_told_is_an_interval_read_back(self, make, qtbot):
        editor = make(BirthDay())
        with qtbot.waitSignal(editor.changed):
            click(qtbot, editor, "way.age_estimate")
        qtbot.keyClicks(part(editor, "youngest"), "14")
        qtbot.keyClicks(part(editor, "oldest"), "15")
        part(editor, "said_on").clear()
        qtbot.keyClicks(part(editor, "said_on"), "3/2/26")
        assert editor.answer() == SAID
        told = editor.findChild(QWidget, "things.asked.read_back").accessibleName()
        assert "14–15" in told
        assert "03/02/2026" in told
        assert "mineure" in told

    def test_an_age_is_told_today_unless_said_otherwise(self, make, qtbot):
        editor = make(BirthDay())
        click(qtbot, editor, "way.age_estimate")
        qtbot.keyClicks(part(editor, "youngest"), "16")
        assert editor.answer() == Birth.of_age(16, 16, said_on=TODAY)

    def test_a_year_is_no_first_of_january(self, make, qtbot):
        editor = make(BirthDay())
        click(qtbot, editor, "way.year")
        qtbot.keyClicks(part(editor, "year"), "2011")
        assert editor.answer() == Birth.in_year(2011)

    def test_a_month_needs_its_year(self, make, qtbot):
        editor = make(BirthDay())
        click(qtbot, editor, "way.month")
        editor.findChild(QWidget, "things.asked.month").setCurrentIndex(2)
        qtbot.keyClicks(part(editor, "year"), "2011")
        assert editor.answer() == Birth.in_month(2011, 3)

    def test_a_day_to_come_is_no_birth(self, make, qtbot):
        editor = make(BirthDay())
        click(qtbot, editor, "way.day")
        qtbot.keyClicks(part(editor, "day"), "1/1/2030")
        assert editor.answer() is None
        assert editor.problem()

    def test_only_the_boxes_of_the_way_chosen_are_in_sight(self, make, qtbot):
        editor = make(BirthDay())
        click(qtbot, editor, "way.year")
        assert part(editor, "year").isVisible()
        assert not part(editor, "day").isVisible()
        assert not part(editor, "youngest").isVisible()

    def test_looking_through_the_ways_loses_nothing_that_was_known(self, make, qtbot):
        editor = make(BirthDay())
        editor.show_answer(SAID)
        assert editor.answer() is SAID


def field(editor: Editor) -> QLineEdit:
    return editor.findChild(QLineEdit, f"{editor.objectName()}.field")


def part(editor: Editor, name: str) -> QLineEdit:
    return editor.findChild(QLineEdit, f"{editor.objectName()}.{name}")


def click(qtbot, editor: Editor, name: str) -> None:
    qtbot.mouseClick(editor.findChild(QWidget, f"{editor.objectName()}.{name}"), Qt.MouseButton.LeftButton)


def popup_part(kind: type, name: str):
    popup = QApplication.activePopupWidget()
    return next(widget for widget in popup.findChildren(kind) if widget.objectName().endswith(name))


def leave(widget: QWidget) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent

    QApplication.sendEvent(widget, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))


def wheel_turn() -> QWheelEvent:
    return QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip


class TestProposals:
    """What a place field proposes: it never stands between a person and the next button or field."""

    @pytest.fixture
    def form(self, qtbot, setting) -> QWidget:
        form = QWidget()
        place = editor_for(Question("origin", Place("region"), "Region"), "t.origin", setting)
        then, button = QLineEdit(objectName="then"), QPushButton("Suivant", objectName="next")
        form.setLayout(layout.column(place, then, layout.STRETCH, button))
        form.resize(500, 500)
        qtbot.addWidget(form)
        form.show()
        qtbot.waitExposed(form)
        place.field.setFocus()
        type_words(place.field, "s")
        return form

    def proposals(self, form: QWidget) -> QListWidget:
        return form.findChild(QListWidget, "t.origin.proposals")

    def test_the_first_click_on_a_button_presses_it(self, form, qtbot):
        assert self.proposals(form).isVisible()
        button = form.findChild(QPushButton, "next")
        point = button.mapTo(form, button.rect().center())
        with qtbot.waitSignal(button.clicked):
            QTest.mouseClick(form.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
        assert not self.proposals(form).isVisible()

    @pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
    def test_enter_and_tab_take_what_is_chosen_and_go_on(self, form, qtbot, key):
        place = form.findChild(QLineEdit, "t.origin.field")
        chosen = self.proposals(form).item(1).text()
        qtbot.keyClick(place, Qt.Key.Key_Down)
        qtbot.keyClick(place, Qt.Key.Key_Down)
        qtbot.keyClick(place, key)
        assert place.text() == chosen
        assert form.findChild(QLineEdit, "then").hasFocus()

    def test_what_was_typed_stays_when_nothing_is_chosen(self, form, qtbot):
        place = form.findChild(QLineEdit, "t.origin.field")
        qtbot.keyClick(place, Qt.Key.Key_Escape)
        assert not self.proposals(form).isVisible()
        qtbot.keyClick(place, Qt.Key.Key_Return)
        assert place.text() == "s"

    def test_a_proposal_is_taken_by_mouse_and_told(self, form, qtbot):
        proposals, editor = self.proposals(form), form.findChild(Editor, "t.origin")
        item = proposals.item(0)
        with qtbot.waitSignal(editor.changed):
            qtbot.mouseClick(
                proposals.viewport(), Qt.MouseButton.LeftButton, pos=proposals.visualItemRect(item).center()
            )
        assert form.findChild(QLineEdit, "t.origin.field").text() == item.text()
        assert editor.answer().startswith("ml-r-")
