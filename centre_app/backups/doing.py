"""How far the work on a backup is, in sentences, and what is written down of it when it ends."""

import dataclasses
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from centre_app.choices.keys import BackupOutcome
from centre_app.language import N_
from centre_app.problems import Problem, as_problems
from centre_app.questions import moment_text, to_row
from centre_app.records import Backup
from centre_app.register import Register
from db import backups as stored
from db.backup_manifest import Inside
from db.vault import Change

Told = Callable[[str, int, int], object]  # a sentence to `say`, bytes done, bytes in all; it may raise to stop

COPYING = N_("Copying the register")
VERIFYING = N_("Reading the copy back")
KEEPING = N_("Putting the copy away")
COMPARING = N_("Comparing with the register of today")
WRITING_TO_STICK = N_("Writing to the stick")
READING_STICK = N_("Reading back from the stick")
SAID = {stored.COPYING: COPYING, stored.VERIFYING: VERIFYING, stored.KEEPING: KEEPING}
SAID_OF_STICKS = {stored.COPYING: WRITING_TO_STICK, stored.VERIFYING: READING_STICK}


def nobody(sentence: str, done: int, total: int) -> None:
    """Tell nobody."""


def in_words(told: Told, said: dict[str, str] | None = None) -> Callable[[str, int, int], object]:
    """Return who tells a person, in a sentence, what the storage says in its own words."""
    sentences = said or SAID
    return lambda step, done, total: told(sentences[step], done, total)


def keep(register: Register, act: str, outcome: str, **answers: object) -> Backup:
    """Write down what was done, under the name of who was at the laptop. The program writes it, whatever her rights."""
    answers = {"done_at": register.now, **answers}
    done = dataclasses.replace(Backup(centre_id=register.centre_id), act=act, outcome=outcome, **answers)  # type: ignore[arg-type]
    with as_problems():
        register.vault.write(
            [Change(table=Backup.table, row=to_row(done), action="create")],
            by=register.author,
            at=moment_text(register.now),
            clock_suspect=register.clock_is_suspect,
        )
    return done


def keep_made(register: Register, act: str, backup: stored.Backup, said: Inside, **answers: object) -> Backup:
    """Write down of a backup that it was made, copied or looked at, and what is still to be verified of it."""
    return keep(
        register,
        act,
        BackupOutcome.VERIFIED if said.is_verified else BackupOutcome.WAITING,
        reason=said.reason,
        number=backup.number,
        size_bytes=backup.size,
        waiting=json.dumps(said.waiting) if said.waiting else None,
        **answers,
    )


@contextmanager
def failures_kept(register: Register, act: str, **answers: object) -> Iterator[None]:
    """Write down that something went wrong, and let it go on up; what a person stopped did not go wrong."""
    try:
        with as_problems():
            yield
    except Problem as problem:
        with suppress(
            Problem
        ):  # a disk that is full or gone takes no line either; the first problem is the one to tell
            keep(register, act, BackupOutcome.FAILED, problem=type(problem).__name__, **answers)
        raise
