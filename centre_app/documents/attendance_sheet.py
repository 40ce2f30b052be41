"""The list of a group's session: who may come or came, a box for each status, and where each signs.

Filled it says what is written; to be filled in by hand its boxes are empty, with the names or, for a group that is new,
without any. It lies about during the session: names and numbers, nothing about anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from centre_app.casework import groups
from centre_app.choices import choices
from centre_app.documents.blocks import Block, Columns, Space, Stack, words
from centre_app.documents.furniture import SignatureBox, Tick, Ticks, WritingLines
from centre_app.documents.house_name import house_name
from centre_app.documents.page import GUTTER, Furniture, Looks, on_fewest_pages, pdf_of
from centre_app.documents.sheet_parts import title_block
from centre_app.documents.tables import Row, Table
from centre_app.language import N_, Language, sort_key
from centre_app.questions import CARE
from centre_app.records import GroupSession, StaffMember, TalkGroup
from centre_app.register import Register
from centre_app.residents import lines
from db.history import Entry

EMPTY_LINES = 15  # under the names of a list that is filled in by hand, all of it where there is no name
FEW = 3  # empty lines under a list of names
_ROOMY, _CLOSE = 26.0, 23.0  # height of a row; closer where the list then stands on one sheet
_SHARES = (7, 43, 27, 16, 16, 16, 16, 36)
_STATUSES = (N_("there"), N_("late"), N_("excused"), N_("absent"))
_KEYS = ("present", "late", "excused", "absent")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One person; `status` is None where it is ticked by hand."""

    name: str = ""
    code: str = ""
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceSheet:
    """One session with everybody on its list; answers that are not given are lines to write on."""

    centre: str
    group: str
    kind: str
    cycle: int | None = None
    day: date | None = None
    theme: str = ""
    minutes: int | None = None
    place: str = ""
    led_by: str = ""
    visitors: int | None = None
    note: str = ""
    people: Sequence[SheetLine]
    is_filled: bool
    printed_by: str = ""
    printed_at: datetime
    is_training: bool = False


def print_attendance(
    register: Register, group: TalkGroup, language: Language, *, session: GroupSession | None = None
) -> bytes:
    """Return the list for paper; a line in history says so before it is handed out."""
    register.leave_line(CARE, Entry(action="print_house", record_table=GroupSession.table))
    return preview_attendance(register, group, language, session=session)


def preview_attendance(
    register: Register, group: TalkGroup, language: Language, *, session: GroupSession | None = None
) -> bytes:
    """Return the list of a session, or of the next one with empty boxes, for the screen alone."""
    return attendance_pdf(_sheet(register, group, language, session), language)


def _sheet(register: Register, group: TalkGroup, language: Language, held: GroupSession | None) -> AttendanceSheet:
    staff = {member.id: member.name or "" for member in register.find(StaffMember)}
    session = held or GroupSession(group_id=group.id, theme=group.theme, facilitator_id=group.facilitator_id)
    return AttendanceSheet(
        centre=house_name(register, language),
        group=group.name or "",
        kind=choices("group_kind").label(group.kind, language),
        cycle=group.cycle,
        day=session.held_on,
        theme=choices("group_theme").label(session.theme, language),
        minutes=session.minutes,
        place=session.place or "",
        led_by=staff.get(session.facilitator_id or "", ""),
        visitors=session.visitors,
        note=session.collective_note or "",
        people=_people(register, group, session, is_filled=held is not None),
        is_filled=held is not None,
        printed_by=staff.get(register.who, ""),
        printed_at=register.now,
        is_training=register.is_training,
    )


def _people(register: Register, group: TalkGroup, session: GroupSession, *, is_filled: bool) -> list[SheetLine]:
    """Return whoever is marked; on a list to be filled in whoever came before, then everybody else who is here."""
    sheet = groups.sheet_of(register, session)
    members = groups.members_of(register, group.id)
    marked = {one.case_id: one.status for one in sheet if one.status is not None or not is_filled}
    listed = sorted(
        lines(register, list(marked)),
        key=lambda line: (not is_filled and line.case_id not in members, sort_key(line.name.in_text or line.code)),
    )
    return [SheetLine(name=one.name.in_text, code=one.code, status=marked[one.case_id]) for one in listed]


