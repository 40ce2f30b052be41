"""The short sections about her days: safety, housing, health in brief, sessions, school and training, the exit."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from centre_app.casework.belongings import still_kept
from centre_app.choices import choices
from centre_app.documents.care_plan_levels import Part
from centre_app.documents.care_plan_reading.source import Source, bare, newest, sentence
from centre_app.documents.care_plan_sheet import Point
from centre_app.language import N_
from centre_app.records import (
    Bed,
    BedAssignment,
    Belonging,
    FollowUp,
    GroupAttendance,
    GroupSession,
    PsychosocialSession,
    Room,
    SafetyPlan,
    TalkGroup,
)

_RHYTHM_OVER = timedelta(days=90)
_CAME = frozenset({"present", "late"})
_WEEK = 7
_AFTER_CARE = (("month_1", 30), ("month_3", 90), ("month_6", 180), ("month_12", 365))  # days after the exit


# --- safety ----------------------------------------------------------------------------------------------------


def safety(source: Source) -> Iterator[Point]:
    """Give the safety plan: what she and the team watch for and do. Whom she trusts and where it is safe stay inside."""
    plan = newest(source.file.of(SafetyPlan), "drawn_up_on") if source.prints(Part.SAFETY) else None
    if plan is None:
        return
    inside = source.prints(Part.SAFETY_NAMES)
    told = (
        (N_("What brings danger"), plan.triggers if inside else None),
        (N_("Signs"), plan.signs),
        (N_("What to do"), plan.what_to_do),
        (N_("Numbers to call"), plan.phone_numbers),
        (N_("People of trust"), plan.trusted_people if inside else None),
        (N_("Safe places"), plan.safe_places if inside else None),
    )
    for label, text in told:
        if text:
            yield Point(label=source.say(label), text=text)


# --- housing ---------------------------------------------------------------------------------------------------


def housing(source: Source) -> Iterator[str]:
    """Give the kind of room; its name and bed in the house's own file alone: another copy may be found."""
    stay = source.file.stay
    if stay is None or not source.prints(Part.HOUSING):
        return
    bed, room = _bed_and_room(source)
    if source.prints(Part.ROOM):
        known = ", ".join(part for part in ((room.name, bed.label) if room and bed else ()) if part)
        if where := known or stay.room_in_words:
            yield source.say(N_("Room and bed: {room}."), room=where)
    if room is not None and room.room_type:
        yield sentence(choices("room_type").label(room.room_type, source.language))
    if stay.rules_signed_on:
        yield source.say(N_("House rules explained and accepted on {day}."), day=stay.rules_signed_on)
    if stay.entry_kit_done is not None:
        yield source.say(N_("Entry kit received.") if stay.entry_kit_done else N_("Entry kit still to be given."))
    if kept := len(still_kept(source.file.of(Belonging))):
        yield source.language.say_n(
            N_("The house keeps {n} thing for her."), N_("The house keeps {n} things for her."), kept, sex=source.sex
        )


def _bed_and_room(source: Source) -> tuple[Bed | None, Room | None]:
    stay, register = source.file.stay, source.register
    assignment = register.only(BedAssignment, stay_id=stay.id, to_on=None) if stay else None
    bed = register.get(Bed, assignment.bed_id) if assignment else None
    return bed, register.get(Room, bed.room_id) if bed else None


# --- health ----------------------------------------------------------------------------------------------------


def health(source: Source) -> Iterator[str]:
    """Give what the nurse wrote for everyone: appointments and treatment. What the team watches for stays inside."""
    brief = source.file.brief
    if brief is None or not source.prints(Part.HEALTH):
        return
    said = []
    if brief.next_on and brief.next_on >= source.today:
        said.append(_appointment(source, brief.next_on, brief.next_where))
    if brief.treatment:
        said.append(source.say(N_("To be taken: {treatment}."), treatment=bare(brief.treatment)))
    if brief.allergies:
        said.append(source.say(N_("Allergies: {what}."), what=bare(brief.allergies)))
    if said:
        yield from (*said, source.say(N_("Everything else stays with the nurse.")))


def _appointment(source: Source, day: date, where: str | None) -> str:
    if where:
        return source.say(N_("Next appointment: {day}, {where}."), day=day, where=bare(where))
    return source.say(N_("Next appointment: {day}."), day=day)


# --- sessions --------------------------------------------------------------------------------------------------


