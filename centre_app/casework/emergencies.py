"""Somebody who is brought at night: she has a number, a bed or a mat within a minute, and the rest is asked in 72 hours.

What nobody could ask at the door is written as not asked yet, so that a figure never takes it for an answer. What is
still open of such an arrival is worked out from the records, as all that is due: once it is filled in, it is gone.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TypeVar

from centre_app.ages import age_said
from centre_app.casework import arrivals, beds
from centre_app.casework.arrivals import Arrival
from centre_app.casework.beds import OfferedBed
from centre_app.casework.rooms import MAT, a_mat
from centre_app.choices.keys import Sex
from centre_app.dates import is_child
from centre_app.language import N_, Language
from centre_app.questions import Record
from centre_app.records import BedAssignment, CaseFile, Consent, Person
from centre_app.register import Register
from centre_app.review import Finding, review
from centre_app.rights import CASE_MANAGER, DIRECTOR

R = TypeVar("R", bound=Record)

EMERGENCY = "emergency"  # the admission_type, and the room_type where such a night is spent
_EVENING = time(20, 0, tzinfo=UTC)  # about when somebody came of whom a sheet of paper says the day alone
NOT_ASKED = "not_asked"
ADMIT = "admit"
HOSTING, NOT_POSSIBLE, VITAL_INTEREST = "hosting", "not_possible", "vital_interest"
# What an arrival by day asks besides, by the part of the arrival.
ASKED_LATER = {
    "intake": ("source", "reason", "brought_by"),
    "person": ("birth", "age_basis"),
    "nationality": ("nationality",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """The file that was opened, and what was found of the bed: where it says anything, she has none yet."""

    case: CaseFile
    about_the_bed: Sequence[Finding] = ()


def begin(register: Register) -> Arrival:
    """Return the blank arrival of somebody who stands at the door now, or who came on the day of the sheet that is typed.

    Whoever is at the laptop at night does not become her case manager, unless that is her work.
    """
    sheet = register.sheet
    day, hour = (sheet.written_on, _EVENING) if sheet else (register.today, register.now.timetz())
    blank = arrivals.begin(register, on=day)
    is_hers = bool(register.roles & {DIRECTOR, CASE_MANAGER})
    return dataclasses.replace(
        blank,
        case=dataclasses.replace(blank.case, referent_id=blank.case.referent_id if is_hers else None),
        stay=dataclasses.replace(
            blank.stay,
            admission_type=EMERGENCY,
            arrived_at=datetime.combine(day, hour),
            admitted_by=sheet.author_id if sheet else blank.stay.admitted_by,
        ),
    )


def arrived(arrival: Arrival, at: datetime | None) -> Arrival:
    """Return an arrival of another hour, or another day: whoever writes it down in the morning says when she came."""
    if at is None:
        return arrival
    day = at.astimezone(UTC).date()
    return dataclasses.replace(
        arrival,
        case=dataclasses.replace(arrival.case, opened_on=day),
        intake=dataclasses.replace(arrival.intake, contact_on=day),
        stay=dataclasses.replace(arrival.stay, arrived_at=at, admitted_on=day),
    )


# How somebody is known until a name is: by sex, and whether the rules for children apply.
_CALLED = {
    (Sex.FEMALE, True): N_("Girl of about {age}, arrived on {day} at {time}"),
    (Sex.FEMALE, False): N_("Woman of about {age}, arrived on {day} at {time}"),
    (Sex.MALE, True): N_("Boy of about {age}, arrived on {day} at {time}"),
    (Sex.MALE, False): N_("Man of about {age}, arrived on {day} at {time}"),
}
_SOMEBODY = N_("Somebody of about {age}, arrived on {day} at {time}")
_OF_NO_AGE = {
    Sex.FEMALE: N_("Girl or woman whose age is not known yet, arrived on {day} at {time}"),
    Sex.MALE: N_("Boy or man whose age is not known yet, arrived on {day} at {time}"),
}
_OF_WHOM_NOTHING = N_("Somebody whose age is not known yet, arrived on {day} at {time}")


def description(arrival: Arrival, language: Language) -> str:
    """Return how somebody is known until her name is: "Girl of about 12 years, arrived on 22/11 at 23:40"."""
    came, sex, birth = arrival.stay.arrived_at or datetime.now(UTC), arrival.person.sex or "", arrival.person.birth
    here = came.astimezone()
    told = {"day": language.day_and_month(here.date()), "time": language.clock(came)}
    if birth is None:
        return language.say(_OF_NO_AGE.get(sex, _OF_WHOM_NOTHING), **told)
    said = _CALLED.get((sex, is_child(birth, here.date())), _SOMEBODY)
    return language.say(said, age=age_said(birth, on=birth.said_on or here.date(), language=language), **told)


# --- where she sleeps ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A bed, or a mat that would be laid in a room for her; `key` tells them apart."""

    offered: OfferedBed
    is_mat: bool = False

    @property
    def key(self) -> str:
        return f"{MAT}:{self.offered.room.id}" if self.is_mat else self.offered.bed.id

    @property
    def fits(self) -> bool:
        return not self.offered.objections


