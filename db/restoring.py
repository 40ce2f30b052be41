"""Putting a backup back: into a new folder first, which takes the register's place only when somebody says so.

`bring` copies and looks at every file, so that what stands in the new folder opens with the keys that lie there.
`swap` is a plan that is written down before the first folder moves: whatever a power cut leaves, `finish_swap` ends it, and
the old register stays beside under a name that bears its day, and no passphrase opens it any more. A swap that failed is none: its plan is taken back, and so is
one that stands while somebody comes to work in the old register, whose work shall not be moved away behind her back.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from db import copying, kept_registers, strict_json
from db.backup_checks import Told, look_into, nobody
from db.backups import COPYING, VERIFYING, Backup, file_of, inside
from db.errors import BackupDamaged, DamagedCompartment, DiskProblem, FileAlreadyThere, FileTooLarge, NotARegister
from db.files import RegisterLock, atomic_write, disk_problems, made_whole, read_bounded, sync_folder
from db.key_content import Content
from db.key_file import BACKUPS, write_key_file
from db.key_ring import KeyRing
from db.plain import WrongShape, from_plain, to_plain
from db.rekeying import bring_over
from db.room import check_fits
from db.set_aside import FOLDER as SET_ASIDE

RESTORED = "restored.json"  # in a folder that was brought back, until its first opening has told history
PLAN = ".swap"  # after a register's name: what is being moved
LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a restored register was restored from, and which of its compartments nobody has opened since.

    `by` is whose keys it was brought back with, `is_told`: history has a line of it. `erased` are the certificates, by file,
    of the erasings that the register knew which it takes the place of; None where that could not be asked.
    """

    number: int
    made_at: str
    restored_at: str
    waiting: tuple[str, ...]
    by: str = ""
    erased: Mapping[str, str] | None = None
    is_told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """The names, beside the register, of the restored folder and of the one in which the old register is kept."""

    new: str
    old: str


def bring(
    backup: Backup,
    to: Path,
    *,
    content: Content,
    ring: KeyRing,
    at: str,
    by: str = "",
    told: Told = nobody,
    then: Callable[[Path], object] = lambda folder: None,
    reserve: int | None = None,
) -> Origin:
    """Copy a backup into a folder that does not exist yet, with this key file, and look at all that the ring opens.

    What is under former keys is brought to those of the key file. `then` may do more in the folder before it bears its
    name; whatever is raised, nothing stays. Raises BackupDamaged, BackupOfOtherKeys, FileAlreadyThere or a DiskProblem.
    """
    if os.path.lexists(to):
        raise FileAlreadyThere
    said = inside(backup, ring)
    check_fits(to.parent, backup.size, reserve=reserve)
    waiting = tuple(name for name in said.compartments if name not in ring.present)
    origin = Origin(number=backup.number, made_at=backup.made_at, restored_at=at, waiting=waiting, by=by)
    with made_whole(to) as unfinished:
        _copy(backup, unfinished, told)
        write_key_file(unfinished, content)
        done = 0
        for name, copied in said.compartments.items():
            look = partial(told, VERIFYING, done, backup.size)
            look()
            if name in ring.present:
                try:
                    bring_over(unfinished / file_of(name), ring.all_of(name), name)
                    contents = look_into(unfinished / file_of(name), ring.newest(name), look)
                except (DamagedCompartment, NotARegister):
                    raise BackupDamaged from None
                if copied.contents not in (None, contents):
                    raise BackupDamaged
            done += backup.manifest.files[file_of(name)].size
        remember_origin(unfinished, origin)
        then(unfinished)
    return origin


def _copy(backup: Backup, to: Path, told: Told) -> None:
    done = 0

    def step(copied: int) -> None:
        nonlocal done
        done += copied
        told(COPYING, done, backup.size)

    for name, file in backup.manifest.files.items():
        if copying.copy(backup.file(name), to / name, step) != file.sha256:
            raise BackupDamaged
        copying.check_written(to / name, file.sha256, lambda read: told(COPYING, done, backup.size))


# --- what a restored folder remembers -----------------------------------------------------------------------------


def remember_origin(folder: Path, origin: Origin) -> None:
    """Keep what a restored register was restored from."""
    atomic_write(folder / RESTORED, strict_json.write(to_plain(origin)) + b"\n")


def origin_of(folder: Path) -> Origin | None:
    """Return what a register was restored from and has not told yet; None for one that was not, or has."""
    try:
        said = strict_json.read_object(read_bounded(folder / RESTORED, LARGEST))
        return from_plain(Origin, {"by": "", "erased": None, **said})  # one of before these were asked
    except (FileNotFoundError, FileTooLarge, strict_json.BadJson, WrongShape):
        return None


def forget_origin(folder: Path) -> None:
    """All that was to be told of it was told, and every compartment was opened."""
    with disk_problems(folder):
        (folder / RESTORED).unlink(missing_ok=True)
        sync_folder(folder)


