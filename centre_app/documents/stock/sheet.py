"""One sheet of the stock room: a head, a table in which some rows are heads of groups, and boxes to sign in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from centre_app.documents.blocks import Block, Columns, words
from centre_app.documents.furniture import SignatureBox
from centre_app.documents.page import GUTTER, Furniture, Looks, pdf_of
from centre_app.documents.sheet_parts import title_block
from centre_app.documents.tables import Row, Table
from centre_app.language import N_, Language

ROW, ROW_FOR_A_THUMB = 20.0, 34.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row, cell by cell as read. `is_head`: one cell over the whole width, over the rows of its group."""

    cells: Sequence[str] = field(repr=False)
    is_head: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StockPaper:
    """A sheet of the stock room. `signs` are those who sign it: what they are, and their name where it is known.

    The first column is the thing or the person; `note` stands under the title, `foot_note` under the table.
    """

    centre: str
    title: str
    note: str
    frame: Sequence[tuple[str, str]]
    head: Sequence[str]
    shares: Sequence[float]
    lines: Sequence[Line]
    signs: Sequence[tuple[str, str]] = ()
    foot_note: str = ""
    empty: str = ""
    for_thumbs: bool = False
    has_names: bool = False
    printed_by: str = ""
    printed_at: datetime
    is_training: bool = False


def stock_paper_pdf(sheet: StockPaper, language: Language) -> bytes:
    """Return a sheet as PDF, its head again on every page."""
    looks = Looks()
    blocks: list[Block] = [
        title_block(looks, centre=sheet.centre, title=sheet.title, note=sheet.note, frame=sheet.frame),
        _table(sheet, looks).after(14) if sheet.lines else words(sheet.empty, looks.body).after(14),
    ]
    if sheet.foot_note:
        blocks.append(words(sheet.foot_note, looks.second.quiet()).after(8))
    if sheet.signs:
        blocks.append(_signatures(sheet, looks, language).after(14))
    printed = language.say(N_("Printed by {name} on {day}"), name=sheet.printed_by, day=sheet.printed_at.date())
    furniture = Furniture(
        title=sheet.title,
        author=sheet.centre,
        printed_at=sheet.printed_at,
        is_training=sheet.is_training,
        head=sheet.title,
        head_right=sheet.centre,
        foot=f"{sheet.title} · {sheet.note}" if sheet.note else sheet.title,
        foot_second=[printed],
        mark=language.say(N_("Confidential")) if sheet.has_names else "",
    )
    return pdf_of(blocks, furniture, language)


def _table(sheet: StockPaper, looks: Looks) -> Table:
    return Table(
        shares=sheet.shares,
        head=Row(cells=[words(label, looks.table_head.quiet()) for label in sheet.head]),
        rows=[_row(line, len(sheet.head), looks) for line in sheet.lines],
        row_height=ROW_FOR_A_THUMB if sheet.for_thumbs else ROW,
    )


def _row(line: Line, columns: int, looks: Looks) -> Row:
    if line.is_head:
        return Row(cells=[words(line.cells[0], looks.goal)], spans=[columns], shaded=True, keeps_with_next=True)
    first, *rest = line.cells
    return Row(cells=[words(first, looks.table.bold()), *(words(cell, looks.table) for cell in rest)])


def _signatures(sheet: StockPaper, looks: Looks, language: Language) -> Block:
    under = language.say(N_("signature and date"))
    boxes = [
        SignatureBox(who=who, name=name, under_line=under, thumb=None, style=looks.second) for who, name in sheet.signs
    ]
    return Columns(boxes[0], boxes[1], gap=GUTTER) if len(boxes) > 1 else boxes[0]
