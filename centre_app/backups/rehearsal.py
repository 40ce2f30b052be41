"""The way back, walked before it is needed: once a month the newest verified backup is restored, compared, and removed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from centre_app.backups import making
from centre_app.backups.doing import COMPARING, Told, failures_kept, in_words, keep_made, nobody
from centre_app.choices.keys import BackupAct, BackupOutcome
from centre_app.problems import as_problems
from centre_app.questions import moment_text
from centre_app.records import Backup
from centre_app.register import Register
from db import backups as stored
from db import comparing, restoring
from db.backup_manifest import Inside
from db.errors import BackupDamaged
from db.files import RegisterLock
from db.vault import Vault

A_MONTH_OF_BACKUPS = 30


def is_due(register: Register) -> bool:
    """Say whether there is a verified backup to try, and none was tried well in this month.

    Where the clock is doubted, a month may never end: then so many backups are counted instead.
    """
    newest = _newest_verified(register)
    if newest is None:
        return False
    month = moment_text(register.now)[: len("2026-11")]
    went_well = register.as_stored.rows(
        Backup, ("done_at", "number"), act=BackupAct.REHEARSED, outcome=[BackupOutcome.VERIFIED, BackupOutcome.WAITING]
    )
    if register.clock_is_suspect:
        return newest[0].number - max((row["number"] or 0 for row in went_well), default=0) >= A_MONTH_OF_BACKUPS
    return not any((row["done_at"] or "").startswith(month) for row in went_well)


def rehearse(register: Register, *, told: Told = nobody) -> Backup | None:
    """Restore the newest verified backup into a folder of its own, compare it row by row, and take it away again.

    Every database opens with the keys at hand, holds what the backup says of it, and has each row of which no line tells
    since as it stands today. Raises BackupIsDamaged or a DiskProblem, which is written down too; returns None where there
    is no backup to try.
    """
    found = _newest_verified(register)
    if found is None:
        return None
    backup, said = found
    kept = failures_kept(register, BackupAct.REHEARSED, number=backup.number)
    with kept, _brought_back(register, backup, told) as then:
        _compare(register, then, told)
    return keep_made(register, BackupAct.REHEARSED, backup, said)


def _newest_verified(register: Register) -> tuple[stored.Backup, Inside] | None:
    found = making.read_with_keys(register, reversed(making.stored_of(register)))
    return next(((backup, said) for backup, said in found if said.is_verified), None)


@contextmanager
def _brought_back(register: Register, backup: stored.Backup, told: Told) -> Iterator[Vault]:
    """Give a backup as an open register beside the real one, for as long as it is looked at."""
    folder = stored.folder_of(register.folder) / stored.REHEARSAL
    shutil.rmtree(folder, ignore_errors=True)
    try:
        restoring.bring(
            backup,
            folder,
            content=stored.keys_of(backup).content,  # without anybody's passphrase: nobody is to enter there
            ring=register.keys.ring,
            at=moment_text(register.now),
            told=in_words(told),
        )
        there = stored.inside(backup, register.keys.ring).compartments
        keys = {name: key for name, key in register.keys.sqlcipher_keys().items() if name in there}
        with RegisterLock(folder), Vault(folder, keys) as vault:  # so that nobody takes it for a leftover
            yield vault
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _compare(register: Register, then: Vault, told: Told) -> None:
    """Raise BackupDamaged where a row differs of which no line of history tells.

    A backup of before a restore is of another line of history; that it opens and is whole is all that can be said then.
    """
    with as_problems():
        found = comparing.difference(register.vault, then, own=register.centre_id, look=partial(told, COMPARING, 0, 0))
    if not found.other_lines and any(table.altered for table in found.tables):
        raise BackupDamaged
