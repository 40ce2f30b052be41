"""The recovery sheet: seven groups that open the register when the passphrase is forgotten, for an envelope in the safe.

It is printed once, from memory, and never kept in a file. It names the house and nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from centre_app.documents.blocks import Block, Columns, Stack, baseline_round, words
from centre_app.documents.fonts import BOLD
from centre_app.documents.furniture import MM, FactsFrame, Framed, SectionHead, WritingLines
from centre_app.documents.lines import Style, plain
from centre_app.documents.page import GUTTER, Furniture, Looks, pdf_of
from centre_app.documents.pen import Pen
from centre_app.language import N_, Language

USE = (
    N_("At the door of the register, press “Forgotten passphrase”, then “I have the sheet”."),
    N_("Type the seven groups, say who you are, and choose a new passphrase."),
    N_("Print the new sheet that the program makes. From then on this one opens nothing more: destroy it."),
)
KEEP = (
    N_("In a closed envelope, signed across the flap, in the safe; never with the laptop."),
    N_("Whoever finds it beside the laptop can open the whole register: do not photograph it, do not send it."),
    N_("Twice a year, rehearse: Administration, Ways back in. Nothing changes, and you know that it works."),
)
SIGNS = N_("Digits and capitals. 0 is a zero and 1 a one: the letters I, L, O and U are never used.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """One code, as its groups; `centre` and `code` say whose register it opens."""

    centre: str
    code: str
    groups: Sequence[str]
    printed_at: datetime
    is_training: bool = False


def recovery_sheet_pdf(sheet: RecoverySheet, language: Language) -> bytes:
    """Return the sheet as PDF: one A4 page."""
    looks, say = Looks(), language.say
    title = say(N_("Recovery sheet"))
    about = say(N_("It opens the whole register when the director has forgotten the passphrase."))
    whose = [
        (say(N_("Centre’s code")), f"<b>{plain(sheet.code)}</b>"),
        (say(N_("Printed on")), f"<b>{plain(language.day(sheet.printed_at.date()))}</b>"),
    ]
    head = Columns(
        Stack(
            [
                words(sheet.centre.upper(), looks.over_title),
                words(title, looks.title, tag="H1"),
                words(about, looks.body.quiet()),
            ]
        ),
        FactsFrame(whose, looks.table, label_width=32 * MM),
        gap=GUTTER,
        share=0.55,
    )
    blocks: list[Block] = [
        head,
        Framed(Stack([_Group(number, group) for number, group in enumerate(sheet.groups, start=1)])).after(14),
        words(say(SIGNS), looks.second).after(5),
        SectionHead(1, say(N_("What to do with it")), looks.section).after(14),
        *(words(f"{number}. {say(line)}", looks.body).after(3) for number, line in enumerate(USE, start=1)),
        SectionHead(2, say(N_("Where to keep it")), looks.section).after(14),
        *(words(say(line), looks.body).after(3) for line in KEEP),
        WritingLines(say(N_("Kept by, where:")), looks.body, lines=2).after(10),
    ]
    furniture = Furniture(
        title=title,
        author=sheet.centre,
        printed_at=sheet.printed_at,
        is_training=sheet.is_training,
        foot=f"{title} · {sheet.code}",
        foot_second=[say(N_("Each new sheet ends the one before."))],
        mark=say(N_("Secret")),
    )
    return pdf_of(blocks, furniture, language)


class _Group(Block):
    """One group: its number, and each sign in a place of its own, so that nobody skips one."""

    HEIGHT, PITCH, LEFT = 36.0, 72.0, 96.0
    NUMBER = Style(size=14, leading=18)
    SIGN = Style(face=BOLD, size=27, leading=32)

    def __init__(self, number: int, group: str) -> None:
        self._number, self._group = number, group

    def height(self, width: float) -> float:
        return self.HEIGHT

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        middle = y + self.HEIGHT / 2
        with pen.content("P", said_as=f"{self._number}: {' '.join(self._group)}"):
            pen.text(x + 24, baseline_round(middle, self.NUMBER.size), str(self._number), self.NUMBER)
            for place, sign in enumerate(self._group):
                at = x + self.LEFT + self.PITCH * (place + 0.5)
                pen.text_centred(at, baseline_round(middle, self.SIGN.size), sign, self.SIGN)
        if self._number > 1:
            pen.rule(x, y, x + width)
