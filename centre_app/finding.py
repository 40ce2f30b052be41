"""Finding a person: by any of her names, her case number, her village, however it is spelt.

What is kept for search is written with the record it comes from, in the same act.
"""

from collections.abc import Iterable, Sequence

from centre_app import matching
from centre_app.folding import fold
from centre_app.questions import Record, from_row
from centre_app.reader import Reader
from centre_app.records import CaseFile, PersonDescription, PersonName
from db import search
from db.vault import Searchable, Vault

SEARCHED = (PersonName, PersonDescription, CaseFile)


def searchable(register: Reader, saved: Iterable[Record]) -> list[Searchable]:
    """Return the words by which each person touched by these records will be found once they are saved."""
    touched: dict[str, list[Record]] = {}
    for record in saved:
        if isinstance(record, SEARCHED):
            touched.setdefault(record.person_id, []).append(record)
    return [_entry(person_id, _known_of(register, person_id, now)) for person_id, now in touched.items()]


def entries_of(vault: Vault, centre_id: str, person_ids: Sequence[str]) -> list[Searchable]:
    """Return the words by which persons of one centre are found, as their rows stand now: for what a bundle brought."""
    known: dict[str, list[Record]] = {person_id: [] for person_id in person_ids}
    for record_type in SEARCHED:
        for row in vault.select(record_type.table, {"centre_id": centre_id, "person_id": person_ids}):
            known[row["person_id"]].append(from_row(record_type, row))
    return [_entry(person_id, records) for person_id, records in known.items()]


def _known_of(register: Reader, person_id: str, saved: Iterable[Record]) -> list[Record]:
    known: dict[str, Record] = {}
    for record_type in SEARCHED:
        known.update((record.id, record) for record in register.as_stored.find(record_type, person_id=person_id))
    known.update((record.id, record) for record in saved)
    return [record for record in known.values() if not record.is_void]


def _entry(person_id: str, known: list[Record]) -> Searchable:
    words: list[str] = []
    shown: PersonName | None = None
    for record in known:
        match record:
            case PersonName():
                words += [record.family or "", record.given or ""]
                shown = record if shown is None or record.is_display else shown
            case PersonDescription():
                words += [record.village or "", record.description or ""]
            case CaseFile():
                words += [record.code or ""]
    sort_key = fold(f"{shown.family or ''} {shown.given or ''}") if shown else ""
    return Searchable(person_id=person_id, terms=matching.search_text(filter(None, words)), sort_key=sort_key)


def find_persons(register: Reader, typed: str, *, limit: int = 200) -> list[str]:
    """Return the ids of the persons that what was typed may mean, the likeliest first."""
    return search.find(register.vault.connection, matching.query_terms(typed), limit=limit)
