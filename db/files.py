"""Files outside the databases: written whole or not at all, read only up to a bound, and one program per register.

What goes wrong comes back as a `DiskProblem`, never as an `OSError` whose text would show a path.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from db.errors import (
    DiskFailing,
    DiskFull,
    DiskProblem,
    DriveGone,
    FileAlreadyThere,
    FileTooLarge,
    NotAllowed,
    ReadOnlyDisk,
    RegisterBusy,
)

LOCK_NAME = "register.lock"
UNFINISHED = ".unfinished"  # ends the name of a folder that is being made; nobody takes it for what it will be

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_GONE = {errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTDIR, errno.ESTALE}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM}
# Windows says more in its own numbers than in errno: write protected, not ready, disk full, device error, not connected.
_WINDOWS: dict[int, type[DiskProblem]] = {
    19: ReadOnlyDisk,
    21: DriveGone,
    39: DiskFull,
    112: DiskFull,
    1117: DriveGone,
    1167: DriveGone,
}


@contextmanager
def disk_problems(folder: Path) -> Iterator[None]:
    """Turn an `OSError` of the block into the `DiskProblem` that says which one it was."""
    try:
        yield
    except OSError as error:
        raise _problem_of(error, folder) from None


def _problem_of(error: OSError, folder: Path) -> DiskProblem:
    told_by_windows = _WINDOWS.get(getattr(error, "winerror", None) or 0)
    if told_by_windows:
        return told_by_windows()
    if error.errno in _FULL:
        return DiskFull()
    if error.errno == errno.EROFS:
        return ReadOnlyDisk()
    # A stick that is pulled answers EIO first, and its folder is gone a moment later.
    if error.errno in _GONE or not os.path.isdir(folder):  # pathlib raises what a pulled stick answers
        return DriveGone()
    if error.errno in _NOT_ALLOWED:
        return NotAllowed()
    return DiskFailing()


def atomic_write(path: Path, content: bytes) -> None:
    """Write a file so that, whatever happens, either the old content or the new one stands under its name.

    Qt's QSaveFile does not sync the folder: in simulated power cuts the file was then lost about half of the time.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
    with disk_problems(path.parent):
        try:
            write_new(temporary, content)
            os.replace(temporary, path)
            sync_folder(path.parent)
        finally:
            with suppress(OSError):  # the first error is the one to tell
                temporary.unlink(missing_ok=True)


def write_new(path: Path, content: bytes) -> None:
    """Make a file that does not exist yet, write it and wait until the disk has it."""
    handle = open_new(path)
    try:
        write_all(handle, memoryview(content))
        os.fsync(handle)
    finally:
        os.close(handle)


def open_new(path: Path) -> int:
    """Make a file that does not exist yet, for its owner alone, and open it to be written."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _O_BINARY | _O_NOFOLLOW, 0o600)


def write_all(handle: int, content: memoryview) -> None:
    """Write every byte: the system may take fewer than it was given."""
    while content:
        taken = os.write(handle, content)
        if taken == 0:
            raise OSError(errno.EIO, "nothing was written")
        content = content[taken:]


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the folder's names. Windows has no such call and does not need it."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some drivers for sticks cannot sync a folder, and say so with EINVAL
            raise
    finally:
        os.close(handle)


@contextmanager
def made_whole(folder: Path) -> Iterator[Path]:
    """Give a folder to fill, which stands under its own name only once the body has ended.

    A power cut leaves at most an unfinished one beside it, and the next time it is begun anew. Raises RegisterBusy where
    another program is filling it, FileAlreadyThere where something stands under the name by then.
    """
    beside = folder.with_name(f"{folder.name}{UNFINISHED}")
    filled = beside / folder.name
    with disk_problems(folder.parent):
        beside.mkdir(parents=True, exist_ok=True)
    lock = RegisterLock(beside)
    lock.take()
    try:
        with disk_problems(folder.parent):
            if filled.exists():
                shutil.rmtree(filled)
            filled.mkdir()
        yield filled
        with disk_problems(folder.parent):
            sync_folder(filled)
            if os.path.lexists(folder):
                raise FileAlreadyThere
            os.rename(filled, folder)
            sync_folder(folder.parent)
    finally:
        lock.release()
        shutil.rmtree(beside, ignore_errors=True)


def read_bounded(path: Path, limit: int) -> bytes:
    """Return a file's bytes; `FileTooLarge` when there are more than `limit`. FileNotFoundError passes through.

    What is no file at all, a pipe that would keep one waiting for ever, is a `DiskProblem`.
    """
    try:
        with disk_problems(path.parent):
            return _read_at_most(path, limit)
    except DriveGone:
        if os.path.isdir(path.parent) and not os.path.exists(path):
            raise FileNotFoundError(errno.ENOENT, "no such file") from None
        raise


def _read_at_most(path: Path, limit: int) -> bytes:
    with open(os.open(path, os.O_RDONLY | _O_BINARY | _O_NONBLOCK), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a file")
        content = file.read(limit + 1)
    if len(content) > limit:
        raise FileTooLarge
    return content


class RegisterLock:
    """Hold a register for one program: `with RegisterLock(folder): …`, or `take()` and `release()`.

    A kernel lock, because a crash releases it. A lock file that carries a process number blocks for ever once a power
    cut has torn it. The file itself stays: removing it would let two programs lock two different files.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handle: int | None = None

    def take(self) -> None:
        """Take the lock now, or raise `RegisterBusy`."""
        with disk_problems(self._folder):
            handle = os.open(self._folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | _O_NOFOLLOW, 0o600)
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            raise RegisterBusy from None
        self._handle = handle

    def release(self) -> None:
        """Give the register back; closing the file releases the lock."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> RegisterLock:
        self.take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    _O_BINARY, _O_NOFOLLOW, _O_NONBLOCK = os.O_BINARY, 0, 0

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    _O_BINARY, _O_NOFOLLOW, _O_NONBLOCK = 0, os.O_NOFOLLOW, os.O_NONBLOCK

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
