"""The short sections of a care plan, said from the records: housing, health in brief, school and training, the exit."""

from collections.abc import Iterator
from datetime import date

from centre_app.choices import choices
from centre_app.documents.care_plan_sheet import SectionKind, ShortSection
from centre_app.language import N_, Language
from centre_app.records import (
    Bed,
    BedAssignment,
    CarePlan,
    HealthBrief,
    KitGrant,
    Room,
    SchoolEnrolment,
    Stay,
    TrainingEnrolment,
)
from centre_app.register import Register


def sections(
    register: Register, plan: CarePlan, stay: Stay | None, language: Language, sex: str | None
) -> Iterator[ShortSection]:
    """Give each section there is something to say in."""
    said = {
        SectionKind.HOUSING: _housing(register, stay, language),
        SectionKind.HEALTH: _health(register, plan.case_id, language),
        SectionKind.SCHOOL: _school(register, plan.case_id, language, sex),
        SectionKind.EXIT: _exit(register, plan, language),
    }
    for kind, sentences in said.items():
        if gathered := tuple(sentences):
            yield ShortSection(kind=kind, sentences=gathered)


def room_of(register: Register, stay: Stay | None) -> str:
    """Return room and bed by name, for the centre's own copy; "" when she has none."""
    bed, room = _bed_and_room(register, stay)
    if bed is None or room is None:
        return (stay.room_in_words if stay else None) or ""
    return ", ".join(part for part in (room.name, bed.label) if part)


def _bed_and_room(register: Register, stay: Stay | None) -> tuple[Bed | None, Room | None]:
    assignment = register.only(BedAssignment, stay_id=stay.id, to_on=None) if stay else None
    bed = register.get(Bed, assignment.bed_id) if assignment else None
    return bed, register.get(Room, bed.room_id) if bed else None


def _housing(register: Register, stay: Stay | None, language: Language) -> Iterator[str]:
    """Give the kind of room, never its name: her copy may be found by somebody else."""
    if stay is None:
        return
    _, room = _bed_and_room(register, stay)
    if room is not None and room.room_type:
        yield _sentence(choices("room_type").label(room.room_type, language))
    if stay.rules_signed_on:
        yield language.say(N_("House rules explained and accepted on {day}."), day=stay.rules_signed_on)
    if stay.entry_kit_done is not None:
        yield language.say(N_("Entry kit received.") if stay.entry_kit_done else N_("Entry kit still to be given."))


def _health(register: Register, case_id: str, language: Language) -> Iterator[str]:
    """Give what the nurse wrote for everyone: appointments and treatment. What the team watches for stays inside."""
    brief = register.only_open(HealthBrief, case_id=case_id)
    if brief is None:
        return
    if brief.next_on and brief.next_on >= register.today:
        yield _appointment(brief.next_on, brief.next_where, language)
    if brief.treatment:
        yield language.say(N_("To be taken: {treatment}."), treatment=_bare(brief.treatment))
    if brief.allergies:
        yield language.say(N_("Allergies: {what}."), what=_bare(brief.allergies))
    yield language.say(N_("Everything else stays with the nurse."))


def _appointment(day: date, where: str | None, language: Language) -> str:
    if where:
        return language.say(N_("Next appointment: {day}, {where}."), day=day, where=_bare(where))
    return language.say(N_("Next appointment: {day}."), day=day)


def _school(register: Register, case_id: str, language: Language, sex: str | None) -> Iterator[str]:
    for school in register.find_open(SchoolEnrolment, case_id=case_id, to_on=None):
        level = choices("school_level").label(school.level, language, sex)
        provision = choices("education_provision").label(school.provision, language, sex)
        yield _sentence(provision, level, school.establishment, school.timetable)
    for training in register.find_open(TrainingEnrolment, case_id=case_id, to_on=None):
        trade = choices("trade").label(training.trade, language, sex)
        mode = choices("training_mode").label(training.mode, language, sex)
        yield _sentence(trade, mode, training.master, training.timetable)
        if training.contract_signed_on:
            yield language.say(N_("Contract signed on {day}."), day=training.contract_signed_on)
        if training.planned_to:
            yield language.say(N_("Planned until {day}."), day=training.planned_to)


def _exit(register: Register, plan: CarePlan, language: Language) -> Iterator[str]:
    if plan.exit_preparation:
        yield plan.exit_preparation
    for grant in register.find_open(KitGrant, case_id=plan.case_id):
        if grant.given_on:
            kit = choices("kit_type").label(grant.kit, language)
            yield language.say(N_("{kit}: given on {day}."), kit=kit, day=grant.given_on)


def _sentence(*parts: str | None) -> str:
    """Return answers one after another, closed by a full stop: a line of a form, not a sentence with grammar."""
    return ", ".join(_bare(part) for part in parts if part) + "."


def _bare(text: str) -> str:
    """Return people's words without the full stop that follows them here."""
    return text.strip().rstrip(".")
