"""Who sleeps where, on paper: by initials and code, without a word about anybody's health, to be ticked at night."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from centre_app.documents.blocks import Block, Columns, Stack, Together, words
from centre_app.documents.furniture import Tick, Ticks
from centre_app.documents.page import GUTTER, Furniture, Looks, page_room, pdf_of
from centre_app.documents.sheet_parts import title_block
from centre_app.documents.tables import Row, Table
from centre_app.language import N_, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class BedLine:
    """One bed. `who` are initials, or "" when it is free; `note` is the day somebody away comes back."""

    label: str
    who: str = ""
    age: str = ""
    code: str = ""
    note: str = ""
    is_present: bool | None = None  # None: to be ticked by hand
    is_out_of_service: bool = False
    kept: str = ""  # why it is kept free, and until when


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomBlock:
    """One room with its beds; `note` says for whom it is."""

    name: str
    note: str = ""
    beds: Sequence[BedLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class BedPlanSheet:
    centre: str
    night: date
    rooms: Sequence[RoomBlock]
    printed_by: str = ""
    printed_at: datetime
    is_training: bool = False

    @property
    def beds(self) -> list[BedLine]:
        return [bed for room in self.rooms for bed in room.beds]

    @property
    def taken(self) -> int:
        return sum(bool(bed.who) for bed in self.beds)

    @property
    def free(self) -> int:
        return sum(not bed.who and not bed.is_out_of_service and not bed.kept for bed in self.beds)


def bed_plan_pdf(sheet: BedPlanSheet, language: Language) -> bytes:
    """Return the plan as PDF: rooms in two columns, none of them split over pages unless longer than one."""
    looks = Looks()
    title = language.say(N_("Beds"))
    rooms: list[Block] = [Together(_room(room, language, looks), page_height=page_room()) for room in sheet.rooms]
    head = title_block(
        looks,
        centre=sheet.centre,
        title=title,
        note=language.say(N_("Night of {day}"), day=sheet.night),
        frame=[
            (language.say(N_("Beds taken")), f"<b>{language.number(sheet.taken)}</b>"),
            (language.say(N_("Beds free")), f"<b>{language.number(sheet.free)}</b>"),
        ],
    )
    furniture = Furniture(
        title=language.say(N_("Plan of the beds")),
        author=sheet.centre,
        printed_at=sheet.printed_at,
        is_training=sheet.is_training,
        head=title,
        head_right=sheet.centre,
        foot=language.say(N_("Plan of the beds, night of {day}"), day=sheet.night),
        foot_second=[language.say(N_("Printed by {name}. To be destroyed when out of date."), name=sheet.printed_by)],
        mark=language.say(N_("Confidential")),
    )
    return pdf_of([head, *_in_two_columns(rooms)], furniture, language)


def _in_two_columns(rooms: Sequence[Block]) -> list[Block]:
    """Return rooms two beside each other, as one reads; each pair goes to the next page together."""
    pairs = zip(rooms[::2], [*rooms[1::2], None], strict=False)
    return [Columns(left, right or Stack([]), gap=GUTTER).after(12) for left, right in pairs]


def _room(room: RoomBlock, language: Language, looks: Looks) -> Table:
    taken = sum(bool(bed.who) for bed in room.beds)
    name = f"{room.name.upper()} · {room.note}" if room.note else room.name.upper()
    counted = language.say(N_("{taken} of {total}"), taken=taken, total=len(room.beds))
    return Table(
        shares=(14, 35, 30, 21),
        head=Row(cells=[words(name, looks.table_head), words(counted, looks.table_head.quiet())], spans=(3, 1)),
        rows=[_bed(bed, language, looks) for bed in room.beds],
        row_height=20.0,
    )


def _bed(bed: BedLine, language: Language, looks: Looks) -> Row:
    label = words(bed.label, looks.second.quiet())
    if not bed.who:
        state = language.say(N_("out of use") if bed.is_out_of_service else N_("free"))
        return Row(cells=[label, words(bed.kept or state, looks.second.quiet())], spans=(1, 3))
    who = ", ".join(part for part in (bed.who, bed.age) if part)
    cells = [label, words(who, looks.second.bold()), words(bed.code, looks.second), _tonight(bed, language, looks)]
    return Row(cells=cells)


def _tonight(bed: BedLine, language: Language, looks: Looks) -> Block:
    """Return the box that the night round ticks, or that somebody is known to be away."""
    if bed.note or bed.is_present is False:
        return words(bed.note or language.say(N_("away")), looks.second)
    return Ticks([Tick(language.say(N_("there")), bed.is_present is True)], looks.tick)
