"""What a standard asks, which derivation answers it, and what becomes of the answer at each level: read from its CSV."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from centre_app.choices import choices

HTCDS = "htcds_2_0"
STANDARDS = {HTCDS: "HTCDS 2.0"}  # as people call them

# The levels, keys of the list export_level.
IDENTIFIED, PSEUDONYMISED, K_ANONYMOUS = "identified", "pseudonymised", "k_anonymous"
LEVELS = (IDENTIFIED, PSEUDONYMISED, K_ANONYMOUS)

# What becomes of an answer at a level.
KEEP, BLANK, DROP, MONTH, CERCLE, QUASI = "keep", "blank", "drop", "month", "cercle", "quasi"

SEVERAL, NUMBER, CHECKBOX = "Multiselect Picklist", "Number", "Checkbox"
COMPANION = "x_"

_FOLDER = Path(__file__).resolve().parent
ISO_3166, ISO_639_2 = "iso_3166", "iso_639_2"  # values that a standard takes from another one
_LISTS = {ISO_3166: "country", ISO_639_2: "language"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a standard, or a companion column (x_…) for what the standard cannot carry."""

    table: str
    line: str
    name: str
    label: str
    type: str
    values: str
    source: str
    argument: str
    rules: Mapping[str, str]
    values_by_key: Mapping[str, str]
    merged: frozenset[str]  # keys that share their value with another one of their list
    remark: str

    @property
    def is_companion(self) -> bool:
        return self.name.startswith(COMPANION)

    @property
    def allowed(self) -> tuple[str, ...]:
        """The values that the standard takes, in its order; none where it takes any text."""
        if self.values in _LISTS:
            entries = choices(_LISTS[self.values]).entries.values()
            return tuple(dict.fromkeys(entry.htcds for entry in entries if entry.htcds))
        return tuple(filter(None, self.values.split(";")))

    def quasi(self, level: str) -> tuple[str, int | None] | None:
        """Return which quasi-identifier this is at a level, and at which step alone it is shown, if at one alone."""
        first, *others = self.rules[level].split()
        if first != QUASI:
            return None
        return others[0], int(others[1]) if len(others) > 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardMapping:
    """A standard as it is written and read here. `tables` holds their fields by name, in the order of the file."""

    standard: str
    tables: Mapping[str, tuple[Field, ...]]
    columns_meant: Mapping[str, str]  # names of columns as others are known to write them
    values_meant: Mapping[str, str]

    @property
    def title(self) -> str:
        return STANDARDS.get(self.standard, self.standard)

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(field for fields in self.tables.values() for field in fields)

    def line_of(self, table: str) -> str:
        """Return what one line of a table is: a case, a referral, …"""
        return self.tables[table][0].line


@cache
def mapping_of(standard: str) -> StandardMapping:
    """Return the mapping of a standard; raise LookupError when there is none of that name."""
    return read_mapping(standard, _FOLDER)


def read_mapping(standard: str, folder: Path) -> StandardMapping:
    """Return the mapping that three files of a folder declare."""
    if not (folder / f"{standard}.csv").exists():
        raise LookupError(f"there is no mapping called {standard!r}")
    said = list(_rows(folder / f"{standard}_choices.csv"))
    tables: dict[str, list[Field]] = {}
    for row in _rows(folder / f"{standard}.csv"):
        tables.setdefault(row["table"], []).append(_field(row, [one for one in said if one["field"] == row["field"]]))
    aliases = list(_rows(folder / f"{standard}_aliases.csv"))
    return StandardMapping(
        standard=standard,
        tables={table: tuple(fields) for table, fields in tables.items()},
        columns_meant={row["written"]: row["meant"] for row in aliases if row["what"] == "column"},
        values_meant={row["written"]: row["meant"] for row in aliases if row["what"] == "value"},
    )


def _field(row: Mapping[str, str], said: Sequence[Mapping[str, str]]) -> Field:
    shared = Counter((one["list"], one["value"]) for one in said)
    return Field(
        table=row["table"],
        line=row["line"],
        name=row["field"],
        label=row["label"],
        type=row["type"],
        values=row["values"],
        source=row["source"],
        argument=row["argument"],
        rules={level: row[level] for level in LEVELS},
        values_by_key={one["key"]: one["value"] for one in said},
        merged=frozenset(one["key"] for one in said if one["value"] and shared[one["list"], one["value"]] > 1),
        remark=row["remark"],
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
