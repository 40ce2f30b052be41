"""Knowing a line again that was imported before, as it was or changed since."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from centre_app import answers
from centre_app.folding import fold
from centre_app.importing.mapping import Mapping
from centre_app.importing.reading import OldLine
from centre_app.records import ImportedLine
from centre_app.register import Register

# By what a changed line is known again, besides its number.
_SAME_LINE = ("name", "family", "arrived")
_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")
_ANY_DAY = date(2050, 1, 1)  # fixed, so that a year of two digits gives the same digest in every year


def keyed(lines: Sequence[OldLine]) -> Iterator[tuple[OldLine, str]]:
    """Yield each line with its key; of lines that say quite the same, the second has a key of its own."""
    seen: Counter[str] = Counter()
    for line in lines:
        digest = line_key(line)
        seen[digest] += 1
        yield line, digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"


def line_key(line: OldLine) -> str:
    """Return what recognises a line: a digest of its cells by column, however spaced, accented or dated."""
    said = sorted(f"{fold(column)}={_plain(cell)}" for column, cell in line.cells.items())
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _plain(cell: str) -> str:
    """Return a cell in one shape: "09/03/11" and "2011-03-09" are one day, "120 000" and "120000" one number."""
    day = answers.day(cell, today=_ANY_DAY, years_ahead=0)
    return day.isoformat() if isinstance(day, date) else _BETWEEN_DIGITS.sub("", fold(cell))


@dataclass(frozen=True, slots=True)
class Before:
    """The lines that were imported before: their keys, and by what a changed one is known again."""

    mapping: Mapping
    keys: frozenset[str]
    signs: frozenset[tuple[str, str, str]]

    @classmethod
    def in_register(cls, register: Register, mapping: Mapping) -> "Before":
        imported = register.find(ImportedLine)
        written = (OldLine(number=0, cells=json.loads(one.as_written or "{}")) for one in imported)
        signs = frozenset(sign for line in written for sign in _signs(line, mapping))
        return cls(mapping, frozenset(one.line_key or "" for one in imported), signs)

    def holds_another_state_of(self, line: OldLine) -> bool:
        """Say whether a line of the same number, and the same name or day of arrival, was imported before."""
        return any(sign in self.signs for sign in _signs(line, self.mapping))


def _signs(line: OldLine, mapping: Mapping) -> Iterator[tuple[str, str, str]]:
    number = line.text(mapping.column_of("number") or "")
    for meaning in _SAME_LINE:
        cell = line.text(mapping.column_of(meaning) or "")
        if number and cell:
            yield _plain(number), meaning, _plain(cell)
