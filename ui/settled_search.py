"""A search that has come to rest: what was typed stands for a while, or what it found is opened. History is told once."""

from PySide6.QtCore import QObject, QTimer, Signal

from centre_app.journal import note_search
from centre_app.problems import Problem
from ui.kit.fields import SearchField
from ui.session import Session

RESTS_MS = 5_000


class SettledSearch(QObject):
    """Watches a search field. Whoever opens something that was found calls `settle` first."""

    failed = Signal(object)  # a Problem: history could not be told

    def __init__(self, session: Session, field: SearchField) -> None:
        super().__init__(field)
        self._session, self._field = session, field
        self._told = ""
        self._timer = QTimer(self, singleShot=True, interval=RESTS_MS)
        self._timer.timeout.connect(self._rested)
        field.textChanged.connect(self._begin)

    def settle(self) -> None:
        """Tell history what is searched for; the same words again only after others, or none."""
        self._timer.stop()
        words = self._field.text().strip()
        if not words or words == self._told:
            return
        try:
            note_search(self._session.register, words)
        except Problem as problem:
            self.failed.emit(problem)
        else:
            self._told = words

    def _rested(self) -> None:
        if self._field.window().isVisible():  # after locking there is no register to write in
            self.settle()

    def _begin(self, typed: str) -> None:
        if typed.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self._told = ""
