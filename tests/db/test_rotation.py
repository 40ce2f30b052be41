"""Which backups stay, over days and years that nobody has time to wait for."""

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as some

from db.rotation import DAYS, MONTHS, WEEKS, Dated, kept

FIRST = date(2026, 1, 5)

backups = some.lists(
    some.builds(
        lambda days, is_verified: (FIRST + timedelta(days=days), is_verified),
        some.integers(-5_000, 40_000) | some.integers(0, 400),  # a battery that died, and a century mistyped
        some.booleans(),
    ),
    max_size=80,
).map(
    lambda found: [
        Dated(number=number, day=day, is_verified=is_verified) for number, (day, is_verified) in enumerate(found, 1)
    ]
)


@given(backups)
@example([Dated(number=1, day=FIRST, is_verified=False)])
def test_the_newest_verified_stays_and_whatever_is_newer_than_it_waits(found):
    stays = kept(found)
    verified = [backup.number for backup in found if backup.is_verified]
    newest = max(verified, default=0)
    assert not verified or newest in stays
    waiting = [backup for backup in found if backup.number > newest]
    assert all(backup.number in stays for backup in waiting[-1:])
    assert len(stays & {backup.number for backup in waiting}) == min(DAYS, len({backup.day for backup in waiting}))


@given(backups)
def test_one_that_was_not_verified_takes_no_place_and_none_is_kept_beyond_the_places_there_are(found):
    verified = [backup for backup in found if backup.is_verified]
    numbers = {backup.number for backup in verified}
    assert kept(found) & numbers == kept(verified)
    assert len(kept(verified)) <= DAYS + WEEKS + MONTHS


@given(backups)
def test_what_stays_stays_when_it_is_asked_again(found):
    stays = kept(found)
    assert kept(backup for backup in found if backup.number in stays) == stays


@given(backups)
def test_the_order_in_which_they_are_found_does_not_matter(found):
    assert kept(reversed(found)) == kept(found)


def day_by_day(days, *, a_day=2):
    """Live with a register for so many days, with rotation after each backup, and return what stands in the end."""
    there, number = [], 0
    for later in range(days):
        for _ in range(a_day):
            number += 1
            there.append(Dated(number=number, day=FIRST + timedelta(days=later), is_verified=True))
            stays = kept(there)
            there = [backup for backup in there if backup.number in stays]
    return there


def test_after_two_years_there_are_fourteen_days_eight_weeks_and_twelve_months_and_the_last_of_each():
    last = FIRST + timedelta(days=729)
    days = [backup.day for backup in day_by_day(730)]
    assert days[-DAYS:] == [last - timedelta(days=back) for back in reversed(range(DAYS))]
    ends_of_weeks = {day for day in days if day.weekday() == 6}
    assert len({day.isocalendar()[:2] for day in days}) >= WEEKS
    assert {last - timedelta(days=last.weekday() + 1 + 7 * back) for back in range(WEEKS - 1)} <= ends_of_weeks
    ends_of_months = {day for day in days if (day + timedelta(days=1)).day == 1}
    assert len(ends_of_months) >= MONTHS - 1
    assert min(days) >= last - timedelta(days=366)


def test_after_years_without_anybody_who_verifies_the_disk_is_not_full_of_what_waits():
    waiting = [Dated(number=n, day=FIRST + timedelta(days=n), is_verified=n == 3) for n in range(1, 400)]
    assert kept(waiting) == {3, *range(400 - DAYS, 400)}
