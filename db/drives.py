"""Sticks: which ones are plugged in, how much room they have, and writing a file to one so that it can be trusted.

A database never runs from a stick. What is written here is already encrypted.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from db.errors import BadFileName, DiskFull, DiskProblem, DriveGone, TooLargeForStick, WrittenDiffers
from db.files import disk_problems, sync_folder, write_all

GOOD_NAME = re.compile(r"[A-Z0-9-]{1,40}\.[a-z0-9-]{1,20}", re.ASCII)
PART = ".part"
HALF_AN_EXPORT = re.compile(r"[A-Z0-9]{2,8}-[A-Z0-9-]+\.age\.part", re.ASCII)
CHUNK = 1 << 20
ROOM_TO_SPARE = 64 * 1024  # the folder entry and the stick's own bookkeeping
CLUSTERS_TO_SPARE = 2  # a file and a folder take whole clusters, of up to 32 MiB on a large exFAT stick
FAT = ("vfat", "msdos", "fat", "fat32")  # as Linux and Windows call it
LARGEST_ON_FAT = (1 << 32) - 1  # bytes of one file
# Windows takes these for devices, whatever stands behind the dot.
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))}

MOUNTS = Path("/proc/mounts")
BLOCKS = Path("/sys/block")
MOUNTED_BY_THE_DESKTOP = ("/media/", "/run/media/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """A stick as a person sees it. `label` is the name it bears, "" when it bears none.

    `file_system` is what the system calls the way it is laid out, "" where it does not say.
    """

    folder: Path
    label: str
    free_bytes: int
    total_bytes: int
    is_read_only: bool
    file_system: str = ""


class Step(Enum):
    """What `write_to_stick` is busy with."""

    WRITING = "writing"
    READING_BACK = "reading_back"


Progress = Callable[[Step, int, int], None]  # step, bytes done, bytes in all


def no_progress(step: Step, done: int, total: int) -> None:
    """Tell nobody."""


def write_to_stick(folder: Path, name: str, content: bytes, progress: Progress = no_progress) -> Path:
    """Write a file, read it back from the stick itself, and only then give it its name.

    Raises the `DiskProblem` that says what happened; then no file of that name was made or changed, and what is in the
    register is untouched. `progress` may raise to stop: nothing stays behind either.
    """
    if not GOOD_NAME.fullmatch(name) or name.partition(".")[0] in DEVICES:
        raise BadFileName
    check_holds(folder, len(content))
    part = folder / (name + PART)
    with left_is_told(part), disk_problems(folder):
        try:
            part.unlink(missing_ok=True)  # left by a stick that was pulled
            _take_away_what_was_cut(folder)
            _write(part, content, progress)
            _read_back(part, content, progress)
            os.replace(part, folder / name)
            sync_folder(folder)
        finally:
            with suppress(OSError):  # a stick that is gone cannot be tidied; the first error is the one to tell
                part.unlink(missing_ok=True)
    return folder / name


@contextmanager
def left_is_told(part: Path) -> Iterator[None]:
    """Let the problem of the block tell of its half, where a stick that forbids everything did not let go of it.

    After: a backup's half stayed on a stick, and nobody had heard of it.
    """
    try:
        yield
    except DiskProblem as problem:
        problem.leaves_half = os.path.lexists(part)
        raise


def _take_away_what_was_cut(folder: Path) -> None:
    """Take away the half of an earlier export: the next one bears another number, and nobody would come back to it."""
    for path in folder.glob(f"*.age{PART}"):
        with suppress(OSError):
            if HALF_AN_EXPORT.fullmatch(path.name) and not path.is_symlink():
                path.unlink()


def _write(part: Path, content: bytes, progress: Progress) -> None:
    with part.open("xb", buffering=0) as file:
        for start, piece in _pieces(content):
            progress(Step.WRITING, start, len(content))
            write_all(file.fileno(), piece)
        os.fsync(file.fileno())
    progress(Step.WRITING, len(content), len(content))


def _read_back(part: Path, content: bytes, progress: Progress) -> None:
    with part.open("rb", buffering=0) as file:
        _forget_cached(file.fileno())
        for start, piece in _pieces(content):
            progress(Step.READING_BACK, start, len(content))
            if _read_exactly(file.fileno(), len(piece)) != piece:
                raise WrittenDiffers
        if os.read(file.fileno(), 1):
            raise WrittenDiffers
    progress(Step.READING_BACK, len(content), len(content))


def _pieces(content: bytes) -> Iterator[tuple[int, memoryview]]:
    view = memoryview(content)
    for start in range(0, len(view), CHUNK):
        yield start, view[start : start + CHUNK]


def _read_exactly(handle: int, length: int) -> bytes:
    read = bytearray()
    while len(read) < length and (more := os.read(handle, length - len(read))):
        read += more
    return bytes(read)


def _forget_cached(handle: int) -> None:
    """Ask the system to read from the stick, and not from what it remembers of our own writing."""
    if sys.platform != "win32" and hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def check_holds(folder: Path, size: int) -> None:
    """Raise TooLargeForStick for a file that a FAT stick cannot hold, DiskFull where there is no room for it."""
    check_largest(folder, size)
    if free_space(folder) < size + max(ROOM_TO_SPARE, CLUSTERS_TO_SPARE * _cluster_of(folder)):
        raise DiskFull


def check_largest(folder: Path, size: int) -> None:
    """Raise TooLargeForStick for a file of more bytes than FAT can count, on a stick that is laid out so."""
    if size > LARGEST_ON_FAT and file_system_of(folder) in FAT:
        raise TooLargeForStick


def _cluster_of(folder: Path) -> int:
    """Return in pieces of how many bytes room is taken there; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    with disk_problems(folder):
        return os.statvfs(folder).f_frsize


