"""Changing keys, as whoever waits for it sees it: a backup first, then the key file, then every database encrypted anew.

Until the key file is written it can be stopped and leaves no trace. From then on it goes to its end: cut off, the next
opening goes on from there. The databases of an open register are put away meanwhile; `encrypt_anew` is its long part, and
may be done in any thread.
"""

from contextlib import suppress
from pathlib import Path

from centre_app.backups.doing import in_words
from centre_app.choices.keys import BackupReason
from centre_app.language import N_
from centre_app.problems import as_problems
from centre_app.register import Register
from db import rekeying, taking
from db.errors import StorageError
from db.files import RegisterLock
from db.keys import OpenKeys

CUT_SHORT = N_("The keys were being changed when the program was cut off. It goes on now: this may take a minute.")


class Watching:
    """Hears how far a change of keys is; nobody does, unless a page says so with its own."""

    def backing_up(self, sentence: str, done: int, total: int) -> None:
        """A backup is being made first. What this raises stops everything, and nothing was changed."""

    def begins(self) -> None:
        """Keys are about to be changed: the last moment at which this may raise to stop it."""

    def changing(self, compartment: str, done: int, total: int) -> None:
        """A compartment is being encrypted anew; bytes done of bytes in all. It must not raise."""


NOBODY = Watching()


def bring_to_new_keys(register: Register, told: rekeying.Told = rekeying.nobody) -> None:
    """Encrypt the databases of an open register with the keys that are coming, if any are. Raises a problem of the disk."""
    if not is_owed(register):
        return
    register.vault.put_away()
    try:
        encrypt_anew(register, told)
    finally:
        open_again(register)


def is_owed(register: Register) -> bool:
    """Say whether a change of keys was begun that whoever is here can finish."""
    return rekeying.is_pending(register.keys)


def encrypt_anew(register: Register, told: rekeying.Told = rekeying.nobody) -> None:
    """Do the long part of that, in whichever thread; the databases are put away, and `open_again` is owed."""
    with as_problems():
        rekeying.finish(register.folder, register.keys, told=told)


def open_again(register: Register) -> None:
    """Open the databases with the keys of now, in the register's own thread, and tell history of these."""
    with as_problems():
        register.vault.reopen(register.keys.sqlcipher_keys())
        register.remember_key_file()


def finish(folder: Path, keys: OpenKeys, told: rekeying.Told = rekeying.nobody) -> None:
    """Go on with a change of keys that was cut short, before the register is opened. Raises a RegisterProblem."""
    if rekeying.is_pending(keys):
        with as_problems(), RegisterLock(folder):
            rekeying.finish(folder, keys, told=told)


def get_ready(folder: Path, keys: OpenKeys, *, at: str, watching: Watching) -> None:
    """Do what comes before keys of a register change that nobody has open: a backup, and a look whether there is room.

    The backup is made where it can be: a full disk keeps nobody out. It is written down at the next opening. Raises
    NotEnoughRoom, before anything was changed.
    """
    with suppress(StorageError):
        taking.make(folder, keys, reason=BackupReason.BEFORE_KEY_CHANGE, at=at, told=in_words(watching.backing_up))
    rekeying.check_room(folder, keys.key_file.content.compartments)
    watching.begins()
