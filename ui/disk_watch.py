"""Watches the register's disk while it is open, and says across the window what must be done about it."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer

from centre_app import disk
from centre_app.disk import FAILING, FINE, FULL, GETTING_FULL, IS_FULL, LOW, NEARLY_FULL, NO_ROOM
from centre_app.language import N_
from ui.session import Session

EVERY_MS = 60 * 60 * 1000
_ABOUT_ROOM = {LOW: GETTING_FULL, FULL: NEARLY_FULL, NO_ROOM: IS_FULL}


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
    return session.say(_ABOUT_ROOM[found.room], free=free), found.room != LOW


def saved_said(session: Session) -> tuple[str, bool]:
    """Return what the foot of the window says of saving, and whether all is well: no green sign beside a save that failed."""
    time = session.language.clock(session.saved_at)
    if session.has_failed:
        return session.say(N_("The last entry is NOT saved. What was saved until {time} is here."), time=time), False
    if disk.look_at(session.register.folder, now=datetime.now(UTC)).room == NO_ROOM:
        return session.say(N_("The disk is full. What was saved until {time} is here."), time=time), False
    return session.say(N_("Saved here at {time}"), time=time), True
