"""Putting a backup back: into a new folder, looked at and compared first; it takes the register's place only when told to.

The register that was there is kept beside, under a name that bears the day; like a backup it opens with the recovery sheet,
and with no passphrase: who leaves later would open it with hers. A restored register begins a new line of
bundles at its first opening, for headquarters knows a later state of it.
"""

import dataclasses
import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from centre_app import recovery
from centre_app.backups.doing import COMPARING, Told, in_words, keep, nobody
from centre_app.backups.standing import RESTORED
from centre_app.choices.keys import BackupAct, BackupOutcome
from centre_app.dates import utc_now
from centre_app.door import PersonAtTheDoor
from centre_app.exchange import line
from centre_app.language import N_
from centre_app.passphrases import propose, weakness_of
from centre_app.problems import Problem, RegisterDamaged, TooWeak, as_problems
from centre_app.questions import CENTRE, moment_text
from centre_app.records import Backup, StaffMember
from centre_app.recovery import Sheet, WaysBack
from centre_app.register import Clock, Register
from centre_app.retention.come_back import known_erasings
from db import backups as stored
from db import comparing, kept_registers, rekeying, restoring
from db.comparing import Difference
from db.comparing import TableDifference as TableDifference  # whoever shows a difference finds it beside it
from db.errors import DiskProblem
from db.history import Entry
from db.key_changes import is_trusted
from db.key_content import Content, PersonSlot
from db.keys import Argon2Cost, OpenKeys, calibrate, read_key_file
from db.leftovers import RESTORED as RESTORED_BESIDE
from db.recovery import come_back, open_with_paper
from db.restoring import Origin
from db.vault import Vault


