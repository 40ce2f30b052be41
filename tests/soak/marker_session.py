"""The real program with somebody who opens every page and writes an invented word into every field she meets.

    python -m tests.soak.marker_session REGISTER PASSPHRASE STICK PDF [page…]

Only keys and clicks go in. At the end, with a form half filled in, she locks; the program itself follows in this process.
What she has done stands in one line of JSON before that. Pages named at the end are the only ones she goes to.
"""

import json
import os
import re
import sys
import threading
import time
from collections import Counter
from fnmatch import fnmatchcase
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from tests.journeys.hands import Hands
from tests.journeys.turns import Turns
from tests.soak.traces import WORDS
from tests.ui.keys import type_words
from ui import app
from ui.choice_field import ChoiceField
from ui.main_window import MainWindow
from ui.page import Destination
from ui.pages import PAGES
from ui.pages.case.page import _SECTIONS
from ui.pages.settings.page import PARTS
from ui.shell import Shell

BEGIN = ("add_*", "edit_*", "*.add", "*.act", "change_*", "give_bed", "open.*", "report_incident")
NOT_TO_TYPE = ("*passphrase*", "search", "fileNameEdit", "qt_spinbox_lineedit")
# Fields that take no words: with one in them nothing is saved. So she saves first, and writes there afterwards.
NO_WORDS = re.compile(
    r"_on\b|_at\b|_fcfa|birth|phone|minutes|days|months|weeks|_cm|_kg|number|count|percent|beds|cots|\bage|weight|height"
)
SETTLED_SECONDS = 0.15
CLOSED_SECONDS = 2.0
MOST_DIALOGS = 4  # one may open another
STAYS = "WRITER_STAYS"  # in the environment of a run that is to be killed: she does not lock at the end
OLD_REGISTER = "ancien registre.csv"
FROM_THE_CASE = {"case", "birth", "exit", "plan"}


class Here:
    """The program in this process, as hands know it."""

    @property
    def shell(self) -> Shell:
        return next(one for one in QApplication.topLevelWidgets() if isinstance(one, Shell))


