"""Which rows are of somebody's file, and how they leave for the centre to which she goes.

All that is told of her goes, with the papers, and so do the house's rows that hers name: who held a session, in which bed
she slept. Of those only what leaves every house in codes. What names somebody who stays is left empty. Notes of the
psychologist, what she was exported under and what others asked to be corrected are no part of a file.

What houses before this one wrote of her goes on with her, as it came here: here it is taken out once she has arrived.
With it goes by what each house knows its own words again, should she come back there.
"""

import base64
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from centre_app.exchange.manifest import travels
from centre_app.exchange.transfers import coming_back
from centre_app.exchange.withheld import CASES, PERSONS, withheld_of
from centre_app.questions import CENTRE, Record, Reference
from centre_app.records import BY_TABLE, RECORD_TYPES, CaseFile, StaffMember, StockMovement, TwinDecision
from centre_app.records.corrections import Correction
from centre_app.records.papers import Paper
from centre_app.register import Register
from db import papers, strict_json
from db.vault import Row

MOST_CONTENT = 40 * 1024 * 1024  # bytes of papers in one file; written down they take a third more
PART = 3 * 1024 * 1024
STAYS_ON_THE_SHELF = frozenset({StockMovement.table})  # what she was given goes along, and not what the house has left

Rows = Mapping[str, Mapping[str, Row]]  # by table and id


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What leaves: rows by table, lines for what the papers hold, and how many papers were too large to come along."""

    rows: Mapping[str, list[Row]] = field(repr=False)
    salts: list[bytes] = field(repr=False)
    contents: list[bytes] = field(repr=False)
    papers: int
    left_behind: int

    def lines(self) -> list[bytes]:
        """Return all as lines of a file."""
        rows = [strict_json.write({"table": table, **row}) for table, of_table in self.rows.items() for row in of_table]
        return [*rows, *self.salts, *self.contents]


def kinds_of_a_file(register: Register) -> list[type[Record]]:
    """Return the kinds of record that tell of residents and make up their files, in the order of the declarations."""
    return [
        kind
        for kind in RECORD_TYPES
        if travels(kind)
        and kind.compartment != CENTRE
        and kind is not TwinDecision
        and not issubclass(kind, Correction)
        and withheld_of(kind).tells_of
        and kind.compartment in register.vault.compartments
    ]


def rows_of(
    register: Register, kind: type[Record], cases: set[str], persons: set[str], owners: Collection[str]
) -> list[Row]:
    """Return the rows of a kind of these houses that tell of these files and persons, voided ones too."""
    wanted = {CASES: cases, PERSONS: persons}
    columns = {"id": CASES} if kind is CaseFile else withheld_of(kind).tells_of
    found = {
        row["id"]: row
        for column, table in columns.items()
        for row in register.vault.select(kind.table, {"centre_id": owners, column: wanted[table]}, with_void=True)
    }
    return sorted(found.values(), key=lambda row: str(row["id"]))


def gather(
    register: Register,
    cases: set[str],
    persons: set[str],
    earlier: Mapping[str, str],
    returned: Mapping[str, str] = MappingProxyType({}),
) -> Gathered:
    """Gather the files of these persons with all that they name. Nothing is written.

    `earlier` are files of theirs that other houses wrote, each with the house whose it is; `returned` are those that the
    house wrote to which they go: of those alone no rows of that house itself come along, for they stand there.
    """
    rows: dict[str, dict[str, Row]] = {}
    owners = {register.centre_id, *earlier.values()}
    files = {*cases, *earlier, *returned}
    for kind in kinds_of_a_file(register):
        found = rows_of(register, kind, files, persons, {*owners, *returned.values()})
        own = (row for row in found if row["centre_id"] in owners or row.get("case_id") in {None, *returned})
        rows[kind.table] = {row["id"]: row for row in own}
    for table, row in _of_the_houses(register, rows, owners):
        rows.setdefault(table, {})[row["id"]] = row
    _leave_out_who_stays(register, rows, owners)
    kept = {kind.table: list(rows[kind.table].values()) for kind in RECORD_TYPES if rows.get(kind.table)}
    contents, with_content, left_behind = _contents(register, kept)
    salts = coming_back.salt_lines(register, {table: kept[table] for table in kept if _is_of_a_file(table)})
    return Gathered(rows=kept, salts=salts, contents=contents, papers=with_content, left_behind=left_behind)


def _is_of_a_file(table: str) -> bool:
    return bool(withheld_of(BY_TABLE[table]).tells_of)


def _of_the_houses(register: Register, rows: Rows, owners: Collection[str]) -> list[tuple[str, Row]]:
    """Return the houses' own rows that these name, and those that they name in turn, without their words."""
    found: dict[tuple[str, str], Row] = {}
    asked = {named for table, of_table in rows.items() for row in of_table.values() for named in _named_by(table, row)}
    while asked:
        coming: set[tuple[str, str]] = set()
        for table, record_id in sorted(asked - found.keys()):
            row = register.vault.get(table, record_id) if register.vault.has_table(table) else None
            if row is not None and row["centre_id"] in owners:
                found[table, record_id] = _in_codes(table, row)
                coming |= set(_named_by(table, row))
        asked = coming - found.keys()
    return [(table, row) for (table, _), row in found.items()]


