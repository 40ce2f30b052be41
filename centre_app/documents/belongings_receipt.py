"""The receipts for what somebody hands in and gets back: two copies that say the same, one for her and one for the file.

She carries hers out of the house: nothing on it tells what the house is, neither its name nor why she is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from centre_app.casework import belongings
from centre_app.choices import choices
from centre_app.documents.blocks import Block, Columns, Space, Stack, words
from centre_app.documents.furniture import CutLine, SignatureBox, WritingLines
from centre_app.documents.page import A4_SHEET, GUTTER, Furniture, Looks, pdf_of
from centre_app.documents.sheet_parts import plain_table, title_block
from centre_app.language import N_, Language
from centre_app.naming import name_of
from centre_app.records import Belonging, CaseFile, Person, StaffMember, Stay
from centre_app.register import Register

BLANK_LINES = 6  # of a receipt that is filled in by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingRow:
    """One line of the list, as read. `back` is the day she has it again, or why she has not."""

    kind: str
    what: str
    quantity: str = ""
    worth: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What is on both copies. `money` is said apart, as a sum; None on a receipt without any."""

    name: str
    sex: str | None = None
    number: str
    day: date | None
    rows: Sequence[ThingRow]
    money: int | None
    given_back: bool
    by: str = ""
    printed_at: datetime
    is_training: bool = False


def print_receipt(register: Register, stay: Stay, language: Language, *, given_back: bool) -> bytes:
    """Return the receipt for paper; a line in history says so before it is handed out."""
    case = register.get(CaseFile, stay.case_id)
    if case is not None:
        register.note("print_slip", case)
    return preview_receipt(register, stay, language, given_back=given_back)


def preview_receipt(register: Register, stay: Stay, language: Language, *, given_back: bool) -> bytes:
    """Return the receipt of a stay for the screen alone: of all that was handed in, or of what has become of it."""
    things = belongings.things_of(register, stay)
    if given_back:
        things = [one for one in things if not belongings.is_kept(one)]
    return receipt_pdf(receipt_of(register, stay, things, language, given_back=given_back), language)


def receipt_of(
    register: Register, stay: Stay, things: Sequence[Belonging], language: Language, *, given_back: bool
) -> Receipt:
    case = register.get(CaseFile, stay.case_id)
    person = register.get(Person, case.person_id) if case else None
    staff = register.get(StaffMember, register.who)
    days = [one.returned_on if given_back else one.deposited_on for one in things]
    handed_over = [one for one in things if one.returned_on is not None] if given_back else things
    return Receipt(
        name=name_of(register, person.id).in_text if person else "",
        sex=person.sex if person else None,
        number=_serial(case),
        day=max((day for day in days if day), default=None),
        rows=[_row(one, language) for one in things],
        money=belongings.money_in(handed_over) or None,
        given_back=given_back,
        by=(staff.name or "") if staff else "",
        printed_at=register.now,
        is_training=register.is_training,
    )


def _serial(case: CaseFile | None) -> str:
    """Return the number of a file without the letters of the house: "26-0017"."""
    return (case.code or "").partition("-")[2] if case else ""


def _row(thing: Belonging, language: Language) -> ThingRow:
    is_money = thing.kind == belongings.MONEY
    back = language.day(thing.returned_on) if thing.returned_on else thing.not_returned or ""
    return ThingRow(
        kind=choices("belonging_kind").label(thing.kind, language),
        what=thing.description or "",
        quantity="" if is_money or thing.quantity is None else language.number(thing.quantity),
        worth=language.amount(thing.value_fcfa) if thing.value_fcfa is not None else "",
        back=back,
    )


def receipt_pdf(slip: Receipt, language: Language) -> bytes:
    """Return the sheet as PDF: both copies on one page where the list is short, else each on its own."""
    looks = Looks()
    hers = Stack(_copy(slip, language, looks, N_("Copy for you")))
    ours = Stack(_copy(slip, language, looks, N_("Copy for the file")))
    title = language.say(N_("Receipt"))
    furniture = Furniture(
        title=title,
        author="",
        printed_at=slip.printed_at,
        is_training=slip.is_training,
        foot=title,
        foot_second=[language.say(N_("Printed on {day}"), day=slip.printed_at.date())],
    )
    sheet = A4_SHEET
    half = (sheet.height - sheet.top - sheet.bottom) / 2 - 12
    if max(hers.height(sheet.text_width), ours.height(sheet.text_width)) > half:
        to_next_page = Space(max(sheet.room - hers.height(sheet.text_width) % sheet.room, 0))
        return pdf_of([hers, to_next_page, ours], furniture, language)
    between = Space(max(sheet.height / 2 - sheet.top - hers.height(sheet.text_width) - 6, 4))
    return pdf_of([hers, between, CutLine(), Space(14), ours], furniture, language)


def _copy(receipt: Receipt, language: Language, looks: Looks, whose: str) -> list[Block]:
    say = language.say
    title = N_("Return receipt") if receipt.given_back else N_("Deposit receipt")
    frame = [
        (say(N_("Number")), f"<b>{receipt.number}</b>" if receipt.number else ""),
        (say(N_("Day")), f"<b>{language.day(receipt.day)}</b>" if receipt.day else ""),
        (say(N_("Things")), f"<b>{language.number(len(receipt.rows))}</b>" if receipt.rows else ""),
    ]
    blocks: list[Block] = [
        title_block(looks, centre=say(whose), title=say(title), note=receipt.name, frame=frame).after(6),
        _list(receipt, language, looks).after(6),
    ]
    if receipt.money is not None:
        total = say(N_("Money in all: {amount}"), amount=language.amount(receipt.money))
        blocks += [words(total, looks.goal).after(7)]
        blocks += [WritingLines(say(N_("In words:")), looks.second, lines=1)]
    return [*blocks, _signatures(receipt, language, looks).after(8)]


def _list(receipt: Receipt, language: Language, looks: Looks) -> Block:
    heads = [N_("What"), N_("Described as"), N_("How many"), N_("Value")]
    heads += [N_("Given back, or why not")] if receipt.given_back else []
    shares = (26, 50, 14, 26, 34) if receipt.given_back else (28, 66, 16, 30)
    rows = receipt.rows or [ThingRow(kind="", what="")] * BLANK_LINES
    return plain_table(
        looks,
        shares=shares,
        head=[language.say(one) for one in heads],
        rows=[
            [
                words(row.kind, looks.table.bold()),
                words(row.what, looks.table),
                words(row.quantity, looks.table),
                words(row.worth, looks.table),
                *([words(row.back, looks.table)] if receipt.given_back else []),
            ]
            for row in rows
        ],
    )


def _signatures(receipt: Receipt, language: Language, looks: Looks) -> Block:
    say = language.say
    hers = say(N_("I have back what has a day beside it")) if receipt.given_back else say(N_("This list is right"))
    theirs = say(N_("Given by")) if receipt.given_back else say(N_("Taken in by"))
    under = say(N_("signature and date"))
    left = SignatureBox(who=hers, name=receipt.name, under_line=under, thumb=say(N_("or thumb")), style=looks.second)
    right = SignatureBox(who=theirs, name=receipt.by, under_line=under, thumb=None, style=looks.second)
    witness = say(N_("Witness, where she confirms by word of mouth: ……………………………"), sex=receipt.sex)
    return Stack([Columns(left, right, gap=GUTTER), words(witness, looks.second.quiet()).after(8)])
