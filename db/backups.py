"""Backups of a register: one folder each under `backups/`, all its compartments and its key file together.

    backups/000012-20261122-100512/     a number first: with a wrong clock the names still sort as they were made
        centre.db identity.db …         copied one by one, each looked at over a new connection (taking.py says how)
        keys.json                       without passphrase slots, kept up with every change of keys (keep_key_files)
        backup.json                     what it says of itself: backup_manifest.py
    backups/000012-20261122-100512.unfinished/      one that is being made; nobody lists it
    backups/keys.json                   the whole key file once more, should both copies in the register be torn (key_file.py)

A folder bears its name only once all that is in it was written and looked at, so what is listed was whole once. Whether it
still is, `bytes_hold` tells without any key, and `backup_checks` with one.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from db import backup_manifest as manifests
from db import copying, key_file
from db.backup_manifest import Inside, Manifest
from db.errors import BackupDamaged, DiskProblem, FileTooLarge, KeyProblem, RegisterBusy
from db.files import UNFINISHED, RegisterLock, atomic_write, disk_problems, read_bounded, sync_folder
from db.key_file import BACKUPS, KeyFile
from db.key_ring import KeyRing

KEY_FILE = key_file.NAMES[0]
REHEARSAL = f"rehearsal{UNFINISHED}"
STEPS = COPYING, VERIFYING, KEEPING = "copying", "verifying", "keeping"

# no house makes a hundred million of them: a folder of a greater number is none, and the next does not count on from it
_NAME = re.compile(r"(?P<number>[0-9]{6,8})-(?P<day>[0-9]{8})-(?P<time>[0-9]{6})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup as it was found: whole by its manifest, not looked at yet."""

    folder: Path
    manifest: Manifest

    @property
    def number(self) -> int:
        return self.manifest.number

    @property
    def made_at(self) -> str:
        """When the laptop's clock says that it was made, in UTC."""
        return self.manifest.made_at

    @property
    def day(self) -> date:
        return datetime.fromisoformat(self.made_at).date()

    @property
    def size(self) -> int:
        return self.manifest.size

    def file(self, name: str) -> Path:
        """Return where one of its files lies; on a stick names are in capitals. Raises BackupDamaged when it is gone."""
        path = _file_in(self.folder, name)
        if path is None:
            raise BackupDamaged
        return path


def folder_of(register: Path) -> Path:
    """Return where a register keeps its backups; it stands there from now on."""
    folder = register / BACKUPS
    with disk_problems(register):
        if not folder.is_dir():
            folder.mkdir()
            sync_folder(register)
    return folder


def file_of(compartment: str) -> str:
    """Return the name of a compartment's database."""
    return f"{compartment}.db"


def name_of(number: int, at: str) -> str:
    """Return the name of the backup of that number, made at a moment that is written as all are (ISO, UTC)."""
    return f"{number:06d}-{datetime.fromisoformat(at):%Y%m%d-%H%M%S}"


def next_number(folder: Path, *, at_least: int = 1) -> int:
    """Return a number greater than that of every backup here, whole or not."""
    found = [found for path in _inside(folder) if (found := _NAME.match(path.name))]
    return max([at_least - 1, *(int(name["number"]) for name in found)]) + 1


def listed(folder: Path, *, register_id: str | None = None) -> list[Backup]:
    """Return the backups that stand in a folder, the oldest first; one that is cut or torn is not among them."""
    found = []
    for path in _inside(folder):
        if _NAME.fullmatch(path.name):
            with suppress(BackupDamaged, DiskProblem):
                found.append(read(path))
    ours = [backup for backup in found if register_id in (None, backup.manifest.register_id)]
    return sorted(ours, key=lambda backup: (backup.number, backup.made_at))