def _named_by(table: str, row: Row) -> Iterator[tuple[str, str]]:
    """Yield the rows of the house that a row names: never those of residents."""
    for name, target in _references(table):
        is_of_a_file = target in (CASES, PERSONS) or bool(target in BY_TABLE and withheld_of(BY_TABLE[target]).tells_of)
        if row[name] and target in BY_TABLE and not is_of_a_file and target not in STAYS_ON_THE_SHELF:
            yield target, str(row[name])
    for written in ("created_by", "updated_by", "voided_by"):
        if row[written]:
            yield StaffMember.table, str(row[written])


def _in_codes(table: str, row: Row) -> Row:
    withheld = withheld_of(BY_TABLE[table])
    strange = {column for column, known in withheld.listed.items() if row[column] not in known}
    return {column: None if column in withheld.words or column in strange else value for column, value in row.items()}


def _references(table: str) -> list[tuple[str, str]]:
    asked = BY_TABLE[table].questions.items()
    return [(name, question.kind.table) for name, question in asked if isinstance(question.kind, Reference)]


def _leave_out_who_stays(register: Register, rows: dict[str, dict[str, Row]], owners: Collection[str]) -> None:
    """Empty what names a record that does not come along; a row that is nothing without it stays here itself."""
    is_settled = False
    while not is_settled:
        is_settled = True
        for table, of_table in rows.items():
            for record_id, row in list(of_table.items()):
                named = [(name, target, row[name]) for name, target in _references(table)]
                lost = [name for name, *said in named if _is_lost(register, rows, *said, owners=owners)]
                if any(BY_TABLE[table].questions[name].required for name in lost):
                    del of_table[record_id]
                    is_settled = False
                elif lost:
                    of_table[record_id] = {**row, **dict.fromkeys(lost)}


def _is_lost(register: Register, rows: Rows, target: str, record_id: str | None, *, owners: Collection[str]) -> bool:
    if record_id is None or record_id in rows.get(target, {}):
        return False
    # what headquarters published stands in every house
    row = register.vault.get(target, record_id) if register.vault.has_table(target) else None
    return row is None or row["centre_id"] in owners or target in (CASES, PERSONS)


# --- papers ----------------------------------------------------------------------------------------------------


def _contents(register: Register, rows: Mapping[str, list[Row]]) -> tuple[list[bytes], int, int]:
    """Write what papers hold, the smallest first, for as long as there is room."""
    of_papers = [(table, row) for table, of_table in rows.items() if _is_of_papers(table) for row in of_table]
    lines: list[bytes] = []
    room, written, left_behind = MOST_CONTENT, 0, 0
    for table, row in sorted(of_papers, key=lambda one: int(one[1]["size_bytes"] or 0)):
        whole = papers.whole(register.vault, table, row["id"])
        picture = papers.picture(register.vault, table, row["id"])
        if whole is None or picture is None:
            continue
        room -= len(whole) + len(picture)
        if room < 0:
            left_behind += 1
            continue
        written += 1
        parts = [picture, *(whole[start : start + PART] for start in range(0, len(whole), PART))]
        lines += [
            strict_json.write(
                {"paper": row["id"], "of": table, "part": number, "content": base64.b64encode(part).decode("ascii")}
            )
            for number, part in enumerate(parts)
        ]
    return lines, written, left_behind


def _is_of_papers(table: str) -> bool:
    return issubclass(BY_TABLE[table], Paper)
