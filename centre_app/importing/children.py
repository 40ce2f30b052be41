"""The children of a line: those who came along, and those born at the centre. Each is a person with a file of its own.

A register wrote them as a number or a remark. They have no name here, so they are called after their mother's line;
a child born at the centre was born some day of her stay, and which is not made up.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from centre_app.answers import NOT_A_NUMBER
from centre_app.casework.births import LIVING
from centre_app.dates import Birth, PartialDate
from centre_app.folding import fold
from centre_app.importing.cells import UNKNOWN, Cells
from centre_app.importing.remarks import INFORMS
from centre_app.language import N_, Language
from centre_app.questions import Record
from centre_app.records import BirthAtCentre, CaseFile, Person, PersonDescription, PersonLink, Stay

MOTHER = "mother"
ACCOMPANYING, BORN_HERE = "accompanying_child", "born_in_centre"
SEX_NOT_SAID = "unknown"
PREGNANT, TWINS, STILLBIRTH = "pregnant", "twins", "stillbirth"
MOST_CHILDREN = 9
LONGEST_PREGNANCY = timedelta(weeks=42)
_COUNT = re.compile(r"(\d{1,2})(?: .*)?")
_IN_LETTERS = {"un": 1, "une": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "non": 0, "no": 0}

# Written into the register, so in the language of its records and not of whoever imports.
LANGUAGE_OF_RECORDS = Language.of("fr")
_CAME_ALONG = N_("Child who came with its mother (old register, no. {number})")
_BORN_HERE = N_("Child born at the centre (old register, no. {number})")


def children_who_came(cells: Cells, mother: Person, stay: Stay) -> Iterator[Record]:
    """Yield the records of the children who came with her and stayed as long as she did."""
    for _ in range(_count(cells)):
        child = Person(sex=SEX_NOT_SAID, missing={"birth": UNKNOWN})
        yield from _child(cells, mother, child, stay, ACCOMPANYING, arrived=stay.admitted_on)


def children_born_here(cells: Cells, mother: Person, stay: Stay) -> Iterator[Record]:
    """Yield the births that a remark tells of, each with its child where the child lived."""
    said = cells.mapping.births_in(cells.text("notes"))
    if not said:
        if cells.text("notes"):
            cells.remark("notes", N_("This remark is kept as it is written."), severity=INFORMS)
        return
    outcome = said[-1].key
    born = _born_within(cells, stay)
    if born is None:
        cells.remark("notes", N_("A birth at the centre, on a day that cannot be told from this line."))
    for _ in range(2 if outcome == TWINS else 1):
        yield from _birth(cells, mother, stay, outcome, born)


def number_in(cells: Cells) -> str:
    """Return the number a line has in the register, or that of the line in the file."""
    return cells.text("number") or str(cells.line.number)


def _birth(cells: Cells, mother: Person, stay: Stay, outcome: str, born: PartialDate | None) -> Iterator[Record]:
    why_not = {} if born else {"born": UNKNOWN}
    if outcome not in LIVING:
        yield BirthAtCentre(case_id=stay.case_id, born=born, outcome=outcome, missing=why_not)
        return
    birth = Birth(first=born.first, last=born.last, precision=born.precision) if born else None
    child = Person(sex=SEX_NOT_SAID, birth=birth, missing={} if birth else {"birth": UNKNOWN})
    yield BirthAtCentre(case_id=stay.case_id, born=born, outcome=outcome, child_person_id=child.id, missing=why_not)
    yield from _child(cells, mother, child, stay, BORN_HERE, arrived=None)


def _child(
    cells: Cells, mother: Person, child: Person, stay: Stay, admission_type: str, *, arrived: date | None
) -> Iterator[Record]:
    called = _CAME_ALONG if admission_type == ACCOMPANYING else _BORN_HERE
    case = CaseFile(
        person_id=child.id,
        status="closed" if stay.ended_on else "admitted",
        opened_on=stay.admitted_on,
        closed_on=stay.ended_on,
        missing=cells.missing(opened_on="arrived"),
    )
    yield child
    yield PersonDescription(person_id=child.id, description=LANGUAGE_OF_RECORDS.say(called, number=number_in(cells)))
    yield PersonLink(
        from_person_id=mother.id, to_person_id=child.id, relation=MOTHER, is_in_same_stay=True, from_on=arrived
    )
    yield case
    yield Stay(
        case_id=case.id,
        person_id=child.id,
        admission_type=admission_type,
        admitted_on=arrived,
        ended_on=stay.ended_on,
        room_in_words=stay.room_in_words,
        missing={} if arrived else {"admitted_on": UNKNOWN},
    )


def _count(cells: Cells) -> int:
    cell = fold(cells.text("children"))
    if not cell:
        return 0
    digits = _COUNT.fullmatch(cell)
    count = int(digits[1]) if digits else _IN_LETTERS.get(cell.split()[0], -1)
    if 0 <= count <= MOST_CHILDREN:
        return count
    cells.not_understood("children", NOT_A_NUMBER)
    return 0


def _born_within(cells: Cells, stay: Stay) -> PartialDate | None:
    """Return when a child was born who was born during a stay: within it, and within a pregnancy she came with."""
    if stay.admitted_on is None:
        return None
    last = stay.ended_on or cells.today
    reason = cells.mapping.term("reason", cells.written("reason"))
    if reason and reason.key == PREGNANT:
        last = min(last, stay.admitted_on + LONGEST_PREGNANCY)
    return PartialDate.between(stay.admitted_on, last) if stay.admitted_on <= last else None
