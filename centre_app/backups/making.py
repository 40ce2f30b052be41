"""When a backup is made, and what happens to the older ones.

The caller runs these in a thread of their own, with the register over connections of that thread
(`register.in_this_thread()`); people go on working meanwhile.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from centre_app.backups.doing import Told, failures_kept, in_words, keep_made, nobody
from centre_app.choices.keys import BackupAct, BackupReason
from centre_app.problems import Problem, as_problems
from centre_app.questions import moment_of, moment_text
from centre_app.records import Backup
from centre_app.register import Register
from db import backup_checks, comparing, rotation, taking, trace
from db import backups as stored
from db.backup_checks import Checked
from db.backup_manifest import Inside
from db.errors import BackupDamaged, BackupOfOtherKeys, DiskProblem
from db.key_file import BACKUPS
from db.rotation import Dated

# Lines of history after which a backup is as good as before: nothing was written down but that somebody was there.
QUIET = ("login", "lock", "view", "wrong_passphrase", "search")


def make(register: Register, reason: str, *, told: Told = nobody) -> Backup:
    """Make a backup, look at it, let older ones go, and write down that it was made.

    Raises NotEnoughRoom or another DiskProblem, RegisterDamaged, or SaveCutShort; that is written down too. What `told`
    raises leaves no trace.
    """
    return _made(register, reason, told)[0]


def make_here(register: Register, reason: str, *, told: Told = nobody) -> tuple[stored.Backup, Inside]:
    """Do the same, and return where it lies and what it says under seal.

    Whoever looked for it afterwards would be given an older one for it by a disk that does not answer.
    """
    _, made, said = _made(register, reason, told)
    return made, said


def _made(register: Register, reason: str, told: Told) -> tuple[Backup, stored.Backup, Inside]:
    with failures_kept(register, BackupAct.MADE, reason=reason):
        made = taking.make(
            register.folder,
            register.keys,
            reason=reason,
            at=moment_text(register.now),
            at_least=last_number(register) + 1,
            told=in_words(told),
        )
    said = stored.inside(made, register.keys.ring)
    done = keep_made(register, BackupAct.MADE, made, said)
    rotate(register)
    return done, made, said


def before(register: Register, reason: str, *, told: Told = nobody) -> Backup | None:
    """Make sure that a backup holds all that stands in the register, before something changes much; None where one does."""
    return make(register, reason, told=told) if has_changed(register) else None


def before_new_keys(register: Register, *, told: Told = nobody) -> None:
    """Do the same before keys are changed, where it can be done: nobody's key stays hers because a disk is full."""
    with suppress(Problem):
        before(register, BackupReason.BEFORE_KEY_CHANGE, told=told)


def is_due_today(register: Register) -> bool:
    """Say whether no backup of this day stands beside the register, or not of all that is written, where no day is known.

    A dead battery begins each morning on the same day: that one of it stands says nothing.
    """
    if register.clock_is_suspect:
        return has_changed(register)
    return all(backup.day != register.today for backup in stored_of(register))


def has_changed(register: Register) -> bool:
    """Say whether anything was written since the newest backup that it does not hold."""
    newest = newest_of(register)
    return newest is None or not _holds_all(register, newest[1])


def with_all(register: Register, reason: str, *, told: Told = nobody) -> tuple[stored.Backup, Inside]:
    """Return the newest backup where it holds all that stands in the register, else one that is made now."""
    newest = newest_of(register)
    if newest is not None and _holds_all(register, newest[1]):
        return newest
    return make_here(register, reason, told=told)


def _holds_all(register: Register, said: Inside) -> bool:
    if said.key_file != register.keys.key_file.counter:
        return False
    ends = {name: (one.contents.seq, one.contents.head) for name, one in said.compartments.items() if one.contents}
    with as_problems():
        return not comparing.has_gone_on(register.vault, ends, quiet=QUIET, quiet_table=Backup.table)


