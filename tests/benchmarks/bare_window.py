"""The plain peer of the window: a bare QApplication with one label, ended as soon as the label is painted."""

import sys
import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel


class Painted(QObject):
    """Remembers that a widget was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


def pss_bytes() -> int:
    """Return this process's share of memory, pages that it shares with others counted in part."""
    with open("/proc/self/smaps_rollup", encoding="ascii") as rollup:
        return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:")) * 1024


def main() -> None:
    application = QApplication(["bare"])
    label = QLabel("Registre")
    label.resize(1366, 728)
    painted = Painted()
    label.installEventFilter(painted)
    label.show()
    while not painted.seen:
        application.processEvents()
    sys.stdout.write(f"door {time.monotonic()}\npss {pss_bytes()}\n")


if __name__ == "__main__":
    main()
