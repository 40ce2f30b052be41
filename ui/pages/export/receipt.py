"""Reading headquarters' acknowledgement when the stick has come back."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from centre_app.exchange import acknowledgement, sticks
from centre_app.exchange.acknowledgement import Acknowledged
from centre_app.language import N_
from ui.found_files import ask_for_file
from ui.pages.export.check_step import said_received
from ui.session import Session


def read_acknowledgement(session: Session, *, over: QWidget) -> str | None:
    """Ask for the file, remember what it says and return that as a sentence; None when no file was chosen.

    Raises the Problem of a file that cannot be read, or is refused.
    """
    file = ask_for_file(
        session,
        sticks.acknowledgements_in,
        title=session.say(N_("Headquarters’ acknowledgement")),
        about=session.say(N_("It came back on the stick. It says what headquarters has received.")),
        over=over,
    )
    if file is None:
        return None
    said = session.do(acknowledgement.read_acknowledgement, sticks.content_of(file))
    return " ".join([said_received(said.bundle, session.language), *_said_of_corrections(said, session)])


def _said_of_corrections(said: Acknowledged, session: Session) -> Iterator[str]:
    """Say what came of headquarters' corrections: made, to be decided, waiting for somebody."""
    language, became = session.language, said.corrected
    if became.changed:
        yield language.say_n(N_("{n} answer was corrected."), N_("{n} answers were corrected."), became.changed)
    if became.conflicts:
        yield language.say_n(
            N_("{n} is to be decided: see “To decide”."),
            N_("{n} are to be decided: see “To decide”."),
            became.conflicts,
        )
    if waiting := became.waiting + said.shut:
        yield language.say_n(
            N_("{n} correction waits until somebody who may change that record logs in."),
            N_("{n} corrections wait until somebody who may change those records logs in."),
            waiting,
        )
