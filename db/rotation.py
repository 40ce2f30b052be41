"""Which backups stay: the last of each of 14 days, 8 weeks and 12 months, and always the newest that was verified.

Backups are taken in the order of their numbers. A day that the laptop's clock was doubted for, or that lies after that of
the newest, says nothing of when a backup was made: such a one takes a place by its number, for only a newer one may take
it. No place but that of the newest outlives twelve months: a certificate of an erasing promises when the last copy goes.
One that was not verified takes no place; while it is newer than all that were, it waits for whoever can look at it.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

DAYS, WEEKS, MONTHS = 14, 8, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A backup as the rotation sees it; `is_doubted` where the clock was when it was made."""

    number: int
    day: date
    is_verified: bool
    is_doubted: bool = False


def kept(backups: Iterable[Dated]) -> frozenset[int]:
    """Return the numbers of the backups that stay."""
    newest_first = sorted(backups, key=lambda backup: backup.number, reverse=True)
    verified = [backup for backup in newest_first if backup.is_verified]
    last_verified = verified[0].number if verified else 0
    waiting = [backup for backup in newest_first if backup.number > last_verified]
    young = list(_of_this_year(verified))
    by_day = [backup for backup in young if not backup.is_doubted]
    return frozenset(
        backup.number
        for chosen in (
            verified[:1],
            _last_of_each(by_day, lambda backup: backup.day, DAYS),
            _last_of_each(by_day, lambda backup: backup.day.isocalendar()[:2], WEEKS),
            _last_of_each(by_day, lambda backup: (backup.day.year, backup.day.month), MONTHS),
            [backup for backup in young if backup.is_doubted][:DAYS],
            _last_of_each(waiting, lambda backup: backup.number if backup.is_doubted else backup.day, DAYS),
        )
        for backup in chosen
    )


def _of_this_year(newest_first: Sequence[Dated]) -> Iterator[Dated]:
    """Yield those of the last twelve months; a doubted one was made no later than the next whose day is good."""
    known = [backup for backup in newest_first if not backup.is_doubted]
    today = made_by = known[0].day if known else date.max
    for backup in newest_first:
        is_doubted = backup.is_doubted or backup.day > today
        made_by = made_by if is_doubted else backup.day
        if _months(today) - _months(made_by) < MONTHS:
            yield Dated(number=backup.number, day=backup.day, is_verified=True, is_doubted=is_doubted)


def _months(day: date) -> int:
    return day.year * 12 + day.month


def _last_of_each(newest_first: Sequence[Dated], span: Callable[[Dated], Hashable], most: int) -> list[Dated]:
    """Return the last backup of each of so many days, weeks or months."""
    last: dict[Hashable, Dated] = {}
    for backup in newest_first:
        last.setdefault(span(backup), backup)
    return list(last.values())[:most]
