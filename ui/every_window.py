"""Hears keys, mouse and touch in every window of the program before the window does: dialogs, lists and menus too.

Only the windows themselves are listened to, not the hundreds of parts in them: input reaches a window first, and a
listener on the whole application would be called for every painted line.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

LEAST_MOVE = 3  # points: a mouse that trembles on its desk is nobody
LOOK_MS = 500
KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})  # of a key that is a shortcut only the release comes
HANDS = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class EveryWindow(QObject):
    """`touched` tells that somebody is there; `keys` do their acts from whatever is open."""

    touched = Signal()

    def __init__(self, keys: Mapping[QKeyCombination, Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._keys = dict(keys)
        self._pointer = QPointF()
        app = QApplication.instance()
        app.focusWindowChanged.connect(self.look)
        app.focusChanged.connect(self.look)  # a list that opens takes the keyboard and no window's focus
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self, *_: object) -> None:
        """Listen to the windows that have come since."""
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)  # twice is once

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in KEYS:
            return self._take_key(event)
        if kind in HANDS or (kind == QEvent.Type.MouseMove and self._has_moved(event)):
            self.touched.emit()
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        """Say whether a key is one of ours, and goes no further."""
        if not event.isAutoRepeat():  # a book on the keyboard is nobody either
            self.touched.emit()
        act = self._keys.get(event.keyCombination())
        if act is not None and event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            QTimer.singleShot(0, self, act)  # not in the middle of a window's own event
        return act is not None

    def _has_moved(self, event: QMouseEvent) -> bool:
        """Say whether the mouse truly went elsewhere: a window that opens under it tells of a move too."""
        now = event.globalPosition()
        if (now - self._pointer).manhattanLength() < LEAST_MOVE:
            return False
        self._pointer = now
        return True
