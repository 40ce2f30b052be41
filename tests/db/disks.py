"""Disks that fail: real small and read-only ones where this machine lets us mount them, else the tests are skipped.

A file that may not grow (`RLIMIT_FSIZE`) and a database that may not (`max_page_count`) need no rights, and run everywhere.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, *, kib: int) -> Iterator[Path]:
    """Mount a disk of that size on a folder."""
    _mount(folder, "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """Make a folder a disk that refuses every write, for root too."""
    _mount(folder, "--bind", folder)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True, capture_output=True)
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _mount(folder: Path, *arguments: str | Path) -> None:
    if sys.platform != "linux":
        pytest.skip("disks are mounted on Linux only")
    mounted = subprocess.run(["mount", *arguments, folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting needs root")


@contextmanager
def files_that_may_not_grow(beyond: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes: the system answers writes behind it with an I/O error."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (beyond, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
