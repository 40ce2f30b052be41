"""The system asks the program to end: a signal, or the end of the session. What is being typed is kept, nothing is asked."""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QGuiApplication

SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")  # those that this system has


class Ending(QObject):
    """Hears the system. `leave` ends the program; `keep` only keeps what is typed, for a session that may go on."""

    def __init__(self, app: QGuiApplication, *, leave: Callable[[], None], keep: Callable[[], None]) -> None:
        super().__init__(app)
        self._leave = leave
        # Python runs a signal's handler between two of its own steps, and Qt may wait for minutes without one: the
        # number of the signal goes through a pair of sockets, which Qt does watch.
        self._heard, self._told = socket.socketpair()
        for end in (self._heard, self._told):
            end.setblocking(False)
        self._watch = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._watch.activated.connect(self._on_signal)
        signal.set_wakeup_fd(self._told.fileno())
        for name in SIGNALS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _heard_elsewhere)
        app.commitDataRequest.connect(lambda _manager: keep())

    def _on_signal(self) -> None:
        self._watch.setEnabled(False)
        self._leave()


def _heard_elsewhere(_number: int, _frame: object) -> None:
    """Do nothing here: the socket has told Qt."""
