"""When a backup is made, what is written down of it, and which ones stay."""

import json
from datetime import date, timedelta

import pytest

from centre_app import accounts
from centre_app.backups import making, standing
from centre_app.choices.keys import BackupAct, BackupOutcome, BackupReason
from centre_app.opening import lock
from centre_app.problems import BackupIsDamaged, NotEnoughRoom, RegisterDamaged, SaveCutShort
from centre_app.records import Backup, Person, StaffMember
from db import errors, rotation, schema, taking
from tests.makers import TODAY, a_bed, an_admission, reopened, reopened_as, reopened_without


def acts(register):
    return [(one.act, one.outcome) for one in sorted(register.as_stored.find(Backup), key=lambda one: one.id)]


def numbers(register):
    return [shown.number for shown in standing.backups(register)]


def spoil(path, at=9_000):
    octets = bytearray(path.read_bytes())
    octets[at] ^= 1
    path.write_bytes(octets)


def test_the_first_opening_of_a_day_has_one_to_make_and_the_second_has_not(house, clock):
    assert making.is_due_today(house)
    made = making.make(house, BackupReason.FIRST_OF_DAY)
    assert (made.number, made.outcome, made.done_at) == (1, BackupOutcome.VERIFIED, house.now)
    assert not making.is_due_today(house)
    clock.set(TODAY + timedelta(days=1))
    assert making.is_due_today(house)


def test_under_a_clock_that_begins_each_morning_anew_each_opening_has_one_to_make_and_none_takes_anothers_place(
    house, clock
):
    making.make(house, BackupReason.FIRST_OF_DAY)
    for _ in range(4):
        clock.set(date(2001, 1, 1))  # the battery is dead, and each evening the power is cut
        assert not making.is_due_today(house)
        house.save(a_bed(), heed_findings=False)
        assert making.is_due_today(house)
        making.make(house, BackupReason.FIRST_OF_DAY)
    assert numbers(house) == [5, 4, 3, 2, 1]
    clock.set(TODAY + timedelta(days=1))
    assert making.is_due_today(house)
    making.make(house, BackupReason.FIRST_OF_DAY)
    assert numbers(house) == [6, 5, 4, 3, 2, 1]


def test_what_is_written_down_of_a_backup_is_no_reason_for_another(house, clock):
    making.make(house, BackupReason.FIRST_OF_DAY)
    assert not making.has_changed(house)
    lock(house)
    with reopened(house.folder, clock=clock) as again:
        assert not making.has_changed(again)
        again.save(a_bed(), heed_findings=False)
        assert making.has_changed(again)
        making.make(again, BackupReason.AT_EXIT)
        assert not making.has_changed(again)


def test_a_change_of_keys_is_a_reason(house):
    making.make(house, BackupReason.FIRST_OF_DAY)
    accounts.add_person(house, StaffMember(id="nurse", name="Somebody", roles=frozenset({"nurse"})))
    assert making.has_changed(house)


def test_before_keys_are_changed_all_is_kept_and_a_full_disk_keeps_nobodys_key(house, monkeypatch):
    making.before_new_keys(house)
    making.before_new_keys(house)
    assert [shown.reason for shown in standing.backups(house)] == [BackupReason.BEFORE_KEY_CHANGE]

    def full(folder, size, *, reserve=None):
        raise errors.NotEnoughRoom(needed=2, free=1)

    house.save(a_bed(), heed_findings=False)
    monkeypatch.setattr(taking, "check_fits", full)
    making.before_new_keys(house)
    assert numbers(house) == [1]


def test_an_auditor_who_may_write_nothing_makes_one_as_well(house, clock):
    auditor = reopened_as(house, "auditor", clock=clock)
    made = making.make(auditor, BackupReason.FIRST_OF_DAY)
    assert made.outcome == BackupOutcome.WAITING
    assert "health" in json.loads(made.waiting)
    assert acts(auditor) == [(BackupAct.MADE, BackupOutcome.WAITING)]
    auditor.close()
    with reopened(house.folder, clock=clock) as director:
        assert making.verify_waiting(director) == 1
        assert making.verify_waiting(director) == 0
        assert [shown.is_verified for shown in standing.backups(director)] == [True]
        assert acts(director)[-1] == (BackupAct.CHECKED, BackupOutcome.VERIFIED)


def test_older_ones_go_by_the_day_of_each_and_numbers_are_never_given_twice(house, clock, monkeypatch):
    monkeypatch.setattr(rotation, "DAYS", 3)
    for later in range(5):
        clock.set(TODAY + timedelta(days=later))
        for _ in range(2 if later == 3 else 1):
            making.make(house, BackupReason.BY_HAND)
    days = [shown.backup.day for shown in standing.backups(house)]
    assert days == [TODAY + timedelta(days=later) for later in (4, 3, 2, 1)]  # three days, and the Sunday before them
    assert numbers(house)[0] == 6
    for shown in standing.backups(house):
        making.stored.take_away(shown.backup)
    assert making.make(house, BackupReason.BY_HAND).number == 7


