"""The real program with somebody who types and does not stop: `python -m tests.ui.typing_program REGISTER`.

Only keys and clicks go in. It says "typing" once the first words are in the form and "kept" once the save bar says so; whoever
started it ends it, in the way that is to be tested.

With `look` behind the register it is the start after that: it tells what stands on the first page, takes the words up again,
tells what stands in the fields then, and closes.
"""

import sys
from collections.abc import Callable

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
        self._steps = self._acts()
        self._timer = QTimer(self, interval=LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._next)
        self._timer.start()
        return super().exec()

    def _acts(self) -> list[Callable[[], bool]]:
        return [self._open_the_door, self._begin_an_arrival, self._type, self._go_on_typing]

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
        if bar.accessibleName().startswith(("Brouillon gardé", "Draft kept")):
            tell("kept")
        return False


class TypistComingBack(TypistAtWork):
    """The same person at the next start."""

    def _acts(self) -> list[Callable[[], bool]]:
        return [self._open_the_door, self._read_the_first_page, self._take_up, self._read_the_form]

    def _read_the_first_page(self) -> bool:
        checked = self._seen("close_cut_off")  # the check has ended
        if checked is None or self._seen("resume_draft") is None:
            return False
        for name in ("cut_off", "kept"):
            line = self._seen(name)
            assert line is not None
            tell(line.accessibleName())
        return True

    def _take_up(self) -> bool:
        resume = self._seen("resume_draft")
        assert resume is not None
        QTest.mouseClick(resume, Qt.MouseButton.LeftButton)
        return True

    def _read_the_form(self) -> bool:
        found = [self._seen(f"person_names.{question}.field") for question in ("family", "given")]
        words = [field.text() for field in found if isinstance(field, QLineEdit)]
        if len(words) < 2 or not all(words):
            return False
        tell(" ".join(words))
        self._timer.stop()
        self.exit(0)
        return False


def tell(word: str) -> None:
    """Say to whoever started this how far the typing is."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    app.QApplication = TypistComingBack if sys.argv[2:] == ["look"] else TypistAtWork
    sys.exit(app.main(["--register", sys.argv[1]]))
