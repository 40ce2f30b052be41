"""The hybrid clock by which rows are put in order: what the laptop says, and a count where that stood still or went back.

`2026-11-21T09:00:00#00000000`: of two of them the later text is the later change, whatever the laptop's clock did.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_A_VALUE = re.compile(r"([-:T0-9]+)#(\d{8})", re.ASCII).fullmatch


@dataclass(slots=True, order=True)
class HybridClock:
    """Where the clock stands; "" before the first entry."""

    latest: str = ""
    ticks: int = 0

    @classmethod
    def after(cls, values: Iterable[str]) -> "HybridClock":
        """Go on from the last of these values; what somebody spoilt tells nothing here."""
        told = [cls(value[1], int(value[2])) for said in values if (value := _A_VALUE(said))]
        return max(told, default=cls())

    def tick(self, at: str) -> str:
        """Return the next value: it never goes back, whatever the laptop does."""
        self.latest, self.ticks = (at, 0) if at > self.latest else (self.latest, self.ticks + 1)
        return f"{self.latest}#{self.ticks:08d}"
