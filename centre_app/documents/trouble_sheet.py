"""The sheet to keep beside the laptop: every sentence that the program says in trouble, and what to do then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from centre_app.documents.blocks import Block, Stack, Together, words
from centre_app.documents.furniture import MM
from centre_app.documents.house_name import house_name
from centre_app.documents.monthly_report.two_columns import TwoColumns
from centre_app.documents.page import A4_SHEET, GUTTER, Furniture, Looks, pdf_of
from centre_app.documents.sheet_parts import title_block
from centre_app.language import N_, Language
from centre_app.questions import CENTRE
from centre_app.register import Register
from centre_app.troubles import ABOUT, IN_BRACKETS, TITLE, Trouble
from db.history import Entry

Groups = Sequence[tuple[str, Sequence[Trouble]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleSheet:
    """Sentences under the titles of their groups, as read. It names nobody."""

    centre: str
    groups: Groups
    printed_at: datetime
    is_training: bool = False


def print_troubles(register: Register, groups: Groups, *, language: Language) -> bytes:
    """Return the sheet as it is printed, with its line in history."""
    register.leave_line(CENTRE, Entry(action="print_troubles"))
    return preview_troubles(register, groups, language=language)


def preview_troubles(register: Register, groups: Groups, *, language: Language) -> bytes:
    """Return it for the screen alone: no line is written."""
    house = house_name(register, language)
    sheet = TroubleSheet(centre=house, groups=groups, printed_at=register.now, is_training=register.is_training)
    return trouble_pdf(sheet, language)


def trouble_pdf(sheet: TroubleSheet, language: Language) -> bytes:
    """Return the sheet as PDF, in two columns."""
    looks, title = Looks(), language.say(TITLE)
    furniture = Furniture(
        title=title,
        author=sheet.centre,
        printed_at=sheet.printed_at,
        is_training=sheet.is_training,
        head=title,
        head_right=sheet.centre,
        foot=language.say(N_("Keep this sheet beside the laptop")),
        foot_second=[language.say(IN_BRACKETS)],
    )
    return pdf_of([_head(sheet, looks, language), *_groups(sheet, looks, language)], furniture, language)


def _head(sheet: TroubleSheet, looks: Looks, language: Language) -> Block:
    count = sum(len(each) for _, each in sheet.groups)
    return title_block(
        looks,
        centre=sheet.centre,
        title=language.say(TITLE),
        note=language.say(ABOUT),
        frame=[
            (language.say(N_("Day")), f"<b>{language.day(sheet.printed_at.date())}</b>"),
            (language.say(N_("Sentences")), f"<b>{language.number(count)}</b>"),
        ],
    )


def _groups(sheet: TroubleSheet, looks: Looks, language: Language) -> Iterator[Block]:
    """Yield each group under its title, which never stands alone at the foot of a page."""
    for title, each in sheet.groups:
        head = words(language.say(title), looks.section, tag="H2").after(8)
        head.keeps_with_next = True
        yield head
        yield TwoColumns([_said(one, looks) for one in each], gap=GUTTER).after(3)


def _said(one: Trouble, looks: Looks) -> Block:
    """Return a sentence and what to do then, never on two pages."""
    said = [words(one.message, looks.second.bold())]
    if one.advice:  # some sentences say by themselves what to do
        said.append(words(one.advice, looks.second))
    return Together(Stack(said), page_height=A4_SHEET.room).after(1.8 * MM)
