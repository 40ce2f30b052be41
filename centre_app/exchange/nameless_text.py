"""What could point at somebody in the free text of files that go without a name (rule V27): said before the export.

The gate (consent.py) leaves out what a question marks as identifying. What people write where no name is asked for, no
gate can know; here it is looked for: eight digits in a row, her own name, somebody else's name in full. It warns, and a
person decides.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from centre_app import answers
from centre_app.answers import NotUnderstood
from centre_app.exchange.consent import gate_of
from centre_app.folding import fold
from centre_app.language import N_
from centre_app.questions import CENTRE, IDENTITY, NOTES, Phone, Record, Words
from centre_app.records import RECORD_TYPES, CaseFile, Person, PersonName
from centre_app.register import Register, as_problems
from centre_app.review import WARNS, Finding
from db.vault import Row

RULE = "V27"
STAYS_HERE = frozenset({CENTRE, IDENTITY, NOTES})  # of a file without a name nothing of these leaves
FEWEST_LETTERS = 3  # shorter names are words as well
EIGHT_DIGITS = re.compile(
    r"(?<!\d)(?:(?:\+|00)\d{3}[ .\-]?)?\d{2}(?P<sign>[ .\-]?)\d{2}(?P=sign)\d{2}(?P=sign)\d{2}(?!\d)"
)

HAS_A_PHONE = N_("There may be a telephone number in it, and the file goes without a name. Take it out.")
HAS_HER_NAME = N_("Her name may stand in it, and her file goes without a name. Take it out.")
HAS_A_NAME = N_("Somebody’s name may stand in it, and the file goes without a name. Take it out.")


@dataclass(frozen=True, slots=True, repr=False)
class _Names:
    """Folded: the words of each person's names, and every full name as two words in either order."""

    words_of: Mapping[str, frozenset[str]]
    in_full: frozenset[tuple[str, str]]


def telling_words(register: Register) -> dict[str, list[Finding]]:
    """Return what may point at somebody, by the file in which it stands; files that go under a name are not looked at."""
    with as_problems():
        named = gate_of(register.vault, on=register.today).named
    cases = [
        case
        for case in register.find_open(CaseFile)
        if case.person_id not in named and case.merged_into_id is None and case.id not in register.kept.closed_cases
    ]
    persons = {case.person_id: case.id for case in cases}
    ids = {case.id: case.person_id for case in cases}
    names, found = _names(register), dict[str, list[Finding]]()
    sexes = {one.id: one.sex for one in register.find_open(Person, id=set(persons))}
    for record_type, questions in _free_texts():
        if not cases or not register.can_open(record_type):
            continue
        by_case = "case_id" in record_type.questions
        where: dict[str, Any] = {"case_id": list(ids)} if by_case else {"person_id": list(persons)}
        key = "case_id" if by_case else "person_id"
        for row in register.rows(record_type, ("id", key, *questions), **where):
            case_id, person_id = (row[key], ids[row[key]]) if by_case else (persons[row[key]], row[key])
            for finding in _of_row(record_type, questions, row, names, person_id, sexes.get(person_id), register.today):
                found.setdefault(case_id, []).append(finding)
    return found


def _free_texts() -> Iterator[tuple[type[Record], tuple[str, ...]]]:
    """Yield each kind of record with its questions that are answered in words and leave with a file without a name."""
    for record_type in RECORD_TYPES:
        if record_type.compartment in STAYS_HERE or not {"case_id", "person_id"} & record_type.questions.keys():
            continue
        free = tuple(
            name
            for name, question in record_type.questions.items()
            if isinstance(question.kind, Words) and not isinstance(question.kind, Phone) and not question.identifies
        )
        if free:
            yield record_type, free


def _of_row(
    record_type: type[Record],
    questions: Iterable[str],
    row: Row,
    names: _Names,
    person_id: str,
    sex: str | None,
    today: date,
) -> Iterator[Finding]:
    for name in questions:
        message = _telling(str(row[name] or ""), names, person_id, today)
        if message:
            yield Finding(
                rule=RULE,
                severity=WARNS,
                record_type=record_type.__name__,
                record_id=str(row["id"]),
                question=name,
                message=message,
                sex=sex,
            )


def _telling(text: str, names: _Names, person_id: str, today: date) -> str:
    """Return what is to be said of a text, "" where nothing is."""
    if any(_is_a_number(said[0], today) for said in EIGHT_DIGITS.finditer(text)):
        return HAS_A_PHONE
    words = fold(text).split()
    if not names.words_of.get(person_id, frozenset()).isdisjoint(words):
        return HAS_HER_NAME
    return HAS_A_NAME if any(pair in names.in_full for pair in zip(words, words[1:], strict=False)) else ""


def _is_a_number(digits: str, today: date) -> bool:
    """Say whether eight digits are more than a day ("21.11.2026")."""
    return isinstance(answers.day(digits, today=today), NotUnderstood)


def _names(register: Register) -> _Names:
    if not register.can_open(PersonName):
        return _Names({}, frozenset())
    words: dict[str, frozenset[str]] = {}
    in_full: set[tuple[str, str]] = set()
    for row in register.rows(PersonName, ("person_id", "family", "given", "middle")):
        parts = [fold(row[part] or "").split() for part in ("given", "family", "middle")]
        own = {word for part in parts for word in part if len(word) >= FEWEST_LETTERS}
        words[row["person_id"]] = words.get(row["person_id"], frozenset()) | own
        for given in parts[0]:
            for family in parts[1]:
                in_full |= {(given, family), (family, given)}
    return _Names(words, frozenset(in_full))
