"""Backups on a stick: written, read back, and nothing half."""

import os
import re
from collections import namedtuple

import pytest

from db import backup_sticks, backups, copying, drives, errors, room, taking
from tests.makers import an_admission


@pytest.fixture
def stick(tmp_path):
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def house(register):
    register.save(*an_admission())
    return register


def made(register, day=21):
    return taking.make(register.folder, register.keys, reason="by_hand", at=f"2026-11-{day}T09:00:00")


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_stick_holds_the_same_bytes_under_names_that_every_stick_keeps(house, stick):
    backup = made(house)
    copy = backup_sticks.copy_to_stick(backup, stick)
    assert copy.folder == stick / "REGISTRE-SAUVEGARDE" / "SEG" / "000001-20261121-090000"
    for path in copy.folder.iterdir():
        assert drives.GOOD_NAME.fullmatch(path.name)
        assert path.read_bytes() == backup.file(path.name.lower()).read_bytes()
    assert all(re.fullmatch("[A-Z0-9-]{1,40}", name) for name in copy.folder.relative_to(stick).parts)
    assert backups.bytes_hold(copy)
    assert backup_sticks.on_stick(stick) == [copy]


def test_stopping_at_any_point_leaves_nothing_half(house, stick):
    backup, steps = made(house), []
    backup_sticks.remove(backup_sticks.copy_to_stick(backup, stick, told=lambda *step: steps.append(step)))
    for stop_at in range(len(steps)):
        left = iter(range(stop_at))
        with pytest.raises(StopIteration):
            backup_sticks.copy_to_stick(backup, stick, told=lambda *step, left=left: next(left))
        assert files(stick) == []


def test_what_the_stick_gives_back_otherwise_is_no_backup(house, stick, monkeypatch):
    backup, digest_of = made(house), copying.digest_of

    def forgetful(path, told=copying.nobody):
        if path.is_relative_to(stick):
            path.write_bytes(bytes(path.stat().st_size))  # a stick that keeps sizes and loses what was written
        return digest_of(path, told)

    monkeypatch.setattr(copying, "digest_of", forgetful)
    with pytest.raises(errors.WrittenDiffers):
        backup_sticks.copy_to_stick(backup, stick)
    assert files(stick) == []


def test_what_a_stick_that_forbids_everything_keeps_is_told_of_and_goes_with_the_next_backup(house, stick, monkeypatch):
    backup = made(house)

    def forbidden(*_args, ignore_errors=False, **_more):
        if not ignore_errors:
            raise PermissionError(13, "made to fail")

    with monkeypatch.context() as patch:
        patch.setattr(copying, "open_new", forbidden)
        patch.setattr(backup_sticks.shutil, "rmtree", forbidden)
        with pytest.raises(errors.NotAllowed) as told:
            backup_sticks.copy_to_stick(backup, stick)
    place = backup_sticks.place_of(stick, "SEG")
    assert told.value.leaves_half
    assert [path.name for path in place.iterdir()] == [f"{backup.folder.name}.part"]
    assert backup_sticks.on_stick(stick) == []
    (place / "photos.part").mkdir()  # somebody else's
    later = backup_sticks.copy_to_stick(made(house), stick)
    assert sorted(path.name for path in place.iterdir()) == [later.folder.name, "photos.part"]


def test_a_backup_that_does_not_hold_here_is_not_carried_away(house, stick):
    backup = made(house)
    spoilt = bytearray(backup.file("care.db").read_bytes())
    spoilt[5000] ^= 1
    backup.file("care.db").write_bytes(spoilt)
    with pytest.raises(errors.BackupDamaged):
        backup_sticks.copy_to_stick(backup, stick)
    assert files(stick) == []


def test_the_same_backup_once_more_is_read_again_and_mended_where_the_stick_spoilt_it(house, stick):
    backup = made(house)
    copy = backup_sticks.copy_to_stick(backup, stick)
    assert backup_sticks.copy_to_stick(backup, stick) == copy
    spoilt = bytearray(copy.file("care.db").read_bytes())
    spoilt[5000] ^= 1
    copy.file("care.db").write_bytes(spoilt)
    assert not backups.bytes_hold(copy)
    assert backups.bytes_hold(backup_sticks.copy_to_stick(backup, stick))


def test_on_a_full_stick_the_oldest_make_way_and_the_last_one_never(house, stick, monkeypatch):
    for day in (18, 19, 20):
        backup_sticks.copy_to_stick(made(house, day), stick)
    newest, disk = made(house, 21), namedtuple("Disk", "total used free")

    def of_three(folder):
        there = len(backup_sticks.on_stick(stick)) if folder.is_relative_to(stick) else 0
        return disk(10**12, 0, (3 - there) * newest.size * 2)

    monkeypatch.setattr(room.shutil, "disk_usage", of_three)
    backup_sticks.copy_to_stick(newest, stick)
    assert [backup.number for backup in backup_sticks.on_stick(stick)] == [2, 3, 4]
    monkeypatch.setattr(room.shutil, "disk_usage", lambda folder: disk(10**12, 0, 0))
    with pytest.raises(errors.NotEnoughRoom):
        backup_sticks.copy_to_stick(made_on_a_large_disk(house, monkeypatch), stick)
    assert backup_sticks.on_stick(stick)[-1].number == 4


def made_on_a_large_disk(house, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(
            room.shutil, "disk_usage", lambda folder: namedtuple("Disk", "total used free")(10**12, 0, 10**12)
        )
        return made(house, 22)


def test_a_stick_that_is_gone_and_one_without_backups(house, stick):
    assert backup_sticks.on_stick(stick) == []
    backup = made(house)
    stick.rmdir()
    with pytest.raises(errors.DriveGone):
        backup_sticks.copy_to_stick(backup, stick)


def test_a_copy_that_lost_a_file_is_not_offered(house, stick):
    copy = backup_sticks.copy_to_stick(made(house), stick)
    copy.file("care.db").unlink()
    assert backup_sticks.on_stick(stick) == []


@pytest.mark.parametrize("linked", ["REGISTRE-SAUVEGARDE", "REGISTRE-SAUVEGARDE/SEG"])
def test_a_stick_whose_folders_lead_to_the_laptop_takes_nothing_and_has_nothing(house, stick, tmp_path, linked):
    backup, elsewhere = made(house), tmp_path / "elsewhere"
    elsewhere.mkdir()
    (stick / linked).parent.mkdir(exist_ok=True)
    (stick / linked).symlink_to(house.folder / "backups" if linked.endswith("SEG") else elsewhere)
    stood = files(house.folder / "backups")
    with pytest.raises(errors.LeadsElsewhere):
        backup_sticks.copy_to_stick(backup, stick)
    assert backup_sticks.on_stick(stick) == []
    assert (files(house.folder / "backups"), files(elsewhere)) == (stood, [])


def test_a_backup_that_is_a_link_is_none_of_the_sticks(house, stick):
    backup = made(house)
    place = backup_sticks.place_of(stick, "SEG")
    place.mkdir(parents=True)
    (place / backup.folder.name).symlink_to(backup.folder)
    assert backup_sticks.on_stick(stick) == []
    with pytest.raises(errors.LeadsElsewhere):
        backup_sticks.copy_to_stick(backup, stick)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes have names here")
def test_pipes_on_a_stick_keep_nobody_waiting(house, stick):
    copy = backup_sticks.copy_to_stick(made(house), stick)
    for name in ("CARE.db", "BACKUP.json"):
        (copy.folder / name).unlink()
        os.mkfifo(copy.folder / name)
        assert backup_sticks.on_stick(stick) == []
