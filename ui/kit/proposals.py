"""What a field proposes while one types: a short list under it that belongs to the window, not a window of its own.

So a click anywhere else does at once what it was meant to do, and the keyboard stays in the field: Down and Up choose, Enter
and Tab take what is chosen and go on, Esc puts the list away.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QWidget

SHOWN_AT_ONCE = 7


class Proposals(QListWidget):
    """Belongs to one field; `taken` carries the words that one took."""

    taken = Signal(str)

    def __init__(self, field: QLineEdit, *, name: str) -> None:
        super().__init__(field)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._field = field
        self.hide()
        field.installEventFilter(self)
        field.destroyed.connect(self.deleteLater)  # it is the window's child while it is shown
        self.itemClicked.connect(lambda item: self._take(item.text()))

    def propose(self, words: Sequence[str]) -> None:
        """Show these under the field; none take the list away."""
        self.clear()
        self.addItems(list(words))
        self.setCurrentRow(-1)
        if not words:
            self._put_away()
            return
        self._stand_at_the_field()
        self.show()
        self.raise_()
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.isVisible():
            return False
        kind = event.type()
        if watched is self._field:
            if kind == QEvent.Type.KeyPress:
                return self._heeds(event.key())
            if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
                self._put_away()
        elif (
            kind in (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)
            and self._is_elsewhere(watched)
            or kind == QEvent.Type.Resize
            and watched is self.window()
        ):
            self._put_away()
        return False

    def _heeds(self, key: int) -> bool:
        """Say whether a key is for the list alone; Enter and Tab are for the field too, which goes on to the next."""
        match key:
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                step = 1 if key == Qt.Key.Key_Down else -1
                self.setCurrentRow(min(max(self.currentRow() + step, 0), self.count() - 1))
                return True
            case Qt.Key.Key_Escape:
                self._put_away()
                return True
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab if self.currentItem() is not None:
                self._take(self.currentItem().text())
        return False

    def _is_elsewhere(self, watched: QObject) -> bool:
        """Say whether this is a widget outside the list; the system's window hears of each event too, before them."""
        return isinstance(watched, QWidget) and watched is not self and not self.isAncestorOf(watched)

    def _take(self, words: str) -> None:
        self._put_away()
        self.taken.emit(words)

    def _put_away(self) -> None:
        QApplication.instance().removeEventFilter(self)
        self.hide()

    def _stand_at_the_field(self) -> None:
        """Lie under the field, or above it where the window ends."""
        window = self._field.window()
        self.setParent(window)
        rows = min(self.count(), SHOWN_AT_ONCE)
        height = rows * self.sizeHintForRow(0) + 2 * self.frameWidth()
        top = self._field.mapTo(window, QPoint(0, 0))
        below = top.y() + self._field.height() + 2
        fits_below = below + height <= window.height()
        self.setGeometry(top.x(), below if fits_below else max(0, top.y() - height - 2), self._field.width(), height)
