"""The real program with somebody who types and does not stop: `python -m tests.ui.typing_program REGISTER`.

Only keys and clicks go in. It says "typing" once the first words are in the form and "kept" once the save bar says so; whoever
started it ends it, in the way that is to be tested.
"""

import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.makers import PASSPHRASE
from tests.ui.keys import type_words
from ui import app

LOOK_AGAIN_MS = 50
FAMILY = "Ɲaré"
GIVEN = "Ɔumu"


class TypistAtWork(QApplication):
    """The application, with a typist before it."""

    def exec(self) -> int:
        self._steps = [self._open_the_door, self._begin_an_arrival, self._type, self._go_on_typing]
        self._timer = QTimer(self, interval=LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._next)
        self._timer.start()
        return super().exec()

    def _next(self) -> None:
        if self._steps[0]() and len(self._steps) > 1:
            self._steps.pop(0)

    def _seen(self, name: str) -> QWidget | None:
        found = [one for window in self.topLevelWidgets() for one in window.findChildren(QWidget, name)]
        return next((one for one in found if one.isVisible()), None)

    def _open_the_door(self) -> bool:
        passphrase = self._seen("passphrase")
        if not isinstance(passphrase, QLineEdit):
            return False
        type_words(passphrase, PASSPHRASE)
        QTest.keyClick(passphrase, Qt.Key.Key_Return)
        return True

    def _begin_an_arrival(self) -> bool:
        new = self._seen("new_arrival")
        if new is not None:
            QTest.mouseClick(new, Qt.MouseButton.LeftButton)
        return self._seen("person_names.family.field") is not None

    def _type(self) -> bool:
        for question, words in (("family", FAMILY), ("given", GIVEN)):
            field = self._seen(f"person_names.{question}.field")
            assert field is not None
            type_words(field, words)
        tell("typing")
        return True

    def _go_on_typing(self) -> bool:
        """Write and take out one letter after the other, so that it never stands still."""
        family = self._seen("person_names.family.field")
        if family is None:
            return False
        type_words(family, "x")
        QTest.keyClick(family, Qt.Key.Key_Backspace)
        bar = next(one for one in self.allWidgets() if one.objectName() == "arrival_sheet.save_bar.draft")
        if bar.accessibleName().startswith("Brouillon gardé"):
            tell("kept")
        return False


def tell(word: str) -> None:
    """Say to whoever started this how far the typing is."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    app.QApplication = TypistAtWork
    sys.exit(app.main(["--register", sys.argv[1]]))
