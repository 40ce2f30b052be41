"""Who sleeps where: giving, changing and freeing a bed, and the board of the whole house."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from centre_app.casework.holds import holds_on
from centre_app.casework.rooms import COT, MAT, MOTHER_AND_BABY, a_mat
from centre_app.dates import Birth
from centre_app.questions import BirthDay
from centre_app.records import Bed, BedAssignment, BedHold, Leave, Person, PersonLink, Room, Stay
from centre_app.register import Register, as_problems
from centre_app.review import Finding, review
from centre_app.rules.housing import objections
from db import queries
from db.vault import Row

_BIRTH = BirthDay()
STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sleeper:
    """Who has a bed on the night shown. `present` is None while the night has not been marked."""

    case_id: str
    stay_id: str
    person_id: str
    code: str
    sex: str | None
    birth: Birth | None
    is_child_of_resident: bool
    present: bool | None
    absence_type: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BedTile:
    """A bed on the night shown: who sleeps in it, who else by some mistake, and whether it is kept free."""

    bed: Bed
    sleeper: Sleeper | None
    others: tuple[Sleeper, ...] = ()
    hold: BedHold | None = None

    @property
    def is_free(self) -> bool:
        return self.may_be_given and self.hold is None

    @property
    def may_be_given(self) -> bool:
        """Whether nobody sleeps in it and it is in use; one that is kept free is given with a reason."""
        return self.sleeper is None and self.bed.out_of_service_from is None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomCard:
    room: Room
    tiles: tuple[BedTile, ...]

    @property
    def taken(self) -> int:
        return sum(tile.sleeper is not None for tile in self.tiles)


@as_problems()
def board(register: Register, *, night: date | None = None) -> list[RoomCard]:
    """Return every room with its beds and who sleeps in them, cots beside the bed they belong to.

    Whoever is on leave or missing is away before that night's roll call, too; her bed is held.
    """
    shown = night or register.today
    rows = queries.sleepers(register.vault, register.centre_id, shown.isoformat()) if register.can_open(Stay) else []
    away, holds = _away_on(register, shown), holds_on(register, shown)
    asleep: dict[str, list[Sleeper]] = {}
    for row in rows:
        sleeper = _sleeper(row, away, is_hidden=row["person_id"] in register.kept.hidden_persons)
        asleep.setdefault(row["bed_id"], []).append(sleeper)
    tiles: dict[str, list[BedTile]] = {}
    for bed in sorted(register.find(Bed), key=lambda bed: bed.label or ""):
        here = asleep.get(bed.id, [])
        tile = BedTile(bed=bed, sleeper=here[0] if here else None, others=tuple(here[1:]), hold=holds.get(bed.id))
        tiles.setdefault(bed.room_id, []).append(tile)
    cards = [RoomCard(room=room, tiles=tuple(tiles.get(room.id, ()))) for room in register.find(Room)]
    return sorted(cards, key=lambda card: (card.tiles[0].bed.label if card.tiles else None) or card.room.name or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedBed:
    """A free bed for somebody, and what speaks against it (rule V7), as messages."""

    bed: Bed
    room: Room
    objections: tuple[str, ...]


def beds_for(register: Register, person: Person, *, on: date, with_child: bool = False) -> list[OfferedBed]:
    """Return the free beds, those that suit her first; with a child beside her, those of mothers before all others."""
    free = [
        OfferedBed(
            bed=tile.bed,
            room=card.room,
            objections=tuple(objections(person, tile.bed, card.room, on, is_kept=tile.hold is not None)),
        )
        for card in board(register)
        for tile in card.tiles
        if tile.may_be_given and tile.bed.kind != COT and card.room.room_type != STAFF
    ]
    return sorted(
        free,
        key=lambda offered: (
            bool(offered.objections),
            (offered.room.room_type == MOTHER_AND_BABY) != with_child,
            offered.bed.label or "",
        ),
    )


def cots_for(register: Register, mothers_bed_id: str | None) -> list[OfferedBed]:
    """Return the free cots, those beside the mother's bed first."""
    free = [
        OfferedBed(bed=tile.bed, room=card.room, objections=())
        for card in board(register)
        for tile in card.tiles
        if tile.is_free and tile.bed.kind == COT
    ]
    return sorted(free, key=lambda cot: (cot.bed.beside_bed_id != mothers_bed_id, cot.bed.label or ""))


def _away_on(register: Register, night: date) -> dict[str, str | None]:
    """Return why each stay is away that has not come back by a night, as its leave says; of a closed file not why."""
    if not register.can_open(Leave):
        return {}
    leaves = register.as_stored.rows(Leave, ("case_id", "stay_id", "absence_type", "out_at"), back_on=None)
    closed = register.kept.closed_cases
    return {
        one["stay_id"]: None if one["case_id"] in closed else one["absence_type"]
        for one in leaves
        if (one["out_at"] or "")[:10] <= night.isoformat()
    }


def _sleeper(row: Row, away: Mapping[str, str | None], *, is_hidden: bool) -> Sleeper:
    """Return who sleeps in a bed; of somebody whose file is sealed, no more than its number."""
    is_away = row["present"] is None and row["stay_id"] in away
    return Sleeper(
        case_id=row["case_id"],
        stay_id=row["stay_id"],
        person_id=row["person_id"],
        code=row["code"],
        sex=None if is_hidden else row["sex"],
        birth=None if is_hidden else _BIRTH.from_row("birth", row),
        is_child_of_resident=row["admission_type"] in ("accompanying_child", "born_in_centre"),
        present=False if is_away else None if row["present"] is None else bool(row["present"]),
        absence_type=away[row["stay_id"]] if is_away else row["absence_type"],
    )


