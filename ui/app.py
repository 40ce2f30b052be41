"""Start-up, as a list that reads from top to bottom.

Everything the unlock page does not need is imported later: what a person waits for first is a painted door.
"""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from centre_app.door import registers_in
from ui import theme
from ui.how_left import HowLeft
from ui.laptop import Laptop
from ui.shell import TITLE, Shell

ROOT = Path(__file__).resolve().parent.parent
REGISTER_OPTION, KEPT_OPTION, LEFT_OPTION, ANOTHER = "--register", "--kept-at", "--left-by", "--another"
DISK_OPTION = "--disk-failed"
PR_SET_DUMPABLE = 4  # linux/prctl.h


def main(arguments: Sequence[str] = ()) -> int:
    """Open the window and return the program's exit code. `--register DIR` says which register's door to show."""
    # the style is given here, not in `theme.dress`: Qt's answer to setStyle takes Python 5 ms to understand
    app = QApplication([TITLE, "-style", theme.STYLE])
    app.setApplicationName(TITLE)
    laptop = Laptop()
    theme.dress_in_letters(app, text_size=laptop.text_size)
    catch_the_unexpected(laptop)
    shell = Shell(laptop, home=default_home())
    shell.painted.connect(lambda: on_painted(option(arguments, DISK_OPTION) or ""), Qt.ConnectionType.QueuedConnection)
    shell.painted.connect(lambda: heed_the_system(app, shell), Qt.ConnectionType.QueuedConnection)
    shell.locked.connect(lambda: start_again(shell))
    shell.go_to_door(folder_wanted(arguments), left=how_left(arguments))
    shell.restore()
    shell.show()
    return app.exec()


def on_painted(disk_failed: str = "") -> None:
    """Do what need not be done before the door is seen, and must be before any key is read.

    `disk_failed` is when the disk failed, as the process before this one knew.
    """
    from centre_app import crashes, disk

    gc.enable()
    forbid_core_dumps()
    crashes.watch_for_the_worst()
    disk.remember_failures(disk_failed)


def heed_the_system(app: QApplication, shell: Shell) -> None:
    """Keep what is typed when the system ends the program."""
    from ui.ending import Ending

    Ending(app, leave=shell.leave_at_once, keep=shell.keep_drafts)


def default_home() -> Path:
    """Where registers are kept unless somebody says otherwise."""
    return Path.home() / "Registre"


def folder_wanted(arguments: Sequence[str], home: Path | None = None) -> Path | None:
    """Return the register to open: the one named, else the one used last; None where there is none yet."""
    named = option(arguments, REGISTER_OPTION)
    if named:
        return Path(named)
    return next(iter(registers_in(home or default_home())), None)


def option(arguments: Sequence[str], name: str) -> str | None:
    """Return what follows an option."""
    pairs = zip(arguments, arguments[1:], strict=False)
    return next((following for word, following in pairs if word == name), None)


def how_left(arguments: Sequence[str]) -> HowLeft:
    """Return how the process before this one was left, where it was locked."""
    return HowLeft(
        by=option(arguments, LEFT_OPTION) or "",
        kept_at=option(arguments, KEPT_OPTION) or "",
        for_another=ANOTHER in arguments,
    )


def forbid_core_dumps() -> None:
    """Keep keys and names out of the files that a crash would leave; another program may not read our memory either."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def catch_the_unexpected(laptop: Laptop) -> None:
    """Show the crash box for whatever nobody caught; the box itself is imported when it is first needed."""

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        from ui import error_dialog

        error_dialog.catch_the_unexpected(laptop.language)
        sys.excepthook(kind, error, trace)

    sys.excepthook = show


def start_again(shell: Shell) -> None:
    """End this process, with all that it has read, and begin another at the door. Never returns.

    It ends here and now, out of whatever was going on: a dialog that waits for its answer, a menu, work in a thread.
    On Linux the new program takes over this process, so that whoever waits for it goes on waiting; Windows cannot.
    """
    from centre_app import disk

    left = shell.left
    command = [sys.executable, str(ROOT / "main.py"), REGISTER_OPTION, str(shell.folder), LEFT_OPTION, left.by]
    command += [KEPT_OPTION, left.kept_at] if left.kept_at else []
    command += [ANOTHER] if left.for_another else []
    command += [DISK_OPTION, failed] if (failed := disk.failures_as_text()) else []
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen(command)
        os._exit(0)
    try:
        os.execv(sys.executable, command)
    except OSError:  # the program's own files are gone: nothing may stay in memory all the same
        os._exit(1)
