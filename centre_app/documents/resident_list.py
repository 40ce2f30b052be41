"""The residents as a printed list: for the wall of the office, a fire drill, a day without current."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from centre_app.documents.blocks import words
from centre_app.documents.page import Furniture, Looks, pdf_of
from centre_app.documents.sheet_parts import plain_table, title_block
from centre_app.language import N_, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentRow:
    """One resident as listed; everything as read."""

    code: str
    name: str
    age: str = ""
    here_since: date | None = None
    bed: str = ""
    referent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentListSheet:
    """A list with what was asked for: `shown` says it in a sentence ("Present tonight")."""

    centre: str
    shown: str
    rows: Sequence[ResidentRow]
    printed_by: str = ""
    printed_at: datetime
    is_training: bool = False


def resident_list_pdf(sheet: ResidentListSheet, language: Language) -> bytes:
    """Return the list as PDF, its head again on every page."""
    looks = Looks()
    title = language.say(N_("Residents"))
    blocks = [
        title_block(
            looks,
            centre=sheet.centre,
            title=title,
            note=sheet.shown,
            frame=[
                (language.say(N_("Day")), f"<b>{language.day(sheet.printed_at.date())}</b>"),
                (language.say(N_("In the list")), f"<b>{language.number(len(sheet.rows))}</b>"),
            ],
        ),
        plain_table(
            looks,
            shares=(20, 31, 20, 16, 13, 18),
            head=[
                language.say(label)
                for label in (N_("Code"), N_("Name"), N_("Age"), N_("Here since"), N_("Bed"), N_("Case manager"))
            ],
            rows=[
                [
                    words(row.code, looks.table),
                    words(row.name, looks.table.bold()),
                    words(row.age, looks.table),
                    words(language.day(row.here_since) if row.here_since else "", looks.table),
                    words(row.bed, looks.table),
                    words(row.referent, looks.table),
                ]
                for row in sheet.rows
            ],
        ).after(14),
    ]
    if not sheet.rows:
        blocks[1] = words(language.say(N_("Nobody is in this list.")), looks.body).after(14)
    furniture = Furniture(
        title=language.say(N_("List of residents")),
        author=sheet.centre,
        printed_at=sheet.printed_at,
        is_training=sheet.is_training,
        head=title,
        head_right=sheet.centre,
        foot=language.say(N_("List of residents of {day}"), day=sheet.printed_at.date()),
        foot_second=[language.say(N_("Printed by {name}. To be destroyed when out of date."), name=sheet.printed_by)],
        mark=language.say(N_("Confidential")),
    )
    return pdf_of(blocks, furniture, language)