def read(folder: Path) -> Backup:
    """Return the backup of one folder. Raises BackupDamaged when a file is missing or has another size, or a DiskProblem."""
    try:
        found = _file_in(folder, manifests.NAME) if _is_own_folder(folder) else None
        if found is None:
            raise BackupDamaged
        manifest = manifests.from_bytes(read_bounded(found, manifests.LARGEST))
        datetime.fromisoformat(manifest.made_at)
    except (FileNotFoundError, ValueError):
        raise BackupDamaged from None
    backup = Backup(folder=folder, manifest=manifest)
    with disk_problems(folder.parent):
        if any(backup.file(name).stat().st_size != file.size for name, file in manifest.files.items()):
            raise BackupDamaged
    return backup


def _file_in(folder: Path, name: str) -> Path | None:
    """Return a folder's own file of a name, however it is written; a link or a pipe of that name is none."""
    with disk_problems(folder.parent):
        named = [path for path in folder.iterdir() if path.name.lower() == name]
        return next((path for path in named if path.is_file() and not path.is_symlink()), None)


def _is_own_folder(folder: Path) -> bool:
    with disk_problems(folder.parent):
        return folder.is_dir() and not folder.is_symlink()


def _inside(folder: Path) -> list[Path]:
    with disk_problems(folder):
        return sorted(folder.iterdir()) if folder.is_dir() else []


def bytes_hold(backup: Backup, told: copying.Told = copying.nobody) -> bool:
    """Say whether every file still is what was written; no key is needed. A disk that cannot read one says no."""
    try:
        keys_of(backup)
        return all(
            copying.digest_of(backup.file(name), told) == file.sha256 for name, file in backup.manifest.files.items()
        )
    except (BackupDamaged, DiskProblem):
        return False


def keys_of(backup: Backup) -> KeyFile:
    """Return the key file that lies with a backup. Raises BackupDamaged when it is torn or another register's."""
    try:
        content = key_file.from_bytes(read_bounded(backup.file(KEY_FILE), key_file.LARGEST_FILE))
    except (KeyProblem, FileTooLarge, FileNotFoundError):
        raise BackupDamaged from None
    if content.register.id != backup.manifest.register_id:
        raise BackupDamaged
    return KeyFile(folder=backup.folder, content=content)


def keep_key_files(register: Path, octets: bytes) -> None:
    """Put today's key file, without passphrase slots, into every backup beside the register.

    A way back in that ended, an old recovery sheet or somebody's former keys, must not go on in there.
    """
    for backup in listed(register / BACKUPS):
        with suppress(BackupDamaged, FileTooLarge, FileNotFoundError):
            path = backup.file(KEY_FILE)
            if read_bounded(path, key_file.LARGEST_FILE) != octets:
                atomic_write(path, octets)


def inside(backup: Backup, ring: KeyRing) -> Inside:
    """Return what a backup says of itself under seal. Raises BackupOfOtherKeys or BackupDamaged."""
    return manifests.opened(backup.manifest, ring)


def rewritten(backup: Backup, said: Inside, ring: KeyRing, files: Mapping[str, manifests.File] | None = None) -> Backup:
    """Let a backup say something else of itself: what was verified meanwhile, or that its keys were changed."""
    manifest = replace(backup.manifest, files={**backup.manifest.files, **(files or {})})
    manifest = manifests.sealed(manifest, said, ring)
    atomic_write(backup.folder / manifests.NAME, manifests.to_bytes(manifest))
    return replace(backup, manifest=manifest)


def take_away(backup: Backup) -> None:
    """Take a backup away: first its name, so that a power cut leaves no half of one."""
    going = backup.folder.with_name(f"{backup.folder.name}{UNFINISHED}")
    with disk_problems(backup.folder.parent):
        backup.folder.rename(going)
        sync_folder(backup.folder.parent)
        shutil.rmtree(going)


def sweep(folder: Path) -> None:
    """Take away what a power cut left half made or half taken away; what is being made in this moment stays."""
    for path in _inside(folder):
        if path.name.endswith(UNFINISHED) and path.is_dir() and not path.is_symlink() and not _is_in_use(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_in_use(folder: Path) -> bool:
    try:
        with RegisterLock(folder):
            return False
    except (RegisterBusy, DiskProblem):
        return True
