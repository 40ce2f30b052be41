"""Setting damaged files aside and putting a backup's in their place, one compartment after the other.

Of each damaged file what is newer than the backup is read first and kept beside it under seal. A power cut in between
leaves a file missing at worst, and the next opening finds that as damage; what was made to take its place takes it then,
for it holds what somebody was typing, which stands nowhere else that still opens.
"""

from collections.abc import Callable
from pathlib import Path

from centre_app.damage import found_rows
from centre_app.damage.looking import WayBack
from centre_app.dates import utc_now
from centre_app.language import N_
from centre_app.problems import RegisterProblem, as_problems
from centre_app.questions import moment_text
from db import backups, copying, integrity, rekeying, salvage, set_aside
from db import connection as connections
from db.backups import Backup
from db.errors import DamagedCompartment, NotARegister
from db.files import RegisterLock, disk_problems
from db.keys import OpenKeys
from db.salvage import Known, Salvaged

READING, PUTTING_BACK = N_("Reading what can still be read"), N_("Putting the backup in its place")
Told = Callable[[str, int, int], object]  # what is done, compartments done, compartments in all


class NoWayBack(RegisterProblem):
    message = N_("No backup has this file whole.")
    advice = N_(
        "Plug in the backup stick and look again. If there is none, copy the whole folder as it is to a stick and call "
        "headquarters. Nothing was changed."
    )


def put_back(folder: Path, keys: OpenKeys, way: WayBack, *, told: Told = lambda step, done, of: None) -> Path:
    """Put back the damaged compartments and return where they were set aside. The register must be closed.

    Raises NoWayBack, RegisterAlreadyOpen or a DiskProblem; what was done until then stays, and doing it again goes on.
    """
    if not way.is_possible:
        raise NoWayBack
    with as_problems(), RegisterLock(folder):
        ended = {name: kept for name in way.compartments if (kept := _end_what_was_cut(folder, keys, name))}
        left = [name for name in way.compartments if name not in ended]
        aside = set_aside.begin(folder, moment_text(utc_now())) if left else max(ended.values())
        for done, name in enumerate(left):
            told(READING, done, len(left))
            key = keys.ring.newest(name)
            coming = folder / f"{backups.file_of(name)}{set_aside.COMING}"
            _bring(coming, way.backup, keys, name)
            known = salvage.known_in(coming, key.sqlcipher, name)
            read = _read_what_is_left(folder, keys, name, aside, known)
            set_aside.put_drafts(coming, key, list(read.drafts))
            found = found_rows.FoundRows.of(name, read, known, way.backup)
            set_aside.put_box(aside / f"{name}{set_aside.FOUND}", found.as_bytes(), key, keys.ring.register_id)
            told(PUTTING_BACK, done, len(left))
            set_aside.exchange(folder, name, coming, aside)
    return aside


def _end_what_was_cut(folder: Path, keys: OpenKeys, name: str) -> Path | None:
    """Let a file take the place of one that was set aside, where the power went between the two; return where that lies.

    What was read of the damaged one is kept only once the file that was coming is complete.
    """
    coming = folder / f"{backups.file_of(name)}{set_aside.COMING}"
    kept = set_aside.folders(folder)[-1:]
    if (folder / backups.file_of(name)).exists() or not coming.is_file() or not kept:
        return None
    if not (kept[0] / f"{name}{set_aside.FOUND}").exists() or not _is_whole(coming, keys, name):
        return None
    set_aside.exchange(folder, name, coming, kept[0])
    return kept[0]


def _is_whole(path: Path, keys: OpenKeys, name: str) -> bool:
    try:
        return not integrity.damage_in(path, keys.ring.newest(name).sqlcipher, name)
    except (NotARegister, DamagedCompartment):
        return False


def _bring(coming: Path, backup: Backup | None, keys: OpenKeys, name: str) -> None:
    """Make the file that will take the damaged one's place: of the backup and under today's key, else an empty one."""
    with disk_problems(coming.parent):
        for left in (coming, Path(f"{coming}{salvage.JOURNAL}")):  # of a time before that was cut short
            left.unlink(missing_ok=True)
    if backup is None:
        connections.create_database(coming, keys.ring.newest(name).sqlcipher, name)
        return
    copying.check_written(coming, copying.copy(backup.file(backups.file_of(name)), coming))
    rekeying.bring_over(coming, keys.ring.all_of(name), name)


def _read_what_is_left(folder: Path, keys: OpenKeys, name: str, aside: Path, known: Known) -> Salvaged:
    """Read the damaged file with each key that it may be under; the one that gives most is its own."""
    readings = [
        salvage.read(folder / backups.file_of(name), key.sqlcipher, name, scratch=aside, known=known)
        for key in keys.ring.all_of(name)
    ]
    return max(readings, key=lambda one: (len(one.rows), len(one.lines), -len(one.unreadable)))
