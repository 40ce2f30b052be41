"""Measuring one operation beside its plain peer: in turn, warmed up, several rounds, as a ratio with its spread.

Two runs side by side see the same machine, whatever else it does; so each round gives one ratio, and the row is the
median of them. A budget is a ratio, never a time.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Measure = Callable[[], float]  # runs once and says what it took: seconds, or bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the rounds gave. `why_not` says in one sentence why a row that is beyond its budget is left there."""

    operation: str
    peer: str
    at_most: float
    ours: tuple[float, ...]
    plain: tuple[float, ...]
    unit: str = "s"
    why_not: str = ""

    @property
    def ratios(self) -> list[float]:
        return sorted(ours / plain for ours, plain in zip(self.ours, self.plain, strict=True))

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    @property
    def is_within(self) -> bool:
        return self.ratio <= self.at_most


def compare(
    operation: str,
    ours: Measure,
    peer: str,
    plain: Measure,
    *,
    at_most: float,
    rounds: int = 9,
    unit: str = "s",
    why_not: str = "",
) -> Comparison:
    """Run both once to warm up, then in turn, the order changing each round; return what the rounds gave."""
    ours(), plain()
    measured: list[tuple[float, float]] = []
    for number in range(rounds):
        if number % 2:
            plainly = plain()
            measured.append((ours(), plainly))
        else:
            measured.append((ours(), plain()))
    took, took_plainly = zip(*measured, strict=True)
    return Comparison(
        operation=operation,
        peer=peer,
        at_most=at_most,
        ours=took,
        plain=took_plainly,
        unit=unit,
        why_not=why_not,
    )


def seconds(act: Callable[[], object], *, times: int = 1) -> Measure:
    """Return how long an act takes; a short one is done several times, for the clock's sake."""

    def measure() -> float:
        started = time.perf_counter()
        for _ in range(times):
            act()
        return (time.perf_counter() - started) / times

    return measure