class Writer(Hands):
    """Hands that write the next of the words into whatever field stands open."""

    def __init__(self, turns: Turns) -> None:
        super().__init__(turns, Here())
        self.words = cycle(WORDS)
        self.done: Counter[str] = Counter()
        self.fields: set[str] = set()
        self.pages: set[str] = set()

    # --- going ---------------------------------------------------------------------------------------------------

    def goes_to(self, destination: Destination) -> None:
        self._act(lambda: self._window().go_to(destination))
        self._clears_away()
        self.pages.add(destination.page)
        self.rests()

    def rests(self) -> None:
        """Let the program finish what it began."""
        time.sleep(SETTLED_SECONDS)
        self._ask(lambda: None)

    def _window(self) -> MainWindow:
        found = self.program.shell.findChild(MainWindow)
        assert isinstance(found, MainWindow)
        return found

    # --- writing -------------------------------------------------------------------------------------------------

    def writes_everywhere(self) -> None:
        """Choose where nothing is chosen, and write where nothing is written, in what is in front of her."""
        self._ask(self._choose_all)
        self.rests()
        self.writes_words()

    def writes_words(self, *, where_no_words_go: bool = False) -> None:
        self._ask(lambda: self._write_all(where_no_words_go))
        self.rests()

    def _choose_all(self) -> None:
        chosen: set[str] = set()
        for pill in self._front().findChildren(QAbstractButton):
            group = pill.objectName().partition(".pills.")[0]
            if ".pills." in pill.objectName() and pill.isVisible() and pill.isEnabled() and group not in chosen:
                chosen.add(group)
                if not pill.isChecked():
                    pill.click()
        for field in self._front().findChildren(ChoiceField):
            if field.isVisible() and field.isEnabled() and field.currentData() is None and field.count() > 1:
                field.setCurrentIndex(1)
                field.picked.emit(field.currentData())
                self.done["choices"] += 1

    def _write_all(self, where_no_words_go: bool) -> None:
        for kind in (QLineEdit, QPlainTextEdit):
            for field in self._front().findChildren(kind):
                takes_words = not NO_WORDS.search(field.objectName())
                if self._is_to_write_in(field) and (takes_words or where_no_words_go):
                    field.setFocus()
                    type_words(field, next(self.words))
                    self.fields.add(f"{type(field).__name__} {field.objectName()}")
                    self.done["written"] += 1

    def _is_to_write_in(self, field: QLineEdit | QPlainTextEdit) -> bool:
        name = field.objectName()
        text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        is_open = field.isVisible() and field.isEnabled() and not field.isReadOnly() and not text
        return is_open and not any(fnmatchcase(name, pattern) for pattern in NOT_TO_TYPE)

    # --- opening -------------------------------------------------------------------------------------------------

    def opens_and_writes(self, destination: Destination) -> None:
        """Write on a page, save where that can be saved, and do the same in everything that opens from it."""
        self.goes_to(destination)
        self.writes_everywhere()
        self._saves()
        for name in self._ask(self._openers):
            self.goes_to(destination)
            if self._ask(lambda name=name: self._press_button(name)):
                self.rests()
                self._in_what_opened()
        self._clears_away()

    def _openers(self) -> list[str]:
        names = [button.objectName() for button in self._front().findChildren(QAbstractButton) if button.isVisible()]
        fitting = [name for name in names if any(fnmatchcase(name, pattern) for pattern in BEGIN)]
        return list(dict.fromkeys(fitting))

    def _press_button(self, name: str) -> bool:
        """Press it once this turn is over: what it opens may wait in a loop of its own."""
        button = next((one for one in self._named(self._front(), name) if one.isEnabled()), None)
        if not isinstance(button, QAbstractButton):
            return False
        QTimer.singleShot(0, button, button.click)
        return True

    def _in_what_opened(self) -> None:
        for _ in range(MOST_DIALOGS):
            self.writes_everywhere()
            before = self._ask(self._front)
            self._saves()
            if self._ask(self._front) is before:
                self.writes_words(where_no_words_go=True)
            if self._ask(self._front) is before or not self._ask(self._dialog):
                break
        self._clears_away()

    def _saves(self) -> None:
        for name in ("save", "keep", "send", "write_words"):
            if self._ask(lambda name=name: self._press_button(name)):
                self.rests()
                self.done["saved"] += 1
                return

    def _clears_away(self) -> None:
        """Shut whatever dialog still stands, without saving."""
        patience = time.monotonic() + CLOSED_SECONDS
        while (dialog := self._ask(self._dialog)) and time.monotonic() < patience:
            if self._ask(lambda: self._press_button("do_not_save")):
                self.rests()
                continue
            self._ask(lambda dialog=dialog: QTimer.singleShot(0, dialog, dialog.reject))
            self.rests()
        if self._ask(self._dialog):
            self._ask(lambda: QDialog.done(self._dialog(), 0))
            self.done["forced"] += 1

    def _dialog(self) -> QDialog | None:
        front: QWidget | None = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if front is not None and not isinstance(front, QDialog):
            front.close()
            front = QApplication.activeModalWidget()
        return front if isinstance(front, QDialog) else None


# --- the story -----------------------------------------------------------------------------------------------------


def tell(she: Writer, passphrase: str, stick: Path, pdf: Path, wanted: set[str]) -> None:
    comes_in(she, passphrase)
    case_id = somebody_arrives(she)
    for page in PAGES:
        if wanted and page not in wanted:
            continue
        if page == "case":
            for section in _SECTIONS:
                she.opens_and_writes(Destination(page=page, case_id=case_id, section=section))
        elif page == "settings":
            for section in (part[0] for part in PARTS):
                she.opens_and_writes(Destination(page=page, section=section))
        else:
            she.opens_and_writes(Destination(page=page, case_id=case_id if page in FROM_THE_CASE else None))
    reads_the_old_register(she, stick.parent / OLD_REGISTER)
    takes_paper_and_stick(she, case_id, stick, pdf)
    something_breaks(she)
    copies_and_leaves(she, case_id)


def comes_in(she: Writer, passphrase: str) -> None:
    """A word in the place of the passphrase first, as when one types into the wrong window."""
    she.sees_part("passphrase")
    she.writes(WORDS[0])
    she.press("Return")
    she.sees("n’ouvre pas ce registre.")
    she.fills("passphrase", passphrase)
    she.press("Return")
    she.sees_part("main_window")
    she.writes(WORDS[1])


