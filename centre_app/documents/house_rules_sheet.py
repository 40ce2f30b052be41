"""The rules of the house to read together and to sign: large plain letters, one rule after the other.

She may keep a sheet, and it may be found: it does not say which house this is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from centre_app.casework import house_rules
from centre_app.documents.blocks import Block, Columns, Space, Stack, Together, words
from centre_app.documents.fonts import BOLD
from centre_app.documents.furniture import Framed, SignatureBox, Tick, Ticks
from centre_app.documents.lines import Style
from centre_app.documents.page import GUTTER, Furniture, Looks, page_room, pdf_of
from centre_app.documents.sheet_parts import title_block
from centre_app.language import N_, Language
from centre_app.naming import name_of
from centre_app.questions import CARE
from centre_app.records import CaseFile, Centre, HouseRules, Stay
from centre_app.register import Register
from db.history import Entry

_RULE = Style(size=13, leading=17.5)
_NUMBER = Style(face=BOLD, size=13, leading=17.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesSheet:
    """The rules with whom they are read to; without a name the sheet is for the wall, or filled in by hand."""

    version: int | None
    since: date | None
    rules: Sequence[str]
    outside: str = ""  # where to complain outside the house
    name: str = ""
    printed_at: datetime
    is_training: bool = False


def print_rules(register: Register, rules: HouseRules, language: Language, *, stay: Stay | None = None) -> bytes:
    """Return the sheet for paper; a line in history says so before it is handed out."""
    case = register.get(CaseFile, stay.case_id) if stay else None
    if case is not None:
        register.note("print_slip", case)
    else:
        register.leave_line(CARE, Entry(action="print_house", record_table=HouseRules.table))
    return preview_rules(register, rules, language, stay=stay)


def preview_rules(register: Register, rules: HouseRules, language: Language, *, stay: Stay | None = None) -> bytes:
    """Return the sheet for the screen alone."""
    case = register.get(CaseFile, stay.case_id) if stay else None
    centre = register.get(Centre, register.centre_id)
    sheet = RulesSheet(
        version=rules.version,
        since=rules.from_on,
        rules=house_rules.lines_of(rules),
        outside=(centre.complaint_channel if centre else None) or "",
        name=name_of(register, case.person_id).in_text if case else "",
        printed_at=register.now,
        is_training=register.is_training,
    )
    return rules_sheet_pdf(sheet, language)


def rules_sheet_pdf(sheet: RulesSheet, language: Language) -> bytes:
    """Return the sheet as PDF; what is signed stays together."""
    looks, say = Looks(), language.say
    title = say(N_("Our rules"))
    frame = [
        (say(N_("Version")), f"<b>{sheet.version}</b>" if sheet.version else ""),
        (say(N_("Since")), f"<b>{language.day(sheet.since)}</b>" if sheet.since else ""),
    ]
    head = title_block(looks, centre="", title=title, note=say(N_("We read them together.")), frame=frame)
    rules = [_rule(number, text).after(5) for number, text in enumerate(sheet.rules, 1)]
    furniture = Furniture(
        title=title,
        author="",
        printed_at=sheet.printed_at,
        is_training=sheet.is_training,
        head=title,
        foot=title,
        foot_second=[say(N_("Printed on {day}"), day=sheet.printed_at.date())],
    )
    foot = Together(Stack(_foot(sheet, looks, language)), page_height=page_room())
    return pdf_of([head.after(10), *rules, Space(6), foot], furniture, language)


def _rule(number: int, text: str) -> Block:
    return Columns(words(f"{number}.", _NUMBER), words(text, _RULE), gap=4, share=0.05)


def _foot(sheet: RulesSheet, looks: Looks, language: Language) -> list[Block]:
    say = language.say
    blocks: list[Block] = []
    if sheet.outside:
        outside = say(N_("To complain outside: {where}"), where=sheet.outside)
        blocks.append(Framed(words(outside, _RULE)).after(8))
    understood = [N_("They were read to me in a language I understand."), N_("I could ask questions."), N_("I accept.")]
    blocks += [Ticks([Tick(say(one))], looks.body).after(2) for one in understood]
    under = say(N_("signature and date"))
    hers = SignatureBox(
        who=say(N_("Name")), name=sheet.name, under_line=under, thumb=say(N_("thumb")), style=looks.second
    )
    theirs = SignatureBox(
        who=say(N_("Read and explained by, in the language")), name="", under_line=under, thumb=None, style=looks.second
    )
    return [*blocks, Columns(hers, theirs, gap=GUTTER).after(4)]
