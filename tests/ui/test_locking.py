"""What makes an open register lock or hide: touches, keys, the clipboard, from whatever window has the keyboard."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from centre_app.language import Language
from tests.ui.fits import LARGE, SMALL
from ui import quick_hide, short_clipboard
from ui.locking import HIDE_KEY, LOCK_KEY, Locking
from ui.short_clipboard import MARKS, empty_clipboard

MOST_TURNS = 100
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.field = QLineEdit(window)
    window.resize(*LARGE)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.field.setFocus()
    return window


@pytest.fixture
def locks():
    return []


@pytest.fixture
def locking(window, locks):
    return Locking(window, lock=lambda: locks.append("lock"), minutes=lambda: 5, language=lambda: Language.of("fr"))


def press(key, modifiers=CONTROL):
    """As the system sends a key: down to the window that has the keyboard, up to the one that has it then."""
    for act in (QTest.keyPress, QTest.keyRelease):
        for _ in range(MOST_TURNS):
            if QGuiApplication.focusWindow() is not None:
                break
            QTest.qWait(20)
        act(QGuiApplication.focusWindow(), key, modifiers)
        QTest.qWait(20)


def open_over(window, kind):
    over = kind(window)
    over.resize(200, 100)
    over.show()
    QTest.qWait(50)
    return over


# Touches


def test_a_key_a_click_and_the_wheel_are_somebody(qtbot, window, locking):
    for act in (
        lambda: press(Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier),
        lambda: QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20)),
        lambda: QTest.mouseMove(window.windowHandle(), QPoint(300, 300)),
    ):
        with qtbot.waitSignal(locking.windows.touched, timeout=1000):
            act()


def test_a_key_that_a_book_lies_on_is_nobody(qtbot, window, locking):
    repeated = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", True, 1)
    with qtbot.assertNotEmitted(locking.windows.touched):
        QApplication.sendEvent(window.windowHandle(), repeated)


def test_a_mouse_that_trembles_is_nobody(qtbot, window, locking):
    for place in (QPoint(100, 100), QPoint(300, 300)):
        QTest.mouseMove(window.windowHandle(), place)
        QApplication.processEvents()
    with qtbot.assertNotEmitted(locking.windows.touched):
        for step in (1, 0, 1):
            QTest.mouseMove(window.windowHandle(), QPoint(300 + step, 300))
            QApplication.processEvents()


def test_a_touch_counts_in_a_dialog_too(qtbot, window, locking):
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(locking.windows.touched, timeout=1000):
        press(Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)


# Keys


@pytest.mark.parametrize("kind", [QDialog, QMenu])
def test_the_key_locks_from_what_is_open(window, locking, locks, kind):
    open_over(window, kind)
    press(Qt.Key.Key_L)
    assert locks == ["lock"]


def test_the_key_locks_from_a_list_that_has_just_opened(window, locking, locks):
    popup = QFrame(window, Qt.WindowType.Popup)
    search = QLineEdit(popup)
    popup.show()
    search.setFocus(Qt.FocusReason.PopupFocusReason)
    QTest.keyClick(popup.windowHandle(), Qt.Key.Key_L, CONTROL)
    QApplication.processEvents()
    assert locks == ["lock"]


def test_the_key_that_hides_presses_no_button(qtbot, window, locking):
    pressed = []
    button = QPushButton(window)
    button.clicked.connect(lambda: pressed.append(True))
    button.show()
    button.setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    assert not locking.hiding.is_hidden
    assert pressed == []


# The warning


def test_the_last_seconds_are_said_over_the_window_in_front(window, locking):
    locking.idle.soon.emit(17)
    (notice,) = window.findChildren(QWidget, "locks_soon")
    assert notice.isVisible()
    assert "17 secondes" in notice.accessibleName().replace("\u00a0", " ")
    locking.idle.soon.emit(0)
    assert not notice.isVisible()


def test_the_warning_survives_the_dialog_it_stood_on(qtbot, window, locking):
    dialog = QDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    locking.idle.soon.emit(9)
    dialog.close()
    QTest.qWait(50)
    locking.idle.soon.emit(8)
    assert window.findChild(QWidget, "locks_soon").isVisible()


def test_nobody_there_locks(locking, locks):
    locking.idle.due.emit()
    assert locks == ["lock"]


# Hiding


@pytest.fixture
def calendar():
    def found():
        (one,) = (
            each for each in QApplication.topLevelWidgets() if each.objectName() == "calendar" and each.isVisible()
        )
        return one

    return found


def test_the_key_hides_all_and_the_same_key_brings_it_back(qtbot, window, locking, calendar):
    window.field.setText("Aminata")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(calendar().isActiveWindow)
    assert calendar().size() == window.screen().size()
    assert calendar().windowTitle().split()[0][0].isupper()
    press(Qt.Key.Key_Space)
    assert not locking.hiding.is_hidden
    qtbot.waitUntil(window.isActiveWindow)
    assert QApplication.focusWidget() is window.field
    assert window.field.text() == "Aminata"


def test_what_is_hidden_shows_nothing_of_any_window(qtbot, window, locking):
    dialog = open_over(window, QDialog)
    words = QLabel("Aminata", dialog)
    words.show()
    press(Qt.Key.Key_Space)
    for each in (window, dialog):
        assert len(colours_of(each)) == 1


def test_a_dialog_that_waits_for_its_answer_goes_on_waiting(qtbot, window, locking):
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.isActiveWindow)


def test_a_list_that_is_open_is_closed_before(qtbot, window, locking, calendar):
    menu = open_over(window, QMenu)
    press(Qt.Key.Key_Space)
    assert not menu.isVisible()
    assert calendar().isVisible()


def test_a_window_that_opens_by_itself_behind_the_calendar_is_covered(qtbot, window, locking):
    press(Qt.Key.Key_Space)
    late = QDialog(window)
    QLabel("Aminata", late)
    late.open()
    QTest.qWait(100)
    assert len(colours_of(late)) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_A])
def test_another_key_does_not_bring_it_back(window, locking, key):
    press(Qt.Key.Key_Space)
    press(key, Qt.KeyboardModifier.NoModifier)
    assert locking.hiding.is_hidden


def test_whoever_closes_the_calendar_locks(window, locking, locks, calendar):
    press(Qt.Key.Key_Space)
    calendar().close()
    assert locks == ["lock"]
    assert locking.hiding.is_hidden


def test_what_is_hidden_too_long_is_locked(qtbot, window, locks, monkeypatch):
    monkeypatch.setattr(quick_hide, "HIDDEN_SECONDS", 0.05)
    Locking(window, lock=lambda: locks.append("lock"), minutes=lambda: 5, language=lambda: Language.of("en"))
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: locks == ["lock"])


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_the_calendar_shows_the_month_and_the_day(qtbot, window, locking, calendar, code, size):
    locking.hiding._language = lambda: Language.of(code)
    press(Qt.Key.Key_Space)
    calendar().resize(*size)
    assert len(colours_of(calendar(), every=2)) > 20


def colours_of(window, *, every=5):
    picture = window.grab().toImage()
    return {picture.pixel(x, y) for x in range(0, picture.width(), every) for y in range(0, picture.height(), every)}


# The clipboard


@pytest.fixture
def clipboard(qapp):
    clipboard = QGuiApplication.clipboard()
    yield clipboard
    clipboard.clear()


@pytest.fixture
def ours(monkeypatch):
    """The screen in memory does not tell whose the clipboard is; here it is always ours."""
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: True)


def copy(window, words):
    window.field.setText(words)
    window.field.selectAll()
    window.field.copy()


def test_what_is_copied_can_be_pasted_and_is_marked_as_a_secret(window, locking, clipboard, ours):
    copy(window, "Aminata")
    assert clipboard.text() == "Aminata"
    assert all(clipboard.mimeData().hasFormat(mark) for mark in MARKS)


def test_what_is_copied_goes_after_half_a_minute(qtbot, window, ours, clipboard, monkeypatch):
    monkeypatch.setattr(short_clipboard, "SECONDS", 0.1)
    Locking(window, lock=lambda: None, minutes=lambda: 5, language=lambda: Language.of("fr"))
    copy(window, "Aminata")
    assert clipboard.text() == "Aminata"
    qtbot.waitUntil(lambda: clipboard.text() == "")


def test_what_another_program_copied_stays_that_programs(window, locking, clipboard):
    copy(window, "Aminata")  # whose it is is not told here: so it is another's
    assert not any(clipboard.mimeData().hasFormat(mark) for mark in MARKS)


def test_nothing_is_left_to_paste(window, clipboard):
    copy(window, "Aminata")
    empty_clipboard()
    assert clipboard.text() == ""
    assert clipboard.mimeData() is None or clipboard.mimeData().formats() == []


def test_the_keys_are_those_that_the_help_names():
    assert (LOCK_KEY.toCombined(), HIDE_KEY.toCombined()) == (
        CONTROL.value | Qt.Key.Key_L.value,
        CONTROL.value | Qt.Key.Key_Space.value,
    )
