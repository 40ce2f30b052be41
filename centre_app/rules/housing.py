"""Rules about the night: V6 one person a bed, V7 the room's own rules, V8 nights inside the stay."""

from collections.abc import Iterator
from datetime import date

from centre_app.dates import ages_on
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import Bed, BedAssignment, BedHold, Person, PersonLink, PresenceNight, Room, Stay
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, WARNS, Finding

EVERYONE = "everyone"
COT = "cot"
MOTHER = "mother"
ALONG = frozenset({"accompanying_child", "born_in_centre"})  # of the list admission_type
_SEX_OF_RULE = {"girls": "female", "boys": "male"}


def v6_a_bed_is_given_up_after_it_was_taken(assignment: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(assignment, BedAssignment) or assignment.from_on is None or assignment.to_on is None:
        return
    if assignment.to_on < assignment.from_on:
        yield say(assignment, "V6", BLOCKS, "to_on", N_("The bed would be given up before it was taken."))


def v6_nobody_sleeps_in_two_beds(assignment: Record, around: Around) -> Iterator[Finding]:
    """A mother and her baby have a stay each, so her bed and the cot beside it never collide."""
    if not isinstance(assignment, BedAssignment):
        return
    stay = around.get(Stay, assignment.stay_id)
    stays = around.find(Stay, person_id=stay.person_id) if stay else []
    for other in around.find(BedAssignment, stay_id=[assignment.stay_id, *(one.id for one in stays)]):
        if other.id != assignment.id and _overlap(assignment, other):
            yield say(assignment, "V6", BLOCKS, "bed_id", N_("She already has a bed on these nights. End it first."))
            return


def v8_whoever_has_left_gets_no_bed(assignment: Record, around: Around) -> Iterator[Finding]:
    """Nobody else would get it: a bed is given up on the day of the exit at the latest."""
    stay = around.get(Stay, assignment.stay_id) if isinstance(assignment, BedAssignment) else None
    if not isinstance(assignment, BedAssignment) or stay is None or stay.ended_on is None:
        return
    if assignment.to_on is None or assignment.to_on > stay.ended_on:
        yield say(assignment, "V8", BLOCKS, "bed_id", N_("On this night she had already left."))


def v6_a_bed_holds_one_person(assignment: Record, around: Around) -> Iterator[Finding]:
    """A cot stands beside its mother's bed and is a bed of its own, so mother and baby never collide."""
    if not isinstance(assignment, BedAssignment):
        return
    for other in around.find(BedAssignment, bed_id=assignment.bed_id):
        if other.stay_id != assignment.stay_id and _overlap(assignment, other):
            yield say(assignment, "V6", BLOCKS, "bed_id", N_("Somebody else has this bed on these nights."))
            return


def _overlap(one: BedAssignment | BedHold, other: BedAssignment | BedHold) -> bool:
    """A bed given up in the morning is free for the evening, so meeting on one day is no overlap."""
    if one.from_on is None or other.from_on is None:
        return False
    return max(one.from_on, other.from_on) < min(one.to_on or date.max, other.to_on or date.max)


def v7_the_room_suits_her(assignment: Record, around: Around) -> Iterator[Finding]:
    """Sex, age, closing days and a bed kept free warn and never block: a night arrival sleeps somewhere.

    A room over its capacity needs no rule: a place to sleep is a bed, and a bed holds one person (V6).
    """
    if not isinstance(assignment, BedAssignment) or assignment.reason or assignment.to_on is not None:
        return
    bed = around.get(Bed, assignment.bed_id)
    room = around.get(Room, bed.room_id) if bed else None
    stay = around.get(Stay, assignment.stay_id)
    person = around.get(Person, stay.person_id) if stay else None
    if bed is None or room is None or person is None:
        return
    day = assignment.from_on or around.today
    is_kept = any(keeps(hold, day) for hold in around.find(BedHold, bed_id=bed.id))
    for message in objections(person, bed, room, day, is_kept=is_kept):
        yield say(assignment, "V7", WARNS, "bed_id", message)


def objections(person: Person, bed: Bed, room: Room, day: date, *, is_kept: bool = False) -> Iterator[str]:
    """Give what speaks against a bed for somebody, as messages; `is_kept` says that it is kept free for another."""
    wanted = _SEX_OF_RULE.get(room.sex_rule or EVERYONE)
    if wanted and person.sex in _SEX_OF_RULE.values() and person.sex != wanted and bed.kind != COT:
        yield N_("This room is not meant for her. Write the reason.")
    if person.birth and bed.kind != COT:
        youngest, oldest = ages_on(person.birth, day)
        if oldest < (room.age_min or 0) or youngest > (room.age_max or 200):
            yield N_("Her age is outside what this room is for. Write the reason.")
    if bed.out_of_service_from is not None and bed.out_of_service_from <= day:
        yield N_("This bed is out of service. Write the reason.")
    if is_kept:
        yield N_("This bed is kept free. Write the reason.")
    if room.closed_from is not None and room.closed_from <= day < (room.closed_to or date.max):
        yield N_("This room is closed. Write the reason.")


def v6_a_bed_is_kept_once_and_in_order(hold: Record, around: Around) -> Iterator[Finding]:
    """Two people at one laptop keep the same bed: the second one hears of the first."""
    if not isinstance(hold, BedHold) or hold.from_on is None:
        return
    if hold.why is None:
        yield say(hold, "V6", BLOCKS, "why", N_("Choose why the bed is kept."))
    if hold.to_on is not None and hold.to_on < hold.from_on:
        yield say(hold, "V6", BLOCKS, "to_on", N_("It would be free again before it is kept. Check the two dates."))
    others = (other for other in around.find(BedHold, bed_id=hold.bed_id) if other.id != hold.id)
    if not hold.rev and any(_overlap(hold, other) for other in others):
        yield say(hold, "V6", BLOCKS, "from_on", N_("This bed is kept already on these nights."))


def keeps(hold: BedHold, night: date) -> bool:
    """Say whether a bed is kept free on a night."""
    return hold.from_on is not None and hold.from_on <= night < (hold.to_on or date.max)


def a_child_that_comes_along_has_a_mother(stay: Record, around: Around) -> Iterator[Finding]:
    """A baby without mother is taken in all the same: the question is asked, and the rest is kept."""
    if not isinstance(stay, Stay) or stay.rev or stay.admission_type not in ALONG:
        return
    if not around.find(PersonLink, to_person_id=stay.person_id, relation=MOTHER):
        message = N_(
            "A child that comes along, and no mother is named. Name the mother, or choose another kind of stay."
        )
        yield say(stay, "", WARNS, "admission_type", message)


def v8_a_night_lies_inside_the_stay(presence: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(presence, PresenceNight) or presence.night is None:
        return
    stay = around.get(Stay, presence.stay_id)
    if stay and stay.admitted_on and presence.night < stay.admitted_on:
        yield say(presence, "V8", BLOCKS, "night", N_("On this night she had not come yet."))
    if stay and stay.ended_on and presence.night >= stay.ended_on:
        yield say(presence, "V8", BLOCKS, "night", N_("On this night she had already left."))


def v8_a_stay_covers_the_nights_she_was_seen(stay: Record, around: Around) -> Iterator[Finding]:
    """An exit written down late meets nights already marked. It warns: which of the two is wrong, a person knows."""
    if not isinstance(stay, Stay) or (stay.ended_on is None and not stay.rev):
        return
    nights = [one.night for one in around.find(PresenceNight, stay_id=stay.id, present=True) if one.night]
    if stay.admitted_on and any(night < stay.admitted_on for night in nights):
        yield say(stay, "V8", WARNS, "admitted_on", N_("She is marked present on a night before this day."))
    if stay.ended_on and any(night >= stay.ended_on for night in nights):
        yield say(stay, "V8", WARNS, "ended_on", N_("She is marked present on a night after this day."))


def v8_a_night_counts_once(presence: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(presence, PresenceNight):
        return
    same = around.find(PresenceNight, night=presence.night, stay_id=presence.stay_id)
    if any(other.id != presence.id for other in same):
        yield say(presence, "V8", BLOCKS, "night", N_("This night is already marked for her."))


RULES = (
    v6_a_bed_is_given_up_after_it_was_taken,
    v6_nobody_sleeps_in_two_beds,
    v6_a_bed_holds_one_person,
    v8_whoever_has_left_gets_no_bed,
    v7_the_room_suits_her,
    v6_a_bed_is_kept_once_and_in_order,
    a_child_that_comes_along_has_a_mother,
    v8_a_night_lies_inside_the_stay,
    v8_a_stay_covers_the_nights_she_was_seen,
    v8_a_night_counts_once,
)
