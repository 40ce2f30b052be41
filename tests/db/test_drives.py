"""Writing to a stick: full, protected, pulled or lying, it never ends in a false success or half a file."""

import errno
import os
from pathlib import Path

import pytest

from db import drives, errors

NAME = "SEG-202611-000012.age"
CONTENT = b"encrypted " * 300_000  # three pieces


def failing(number: int):
    def fail(*_args, **_kwargs):
        raise OSError(number, "made to fail")

    return fail


def failing_after(calls: int, number: int, really):
    """A call that works a number of times and fails from then on, as a stick pulled in the middle does."""
    left = [calls]

    def call(*args):
        if left[0] == 0:
            raise OSError(number, "made to fail")
        left[0] -= 1
        return really(*args)

    return call


def test_what_was_written_stands_under_its_name_and_nothing_else(tmp_path):
    assert drives.write_to_stick(tmp_path, NAME, CONTENT) == tmp_path / NAME
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert (tmp_path / NAME).read_bytes() == CONTENT


def test_an_empty_file_can_be_written(tmp_path):
    drives.write_to_stick(tmp_path, NAME, b"")
    assert (tmp_path / NAME).read_bytes() == b""


def test_progress_tells_writing_then_reading_back_up_to_the_end(tmp_path):
    told = []
    drives.write_to_stick(tmp_path, NAME, CONTENT, lambda *told_now: told.append(told_now))
    total = len(CONTENT)
    assert told[0] == (drives.Step.WRITING, 0, total)
    assert told[-1] == (drives.Step.READING_BACK, total, total)
    assert told == sorted(told, key=lambda at: (at[0] is drives.Step.READING_BACK, at[1]))


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (errno.ENOSPC, errors.DiskFull),
        (errno.EROFS, errors.ReadOnlyDisk),
        (errno.EACCES, errors.NotAllowed),
        (errno.EIO, errors.DiskFailing),
        (errno.ENODEV, errors.DriveGone),
    ],
)
@pytest.mark.parametrize("call", ["write", "fsync", "read", "replace"])
@pytest.mark.parametrize("after", [0, 1])
def test_a_stick_that_fails_leaves_no_file_of_that_name_and_says_which_failure_it_was(
    tmp_path, monkeypatch, call, number, problem, after
):
    if call in ("fsync", "replace") and after:
        after = 0  # these are called once before the file has its name
    monkeypatch.setattr(drives.os, call, failing_after(after, number, getattr(os, call)))
    with pytest.raises(problem):
        drives.write_to_stick(tmp_path, NAME, CONTENT)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lets_go", [True, False])
def test_a_half_of_which_the_stick_does_not_let_go_is_told_of(tmp_path, monkeypatch, lets_go):
    monkeypatch.setattr(drives.os, "fsync", failing(errno.EROFS))
    if not lets_go:
        first = iter([Path.unlink])  # the one before anything is written finds nothing
        monkeypatch.setattr(Path, "unlink", lambda *a, **k: next(first, failing(errno.EROFS))(*a, **k))
    with pytest.raises(errors.ReadOnlyDisk) as told:
        drives.write_to_stick(tmp_path, NAME, CONTENT)
    assert told.value.leaves_half is not lets_go
    assert bool(list(tmp_path.iterdir())) is not lets_go


def test_a_stick_pulled_while_writing_is_told_from_a_disk_that_fails(tmp_path, monkeypatch):
    stick = tmp_path / "stick"
    stick.mkdir()

    def pulled(*_args):
        (stick / (NAME + drives.PART)).unlink()
        stick.rmdir()
        raise OSError(errno.EIO, "made to fail")

    monkeypatch.setattr("db.files.os.write", pulled)
    with pytest.raises(errors.DriveGone):
        drives.write_to_stick(stick, NAME, CONTENT)