def rotate(register: Register) -> None:
    """Let the backups go that have had their time; one that cannot be judged stays where it is."""
    doubted = _made_under_a_doubted_clock(register)
    known = [
        (
            backup,
            Dated(
                number=backup.number,
                day=backup.day,
                is_verified=said.is_verified,
                is_doubted=backup.number in doubted,
            ),
        )
        for backup, said in read_with_keys(register, stored_of(register))
    ]
    stays = rotation.kept(dated for _, dated in known)
    for backup, dated in known:
        if dated.number not in stays:
            with suppress(DiskProblem):  # the next one tries again
                stored.take_away(backup)


def _made_under_a_doubted_clock(register: Register) -> set[int | None]:
    """Return the numbers of the backups of which the line that tells of them was written under a doubted clock."""
    with as_problems():
        lines = trace.first_lines(register.vault, Backup.table)
    made = register.as_stored.rows(Backup, ("id", "number"), act=BackupAct.MADE)
    return {row["number"] for row in made if row["id"] in lines and lines[row["id"]]["clock_suspect"]}


def verify_waiting(register: Register, *, told: Told = nobody) -> int:
    """Look at the parts of backups that only this person's keys open, and return how many backups she helped.

    To be done after each opening: it also writes down what was made while nobody could write, and lets backups know of
    new keys where a power cut came between.
    """
    with as_problems():
        backup_checks.after_new_keys(register.folder, register.keys.ring)
        stored.keep_key_files(register.folder, register.keys.key_file_for_a_backup())
    found = list(read_with_keys(register, stored_of(register)))
    _write_down_untold(register, found)
    hers = [(backup, said) for backup, said in reversed(found) if set(said.waiting) & set(register.keys.ring.present)]
    for backup, _ in hers:
        check(register, backup, told=told)
    return len(hers)


def check(register: Register, backup: stored.Backup, *, told: Told = nobody) -> Checked:
    """Look at a backup whole, as far as this person's keys open it, and write down how it stands.

    Raises BackupIsDamaged when a file is not what was written, or what was sealed.
    """
    with failures_kept(register, BackupAct.CHECKED, number=backup.number):
        checked = backup_checks.verify(backup, register.keys.ring, at=moment_text(register.now), told=in_words(told))
        if not checked.is_sound:
            raise BackupDamaged
    keep_made(register, BackupAct.CHECKED, checked.backup, stored.inside(checked.backup, register.keys.ring))
    return checked


def _write_down_untold(register: Register, found: Iterable[tuple[stored.Backup, Inside]]) -> None:
    """Write down the backups of which no record tells: made before databases were open, or just before a power cut."""
    told = {row["number"] for row in register.as_stored.rows(Backup, ("number",), act=BackupAct.MADE)}
    for backup, said in found:
        if backup.number not in told:
            keep_made(register, BackupAct.MADE, backup, said, done_at=moment_of(backup.made_at))


def stored_of(register: Register) -> list[stored.Backup]:
    """Return the backups beside a register, the oldest first."""
    with as_problems():
        return stored.listed(register.folder / BACKUPS, register_id=register.keys.key_file.register.id)


def read_with_keys(register: Register, backups: Iterable[stored.Backup]) -> Iterator[tuple[stored.Backup, Inside]]:
    """Yield each backup with what it says under seal; one that her keys do not open, or that was altered, is left out."""
    for backup in backups:
        with suppress(BackupDamaged, BackupOfOtherKeys):
            yield backup, stored.inside(backup, register.keys.ring)


def newest_of(register: Register) -> tuple[stored.Backup, Inside] | None:
    """Return the newest backup that can be read."""
    return next(read_with_keys(register, reversed(stored_of(register))), None)


def last_number(register: Register) -> int:
    """Return the greatest number that any backup of this register has borne, whether it still stands or not."""
    return max((row["number"] or 0 for row in register.as_stored.rows(Backup, ("number",))), default=0)
