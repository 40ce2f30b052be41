"""The sheet with the passphrase, shown and printed once, at the end of the first run."""

from PySide6.QtWidgets import QWidget

from centre_app.dates import utc_now
from centre_app.documents.passphrase_sheet import PASSPHRASE, PassphraseSheet, passphrase_sheet_pdf
from centre_app.language import N_, Language
from ui.pages.first_run_steps import Answers
from ui.pages.recovery.paper import show_secret


def show_passphrase_sheet(answers: Answers, language: Language, *, over: QWidget) -> None:
    """Show the sheet as it will be on paper; it goes to a printer, and never into a file."""
    pdf = passphrase_sheet_pdf(
        PassphraseSheet(
            about=PASSPHRASE,
            centre=answers.centre.name or "",
            person=answers.director.name or "",
            lines=_in_lines(answers.passphrase),
            printed_at=utc_now(),
        ),
        language,
    )
    show_secret(pdf, language.say(N_("The sheet with the passphrase")), language=language, over=over)


def _in_lines(passphrase: str) -> list[str]:
    """Return the words one a line, so that nobody takes two for one; a single long word stays whole."""
    return passphrase.split() or [passphrase]
