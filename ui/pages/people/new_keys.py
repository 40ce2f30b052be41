"""Keys are changed while the window stays alive: a backup first, which can be stopped, then what goes to its end.

The databases are put away meanwhile, so nothing may be asked of the register: what is typed was kept before, nothing in
the window can be pressed, and timers look whether such work is under way (`background.goes_to_its_end`).
"""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtWidgets import QWidget

from centre_app import new_keys
from centre_app.backups import making
from centre_app.language import N_
from centre_app.problems import DiskProblem, Problem
from centre_app.register import Register
from ui import background
from ui.background import Cancelled, Progress
from ui.backup_keeper import told_of
from ui.pages.people.words import compartment
from ui.session import Session

TURN = N_("{compartment}: being encrypted anew…")
CHANGING = N_("The keys of the register are being changed")
TO_ITS_END = N_("This cannot be stopped. If the power fails, it goes on at the next opening: nothing is lost.")


class KeysNotChanged(Problem):
    message = N_("It was stopped: nothing was changed.")
    advice = N_("Start again when you want.")


def change_keys(
    session: Session,
    begin: Callable[[Register], object],
    *,
    over: QWidget,
    turn: Callable[[str], object] = lambda compartment: None,
) -> None:
    """Back up, do the verb that changes who opens what, and encrypt anew what is owed then; `turn` hears of each compartment.

    Raises the problem of the verb, of the disk, or KeysNotChanged where it was stopped before.
    """
    session.keep_asked.emit()
    _back_up(session, over)
    try:
        begin(session.register)
    except DiskProblem:
        session.disk_doubted.emit()
        raise
    finally:  # what was taken back is taken back, whatever came after it
        if new_keys.is_owed(session.register):
            _encrypt_anew(session, over, turn)
    session.tell_changed()


def _back_up(session: Session, over: QWidget) -> None:
    """Make a backup first, where it can be done: nobody's key stays hers because a disk is full."""
    register = session.register

    def work(progress: Progress) -> None:
        with suppress(Problem), register.in_this_thread() as twin:
            making.before_new_keys(twin, told=told_of(progress, session.language))

    title, stop = session.say(N_("A backup is made before the keys are changed")), session.say(N_("Stop"))
    try:
        background.run_and_wait(work, over=over, title=title, cancel=stop, afterwards=register.catch_up)
    except Cancelled:
        raise KeysNotChanged from None


def _encrypt_anew(session: Session, over: QWidget, turn: Callable[[str], object]) -> None:
    register, names = session.register, dict[str, str]()

    def work(progress: Progress) -> None:
        def told(name: str, done: int, total: int) -> None:
            said = session.say(TURN, compartment=compartment(name, session.language))
            names[said] = name
            progress(said, done=round(100 * done / total) if total else 0, total=100)

        new_keys.encrypt_anew(register, told)

    register.vault.put_away()
    background.run_and_wait(
        work,
        over=over,
        title=session.say(CHANGING),
        note=session.say(TO_ITS_END),
        progress=lambda step: turn(names[step.sentence]),
        afterwards=lambda: new_keys.open_again(register),
    )
