"""How much room a disk has: asked before anything large is begun, so that nothing stops in the middle for want of it.

Saving is never asked this: a line that somebody typed is written as long as there is any room at all.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from db.errors import NotEnoughRoom
from db.files import disk_problems

ROOM = 1.2  # times what is written: a little is written beside
RESERVE = 200_000_000  # bytes that a disk must have left for the day's work
SMALL_DISK = 10  # of a disk so small that this would be more than one part in ten, one part in ten


def free_bytes(folder: Path) -> int:
    """Return how many bytes can still be written on the disk of a folder. Raises a DiskProblem."""
    with disk_problems(folder):
        return shutil.disk_usage(folder).free


def check_fits(folder: Path, size: int, *, reserve: int | None = None) -> None:
    """Raise NotEnoughRoom unless so many bytes fit on the disk of a folder, and leave it room to work.

    `reserve` is what must stay free; left out, RESERVE. A stick keeps nothing free.
    """
    with disk_problems(folder):
        disk = shutil.disk_usage(folder)
    needed = int(size * ROOM) + (min(RESERVE, disk.total // SMALL_DISK) if reserve is None else reserve)
    if disk.free < needed:
        raise NotEnoughRoom(needed=needed, free=disk.free)
