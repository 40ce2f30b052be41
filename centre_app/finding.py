"""Finding a person: by any of her names, her case number, village, phone or paper, however it is spelt.

What is kept for search is written with the record it comes from, in the same act. Who was merged into another file is
found as the one that was kept. The words stand in three columns, because not everybody may know all of them:

names       names and case numbers: of everybody who may know a name
described   what stands for a name, and where she was found; not of a restricted file
kept        village, phones, numbers of papers; not of a restricted file, and not for whoever knows names alone
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import permutations
from typing import Any, TypeVar

from centre_app import matching, phones
from centre_app.as_stored import AsStored
from centre_app.dates import utc_now
from centre_app.folding import fold
from centre_app.problems import as_problems
from centre_app.questions import Record, columns_for, part_from_row
from centre_app.reader import Reader
from centre_app.records import CaseFile, Intake, PersonContact, PersonDescription, PersonIdentifier, PersonName
from db import search
from db.vault import Searchable, Vault

R = TypeVar("R", bound=Record)

RULES = "3"  # raise it when other words are kept, or names are heard otherwise: `bring_up_to_date` writes them all anew
_OF_A_PERSON = (PersonName, PersonDescription, PersonIdentifier, PersonContact)
SEARCHED = (*_OF_A_PERSON, CaseFile, Intake)
_LOOKED_AT: Mapping[type[Record], tuple[str, ...]] = {
    PersonName: ("id", "person_id", "family", "middle", "given", "is_display"),
    PersonDescription: ("id", "person_id", "description", "village", "commune"),
    PersonIdentifier: ("id", "person_id", "value"),
    PersonContact: ("id", "person_id", "value"),
    CaseFile: ("id", "person_id", "code", "merged_into_id"),
    Intake: ("id", "case_id", "gold_site"),
}

NAMES, DESCRIBED, KEPT = search.COLUMNS


# --- what is kept ----------------------------------------------------------------------------------------------


def searchable(register: Reader, saved: Iterable[Record]) -> list[Searchable]:
    """Return the words by which each person touched by these records will be found once they are saved."""
    pending = {record.id: record for record in saved if isinstance(record, SEARCHED)}
    return _People(register.as_stored, pending).entries() if pending else []


def entries_of(
    vault: Vault, centre_id: str | list[str], person_ids: Iterable[str], case_ids: Iterable[str] = ()
) -> list[Searchable]:
    """Return the words by which persons are found in one centre or in several, as their rows stand now."""
    stored = AsStored(vault, utc_now, lambda _kind: centre_id)
    return _People(stored, {}, persons=person_ids, cases=case_ids).entries()


def bring_up_to_date(vault: Vault, centres: Iterable[str]) -> None:
    """Write the words of everybody anew where another version of the program wrote them by other rules."""
    if vault.meta().get(_META) == RULES:
        return
    found = [(centre, entries_of(vault, centre, _everybody(vault, centre))) for centre in centres]
    with vault.transaction():
        for _, entries in found:
            search.put(vault.connection, entries)
        vault.put_meta({_META: RULES})


_META = "search_rules"


def _everybody(vault: Vault, centre: str) -> set[str]:
    tables = (record_type.table for record_type in (CaseFile, PersonName, PersonDescription))
    return {
        row["person_id"]
        for table in tables
        if vault.has_table(table)
        for row in vault.select(table, {"centre_id": centre}, columns=("person_id",))
    }


class _People:
    """The records that name some persons, as they will stand: what is stored with the pending ones laid over it."""

    def __init__(
        self, stored: AsStored, pending: Mapping[str, Record], *, persons: Iterable[str] = (), cases: Iterable[str] = ()
    ) -> None:
        self._stored, self._pending = stored, pending
        self._persons = self._touched(set(persons), set(cases))
        self._files = self._find(CaseFile, person_id=self._persons)
        self._reach_the_kept()
        self._own = _grouped(self._files, "person_id")
        self._merged = _grouped(self._find(CaseFile, status=_MERGED), "merged_into_id")
        self._known = self._by_person()

    def entries(self) -> list[Searchable]:
        return [_entry(person, self._records_for(person), self._cases_of(person)) for person in sorted(self._persons)]

    def _cases_of(self, person: str) -> str:
        return " ".join(file.id for file in self._own.get(person, ()) if not file.merged_into_id)

    def _touched(self, persons: set[str], cases: set[str]) -> set[str]:
        for record in self._pending.values():
            match record:
                case Intake():
                    cases.add(record.case_id)
                case _:
                    persons.add(getattr(record, "person_id"))  # noqa: B009  # every other kind of SEARCHED has it
        return persons | {file.person_id for file in (self._find(CaseFile, id=cases) if cases else ())}

    def _reach_the_kept(self) -> None:
        """Count in those into whose files one of these was merged, or was until now."""
        before = self._stored.find(CaseFile, id=[*self._pending]) if self._pending else []
        into = {file.merged_into_id for file in (*self._files, *before) if file.merged_into_id}
        if into:
            self._persons |= {file.person_id for file in self._find(CaseFile, id=into)}
            self._files = self._find(CaseFile, person_id=self._persons)

    def _records_for(self, person: str) -> list[Record]:
        """Return what a person is found by: nothing once all her files are merged, for she is found as the kept one."""
        own = self._own.get(person, ())
        if own and all(file.merged_into_id for file in own):
            return []
        parts = [person, *(within.person_id for file in own for within in self._merged.get(file.id, ()))]
        return [record for part in dict.fromkeys(parts) for record in self._known.get(part, ())]

    def _by_person(self) -> dict[str, list[Record]]:
        within = [merged for file in self._files for merged in self._merged.get(file.id, ())]
        persons = self._persons | {file.person_id for file in within}
        files = {file.id: file for file in (*self._files, *within)}
        known: dict[str, list[Record]] = {}
        for record_type in _OF_A_PERSON:
            for record in self._find(record_type, person_id=persons):
                known.setdefault(record.person_id, []).append(record)  # type: ignore[attr-defined]
        for file in files.values():
            known.setdefault(file.person_id, []).append(file)
        for intake in self._find(Intake, case_id=set(files)):
            known.setdefault(files[intake.case_id].person_id, []).append(intake)
        return known

    def _find(self, record_type: type[R], **where: Any) -> list[R]:
        """Return what will stand of these, the oldest first."""
        (name, wanted), *_ = where.items()
        looked_at = _LOOKED_AT[record_type]
        columns = columns_for(record_type, looked_at)
        rows = self._stored.rows(record_type, columns, **where) if self._stored.can_open(record_type) else []
        stored = [part_from_row(record_type, row, looked_at) for row in rows]
        pending = [
            record
            for record in self._pending.values()
            if isinstance(record, record_type)
            and not record.is_void
            and (getattr(record, name) in wanted if isinstance(wanted, set) else getattr(record, name) == wanted)
        ]
        found = [record for record in stored if record.id not in self._pending] + pending
        return sorted(found, key=lambda record: record.id)


def _grouped(files: Iterable[CaseFile], question: str) -> dict[str, list[CaseFile]]:
    grouped: dict[str, list[CaseFile]] = {}
    for file in files:
        grouped.setdefault(getattr(file, question) or "", []).append(file)
    return grouped


_MERGED = "merged"


def _entry(person_id: str, known: Sequence[Record], cases: str) -> Searchable:
    names: list[str | None] = []
    described: list[str | None] = []
    kept: list[str | None] = []
    numbers: list[str] = []
    shown: PersonName | None = None
    for record in known:
        match record:
            case PersonName():
                names += [record.family, record.middle, record.given]
                is_her_own = record.person_id == person_id
                shown = record if is_her_own and (shown is None or record.is_display) else shown
            case PersonDescription():
                described += [record.description]
                kept += [record.village, record.commune]
            case Intake():
                described += [record.gold_site]
            case PersonContact():
                numbers += phones.ways_to_type(record.value or "") or [record.value or ""]
            case PersonIdentifier():
                numbers += _ways_to_type(record.value or "")
            case CaseFile():
                names += [record.code, matching.run_together(record.code or "")]
    sort_key = fold(f"{shown.family or ''} {shown.given or ''}") if shown else ""
    return Searchable(
        person_id=person_id,
        terms=matching.search_text(filter(None, names)),
        described=matching.search_text(filter(None, described)),
        kept=" ".join(filter(None, (matching.search_text(filter(None, kept)), *map(fold, numbers)))),
        sort_key=sort_key,
        cases=cases,
        sound=matching.name_key(sort_key),
    )


def _ways_to_type(number: str) -> list[str]:
    """Return a number as written, and without what parts it: "AB-123 45" is also "ab12345"."""
    return [number, fold(number).replace(" ", ""), matching.run_together(number)]


# --- what is looked for ----------------------------------------------------------------------------------------


def find_persons(register: Reader, typed: str, *, limit: int = 200) -> list[str]:
    """Return the ids of the persons that what was typed may mean, the likeliest first; nobody where names are shut."""
    if not register.can_open(PersonName):
        return []
    with as_problems():
        return search.find(register.vault.connection, asked(register, typed), limit=limit)


def find_namesakes(register: Reader, name: str, *, limit: int) -> set[str]:
    """Return the ids of the persons one of whose names may be this one, however either is spelt.

    Of each part those who bear it, and of each two those who bear one and another that begins alike: a misspelt family
    name is found among all the Fatoumatas of a long register.
    """
    parts = [forms for part in name.split()[:_MOST_PARTS] if (forms := matching.forms_of(part))]
    asked = [search.query([forms], within=(NAMES,)) for forms in parts]
    for forms, other in permutations(parts, 2):
        asked.append(search.query([forms, (f"{other[0][:_BEGINNING]}*",)], within=(NAMES,)))
    with as_problems():
        found = [search.find(register.vault.connection, each, limit=limit) for each in asked]
    return {person_id for of_one in found for person_id in of_one}


_BEGINNING = 2  # letters; the index has them ready
_MOST_PARTS = 8  # of a name; each two of them are looked for


def namesakes(register: Reader) -> list[set[str]]:
    """Return, of the whole register, the sets of persons whose shown names are spellings or forms of one."""
    with as_problems():
        return [*_by_sound(search.sounding_alike(register.vault.connection)).values()]


def sounding_as(register: Reader, names: Collection[str]) -> dict[str, set[str]]:
    """Return for each of these whole names the persons whose shown names are spellings or forms of it."""
    sounds = {name: matching.name_key(name) for name in names}
    with as_problems():
        alike = _by_sound(search.sounding(register.vault.connection, {*sounds.values()} - {""}))
    return {name: alike.get(sound, set()) for name, sound in sounds.items()}


def _by_sound(named: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    alike: dict[str, set[str]] = {}
    for sound, person_id in named:
        alike.setdefault(sound, set()).add(person_id)
    return alike


def asked(register: Reader, typed: str) -> str:
    """Return a search as the index reads it, through the words that whoever asks may know; "" for none."""
    return search.query(matching.query_terms(typed), within=open_columns(register))


def open_columns(register: Reader) -> Sequence[str]:
    """Return the columns that whoever is at the register may find by: all, or those of whoever knows names alone."""
    return search.COLUMNS if register.can_open(PersonContact) else (NAMES, DESCRIBED)


def asked_of_closed(typed: str) -> str:
    """Return the same search through what stays open of a restricted file: its names and its number."""
    return search.query(matching.query_terms(typed), within=(NAMES,))
