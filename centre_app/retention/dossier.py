"""One person's files as one: what is kept or erased is hers whole, whichever of her files it stands in.

Files that were merged are one girl's, and so are the files of somebody who came back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from centre_app.exchange.withheld import CASES, PERSONS, withheld_of
from centre_app.merged_files import family_of
from centre_app.problems import NotFound
from centre_app.questions import CARE, Record, from_row
from centre_app.records import (
    RECORD_TYPES,
    BirthAtCentre,
    CaseFile,
    CustodyOrder,
    FollowUp,
    LegalCase,
    LegalStep,
    MedicalVisit,
    Person,
    Stay,
    TraffickingProfile,
)
from centre_app.register import Register
from centre_app.retention.periods import Lived
from db.vault import Row

R = TypeVar("R", bound=Record)

CLOSED, ANONYMISED, MERGED, TRANSFERRED = "closed", "anonymised", "merged", "transferred"
OVER = frozenset({CLOSED, ANONYMISED, MERGED, TRANSFERRED})
_ONE_OWNER: Mapping[type[Record], str] = {
    BirthAtCentre: CASES
}  # a mother's record names her child, and is not the child's


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The files of one person, the one that is kept of merged ones first named; `persons` are more than one after a merge."""

    case: CaseFile
    files: tuple[CaseFile, ...]
    persons: frozenset[str]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(file.id for file in self.files)

    @property
    def is_over(self) -> bool:
        """Whether nobody looks after any of these files any more."""
        return all(file.status in OVER or file.is_void for file in self.files)

    @property
    def closed_on(self) -> date | None:
        return max((file.closed_on for file in self.files if file.closed_on and not file.is_void), default=None)


def dossier_of(register: Register, case_id: str) -> Dossier:
    """Return all the files of whoever a file is about. Raises NotFound, also where files are shut."""
    if CARE not in register.vault.compartments:
        raise NotFound(code="")
    stored = register.as_stored
    ids, persons = set(family_of(register, case_id)), set[str]()
    while True:
        # by their ids alone: with the house among the conditions SQLite would read every file of it
        rows = register.vault.select(CaseFile.table, {"id": ids}, with_void=True)
        found = [from_row(CaseFile, row) for row in rows]
        persons |= {file.person_id for file in found}
        reached = {file.id for file in stored.find(CaseFile, with_void=True, person_id=sorted(persons))}
        reached |= {one for file_id in reached for one in family_of(register, file_id)}
        if reached <= ids:
            break
        ids |= reached
    kept = next((file for file in found if file.id == case_id), None)
    if kept is not None and kept.merged_into_id:
        kept = next((file for file in found if file.id == kept.merged_into_id), kept)
    if kept is None:
        raise NotFound(code="")
    return Dossier(case=kept, files=tuple(found), persons=frozenset(persons))


def rows_of(register: Register, dossier: Dossier, kind: type[Record]) -> list[Row]:
    """Return every row of a kind that tells of her, whoever wrote it, what was taken back too."""
    wanted: Mapping[str, frozenset[str]] = {CASES: dossier.ids, PERSONS: dossier.persons}
    found = {
        row["id"]: row
        for column, table in withheld_of(kind).tells_of.items()
        if table == _ONE_OWNER.get(kind, table)
        for row in register.vault.select(kind.table, {column: wanted[table]}, with_void=True)
    }
    return [found[record_id] for record_id in sorted(found)]


def kinds_in(compartments: frozenset[str]) -> Iterator[type[Record]]:
    """Yield the kinds of record of some compartments that tell of somebody at all."""
    for kind in RECORD_TYPES:
        if kind.compartment in compartments and withheld_of(kind).tells_of:
            yield kind


def lived(register: Register, dossier: Dossier, closed_on: date) -> Lived:
    """Return what decides how long her files are kept, as far as it is open."""
    stored, of_hers = register.as_stored, sorted(dossier.ids)

    def find(kind: type[R]) -> list[R]:
        return stored.find(kind, case_id=of_hers) if stored.can_open(kind) else []

    person = stored.get(Person, dossier.case.person_id)
    cares = [visit.seen_on for visit in find(MedicalVisit)]
    legal = [step.done_on for step in find(LegalStep)]
    legal += [case.closed_on or case.opened_on for case in find(LegalCase)]
    legal += [order.ended_on or order.to_on for order in find(CustodyOrder)]
    legal += [visit.done_on for visit in find(FollowUp)]
    trafficked = any(profile.status in _A_CRIME for profile in find(TraffickingProfile))
    return Lived(
        closed_on=closed_on,
        birth=person.birth if person else None,
        was_here=bool(find(Stay)),
        last_care=max(filter(None, cares), default=None),
        last_legal=max(filter(None, legal), default=None),
        is_about_a_crime=trafficked or bool(find(LegalCase)),
    )


_A_CRIME = frozenset({"possible", "confirmed"})
