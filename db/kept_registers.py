"""Registers that a restore has kept beside the one that took their place: `X.register.<day>`.

Each is like a backup: nobody's passphrase opens it, only the recovery sheet. The swap shuts it, and every opening of the
register that took its place looks whether it is; its databases follow every change of keys.
"""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from db.errors import DiskProblem, FileTooLarge, KeyProblem
from db.files import atomic_write, disk_problems, read_bounded, sync_folder
from db.key_content import CompartmentEntry, Content
from db.key_file import LARGEST_FILE, NAMES, from_bytes

WITHOUT_PASSPHRASES = "kept.keys.json"  # in a restored folder: the key file for the register whose place it takes
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
    there = _keys_of(folder)
    return there is not None and there.register.id == register_id


def _keys_of(folder: Path) -> Content | None:
    for name in NAMES:
        with suppress(FileNotFoundError, FileTooLarge, KeyProblem, DiskProblem):
            return from_bytes(read_bounded(folder / name, LARGEST_FILE))
    return None


def shut_all(register: Path, register_id: str, key_file: Callable[[], bytes]) -> None:
    """Let every kept register have today's key file, without passphrases, where it has not. Raises a DiskProblem."""
    kept = beside(register, register_id)
    octets = key_file() if kept else b""
    for folder in kept:
        put_key_file(folder, octets)


def is_shut(kept: Path) -> bool:
    """Say whether no passphrase opens a kept register, as far as its key file can be read."""
    keys = _keys_of(kept)
    return keys is None or not any(person.may_enter for person in keys.people)


def put_key_file(kept: Path, octets: bytes) -> None:
    """Let a kept register have this key file, unless it does not hold every key that it is under. Raises a DiskProblem."""
    there = _keys_of(kept)
    if there is not None and not _has_keys_of(from_bytes(octets), there):
        return  # it came from another laptop: its own key file is the only one that opens it
    for name in NAMES:
        with disk_problems(kept):
            path = kept / name
            is_there = path.is_file() and path.stat().st_size == len(octets) and path.read_bytes() == octets
        if not is_there:
            atomic_write(path, octets)


def _has_keys_of(content: Content, other: Content) -> bool:
    """Say whether a key file holds every key under which the databases of another one can lie."""
    held = {each for name, entry in content.compartments.items() for each in _keys(name, entry)}
    held |= {
        (name, key.generation, key.letterbox) for name, entry in content.compartments.items() for key in entry.former
    }
    needed = {each for name, entry in other.compartments.items() for each in _keys(name, entry)}
    return content.register.id == other.register.id and needed <= held


def _keys(name: str, entry: CompartmentEntry) -> set[tuple[str, int, bytes]]:
    """Return the keys under which a compartment's database can lie, told by the public halves of their letterboxes."""
    return {(name, entry.generation, entry.letterbox), *((name, key.generation, key.letterbox) for key in entry.coming)}


# --- in the swap ---------------------------------------------------------------------------------------------------


def leave_key_file(restored: Path, octets: bytes) -> None:
    """Put into a restored folder the key file, without passphrases, for the register whose place it may take."""
    atomic_write(restored / WITHOUT_PASSPHRASES, octets)


def shut(kept: Path, register: Path) -> None:
    """Take every way in but the sheet from the register that is kept, with what the restored one has brought along. Once."""
    brought = register / WITHOUT_PASSPHRASES
    with disk_problems(register):
        if brought.is_file() and kept.is_dir():
            put_key_file(kept, read_bounded(brought, LARGEST_FILE))
            os.unlink(brought)
            sync_folder(register)
