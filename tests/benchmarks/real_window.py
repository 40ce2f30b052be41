"""The program itself, started as a person starts it, and hands that unlock it as soon as the door is painted.

    python -m tests.benchmarks.real_window REGISTER door      ends when the unlock page is painted
    python -m tests.benchmarks.real_window REGISTER inside    types the passphrase at once, ends with the list painted
    python -m tests.benchmarks.real_window REGISTER typed     the same, once what comes next was loaded: people type slowly
    python -m tests.benchmarks.real_window REGISTER typed WHO            the same, by the person of that id
    python -m tests.benchmarks.real_window REGISTER switched WHO OTHER   WHO comes in and hands over, then as typed by OTHER

A passphrase comes on standard input, a line for each time that it is typed. Nothing is imported here that the program would not import itself.

Only the waiting is ours: `QApplication.exec` is replaced by a walk that says when each thing was on screen.
"""

import os
import sys
import time
import traceback
from itertools import takewhile
from types import TracebackType
from typing import Any

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPushButton

import main as program
from tests.benchmarks.bare_window import Painted, pss_bytes
from ui.kit.people import PersonTile
from ui.shell import SOON_NEEDED, Shell


def walk(until: str, people: list[str]) -> int:
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
    if people:
        page.findChild(PersonTile, f"person.{people[0]}").click()
    page.findChild(QLineEdit, "passphrase").setText(next_line())
    tell("asked")
    page.findChild(QPushButton, "open").click()
    while not painted.seen:
        wait()
    tell("inside")
    if until == "switched":
        hand_over(shell, people[1])
    sys.stdout.write(f"pss {pss_bytes()}\n")
    return 0


def hand_over(shell: Any, other: str) -> None:
    """Lock for somebody else. The program ends its process and begins another, in which we go on waiting."""
    begin_again = os.execv

    def go_on(python: str, command: list[str]) -> None:
        left = command[command.index("--left-by") :]
        begin_again(python, [python, "-m", "tests.benchmarks.real_window", str(shell.folder), "typed", other, *left])

    os.execv = go_on
    tell("left")
    sys.stdout.flush()
    shell.currentWidget().hand_over()


def next_line() -> str:
    """Read one line and no sign more: the rest is for the process that comes after this one."""
    line = b""
    while not line.endswith(b"\n"):
        line += os.read(0, 1)
    return line.decode().strip()


def end_in_the_open(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    traceback.print_exception(kind, error, trace)
    os._exit(1)


def table_of(shell: Shell) -> Any:
    """Return what the list of the first page is painted on: what is to be done today."""
    (table,) = shell.findChildren(QListView, "due")
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
    folder, wanted, *more = sys.argv[1:]
    known = list(takewhile(lambda word: not word.startswith("--"), more))
    QApplication.exec = staticmethod(lambda: walk(wanted, known))
    program.run(["--register", folder, *more[len(known) :]])
