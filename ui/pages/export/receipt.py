"""Reading headquarters' acknowledgement when the stick has come back."""

from PySide6.QtWidgets import QWidget

from centre_app.exchange import acknowledgement, sticks
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
    return said_received(said.bundle, session.language)
