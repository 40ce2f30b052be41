"""Says when nobody has touched a key, the mouse or the screen for so many minutes, and that it will soon be so.

The time that the laptop slept counts, and a laptop that has slept is left at once: this holds on every system, also
where none tells the program that it is going to sleep.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QObject, QTimer, Signal

WARNING_SECONDS = 20
LOOK_MS = 500
NAP_SECONDS = 2.0  # less than that between two looks is no sleep, only two clocks read one after the other


def seconds_since_start() -> float:
    """Return the seconds since the laptop was switched on, those asleep too."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if sys.platform == "linux" else time.monotonic()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """Two clocks that nobody can set: one that goes on while the laptop sleeps, and one that stands still meanwhile."""

    going_on: Callable[[], float] = seconds_since_start
    awake: Callable[[], float] = time.monotonic

    @property
    def asleep(self) -> float:
        """How long the laptop has slept since it was switched on; nothing where the system has no second clock."""
        return self.going_on() - self.awake()


class IdleLock(QObject):
    """Counts from the last `touch`. `minutes` is asked at every look, so that another choice holds at once."""

    soon = Signal(int)  # whole seconds left, in the last twenty; 0 when somebody is there again
    due = Signal()  # nobody is there: lock

    def __init__(
        self,
        minutes: Callable[[], int],
        parent: QObject,
        *,
        clocks: Clocks | None = None,
        waits: Callable[[], bool] = lambda: False,
    ) -> None:
        """`waits` says whether what must not be locked away is under way: then it is told as soon as that has ended."""
        super().__init__(parent)
        self._minutes, self._clocks, self._waits = minutes, clocks or Clocks(), waits
        self._touched_at, self._asleep = self._clocks.going_on(), self._clocks.asleep
        self._left = 0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched_at = self._clocks.going_on()
        self._tell(0)

    def look(self) -> None:
        """Tell what is to be told now."""
        if self._waits():
            return
        left = self._touched_at + self._minutes() * 60 - self._clocks.going_on()
        if left <= 0 or self._clocks.asleep > self._asleep + NAP_SECONDS:
            self._timer.stop()
            self.due.emit()
        else:
            self._tell(ceil(left) if left <= WARNING_SECONDS else 0)

    def _tell(self, left: int) -> None:
        if left != self._left:
            self._left = left
            self.soon.emit(left)
