"""Printing the lists of the house from an open register: the residents, and who sleeps where.

Each print leaves a line in history before it is handed out.
"""

from collections.abc import Sequence
from datetime import date

from centre_app.ages import age_said
from centre_app.casework.beds import BedTile, board
from centre_app.choices import choices
from centre_app.documents.bed_plan import BedLine, BedPlanSheet, RoomBlock, bed_plan_pdf
from centre_app.documents.house_name import house_name
from centre_app.documents.resident_list import ResidentListSheet, ResidentRow, resident_list_pdf
from centre_app.folding import fold
from centre_app.language import N_, Language
from centre_app.naming import ShownName, names_of, short_name
from centre_app.questions import CARE, IDENTITY
from centre_app.records import BedHold, CaseFile, StaffMember
from centre_app.register import Register
from centre_app.residents import lines
from db.history import Entry


def print_resident_list(register: Register, case_ids: Sequence[str], *, shown: str, language: Language) -> bytes:
    """Return the list as it is printed, with its line in history; `shown` says in a sentence who is on it."""
    # Where names are shut the list goes by code, and its line stands with the codes.
    compartment = IDENTITY if IDENTITY in register.vault.compartments else CARE
    register.leave_line(compartment, Entry(action="print_list", record_table="case_files"))
    return preview_resident_list(register, case_ids, shown=shown, language=language)


def preview_resident_list(register: Register, case_ids: Sequence[str], *, shown: str, language: Language) -> bytes:
    """Return the residents of these files as a list for the screen alone: no line is written."""
    staff = {member.id: member.name or "" for member in register.find(StaffMember)}
    referents = {
        case.id: short_name(staff.get(case.referent_id or "", ""))
        for case in register.find(CaseFile, id=list(case_ids))
    }
    rows = [
        ResidentRow(
            code=line.code,
            name=line.name.in_list,
            age=age_said(line.birth, on=register.today, language=language),
            here_since=line.admitted_on,
            bed=line.bed or line.room_in_words or "",
            referent=referents.get(line.case_id, ""),
        )
        for line in lines(register, case_ids)
    ]
    sheet = ResidentListSheet(
        centre=house_name(register, language),
        shown=shown,
        rows=rows,
        printed_by=staff.get(register.who, ""),
        printed_at=register.now,
        is_training=register.is_training,
    )
    return resident_list_pdf(sheet, language)


def print_bed_plan(register: Register, *, night: date | None = None, language: Language) -> bytes:
    """Return the plan of the beds as it is printed, with its line in history."""
    register.leave_line(CARE, Entry(action="print_beds", record_table="bed_assignments"))
    return preview_bed_plan(register, night=night, language=language)


def preview_bed_plan(register: Register, *, night: date | None = None, language: Language) -> bytes:
    """Return who sleeps where on a night, tonight when none is given: initials and codes, no names, for the screen."""
    shown = night or register.today
    cards = board(register, night=shown)
    names = names_of(register, [tile.sleeper.person_id for card in cards for tile in card.tiles if tile.sleeper])
    room_types = choices("room_type")
    sheet = BedPlanSheet(
        centre=house_name(register, language),
        night=shown,
        rooms=[
            RoomBlock(
                name=card.room.name or "",
                note=_note(card.room.name or "", room_types.label(card.room.room_type, language)),
                beds=[_bed(tile, names, shown, language) for tile in card.tiles],
            )
            for card in cards
        ],
        printed_by=_staff_name(register),
        printed_at=register.now,
        is_training=register.is_training,
    )
    return bed_plan_pdf(sheet, language)


def _note(name: str, kind: str) -> str:
    """Return the kind of a room unless its name says it already."""
    return "" if fold(name) in fold(kind) else kind


def _bed(tile: BedTile, names: dict[str, ShownName], night: date, language: Language) -> BedLine:
    label, is_out = tile.bed.label or "", tile.bed.out_of_service_from is not None
    sleeper = tile.sleeper
    if sleeper is None:
        return BedLine(label=label, is_out_of_service=is_out, kept="" if is_out else _kept(tile.hold, language))
    shown = names.get(sleeper.person_id, ShownName())
    return BedLine(
        label=label,
        who=shown.initials or "–",
        age=age_said(sleeper.birth, on=night, language=language),
        code=sleeper.code,
        is_present=sleeper.present,
        is_out_of_service=is_out,
    )


def _kept(hold: BedHold | None, language: Language) -> str:
    """Return "gardé libre · Arrivée annoncée · jusqu’au 24/11"; "" for a bed that is not kept."""
    if hold is None:
        return ""
    until = language.say(N_("until {day}"), day=language.day_and_month(hold.to_on)) if hold.to_on else ""
    parts = language.say(N_("kept free")), choices("hold_reason").label(hold.why, language), until
    return " · ".join(part for part in parts if part)


def _staff_name(register: Register) -> str:
    member = register.get(StaffMember, register.who)
    return (member.name if member else None) or ""
