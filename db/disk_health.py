"""How often the disk of the databases failed to read or write since the program began: counted where SQLite says so.

It is kept in memory, for a failing disk is not the place to remember that it fails; whoever looks carries it further.
"""

import time

SAME_FAILURE_SECONDS = 10  # one failure is met again by whoever tries at once a second time
_MOST = 50
_failures: list[float] = []  # seconds since 1970, in their order


def note_failure() -> None:
    """Remember that the disk has just failed.

    Whole seconds, as they are handed on: a failure that comes back from there is the same one, and none is to come.
    """
    now = float(int(time.time()))
    if _failures and 0 <= now - _failures[-1] < SAME_FAILURE_SECONDS:
        return
    _failures.append(now)
    del _failures[:-_MOST]


def failures() -> tuple[float, ...]:
    """Return when the disk failed, in seconds since 1970."""
    return tuple(_failures)


def remember(moments: tuple[float, ...]) -> None:
    """Take over what the process before this one knew."""
    _failures[:] = sorted({*_failures, *moments})[-_MOST:]


def forget() -> None:
    """Begin anew: another disk, another day."""
    _failures.clear()
