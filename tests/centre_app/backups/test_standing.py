"""How old the last backups are, in the words of the first page."""

from datetime import timedelta

from centre_app import recovery
from centre_app.backups import making, second_place, standing
from centre_app.choices.keys import BackupReason
from tests.makers import TODAY, a_folder, reopened


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
    on(clock, 10)  # the clock is set back
    assert standing.standing(house).days_off_laptop == 0


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
