"""A search that has come to rest: what was typed stands for a while, or what it found is opened. History is told once."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from centre_app.journal import note_search
from centre_app.problems import Problem
from ui.session import Session

RESTS_MS = 5_000


class SettledSearch(QObject):
    """Hears what is searched for on a page. Whoever opens something that was found calls `settle` first."""

    failed = Signal(object)  # a Problem: history could not be told

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self._words = self._told = ""
        self._timer = QTimer(self, singleShot=True, interval=RESTS_MS)
        self._timer.timeout.connect(self._rest)

    def hear(self, words: str) -> None:
        """Take note of what is searched for now; "" ends the search."""
        words = words.strip()
        if words == self._words:
            return
        self._words = words
        if words:
            self._timer.start()
        else:
            self._timer.stop()
            self._told = ""

    def settle(self) -> None:
        """Tell history what is searched for; the same words again only after others, or none."""
        self._timer.stop()
        if not self._words or self._words == self._told:
            return
        try:
            note_search(self._session.register, self._words)
        except Problem as problem:
            self.failed.emit(problem)
        else:
            self._told = self._words

    def _rest(self) -> None:
        if self._page.window().isVisible():  # after locking there is no register to write in
            self.settle()
