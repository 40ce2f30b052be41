"""What leaves the house only with consent: the words that people write, wherever they stand.

What is chosen, counted or dated leaves always; headquarters' figures are made of it. Words leave without consent only
where the declaration of their question says why they tell nothing of anybody (`harmless`), so a question that nobody
thought about stays here. A place counts as words unless it is one of the list, and so does a reason for no answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from centre_app import places
from centre_app.choices import choices
from centre_app.questions import IDENTITY, Place, Record, Reference
from centre_app.records import BY_TABLE, CaseFile, Person

WHY_VOID = "void_reason"  # asked of nobody, answered in words
MISSING = "missing"  # by question the reason for no answer: a key of this list
_REASONS = "missing_reason"

CASES, PERSONS = CaseFile.table, Person.table


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Of one kind of record what stays here without consent, and by which columns it is known whose consent it takes.

    `words` are left empty, `listed` unless what stands in the column is one of these. `tells_of` are the columns that
    say whom a record is about, each with the table that it points into; {} is about the house.
    """

    is_all: bool
    words: tuple[str, ...]
    listed: Mapping[str, frozenset[str]]
    tells_of: Mapping[str, str]

    @property
    def columns(self) -> frozenset[str]:
        """Every column that may go out empty, and be filled in at headquarters once she agrees."""
        return frozenset({*self.words, *self.listed})

    def is_in(self, row: Mapping[str, Any]) -> bool:
        """Whether consent makes a difference to what leaves of this row."""
        of_places = {column: known for column, known in self.listed.items() if column != MISSING}
        return (
            self.is_all
            or any(row[column] for column in self.words)
            or any(row[column] and row[column] not in known for column, known in of_places.items())
        )


def withheld_of(record_type: type[Record]) -> Withheld:
    """Return what of a kind of record leaves only with consent."""
    return _of_table(record_type.table)


@cache
def _of_table(table: str) -> Withheld:
    record_type = BY_TABLE[table]
    asked = record_type.questions.values()
    of_places = {one.name: _slugs(one.kind.level) for one in asked if isinstance(one.kind, Place) and not one.harmless}
    points = {one.name: one.kind.table for one in asked if isinstance(one.kind, Reference)}
    own = {"id": PERSONS} if record_type is Person else {}
    return Withheld(
        is_all=record_type.compartment == IDENTITY,
        words=(*(one.name for one in asked if one.may_identify), WHY_VOID),
        listed={**of_places, MISSING: frozenset({*record_type.questions, *choices(_REASONS).all_keys})},
        tells_of=own | {name: target for name, target in points.items() if target in (CASES, PERSONS)},
    )


def _slugs(level: str) -> frozenset[str]:
    return frozenset(one.slug for one in places.places(level))
