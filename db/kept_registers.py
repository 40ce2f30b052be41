"""Registers that a restore has kept beside the one that took their place: `X.register.<day>`.

Their databases follow every change of keys, and from the first one on their key file has no passphrase slots.
"""

import re
from contextlib import suppress
from pathlib import Path

from db.errors import DiskProblem, FileTooLarge, KeyProblem
from db.files import atomic_write, disk_problems, read_bounded
from db.key_file import LARGEST_FILE, NAMES, from_bytes

_DAY = re.compile(r"\.[0-9]{8}-[0-9]{6}(-[0-9]+)?", re.ASCII)


def beside(register: Path, register_id: str) -> list[Path]:
    """Return the folders in which earlier states of a register are kept, the first one first."""
    with disk_problems(register.parent):
        named = [path for path in register.parent.iterdir() if path.name.startswith(f"{register.name}.")]
    ours = [path for path in named if _DAY.fullmatch(path.name[len(register.name) :]) and _is_of(path, register_id)]
    return sorted(ours)


def _is_of(folder: Path, register_id: str) -> bool:
    if folder.is_symlink() or not folder.is_dir():
        return False
    for name in NAMES:
        with suppress(FileNotFoundError, FileTooLarge, KeyProblem, DiskProblem):
            return from_bytes(read_bounded(folder / name, LARGEST_FILE)).register.id == register_id
    return False


def put_key_file(kept: Path, octets: bytes) -> None:
    """Let a kept register have this key file, which has no passphrase slots. Raises a DiskProblem."""
    for name in NAMES:
        with disk_problems(kept):
            path = kept / name
            is_there = path.is_file() and path.stat().st_size == len(octets) and path.read_bytes() == octets
        if not is_there:
            atomic_write(path, octets)


def put_key_file_everywhere(register: Path, register_id: str, octets: bytes) -> None:
    """Let every kept register have today's key file: a way in that ended must not go on there. Raises a DiskProblem."""
    for kept in beside(register, register_id):
        put_key_file(kept, octets)
