"""What is missing after a damage, on paper: what was put back, what waits, what nobody can read, and how to fill it in.

Nobody is named on it but staff: files stand by their numbers, so that it may lie on a desk while it is worked through.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from centre_app.damage import findings, said
from centre_app.damage.findings import LEFT, TAKEN, Damage
from centre_app.documents.blocks import Block, words
from centre_app.documents.furniture import Tick, Ticks
from centre_app.documents.house_name import house_name
from centre_app.documents.page import Furniture, Looks, pdf_of
from centre_app.documents.sheet_parts import plain_table, title_block
from centre_app.language import N_, Language
from centre_app.questions import CENTRE
from centre_app.records import StaffMember
from centre_app.register import Register
from db.history import Entry

PRINTED = "print_damage"  # what history calls it
TITLE = N_("After a damage: what is missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record: what it is, whose, when and by whom it was written, and what became of it."""

    kind: str
    code: str
    written: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageSheet:
    """`parts` are the compartments: what each is called and from when its backup is, sentences about it, and its lines."""

    centre: str
    parts: Sequence[tuple[str, Sequence[str], Sequence[Line]]]
    printed_by: str
    printed_at: datetime
    is_training: bool = False


def print_after_damage(register: Register, called: dict[str, str], *, language: Language) -> bytes:
    """Return the list as it is printed; history is told before it is handed out. `called` names the compartments."""
    register.leave_line(CENTRE, Entry(action=PRINTED))
    return preview_after_damage(register, called, language=language)


def preview_after_damage(register: Register, called: dict[str, str], *, language: Language) -> bytes:
    """Return the same for the screen alone: no line is written."""
    member = register.as_stored.get(StaffMember, register.who)
    sheet = DamageSheet(
        centre=house_name(register, language),
        parts=[_part(register, damage, called, language) for damage in findings.damages(register)],
        printed_by=(member.name or "") if member else "",
        printed_at=register.now,
        is_training=register.is_training,
    )
    return after_damage_pdf(sheet, language)


def _part(
    register: Register, damage: Damage, called: dict[str, str], language: Language
) -> tuple[str, Sequence[str], Sequence[Line]]:
    name = called.get(damage.compartment, damage.compartment)
    head = name
    if damage.made_at is not None:
        head = language.say(
            N_("{name}: put back from the backup of {moment}"), name=name, moment=language.moment(damage.made_at)
        )
    lost = [
        Line(kind=what, code="", written=written, state=language.say(N_("cannot be read")))
        for what, written in said.lost_together(register, damage, language)
    ]
    found = [
        Line(
            kind=said.kind(one.record.table, language),
            code=said.whose(register, one.record, damage),
            written=said.written(register, one, language),
            state=_state(one, language),
        )
        for one in damage.found
    ]
    return head, said.missing(damage, language), [*lost, *found]


def _state(one: findings.FoundRecord, language: Language) -> str:
    if one.decided == TAKEN:
        return language.say(N_("put back"))
    if one.decided == LEFT:
        return language.say(N_("left aside"))
    return language.say(N_("written anew since")) if one.was_changed else language.say(N_("waits to be decided"))


def after_damage_pdf(sheet: DamageSheet, language: Language) -> bytes:
    """Return the list as PDF."""
    looks, say = Looks(), language.say
    blocks: list[Block] = [
        title_block(
            looks,
            centre=sheet.centre,
            title=say(TITLE),
            note=say(N_("Fill in what is missing from paper and from memory while it is fresh, and tick it off here.")),
            frame=[(say(N_("Day")), f"<b>{language.day(sheet.printed_at.date())}</b>")],
        )
    ]
    for head, sentences, lines in sheet.parts:
        blocks.append(words(head, looks.section, tag="H2").after(6))
        blocks += [words(sentence, looks.body).after(4) for sentence in sentences]
        if lines:
            blocks.append(_table(looks, lines, language))
        elif not sentences:
            blocks.append(words(say(N_("Nothing is missing.")), looks.body))
    return pdf_of(blocks, _furniture(sheet, language), language)


def _table(looks: Looks, lines: Sequence[Line], language: Language) -> Block:
    head = (N_("What"), N_("Case file"), N_("Written"), N_("What became of it"), N_("Filled in"))
    return plain_table(
        looks,
        shares=(26, 15, 31, 18, 10),
        head=[language.say(label) for label in head],
        rows=[
            [words(text, looks.table) for text in (line.kind, line.code, line.written, line.state)]
            + [Ticks([Tick("")], looks.tick)]
            for line in lines
        ],
    ).after(12)


def _furniture(sheet: DamageSheet, language: Language) -> Furniture:
    say, title = language.say, language.say(TITLE)
    return Furniture(
        title=title,
        author=sheet.centre,
        printed_at=sheet.printed_at,
        is_training=sheet.is_training,
        head=title,
        head_right=sheet.centre,
        foot=say(N_("Printed on {day}"), day=sheet.printed_at.date()),
        foot_second=[say(N_("Printed by {name}. To be destroyed when out of date."), name=sheet.printed_by)],
        mark=say(N_("Confidential")),
    )
