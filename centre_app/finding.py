"""Finding a person: by any of her names, her case number, her village, however it is spelt.

What is kept for search is written with the record it comes from, in the same act.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from centre_app import matching
from centre_app.questions import Record
from centre_app.records import CaseFile, PersonDescription, PersonName
from db import search
from db.vault import Searchable

if TYPE_CHECKING:
    from centre_app.register import Register

_SEARCHED = (PersonName, PersonDescription, CaseFile)


def searchable(register: "Register", saved: Iterable[Record]) -> list[Searchable]:
    """Return the words by which each person touched by these records will be found once they are saved."""
    saved = list(saved)
    persons = {record.person_id for record in saved if isinstance(record, _SEARCHED)}
    return [
        Searchable(person_id=person_id, terms=_terms_of(register, person_id, saved)) for person_id in sorted(persons)
    ]


def _terms_of(register: "Register", person_id: str, saved: list[Record]) -> str:
    known: dict[str, Record] = {}
    for record_type in _SEARCHED:
        known.update((record.id, record) for record in register.find(record_type, person_id=person_id))
    known.update((record.id, record) for record in saved if getattr(record, "person_id", None) == person_id)
    words: list[str] = []
    for record in known.values():
        match record:
            case PersonName(is_void=False):
                words += [record.family or "", record.given or ""]
            case PersonDescription(is_void=False):
                words += [record.village or ""]
            case CaseFile(is_void=False):
                words += [record.code or ""]
    return matching.search_text(word for word in words if word)


def find_persons(register: "Register", typed: str, *, limit: int = 200) -> list[str]:
    """Return the ids of the persons that what was typed may mean, the likeliest first."""
    return search.find(register.vault.connection, matching.query_terms(typed), limit=limit)
