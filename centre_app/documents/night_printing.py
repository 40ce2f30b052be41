"""Printing what the night needs from an open register: the sheet of the roll call, and the slip of somebody on leave.

Each print leaves a line in history before it is handed out.
"""

from datetime import date

from centre_app.casework.beds import board
from centre_app.casework.roll_call import Called, roll_sheet
from centre_app.documents.house_name import house_name, number_alone
from centre_app.documents.leave_slip import LeaveSlip, leave_slip_pdf
from centre_app.documents.roll_sheet import WEEK, RollPaper, RollPaperLine, RollPaperRoom, roll_sheet_pdf
from centre_app.language import N_, Language
from centre_app.naming import ShownName, name_of, names_of
from centre_app.questions import CARE
from centre_app.records import CaseFile, Centre, Leave, Person, StaffMember
from centre_app.register import Register
from db.history import Entry


def print_roll_sheet(register: Register, night: date, *, language: Language, nights: int = 1) -> bytes:
    """Return the sheet of a night, or of the week that begins with it, with its line in history."""
    register.leave_line(CARE, Entry(action="print_house", record_table="presence_nights"))
    return preview_roll_sheet(register, night, language=language, nights=nights)


def preview_roll_sheet(register: Register, night: date, *, language: Language, nights: int = 1) -> bytes:
    """Return the sheet for the screen alone: whoever is here by initials and code, with what is known of one night."""
    sheet = roll_sheet(register, night)
    names = names_of(register, (one.person_id for one in sheet.called))
    rooms = [
        RollPaperRoom(
            name=room.name or language.say(N_("Without a bed")),
            lines=[_line(one, names, language, is_known=nights == 1) for one in room.called],
        )
        for room in sheet.rooms
    ]
    return roll_sheet_pdf(_paper(register, night, nights, rooms, language), language)


def blank_roll_sheet(register: Register, night: date, *, language: Language) -> bytes:
    """Return the sheet of a week with the beds of the house and nobody on it: nothing of anybody is told, nothing noted."""
    rooms = [
        RollPaperRoom(
            name=card.room.name or "", lines=[RollPaperLine(label=tile.bed.label or "") for tile in card.tiles]
        )
        for card in board(register, night=night)
        if card.tiles
    ]
    return roll_sheet_pdf(_paper(register, night, WEEK, rooms, language), language)


def _paper(register: Register, night: date, nights: int, rooms: list[RollPaperRoom], language: Language) -> RollPaper:
    member = register.get(StaffMember, register.who)
    return RollPaper(
        centre=house_name(register, language),
        first=night,
        nights=nights,
        rooms=rooms,
        printed_by=(member.name if member else None) or "",
        printed_at=register.now,
        is_training=register.is_training,
    )


def _line(one: Called, names: dict[str, ShownName], language: Language, *, is_known: bool) -> RollPaperLine:
    """Return a line; ticked is what was answered, or what her file says: the night before is no answer on paper either."""
    answer = one.answer or (one.start if one.away is not None else None)
    key = None if answer is None else "present" if answer.present else answer.absence_type
    back = one.away.expected_back_on if one.away is not None else None
    return RollPaperLine(
        label=one.bed,
        who=names.get(one.person_id, ShownName()).initials,
        code=one.code,
        note=language.day_and_month(back) if back is not None and is_known else "",
        answer=key if is_known else None,
    )


def print_leave_slip(register: Register, leave: Leave, *, by_name: bool, language: Language) -> bytes:
    """Return the slip of a leave, with its line in history."""
    register.leave_line(CARE, Entry(action="print_slip", record_table=Leave.table, record_id=leave.id, rev=leave.rev))
    return preview_leave_slip(register, leave, by_name=by_name, language=language)


def preview_leave_slip(register: Register, leave: Leave, *, by_name: bool, language: Language) -> bytes:
    """Return the slip for the screen alone."""
    case = register.get(CaseFile, leave.case_id)
    person = register.get(Person, case.person_id) if case is not None else None
    centre = register.get(Centre, register.centre_id)
    name = name_of(register, case.person_id).in_text if case is not None and by_name else ""
    slip = LeaveSlip(
        who=name or number_alone(case.code if case is not None else None),
        out_at=leave.out_at,
        back_on=leave.expected_back_on,
        with_whom=leave.accompanied_by or "",
        phone=(centre.phone if centre is not None else None) or "",
        sex=person.sex if person is not None else None,
        printed_at=register.now,
        is_training=register.is_training,
    )
    return leave_slip_pdf(slip, language)
