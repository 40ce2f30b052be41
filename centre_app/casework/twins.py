"""Who in the register may already be the person who comes: shown before a new file is opened, never merged by itself.

Homonyms are normal: a house easily holds four Fatoumata Traoré. So a likeness is judged by a person, and rule V4
only asks that she was shown the likeliest before she says "somebody else".
"""

from collections.abc import Collection
from dataclasses import dataclass

from centre_app import matching
from centre_app.casework.arrivals import Arrival
from centre_app.finding import find_persons
from centre_app.language import N_
from centre_app.matching import MUST_BE_JUDGED, Someone
from centre_app.records import CaseFile, Person, PersonDescription, PersonName
from centre_app.register import Register
from centre_app.review import BLOCKS, Finding

AMONG = 60  # how many files that sound alike are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinFile:
    """A file that may be hers, how likely (0–100), what speaks for it and what against, as messages."""

    case: CaseFile
    score: int
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def must_be_judged(self) -> bool:
        return self.score >= MUST_BE_JUDGED


def likely_twins(register: Register, arrival: Arrival) -> list[TwinFile]:
    """Return the files of people who may be the one who comes, the likeliest first; nothing without a name."""
    if not register.can_open(PersonName) or not (arrival.name.family or arrival.name.given):
        return []
    new = _someone(arrival.person, [arrival.name], arrival.description)
    sounding = [find_persons(register, part, limit=AMONG) for part in new.names[0].split()]
    persons = register.find(Person, id={person_id for found in sounding for person_id in found})
    others = [
        _someone(
            person,
            register.find(PersonName, person_id=person.id),
            register.only(PersonDescription, person_id=person.id),
        )
        for person in persons
    ]
    twins = matching.likely_twins(new, others)
    return [
        TwinFile(case=case, score=twin.score, reasons=twin.reasons, doubts=twin.doubts)
        for twin in twins
        for case in register.find(CaseFile, person_id=twin.id)
    ]


def unjudged(register: Register, arrival: Arrival, judged: Collection[str]) -> list[Finding]:
    """V4: return a finding for each very likely twin that nobody has looked at; `judged` are ids of case files."""
    return [
        Finding(
            rule="V4",
            severity=BLOCKS,
            record_type="PersonName",
            record_id=arrival.name.id,
            question="family",
            message=N_("The file {code} may be hers. Compare them, then say whether it is her."),
            parts={"code": twin.case.code},
        )
        for twin in likely_twins(register, arrival)
        if twin.must_be_judged and twin.case.id not in judged
    ]


def _someone(person: Person, names: list[PersonName], description: PersonDescription | None) -> Someone:
    places = (person.origin_region, person.origin_cercle, description.village if description else None)
    return Someone(
        id=person.id,
        names=tuple(f"{name.family or ''} {name.given or ''}".strip() for name in names),
        sex=person.sex,
        born=(person.birth.first, person.birth.last) if person.birth else None,
        origin=tuple(place for place in places if place),
    )
