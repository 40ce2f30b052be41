"""Watches over an open register: it locks when nobody is there any more, and hides everything at a key.

Locking itself is the frame's and the shell's; here is only what makes them do it, from whatever is open.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QKeyCombination, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from centre_app.language import N_, Language
from ui import background, theme
from ui.every_window import EveryWindow
from ui.idle_lock import IdleLock
from ui.kit.messages import Message
from ui.quick_hide import QuickHide
from ui.short_clipboard import ShortClipboard

LOCK_KEY = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
# On every keyboard, French ones too, in the same place for either hand; F keys need another key on many laptops.
HIDE_KEY = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Space)
SYSTEM_MS = 500  # the first page is painted before anything is asked of the system


class Locking(QObject):
    """Calls `lock` when it is time; `minutes` and `language` are asked whenever they are needed."""

    def __init__(
        self,
        shell: QWidget,
        *,
        lock: Callable[[], object],
        minutes: Callable[[], int],
        language: Callable[[], Language],
    ) -> None:
        super().__init__(shell)
        self._shell, self._lock, self._language = shell, lock, language
        self._notice: Message | None = None
        self.hiding = QuickHide(shell, language, lock=lock)
        self.idle = IdleLock(minutes, self, waits=background.goes_to_its_end)
        self.windows = EveryWindow({LOCK_KEY: lock, HIDE_KEY: self.hiding.turn}, self)
        self.clipboard = ShortClipboard(self)
        self.windows.touched.connect(self.idle.touch)
        self.idle.due.connect(lock)
        self.idle.soon.connect(self._tell)
        QTimer.singleShot(SYSTEM_MS, self, self._heed_the_system)

    def _heed_the_system(self) -> None:
        if sys.platform == "win32":
            from ui.windows_session import WindowsSession

            self._system: object = WindowsSession(self._lock, int(self._shell.winId()))
        else:
            from ui.logind import Logind

            why = self._language().say(N_("The register is being locked."))
            self._system = Logind(self._lock, self, why=why)

    def _tell(self, left: int) -> None:
        """Say in the window in front how long it still takes; nothing moves for it."""
        if self._notice is not None and isValid(self._notice):
            self._notice.hide()
            self._notice.deleteLater()
        self._notice = None
        if left and not self.hiding.is_hidden:
            said = self._language().say_n(
                N_("The register locks in {n} second. Move the mouse to stay."),
                N_("The register locks in {n} seconds. Move the mouse to stay."),
                left,
            )
            self._notice = _notice(said, QApplication.activeWindow() or self._shell)


def _notice(said: str, window: QWidget) -> Message:
    """Return the sentence, over the top of a window."""
    notice = Message(said, theme.CHECK_TONE, name="locks_soon")
    notice.setParent(window)
    notice.adjustSize()
    notice.move((window.width() - notice.width()) // 2, theme.size(12))
    notice.show()
    notice.raise_()
    return notice