def somebody_arrives(she: Writer) -> str:
    """Search, then the form with every field of it filled in; return the id of her file."""
    she.press("Ctrl+N")
    she.sees_part("person_names.family.field")
    she.writes(WORDS[2])
    she.press("Tab")
    she.writes(WORDS[3])
    she.click("create_new_file")
    she.click("persons.sex.pills.female", within="who")
    she.click("persons.birth.way.age_estimate", within="who")
    she.fills("persons.birth.youngest", "17", within="who")
    she.answers("intakes.source", "Brig")
    she.answers("intakes.reason", "Mère")
    she.answers("stays.admission_type", "Court")
    she.answers("bed_assignments.bed_id", "A-01", within="how")
    she.writes_words()
    she.click("save")
    she.sees("Entrée enregistrée")
    she.pages.add("arrival")
    return str(she._ask(the_newest_file))


def the_newest_file() -> str:
    from centre_app.records import CaseFile

    files = Here().shell.register.find(CaseFile)
    return max(files, key=lambda file: file.created_at).id


def reads_the_old_register(she: Writer, file: Path) -> None:
    """A line of a table that somebody else has made, with words in it, becomes a file."""
    she.goes_to(Destination(page="import_register"))
    she.click("choose_file")
    she.chooses_file(file)
    she.click("next")
    she.sees("3 · ")
    she.click("next")
    she.sees("maintenant dans le registre")
    she.done["imported"] += 1


def takes_paper_and_stick(she: Writer, case_id: str, stick: Path, pdf: Path) -> None:
    """Her plan as the PDF that was asked for, and the month's bundle on a stick."""
    she.goes_to(Destination(page="case", case_id=case_id, section="plan"))
    if she.counts("begin.act"):
        she.click("begin.act")
        she.sees("Le projet est commencé.")
    she.goes_to(Destination(page="plan", case_id=case_id))
    she.click("preview_plan")
    she.click("preview_copy")
    she.click("save_pdf")
    she.chooses_file(pdf)
    she.sees("Le PDF est écrit.")
    she.click("close_preview")
    she.goes_to(Destination(page="export"))
    she.click("next")
    she.click("sticks.other_folder")
    she.chooses_file(stick)
    she.sees_part(f"sticks.{stick}")
    she.fills("bundles.carrier", WORDS[4])
    she.click("next")
    she.click("next")
    she.sees("Vous pouvez retirer la clé")
    she.done["exported"] += 1


def something_breaks(she: Writer) -> None:
    """An error nobody expected, whose own text quotes what she wrote, as many a library's does."""

    def fail() -> None:
        raise LookupError(f"no place for {WORDS[5]}")

    she._ask(lambda: QTimer.singleShot(0, fail))
    she.sees_part("close_error")
    she.click("copy_report")
    she.click("close_error")
    she.done["broken"] += 1


def copies_and_leaves(she: Writer, case_id: str) -> None:
    """Words on the clipboard, words in a form that is not saved; then what was done is told, and the keys that lock."""
    she.goes_to(Destination(page="case", case_id=case_id, section="identity"))
    she.writes_words(where_no_words_go=True)
    she.goes_to(Destination(page="residents"))
    she.fills("search", WORDS[6])
    she.press("Ctrl+A", "Ctrl+C")
    she.press("Ctrl+N")
    she.sees_part("person_names.family.field")
    she.writes(WORDS[7])
    done = {**she.done, "fields": len(she.fields), "pages": sorted(she.pages)}
    sys.stdout.write(json.dumps(done) + "\n")
    sys.stdout.flush()
    if os.environ.get(STAYS):
        return
    she._ask(
        lambda: QTimer.singleShot(
            0, lambda: QTest.keyClick(she.program.shell, "L", app.Qt.KeyboardModifier.ControlModifier)
        )
    )


class WriterAtWork(QApplication):
    """The application, with somebody who writes before it."""

    def exec(self) -> int:
        _, _register, passphrase, stick, pdf, *wanted = sys.argv
        she = Writer(Turns())

        def run() -> None:
            try:
                tell(she, passphrase, Path(stick), Path(pdf), set(wanted))
            except BaseException as problem:
                sys.stdout.write(json.dumps({"stopped": f"{type(problem).__name__}: {problem}"[:2000]}) + "\n")
                sys.stdout.flush()

        threading.Thread(target=run, name="story", daemon=True).start()
        return super().exec()


if __name__ == "__main__":
    app.QApplication = WriterAtWork
    sys.exit(app.main(["--register", sys.argv[1]]))
