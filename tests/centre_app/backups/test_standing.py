"""How old the last backups are, in the words of the first page."""

from datetime import date, timedelta

import pytest

from centre_app import recovery
from centre_app.backups import making, second_place, standing
from centre_app.backups.doing import failures_kept
from centre_app.choices.keys import BackupAct, BackupReason
from centre_app.problems import NoRoomLeft, Problem
from db.errors import DiskFull
from tests.makers import TODAY, a_bed, a_folder, reopened, reopened_without


def on(clock, days):
    clock.set(TODAY + timedelta(days=days))


def test_a_new_house_is_reminded_after_a_week_and_told_in_red_after_a_fortnight(house, clock):
    found = []
    for days in (0, 6, 7, 14, 15):
        on(clock, days)
        now = standing.standing(house)
        found.append((now.is_reminder, now.is_red, now.days_off_laptop))
    assert found == [
        (False, False, None),
        (False, False, None),
        (True, False, None),
        (True, False, None),
        (True, True, None),
    ]


def test_days_since_the_last_one_off_the_laptop_begin_anew_with_each_copy(house, clock, stick):
    on(clock, 20)
    second_place.copy(house, stick)
    now = standing.standing(house)
    assert (now.days_off_laptop, now.is_red, now.is_reminder) == (0, False, False)
    assert now.last_made == now.last_verified == now.off_laptop == house.now
    on(clock, 29)
    now = standing.standing(house)
    assert (now.days_off_laptop, now.is_red, now.is_reminder) == (9, False, True)
    on(clock, 36)
    assert standing.standing(house).is_red


def test_how_old_a_copy_is_nobody_can_say_while_the_clock_is_set_back_and_that_is_red(house, clock, stick):
    on(clock, 20)
    second_place.copy(house, stick)
    clock.set(date(2001, 1, 1))
    now = standing.standing(house)
    assert (now.off_laptop is None, now.days_off_laptop, now.is_red, now.is_reminder) == (False, None, True, True)
    on(clock, 21)
    assert standing.standing(house).days_off_laptop == 1


def test_a_copy_under_a_clock_that_ran_ahead_silences_nothing_once_it_is_put_right(house, clock, stick):
    clock.set(date(2031, 1, 1))
    second_place.copy(house, stick)
    assert house.clock_is_suspect
    on(clock, 12)
    now = standing.standing(house)
    assert (now.days_off_laptop, now.is_reminder, now.is_red) == (
        None,
        True,
        False,
    )  # it was made after the last right line
    for days in (80, 160, 240):
        on(clock, days)
        house.save(a_bed(), heed_findings=False)
    assert not house.clock_is_suspect
    assert standing.standing(house).is_red
    recovery.keep_sheet(house, recovery.new_sheet())
    assert standing.standing(house).is_before_key_change
    with pytest.raises(Problem), failures_kept(house, BackupAct.MADE):
        raise DiskFull
    assert standing.standing(house).last_failure is NoRoomLeft
    second_place.copy(house, stick)
    now = standing.standing(house)
    assert (now.days_off_laptop, now.is_red, now.is_before_key_change, now.last_failure) == (0, False, False, None)


def test_a_look_that_reads_all_but_what_waits_for_other_keys_is_said_to_have_been_made(house, clock):
    with reopened_without(house, "health", clock=clock) as without:
        making.make(without, BackupReason.BY_HAND)
        now = standing.standing(without)
        assert (now.last_verified, now.last_read, now.read_but) == (None, without.now, ("health",))
    clock.move(minutes=5)
    with reopened(house.folder, clock=clock) as director:
        now = standing.standing(director)
        assert (now.last_read, now.read_but) == (None, ())  # she opens it, and has not looked yet
        making.verify_waiting(director)
        now = standing.standing(director)
        assert (now.last_verified, now.last_read, now.read_but) == (director.now, director.now, ())


def test_a_backup_here_is_none_off_the_laptop(house, clock):
    on(clock, 15)
    making.make(house, BackupReason.BY_HAND)
    now = standing.standing(house)
    assert (now.last_made, now.off_laptop, now.is_red) == (house.now, None, True)


def test_a_stick_of_before_a_new_sheet_is_told(house, clock, stick):
    second_place.copy(house, stick)
    clock.move(minutes=5)
    assert not standing.standing(house).is_before_key_change
    recovery.keep_sheet(house, recovery.new_sheet())
    assert standing.standing(house).is_before_key_change
    clock.move(minutes=5)
    second_place.copy(house, stick)
    assert not standing.standing(house).is_before_key_change


def test_nobody_is_told_off_for_a_training_register(tmp_path, clock):
    with reopened(a_folder(tmp_path, is_training=True), clock=clock) as training:
        on(clock, 60)
        now = standing.standing(training)
        assert (now.is_red, now.is_reminder) == (False, False)
