"""The sheet with the passphrase, shown and printed once, at the end of the first run."""

from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton, QWidget

from centre_app.dates import utc_now
from centre_app.documents.passphrase_sheet import PASSPHRASE, PassphraseSheet, passphrase_sheet_pdf
from centre_app.language import N_, Language
from ui.pages.first_run_steps import Answers
from ui.preview import PreviewDialog


@dataclass(frozen=True)
class _Speaker:
    """What a preview reads of a session, while there is no register to have one at."""

    language: Language

    def say(self, message: str, **parts: object) -> str:
        return self.language.say(message, **parts)


def preview_of_sheet(answers: Answers, language: Language, *, over: QWidget) -> PreviewDialog:
    """Return a preview that prints and does not save: what opens the register never lies in a file."""
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
    title = language.say(N_("The sheet with the passphrase"))
    shown = PreviewDialog(_Speaker(language), title=title, preview=pdf, final=lambda: pdf, file_name="", over=over)
    for name in ("save_pdf", "readable_by_anyone"):
        shown.findChild(QPushButton if name == "save_pdf" else QWidget, name).hide()
    return shown


def _in_lines(passphrase: str) -> list[str]:
    """Return the words one a line, so that nobody takes two for one; a single long word stays whole."""
    return passphrase.split() or [passphrase]
