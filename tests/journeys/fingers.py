"""What fingers do at a window and where things are on it. All of this belongs in the window's thread.

Events go to the window, as the system would send them: it finds out itself what lies under the mouse and who has the
keyboard.
"""

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

Place = tuple[QWindow, QPoint]
MOST_TURNS_OF_THE_WHEEL = 60
UP, DOWN = QPoint(0, 120), QPoint(0, -120)
PLAIN_SPACES = str.maketrans("\u00a0\u202f", "  ")


def click_at(place: Place | None) -> None:
    assert place is not None, "it went away under her hand"
    window, point = place
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def press(key: str) -> None:
    pressed = QKeySequence(key)[0]
    QTest.keyClick(_window_at_keyboard(), pressed.key(), pressed.keyboardModifiers())


def type_words(words: str) -> None:
    """Press a key for each sign, whatever keyboard has it: "ɛ" too."""
    for sign in words:
        key = Qt.Key(ord(sign.upper())) if sign.isascii() else Qt.Key.Key_unknown
        modifiers = Qt.KeyboardModifier.ShiftModifier if sign.isupper() else Qt.KeyboardModifier.NoModifier
        QTest.sendKeyEvent(QTest.KeyAction.Click, _window_at_keyboard(), key, sign, modifiers)


def _window_at_keyboard() -> QWindow:
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window has the keyboard"
    return window


def text_at_keyboard() -> str:
    field = QApplication.focusWidget()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    return field.text() if isinstance(field, QLineEdit) else ""


# --- where things are ----------------------------------------------------------------------------------------------


def place_on(part: QWidget) -> Place | None:
    """Return the middle of what can be seen of a part; None where something else lies over it."""
    window = part.window()
    seen = part.visibleRegion().boundingRect()
    if seen.isEmpty():
        return None
    point = part.mapTo(window, seen.center())
    on_top = window.childAt(point)
    if on_top is not part and (on_top is None or not part.isAncestorOf(on_top)):
        return None
    return window.windowHandle(), point


def is_in_sight(part: QWidget) -> bool:
    seen = part.visibleRegion().boundingRect()
    middle = QRect(part.rect().center(), part.rect().center())
    return seen.intersects(middle)


def scroll_to(part: QWidget) -> int:
    """Turn the wheel over the page until a part is in sight; return how many turns it took."""
    area = _scrolled_by(part)
    if area is None:
        return 0
    window = area.window()
    middle = area.viewport().mapTo(window, area.viewport().rect().center())
    turns = 0
    while not is_in_sight(part) and turns < MOST_TURNS_OF_THE_WHEEL:
        at = part.mapTo(area.viewport(), part.rect().center()).y()
        turn = UP if at < 0 else DOWN
        QTest.wheelEvent(window.windowHandle(), QPointF(middle), turn, QPoint())
        turns += 1
    return turns


def _scrolled_by(part: QWidget) -> QAbstractScrollArea | None:
    above = part.parentWidget()
    while above is not None and not isinstance(above, QAbstractScrollArea):
        above = above.parentWidget()
    return above


def line_of_menu(words: str) -> Place | None:
    menu = QApplication.activePopupWidget()
    if not isinstance(menu, QMenu):
        return None
    line = next((line for line in menu.actions() if line.text() == words and line.isEnabled()), None)
    return None if line is None else (menu.windowHandle(), menu.actionGeometry(line).center())


def words_on(part: QWidget) -> str:
    """Return what can be read on a part, with plain spaces."""
    return _written_on(part).translate(PLAIN_SPACES)


def cells_of(table: QWidget) -> list[str]:
    """Return what a reader says of each cell of a table, with plain spaces."""
    assert isinstance(table, QAbstractItemView)
    model, role = table.model(), Qt.ItemDataRole.AccessibleTextRole
    places = [model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    return [str(place.data(role) or place.data() or "").translate(PLAIN_SPACES) for place in places]


def _written_on(part: QWidget) -> str:
    if isinstance(part, QLabel | QAbstractButton | QLineEdit):
        return part.text()
    if isinstance(part, QComboBox):
        return part.currentText()
    if isinstance(part, QPlainTextEdit):
        return part.toPlainText()
    return part.accessibleName()
