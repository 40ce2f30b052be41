"""Watches the register's disk while it is open, and says across the window what must be done about it."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer

from centre_app import disk
from centre_app.disk import FINE, LOW
from centre_app.language import N_
from ui.session import Session

EVERY_MS = 60 * 60 * 1000
FAILING = N_(
    "The disk is failing: twice within a day it could not read or write. Make a backup on a stick today and call "
    "headquarters: the laptop needs another disk."
)
NEARLY_FULL = N_(
    "This disk is nearly full: {free} are free. You can still save, but no export and no backup is made. Make room now: "
    "move photos and films to a stick and empty the bin."
)
GETTING_FULL = N_(
    "This disk is getting full: {free} are free. Make room these days: move photos and films to a stick and empty the bin."
)


def watch(session: Session, owner: QObject, look: Callable[[], object]) -> None:
    """Let somebody look at the disk each hour, and whenever something could not be written."""
    timer = QTimer(owner, interval=EVERY_MS)
    timer.setObjectName("disk_watch")
    timer.timeout.connect(look)
    timer.start()
    session.disk_doubted.connect(look)


def warning_of(session: Session) -> tuple[str, bool]:
    """Return what must be said of the disk now, "" for nothing, and whether it cannot wait."""
    found = disk.look_at(session.register.folder, now=datetime.now(UTC))
    if found.is_failing:
        return session.say(FAILING), True
    if found.room == FINE or found.free_bytes is None:
        return "", False
    free = session.language.size(found.free_bytes)
    said = GETTING_FULL if found.room == LOW else NEARLY_FULL
    return session.say(said, free=free), found.room != LOW
