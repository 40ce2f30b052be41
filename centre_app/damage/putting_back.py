"""Setting damaged files aside and putting a backup's in their place, one compartment after the other.

Of each damaged file what is newer than the backup is read first and kept beside it under seal. A power cut in between
leaves a file missing at worst, and the next opening finds that as damage and begins again.
"""

from collections.abc import Callable
from pathlib import Path

from centre_app.damage import found_rows
from centre_app.damage.looking import WayBack
from centre_app.dates import utc_now
from centre_app.language import N_
from centre_app.problems import RegisterProblem, as_problems
from centre_app.questions import moment_text
from db import backups, copying, rekeying, salvage, set_aside
from db import connection as connections
from db.backups import Backup
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
        aside = set_aside.begin(folder, moment_text(utc_now()))
        for done, name in enumerate(way.compartments):
            told(READING, done, len(way.compartments))
            key = keys.ring.newest(name)
            coming = folder / f"{backups.file_of(name)}{set_aside.COMING}"
            _bring(coming, way.backup, keys, name)
            known = salvage.known_in(coming, key.sqlcipher, name)
            read = _read_what_is_left(folder, keys, name, aside, known)
            set_aside.put_drafts(coming, key, list(read.drafts))
            kept = found_rows.FoundRows.of(name, read, known, way.backup)
            set_aside.put_box(aside / f"{name}{set_aside.FOUND}", kept.as_bytes(), key, keys.ring.register_id)
            told(PUTTING_BACK, done, len(way.compartments))
            set_aside.exchange(folder, name, coming, aside)
    return aside


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
