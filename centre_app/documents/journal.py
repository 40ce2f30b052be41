"""The journal on paper: the lines that answer to what is asked, with the beginning of the last hash at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from centre_app import journal_said
from centre_app.documents.blocks import Block, Stack, Words, words
from centre_app.documents.house_name import house_name
from centre_app.documents.page import Furniture, Looks, pdf_of
from centre_app.documents.sheet_parts import plain_table, title_block
from centre_app.journal import Asked, Journal, Line
from centre_app.language import N_, Language
from centre_app.psea import HOUSE
from centre_app.questions import CENTRE
from centre_app.records import StaffMember
from centre_app.register import Register
from db import history
from db.history import Entry

PRINTED = "print_journal"  # what history calls it
MOST_LINES = 500  # some twenty sheets
_HEAD_DIGITS = 8
_LONGEST = 200  # of what was searched for


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRow:
    """One line as it is printed."""

    when: datetime
    who: str
    what: str
    beside: str = ""
    code: str = ""
    clock_suspect: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalSheet:
    """Lines with what was asked for: `shown` says it in a line; `is_cut` where there are older ones."""

    centre: str
    shown: str
    rows: Sequence[JournalRow]
    is_cut: bool
    head_of_history: str
    printed_by: str
    printed_at: datetime
    is_training: bool = False


def print_journal(register: Register, asked: Asked, *, language: Language) -> bytes:
    """Return the lines as they are printed; history is told before they are handed out."""
    register.leave_line(CENTRE, Entry(action=PRINTED))
    return preview_journal(register, asked, language=language)


def preview_journal(register: Register, asked: Asked, *, language: Language) -> bytes:
    """Return the same for the screen alone: no line is written."""
    return journal_pdf(_sheet(register, asked, language), language)


def _sheet(register: Register, asked: Asked, language: Language) -> JournalSheet:
    staff = {member.id: member.name or "" for member in register.find(StaffMember, with_void=True)}
    staff[HOUSE] = language.say(N_("The house, name hidden"))

    def name_of(person: str) -> str:
        return staff.get(person) or language.say(N_("Somebody of another register"))

    lines = Journal(register, asked).more(MOST_LINES + 1)
    return JournalSheet(
        centre=house_name(register, language),
        shown=journal_said.asked_said(asked, language, name_of),
        rows=[
            JournalRow(
                when=line.at,
                who=name_of(line.who),
                what=journal_said.said(line, language),
                beside=_short(line, language, name_of),
                code=line.code,
                clock_suspect=line.clock_suspect,
            )
            for line in lines[:MOST_LINES]
        ],
        is_cut=len(lines) > MOST_LINES,
        head_of_history=_head_of_history(register),
        printed_by=name_of(register.who),
        printed_at=register.now,
        is_training=register.is_training,
    )


def _short(line: Line, language: Language, name_of: journal_said.NameOf) -> str:
    said = journal_said.beside(line, language, name_of)
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def _head_of_history(register: Register) -> str:
    """Return the beginning of the last hash of the centre's history, which names the ends of the others."""
    _, last = history.head(register.vault.connection, register.vault.schema_name(CENTRE))
    digits = last.hex().upper()[:_HEAD_DIGITS]
    return f"{digits[:4]} {digits[4:]}"


def journal_pdf(sheet: JournalSheet, language: Language) -> bytes:
    """Return the journal as PDF, its head again on every page."""
    looks, say = Looks(), language.say
    title = say(N_("The journal"))
    blocks: list[Block] = [
        title_block(
            looks,
            centre=sheet.centre,
            title=title,
            note=sheet.shown,
            frame=[
                (say(N_("Day")), f"<b>{language.day(sheet.printed_at.date())}</b>"),
                (say(N_("Lines")), f"<b>{language.number(len(sheet.rows))}</b>"),
            ],
        ),
        plain_table(
            looks,
            shares=(26, 27, 46, 19),
            head=[say(label) for label in (N_("When"), N_("Who"), N_("What was done"), N_("Case file"))],
            rows=[
                [
                    Stack(_with_note(looks, language.moment(row.when), _clock(row, language))),
                    words(row.who, looks.table),
                    Stack(_with_note(looks, row.what, row.beside)),
                    words(row.code, looks.table),
                ]
                for row in sheet.rows
            ],
        ).after(10),
    ]
    if not sheet.rows:
        blocks[1] = words(say(N_("No line answers to this.")), looks.body).after(14)
    if sheet.is_cut:
        cut = say(
            N_("Only the newest {n} lines are printed. Choose fewer days to print the others."), n=len(sheet.rows)
        )
        blocks.append(words(cut, looks.body.bold()))
    return pdf_of(blocks, _furniture(sheet, title, language), language)


def _with_note(looks: Looks, said: str, beside: str) -> list[Words]:
    told = [words(said, looks.table)]
    return [*told, words(beside, looks.second.quiet())] if beside else told


def _clock(row: JournalRow, language: Language) -> str:
    return language.say(journal_said.UNDER_A_WRONG_CLOCK) if row.clock_suspect else ""


def _furniture(sheet: JournalSheet, title: str, language: Language) -> Furniture:
    say = language.say
    return Furniture(
        title=title,
        author=sheet.centre,
        printed_at=sheet.printed_at,
        is_training=sheet.is_training,
        head=title,
        head_right=sheet.centre,
        foot=say(
            N_("The journal on {day} · head of history {head}"), day=sheet.printed_at.date(), head=sheet.head_of_history
        ),
        foot_second=[say(N_("Printed by {name}. To be destroyed when out of date."), name=sheet.printed_by)],
        mark=say(N_("Confidential")),
    )
