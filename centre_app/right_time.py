"""The laptop's clock, and the right time that a director states when it is wrong.

A battery that is empty sets a laptop back by years. Nobody is kept from working: what is written then is marked, and its
order comes from numbers, not from hours. The director may state the right time; the difference is added from then on,
until the clock itself was put right or went back again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from centre_app.questions import moment_of, moment_text

BACK_TOLERANCE = timedelta(hours=1)  # records.md §3.1: a clock further back than this is said to be wrong
AHEAD_TOLERANCE = timedelta(days=90)  # no house writes nothing for a whole quarter

STATED, STATED_AT, STATED_OVER = "time_stated", "time_stated_at", "time_stated_over"  # in the register's meta


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The right time as it was stated, what the laptop's clock said then, and the last entry that it was stated over."""

    right: datetime
    clock: datetime
    over: str

    @classmethod
    def of(cls, meta: Mapping[str, str]) -> "Statement | None":
        """Return what was stated last; None where nothing was, or where it cannot be read."""
        try:
            return cls(right=moment_of(meta[STATED]), clock=moment_of(meta[STATED_AT]), over=meta.get(STATED_OVER, ""))
        except (KeyError, ValueError):
            return None

    def to_meta(self) -> dict[str, str]:
        return {STATED: moment_text(self.right), STATED_AT: moment_text(self.clock), STATED_OVER: self.over}

    def still_holds(self, clock: datetime) -> bool:
        """Say whether the laptop's clock has gone on from there, and was not put right or set back since."""
        if clock < self.clock - BACK_TOLERANCE:
            return False
        return self.right < self.clock or clock < self.right


class RightTime:
    """Call it for the time: what the laptop says, or what follows from what was stated."""

    def __init__(self, laptop: Callable[[], datetime], stated: Statement | None = None) -> None:
        self.laptop = laptop
        self.stated = stated

    def __call__(self) -> datetime:
        clock = self.laptop()
        if self.stated is None or not self.stated.still_holds(clock):
            return clock
        return clock + (self.stated.right - self.stated.clock)

    def is_suspect(self, last_entry: str | None) -> bool:
        """Say whether the time stands well before the last entry, or too far after it (rule V26).

        What was written under a wrong clock before the right time was stated is no measure any more.
        """
        if last_entry is None:
            return False
        last = moment_of(last_entry)
        if self.stated is not None and self.stated.over == last_entry:
            last = self.stated.right
        return not last - BACK_TOLERANCE <= self() <= last + AHEAD_TOLERANCE
