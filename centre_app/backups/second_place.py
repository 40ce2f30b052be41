"""The second place: a stick that is kept away from the laptop, with the newest backup on it."""

from pathlib import Path

from centre_app.backups import making
from centre_app.backups.doing import SAID_OF_STICKS, Told, failures_kept, in_words, keep_made, nobody
from centre_app.choices.keys import BackupAct, BackupReason
from centre_app.problems import as_problems
from centre_app.records import Backup
from centre_app.register import Register
from db import backup_sticks
from db.backups import Backup as OnStick
from db.errors import DiskProblem
from db.files import disk_problems

__all__ = ["OnStick", "copy", "is_backup_stick", "on_stick"]


def copy(register: Register, stick: Path, *, told: Told = nobody) -> Backup:
    """Put the newest backup on a stick, a fresh one where anything was written since, and read it back from there.

    Only then may anybody say that the stick can be pulled out. Raises NotEnoughRoom or another DiskProblem, or what making
    a backup raises; that is written down too. What `told` raises leaves no half of a copy.
    """
    with as_problems(), disk_problems(stick):
        stick.stat()  # before a minute is spent on a fresh backup
    backup, said = making.with_all(register, BackupReason.BY_HAND, told=told)
    with failures_kept(register, BackupAct.COPIED, number=backup.number):
        backup_sticks.copy_to_stick(backup, stick, told=in_words(told, SAID_OF_STICKS))
    return keep_made(register, BackupAct.COPIED, backup, said)


def on_stick(stick: Path) -> list[OnStick]:
    """Return the whole backups on a stick, the newest of each house first; none where it cannot be read."""
    with as_problems():
        return backup_sticks.on_stick(stick)[::-1]


def is_backup_stick(stick: Path) -> bool:
    """Say whether somebody has put backups on a stick before."""
    try:
        return bool(backup_sticks.on_stick(stick))
    except DiskProblem:
        return False
