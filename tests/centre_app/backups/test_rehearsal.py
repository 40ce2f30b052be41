"""The restore that is tried once a month."""

from datetime import date

import pytest

from centre_app.backups import making, rehearsal, restoring, standing
from centre_app.casework.rooms import RoomPlan, add_rooms
from centre_app.choices.keys import BackupAct, BackupOutcome, BackupReason
from centre_app.indicators.month import Period, count
from centre_app.problems import BackupIsDamaged
from centre_app.records import Backup, Person
from tests.makers import an_admission, reopened, reopened_without


def test_it_is_due_once_a_month_when_there_is_something_to_try(house, clock):
    assert not rehearsal.is_due(house)
    assert rehearsal.rehearse(house) is None
    making.make(house, BackupReason.FIRST_OF_DAY)
    assert rehearsal.is_due(house)
    tried = rehearsal.rehearse(house)
    assert (tried.act, tried.outcome, tried.number) == (BackupAct.REHEARSED, BackupOutcome.VERIFIED, 1)
    assert not rehearsal.is_due(house)
    clock.set(date(2026, 12, 1))
    assert rehearsal.is_due(house)
    assert standing.standing(house).last_rehearsal == tried.done_at
    assert sorted(path.name for path in (house.folder / "backups").iterdir()) == ["000001-20261121-090000", "keys.json"]


def test_in_a_month_that_begins_each_morning_anew_backups_are_counted(house, clock, monkeypatch):
    monkeypatch.setattr(rehearsal, "A_MONTH_OF_BACKUPS", 2)
    making.make(house, BackupReason.FIRST_OF_DAY)
    rehearsal.rehearse(house)
    clock.set(date(2001, 1, 1))
    due = []
    for _ in range(3):
        making.make(house, BackupReason.FIRST_OF_DAY)
        due.append(rehearsal.is_due(house))
        if due[-1]:
            rehearsal.rehearse(house)
    assert due == [False, True, False]


def test_the_monthly_report_tells_of_it(house):
    november = Period.month_of(date(2026, 11, 1))
    assert count(house, november).results["M3"].line("backup").number == 0
    making.make(house, BackupReason.FIRST_OF_DAY)
    rehearsal.rehearse(house)
    assert count(house, november).results["M3"].line("backup").number == 1


def test_work_that_went_on_since_is_no_fault_of_the_backup(house):
    making.make(house, BackupReason.FIRST_OF_DAY)
    (person,) = house.find(Person)
    house.save(person, action="save")
    house.save(*an_admission(given="Awa", family="Keita"), heed_findings=False)
    add_rooms(house, RoomPlan(name="Baobab", room_type="dormitory", sex_rule="girls", beds=2))
    assert rehearsal.rehearse(house).outcome == BackupOutcome.VERIFIED


def test_a_row_that_differs_without_a_word_in_history_is_found(house):
    making.make(house, BackupReason.FIRST_OF_DAY)
    with house.vault.transaction():
        house.vault.connection.execute("UPDATE care.persons SET sex = 'male'")
    with pytest.raises(BackupIsDamaged):
        rehearsal.rehearse(house)
    assert rehearsal.is_due(house)
    assert standing.standing(house).last_failure is BackupIsDamaged


def test_a_damaged_backup_fails_and_nothing_is_left_of_it(house):
    making.make(house, BackupReason.FIRST_OF_DAY)
    path = standing.backups(house)[0].backup.file("care.db")
    octets = bytearray(path.read_bytes())
    octets[20_000] ^= 1
    path.write_bytes(octets)
    with pytest.raises(BackupIsDamaged):
        rehearsal.rehearse(house)
    assert sorted(path.name for path in (house.folder / "backups").iterdir()) == ["000001-20261121-090000", "keys.json"]


def test_whoever_opens_less_tries_what_she_opens(house):
    making.make(house, BackupReason.FIRST_OF_DAY)
    with reopened_without(house, "health") as other:
        assert rehearsal.rehearse(other).outcome == BackupOutcome.VERIFIED


def test_after_a_restore_the_newer_backups_of_the_line_that_was_left_can_still_be_tried(house, clock, tmp_path):
    making.make(house, BackupReason.BY_HAND)
    old = standing.backups(house)[0].backup
    clock.move(days=1)
    house.save(*an_admission(given="Awa", family="Keita"), heed_findings=False)
    making.make(house, BackupReason.BY_HAND)
    restored = restoring.restore(house, old, tmp_path / "back.register")
    house.close()
    restoring.swap(house.folder, restored.folder, clock=clock)
    with reopened(house.folder, clock=clock) as register:
        assert making.newest_of(register)[0].number == 2
        assert making.has_changed(register)
        assert rehearsal.rehearse(register).outcome == BackupOutcome.VERIFIED
        assert register.as_stored.find(Backup, act=BackupAct.RESTORED)[0].number == 1
