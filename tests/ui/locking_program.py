"""The real program with something open in it that waits: `python -m tests.ui.locking_program REGISTER PASSPHRASE WHAT [idle]`.

It says "open" once that stands on the screen. With `idle` nobody has been there for five minutes from then on; without,
whoever started it presses the keys. What follows the lock is the program itself, in this same process.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QDrag
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget

from tests.ui.keys import type_words
from ui import app, background, idle_lock

LOOK_AGAIN_MS = 50
PATIENCE_MS = 30_000  # then it ends, and whoever started it is not told that it is open
PAINTED_MS = 200
FIVE_MINUTES = 300
PHONE = "76 12 34 56"
BATCH = 40


class Away:
    """Time as the program sees it: it jumps once nobody is there."""

    seconds = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.seconds


away = Away()


class SomebodyAtWork(QApplication):
    """The application, with somebody who opens one thing and leaves."""

    def exec(self) -> int:
        self._steps = [self._open_the_door, self._is_inside, self._open_it]
        self._timer = QTimer(self, interval=LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._next)
        self._timer.start()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(lambda: os._exit(1))
        self._patience.start()
        return super().exec()

    def _next(self) -> None:
        step = self._steps[0]
        self._steps = self._steps if not step() else self._steps[1:]
        if not self._steps:
            self._timer.stop()

    def _open_the_door(self) -> bool:
        passphrase = seen("passphrase")
        if not isinstance(passphrase, QLineEdit):
            return False
        type_words(passphrase, sys.argv[2])
        QTest.keyClick(passphrase, Qt.Key.Key_Return)
        return True

    def _is_inside(self) -> bool:
        return seen("main_window") is not None

    def has_opened(self) -> None:
        self._patience.stop()

    def _open_it(self) -> bool:
        """Begin to wait in it, and meanwhile look whether it is open: what opens may not come back before it closes."""
        opened = OPENED[sys.argv[3]]
        once(opened.stands, lambda: QTimer.singleShot(PAINTED_MS, tell_and_leave))
        opened.act()
        return True


def tell_and_leave() -> None:
    QApplication.instance().has_opened()
    sys.stdout.write("open\n")
    sys.stdout.flush()
    if "idle" in sys.argv:
        away.seconds = FIVE_MINUTES


def once(stands: Callable[[], object], act: Callable[[], object]) -> None:
    """Do something as soon as something stands on the screen."""
    timer = QTimer(QApplication.instance(), interval=LOOK_AGAIN_MS)

    def look() -> None:
        if stands():
            timer.stop()
            act()

    timer.timeout.connect(look)
    timer.start()


def seen(name: str) -> QWidget | None:
    found = [one for window in QApplication.topLevelWidgets() for one in (window, *window.findChildren(QWidget, name))]
    return next((one for one in found if one.objectName() == name and one.isVisible()), None)


def is_in_front(name: str) -> bool:
    """Say whether a window has come and has the keyboard."""
    window = QApplication.activeWindow()
    return window is not None and window.objectName() == name


def is_typed() -> bool:
    field = seen("centres.phone.field")
    return isinstance(field, QLineEdit) and PHONE in field.text()


def a_new_window(kind: type[QWidget]) -> Callable[[], bool]:
    return lambda: isinstance(QApplication.activeWindow(), kind)


def a_popup() -> bool:
    return QApplication.activePopupWidget() is not None


def click(name: str) -> None:
    QTest.mouseClick(seen(name), Qt.MouseButton.LeftButton)


# --- what can be open ----------------------------------------------------------------------------------------------


def nothing() -> None:
    """The first page and no more."""


def a_form() -> None:
    """The sheet of the house, in a dialog, with a telephone number that is not saved."""
    click("rail.settings")
    click("section.house")
    once(partial(is_in_front, "centres.dialog"), lambda: type_words(seen("centres.phone.field"), PHONE))
    click("change_house")


def the_question_on_leaving() -> None:
    once(is_typed, lambda: QTest.keyClick(seen("centres.dialog"), Qt.Key.Key_Escape))
    a_form()


def a_preview() -> None:
    seen("main_window").page.print_page()


def where_to_save() -> None:
    """A dialog of the system's over the preview."""
    once(partial(is_in_front, "preview"), lambda: click("save_pdf"))
    a_preview()


