"""Rows on their way into a register and out of it: `dict[str, str | int | None]`, one a record."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlcipher3

Row = dict[str, Any]


class StaleRow(Exception):
    """Somebody saved this record in between; what stands in the register is newer than what was edited."""

    def __init__(self, table: str, record_id: str) -> None:
        super().__init__(table, record_id)
        self.table = table
        self.record_id = record_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row to write, and what to call it in history ("create", "save", "void", "import").

    `created_by` and `created_at` are given where somebody else wrote it earlier, who could not open this compartment.
    """

    table: str
    row: Row
    action: str
    created_by: str = ""
    created_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Searchable:
    """The words by which a person is found, and the folded name she is sorted by; they replace the ones kept before.

    `terms` are of her names, `described` of what stands for one, `kept` of what fewer people may know; `cases` are her
    files, parted by a space; `sound` is how her name sounds, whole.
    """

    person_id: str
    terms: str
    sort_key: str
    described: str = ""
    kept: str = ""
    cases: str = ""
    sound: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a paper holds, with a small picture of it; `table` is the one in which the paper's row stands."""

    table: str
    paper_id: str
    whole: bytes = field(repr=False)
    picture: bytes = field(repr=False)


def as_rows(found: Sequence[sqlcipher3.Row]) -> list[Row]:
    """Return answers of one question as rows. `dict(answer)` would look for each column by its name, five times slower."""
    columns = found[0].keys() if found else ()
    return [dict(zip(columns, answer, strict=True)) for answer in found]
