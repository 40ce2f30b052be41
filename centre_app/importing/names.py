"""Which part of a name is the family's: "Togola Hawa" and "ADIARATOU SISSOKO" stand in one register.

The order is told from family names and first names known in Mali (names.csv); where both parts could be either, or
neither is known, the order is that of the head of the column, the family name first, and somebody should look.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from centre_app.folding import fold

_FOLDER = Path(__file__).resolve().parent
_FAMILY, _GIVEN, _PARTICLE = "family", "given", "particle"
_WORD_STARTS = re.compile(r"(^|[\s\-'’ʼ])(\w)")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReadName:
    """A name in its two parts; `is_sure` is False where their order is a guess."""

    family: str
    given: str
    is_sure: bool


def read_name(written: str) -> ReadName:
    """Return the two parts of a whole name; a single word is a family name only where it is known as one."""
    parts = _parts(written)
    if len(parts) == 1:
        is_family = _is(parts[0], _FAMILY) and not _is(parts[0], _GIVEN)
        return ReadName(family=parts[0] if is_family else "", given="" if is_family else parts[0], is_sure=False)
    first, last = parts[0], parts[-1]
    leaning = _leaning(first) - _leaning(last)
    if leaning < 0:
        return ReadName(family=last, given=" ".join(parts[:-1]), is_sure=True)
    return ReadName(family=first, given=" ".join(parts[1:]), is_sure=leaning > 0)


def recased(written: str) -> str:
    """Return a name in capitals as one writes it, "N'DIAYE" as "N'Diaye"; any other comes back as it is."""
    plain = " ".join(written.split())
    if not plain.isupper():
        return plain
    return _WORD_STARTS.sub(lambda start: start[1] + start[2].upper(), plain.lower())


def _parts(written: str) -> list[str]:
    """Return the words of a name; "Ag Mohamed" and "Walet Ibrahim" (son, daughter of) are one each."""
    parts: list[str] = []
    after_particle = False
    for word in recased(written).split():
        if after_particle:
            parts[-1] += f" {word}"
        else:
            parts.append(word)
        after_particle = _is(word, _PARTICLE)
    return parts or [""]


def _leaning(part: str) -> int:
    """Return how much a part looks like a family name: 1 where it can be no other, -1 for a first name, 0 for either."""
    if _is(part.split(" ")[0], _PARTICLE):
        return 1
    return int(_is(part, _FAMILY)) - int(_is(part, _GIVEN))


def _is(word: str, kind: str) -> bool:
    return fold(word) in _known()[kind]


@cache
def _known() -> dict[str, frozenset[str]]:
    with (_FOLDER / "names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        kind: frozenset(fold(row["name"]) for row in rows if row["part"] == kind)
        for kind in (_FAMILY, _GIVEN, _PARTICLE)
    }
