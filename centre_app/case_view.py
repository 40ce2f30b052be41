"""A whole case file read once: what the page of a resident shows, and how complete each of its sections is.

Compartments that are shut for the person at the laptop give empty lists; `is_shut` says so, so that a page never shows
"nothing" where it may not look.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from centre_app.areas import AREAS
from centre_app.casework.arrivals import children_of, mother_of
from centre_app.casework.merging import files_in, kept_of
from centre_app.kept_for_others import HIDDEN
from centre_app.naming import ShownName, names_of
from centre_app.problems import FileSealed, NotFound
from centre_app.questions import Record, Reference
from centre_app.records import (
    RECORD_TYPES,
    Bed,
    BedAssignment,
    BirthAtCentre,
    CarePlan,
    CaseFile,
    EducationProfile,
    Exit,
    HealthBrief,
    HealthProfile,
    ImportedLine,
    Incident,
    Intake,
    KitGrant,
    Letter,
    MedicalVisit,
    Person,
    PersonDescription,
    PersonLanguage,
    PersonName,
    PersonNationality,
    PlanAction,
    PlanGoal,
    PlanReview,
    Prescription,
    PresenceNight,
    PrintedCopy,
    Room,
    SchoolEnrolment,
    Signature,
    Stay,
    TermResult,
    TrainingEnrolment,
    TrainingEvaluation,
)
from centre_app.register import Register

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Somebody of the house to whom she is linked: her child, or her mother."""

    case: CaseFile
    person: Person
    name: ShownName
    stay: Stay | None
    bed: Bed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One case file with all that belongs to it, the oldest record first in every list.

    `merged` are the files that were merged into it: what stands in them is among its records.
    """

    case: CaseFile
    merged: Sequence[CaseFile]
    person: Person
    name: ShownName
    names: Sequence[PersonName]
    description: PersonDescription | None
    nationalities: Sequence[PersonNationality]
    languages: Sequence[PersonLanguage]
    intakes: Sequence[Intake]
    stays: Sequence[Stay]
    beds: Sequence[BedAssignment]
    nights: Sequence[PresenceNight]
    exits: Sequence[Exit]
    births: Sequence[BirthAtCentre]
    brief: HealthBrief | None
    health: HealthProfile | None
    visits: Sequence[MedicalVisit]
    prescriptions: Sequence[Prescription]
    education: EducationProfile | None
    schooling: Sequence[SchoolEnrolment]
    terms: Sequence[TermResult]
    training: Sequence[TrainingEnrolment]
    evaluations: Sequence[TrainingEvaluation]
    kits: Sequence[KitGrant]
    plans: Sequence[CarePlan]
    goals: Sequence[PlanGoal]
    actions: Sequence[PlanAction]
    reviews: Sequence[PlanReview]
    signatures: Sequence[Signature]
    copies: Sequence[PrintedCopy]
    imported: Sequence[ImportedLine]
    incidents: Sequence[Incident]
    letters: Sequence[Letter]
    children: Sequence[Relation]
    mother: Relation | None
    bed: Bed | None
    room: Room | None
    shut: frozenset[str]
    closed: str  # NEEDS_REASON for a restricted file that is not hers to read; of it only the house-keeping is here
    closed_visits: Sequence[str]
    _read: Callable[[type[Record]], Sequence[Record]] = field(repr=False, compare=False)

    def of(self, record_type: type[R]) -> list[R]:
        """Return the records of one kind in this file, the oldest first; none where they are kept for others.

        What is asked for here is read when it is asked for: most of a long file is not in sight.
        """
        return list(self._read(record_type))  # type: ignore[arg-type]

    def last(self, record_type: type[R]) -> R | None:
        """Return the newest record of a kind, or None."""
        return _last(self.of(record_type))

    @property
    def stay(self) -> Stay | None:
        """The stay that has not ended, else the last one."""
        still_open = [stay for stay in self.stays if stay.ended_on is None]
        return _last(still_open or self.stays)

    @property
    def plan(self) -> CarePlan | None:
        """The newest version of her plan."""
        return self.plans[-1] if self.plans else None

    @property
    def intake(self) -> Intake | None:
        return self.intakes[-1] if self.intakes else None

    @property
    def exit(self) -> Exit | None:
        return self.exits[-1] if self.exits else None

    def goals_of(self, plan: CarePlan) -> list[PlanGoal]:
        return [goal for goal in self.goals if goal.plan_id == plan.id]

    def is_shut(self, area: str) -> bool:
        """Say whether this part, an area of rights.py, is kept for others."""
        return area in self.shut

    def records(self) -> list[Record]:
        """Return every record of the file, for its history."""
        of_file = [one for record_type in _OF_A_FILE for one in self.of(record_type)]
        return [self.case, *self.merged, self.person, *of_file]


def view(register: Register, case_id: str) -> CaseView:
    """Read a case file to be shown, leaving a line first where it is not for everybody. Raises NotFound or FileSealed."""
    file = gather(register, case_id)
    if not file.closed:
        register.note_views([file.case])
    return file


def gather(register: Register, case_id: str) -> CaseView:
    """Read a case file whole, to look through it and not to show it. Raises NotFound or FileSealed.

    A file that was merged is read as the one that was kept.
    """
    case = register.get(CaseFile, case_id)
    case = kept_of(register, case) if case else None
    if case is None:
        raise NotFound(code="")
    closed = register.kept.closed_cases.get(case.id, "")
    if closed == HIDDEN:
        raise FileSealed
    person = register.get(Person, case.person_id)
    if person is None:
        raise NotFound(code="")

    merged = files_in(register, case)
    read = _reading(register, case, merged)

    def of_case(record_type: type[R]) -> list[R]:
        return list(read(record_type))  # type: ignore[arg-type]

    def of_one(record_type: type[R]) -> R | None:
        """Return the newest record of a kind of which a file has one: her own, else that of a merged file."""
        found = of_case(record_type)
        hers = [one for one in found if case.id in _belongs(one) or person.id in _belongs(one)]
        return _last(hers or found)

    beds = of_case(BedAssignment)
    bed = register.get(Bed, next((one.bed_id for one in reversed(beds) if one.to_on is None), None))
    files = [case, *merged]
    children = children_of(register, case)
    mother = next((mother for file in files if (mother := mother_of(register, file))), None)
    related = [*children, mother] if mother else children
    names = names_of(register, [person.id, *(one.person_id for one in related)])
    return CaseView(
        case=case,
        merged=merged,
        person=person,
        name=names.get(person.id, ShownName()),
        names=of_case(PersonName),
        description=of_one(PersonDescription),
        nationalities=of_case(PersonNationality),
        languages=of_case(PersonLanguage),
        intakes=of_case(Intake),
        stays=sorted(of_case(Stay), key=lambda stay: (stay.admitted_on or register.today, stay.id)),
        beds=beds,
        nights=of_case(PresenceNight),
        exits=of_case(Exit),
        births=of_case(BirthAtCentre),
        brief=of_one(HealthBrief),
        health=of_one(HealthProfile),
        visits=sorted(of_case(MedicalVisit), key=lambda visit: (visit.seen_on or register.today, visit.id)),
        prescriptions=of_case(Prescription),
        education=of_one(EducationProfile),
        schooling=of_case(SchoolEnrolment),
        terms=of_case(TermResult),
        training=of_case(TrainingEnrolment),
        evaluations=of_case(TrainingEvaluation),
        kits=of_case(KitGrant),
        plans=sorted(of_case(CarePlan), key=lambda plan: plan.version or 0),
        goals=of_case(PlanGoal),
        actions=of_case(PlanAction),
        reviews=of_case(PlanReview),
        signatures=of_case(Signature),
        copies=of_case(PrintedCopy),
        imported=of_case(ImportedLine),
        incidents=of_case(Incident),
        letters=of_case(Letter),
        children=[relation for child in children if (relation := _relation(register, child, names))],
        mother=_relation(register, mother, names) if mother else None,
        bed=bed,
        room=register.get(Room, bed.room_id) if bed else None,
        shut=_shut(register),
        closed=closed,
        closed_visits=register.closed(MedicalVisit, centre_id=case.centre_id, case_id=[file.id for file in files]),
        _read=read,
    )


def _reading(
    register: Register, case: CaseFile, merged: Sequence[CaseFile]
) -> Callable[[type[Record]], Sequence[Record]]:
    """Return what reads the records of a kind that belong to a case or its person, each kind once.

    Those of merged files are hers as well; nearly always there are none, and one id is looked up quicker than a list.
    """
    cases: str | list[str] = [case.id, *(file.id for file in merged)] if merged else case.id
    persons: str | list[str] = [case.person_id, *(file.person_id for file in merged)] if merged else case.person_id

    @cache
    def read(record_type: type[Record]) -> Sequence[Record]:
        if "case_id" in record_type.questions:
            return register.find_open(record_type, centre_id=case.centre_id, case_id=cases)
        return register.find_open(record_type, centre_id=case.centre_id, person_id=persons)

    return read  # type: ignore[return-value]  # mypy takes the hash of a record for that of its class


def _belongs(record: Record) -> tuple[str | None, str | None]:
    return getattr(record, "case_id", None), getattr(record, "person_id", None)


# Every kind of record that hangs on a case or on its person alone.
_OF_A_FILE = tuple(
    record_type
    for record_type in RECORD_TYPES
    if record_type is not CaseFile and {"case_id", "person_id"} & record_type.questions.keys()
)


def _shut(register: Register) -> frozenset[str]:
    """Return the parts that are kept for others."""
    return frozenset(area for area, types in AREAS.items() if types and not any(map(register.can_open, types)))


def _relation(register: Register, case: CaseFile, names: dict[str, ShownName]) -> Relation | None:
    """Return somebody to whom she is linked; None for one of whom nobody is to know."""
    person = register.get(Person, case.person_id)
    if person is None:
        return None
    stay = register.only(Stay, case_id=case.id, ended_on=None)
    given = register.only(BedAssignment, stay_id=stay.id, to_on=None) if stay else None
    return Relation(
        case=case,
        person=person,
        name=names.get(person.id, ShownName()),
        stay=stay,
        bed=register.get(Bed, given.bed_id) if given else None,
    )


def _last(found: Sequence[R]) -> R | None:
    return found[-1] if found else None


def completeness(records: Iterable[Record], asked: Mapping[type[Record], Sequence[str]] | None = None) -> float:
    """Return which part of the questions has an answer or a reason for having none; 0 where there is no record yet.

    `asked` names the questions that count. Left out, all do but references: the program fills them in.
    """
    counted = [
        (record, name) for record in records for name in (asked[type(record)] if asked else _asked_of(type(record)))
    ]
    answered = sum(
        getattr(record, name) not in (None, "", frozenset()) or name in record.missing for record, name in counted
    )
    return answered / len(counted) if counted else 0.0


def _asked_of(record_type: type[Record]) -> Sequence[str]:
    return [name for name, question in record_type.questions.items() if not isinstance(question.kind, Reference)]