def test_a_stick_that_keeps_other_bytes_than_it_was_given_is_found_out(tmp_path, monkeypatch):
    read = os.read
    monkeypatch.setattr(drives.os, "read", lambda handle, length: read(handle, length).replace(b"e", b"f", 1))
    with pytest.raises(errors.WrittenDiffers):
        drives.write_to_stick(tmp_path, NAME, CONTENT)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_a_stick_that_keeps_fewer_bytes_than_it_was_given_is_found_out(tmp_path, monkeypatch):
    def forget_the_end(handle):
        os.truncate(tmp_path / (NAME + drives.PART), len(CONTENT) - 1)

    monkeypatch.setattr(drives, "_forget_cached", forget_the_end)
    with pytest.raises(errors.WrittenDiffers):
        drives.write_to_stick(tmp_path, NAME, CONTENT)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_read_from_the_stick_and_not_from_memory(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(drives.os, "posix_fadvise", lambda *asked_now: asked.append(asked_now[-1]), raising=False)
    drives.write_to_stick(tmp_path, NAME, CONTENT)
    assert asked == [os.POSIX_FADV_DONTNEED]


def test_an_earlier_file_of_that_name_stays_when_the_stick_fails(tmp_path, monkeypatch):
    drives.write_to_stick(tmp_path, NAME, b"earlier")
    monkeypatch.setattr("db.files.os.write", failing(errno.ENOSPC))
    with pytest.raises(errors.DiskFull):
        drives.write_to_stick(tmp_path, NAME, CONTENT)
    assert (tmp_path / NAME).read_bytes() == b"earlier"


def test_what_a_pulled_stick_left_behind_does_not_stand_in_the_way(tmp_path):
    (tmp_path / (NAME + drives.PART)).write_bytes(b"half")
    drives.write_to_stick(tmp_path, NAME, CONTENT)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_person_who_stops_the_writing_leaves_nothing_behind(tmp_path):
    class StoppedByThePerson(Exception):
        pass

    def stop_at_the_reading_back(step, _done, _total):
        if step is drives.Step.READING_BACK:
            raise StoppedByThePerson

    with pytest.raises(StoppedByThePerson):
        drives.write_to_stick(tmp_path, NAME, CONTENT, stop_at_the_reading_back)
    assert list(tmp_path.iterdir()) == []


def test_too_little_room_is_said_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(drives, "free_space", lambda _folder: len(CONTENT))
    monkeypatch.setattr(drives, "_write", failing(errno.EIO))
    with pytest.raises(errors.DiskFull):
        drives.write_to_stick(tmp_path, NAME, CONTENT)


def on_a(file_system, monkeypatch, folder):
    stick = drives.Drive(
        folder=folder, label="", free_bytes=10**12, total_bytes=10**12, is_read_only=False, file_system=file_system
    )
    monkeypatch.setattr(drives, "removable_drives", lambda **_: [stick])
    monkeypatch.setattr(drives, "free_space", lambda _folder: 10**12)


@pytest.mark.parametrize("file_system", ["vfat", "fat32", "msdos"])
def test_a_file_that_fat_cannot_count_is_refused_before_a_byte_is_written(tmp_path, monkeypatch, file_system):
    on_a(file_system, monkeypatch, tmp_path)
    (tmp_path / "FOLDER").mkdir()
    drives.check_holds(tmp_path / "FOLDER", 4 * 1024**3 - 1)
    with pytest.raises(errors.TooLargeForStick):
        drives.check_holds(tmp_path / "FOLDER", 4 * 1024**3)


@pytest.mark.parametrize("file_system", ["exfat", "ntfs", ""])
def test_other_sticks_hold_files_of_any_size(tmp_path, monkeypatch, file_system):
    on_a(file_system, monkeypatch, tmp_path)
    drives.check_holds(tmp_path, 5 * 1024**3)


def test_a_stick_of_large_clusters_needs_more_room_for_the_same_file(tmp_path, monkeypatch):
    """A file of one byte takes 32 MiB there, and so may the folder's entry."""
    cluster = 32 * 1024**2
    monkeypatch.setattr(drives, "_cluster_of", lambda _folder: cluster)
    monkeypatch.setattr(drives, "free_space", lambda _folder: 2 * cluster)
    drives.check_holds(tmp_path, 0)
    with pytest.raises(errors.DiskFull):
        drives.check_holds(tmp_path, 1)


def test_a_stick_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(errors.DriveGone):
        drives.write_to_stick(tmp_path / "gone", NAME, CONTENT)


@pytest.mark.parametrize(
    "name",
    [
        "segou.age",
        "SÉGOU.age",
        "A" * 41 + ".age",
        "SEG 1.age",
        "../SEG.age",
        "SEG",
        "SEG.AGE",
        "",
        "SEG.age\n",
        "A/B.age",
        "CON.age",
        "LPT1.txt",
    ],
)
def test_a_name_that_some_stick_would_change_is_not_written(tmp_path, name):
    with pytest.raises(errors.BadFileName):
        drives.write_to_stick(tmp_path, name, CONTENT)


def test_free_space_is_what_the_system_says(tmp_path):
    assert 0 < drives.free_space(tmp_path) <= os.statvfs(tmp_path).f_blocks * os.statvfs(tmp_path).f_frsize


def a_machine(tmp_path, *mounted: str):
    """The two things Linux tells about drives: what is mounted, and which devices can be taken out."""
    for name, removable in (("sda", "0"), ("sdb", "1")):
        (tmp_path / "block" / name).mkdir(parents=True)
        (tmp_path / "block" / name / "removable").write_text(removable + "\n")
    (tmp_path / "mounts").write_text("".join(f"{line}\n" for line in mounted))
    return {"mounts": tmp_path / "mounts", "blocks": tmp_path / "block"}


def test_a_removable_device_is_offered_and_the_machines_own_disk_is_not(tmp_path):
    stick = tmp_path / "KORO SIEGE"
    stick.mkdir()
    escaped = str(stick).replace(" ", "\\040")
    machine = a_machine(
        tmp_path, f"/dev/sda1 {tmp_path} ext4 rw 0 0", f"/dev/sdb1 {escaped} vfat rw 0 0", "proc /proc proc rw 0 0"
    )
    (found,) = drives.removable_drives(**machine)
    assert (found.folder, found.label, found.is_read_only) == (stick, "KORO SIEGE", False)
    assert found.file_system == "vfat"
    assert 0 < found.free_bytes <= found.total_bytes


def test_a_stick_mounted_read_only_says_so(tmp_path):
    stick = tmp_path / "STICK"
    stick.mkdir()
    (found,) = drives.removable_drives(**a_machine(tmp_path, f"/dev/sdb1 {stick} vfat ro,nosuid 0 0"))
    assert found.is_read_only


def test_a_stick_pulled_while_it_is_looked_at_is_left_out(tmp_path):
    assert drives.removable_drives(**a_machine(tmp_path, f"/dev/sdb1 {tmp_path}/gone vfat rw 0 0")) == []
