"""The program itself, started as a person starts it, and hands that unlock it as soon as the door is painted.

    python -m tests.benchmarks.real_window REGISTER door      ends when the unlock page is painted
    python -m tests.benchmarks.real_window REGISTER inside    types the passphrase at once, ends with the list painted
    python -m tests.benchmarks.real_window REGISTER typed     the same, once what comes next was loaded: people type slowly

The passphrase comes on standard input. Nothing is imported here that the program would not import itself.

Only the waiting is ours: `QApplication.exec` is replaced by a walk that says when each thing was on screen.
"""

import os
import sys
import time
import traceback
from types import TracebackType
from typing import Any

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTableView

import main as program
from tests.benchmarks.bare_window import Painted, pss_bytes
from ui.shell import SOON_NEEDED, Shell


def walk(until: str) -> int:
    """Wait for the door, go through it where asked, and tell the moments."""
    sys.excepthook = end_in_the_open  # a crash box would wait for somebody to close it
    (shell,) = [window for window in QApplication.topLevelWidgets() if isinstance(window, Shell)]
    page: Any = shell.currentWidget()
    watch(page)
    tell("door")
    if until == "door":
        return 0
    while until == "typed" and not all(module in sys.modules for module in SOON_NEEDED):
        wait()
    painted = Painted()
    page.opened.connect(lambda _register: table_of(shell).installEventFilter(painted))
    page.findChild(QLineEdit, "passphrase").setText(sys.stdin.readline().strip())
    tell("asked")
    page.findChild(QPushButton, "open").click()
    while not painted.seen:
        wait()
    tell("inside")
    sys.stdout.write(f"pss {pss_bytes()}\n")
    return 0


def end_in_the_open(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    traceback.print_exception(kind, error, trace)
    os._exit(1)


def table_of(shell: Shell) -> Any:
    """Return what the list is painted on."""
    (table,) = shell.findChildren(QTableView, "case_files")
    return table.viewport()


def watch(widget: Any) -> None:
    painted = Painted()
    widget.installEventFilter(painted)
    while not painted.seen:
        wait()


def wait() -> None:
    """Go to sleep until something happens, as `exec` does: a loop that spun would take a processor from the derivation."""
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def tell(what: str) -> None:
    sys.stdout.write(f"{what} {time.monotonic()}\n")


if __name__ == "__main__":
    folder, wanted = sys.argv[1:]
    QApplication.exec = staticmethod(lambda: walk(wanted))
    program.run(["--register", folder])