def psychosocial(source: Source) -> Iterator[str]:
    """Give the rhythm of sessions, the group and the next date: facts, never a word of what was said."""
    if not source.prints(Part.PSYCHOSOCIAL):
        return
    sessions = [one for one in source.file.of(PsychosocialSession) if one.held_on]
    groups = list(_groups(source))
    if not sessions and not groups:
        return
    held = list(_rhythm(source, [one.held_on for one in sessions if one.held_on and one.attended in (None, *_CAME)]))
    yield from held
    yield from groups
    coming = [one.next_on for one in sessions if one.next_on and one.next_on >= source.today]
    if coming:
        yield source.say(N_("Next session: {day}."), day=min(coming))
    if held or groups or coming:
        yield source.say(N_("What is said there stays there."))


def _rhythm(source: Source, days: Sequence[date]) -> Iterator[str]:
    """Say about how often sessions were held in the last three months."""
    recent = sorted({day for day in days if source.today - _RHYTHM_OVER <= day <= source.today})
    if not recent:
        return
    if len(recent) == 1:
        yield source.say(N_("One session held, on {day}."), day=recent[0])
        return
    every = max(1, round((recent[-1] - recent[0]).days / (len(recent) - 1)))
    if every == _WEEK:
        yield source.say(N_("Sessions about once a week."))
    else:
        yield source.language.say_n(N_("Sessions about every day."), N_("Sessions about every {n} days."), every)


def _groups(source: Source) -> Iterator[str]:
    """Give each group of the last three months, by its kind: its name or theme could tell why she is in it."""
    came = {one.group_session_id for one in source.file.of(GroupAttendance) if one.status in _CAME}
    held = source.register.find_open(GroupSession, id=came) if came else []
    recent = [one for one in held if one.held_on and one.held_on >= source.today - _RHYTHM_OVER]
    for group in source.register.find_open(TalkGroup, id={one.group_id for one in recent}) if recent else []:
        times = sum(one.group_id == group.id for one in recent)
        yield source.language.say_n(
            N_("{group}: came once in three months."),
            N_("{group}: came {n} times in three months."),
            times,
            sex=source.sex,
            group=source.label("group_kind", group.kind),
        )


# --- school and training ---------------------------------------------------------------------------------------


def school(source: Source) -> Iterator[str]:
    """Give what she learns; where, with whom and when on copies that stay with her and the house."""
    if not source.prints(Part.SCHOOL):
        return
    in_words = source.prints(Part.SCHOOL_IN_WORDS)
    for school in source.file.schooling:
        if school.to_on is None:
            level = source.label("school_level", school.level)
            provision = source.label("education_provision", school.provision)
            words = (school.establishment, school.timetable) if in_words else ()
            yield sentence(provision, level, *words)
    for training in source.file.training:
        if training.to_on is None:
            trade, mode = source.label("trade", training.trade), source.label("training_mode", training.mode)
            words = (training.master, training.timetable) if in_words else ()
            yield sentence(trade, mode, *words)
            if training.contract_signed_on:
                yield source.say(N_("Contract signed on {day}."), day=training.contract_signed_on)
            if training.planned_to:
                yield source.say(N_("Planned until {day}."), day=training.planned_to)


# --- the exit --------------------------------------------------------------------------------------------------


def preparing_to_leave(source: Source) -> Iterator[str]:
    """Give what is prepared, the kit, and the days of the after-care."""
    if not source.prints(Part.EXIT):
        return
    if source.plan.exit_preparation:
        yield source.plan.exit_preparation
    for grant in source.file.kits:
        if grant.given_on:
            yield source.say(N_("{kit}: given on {day}."), kit=source.label("kit_type", grant.kit), day=grant.given_on)
    yield from _after_care(source)


def _after_care(source: Source) -> Iterator[str]:
    """Give the days of the visits that are still to come, or, before she leaves, how long she is followed."""
    leaving = source.file.exit
    if leaving is None or leaving.left_on is None:
        yield source.say(N_("After the exit: visits after 1, 3, 6 and 12 months."))
        return
    made = {one.milestone for one in source.file.of(FollowUp)}
    days = [leaving.left_on + timedelta(days=after) for milestone, after in _AFTER_CARE if milestone not in made]
    if days:
        yield source.say(N_("Visits to come: {days}."), days=", ".join(source.language.day(day) for day in days))
