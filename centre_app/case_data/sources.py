"""What the register holds of one case, gathered for many at a time. Names are read only for a file that carries names.

Records of files that were merged stand with the file that was kept. What is kept from whoever exports is not there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from centre_app.merged_files import families
from centre_app.problems import as_problems
from centre_app.questions import Record
from centre_app.records import (
    AllegedPerpetrator,
    CarePlan,
    CaseFile,
    CaseNote,
    EducationProfile,
    Exit,
    Exploitation,
    Intake,
    JourneyEvent,
    Person,
    PersonContact,
    PersonDescription,
    PersonIdentifier,
    PersonLanguage,
    PersonLink,
    PersonName,
    PersonNationality,
    PlanAction,
    PlanGoal,
    Referral,
    Stay,
    TraffickingProfile,
)
from centre_app.register import Register

R = TypeVar("R", bound=Record)

OF_A_CASE = (
    Intake, Stay, Exit, EducationProfile, TraffickingProfile, Exploitation, JourneyEvent, AllegedPerpetrator, Referral,
    CarePlan, PlanGoal, PlanAction,
)  # fmt: skip
OF_A_PERSON = (PersonNationality, PersonLanguage)
WITH_NAMES = (PersonName, PersonContact, PersonIdentifier, PersonDescription)
PARENTS = frozenset({"mother", "father"})

CASES_AT_A_TIME = 400

# The records that one line of a table stands for, where it is not the case itself.
LINES: Mapping[str, type[Record]] = {
    "referral": Referral,
    "event": JourneyEvent,
    "trafficking_event": JourneyEvent,
    "goal": PlanGoal,
    "perpetrator": AllegedPerpetrator,
    "note": CaseNote,
}
OUTGOING = "outgoing"
AFTERWARDS = frozenset({"escape", "identification", "arrival_centre"})  # events that are no part of the trafficking


@dataclass(frozen=True, slots=True)
class CaseSource:
    """One case as the register holds it: the file that was kept, and its records by kind, the oldest first."""

    file: CaseFile
    person: Person | None
    records: Mapping[type[Record], Sequence[Record]] = field(repr=False)

    def every(self, record_type: type[R]) -> list[R]:
        """Return all its records of a kind."""
        return [one for one in self.records.get(record_type, ()) if isinstance(one, record_type)]

    def newest(self, record_type: type[R]) -> R | None:
        """Return its record of a kind that was written last; None where there is none."""
        return next(reversed(self.every(record_type)), None)

    def named(self, name: str) -> Record | None:
        """Return its record of a kind by the name of the kind: what a mapping calls it."""
        if name == CaseFile.__name__:
            return self.file
        if name == Person.__name__:
            return self.person
        return next((self.newest(kind) for kind in self.records if kind.__name__ == name), None)

    def lines(self, line: str) -> Sequence[Record | None]:
        """Return what the lines of a table stand for: the case itself is one line, without a record of its own."""
        if line not in LINES:
            return (None,)
        found = self.every(LINES[line])
        match line:
            case "referral":
                return [one for one in found if isinstance(one, Referral) and one.direction == OUTGOING and one.sent_on]
            case "trafficking_event":
                return [one for one in found if isinstance(one, JourneyEvent) and one.event not in AFTERWARDS]
            case "goal":
                return self._goals_of_newest_plan()
        return found

    def _goals_of_newest_plan(self) -> list[Record | None]:
        plan = max(self.every(CarePlan), key=lambda plan: plan.version or 0, default=None)
        return [goal for goal in self.every(PlanGoal) if plan is not None and goal.plan_id == plan.id]


def sources_of(register: Register, files: Sequence[CaseFile], *, with_names: bool) -> Iterator[CaseSource]:
    """Yield what the register holds of each file, in their order."""
    with as_problems():
        family_of = families(register.vault)
    for start in range(0, len(files), CASES_AT_A_TIME):
        chunk = files[start : start + CASES_AT_A_TIME]
        ids = {file.id: family_of.get(file.id, frozenset({file.id})) for file in chunk}
        yield from _gathered(register, chunk, ids, with_names)


def kept_from(register: Register, files: Sequence[CaseFile]) -> dict[str, int]:
    """Return how many records of these files are kept from whoever exports, by the name of their kind."""
    kept: dict[str, int] = {}
    for kind in OF_A_CASE:
        for start in range(0, len(files), CASES_AT_A_TIME):
            ids = [file.id for file in files[start : start + CASES_AT_A_TIME]]
            kept[kind.__name__] = kept.get(kind.__name__, 0) + len(register.closed(kind, case_id=ids))
    return {name: number for name, number in kept.items() if number}


def _gathered(
    register: Register, files: Sequence[CaseFile], family_of: Mapping[str, frozenset[str]], with_names: bool
) -> Iterator[CaseSource]:
    every = sorted(frozenset().union(*family_of.values()))
    people_of = _people(register, every)
    people = sorted({one for found in people_of.values() for one in found})
    by_case = {
        kind: _by(register.find_open(kind, case_id=every), "case_id") for kind in (*OF_A_CASE, *_notes(with_names))
    }
    kinds = (*OF_A_PERSON, *WITH_NAMES) if with_names else OF_A_PERSON
    by_person: dict[type[Record], dict[str, list[Record]]] = {
        kind: _by(register.find_open(kind, person_id=people), "person_id") for kind in kinds
    }
    by_person[PersonLink] = _by(register.find_open(PersonLink, from_person_id=people), "from_person_id")
    persons = {person.id: person for person in register.find_open(Person, id=people)}
    for file in files:
        ids = sorted(family_of[file.id])
        own = [file.person_id, *(person for one in ids for person in people_of.get(one, ()))]
        yield CaseSource(
            file,
            persons.get(file.person_id),
            {kind: _of(found, ids) for kind, found in by_case.items()}
            | {kind: _of(found, dict.fromkeys(own)) for kind, found in by_person.items()},
        )


def _notes(with_names: bool) -> tuple[type[Record], ...]:
    return (CaseNote,) if with_names else ()


def _people(register: Register, case_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the persons of files by file; those of files that were merged among them."""
    rows = register.rows(CaseFile, ("id", "person_id"), id=list(case_ids))
    return {row["id"]: [row["person_id"]] for row in rows}


def _by(records: Iterable[Record], question: str) -> dict[str, list[Record]]:
    grouped: dict[str, list[Record]] = {}
    for record in records:
        grouped.setdefault(getattr(record, question), []).append(record)
    return grouped


def _of(grouped: Mapping[str, Sequence[Record]], ids: Iterable[str]) -> list[Record]:
    return sorted((record for one in ids for record in grouped.get(one, ())), key=lambda record: record.id)
