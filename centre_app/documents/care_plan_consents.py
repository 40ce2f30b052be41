"""What she agrees to as a table: purpose, answer, limits and date; to be ticked by hand where nothing was asked yet."""

from centre_app.documents.blocks import Block, Stack, Together, words
from centre_app.documents.care_plan_part import Paper
from centre_app.documents.care_plan_reading.consents import ASKED_OF_EVERYBODY
from centre_app.documents.care_plan_sheet import ConsentLine
from centre_app.documents.furniture import Tick, Ticks
from centre_app.documents.page import page_room
from centre_app.documents.tables import Row, Table
from centre_app.language import N_

_HEADS = (N_("What for"), N_("Answer"), N_("Limits"), N_("Date"))
_NO_DATE = "… / … / ……"
_ROW_HEIGHT = 19.0


def consents(paper: Paper) -> Block:
    looks, known = paper.looks, paper.sheet.consents
    lines = known or [ConsentLine(purpose=paper.say(purpose)) for purpose in ASKED_OF_EVERYBODY.values()]
    table = Table(
        shares=(34, 31, 20, 15) if not looks.is_large else (32, 24, 22, 22),
        head=Row(cells=[words(paper.say(label), looks.table_head.quiet()) for label in _HEADS]),
        rows=[_row(paper, line) for line in lines],
        row_height=_ROW_HEIGHT * looks.scale,
    )
    blocks: list[Block] = [
        paper.head(paper.say(N_("Consents")), note=_note(paper)),
        table,
    ]
    if not paper.sheet.copy.level.leaves:
        note = paper.say(N_("You may change your mind whenever you want: tell your case manager or the director."))
        blocks.append(words(note, looks.second.quiet()).after(4))
    section = Stack(blocks, element="Sect")
    return section if looks.is_large else Together(section, page_height=page_room())


def _note(paper: Paper) -> str:
    if not paper.sheet.consents:
        return paper.say(N_("to fill in together"))
    today = paper.sheet.printed_at.date()
    return paper.say(N_("as they stand on {day}"), day=today) if paper.sheet.is_printed_later else ""


def _row(paper: Paper, line: ConsentLine) -> Row:
    table = paper.looks.table
    options = (("yes", N_("yes")), ("no", N_("no")), ("limited", N_("with limits")))
    answer = Ticks([Tick(paper.say(label), key == line.answer) for key, label in options], paper.looks.tick)
    day = paper.language.day(line.on) if line.on else _NO_DATE
    return Row(cells=[words(line.purpose, table), answer, words(line.limits, table), words(day, table)])
