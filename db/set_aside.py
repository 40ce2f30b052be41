"""What was set aside of a register because it was damaged: the files as they were found, and what could be read of them.

set-aside/000001-20261122-100512/
    care.db care.db-journal     as they were found; nothing here is deleted by the program but what it has put in boxes
    care.db-0001 …              the damaged file in boxes, once the key changed under which it was found
    care.db-journal-0001 …      its journal in the same way
    care.found                  what was still read of care.db, shut with a key derived from that compartment's own
    care.decided                what somebody has decided of it since, shut in the same way
    care.told                   stands once history was told that care.db was put back
    care.done                   stands once nothing of it waits to be decided
"""

import os
import re
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from db import connection as connections
from db.errors import CompartmentShut, DamagedCompartment, DiskFailing, DoesNotOpen, FileTooLarge, NotARegister
from db.files import atomic_write, disk_problems, read_bounded, sync_folder
from db.key_content import context
from db.key_ring import CompartmentKey, KeyRing
from db.locks import derive, open_box, shut
from db.rows import Row
from db.salvage import DRAFTS, JOURNAL

FOLDER = "set-aside"
COMING = ".coming"  # ends the name of a file that is about to take a damaged one's place
FOUND, DECIDED, TOLD, DONE = ".found", ".decided", ".told", ".done"
LARGEST_BOX = 2 << 30
PIECE = 32 << 20
_PIECE = re.compile(r"-[0-9]{4}$", re.ASCII)
_NUMBERED = re.compile(r"([0-9]{6,9})-[0-9]{8}-[0-9]{6}", re.ASCII)


def begin(register: Path, at: str) -> Path:
    """Make the folder for what is set aside now, numbered after those that stand. Raises a DiskProblem."""
    kept = register / FOLDER
    with disk_problems(register):
        kept.mkdir(exist_ok=True)
        sync_folder(register)
        numbers = [int(found[1]) for path in kept.iterdir() if (found := _NUMBERED.fullmatch(path.name))]
        aside = kept / f"{max(numbers, default=0) + 1:06d}-{datetime.fromisoformat(at):%Y%m%d-%H%M%S}"
        aside.mkdir()
        sync_folder(kept)
    return aside


def folders(register: Path) -> list[Path]:
    """Return what was set aside, the first time first; nothing for a register that never was damaged."""
    kept = register / FOLDER
    if not kept.is_dir():
        return []
    with disk_problems(register):
        return sorted(path for path in kept.iterdir() if _NUMBERED.fullmatch(path.name) and path.is_dir())


def exchange(register: Path, compartment: str, coming: Path, aside: Path) -> None:
    """Set a compartment's file aside, its journal with it, and let another take its place.

    Cut between the two, the file is missing, which is told and mended like any other damage.
    """
    file = f"{compartment}.db"
    with disk_problems(register):
        for name in (f"{file}{JOURNAL}", file):
            if (register / name).exists():
                os.rename(register / name, aside / name)
        sync_folder(aside)
        os.rename(coming, register / file)
        sync_folder(register)


def put_drafts(path: Path, key: CompartmentKey, drafts: list[Row]) -> None:
    """Let what somebody was typing stand in a file again, where nothing of hers stands at the same place."""
    with closing(connections.open_alone(path, key.sqlcipher, key.name)) as alone, connections.reading(key.name):
        alone.execute("BEGIN IMMEDIATE")
        for row in drafts:
            names = ", ".join(row)
            alone.execute(
                f"INSERT OR IGNORE INTO {DRAFTS} ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
            )
        alone.execute("COMMIT")


# --- boxes -----------------------------------------------------------------------------------------------------


def put_box(path: Path, content: bytes, key: CompartmentKey, register_id: str) -> None:
    """Write a box that whoever opens the compartment opens. Raises a DiskProblem."""
    atomic_write(path, shut(_box_key(key), content, _context(path, key.name, register_id)))


def open_found(path: Path, ring: KeyRing) -> bytes:
    """Return what is in a box, be it shut with a former key. Raises CompartmentShut, DoesNotOpen or a DiskProblem."""
    compartment = path.stem
    if compartment not in ring.present:
        raise CompartmentShut(compartment)
    try:
        box = read_bounded(path, LARGEST_BOX)
    except (FileNotFoundError, FileTooLarge):
        raise DoesNotOpen from None
    for key in ring.all_of(compartment):
        try:
            return bytes(open_box(_box_key(key), box, _context(path, compartment, ring.register_id)))
        except DoesNotOpen:
            continue
    raise DoesNotOpen


def bring_to_newest_key(register: Path, ring: KeyRing, compartment: str, bring_over: Callable[[Path], object]) -> None:
    """Shut all that was set aside of a compartment with its newest key, so that a former one opens nothing of it.

    `bring_over` encrypts a file that still opens; one that is too damaged goes into boxes, and is taken away once each of
    these was read back. What the disk does not give stays as it is. Raises a DiskProblem.
    """
    for aside in folders(register):
        for path in sorted(path for path in aside.iterdir() if _is_box(path, compartment)):
            with suppress(DoesNotOpen):  # damaged itself: no key opens it
                _shut_anew(path, ring)
        file, journal = (aside / f"{compartment}.db{ending}" for ending in ("", JOURNAL))
        with suppress(FileNotFoundError, DiskFailing):
            if file.is_file() and (connections.journal_stands(file) or not _is_brought(file, bring_over)):
                _put_in_boxes(file, ring, compartment)
        with suppress(FileNotFoundError, DiskFailing):
            _put_in_boxes(journal, ring, compartment)


def _is_brought(file: Path, bring_over: Callable[[Path], object]) -> bool:
    try:
        bring_over(file)
    except (DamagedCompartment, NotARegister):
        return False
    return True


def _is_box(path: Path, compartment: str) -> bool:
    return path.name in (f"{compartment}{FOUND}", f"{compartment}{DECIDED}") or (
        path.name.startswith(f"{compartment}.db") and _PIECE.search(path.name) is not None
    )


def _shut_anew(path: Path, ring: KeyRing) -> None:
    newest = ring.newest(path.stem)
    content = open_found(path, ring)
    try:
        open_box(_box_key(newest), read_bounded(path, LARGEST_BOX), _context(path, newest.name, ring.register_id))
    except DoesNotOpen:
        put_box(path, content, newest, ring.register_id)


def _put_in_boxes(path: Path, ring: KeyRing, compartment: str) -> None:
    with disk_problems(path.parent):
        if not path.is_file():
            return
        with path.open("rb") as file:
            for number in count(1):
                piece = file.read(PIECE)
                if not piece and number > 1:
                    break
                box = path.with_name(f"{path.name}-{number:04d}")
                put_box(box, piece, ring.newest(compartment), ring.register_id)
                if open_found(box, ring) != piece:
                    raise DiskFailing
        path.unlink()
        sync_folder(path.parent)


def is_marked(aside: Path, compartment: str, mark: str) -> bool:
    """Say whether a compartment bears a mark, TOLD or DONE."""
    return (aside / f"{compartment}{mark}").exists()


def put_mark(aside: Path, compartment: str, mark: str) -> None:
    """Let a compartment bear a mark. Raises a DiskProblem."""
    atomic_write(aside / f"{compartment}{mark}", b"")


def _box_key(key: CompartmentKey) -> bytes:
    return derive(key.raw, b"set aside")


def _context(path: Path, compartment: str, register_id: str) -> bytes:
    return context(register_id, "set aside", f"{path.parent.name}/{compartment}{path.suffix}", 0)
