"""The treatment round of one day on paper: who gets which drug when, each dose with its boxes to tick; blank for power cuts.

People stand there by initials, code and bed, as on the plan of the beds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from centre_app.casework import doses
from centre_app.casework.doses import ROUNDS, Due
from centre_app.choices import choices
from centre_app.documents.blocks import Block, Columns, Stack, words
from centre_app.documents.form_answers import TickList, WrittenLines
from centre_app.documents.furniture import SignatureBox, Tick
from centre_app.documents.house_name import house_name
from centre_app.documents.lines import Style
from centre_app.documents.page import GUTTER, Furniture, Looks, on_fewest_pages, pdf_of
from centre_app.documents.sheet_parts import title_block
from centre_app.documents.tables import CLOSE_UNDER, UNDER, Row, Table
from centre_app.language import N_, NO_BREAK, Language
from centre_app.questions import HEALTH
from centre_app.records import CaseFile, Dose, Prescription, StaffMember
from centre_app.register import Register
from centre_app.residents import lines
from db.history import Entry

TIMES = ROUNDS[4]
BLANK_LINES = 9
_SHARES = (17.0, 25.0, 14.5, 14.5, 14.5, 14.5)
_OUTCOME = Style(size=8, leading=10.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One treatment of one resident: `outcomes` by time of day, for the doses that are due; None while nothing is ticked."""

    who: str
    code: str
    bed: str
    drug: str
    dose: str
    outcomes: dict[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSheet:
    centre: str
    day: date | None
    treatments: Sequence[Given]
    printed_by: str = ""
    printed_at: datetime
    is_training: bool = False


def print_round(register: Register, day: date | None, language: Language) -> bytes:
    """Return the sheet for paper, blank without a day; a line in history says so before. Raises SectionShut."""
    register.leave_line(HEALTH, Entry(action="print_house", record_table=Dose.table))
    return preview_round(register, day, language)


def preview_round(register: Register, day: date | None, language: Language) -> bytes:
    """Return the same for the screen alone."""
    by = register.get(StaffMember, register.who)
    sheet = RoundSheet(
        centre=house_name(register, language),
        day=day,
        treatments=_given(register, day) if day is not None else (),
        printed_by=(by.name if by else None) or "",
        printed_at=register.now,
        is_training=register.is_training,
    )
    return round_pdf(sheet, language)


def _given(register: Register, day: date) -> list[Given]:
    here = [case.id for case in register.find(CaseFile, status=["admitted", "absent"])]
    running = [one for one in register.find(Prescription, case_id=here) if doses.runs_on(one, day)] if here else []
    ticked = register.find(Dose, case_id=here, due_on=day) if here else []
    due: dict[str, list[Due]] = {}
    for one in doses.round_of(running, ticked, day):
        due.setdefault(one.prescription.id, []).append(one)
    shown = {line.case_id: line for line in lines(register, sorted({one.case_id for one in running}))}
    given = [
        Given(
            who=shown[one.case_id].name.initials or "–",
            code=shown[one.case_id].code,
            bed=shown[one.case_id].bed or "",
            drug=one.drug or "",
            dose=one.dose or "",
            outcomes={each.time_of_day: each.outcome for each in due.get(one.id, [])},
        )
        for one in running
        if one.case_id in shown
    ]
    return sorted(given, key=lambda one: (one.bed, one.code, one.drug))


def round_pdf(sheet: RoundSheet, language: Language) -> bytes:
    """Return the round as PDF."""
    looks, say = Looks(), language.say
    title = say(N_("Treatment round"))
    head = title_block(
        looks,
        centre=sheet.centre,
        title=title,
        note=say(N_("Tick each dose when it was swallowed in front of you.")),
        frame=[
            (say(N_("Day")), language.day(sheet.day) if sheet.day else NO_BREAK),
            (say(N_("Treatments")), language.number(len(sheet.treatments)) if sheet.day else NO_BREAK),
        ],
    )
    rows = [_row(one, language, looks) for one in sheet.treatments] or [_blank(language) for _ in range(BLANK_LINES)]
    times = choices("dose_round")
    labels = (say(N_("Who")), say(N_("Drug and dose")), *(times.label(time, language) for time in TIMES))
    table_head = Row(cells=[words(label, looks.table_head.quiet()) for label in labels])
    layouts = [
        [
            head,
            Table(shares=_SHARES, head=table_head, rows=rows, under=under).after(12),
            *_signed(language, looks, is_close=is_close),
        ]
        for under, is_close in ((UNDER, False), (CLOSE_UNDER, True))
    ]
    furniture = Furniture(
        title=title,
        author=sheet.centre,
        printed_at=sheet.printed_at,
        is_training=sheet.is_training,
        head=title,
        head_right=sheet.centre,
        foot=title,
        foot_second=[say(N_("Printed by {name}. To be destroyed when out of date."), name=sheet.printed_by)],
        mark=say(N_("Confidential")) if sheet.day else "",
    )
    return pdf_of(on_fewest_pages(layouts), furniture, language)


def _row(one: Given, language: Language, looks: Looks) -> Row:
    named = " · ".join(part for part in (one.who, one.bed) if part)
    who = Stack([words(named, looks.table.bold()), words(one.code, looks.second)])
    drug = Stack([words(one.drug, looks.table.bold()), words(one.dose, looks.second)])
    return Row(cells=[who, drug, *(_dose(one, time, language, looks) for time in TIMES)])


def _dose(one: Given, time: str, language: Language, looks: Looks) -> Block:
    if time not in one.outcomes:
        return words("–", looks.second.quiet())
    return _boxes(one.outcomes[time], language)


def _boxes(outcome: str | None, language: Language) -> Block:
    """Return a box for each thing that may become of a dose, under one another."""
    offered = choices("dose_outcome").offered(language)
    return Stack([TickList([Tick(label, key == outcome)], _OUTCOME) for key, label in offered])


def _blank(language: Language) -> Row:
    line = Style(size=10, leading=13)
    return Row(cells=[WrittenLines(2, line), WrittenLines(2, line), *(_boxes(None, language) for _ in TIMES)])


def _signed(language: Language, looks: Looks, *, is_close: bool) -> list[Block]:
    """Return room for whoever gave each round; all beside one another where that saves a sheet."""
    times = choices("dose_round")
    under = language.say(N_("given by") if is_close else N_("Given by: name and signature"))
    boxes = [
        SignatureBox(
            who=times.label(time, language),
            name="",
            under_line=under,
            thumb=None,
            style=looks.second,
        )
        for time in TIMES
    ]
    pairs = [Columns(boxes[at], boxes[at + 1], gap=GUTTER) for at in (0, 2)]
    return [Columns(*pairs, gap=GUTTER).after(8)] if is_close else [pair.after(10) for pair in pairs]