def attendance_pdf(sheet: AttendanceSheet, language: Language) -> bytes:
    """Return the list as PDF, its head again on every page."""
    looks, say = Looks(), language.say
    title = say(N_("Attendance list"))
    came = sum(one.status in groups.CAME for one in sheet.people)
    day = f"<b>{language.day(sheet.day)}</b>" if sheet.day else ""
    frame = [(say(N_("Day")), day), (say(N_("Came")), f"<b>{came}</b>" if sheet.is_filled else "")]
    frame.append((say(N_("From outside")), f"<b>{sheet.visitors}</b>" if sheet.visitors is not None else ""))
    cycle = say(N_("cycle {n}"), n=sheet.cycle) if sheet.cycle else ""
    about = " · ".join(part for part in (sheet.kind, sheet.group, cycle) if part)
    furniture = Furniture(
        title=title,
        author=sheet.centre,
        printed_at=sheet.printed_at,
        is_training=sheet.is_training,
        head=title,
        head_right=about,
        foot=about,
        foot_second=[say(N_("Printed by {name}. To be destroyed when out of date."), name=sheet.printed_by)],
        mark=say(N_("Confidential")),
    )
    head = title_block(looks, centre=sheet.centre, title=title, note=about, frame=frame)
    layouts = [
        [
            head,
            *_about(sheet, looks, language),
            _table(sheet, looks, language, row_height).after(8),
            *_foot(sheet, looks, language),
        ]
        for row_height in (_ROOMY, _CLOSE)
    ]
    return pdf_of(on_fewest_pages(layouts), furniture, language)


def _about(sheet: AttendanceSheet, looks: Looks, language: Language) -> list[Block]:
    """Return what the session was, or lines to write it on."""
    say = language.say
    asked = [
        (say(N_("Theme:")), sheet.theme),
        (say(N_("How long, in minutes:")), str(sheet.minutes) if sheet.minutes is not None else ""),
        (say(N_("Place:")), sheet.place),
        (say(N_("Led by:")), sheet.led_by),
    ]
    if sheet.is_filled:
        return [words(" · ".join(f"{label} {said}" for label, said in asked if said), looks.body).after(8)]
    known = [words(f"{label} {said}", looks.body).after(6) for label, said in asked if said]
    lines_to_write = [WritingLines(label, looks.body, lines=1) for label, said in asked if not said]
    pairs = zip_longest(lines_to_write[::2], lines_to_write[1::2])
    return [*known, *(Columns(left, right or Space(0), gap=GUTTER) for left, right in pairs)]


def _table(sheet: AttendanceSheet, looks: Looks, language: Language, row_height: float) -> Table:
    say = language.say
    labels = ("", say(N_("Name")), say(N_("Code")), *(say(one) for one in _STATUSES), say(N_("Signature or thumb")))
    spare = 0 if sheet.is_filled else FEW if sheet.people else EMPTY_LINES
    people = [*sheet.people, *[SheetLine()] * spare]
    return Table(
        shares=_SHARES,
        head=Row(cells=[words(label, looks.table_head.quiet()) for label in labels]),
        rows=[_row(number, one, looks) for number, one in enumerate(people, 1)],
        row_height=row_height,
    )


def _row(number: int, one: SheetLine, looks: Looks) -> Row:
    boxes = [Ticks([Tick("", one.status == key)], looks.tick) for key in _KEYS]
    told = [words(str(number), looks.table), words(one.name, looks.table.bold()), words(one.code, looks.table)]
    return Row(cells=[*told, *boxes, words("", looks.table)])


def _foot(sheet: AttendanceSheet, looks: Looks, language: Language) -> list[Block]:
    say = language.say
    under = say(N_("signature and date"))
    box = SignatureBox(who=say(N_("Led by")), name=sheet.led_by, under_line=under, thumb=None, style=looks.second)
    if sheet.is_filled:
        told = [words(say(N_("About the group as a whole")), looks.goal), words(sheet.note, looks.body).after(2)]
        return [*([Stack(told).after(10)] if sheet.note else []), box.after(12)]
    how = WritingLines(say(N_("How it went, for the group as a whole. No names:")), looks.second, lines=3)
    return [Columns(how, box, gap=GUTTER, share=0.64).after(4)]
