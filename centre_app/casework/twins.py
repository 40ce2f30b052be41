"""Who in the register may already be the person who comes: shown before a new file is opened, never merged by itself.

Homonyms are normal: a house easily holds four Fatoumata Traoré. So a likeness is judged by a person, and rule V4
only asks that she was shown the likeliest before she says "somebody else". What she says is remembered (merging.py): two
files that were told apart are not proposed again, in whichever order.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from centre_app import matching
from centre_app.casework import merging
from centre_app.casework.arrivals import Arrival
from centre_app.finding import find_namesakes, namesakes, sounding_as
from centre_app.kept_for_others import HIDDEN
from centre_app.language import N_
from centre_app.matching import MUST_BE_JUDGED, Someone, Twin
from centre_app.questions import Record, columns_for, part_from_row
from centre_app.records import CaseFile, Person, PersonDescription, PersonLink, PersonName, Relative
from centre_app.register import Register
from centre_app.review import BLOCKS, Finding
from centre_app.rules.case import MERGED

R = TypeVar("R", bound=Record)

AMONG = 60  # how many files that sound alike are compared, of each part of a name
MOTHER = "mother"
_COMPARED: Mapping[type[Record], tuple[str, ...]] = {
    Person: ("id", "sex", "birth", "origin_region", "origin_cercle"),
    PersonName: ("person_id", "family", "middle", "given"),
    PersonDescription: ("person_id", "village"),
    Relative: ("case_id", "name"),
}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two files that may be one person's."""

    case: CaseFile
    twin: TwinFile


def likely_twins(register: Register, arrival: Arrival) -> list[TwinFile]:
    """Return the files of people who may be the one who comes, the likeliest first; nothing without a name."""
    if not register.can_open(PersonName) or not (arrival.name.family or arrival.name.given):
        return []
    return _twins(register, _someone(arrival.person, [arrival.name], arrival.description))


def twins_of(register: Register, case: CaseFile) -> list[TwinFile]:
    """Return the files that may be a second one of this person, the likeliest first, without those told apart."""
    if not register.can_open(PersonName) or case.status == MERGED:
        return []
    (someone,) = _people(register, {case.person_id: [case]}) or (None,)
    if someone is None:
        return []
    apart = merging.told_apart(register, case.id) | {case.id}
    return [twin for twin in _twins(register, someone) if twin.case.id not in apart]


def pairs(register: Register, case_ids: Collection[str] | None = None) -> list[Pair]:
    """Return the pairs of files that must be compared, each once: of the whole register, or with one of these among them.

    Only people whose names are spellings or forms of one are looked at, or it would take too long; at headquarters the
    two may be of two houses.
    """
    if not register.can_open(PersonName):
        return []
    all_alike = namesakes(register)
    files = _files_of(register, {person for alike in all_alike for person in alike})
    people = {someone.id: someone for someone in _people(register, files)}
    apart = merging.all_told_apart(register)
    found: list[Pair] = []
    for alike in all_alike:
        here = [people[person] for person in sorted(alike) if person in people]
        for number, someone in enumerate(here):
            twins = matching.likely_twins(someone, here[number + 1 :], at_least=MUST_BE_JUDGED)
            found += _pairs(files[someone.id][0], [(files[twin.id][0], twin) for twin in twins])
    return sorted(
        (
            pair
            for pair in found
            if frozenset((pair.case.id, pair.twin.case.id)) not in apart
            and (case_ids is None or pair.case.id in case_ids or pair.twin.case.id in case_ids)
        ),
        key=lambda pair: (-pair.twin.score, pair.case.code or ""),
    )


def _pairs(case: CaseFile, twins: Iterable[tuple[CaseFile, Twin]]) -> list[Pair]:
    return [Pair(case=case, twin=_twin_file(other, twin)) for other, twin in twins]


def _twin_file(case: CaseFile, twin: Twin) -> TwinFile:
    return TwinFile(case=case, score=twin.score, reasons=twin.reasons, doubts=twin.doubts)


def known_already(register: Register, records: Iterable[Record]) -> dict[str, TwinFile]:
    """Return, by person id, the file that may be of somebody among these records, who is not in the register yet.

    For whole registers that are imported or received: people are looked up by how their whole names sound, all at once.
    """
    if not register.can_open(PersonName):
        return {}
    coming = list(records)
    names = _by_person(one for one in coming if isinstance(one, PersonName))
    described = {one.person_id: one for one in coming if isinstance(one, PersonDescription)}
    new = {
        one.id: _someone(one, names.get(one.id, ()), described.get(one.id)) for one in coming if isinstance(one, Person)
    }
    sounding = sounding_as(register, {name for someone in new.values() for name in someone.names})
    files = _files_of(register, {person for persons in sounding.values() for person in persons} - new.keys())
    known = {someone.id: someone for someone in _people(register, files)}
    found: dict[str, TwinFile] = {}
    for someone in new.values():
        alike = {person for name in someone.names for person in sounding[name] if person in known}
        twins = matching.likely_twins(someone, [known[one] for one in sorted(alike)], at_least=MUST_BE_JUDGED)
        if twins:
            found[someone.id] = _twin_file(files[twins[0].id][0], twins[0])
    return found


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


