"""What a register remembers of its key file, and what history is told of it.

What is done to keys is written in the key file first, together with what it changes; history is told at once, or after
a power cut at the next opening. The register remembers up to which count it has told.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from centre_app.choices.keys import BackupReason
from centre_app.dates import utc_now
from centre_app.questions import CENTRE, moment_text
from db import backups, kept_registers, rekeying, restoring, taking
from db.errors import DamagedCompartment, DiskProblem, KeysDoNotFit
from db.history import Author, Entry
from db.keys import OpenKeys
from db.vault import Vault

SEEN = "key_file"  # meta: the count of the latest key file that this register has seen


def open_vault(folder: Path, keys: OpenKeys) -> Vault:
    """Open the databases. Raises KeysDoNotFit when not one of them opens: then it is not they that are damaged.

    What nobody could open when a backup was put back is brought to the keys of today first. Before tables of an older
    program change, a backup is made; it may take the room that is kept for the day's work, for nobody works without it.
    """
    origin = restoring.origin_of(folder)
    if origin is not None:
        restoring.bring_waiting(folder, origin, keys.ring)
    try:
        return Vault(folder, keys.sqlcipher_keys(), before_migrating=partial(_back_up, folder, keys))
    except DamagedCompartment:
        if rekeying.opens_none(folder, keys):
            raise KeysDoNotFit from None
        raise


def _back_up(folder: Path, keys: OpenKeys) -> None:
    at = moment_text(utc_now())
    taking.make(folder, keys, reason=BackupReason.BEFORE_MIGRATION, at=at, reserve=0)


def remember(vault: Vault, keys: OpenKeys, *, at: str, clock_suspect: Callable[[], bool]) -> None:
    """Write a line for each thing done to keys since the register saw its key file last, and let every copy follow it.

    Raises KeyFileRolledBack for a key file older than that: somebody's key would come back with it.
    """
    remembered, key_file = int(vault.meta().get(SEEN, "0")), keys.key_file
    key_file.check_not_older_than(remembered)
    if key_file.counter != remembered:
        _write_down(vault, keys, remembered, at=at, clock_suspect=clock_suspect)
        with suppress(DiskProblem):  # after the next opening they are looked at again
            backups.keep_key_files(vault.folder, keys.key_file_for_a_backup())
    with suppress(DiskProblem):  # a cut or a disk may have kept one from following, or the swap from shutting it
        kept_registers.shut_all(vault.folder, key_file.register.id, keys.key_file_for_a_backup)


def _write_down(vault: Vault, keys: OpenKeys, remembered: int, *, at: str, clock_suspect: Callable[[], bool]) -> None:
    key_file = keys.key_file
    by, suspect = Author(who=keys.person_id, sign=keys.sign), clock_suspect()
    with vault.transaction():
        for act in key_file.content.acts:
            if act.counter > remembered:
                entry = Entry(
                    action=act.action, record_table="staff", record_id=act.person, was={"at": act.at, "by": act.by}
                )
                vault.note_within(CENTRE, entry, by=by, at=at, clock_suspect=suspect)
        vault.put_meta({SEEN: str(key_file.counter)})
