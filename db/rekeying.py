"""The databases' part in a change of keys: each is encrypted anew, and only then is the old key a former one.

The key file names old and new key first (`take_back`), then the databases are brought over one by one, then the key file
names the new one alone. Stopped anywhere, the next person who opens goes on from there: which key a file is under is
found by trying. Local backups of the same compartment go the same way, for an old key would open them; so does what was
set aside of it, and the registers that restores have kept beside this one.
"""

import shutil
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import sqlcipher3

from db import backup_checks, kept_registers, set_aside
from db import connection as connections
from db.errors import DamagedCompartment, DiskFailing, DiskFull, DiskProblem, NotARegister, StorageError
from db.files import disk_problems
from db.key_file import BACKUPS
from db.key_ring import CompartmentKey, KeyRing
from db.open_keys import OpenKeys
from db.room import check_fits

SPARE = 1 << 20  # for the key file, and the lines of history that tell of it
Told = Callable[[str, int, int], object]  # a compartment, bytes brought over until now, bytes in all
JOURNAL = 1.1  # what rekeying writes beside a file: each of its pages, and a little with each


def nobody(compartment: str, done: int, total: int) -> None:
    """Tell nobody."""


def is_pending(keys: OpenKeys) -> bool:
    """Say whether a change of keys was begun that this person can finish."""
    return any(_can_finish(keys, name) for name in keys.ring.coming)


def check_room(folder: Path, names: Iterable[str]) -> None:
    """Raise NotEnoughRoom unless every copy of these databases can be encrypted anew: asked before any key changes.

    After: a change of keys that stopped for want of room kept everybody out until somebody had made some.
    """
    beside = folder.parent.glob(f"{folder.name}*")  # itself, and what restores have kept
    sizes = [path.stat().st_size for each in beside for name in names for path in each.glob(f"**/{name}.db")]
    check_fits(folder, max(sizes, default=0), reserve=SPARE)


def finish(folder: Path, keys: OpenKeys, *, told: Told = nobody) -> None:
    """Bring every database that this person opens to its newest key. The register must not be open meanwhile.

    `told` hears the name of each compartment as its turn comes, and how far the work is after each file; it must not
    raise. Raises DamagedCompartment or a DiskProblem; what was done until then stays done, and the rest is done at the
    next opening. A damaged backup stays as it is, under its former key.
    """
    names = [name for name in sorted(keys.ring.coming) if _can_finish(keys, name)]
    kept = kept_registers.beside(folder, keys.key_file.register.id) if names else []
    copies = {name: _copies(folder, kept, name) for name in names}
    done, total = 0, sum(_size(path) for name in names for path in (folder / f"{name}.db", *copies[name]))
    for name in names:
        told(name, done, total)
        bring_over(folder / f"{name}.db", keys.ring.all_of(name), name)
        done += _size(folder / f"{name}.db")
        for path in copies[name]:
            told(name, done, total)
            _bring_copy_over(path, keys, name)
            done += _size(path)
        for each in (folder, *kept):
            set_aside.bring_to_newest_key(
                each, keys.ring, name, partial(bring_over, generations=keys.ring.all_of(name), name=name)
            )
        keys.key_arrived(name)
        with suppress(DiskProblem):  # the next look at the backups does it
            backup_checks.after_new_keys(folder, keys.ring)


def _copies(folder: Path, kept: Iterable[Path], name: str) -> list[Path]:
    """Return every other copy of a database that stands here: a former key must open none of them."""
    return [*sorted((folder / BACKUPS).glob(f"**/{name}.db")), *(each / f"{name}.db" for each in kept)]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # it only says how far the work is; what keeps a file from being read is told where it is read
        return 0


def _bring_copy_over(path: Path, keys: OpenKeys, name: str) -> None:
    with suppress(DamagedCompartment, NotARegister, FileNotFoundError):
        # after: one spoilt backup kept everybody out
        bring_over(path, keys.ring.all_of(name), name)


def check_opens(folder: Path, ring: KeyRing) -> None:
    """Open every database with the keys of a ring, and change nothing. Raises DamagedCompartment for one that stays shut."""
    for name in ring.present:
        for key in ring.all_of(name):
            with (
                suppress(DamagedCompartment, NotARegister),
                closing(connections.open_alone(folder / f"{name}.db", key.sqlcipher, name)),
            ):
                break
        else:
            raise DamagedCompartment(name)


def opens_none(folder: Path, keys: OpenKeys) -> bool:
    """Say whether several databases are there and these keys open none of them: they are of another day.

    One that opens and is damaged further on was opened, and one that is cut or empty tells nothing of keys.
    """
    there = [(name, key) for name, key in keys.sqlcipher_keys().items() if (folder / f"{name}.db").is_file()]
    return len(there) > 1 and all(_stays_shut(folder / f"{name}.db", key, name) for name, key in there)


def _stays_shut(path: Path, key: bytes, name: str) -> bool:
    try:
        connections.check_file(path, name)
    except StorageError:
        return False
    try:
        connections.open_alone(path, key, name).close()
    except DamagedCompartment:
        return True
    return False


def _can_finish(keys: OpenKeys, name: str) -> bool:
    entry = keys.key_file.content.compartments[name]
    return [key.generation for key in keys.ring.coming.get(name, ())] == [key.generation for key in entry.coming] != []


def bring_over(path: Path, generations: tuple[CompartmentKey, ...], name: str) -> None:
    """Encrypt one file with the newest key, whichever of them it is under."""
    newest = generations[0]
    for key in generations:
        try:
            alone = connections.open_alone(path, key.sqlcipher, name)
        except (DamagedCompartment, NotARegister):
            continue
        with closing(alone):
            if key is newest:
                return
            is_done = _encrypt_anew(alone, newest.sqlcipher)
        if not is_done:
            raise _why_not(path, key, name)
        with closing(connections.open_alone(path, newest.sqlcipher, name)):
            return
    raise DamagedCompartment(name)


def _encrypt_anew(connection: sqlcipher3.Connection, key: bytes) -> bool:
    """Encrypt an open database with another key, and say whether that was done; if not, it is as it was."""
    connections.check_key(key)
    try:
        connection.execute(f'PRAGMA rekey = "{key.decode("ascii")}"')
    except sqlcipher3.DatabaseError:
        return False  # after: SQLCipher gives one and the same answer to a full disk, a failing one and a damaged page
    return not connection.in_transaction


def _why_not(path: Path, key: CompartmentKey, name: str) -> StorageError:
    """Return what kept a file from being encrypted anew."""
    if connections.is_damaged(path, key.sqlcipher, name):
        return DamagedCompartment(name)
    with disk_problems(path.parent):
        needed = path.stat().st_size * JOURNAL
        return DiskFull() if shutil.disk_usage(path.parent).free < needed else DiskFailing()
