"""One act of the house that takes its time, done to its end while the window stays alive."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from centre_app.language import N_
from centre_app.register import Register
from ui import background
from ui.background import Progress
from ui.session import Session

Outcome = TypeVar("Outcome")
AS_ONE = N_("This cannot be stopped. If the power fails, nothing of it is done: start again then.")


def do_to_its_end(
    session: Session, act: Callable[..., Outcome], *given: object, over: QWidget, title: str, **named: object
) -> Outcome:
    """Run one verb as `session.do` does, over connections of its own in another thread, and wait for what it returns.

    What is typed was kept before: the register may be locked meanwhile. Raises the Problem that the verb raises.
    """

    def beside(register: Register) -> Outcome:
        def work(progress: Progress) -> Outcome:
            with register.in_this_thread() as twin:
                return act(twin, *given, **named)

        done: Outcome = background.run_and_wait(
            work, over=over, title=title, note=session.say(AS_ONE), afterwards=register.catch_up
        )
        return done

    session.keep_asked.emit()
    return session.do(beside)