def bed_of(register: Register, stay: Stay) -> BedAssignment | None:
    """Return the assignment that is still open for a stay."""
    return register.only(BedAssignment, stay_id=stay.id, to_on=None)


def put_to_bed(register: Register, stay: Stay, bed_id: str, *, on: date, reason: str | None = None) -> BedAssignment:
    """Give a bed; the one she had before is free from that evening. Raises NotSaved when somebody else has it.

    Her children who sleep in the cots beside it come along to the free cots beside the new one.
    """
    before = bed_of(register, stay)
    along: list[BedAssignment] = []
    if before is not None:
        cots = (cot.bed for cot in cots_for(register, bed_id) if cot.bed.beside_bed_id == bed_id)
        for child, cot in zip(_beside(register, stay, before.bed_id), cots, strict=False):
            along += _move(register, child, cot.id, on=on)
    return register.save(*along, *_move(register, stay, bed_id, on=on, reason=reason), action="bed")[-1]


def put_on_mat(register: Register, stay: Stay, room: Room, *, on: date, reason: str | None = None) -> BedAssignment:
    """Lay a mat in a room and let her sleep on it, as one act: the house is full, and nobody is sent away at night."""
    mat = a_mat(register, room)
    given = _move(register, stay, mat.id, on=on, reason=reason)
    saved = register.save(mat, *given, action="bed")
    return next(record for record in reversed(saved) if isinstance(record, BedAssignment))


def mats_for(register: Register, person: Person, *, on: date) -> list[OfferedBed]:
    """Return a mat in each room where people sleep, not laid yet, those rooms that suit her first."""
    rooms = [room for room in register.find(Room) if room.room_type != STAFF]
    mats = [(Bed(room_id=room.id, kind=MAT), room) for room in rooms]
    offered = [
        OfferedBed(bed=mat, room=room, objections=tuple(objections(person, mat, room, on))) for mat, room in mats
    ]
    return sorted(offered, key=lambda one: (bool(one.objections), one.room.name or ""))


def _beside(register: Register, stay: Stay, bed_id: str) -> Iterator[Stay]:
    """Give the stays of her children who sleep in a cot beside this bed."""
    for link in register.find(PersonLink, from_person_id=stay.person_id, relation="mother"):
        child = register.only(Stay, person_id=link.to_person_id, ended_on=None)
        given = bed_of(register, child) if child else None
        cot = register.get(Bed, given.bed_id) if given else None
        if child is not None and cot is not None and cot.beside_bed_id == bed_id:
            yield child


def _move(register: Register, stay: Stay, bed_id: str, *, on: date, reason: str | None = None) -> list[BedAssignment]:
    """Return what a move writes: the end of the assignment before, and the new one."""
    before = bed_of(register, stay)
    given = BedAssignment(
        case_id=stay.case_id,
        stay_id=stay.id,
        bed_id=bed_id,
        from_on=on,
        event="move" if before else "assign",
        reason=reason,
    )
    freed = [] if before is None else [dataclasses.replace(before, to_on=on)]
    # the move of an evening begun the same day leaves no night in the old bed: it is taken back instead
    if before is not None and before.from_on == on:
        freed = [
            dataclasses.replace(
                before, voided_at=register.now, voided_by=register.who, void_reason="moved the same day"
            )
        ]
    return [*freed, given]


def free_bed(register: Register, stay: Stay, *, on: date) -> None:
    """End the assignment that is open for a stay, if there is one."""
    before = bed_of(register, stay)
    if before is not None:
        register.save(dataclasses.replace(before, to_on=on, event="release"), action="bed")


def exchange_beds(register: Register, one: Stay, other: Stay, *, on: date, reason: str | None = None) -> None:
    """Let two residents change beds as one act, so that neither is without a bed in between."""
    first, second = bed_of(register, one), bed_of(register, other)
    if first is None or second is None:
        return
    register.save(
        dataclasses.replace(first, to_on=on),
        dataclasses.replace(second, to_on=on),
        BedAssignment(
            case_id=one.case_id, stay_id=one.id, bed_id=second.bed_id, from_on=on, event="move", reason=reason
        ),
        BedAssignment(
            case_id=other.case_id, stay_id=other.id, bed_id=first.bed_id, from_on=on, event="move", reason=reason
        ),
        action="bed",
    )


def doubts(register: Register, stay: Stay, bed_id: str, *, on: date) -> list[Finding]:
    """Return what speaks against this bed for her (rule V7): it warns, and a reason is all it asks."""
    given = BedAssignment(case_id=stay.case_id, stay_id=stay.id, bed_id=bed_id, from_on=on)
    return [found for found in review(register, [given]) if found.rule == "V7"]


def without_a_bed(register: Register) -> list[Stay]:
    """Return the open stays that nobody gave a bed, the longest first."""
    given = {assignment.stay_id for assignment in register.find(BedAssignment, to_on=None)}
    waiting = [stay for stay in register.find(Stay, ended_on=None) if stay.id not in given]
    return sorted(waiting, key=lambda stay: stay.admitted_on or date.max)
