"""Keeps backups without being asked: the day's first, one more before the program closes, and each month a restore tried.

All of it works in a thread of its own while people go on. How it ended is written in the register and said on the first
page; a training register has nothing worth keeping.
"""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from centre_app.backups import making, rehearsal
from centre_app.choices.keys import BackupReason
from centre_app.language import N_, Language
from centre_app.problems import Problem
from centre_app.register import Register
from ui import background
from ui.background import Progress
from ui.kit.progress_card import ProgressCard
from ui.session import Session

SOON_MS = 15_000  # somebody who has just come in is let begin first
OF_THE_DAY = N_("The backup of the day is being made")
BEFORE_CLOSING = N_("A last backup before the program closes")


def keep_backups(session: Session, owner: QWidget) -> None:
    """Do what is due today, soon after somebody has come in."""
    if session.register.is_training:
        return
    timer = QTimer(owner, singleShot=True, interval=SOON_MS)
    timer.setObjectName("backup_keeper")
    # while keys are changed nothing is copied: a little later it is
    timer.timeout.connect(lambda: timer.start() if background.goes_to_its_end() else do_what_is_due(session, owner))
    timer.start()


def do_what_is_due(session: Session, owner: QWidget) -> background.Task:
    """Look at what only her keys open, make the backup of the day, and try a restore where the month has had none."""

    def work(progress: Progress) -> None:
        told = told_of(progress, session.language)
        with session.register.in_this_thread() as twin:
            making.verify_waiting(twin, told=told)
            if making.is_due_today(twin):
                making.make(twin, BackupReason.FIRST_OF_DAY, told=told)
            if rehearsal.is_due(twin):
                rehearsal.rehearse(twin, told=told)

    def ended(_outcome: object = None) -> None:
        session.register.catch_up()
        session.tell_changed()

    def failed(problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        ended()  # what went wrong was written down, and the first page says it
        session.disk_doubted.emit()

    return background.run(work, owner=owner, then=ended, otherwise=failed, what=session.say(OF_THE_DAY))


def back_up_before_closing(register: Register, language: Language, over: QWidget) -> None:
    """Make a last backup where something was written since the newest, and wait for it; she may close without it."""
    if register.is_training or not _has_changed(register):
        return

    def work(progress: Progress) -> None:
        with register.in_this_thread() as twin:
            making.make(twin, BackupReason.AT_EXIT, told=told_of(progress, language))

    card = ProgressCard(over, language.say(BEFORE_CLOSING), language.say(N_("Close without it")))
    task = background.run(work, owner=card, otherwise=_let_close, what=language.say(BEFORE_CLOSING))
    card.cancelled.connect(task.cancel)
    task.stepped.connect(card.show_step)
    task.ended.connect(card.finish)
    card.exec()
    card.deleteLater()


def _has_changed(register: Register) -> bool:
    try:
        return making.has_changed(register)
    except Problem:
        return False  # a disk that does not answer now takes no backup either


def _let_close(problem: BaseException) -> None:
    """A backup that cannot be made keeps nobody here: it was written down, and is said at the next start."""
    if not isinstance(problem, Problem):
        raise problem


def told_of(progress: Progress, language: Language) -> Callable[[str, int, int], object]:
    """Return who tells a progress card, in hundredths, how far the work on a backup is."""

    def told(sentence: str, done: int, total: int) -> None:
        progress(language.say(sentence), done=round(100 * done / total) if total else 0, total=100 if total else 0)

    return told