def the_printer() -> None:
    once(partial(is_in_front, "preview"), lambda: click("print"))
    a_preview()


def a_file_dialog() -> None:
    QFileDialog.getOpenFileName(seen("shell"))


def a_message() -> None:
    QMessageBox.information(seen("shell"), "", "?")


def the_crash_box() -> None:
    raise LookupError


def a_list() -> None:
    seen("for_whom").showPopup()


def a_menu() -> None:
    click("rail.who")


def a_context_menu() -> None:
    click("rail.residents")
    search = seen("search")
    middle = search.rect().center()
    QApplication.sendEvent(
        search, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, search.mapToGlobal(middle))
    )


def a_drag() -> None:
    drag = QDrag(seen("shell"))
    drag.setMimeData(QMimeData())
    drag.exec(Qt.DropAction.MoveAction)


def the_calendar() -> None:
    QTest.keyClick(seen("shell").windowHandle(), Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)


def work_that_writes() -> None:
    """Work in a thread that saves without end, many records of two compartments at once."""
    from tests.makers import an_admission

    register = seen("shell").register

    def write(_progress: object) -> None:
        with register.in_this_thread() as beside:
            while True:
                beside.save(*(record for _ in range(BATCH) for record in an_admission()), heed_findings=False)

    background.run(write, owner=seen("shell"))


def work_that_can_be_stopped() -> None:
    """Work as an export does it: it looks now and then whether it is to stop, and clears up after itself."""
    register = seen("shell").register
    unfinished = register.folder / "UNFINISHED.part"

    def write(progress: background.Progress) -> None:
        unfinished.write_bytes(b"half")
        try:
            while True:
                progress.check()
                time.sleep(0.02)
        finally:
            unfinished.unlink()

    background.run_with_card(write, owner=seen("shell"), title="", cancel="")


def work_that_does_not_hear() -> None:
    """Work that nothing stops: a stick that hangs, a long calculation."""
    background.run(lambda _progress: threading.Event().wait(), owner=seen("shell"))


@dataclass(frozen=True)
class Opened:
    """How something is opened, and how one sees that it is."""

    act: Callable[[], None]
    stands: Callable[[], object]


OPENED = {
    "nothing": Opened(nothing, lambda: True),
    "a form": Opened(a_form, is_typed),
    "the question on leaving": Opened(the_question_on_leaving, partial(is_in_front, "leave")),
    "a preview": Opened(a_preview, partial(is_in_front, "preview")),
    "where to save": Opened(where_to_save, partial(is_in_front, "save_as")),
    "the printer": Opened(the_printer, a_new_window(QPrintDialog)),
    "a file dialog": Opened(a_file_dialog, a_new_window(QFileDialog)),
    "a message": Opened(a_message, a_new_window(QMessageBox)),
    "the crash box": Opened(the_crash_box, partial(is_in_front, "error")),
    "a list": Opened(a_list, a_popup),
    "a menu": Opened(a_menu, a_popup),
    "a context menu": Opened(a_context_menu, a_popup),
    "a drag": Opened(a_drag, lambda: True),
    "the calendar": Opened(the_calendar, partial(is_in_front, "calendar")),
    "work that writes": Opened(work_that_writes, background.is_busy),
    "work that can be stopped": Opened(work_that_can_be_stopped, background.is_busy),
    "work that does not hear": Opened(work_that_does_not_hear, background.is_busy),
}


if __name__ == "__main__":
    app.QApplication = SomebodyAtWork
    idle_lock.Clocks = partial(idle_lock.Clocks, going_on=away, awake=away)
    sys.exit(app.main(["--register", sys.argv[1]]))
