"""Files outside the databases: whole or not at all, and one program per register."""

import errno
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from db import errors, files


def failing(number: int):
    def fail(*_args, **_kwargs):
        raise OSError(number, "made to fail")

    return fail


def test_an_atomic_write_replaces_the_old_content_and_leaves_nothing_beside_it(tmp_path):
    file = tmp_path / "keys.json"
    files.atomic_write(file, b"old")
    files.atomic_write(file, b"new")
    assert file.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (errno.ENOSPC, errors.DiskFull),
        (errno.EDQUOT, errors.DiskFull),
        (errno.EROFS, errors.ReadOnlyDisk),
        (errno.EACCES, errors.NotAllowed),
        (errno.EIO, errors.DiskFailing),
        (errno.ENODEV, errors.DriveGone),
    ],
)
@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_an_atomic_write_that_fails_keeps_the_old_file_and_says_which_failure_it_was(
    tmp_path, monkeypatch, call, number, problem
):
    file = tmp_path / "keys.json"
    files.atomic_write(file, b"old")
    monkeypatch.setattr(files.os, call, failing(number))
    with pytest.raises(problem):
        files.atomic_write(file, b"new")
    monkeypatch.undo()
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


def test_a_disk_that_takes_few_bytes_at_a_time_still_gets_them_all(tmp_path, monkeypatch):
    write = os.write
    monkeypatch.setattr(files.os, "write", lambda handle, content: write(handle, content[:3]))
    files.atomic_write(tmp_path / "file", b"eleven byte")
    assert (tmp_path / "file").read_bytes() == b"eleven byte"


def test_a_disk_that_takes_nothing_is_failing_and_not_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(files.os, "write", lambda _handle, _content: 0)
    with pytest.raises(errors.DiskFailing):
        files.atomic_write(tmp_path / "file", b"content")


def test_a_folder_that_is_gone_is_said_so(tmp_path):
    with pytest.raises(errors.DriveGone):
        files.atomic_write(tmp_path / "gone" / "file", b"content")


def test_no_disk_problem_tells_a_path_or_the_systems_words(tmp_path, monkeypatch):
    monkeypatch.setattr(files.os, "write", failing(errno.ENOSPC))
    with pytest.raises(errors.DiskFull) as caught:
        files.atomic_write(tmp_path / "Awa Diarra", b"content")
    assert str(caught.value) == ""
    assert caught.value.__suppress_context__


def test_what_windows_says_in_its_own_numbers_is_understood(tmp_path):
    protected = OSError(errno.EACCES, "write protected")
    protected.winerror = 19
    with pytest.raises(errors.ReadOnlyDisk), files.disk_problems(tmp_path):
        raise protected


def test_a_file_up_to_the_bound_is_read_and_one_byte_more_is_not(tmp_path):
    (tmp_path / "file").write_bytes(b"12345")
    assert files.read_bounded(tmp_path / "file", 5) == b"12345"
    with pytest.raises(errors.FileTooLarge):
        files.read_bounded(tmp_path / "file", 4)


def test_a_missing_file_is_told_from_a_missing_stick(tmp_path):
    with pytest.raises(FileNotFoundError):
        files.read_bounded(tmp_path / "file", 5)
    with pytest.raises(errors.DriveGone):
        files.read_bounded(tmp_path / "stick" / "file", 5)


def test_a_register_is_held_by_one_program_at_a_time(tmp_path):
    with files.RegisterLock(tmp_path), pytest.raises(errors.RegisterBusy):
        files.RegisterLock(tmp_path).take()
    with files.RegisterLock(tmp_path):
        pass


HOLD_UNTIL_KILLED = """
import sys, time
from pathlib import Path
from db.files import RegisterLock
lock = RegisterLock(Path(sys.argv[1]))
lock.take()
print("held", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not a Windows signal")
def test_a_program_that_is_killed_lets_go_of_its_register(tmp_path):
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", HOLD_UNTIL_KILLED, str(tmp_path)], stdout=subprocess.PIPE, cwd=root
    ) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(errors.RegisterBusy):
            files.RegisterLock(tmp_path).take()
        other.send_signal(signal.SIGKILL)
        other.wait()
    with files.RegisterLock(tmp_path):
        pass


def test_a_lock_file_torn_by_a_power_cut_blocks_nobody(tmp_path):
    (tmp_path / files.LOCK_NAME).write_bytes(b"\0\0gar")
    with files.RegisterLock(tmp_path):
        pass


def test_a_register_on_a_disk_that_refuses_writing_says_that_and_not_busy(tmp_path, monkeypatch):
    monkeypatch.setattr(files.os, "open", failing(errno.EROFS))
    with pytest.raises(errors.ReadOnlyDisk):
        files.RegisterLock(tmp_path).take()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes have names here")
def test_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / "BACKUP.json")
    found = []

    def read():
        with pytest.raises(errors.DiskProblem) as told:
            files.read_bounded(tmp_path / "BACKUP.json", 100)
        found.append(told.value)

    reading = threading.Thread(target=read, daemon=True)
    reading.start()
    reading.join(5)
    assert found
