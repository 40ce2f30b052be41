"""A list to pick from that one searches by typing; accents and case do not matter.

It opens under the field with a search line on top. Up, Down, Enter and Esc work there; the wheel and the arrow keys never
change an answer while the list is shut.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget
from shiboken6 import isValid

from centre_app.folding import fold
from ui import icons, theme
from ui.kit import layout
from ui.kit.fields import PickList

Choices = Sequence[tuple[str, str]]  # key and words
SEARCHED_FROM = 8  # shorter lists open without a search line
SHOWN_AT_ONCE = 9
RECENT_AT_MOST = 3


class ChoiceField(PickList):
    """Shows one choice; `picked` carries its key, or None when the answer was taken back."""

    left = Signal()

    def __init__(
        self,
        choices: Choices = (),
        *,
        take_back: str = "",
        placeholder: str = "",
        recent: list[str] | None = None,
        name: str,
    ) -> None:
        self._recent = recent if recent is not None else []
        self._choices: list[tuple[str, str]] = list(choices)
        super().__init__(choices, placeholder=placeholder, name=name)
        self._take_back = take_back
        self._popup: ChoicePopup | None = None

    def show_choices(self, choices: Choices) -> None:
        self._choices = list(choices)
        super().show_choices(choices)

    def show_key(self, key: object, words: str = "") -> None:
        """Show a choice; one that is no longer offered is added, so that it stays readable."""
        if key is not None and self.findData(key) < 0:
            blocked = self.blockSignals(True)
            self.addItem(words or str(key), key)
            self.blockSignals(blocked)
        super().show_key(key)

    def showPopup(self) -> None:
        self.open_list("")

    def open_list(self, typed: str) -> None:
        """Open the list, narrowed to what was typed already."""
        self._popup = ChoicePopup(self, self._offered(), searched=len(self._choices) >= SEARCHED_FROM)
        self._popup.picked.connect(self._pick)
        self._popup.open_under(self, typed, self.currentData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_F4)
        typed = event.text()
        if event.key() in opens:
            self.open_list("")
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._take_back:
            self._pick(None)
        elif typed and typed.isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._type(typed)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextPrevChild(True)  # as in a line to type in: what is shown there is the answer
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _type(self, typed: str) -> None:
        """Open the list with the first letter; those typed before it has the keyboard go after it."""
        if self._popup is not None and isValid(self._popup) and self._popup.isVisible():
            self._popup.search.insert(typed)
        else:
            self.open_list(typed)

    def _offered(self) -> list[tuple[str | None, str]]:
        empty: list[tuple[str | None, str]] = [(None, self._take_back)] if self._take_back and self.key() else []
        if len(self._choices) < SEARCHED_FROM:
            return [*empty, *self._choices]
        last = [choice for key in self._recent for choice in self._choices if choice[0] == key]
        return [*empty, *last, *(choice for choice in self._choices if choice not in last)]

    def _pick(self, key: object) -> None:
        if key != self.key():
            self.show_key(key)
            self._remember(key)
            self.picked.emit(key)
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _remember(self, key: object) -> None:
        """Put a choice first in the list the next time."""
        if isinstance(key, str):
            self._recent[:] = [key, *(one for one in self._recent if one != key)][:RECENT_AT_MOST]


class ChoicePopup(QFrame):
    """The open list. What is typed narrows it: words that begin so first, then words that hold it."""

    picked = Signal(object)

    def __init__(self, over: QWidget, offered: Sequence[tuple[str | None, str]], *, searched: bool) -> None:
        super().__init__(over, Qt.WindowType.Popup)
        self.setObjectName(f"{over.objectName()}.list")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(
            f"#{_escaped(self.objectName())} {{ background: {theme.CARD}; border: 1px solid {theme.FIELD_BORDER}; }}"
        )
        self._offered = [(key, words, fold(words)) for key, words in offered]
        self.search = QLineEdit()
        self.search.setObjectName(f"{over.objectName()}.search")
        self.search.addAction(
            icons.icon(icons.SEARCH, icons.SMALL, theme.MUTED), QLineEdit.ActionPosition.LeadingPosition
        )
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self._searched, self._is_above = searched, False
        self.list = QListWidget()
        self.list.setObjectName(f"{over.objectName()}.choices")
        self.list.setStyleSheet("QListWidget { border: 0; }")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setMouseTracking(True)
        self.list.itemClicked.connect(self._take)
        self.list.installEventFilter(self)
        self.setLayout(layout.column(self.search, self.list, gap=4, margins=(4, 4, 4, 4)))
        self._narrow("")

    def open_under(self, field: QWidget, typed: str, key: object) -> None:
        """Show the list under a field, or above it where the screen ends."""
        self.search.setVisible(self._searched or bool(typed))
        self._choose(key)
        height = self._height_of(len(self._offered))
        self.resize(max(field.width(), theme.size(220)), height)
        below = field.mapToGlobal(QPoint(0, field.height() + 2))
        screen = field.screen().availableGeometry()
        self._is_above = below.y() + height > screen.bottom()
        if self._is_above:
            below.setY(max(field.mapToGlobal(QPoint(0, 0)).y() - height - 2, screen.top()))
        below.setX(max(min(below.x(), screen.right() - self.width()), screen.left()))
        self.move(below)
        self.show()
        (self.search if self.search.isVisible() else self.list).setFocus(Qt.FocusReason.PopupFocusReason)
        if typed:
            self.search.setText(typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                    self._take(self.list.currentItem())
                    return True
                case Qt.Key.Key_Down | Qt.Key.Key_Up if watched is self.search:
                    step = 1 if event.key() == Qt.Key.Key_Down else -1
                    self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
                    return True
                case Qt.Key.Key_Escape:
                    self.close()
                    return True
            if watched is self.list and event.text().strip() and event.text().isprintable():
                self.search.show()
                self.search.setFocus()
                self.search.insert(event.text())
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, typed: str) -> None:
        wanted = fold(typed)
        fitting = [entry for entry in self._offered if entry[2].startswith(wanted)]
        if wanted:
            fitting += [entry for entry in self._offered if wanted in entry[2] and entry not in fitting]
        self.list.clear()
        for key, words, _folded in fitting:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setToolTip(words)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

        if self.isVisible():
            self._stay_at_the_field()

    def _height_of(self, rows: int) -> int:
        head = theme.size(36) if self.search.isVisibleTo(self) else 0
        return min(max(rows, 2), SHOWN_AT_ONCE) * theme.size(30) + head + theme.size(12)

    def _stay_at_the_field(self) -> None:
        """Take no more room than the choices left, and above a field come down to it."""
        bottom, height = self.geometry().bottom(), self._height_of(self.list.count())
        self.resize(self.width(), height)
        if self._is_above:
            self.move(self.x(), bottom - height + 1)

    def _choose(self, key: object) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.list.setCurrentRow(row)
                self.list.scrollToItem(self.list.item(row))

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        key = item.data(Qt.ItemDataRole.UserRole)
        self.close()
        self.picked.emit(key)


def _escaped(name: str) -> str:
    """Return an object name as a style sheet wants it after "#"."""
    return name.replace(".", "\\.")