def places_for(register: Register, arrival: Arrival) -> list[Place]:
    """Return where she may sleep, the best first: beds that suit her, of those for emergencies before all, then mats."""
    day, person = arrival.stay.admitted_on or register.today, arrival.person
    free = [Place(offered=bed) for bed in beds.beds_for(register, person, on=day)]
    free.sort(key=lambda place: (not place.fits, place.offered.room.room_type != EMERGENCY))
    return sorted([*free, *mats_for(register, person)], key=lambda place: (not place.fits, place.is_mat))


def mats_for(register: Register, person: Person) -> list[Place]:
    """Return a mat in each room for tonight, those rooms that suit her first."""
    return [Place(offered=mat, is_mat=True) for mat in beds.mats_for(register, person, on=register.today)]


# --- writing ---------------------------------------------------------------------------------------------------


def take_in(
    register: Register,
    arrival: Arrival,
    place: Place | None = None,
    *,
    reason: str | None = None,
    basis_reason: str = "",
) -> TakenIn:
    """Open her file with all that was told, as one act. Raises NotSaved.

    `reason` says why this bed, `basis_reason` why nobody could be asked whether she may stay.

    Where somebody else has got the bed meanwhile she is taken in without one, and that is said: the board asks for one.
    """
    records = admission(register, arrival, basis_reason=basis_reason)
    of_the_bed = _sleeps(register, arrival, place, reason)
    against = [found for found in review(register, [*records, *of_the_bed]) if found.blocks and _is_of_bed(found)]
    saved = register.save(*records, *(() if against else of_the_bed), action=ADMIT)
    case = next(record for record in saved if isinstance(record, CaseFile))
    return TakenIn(case=case, about_the_bed=against)


def admission(register: Register, arrival: Arrival, *, basis_reason: str = "") -> list[Record]:
    """Return the records of her file without her bed, to review them before."""
    told = dataclasses.replace(
        arrival,
        bed_id=None,
        **{part: _not_asked(getattr(arrival, part), *asked) for part, asked in ASKED_LATER.items()},
    )
    return [*arrivals.admission(register, told), *_basis(register, told, basis_reason)]


def _not_asked(record: R, *names: str) -> R:
    """Return a record that says of each of these answers that nobody has asked yet, where there is none."""
    empty = {name: NOT_ASKED for name in names if getattr(record, name) in (None, "") and name not in record.missing}
    return dataclasses.replace(record, missing={**record.missing, **empty}) if empty else record


def _basis(register: Register, arrival: Arrival, reason: str) -> list[Record]:
    """Return by what right she stays the night, where the director is at the laptop and she is in danger.

    Nobody else may decide on a legal basis (rule V11): for them the consent stays open, and is asked within 72 hours.
    """
    if not (arrival.intake.in_danger and reason and DIRECTOR in register.roles):
        return []
    line = Consent(
        case_id=arrival.case.id,
        purpose=HOSTING,
        status=NOT_POSSIBLE,
        given_on=arrival.stay.admitted_on,
        legal_basis=VITAL_INTEREST,
        basis_reason=reason,
        authorised_by=register.who,
    )
    return [line]


def _sleeps(register: Register, arrival: Arrival, place: Place | None, reason: str | None) -> list[Record]:
    if place is None:
        return []
    mat = a_mat(register, place.offered.room) if place.is_mat else None
    stay = arrival.stay
    given = BedAssignment(
        case_id=stay.case_id,
        stay_id=stay.id,
        bed_id=(mat or place.offered.bed).id,
        from_on=stay.admitted_on,
        reason=reason,
    )
    return [mat, given] if mat else [given]


def _is_of_bed(found: Finding) -> bool:
    return found.record_type == BedAssignment.__name__
