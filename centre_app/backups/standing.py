"""How old the last backups are, here and off the laptop, and what each is worth; said on the first page every day."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from centre_app import problems
from centre_app.backups.making import read_with_keys, stored_of
from centre_app.choices.keys import BackupAct, BackupOutcome
from centre_app.problems import Problem
from centre_app.questions import CENTRE, moment_of, moment_text
from centre_app.records import Backup, Bundle, Centre
from centre_app.register import Register, as_problems
from centre_app.right_time import BACK_TOLERANCE
from db import backups as stored
from db import trace
from db.vault import Row

RED_AFTER = timedelta(days=14)
REMINDED_AFTER = timedelta(days=7)
RESTORED = "restore_backup"  # what history calls it
ACKNOWLEDGED = "acknowledged"  # exchange/bundle.py has it, and loads age
SAID_FOR = timedelta(days=14)  # that the register was put back
SOUND = (BackupOutcome.VERIFIED, BackupOutcome.WAITING)
KEYS_CHANGED = ("revoke", "change_roles", "recover_with_paper", "recover_with_headquarters", "new_paper_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a register's backups; a moment is None for what was never done."""

    last_made: datetime | None
    last_verified: datetime | None
    last_read: datetime | None  # the last one read back, whole or but for what these keys do not open
    read_but: tuple[str, ...]  # the compartments of that one which wait for other keys
    off_laptop: datetime | None
    last_rehearsal: datetime | None
    last_failure: type[Problem] | None  # of the last act, where it went wrong
    days_off_laptop: int | None  # None also where the clock was wrong, so that nobody can say
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
    """Return how a register's backups stand, from what was written down of them.

    The numbers of its history tell the order, never the clock: it may have run ahead for a day, years ago.
    """
    told = _Told(register)
    copied = told.last(BackupAct.COPIED)
    off_laptop = copied.row["done_at"] if copied else None
    age = told.age_of(copied) if copied else _age_of_house(register)
    read = told.last(BackupAct.MADE, BackupAct.CHECKED, outcomes=[BackupOutcome.VERIFIED])
    read_in_part = told.last_read_in_part()
    is_whole = read is not None and (read_in_part is None or read.seq >= read_in_part.seq)
    newest_read = read if is_whole else read_in_part
    last = told.acts[-1] if told.acts else None
    return Standing(
        last_made=told.moment_of_last(BackupAct.MADE),
        last_verified=_moment(read),
        last_read=_moment(newest_read),
        read_but=newest_read.waiting if newest_read else (),
        off_laptop=moment_of(off_laptop) if off_laptop else None,
        last_rehearsal=told.moment_of_last(BackupAct.REHEARSED),
        last_failure=_problem_of(last.row) if last and last.row["outcome"] == BackupOutcome.FAILED else None,
        days_off_laptop=age.days if copied and age is not None and told.is_dated(copied) else None,
        is_red=(age is None or age > RED_AFTER) and not register.is_training,
        is_reminder=(age is None or age >= REMINDED_AFTER) and not register.is_training,
        is_before_key_change=copied is not None and _keys_changed_since(register, copied.seq),
    )


@dataclass(frozen=True, slots=True)
class _Act:
    """What was written down of one act, and the line of history that tells of it."""

    row: Row
    seq: int
    is_doubted: bool

    @property
    def waiting(self) -> tuple[str, ...]:
        return tuple(json.loads(self.row["waiting"] or "[]"))


class _Told:
    """All that was written down of a register's backups, in the order in which it was."""

    def __init__(self, register: Register) -> None:
        self._register = register
        rows = register.as_stored.rows(Backup, ("id", "act", "outcome", "done_at", "problem", "waiting"))
        with as_problems():
            lines = trace.first_lines(register.vault, Backup.table)
        acts = [_Act(row, line["seq"], bool(line["clock_suspect"])) for row in rows if (line := lines.get(row["id"]))]
        self.acts = sorted(acts, key=lambda act: act.seq)

    def last(self, *wanted: str, outcomes: Collection[str] = SOUND) -> _Act | None:
        return next(
            (act for act in reversed(self.acts) if act.row["act"] in wanted and act.row["outcome"] in outcomes), None
        )

    def moment_of_last(self, act: str) -> datetime | None:
        return _moment(self.last(act))

    def last_read_in_part(self) -> _Act | None:
        """Return the last look that read all that these keys open, where some of it waits for other keys."""
        last = self.last(BackupAct.MADE, BackupAct.CHECKED, outcomes=[BackupOutcome.WAITING])
        return last if last and not set(last.waiting) & set(self._register.keys.ring.present) else None

    def is_dated(self, act: _Act) -> bool:
        """Say whether the day that an act bears is one to believe."""
        return not act.is_doubted and moment_of(act.row["done_at"]) <= self._register.now + BACK_TOLERANCE

    def age_of(self, act: _Act) -> timedelta | None:
        """Return how long ago an act was at most; None where no right clock tells.

        One that a doubted clock dated, or that lies after now, came after the last line before it that a right one did.
        """
        now = self._register.now
        if self.is_dated(act):
            return max(now - moment_of(act.row["done_at"]), timedelta())
        with as_problems():
            before = trace.dated_before(self._register.vault, CENTRE, act.seq, until=moment_text(now))
        return now - moment_of(before) if before else None


def _moment(act: _Act | None) -> datetime | None:
    return moment_of(act.row["done_at"]) if act else None


def _problem_of(act: Row) -> type[Problem]:
    """Return the problem that was written down by its name; any problem for a name of an older program."""
    found = getattr(problems, act["problem"] or "", Problem)
    return found if isinstance(found, type) and issubclass(found, Problem) else Problem


def _age_of_house(register: Register) -> timedelta:
    house = register.as_stored.get(Centre, register.centre_id)
    began = house.created_at if house and house.created_at else register.now
    return max(register.now - began, timedelta())


def _keys_changed_since(register: Register, seq: int) -> bool:
    with as_problems():
        changes = [register.vault.last_line(CENTRE, action) for action in KEYS_CHANGED]
    return any(line is not None and line["seq"] > seq for line in changes)


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
