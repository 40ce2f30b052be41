"""Registers and records for tests: whole enough to be saved, and only what a test says about them is special.

A maker gives back an unsaved record; what it belongs to is made with it unless it is handed over:

    register.save(*an_admission(admitted_on=YESTERDAY))
    stay = a_stay(person=aissata, ended_on=TODAY)

The people here are invented, and the days stand still: today is always Saturday 21 November 2026.
"""

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from centre_app import accounts
from centre_app.dates import Birth, PartialDate
from centre_app.opening import Beginning, create_register, open_register, open_with, unlock_keys
from centre_app.questions import CENTRE_COMPARTMENTS, Record, to_row
from centre_app.records import (
    Bed,
    BedAssignment,
    BirthAtCentre,
    CarePlan,
    CaseFile,
    Consent,
    Exit,
    FollowUp,
    HealthProfile,
    Incident,
    Intake,
    KitGrant,
    Leave,
    Person,
    PersonDescription,
    PersonLink,
    PersonName,
    PlanAction,
    PlanGoal,
    PresenceNight,
    Project,
    Room,
    StaffMember,
    Stay,
    TrainingEnrolment,
    Transfer,
)
from centre_app.register import AT_A_CENTRE, Register
from centre_app.rights import Rights
from centre_app.roles import compartments_of
from db.key_file import Argon2Cost

TODAY = date(2026, 11, 21)
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
LONG_AGO = date(2026, 3, 2)

DIRECTOR = "Awa Diarra"
PASSPHRASE = "cheval rivière lampe grenier mouton"
CHEAP = Argon2Cost(memory_kib=8, passes=1, lanes=1)  # tests guess no passphrases


@dataclass
class SettableClock:
    """The laptop's clock, in a test's hand."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 11, 21, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.moment

    def set(self, day: date, *, hour: int = 9, minute: int = 0) -> None:
        self.moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)

    def move(self, **step: int) -> None:
        """Move on, or back with negative numbers: `clock.move(days=1)`."""
        self.moment += timedelta(**step)


# --- registers -------------------------------------------------------------------------------------------------


def a_folder(inside: Path, *, kind: str = AT_A_CENTRE, code: str = "SEG", is_training: bool = False) -> Path:
    """Return the folder of a new register that nobody has opened yet."""
    folder = inside / f"{code}.register"
    shutil.copytree(_made_once(kind, code, is_training), folder)
    return folder


def a_register(
    inside: Path, *, kind: str = AT_A_CENTRE, code: str = "SEG", clock: SettableClock | None = None
) -> Register:
    """Return a new register, open for its director."""
    return reopened(a_folder(inside, kind=kind, code=code), clock=clock)


def reopened(folder: Path, *, clock: SettableClock | None = None) -> Register:
    """Open a register of these tests as its director."""
    return open_register(folder, DIRECTOR, PASSPHRASE, clock=clock or SettableClock())


def reopened_without(register: Register, *shut: str, clock: SettableClock | None = None) -> Register:
    """Close a register and open it as somebody whose slot lacks the keys to some compartments."""
    register.close()
    clock = clock or SettableClock()
    keys = unlock_keys(register.folder, DIRECTOR, PASSPHRASE, clock=clock)
    for compartment in shut:
        del keys.compartments[compartment]
    return open_with(register.folder, keys, clock=clock)


def reopened_as(register: Register, *roles: str, who: str = "", clock: SettableClock | None = None) -> Register:
    """Close a register and open it as somebody of these roles, let in by its director; `who` is her id."""
    who = who or "-".join(roles)
    register.close()
    with reopened(register.folder, clock=clock) as director:
        known = {slot.id for slot in director.keys.key_file.people}
        member = StaffMember(id=who, name=f"Somebody {who}", roles=frozenset(roles))
        passphrase = accounts.reset(director, who) if who in known else accounts.add_person(director, member)
    return open_register(register.folder, who, passphrase, clock=clock or SettableClock())


def reopened_at_headquarters_as(register: Register, *roles: str) -> Register:
    """Close a centre's register and open it as somebody of headquarters would have it open, with their keys and rights."""
    opened = reopened_without(register, *(set(CENTRE_COMPARTMENTS) - {"notes"} - set(compartments_of(roles))))
    opened.roles = frozenset(roles)
    opened._act_for(opened.who, Rights(opened.roles))
    return opened