def file_system_of(folder: Path, *, mounts: Path = MOUNTS) -> str:
    """Return what the system calls the way a stick is laid out; "" for a folder that is on none, or where it does not say."""
    on = [drive for drive in removable_drives(mounts=mounts) if folder.is_relative_to(drive.folder)]
    return on[-1].file_system if on else ""


def free_space(folder: Path) -> int:
    """Bytes that can still be written there. `DriveGone` when the folder is not there."""
    if not os.path.isdir(folder):  # pathlib would raise what a pulled stick answers
        raise DriveGone
    with disk_problems(folder):
        return shutil.disk_usage(folder).free


def removable_drives(*, mounts: Path = MOUNTS, blocks: Path = BLOCKS) -> list[Drive]:
    """The sticks that are plugged in and can be looked at, in the order the system names them."""
    if sys.platform == "win32":
        folders = _windows_sticks()
    else:
        folders = _linux_sticks(mounts, blocks)
    drives = []
    for folder, label, is_read_only, file_system in folders:
        with suppress(OSError):  # pulled between listing and looking
            room = shutil.disk_usage(folder)
            drives.append(
                Drive(
                    folder=folder,
                    label=label,
                    free_bytes=room.free,
                    total_bytes=room.total,
                    is_read_only=is_read_only,
                    file_system=file_system,
                )
            )
    return drives


def _linux_sticks(mounts: Path, blocks: Path) -> Iterator[tuple[Path, str, bool, str]]:
    removable = _removable_devices(blocks)
    for line in mounts.read_text("utf-8", "surrogateescape").splitlines():
        device, folder, kind, options, *_ = line.split(" ")
        folder = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), folder)
        name = device.removeprefix("/dev/")
        is_stick = folder.startswith(MOUNTED_BY_THE_DESKTOP) or any(name.startswith(block) for block in removable)
        if device.startswith("/dev/") and is_stick and folder not in ("/", "/boot"):
            yield Path(folder), Path(folder).name, "ro" in options.split(","), kind


def _removable_devices(blocks: Path) -> list[str]:
    """Names such as "sdb"; a partition's name begins with them."""
    found = []
    for block in sorted(blocks.iterdir()) if blocks.is_dir() else []:
        with suppress(OSError):  # unplugged while we look
            if (block / "removable").read_text().strip() == "1":
                found.append(block.name)
    return found


if sys.platform == "win32":
    import ctypes
    import string

    _DRIVE_REMOVABLE = 2
    _FILE_READ_ONLY_VOLUME = 0x00080000

    def _windows_sticks() -> Iterator[tuple[Path, str, bool, str]]:
        kernel = ctypes.windll.kernel32
        present = kernel.GetLogicalDrives()
        for number, letter in enumerate(string.ascii_uppercase):
            root = f"{letter}:\\"
            if present >> number & 1 and kernel.GetDriveTypeW(root) == _DRIVE_REMOVABLE:
                label = ctypes.create_unicode_buffer(64)
                kind, flags = ctypes.create_unicode_buffer(64), ctypes.c_ulong()
                if kernel.GetVolumeInformationW(root, label, 64, None, None, ctypes.byref(flags), kind, 64):
                    yield Path(root), label.value, bool(flags.value & _FILE_READ_ONLY_VOLUME), kind.value.lower()
