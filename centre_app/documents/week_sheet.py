"""The sheet of the week: what is to be done, with a box to tick, by day or by person.

It lies about in an office: health is named no nearer than "medical appointment", and who prints it is named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from centre_app.documents.blocks import Block, words
from centre_app.documents.furniture import Tick, Ticks
from centre_app.documents.page import Furniture, Looks, pdf_of
from centre_app.documents.sheet_parts import title_block
from centre_app.documents.tables import Row, Table
from centre_app.language import N_, Language

BY_PERSON, BY_DAY = (7, 26, 52, 32, 23), (7, 20, 59, 31, 23)  # box, when or whose work, what, whose file, number


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRow:
    """One thing to do. `when` is shown where the sheet goes by person, `whom` where it goes by day."""

    what: str
    name: str = ""
    code: str = ""
    when: str = ""
    whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekGroup:
    """What stands under one head: a day, or a person."""

    title: str
    rows: Sequence[WeekRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSheet:
    """The sheet with what was asked for: `shown` says whose work it is."""

    centre: str
    monday: date
    sunday: date
    shown: str
    groups: Sequence[WeekGroup]
    by_person: bool = False
    printed_by: str = ""
    printed_at: datetime
    is_training: bool = False


def week_sheet_pdf(sheet: WeekSheet, language: Language) -> bytes:
    """Return the sheet as PDF, its head again on every page."""
    looks, say = Looks(), language.say
    title = say(N_("The week"))
    count = sum(len(group.rows) for group in sheet.groups)
    span = say(N_("From {first} to {last}"), first=sheet.monday, last=sheet.sunday)
    frame = [
        (say(N_("Week")), f"<b>{sheet.monday.isocalendar().week}</b>"),
        (say(N_("To do")), f"<b>{language.number(count)}</b>"),
    ]
    nothing = words(say(N_("Nothing is to be done this week.")), looks.body)
    blocks: list[Block] = [
        title_block(looks, centre=sheet.centre, title=title, note=f"{span} · {sheet.shown}", frame=frame),
        (_table(sheet, looks, language) if count else nothing).after(14),
    ]
    furniture = Furniture(
        title=say(N_("Sheet of the week")),
        author=sheet.centre,
        printed_at=sheet.printed_at,
        is_training=sheet.is_training,
        head=title,
        head_right=span,
        foot=say(N_("Sheet of the week of {day}"), day=sheet.monday),
        foot_second=[say(N_("Printed by {name}. To be destroyed when out of date."), name=sheet.printed_by)],
        mark=say(N_("Confidential")),
    )
    return pdf_of(blocks, furniture, language)


def _table(sheet: WeekSheet, looks: Looks, language: Language) -> Table:
    first = N_("When") if sheet.by_person else N_("Whose work")
    labels = ("", language.say(first), *(language.say(label) for label in (N_("What"), N_("Name"), N_("Code"))))
    return Table(
        shares=BY_PERSON if sheet.by_person else BY_DAY,
        head=Row(cells=[words(label, looks.table_head.quiet()) for label in labels]),
        rows=list(_rows(sheet, looks)),
        row_height=20.0,
    )


def _rows(sheet: WeekSheet, looks: Looks) -> Iterator[Row]:
    for group in sheet.groups:
        if group.rows:
            yield Row(cells=[words(group.title, looks.goal)], spans=[len(BY_DAY)], shaded=True, keeps_with_next=True)
        for row in group.rows:
            yield Row(
                cells=[
                    Ticks([Tick("")], looks.tick),
                    words(row.when if sheet.by_person else row.whom, looks.table),
                    words(row.what, looks.table.bold()),
                    words(row.name, looks.table),
                    words(row.code, looks.table),
                ]
            )
