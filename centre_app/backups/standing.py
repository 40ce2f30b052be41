"""How old the last backups are, here and off the laptop, and what each is worth; said on the first page every day."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from centre_app import problems
from centre_app.backups.making import read_with_keys, stored_of
from centre_app.choices.keys import BackupAct, BackupOutcome
from centre_app.problems import Problem
from centre_app.questions import CENTRE, moment_of
from centre_app.records import Backup, Bundle, Centre
from centre_app.register import Register, as_problems
from db import backups as stored
from db.vault import Row

RED_AFTER = timedelta(days=14)
REMINDED_AFTER = timedelta(days=7)
RESTORED = "restore_backup"  # what history calls it
ACKNOWLEDGED = "acknowledged"  # exchange/bundle.py has it, and loads age
SAID_FOR = timedelta(days=14)  # that the register was put back
KEYS_CHANGED = ("revoke", "change_roles", "recover_with_paper", "recover_with_headquarters", "new_paper_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a register's backups; a moment is None for what was never done."""

    last_made: datetime | None
    last_verified: datetime | None
    off_laptop: datetime | None
    last_rehearsal: datetime | None
    last_failure: type[Problem] | None  # of the last act, where it went wrong
    days_off_laptop: int | None
    is_red: bool  # a lost laptop would cost more than a fortnight
    is_reminder: bool  # a week has gone by
    is_before_key_change: bool  # the stick still opens with keys, or with a sheet, that count no more here


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A backup in a list. `waiting` are the compartments that nobody who opens them has looked at."""

    backup: stored.Backup
    reason: str
    is_verified: bool
    waiting: tuple[str, ...]
    is_damaged: bool = False  # a look found it so; one that nobody looked at since it was made is not known to be

    @property
    def number(self) -> int:
        return self.backup.number

    @property
    def made_at(self) -> datetime:
        return moment_of(self.backup.made_at)

    @property
    def size(self) -> int:
        return self.backup.size


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack:
    """That this register came back from a backup: which one, when, and whether headquarters has yet to agree."""

    number: int
    made_at: datetime
    at: datetime
    is_recent: bool
    waits_for_headquarters: bool


def last_put_back(register: Register) -> PutBack | None:
    """Return when the register was last put back from a backup; None for one that never was."""
    with as_problems():
        line = register.vault.last_line(CENTRE, RESTORED)
    if line is None or line["was"] is None:
        return None
    said, at = json.loads(line["was"]), moment_of(line["at"])
    return PutBack(
        number=said["number"],
        made_at=moment_of(said["made_at"]),
        at=at,
        is_recent=register.now - at < SAID_FOR,
        waits_for_headquarters=not register.is_headquarters and not _headquarters_has_agreed(register),
    )


def _headquarters_has_agreed(register: Register) -> bool:
    """Say whether a bundle of the line that began with the restore was acknowledged."""
    line = register.vault.meta().get("lineage")
    return bool(register.as_stored.rows(Bundle, ("id",), lineage=line, status=ACKNOWLEDGED))


def standing(register: Register) -> Standing:
    """Return how a register's backups stand, from what was written down of them."""
    acts = register.as_stored.rows(Backup, ("act", "outcome", "done_at", "problem"))
    acts.sort(key=lambda act: act["done_at"] or "")
    sound = [act for act in acts if act["outcome"] != BackupOutcome.FAILED]
    verified = [act for act in sound if act["outcome"] == BackupOutcome.VERIFIED]
    off_laptop = _last(sound, BackupAct.COPIED)
    age = max(register.now - off_laptop, timedelta()) if off_laptop else None
    without = age if age is not None else _age_of_house(register)
    return Standing(
        last_made=_last(sound, BackupAct.MADE),
        last_verified=_last(verified, BackupAct.MADE, BackupAct.CHECKED),
        off_laptop=off_laptop,
        last_rehearsal=_last(sound, BackupAct.REHEARSED),
        last_failure=_problem_of(acts[-1]) if acts and acts[-1]["outcome"] == BackupOutcome.FAILED else None,
        days_off_laptop=age.days if age is not None else None,
        is_red=without > RED_AFTER and not register.is_training,
        is_reminder=without >= REMINDED_AFTER and not register.is_training,
        is_before_key_change=off_laptop is not None and _keys_changed_since(register, off_laptop),
    )


def _last(acts: list[Row], *wanted: str) -> datetime | None:
    last = max((act["done_at"] or "" for act in acts if act["act"] in wanted), default="")
    return moment_of(last) if last else None


def _problem_of(act: Row) -> type[Problem]:
    """Return the problem that was written down by its name; any problem for a name of an older program."""
    found = getattr(problems, act["problem"] or "", Problem)
    return found if isinstance(found, type) and issubclass(found, Problem) else Problem


def _age_of_house(register: Register) -> timedelta:
    house = register.as_stored.get(Centre, register.centre_id)
    began = house.created_at if house and house.created_at else register.now
    return max(register.now - began, timedelta())


def _keys_changed_since(register: Register, moment: datetime) -> bool:
    with as_problems():
        changes = [register.vault.last_line_at(CENTRE, action) for action in KEYS_CHANGED]
    return any(at is not None and moment_of(at) > moment for at in changes)


def backups(register: Register) -> list[Shown]:
    """Return the backups beside the register that its keys open, the newest first."""
    damaged = _found_damaged(register)
    shown = [
        Shown(
            backup=backup,
            reason=said.reason,
            is_verified=said.is_verified,
            waiting=said.waiting,
            is_damaged=backup.number in damaged,
        )
        for backup, said in read_with_keys(register, stored_of(register))
    ]
    return shown[::-1]


def _found_damaged(register: Register) -> set[int | None]:
    """Return the numbers of the backups that were found damaged when they were looked at last."""
    looks = sorted(register.as_stored.find(Backup, act=BackupAct.CHECKED), key=lambda one: one.id)
    last = {one.number: one.outcome for one in looks}
    return {number for number, outcome in last.items() if outcome == BackupOutcome.FAILED}
