"""Copying large files piece by piece, and reading back what the disk has of them, not what the system remembers.

`told` hears how many bytes were done since it was told last, and may raise to stop.
"""

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from db.errors import WrittenDiffers
from db.files import disk_problems, open_new, write_all

CHUNK = 1 << 20

Told = Callable[[int], object]


def nobody(done: int) -> None:
    """Tell nobody."""


def digest_of(path: Path, told: Told = nobody) -> bytes:
    """Return the SHA-256 of a file as it stands on the disk."""
    digest = hashlib.sha256()
    with disk_problems(path.parent), path.open("rb", buffering=0) as file:
        forget_cached(file.fileno())
        while piece := file.read(CHUNK):
            digest.update(piece)
            told(len(piece))
    return digest.digest()


def copy(source: Path, target: Path, told: Told = nobody) -> bytes:
    """Copy a file to a name that is free, wait until the disk has it, and return the SHA-256 of what was read."""
    digest = hashlib.sha256()
    with disk_problems(source.parent), source.open("rb", buffering=0) as file, disk_problems(target.parent):
        handle = open_new(target)
        try:
            while piece := file.read(CHUNK):
                digest.update(piece)
                write_all(handle, memoryview(piece))
                told(len(piece))
            os.fsync(handle)
        finally:
            os.close(handle)
    return digest.digest()


def check_written(path: Path, digest: bytes, told: Told = nobody) -> None:
    """Raise WrittenDiffers unless the disk has what was written."""
    if digest_of(path, told) != digest:
        raise WrittenDiffers


def sync(path: Path) -> None:
    """Wait until the disk has a file that somebody else has written."""
    with disk_problems(path.parent):
        handle = os.open(path, os.O_RDWR)
        try:
            os.fsync(handle)
            forget_cached(handle)
        finally:
            os.close(handle)


def forget_cached(handle: int) -> None:
    """Ask the system to read from the disk, and not from what it remembers of our own writing."""
    if sys.platform != "win32" and hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
