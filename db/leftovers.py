"""What a cut leaves of work that was under way, under names that nobody takes for whole ones.

Most work takes away what it left itself, when it is begun again. Here goes what nobody begins again under the same name:
files that were about to take another's place, and a backup that was being compared with the register.
"""

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from db import backups
from db.files import UNFINISHED
from db.key_file import BACKUPS
from db.restoring import PLAN
from db.tries import NAME as TRIES

RESTORED = ".restored"  # after a register's name: a backup that is compared with it; no door lists it
A_MOMENT = 60  # seconds: wrong tries are written by whoever stands at the door, also while somebody is inside

_TEMPORARY = re.compile(r"\.(?P<of>.+)\.[0-9a-f]{16}\.tmp")  # db.files.atomic_write


def sweep(register: Path) -> None:
    """Take away what was left in a register's folder and beside it. Whoever calls holds the register.

    What cannot be taken away now stays until the next time: it is in nobody's way.
    """
    with suppress(OSError):
        for path in _temporary_in(register):
            path.unlink()
    backups.sweep(register / BACKUPS)
    if register.with_name(f"{register.name}{PLAN}").exists():
        return  # what was compared is about to take the register's place
    for ending in (RESTORED, RESTORED + UNFINISHED):
        beside = register.with_name(f"{register.name}{ending}")
        if beside.is_dir() and not beside.is_symlink():
            shutil.rmtree(beside, ignore_errors=True)


def _temporary_in(register: Path) -> Iterator[Path]:
    for path in [*register.rglob(".*.tmp"), *register.parent.glob(f".{register.name}{PLAN}.*.tmp")]:
        found = _TEMPORARY.fullmatch(path.name)
        if found and not (found["of"] == TRIES and time.time() - path.stat().st_mtime < A_MOMENT):
            yield path
