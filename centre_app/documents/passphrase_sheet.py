"""The sheet with a passphrase: printed once, kept in a closed envelope, never in a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from centre_app.documents.blocks import Block, Stack, words
from centre_app.documents.fonts import BOLD
from centre_app.documents.furniture import Framed, WritingLines
from centre_app.documents.lines import Style
from centre_app.documents.page import A5_SHEET, Furniture, Looks, pdf_of
from centre_app.language import N_, Language

_SECRET = Style(face=BOLD, size=17, leading=26)

# What this sheet carries: its title and what it is for.
PASSPHRASE = (
    N_("Passphrase"),
    N_("It opens the register. Learn it, then put this sheet away. Nobody can read it from the program again."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassphraseSheet:
    """One passphrase. `about` is PASSPHRASE; `lines` are its words as they are to be read."""

    about: tuple[str, str]
    centre: str
    person: str
    lines: Sequence[str]
    printed_at: datetime
    is_training: bool = False


def passphrase_sheet_pdf(sheet: PassphraseSheet, language: Language) -> bytes:
    """Return the sheet as PDF, A5."""
    looks = Looks()
    title, purpose = (language.say(message) for message in sheet.about)
    secret = Stack([words(line, _SECRET) for line in sheet.lines])
    blocks: list[Block] = [
        words(sheet.centre.upper(), looks.over_title),
        words(title, looks.title, tag="H1"),
        words(sheet.person, looks.body.bold()),
        Framed(secret).after(14),
        words(purpose, looks.body).after(14),
        words(
            language.say(N_("Do not photograph it, do not send it, do not keep it with the laptop.")), looks.body
        ).after(6),
        WritingLines(language.say(N_("Kept by, where:")), looks.body, lines=2).after(10),
    ]
    furniture = Furniture(
        title=title,
        author=sheet.centre,
        printed_at=sheet.printed_at,
        is_training=sheet.is_training,
        foot=title,
        foot_second=[language.say(N_("Printed on {day}"), day=sheet.printed_at.date())],
        mark=language.say(N_("Secret")),
    )
    return pdf_of(blocks, furniture, language, measures=A5_SHEET)