def test_a_backup_that_nobody_wrote_down_before_the_power_went_is_written_down_at_the_next_opening(house):
    taking.make(house.folder, house.keys, reason=BackupReason.AT_EXIT, at="2026-11-20T17:30:00")
    making.verify_waiting(house)
    (written,) = house.as_stored.find(Backup)
    assert (written.act, written.reason, f"{written.done_at:%d %H:%M}") == (
        BackupAct.MADE,
        BackupReason.AT_EXIT,
        "20 17:30",
    )
    making.verify_waiting(house)
    assert len(house.as_stored.find(Backup)) == 1


def test_without_room_it_is_said_in_numbers_and_written_down(house, monkeypatch, french):
    def none(folder, size, *, reserve=None):
        raise errors.NotEnoughRoom(needed=241_000_001, free=199_999_999)

    monkeypatch.setattr(taking, "check_fits", none)
    with pytest.raises(NotEnoughRoom) as found:
        making.make(house, BackupReason.FIRST_OF_DAY)
    assert "il faut 242 Mo, il reste 199 Mo" in found.value.said_in(french)
    assert acts(house) == [(BackupAct.MADE, BackupOutcome.FAILED)]
    assert standing.standing(house).last_failure is NotEnoughRoom
    monkeypatch.undo()
    making.make(house, BackupReason.BY_HAND)
    assert standing.standing(house).last_failure is None


def test_what_a_person_stops_is_not_written_down_as_gone_wrong(house):
    class Cancelled(Exception):
        pass

    def stop(sentence, done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        making.make(house, BackupReason.BY_HAND, told=stop)
    assert (acts(house), numbers(house)) == ([], [])


def test_of_a_damaged_register_no_backup_is_made_and_the_older_ones_stay(house):
    making.make(house, BackupReason.FIRST_OF_DAY)
    spoil(house.folder / "health.db", at=40_000)
    with pytest.raises(RegisterDamaged):
        making.make(house, BackupReason.BY_HAND)
    assert numbers(house) == [1]
    assert making.check(house, standing.backups(house)[0].backup).is_sound


def test_a_backup_that_is_found_damaged_is_shown_so_from_then_on(house):
    making.make(house, BackupReason.FIRST_OF_DAY)
    (shown,) = standing.backups(house)
    spoil(shown.backup.file("care.db"))
    assert not shown.is_damaged
    with pytest.raises(BackupIsDamaged):
        making.check(house, shown.backup)
    (shown,) = standing.backups(house)
    assert shown.is_damaged
    spoil(shown.backup.file("care.db"))
    making.check(house, shown.backup)
    assert not standing.backups(house)[0].is_damaged


def test_a_save_that_was_cut_short_behind_a_shut_door_is_told(house, french):
    other = reopened_without(house, "health")
    (other.folder / "health.db-journal").write_bytes(b"x")
    with pytest.raises(SaveCutShort) as found:
        making.make(other, BackupReason.BY_HAND)
    assert "health.db" in found.value.said_in(french)
    other.close()


def test_it_goes_on_beside_somebody_who_works(house):
    """As the window does it: in the twin of a register, over connections of its own."""
    told = []
    with house.in_this_thread() as twin:
        making.make(twin, BackupReason.BY_HAND, told=lambda *step: told.append(step))
    house.catch_up()
    house.save(*an_admission(given="Awa", family="Keita"), heed_findings=False)
    assert len(house.find(Person)) == 2
    assert {sentence for sentence, _, _ in told} == {
        "Copying the register",
        "Reading the copy back",
        "Putting the copy away",
    }
    assert all(0 <= done <= total for _, done, total in told)


def test_before_older_tables_become_new_ones_a_backup_is_made_of_them(house, clock, monkeypatch):
    lock(house)
    steps = {name: (*schema.steps(name), "CREATE TABLE later (x TEXT) STRICT;") for name in ("centre", "care")}
    real = schema.steps
    monkeypatch.setattr(schema, "steps", lambda name: steps.get(name) or real(name))
    schema.tables.cache_clear()
    try:
        with reopened(house.folder, clock=clock) as newer:
            (shown,) = standing.backups(newer)
            assert shown.reason == BackupReason.BEFORE_MIGRATION
            said = making.newest_of(newer)[1]
            assert said.compartments["care"].contents.schema == len(steps["care"]) - 1
            assert newer.vault.has_table("later")
            making.verify_waiting(newer)
            assert [one.reason for one in newer.as_stored.find(Backup)] == [BackupReason.BEFORE_MIGRATION]
    finally:
        schema.tables.cache_clear()
