"""The house as it is furnished: rooms, the beds and cots in them and how they are called, a bed that is taken out of use.

A bed is called by its room's letter and a number, "A-01"; a cot by the bed it stands beside, "C-01b".
"""

import dataclasses
import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from centre_app.casework.house import check_filled
from centre_app.choices.keys import BedKind
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.questions import Record
from centre_app.records import Bed, BedAssignment, Room
from centre_app.register import Register

MOTHER_AND_BABY = "mother_baby"  # the kind of room where cots stand beside the beds
COT, MAT = BedKind.COT, BedKind.MAT
_LABEL = re.compile(r"(?P<letter>[A-Z]+)-(?P<number>\d+)(?P<cot>[a-z]*)")


class SomebodySleepsThere(Problem):
    message = N_("Somebody sleeps in the bed {label}.")
    advice = N_("Give that person another bed first, on the page of the beds.")


class NoBedForCots(Problem):
    message = N_("A cot stands beside a bed: there is none in this room yet.")
    advice = N_("Add the beds first, then the cots.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPlan:
    """A room as a person describes it, with how many beds and cots stand in it."""

    name: str
    room_type: str
    sex_rule: str | None = None
    age_min: int | None = None
    age_max: int | None = None
    beds: int = 0
    cots: int = 0


def add_rooms(register: Register, *plans: RoomPlan) -> list[Room]:
    """Furnish rooms as one act and return them."""
    letters = letters_for([plan.name for plan in plans], taken=letters_in_use(register.find(Bed)))
    made = [_furnished(plan, letter) for plan, letter in zip(plans, letters, strict=True)]
    saved = register.save(*(record for records in made for record in records)) if made else []
    return [record for record in saved if isinstance(record, Room)]


def furnish(register: Register, room: Room, *, beds: int = 0, cots: int = 0) -> Room:
    """Save a new room and what stands in it as one act. Raises NotSaved where the room has no name, and NoBedForCots."""
    check_filled(room)
    if cots and not beds:
        raise NoBedForCots
    letter = letter_for(register, room)
    return next(saved for saved in register.save(room, *_contents(room, letter, beds, cots)) if isinstance(saved, Room))


def add_beds(register: Register, room: Room, count: int, kind: str) -> list[Record]:
    """Put more beds into a room, numbered on from those it has."""
    letter, first = _next_label(register, room)
    return register.save(*_beds(room, letter, range(first, first + count), kind))


def a_mat(register: Register, room: Room) -> Bed:
    """Return a mat for a room, not saved yet: it is laid for somebody, and is called as the room's next bed would be."""
    letter, number = _next_label(register, room)
    return _beds(room, letter, [number], MAT)[0]


def add_cots(register: Register, room: Room, count: int) -> list[Bed]:
    """Put cots into a room, each beside the bed that has the fewest. Raises NoBedForCots."""
    known = register.find(Bed, room_id=room.id, with_void=True)
    beds = [bed for bed in known if bed.kind != COT and not bed.is_void and bed.out_of_service_from is None]
    if not beds:
        raise NoBedForCots
    beside = {bed.id: sum(cot.beside_bed_id == bed.id for cot in known) for bed in beds}
    made = []
    for _ in range(count):
        bed = min(beds, key=lambda bed: (beside[bed.id], bed.label or ""))
        made.append(_cot(bed, beside[bed.id]))
        beside[bed.id] += 1
    return register.save(*made)


def add_cot(register: Register, bed: Bed) -> Bed:
    """Put a cot beside a bed."""
    beside = len(register.find(Bed, beside_bed_id=bed.id, with_void=True))
    return register.save(_cot(bed, beside))[0]


def close_bed(register: Register, bed: Bed, *, note: str | None = None) -> Bed:
    """Take a bed out of use from today. Raises SomebodySleepsThere."""
    if register.find(BedAssignment, bed_id=bed.id, to_on=None):
        raise SomebodySleepsThere(label=bed.label)
    return register.save(dataclasses.replace(bed, out_of_service_from=register.today, note=note or bed.note))[0]


def reopen_bed(register: Register, bed: Bed) -> Bed:
    """Put a bed back into use."""
    return register.save(dataclasses.replace(bed, out_of_service_from=None))[0]


# --- how beds are called ---------------------------------------------------------------------------------------


def letters_for(names: Sequence[str], *, taken: Iterable[str] = ()) -> list[str]:
    """Return a letter for each room: the one its name ends in ("Chambre C") where it is free, else the next free one."""
    used = set(taken)
    given: dict[int, str] = {}
    for place, name in enumerate(names):
        letter = _letter_in(name)
        if letter and letter not in used:
            used.add(letter)
            given[place] = letter
    for place in range(len(names)):
        if place not in given:
            given[place] = _next_free(used)
            used.add(given[place])
    return [given[place] for place in range(len(names))]


def letter_for(register: Register, room: Room) -> str:
    """Return the letter that the first beds of a room will be called by."""
    return letters_for([room.name or ""], taken=letters_in_use(register.find(Bed)))[0]


def letters_in_use(beds: Iterable[Bed]) -> set[str]:
    """Return the letters that beds are called by."""
    return {found["letter"] for bed in beds if (found := _LABEL.fullmatch(bed.label or ""))}


def _letter_in(name: str) -> str:
    last = name.split()[-1:] if len(name.split()) > 1 else []
    return last[0].upper() if last and len(last[0]) == 1 and last[0].upper() in string.ascii_uppercase else ""


def _next_free(used: set[str]) -> str:
    alphabet = string.ascii_uppercase
    letters: list[str] = [*alphabet, *(first + second for first in alphabet for second in alphabet)]
    return next(letter for letter in letters if letter not in used)


def _next_label(register: Register, room: Room) -> tuple[str, int]:
    """Return the letter and the number by which the next bed of a room is called; no number is used twice."""
    beds = register.find(Bed, room_id=room.id, with_void=True)
    letter = min(letters_in_use(beds), default="") or letter_for(register, room)
    last = max((number for bed in beds if (number := _number_of(bed.label, letter))), default=0)
    return letter, last + 1


def _number_of(label: str | None, letter: str) -> int:
    found = _LABEL.fullmatch(label or "")
    return int(found["number"]) if found and found["letter"] == letter else 0


# --- what is in a room -----------------------------------------------------------------------------------------


def _furnished(plan: RoomPlan, letter: str) -> list[Record]:
    room = Room(
        name=plan.name,
        room_type=plan.room_type,
        sex_rule=plan.sex_rule,
        age_min=plan.age_min,
        age_max=plan.age_max,
    )
    return [room, *_contents(room, letter, plan.beds, plan.cots)]


def _contents(room: Room, letter: str, count: int, cots: int) -> list[Record]:
    """Return the beds of a room and its cots: one beside each bed, then a second round where there are more."""
    beds = _beds(room, letter, range(1, count + 1), "bed")
    return [*beds, *(_cot(beds[place % len(beds)], place // len(beds)) for place in range(cots if beds else 0))]


def _beds(room: Room, letter: str, numbers: Iterable[int], kind: str) -> list[Bed]:
    return [Bed(room_id=room.id, label=f"{letter}-{number:02d}", kind=kind) for number in numbers]


def _cot(bed: Bed, already_beside: int) -> Bed:
    label = f"{bed.label}{string.ascii_lowercase[1 + already_beside]}"
    return Bed(room_id=bed.room_id, label=label, kind=COT, beside_bed_id=bed.id)