@cache
def _made_once(kind: str, code: str, is_training: bool) -> Path:
    """Make one register a kind and code; tests get copies, which a closed register allows and which is quicker."""
    folder = Path(_shelf().name) / f"{kind}-{code}-{is_training}.register"
    director = Beginning(
        kind=kind,
        code=code,
        name="Ségou",
        person=DIRECTOR,
        roles=frozenset({"director"}),
        passphrase=PASSPHRASE,
        is_training=is_training,
    )
    create_register(folder, director, clock=SettableClock(), cost=CHEAP)
    return folder


@cache
def _shelf() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="registre-tests-")


# --- who she is ------------------------------------------------------------------------------------------------


def a_person(**answers: Any) -> Person:
    """A girl said to be sixteen."""
    usual = {
        "sex": "female",
        "birth": Birth.of_age(16, 16, said_on=TODAY),
        "age_basis": "self_declared",
        "origin_region": "ml-r-segou",
    }
    return Person(**{**usual, **answers})


def a_name(person: Person, family: str | None = "Sangaré", given: str | None = "Kadidia", **answers: Any) -> PersonName:
    return PersonName(**{"person_id": person.id, "family": family, "given": given, "is_display": True, **answers})


def a_description(person: Person, **answers: Any) -> PersonDescription:
    return PersonDescription(**{"person_id": person.id, "description": "A scar on the left hand", **answers})


def a_mother_of(mother: Person, child: Person, **answers: Any) -> PersonLink:
    """The link that says: this is the mother of that child."""
    return PersonLink(
        **{
            "from_person_id": mother.id,
            "to_person_id": child.id,
            "relation": "mother",
            "is_in_same_stay": True,
            **answers,
        }
    )


# --- her stay --------------------------------------------------------------------------------------------------


def a_case(person: Person | None = None, **answers: Any) -> CaseFile:
    usual = {
        "person_id": (person or a_person()).id,
        "code": "SEG-26-0001",
        "status": "admitted",
        "opened_on": LONG_AGO,
    }
    return CaseFile(**{**usual, **answers})


def an_intake(case: CaseFile, **answers: Any) -> Intake:
    usual = {"case_id": case.id, "contact_on": LONG_AGO, "source": "ngo", "reason": "girl_mother"}
    return Intake(**{**usual, **answers})


def a_stay(case: CaseFile | None = None, **answers: Any) -> Stay:
    case = case or a_case()
    usual = {
        "case_id": case.id,
        "person_id": case.person_id,
        "admission_type": "emergency",
        "admitted_on": LONG_AGO,
    }
    return Stay(**{**usual, **answers})


def an_admission(
    person: Person | None = None, *, family: str = "Sangaré", given: str = "Kadidia", **of_the_stay: Any
) -> list[Record]:
    """Everything an arrival writes: the person, a name, the file, the intake and the stay (in this order)."""
    person = person or a_person()
    case = a_case(person)
    return [person, a_name(person, family, given), case, an_intake(case), a_stay(case, **of_the_stay)]


def an_exit(stay: Stay, **answers: Any) -> Exit:
    usual = {
        "case_id": stay.case_id,
        "stay_id": stay.id,
        "left_on": TODAY,
        "reason": "family_reunified",
        "quality": "planned_positive",
        "destination": "With her aunt in Bla",
        "follow_up_plan": "21/12/2026",
    }
    return Exit(**{**usual, **answers})


def a_leave(stay: Stay, **answers: Any) -> Leave:
    """Away since yesterday morning, for two days."""
    usual = {
        "case_id": stay.case_id,
        "stay_id": stay.id,
        "absence_type": "family_visit",
        "out_at": datetime(2026, 11, 20, 8, 0, tzinfo=UTC),
        "expected_back_on": TOMORROW,
    }
    return Leave(**{**usual, **answers})


def a_transfer(case: CaseFile, **answers: Any) -> Transfer:
    usual = {
        "case_id": case.id,
        "organisation_in_words": "The house of Kati",
        "transferred_on": TODAY,
        "best_interest": "It is nearer to her sister",
        "legal_basis": "court_order",
        "basis_reason": "The judge placed her there",
        "decided_by": "director",
    }
    return Transfer(**{**usual, **answers})


def a_follow_up(case: CaseFile, milestone: str = "month_1", **answers: Any) -> FollowUp:
    usual = {
        "case_id": case.id,
        "milestone": milestone,
        "follow_up_type": "after_reunification",
        "done_on": TODAY,
        "via": "visit",
        "result": "stable",
    }
    return FollowUp(**{**usual, **answers})


def a_birth_at_the_centre(case: CaseFile, **answers: Any) -> BirthAtCentre:
    return BirthAtCentre(**{"case_id": case.id, "outcome": "live_birth", **answers})


