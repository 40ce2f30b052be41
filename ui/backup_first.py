"""Before something that changes much: a backup that holds all that stands here, made while the window stays alive."""

from PySide6.QtWidgets import QWidget

from centre_app.backups import making
from centre_app.language import N_
from ui import background
from ui.background import Cancelled, Progress
from ui.backup_keeper import told_of
from ui.session import Session


def back_up_first(session: Session, reason: str, *, over: QWidget) -> bool:
    """Make the backup where none holds all; say whether one may go on, or somebody stopped it. Raises why none is made."""
    register = session.register

    def work(progress: Progress) -> None:
        with register.in_this_thread() as twin:
            making.before(twin, reason, told=told_of(progress, session.language))

    try:
        background.run_and_wait(
            work,
            over=over,
            title=session.say(N_("A backup is made first")),
            cancel=session.say(N_("Stop")),
            afterwards=register.catch_up,
        )
    except Cancelled:
        return False
    return True
