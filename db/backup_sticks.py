"""Backups on a stick: the same files as on the laptop, under names in capitals that every stick keeps as they are.

    REGISTRE-SAUVEGARDE/SEG/000012-20261122-100512/CENTRE.db KEYS.json BACKUP.json …

Each file is read back from the stick itself before its folder bears its name. No database is ever opened there. A folder
there that leads to another disk, to the laptop's own backups even, is none of the stick's: nothing is looked for behind
it, and nothing written.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from db import copying
from db.backup_checks import Told, nobody
from db.backup_manifest import NAME as MANIFEST
from db.backups import COPYING, KEY_FILE, VERIFYING, Backup, bytes_hold, listed, read
from db.drives import PART, check_largest, left_is_told
from db.errors import BackupDamaged, DiskProblem, LeadsElsewhere, NotEnoughRoom
from db.files import disk_problems, sync_folder
from db.room import check_fits

PLACE = "REGISTRE-SAUVEGARDE"
HALF_A_BACKUP = re.compile(r"[0-9]{6,9}-[0-9]{8}-[0-9]{6}\.part", re.ASCII)
SPARE = 1_000_000  # bytes: the stick's own bookkeeping


def place_of(stick: Path, code: str) -> Path:
    """Return where a register's backups lie on a stick."""
    return stick / PLACE / code


def on_stick(stick: Path, *, register_id: str | None = None) -> list[Backup]:
    """Return the whole backups on a stick, each house's in the order of their numbers."""
    place = stick / PLACE
    with disk_problems(stick):
        found = sorted(place.iterdir()) if place.is_dir() and _is_own(stick, place) else []
        houses = [house for house in found if house.is_dir() and _is_own(stick, house)]
    return [backup for house in houses for backup in listed(house, register_id=register_id)]


def copy_to_stick(backup: Backup, stick: Path, *, told: Told = nobody) -> Backup:
    """Copy a backup to a stick, read it back from there, and only then give it its name.

    Where room is missing, the oldest of this register's backups there make way, never the last. `told` may raise to stop:
    no half of one stays. Raises NotEnoughRoom, LeadsElsewhere or another DiskProblem, or BackupDamaged for one that does
    not hold here.
    """
    place = place_of(stick, backup.manifest.code)
    target = place / backup.folder.name
    part = place / f"{backup.folder.name}{PART}"
    with disk_problems(stick):
        if not all(_is_own(stick, path) for path in (place.parent, place, target, part)):
            raise LeadsElsewhere
    _take_away_what_was_cut(place)
    there = _whole_copy_at(target, backup)
    if there is not None:
        return there
    check_largest(stick, max(file.size for file in backup.manifest.files.values()))
    _make_room(backup, stick)
    with left_is_told(part), disk_problems(stick):
        _made_durable(stick, place)
        part.mkdir()
        try:
            _copy(backup, part, told)
            sync_folder(part)
            if target.exists():
                shutil.rmtree(target)  # what lay there was not whole
            part.rename(target)
            sync_folder(place)
        finally:
            shutil.rmtree(part, ignore_errors=True)
            _take_away_empty(place)
    return read(target)


def _take_away_what_was_cut(place: Path) -> None:
    """Take away the halves that a pulled stick has, or one that forbade everything: no later backup bears their number."""
    with suppress(OSError):
        halves = [path for path in place.iterdir() if HALF_A_BACKUP.fullmatch(path.name)]
        for half in halves:
            if half.is_dir() and not half.is_symlink():
                shutil.rmtree(half, ignore_errors=True)


def _whole_copy_at(target: Path, backup: Backup) -> Backup | None:
    """Return the copy that was made before, where it still is what this backup is."""
    with suppress(BackupDamaged, DiskProblem):
        there = read(target)
        if there.manifest == backup.manifest and bytes_hold(there):
            return there
    return None


def _is_own(stick: Path, path: Path) -> bool:
    """Say whether a path, if anything stands there, is the stick's own: no link, and no other disk hung in there."""
    if not os.path.lexists(path):
        return True
    on_it = Path(os.path.realpath(stick), path.relative_to(stick))
    leads_to = os.path.normcase(os.path.realpath(path))
    return leads_to == os.path.normcase(on_it) and os.stat(path).st_dev == os.stat(stick).st_dev


def _made_durable(stick: Path, place: Path) -> None:
    place.mkdir(parents=True, exist_ok=True)
    for folder in (stick, place.parent, place):
        sync_folder(folder)


def _take_away_empty(place: Path) -> None:
    """Take away the folders of backups where none came to lie: a stick is left as it was."""
    with suppress(OSError):  # one that holds something stays
        place.rmdir()
        place.parent.rmdir()


def _copy(backup: Backup, part: Path, told: Told) -> None:
    done = 0
    for name in (*backup.manifest.files, KEY_FILE, MANIFEST):
        source, target = backup.file(name), part / in_capitals(name)

        def wrote(copied: int) -> None:
            nonlocal done
            done += copied
            told(COPYING, done, backup.size)

        digest = copying.copy(source, target, wrote)
        if name in backup.manifest.files and digest != backup.manifest.files[name].sha256:
            raise BackupDamaged
        copying.check_written(target, digest, lambda read: told(VERIFYING, done, backup.size))


def _make_room(backup: Backup, stick: Path) -> None:
    """Let the oldest backups on the stick make way until this one fits. Raises NotEnoughRoom."""
    older = on_stick(stick, register_id=backup.manifest.register_id)[:-1]
    while True:
        try:
            return check_fits(stick, backup.size, reserve=SPARE)
        except NotEnoughRoom:
            if not older:
                raise
            remove(older.pop(0))


def remove(backup: Backup) -> None:
    """Take a backup off a stick: its name first, so that no half of one is taken for whole."""
    going = backup.folder.with_name(f"{backup.folder.name}{PART}")
    with left_is_told(going), disk_problems(backup.folder.parent):
        backup.folder.rename(going)
        sync_folder(backup.folder.parent)
        shutil.rmtree(going)


def in_capitals(name: str) -> str:
    """Return the name that a file has on a stick."""
    stem, _, ending = name.partition(".")
    return f"{stem.upper()}.{ending}"