# --- the house -------------------------------------------------------------------------------------------------


def a_room(**answers: Any) -> Room:
    return Room(**{"name": "Baobab", "room_type": "dormitory", "sex_rule": "girls", **answers})


def a_bed(room: Room | None = None, **answers: Any) -> Bed:
    return Bed(**{"room_id": (room or a_room()).id, "label": "B1", "kind": "bed", **answers})


def a_cot(beside: Bed, **answers: Any) -> Bed:
    """A cot beside its mother's bed."""
    return a_bed(**{"room_id": beside.room_id, "label": "C1", "kind": "cot", "beside_bed_id": beside.id, **answers})


def an_assignment(stay: Stay, bed: Bed, **answers: Any) -> BedAssignment:
    usual = {"case_id": stay.case_id, "stay_id": stay.id, "bed_id": bed.id, "from_on": stay.admitted_on}
    return BedAssignment(**{**usual, **answers})


def a_night(stay: Stay, night: date = YESTERDAY, **answers: Any) -> PresenceNight:
    return PresenceNight(**{"case_id": stay.case_id, "stay_id": stay.id, "night": night, "present": True, **answers})


# --- her care --------------------------------------------------------------------------------------------------


def a_health_profile(case: CaseFile, **answers: Any) -> HealthProfile:
    return HealthProfile(**{"case_id": case.id, "vaccination_card_seen": False, **answers})


def a_training(case: CaseFile, **answers: Any) -> TrainingEnrolment:
    usual = {"case_id": case.id, "trade": "sewing", "mode": "workshop", "from_on": TODAY}
    return TrainingEnrolment(**{**usual, **answers})


def a_project(**answers: Any) -> Project:
    return Project(**{"donor": "UNICEF", "code": "UNI-7", **answers})


def a_kit(case: CaseFile, project: Project | None = None, **answers: Any) -> KitGrant:
    usual = {
        "case_id": case.id,
        "kit": "sewing_kit",
        "value_fcfa": 120_000,
        "given_on": TODAY,
        "project_id": (project or a_project()).id,
        "receipt": "R-114",
    }
    return KitGrant(**{**usual, **answers})


def a_plan(case: CaseFile, **answers: Any) -> CarePlan:
    usual = {
        "case_id": case.id,
        "version": 1,
        "status": "draft",
        "drafted_on": TODAY,
        "review_on": TODAY + timedelta(days=90),
    }
    return CarePlan(**{**usual, **answers})


def a_goal(plan: CarePlan, **answers: Any) -> PlanGoal:
    usual = {
        "case_id": plan.case_id,
        "plan_id": plan.id,
        "domain": "schooling",
        "objective": "She reads her first book.",
        "due_on": TODAY + timedelta(days=60),
    }
    return PlanGoal(**{**usual, **answers})


def an_action(goal: PlanGoal, **answers: Any) -> PlanAction:
    usual = {
        "case_id": goal.case_id,
        "plan_id": goal.plan_id,
        "goal_id": goal.id,
        "what": "Enrol her in the evening class",
        "who_in_words": "The teacher",
        "due_on": TODAY + timedelta(days=30),
    }
    return PlanAction(**{**usual, **answers})


# --- what did harm ---------------------------------------------------------------------------------------------


def an_incident(case: CaseFile | None = None, **answers: Any) -> Incident:
    usual = {
        "case_id": case.id if case else None,
        "incident_type": "threat",
        "occurred": PartialDate.exact(YESTERDAY),
        "place": "centre",
        "description": "A man at the gate asked for her.",
        "reported_on": TODAY,
    }
    return Incident(**{**usual, **answers})


# --- what came from elsewhere ----------------------------------------------------------------------------------


def as_received(register: Register, *records: Record) -> None:
    """Put other centres' records into a register as a bundle does: as they are, without the door and its history."""
    with register.vault.transaction():
        for record in records:
            moment = register.now
            stored = replace(record, rev=record.rev or 1, created_at=moment, updated_at=moment)
            register.vault.upsert(record.table, [to_row(stored)])


def a_consent(case: CaseFile, purpose: str, status: str = "given", **answers: Any) -> Consent:
    """A line of the ledger, of a girl of sixteen: her mother answered, and she was asked as well."""
    usual = {"given_on": TODAY, "giver": "parent", "child_agrees": True, "mode": "signature"}
    return Consent(**{"case_id": case.id, "purpose": purpose, "status": status, **usual, **answers})
