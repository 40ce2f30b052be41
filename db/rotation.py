"""Which backups stay: the last of each of 14 days, 8 weeks and 12 months, and always the newest that was verified.

Backups are taken in the order of their numbers, never of their days: with a wrong clock a day may come twice, or be of
another century, and takes one place then like any other. One that was not verified takes no place; while it is newer
than all that were, it waits for whoever can look at it.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

DAYS, WEEKS, MONTHS = 14, 8, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A backup as the rotation sees it."""

    number: int
    day: date
    is_verified: bool


def kept(backups: Iterable[Dated]) -> frozenset[int]:
    """Return the numbers of the backups that stay."""
    newest_first = sorted(backups, key=lambda backup: backup.number, reverse=True)
    verified = [backup for backup in newest_first if backup.is_verified]
    last_verified = verified[0].number if verified else 0
    waiting = [backup for backup in newest_first if backup.number > last_verified]
    return frozenset(
        backup.number
        for chosen in (
            verified[:1],
            _last_of_each(verified, lambda backup: backup.day, DAYS),
            _last_of_each(verified, lambda backup: backup.day.isocalendar()[:2], WEEKS),
            _last_of_each(verified, lambda backup: (backup.day.year, backup.day.month), MONTHS),
            _last_of_each(waiting, lambda backup: backup.day, DAYS),
        )
        for backup in chosen
    )


def _last_of_each(newest_first: Sequence[Dated], span: Callable[[Dated], Hashable], most: int) -> list[Dated]:
    """Return the last backup of each of so many days, weeks or months."""
    last: dict[Hashable, Dated] = {}
    for backup in newest_first:
        last.setdefault(span(backup), backup)
    return list(last.values())[:most]