class DirectorsPutBack(Problem):
    message = N_("Only the director or the deputy puts a backup back.")
    advice = N_("Ask one of them to do it under their own name.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A backup in its new folder. `difference` is what is in the register and not in it; None where nothing can be compared.

    `waiting` are the compartments that nobody present opens: they were copied, and whoever opens them will look at them.
    """

    folder: Path
    origin: Origin
    difference: Difference | None
    not_compared: tuple[str, ...]

    @property
    def waiting(self) -> tuple[str, ...]:
        return self.origin.waiting


def folder_beside(register: Path) -> Path:
    """Return where a backup is looked at before it takes the register's place; what a cut leaves there goes by itself."""
    return register.with_name(f"{register.name}{RESTORED_BESIDE}")


# --- on this laptop ------------------------------------------------------------------------------------------------


def may_restore(keys: OpenKeys) -> bool:
    """Say whether she decides over the whole register: a director or the deputy."""
    return keys.ring.authority is not None


def restore(register: Register, backup: stored.Backup, to: Path, *, told: Told = nobody) -> Restored:
    """Restore a backup of an open register into a new folder, and say what of today is not in it.

    Raises DirectorsPutBack, AlreadyARegister, BackupIsDamaged, BackupOfOtherKeys or a DiskProblem; nothing stays then, and
    the register is not touched. Make a backup (BEFORE_RESTORE) before `swap`.
    """
    restored = from_keys(register.keys, backup, to, present=register.vault, own=register.centre_id, told=told)
    origin = dataclasses.replace(restored.origin, erased=known_erasings(register))
    with as_problems():
        restoring.remember_origin(to, origin)
    return dataclasses.replace(restored, origin=origin)


def from_keys(
    keys: OpenKeys,
    backup: stored.Backup,
    to: Path,
    *,
    present: Vault | None = None,
    own: str = "",
    clock: Clock = utc_now,
    told: Told = nobody,
) -> Restored:
    """Do the same where the register itself does not open: `present` is what of it does, None for nothing."""
    if not may_restore(keys):
        raise DirectorsPutBack
    with as_problems():
        origin = restoring.bring(
            backup,
            to,
            content=keys.key_file.content,
            ring=keys.ring,
            at=moment_text(clock()),
            by=keys.person_id,
            told=in_words(told),
            then=partial(kept_registers.leave_key_file, octets=keys.key_file_for_a_backup()),
        )
        there = set(stored.inside(backup, keys.ring).compartments)
    difference: Difference | None = None
    if present is not None:
        try:
            difference = _difference(keys, to, there, present, own, told)
        except RegisterDamaged:  # it was restored because of that
            difference = None
        except BaseException:
            shutil.rmtree(
                to, ignore_errors=True
            )  # it stands under its name by now, and nobody asked for half an answer
            raise
    compared = set(present.compartments) & there if present is not None and difference is not None else set()
    return Restored(folder=to, origin=origin, difference=difference, not_compared=tuple(sorted(there - compared)))


def _difference(keys: OpenKeys, to: Path, there: Iterable[str], present: Vault, own: str, told: Told) -> Difference:
    with as_problems(), Vault(to, {name: key for name, key in keys.sqlcipher_keys().items() if name in there}) as then:
        return comparing.difference(present, then, own=own, besides=(Backup.table,), look=lambda: told(COMPARING, 0, 0))


def swap(register: Path, restored: Path, *, clock: Clock = utc_now) -> Path:
    """Let a restored folder take the place of the register beside it, and return where the old one is kept.

    Nobody may have either open. A power cut in the middle is ended at the next start (door.py). Raises
    RegisterAlreadyOpen or a DiskProblem.
    """
    with as_problems():
        return restoring.swap(register, restored, at=f"{clock():%Y%m%d-%H%M%S}")


def settle_place(register: Path) -> None:
    """Let no swap wait that failed before: whoever comes to work in the old register stays in it.

    A disk that cannot forget it now takes no work either.
    """
    with as_problems(), suppress(DiskProblem):
        restoring.settle_swap(register)


# --- on another laptop ---------------------------------------------------------------------------------------------


def ways_back(backup: stored.Backup) -> WaysBack:
    """Return whose register a backup is, and who can be let in again with its recovery sheet. Raises BackupIsDamaged."""
    with as_problems():
        return recovery.ways_back_of(stored.keys_of(backup))


def waiting_to_enter(backup: stored.Backup) -> tuple[PersonAtTheDoor, ...]:
    """Return whoever had a key when a backup was made: some may have left since, which no stick can know."""
    with as_problems():
        content = stored.keys_of(backup).content
    people = (slot for slot in content.people if _waits(content, slot))
    return tuple(PersonAtTheDoor(id=slot.id, name=slot.shown, roles=slot.roles) for slot in people)


def check_paper(backup: stored.Backup, code: str) -> None:
    """Raise NotAPaperCode, WrongPaperCode or NoWayToRecover unless the sheet is the one that was in force on that day."""
    with as_problems():
        open_with_paper(stored.keys_of(backup), code).wipe()


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTime:
    """A passphrase that somebody gets from the director, and changes when she first enters."""

    person_id: str
    name: str
    passphrase: str = field(repr=False)


def on_another_laptop(
    backup: stored.Backup,
    to: Path,
    person_id: str,
    code: str,
    *,
    passphrase: str,
    sheet: Sheet,
    people: Collection[str] = (),
    clock: Clock = utc_now,
    cost: Argon2Cost | None = None,
    told: Told = nobody,
) -> tuple[OneTime, ...]:
    """Restore a backup where there is nothing but it and the recovery sheet, and let a director in with a new passphrase.

    No passphrase was on the stick. Each of `people`, of whom the director says that they still work there, gets a one-time
    one, which is returned: the sheet opens what the director does not, and this is the moment to hand its key on. Everybody
    else stays without a way in: she may have left since the backup. Raises TooWeak, the problems of `check_paper`,
    BackupIsDamaged, AlreadyARegister or a DiskProblem; nothing stays then.
    """
    if weakness_of(passphrase):
        raise TooWeak
    at, words = moment_text(clock()), in_words(told)
    given: list[OneTime] = []

    def let_in(folder: Path) -> None:
        words(stored.KEEPING, 0, 0)
        key_file = read_key_file(folder)
        each = cost or calibrate()
        keys = come_back(
            key_file, open_with_paper(key_file, code), person_id, passphrase,
            cost=each, sheet=sheet.code, action="recover_with_paper", at=at,
        )  # fmt: skip
        try:
            others = [slot for slot in key_file.content.people if slot.id in people and slot.id != person_id]
            given.extend(_let_in_again(keys, slot, each, at) for slot in others if _waits(key_file.content, slot))
            rekeying.finish(folder, keys, told=lambda _name, done, total: words(stored.KEEPING, done, total))
        finally:
            keys.wipe()

    with as_problems():
        key_file = stored.keys_of(backup)
        ring = open_with_paper(key_file, code)
        try:
            restoring.bring(
                backup, to, content=key_file.content, ring=ring, at=at, by=person_id, told=words, then=let_in
            )
        finally:
            ring.wipe()
    return tuple(given)


def _waits(content: Content, slot: PersonSlot) -> bool:
    """Say whether somebody is to enter again: whoever left opens nothing any more, and is given no passphrase."""
    return bool(slot.compartments) and not slot.is_suspended and is_trusted(content, slot)


def _let_in_again(keys: OpenKeys, slot: PersonSlot, cost: Argon2Cost, at: str) -> OneTime:
    passphrase = propose()
    again = keys.new_person(
        slot.id,
        shown=slot.shown,
        roles=slot.roles,
        compartments=slot.compartments,
        keeps_own=slot.keeps_own,
        passphrase=passphrase,
        cost=cost,
        former=slot,
    )
    keys.put_person(again, action="reset", at=at)
    return OneTime(person_id=slot.id, name=slot.shown, passphrase=passphrase)


# --- its first opening ---------------------------------------------------------------------------------------------


def tell_of_restore(register: Register) -> Origin | None:
    """At the first opening of a restored register, begin a new line of bundles and let history say what happened.

    Returns what it was restored from, for whoever is to be told; None at every other opening.
    """
    origin = restoring.origin_of(register.folder)
    if origin is None:
        return None
    if not origin.is_told:
        said = {"number": origin.number, "made_at": origin.made_at, "erased": origin.erased}
        by = origin.by or None  # whoever opens it first signs the line, and need not be who put it back
        table = StaffMember.table if by else None
        register.leave_line(CENTRE, Entry(action=RESTORED, record_table=table, record_id=by, was=said))
        if not register.is_headquarters:
            line.begin_line(register)
        keep(register, BackupAct.RESTORED, BackupOutcome.VERIFIED, number=origin.number)
    with as_problems():
        waiting = tuple(name for name in origin.waiting if name not in register.keys.ring.present)
        if waiting:
            restoring.remember_origin(register.folder, dataclasses.replace(origin, waiting=waiting, is_told=True))
        else:
            restoring.forget_origin(register.folder)
    return None if origin.is_told else origin
