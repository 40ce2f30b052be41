"""Which backups stay, over days and years that nobody has time to wait for."""

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as some

from db.rotation import DAYS, MONTHS, WEEKS, Dated, kept

FIRST = date(2026, 1, 5)

backups = some.lists(
    some.builds(
        lambda days, is_verified, is_doubted: (FIRST + timedelta(days=days), is_verified, is_doubted),
        some.integers(-5_000, 40_000) | some.integers(0, 400),  # a battery that died, and a century mistyped
        some.booleans(),
        some.booleans(),
    ),
    max_size=80,
).map(
    lambda found: [
        Dated(number=number, day=day, is_verified=is_verified, is_doubted=is_doubted)
        for number, (day, is_verified, is_doubted) in enumerate(found, 1)
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
    places = {backup.number if backup.is_doubted else backup.day for backup in waiting}
    assert len(stays & {backup.number for backup in waiting}) == min(DAYS, len(places))


@given(backups)
def test_one_that_was_not_verified_takes_no_place_and_none_is_kept_beyond_the_places_there_are(found):
    verified = [backup for backup in found if backup.is_verified]
    numbers = {backup.number for backup in verified}
    assert kept(found) & numbers == kept(verified)
    assert len(kept(verified)) <= DAYS + WEEKS + MONTHS + DAYS


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


def test_what_is_made_under_a_clock_that_goes_wrong_each_morning_stays_by_its_number():
    """A dead battery dates every morning the same: a day that comes again takes no place from another."""
    right = [Dated(number=n, day=FIRST + timedelta(days=n), is_verified=True) for n in range(1, 4)]
    wrong = [Dated(number=n, day=date(2001, 1, 1), is_verified=True, is_doubted=True) for n in range(4, 30)]
    assert kept(right + wrong) == {1, 2, 3, *range(30 - DAYS, 30)}


def test_a_clock_that_ran_ahead_and_was_put_right_makes_none_of_today_old():
    ahead = Dated(number=2, day=FIRST + timedelta(days=1_800), is_verified=True)
    right = [Dated(number=n, day=FIRST + timedelta(days=n), is_verified=True) for n in (1, 3, 4)]
    assert kept([*right, ahead]) == {1, 2, 3, 4}


def test_no_backup_but_the_newest_stays_for_more_than_a_year_however_seldom_one_is_made():
    """A house that opens every other month keeps no copy longer than a certificate says."""
    seldom = [Dated(number=n + 1, day=date(2024 + 2 * n // 12, 2 * n % 12 + 1, 5), is_verified=True) for n in range(14)]
    stays = [backup.day for backup in seldom if backup.number in kept(seldom)]
    assert stays == [date(2025, month, 5) for month in (5, 7, 9, 11)] + [date(2026, 1, 5), date(2026, 3, 5)]
    long_ago = Dated(number=1, day=date(2023, 5, 1), is_verified=True)
    assert kept([long_ago]) == {1}


def test_a_doubted_one_goes_with_the_year_of_the_next_whose_day_is_good():
    doubted = Dated(number=1, day=date(2001, 1, 1), is_verified=True, is_doubted=True)
    then, later = (Dated(number=n, day=day, is_verified=True) for n, day in ((2, FIRST), (3, date(2026, 12, 31))))
    assert kept([doubted, then, later]) == {1, 2, 3}
    assert kept([doubted, then, Dated(number=3, day=date(2027, 1, 1), is_verified=True)]) == {3}