def bring_waiting(folder: Path, origin: Origin, ring: KeyRing) -> tuple[str, ...]:
    """Bring the compartments that nobody could open at the restore to the keys of today; return those that still wait."""
    for name in origin.waiting:
        if name in ring.present:
            bring_over(folder / file_of(name), ring.all_of(name), name)
    return tuple(name for name in origin.waiting if name not in ring.present)


# --- taking the register's place -----------------------------------------------------------------------------------


def swap(register: Path, restored: Path, *, at: str) -> Path:
    """Let a restored folder take the place of the register beside it, and return where the old one is kept.

    Nobody may have either open. `at` is a day as it stands in names ("20261122-100512"). Raises RegisterBusy, or a
    DiskProblem: then nothing has changed places, and nothing will later.
    """
    if restored.parent.resolve() != register.parent.resolve():
        raise ValueError("a folder is moved only within its disk: restore beside the register")
    names = (register.with_name(f"{register.name}.{at}{f'-{number}' if number > 1 else ''}") for number in count(1))
    kept = next(folder for folder in names if not os.path.lexists(folder))
    plan = _Plan(new=restored.name, old=kept.name)
    with _nobody_inside(register):
        atomic_write(_plan_of(register), strict_json.write(to_plain(plan)) + b"\n")
        try:
            _carry_out(register, plan)
        except DiskProblem:
            if not _has_taken_the_place(register, plan):
                _take_back(register, plan)
                raise
    return kept


def _has_taken_the_place(register: Path, plan: _Plan) -> bool:
    """Say whether all has moved that opens: what is left to do of the plan follows at the door."""
    new, old = register.with_name(plan.new), register.with_name(plan.old)
    return os.path.isdir(register) and os.path.isdir(old) and not os.path.lexists(new)


def finish_swap(register: Path) -> bool:
    """End a swap that was cut short, however far it had come; say whether there was one. Raises as `swap`."""
    plan = _plan_in(_plan_of(register))
    if plan is None:
        return False
    with _nobody_inside(register):
        _carry_out(register, plan)
    return True


def settle_swap(register: Path) -> None:
    """Leave no plan behind somebody who comes to work in the register, and holds it. Raises a DiskProblem.

    Where the restored folder still waits she is in the old register, and its place is not taken any more.
    """
    plan = _plan_in(_plan_of(register))
    if plan is None:
        return
    if register.with_name(plan.new).is_dir():
        _forget(register)
    else:
        _carry_out(register, plan)


@contextmanager
def _nobody_inside(register: Path) -> Iterator[None]:
    """Keep a register from being opened while it moves; where none stands at its place, nobody can be inside."""
    if not register.is_dir():
        yield
        return
    with RegisterLock(register) as lock:
        if sys.platform == "win32":
            lock.release()  # it does not move a folder in which a file is open
        yield


def _take_back(register: Path, plan: _Plan) -> None:
    """Let a swap that failed be none; where even that fails, whatever is missing at its place is put there at the door."""
    old = register.with_name(plan.old)
    with suppress(DiskProblem), disk_problems(register.parent):
        if not register.is_dir():
            old.rename(register)
        _forget(register)


def _forget(register: Path) -> None:
    with disk_problems(register.parent):
        _plan_of(register).unlink(missing_ok=True)
        sync_folder(register.parent)


def _carry_out(register: Path, plan: _Plan) -> None:
    new, old = register.with_name(plan.new), register.with_name(plan.old)
    with disk_problems(register.parent):
        if new.is_dir():
            if register.is_dir():
                register.rename(old)
                sync_folder(register.parent)
            new.rename(register)
        elif old.is_dir() and not register.is_dir():
            old.rename(register)  # somebody took the restored folder away meanwhile
        sync_folder(register.parent)
        for kept in (BACKUPS, SET_ASIDE):  # what belongs to the house, and not to one state of its register
            if (old / kept).is_dir() and register.is_dir() and not (register / kept).exists():
                (old / kept).rename(register / kept)
                sync_folder(register)
                sync_folder(old)
        kept_registers.shut(old, register)
    _forget(register)


def _plan_of(register: Path) -> Path:
    return register.with_name(f"{register.name}{PLAN}")


def _plan_in(path: Path) -> _Plan | None:
    try:
        plan = from_plain(_Plan, strict_json.read_object(read_bounded(path, LARGEST)))
    except (FileNotFoundError, FileTooLarge, strict_json.BadJson, WrongShape):
        return None
    is_beside = all(Path(name).name == name and name not in ("", "..") for name in (plan.new, plan.old))
    return plan if is_beside else None


def unfinished_swaps(home: Path) -> list[Path]:
    """Return the registers of a folder whose swap was begun and not ended."""
    with suppress(OSError):
        return [path.with_suffix("") for path in home.glob(f"*{PLAN}")]
    return []
