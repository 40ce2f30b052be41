"""The hybrid clock by which rows are put in order: what the laptop says, and a count where that stood still or went back.

`2026-11-21T09:00:00#00000000`: of two of them the later text is the later change, whatever the laptop's clock did.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_A_MOMENT = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d", re.ASCII).fullmatch
_A_VALUE = re.compile(r"([-:T0-9]+)#(\d{8})", re.ASCII).fullmatch


@dataclass(slots=True, order=True)
class HybridClock:
    """Where the clock stands; `last_entry_at` is what the laptop itself said at the last entry, "" before the first."""

    latest: str = ""
    ticks: int = 0
    last_entry_at: str = ""

    @classmethod
    def after(cls, changes: Iterable[tuple[str, str]]) -> "HybridClock":
        """Go on from the last of these changes, each the value in its row and the moment in its line of history.

        The moment alone would not tell which was last: the laptop may have been wrong for a day. What somebody spoilt
        tells nothing here.
        """
        told = [cls(value[1], int(value[2]), at) for said, at in changes if (value := _A_VALUE(said)) and _A_MOMENT(at)]
        return max(told, default=cls())

    def tick(self, at: str) -> str:
        """Return the next value: it never goes back, whatever the laptop does."""
        self.latest, self.ticks = (at, 0) if at > self.latest else (self.latest, self.ticks + 1)
        self.last_entry_at = at
        return f"{self.latest}#{self.ticks:08d}"