def _twins(register: Register, new: Someone) -> list[TwinFile]:
    """Return the files of the people who may be this one; of files that were merged, the one that was kept."""
    alike = {person_id for name in new.names for person_id in find_namesakes(register, name, limit=AMONG)}
    files = _files_of(register, alike - {new.id})
    return [
        _twin_file(case, twin)
        for twin in matching.likely_twins(new, _people(register, files))
        for case in files[twin.id]
    ]


def _files_of(register: Register, persons: Collection[str]) -> dict[str, list[CaseFile]]:
    """Return the files of these persons, by person: none that was merged, and none that may not be known."""
    files: dict[str, list[CaseFile]] = {}
    for case in register.find(CaseFile, person_id=list(persons)):
        if case.status != MERGED and register.kept.closed_cases.get(case.id) != HIDDEN:
            files.setdefault(case.person_id, []).append(case)
    return files


# --- what is compared ------------------------------------------------------------------------------------------


def _people(register: Register, files: Mapping[str, Sequence[CaseFile]]) -> list[Someone]:
    """Return what is compared of these persons, by person id, read for all at once; the names of merged files included."""
    bearers = _bearers(register, files)
    names = _by_person(_compared(register, PersonName, person_id=list(bearers)))
    borne: dict[str, list[PersonName]] = {}
    for bearer, person_id in bearers.items():
        borne.setdefault(person_id, []).extend(names.get(bearer, ()))
    described = {one.person_id: one for one in _compared(register, PersonDescription, person_id=list(files))}
    mothers = _mothers(register, files)
    return [
        _someone(
            person,
            borne[person.id],
            described.get(person.id),
            mothers.get(person.id),
        )
        for person in _compared(register, Person, id=list(files))
    ]


def _compared(register: Register, record_type: type[R], **where: Any) -> list[R]:
    """Return what is compared of such records, and nothing where all of them are kept for others."""
    if not register.can_open(record_type):
        return []
    names = _COMPARED[record_type]
    rows = register.rows(record_type, columns_for(record_type, names), **where)
    return [part_from_row(record_type, row, names) for row in rows]


def _bearers(register: Register, files: Mapping[str, Sequence[CaseFile]]) -> dict[str, str]:
    """Return whose names are whose: a person's own, and those in the files that were merged into hers."""
    whose = {case.id: person for person, cases in files.items() for case in cases}
    merged = register.find(CaseFile, status=MERGED, merged_into_id=list(whose)) if whose else []
    return {person: person for person in files} | {case.person_id: whose[case.merged_into_id or ""] for case in merged}


def _by_person(names: Iterable[PersonName]) -> dict[str, list[PersonName]]:
    of_each: dict[str, list[PersonName]] = {}
    for name in names:
        of_each.setdefault(name.person_id, []).append(name)
    return of_each


def _mothers(register: Register, files: Mapping[str, Sequence[CaseFile]]) -> dict[str, str]:
    """Return how the mothers of these persons are called, where it is written: as a relative, or in her own file."""
    whose = {case.id: person for person, cases in files.items() for case in cases}
    told = {
        whose[relative.case_id]: relative.name
        for relative in _compared(register, Relative, case_id=list(whose), relation=MOTHER)
        if relative.name
    }
    links = register.find_open(PersonLink, to_person_id=list(files), relation=MOTHER)
    bearers = [link.from_person_id for link in links]
    names = _by_person(_compared(register, PersonName, person_id=bearers)) if links else {}
    here = {link.to_person_id: _written(name) for link in links for name in names.get(link.from_person_id, ())}
    return told | {person: written[0] for person, written in here.items() if written}


def mother_named(register: Register, person_id: str, case_id: str) -> str:
    """Return how somebody's mother is called, where it is written and may be known; "" elsewhere."""
    if not register.can_open(PersonName):
        return ""
    return _mothers(register, {person_id: register.find_open(CaseFile, id=case_id)}).get(person_id, "")


def _someone(
    person: Person, names: Iterable[PersonName], description: PersonDescription | None, mother: str | None = None
) -> Someone:
    return Someone(
        id=person.id,
        names=tuple(dict.fromkeys(written for name in names for written in _written(name))),
        sex=person.sex,
        born=(person.birth.first, person.birth.last) if person.birth else None,
        origin=(person.origin_region, person.origin_cercle, description.village if description else None),
        mother=mother,
    )


def _written(name: PersonName) -> list[str]:
    """Return a name whole, and without its middle: many are asked for it in one place and not in another."""
    whole, short = (name.family, name.middle, name.given), (name.family, name.given)
    return [written for parts in (whole, short) if (written := " ".join(filter(None, parts)))]
