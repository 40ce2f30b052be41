"""Reading what a bundle carries into rows and lines that can be put into a register; whatever else it is, is refused.

Names of tables and columns come from the declarations, values are checked one by one: nothing that a file says is
ever part of SQL, and nothing is written before the whole bundle has been read.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from centre_app.exchange import refusals
from centre_app.questions import Francs, Record, Reference, Row, WholeNumber, YesNo, columns_of, from_row
from centre_app.records import BY_TABLE
from centre_app.stored_days import badly_written_day
from db import bundles, history

Line = dict[str, Any]
Shape = tuple[Any, ...]

_IN_NUMBERS = ("seq", "clock_suspect", "rev")


class Announced(Protocol):
    """What a first line says of all that follows it: a bundle's manifest, or what is behind an acknowledgement.

    `centre` owns the rows, as a rule every one; `rows` and `lines` are how many there are of each, `heads` whose history comes, `schema` of
    which program they are.
    """

    @property
    def centre(self) -> str: ...

    @property
    def schema(self) -> Mapping[str, int]: ...

    @property
    def heads(self) -> Mapping[str, Any]: ...

    @property
    def rows(self) -> Mapping[str, int]: ...

    @property
    def lines(self) -> Mapping[str, int]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """All that a bundle carries, at today's schema: rows by table, lines of history by compartment.

    `remarks` says on how many answers of a row, by its id, a rule remarks something; the others are not in it.
    """

    rows: Mapping[str, list[Row]]
    lines: Mapping[str, list[Line]]
    remarks: Mapping[str, int]


def read(
    said: Iterable[dict[str, Any]],
    manifest: Announced,
    *,
    remarks_on: Callable[[Record], int],
    owners: Collection[str] = (),
) -> Carried:
    """Read everything behind the manifest. Raises BadContent or OtherCentre at the first thing that cannot be.

    `remarks_on` reviews each record; `owners` are whose rows may come, where it is not the sender's alone.
    """
    rows: dict[str, list[Row]] = {table: [] for table in manifest.rows}
    lines: dict[str, list[Line]] = {compartment: [] for compartment in manifest.heads}
    sound: set[Shape] = set()
    for number, one in enumerate(said, start=2):
        if "table" in one:
            table = one.pop("table")
            if not isinstance(table, str) or table not in rows:
                raise refusals.BadContent(line=number, why="table")
            rows[table].append(one)
        else:
            compartment = one.pop("history", None)
            if not isinstance(compartment, str) or compartment not in lines:
                raise refusals.BadContent(line=number, why="history")
            if (shape := _shape_of(one)) not in sound:
                _check_line(one, number)
                sound.add(shape)
            lines[compartment].append(_in_bytes(one, number))
    counted = {table: len(of_table) for table, of_table in rows.items()}
    if counted != dict(manifest.rows) or any(len(lines[name]) != manifest.lines.get(name, 0) for name in lines):
        raise refusals.BadContent(line=1, why="counts")
    rows = _at_todays_schema(rows, manifest)
    remarks: dict[str, int] = {}
    for table, of_table in rows.items():
        for record in _records_in(BY_TABLE[table], of_table, owners or (manifest.centre,)):
            if found := remarks_on(record):
                remarks[record.id] = found
    return Carried(rows=rows, lines=lines, remarks=remarks)


def named_in(carried: Carried) -> dict[str, set[str]]:
    """Return, by table, the ids that rows refer to and that do not come in the same bundle."""
    named: dict[str, set[str]] = {}
    for table, rows in carried.rows.items():
        for question in BY_TABLE[table].questions.values():
            if isinstance(question.kind, Reference) and question.kind.table in BY_TABLE:
                said = {str(row[question.name]) for row in rows if row[question.name]}
                named.setdefault(question.kind.table, set()).update(said)
    return {table: ids - {str(row["id"]) for row in carried.rows.get(table, ())} for table, ids in named.items() if ids}


def _at_todays_schema(rows: dict[str, list[Row]], manifest: Announced) -> dict[str, list[Row]]:
    """Bring rows of an older program to today's schema, through the steps that registers go through."""
    today = dict(rows)
    for compartment, number in manifest.schema.items():
        older = {table: rows[table] for table in rows if BY_TABLE[table].compartment == compartment}
        if older and number < bundles.newest_schema(compartment):
            try:
                today.update(bundles.migrated(compartment, number, older))
            except bundles.NotOfThatSchema:
                raise refusals.BadContent(line=0, why="row") from None
    return today


def _records_in(record_type: type[Record], rows: list[Row], owners: Collection[str]) -> Iterator[Record]:
    """Read each row into a record, as everything that goes into a register is."""
    expected, never_empty = _expected(record_type.table), _never_empty(record_type.table)
    seen: set[Any] = set()
    sound: set[Shape] = set()
    for row in rows:
        if (shape := _shape_of(row)) not in sound:
            _check_shape(record_type, row, expected, never_empty)
            sound.add(shape)
        if row["centre_id"] not in owners:
            raise refusals.OtherCentre
        if (name := badly_written_day(record_type.table, row)) is not None:
            raise refusals.BadContent(line=0, why=f"{record_type.table}.{name}")
        try:
            record = from_row(record_type, row)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise refusals.BadContent(line=0, why=f"a row of {record_type.table}") from None
        if not record.id or record.id in seen or not record.rev or record.rev < 1:
            raise refusals.BadContent(line=0, why=f"{record_type.table}.id")
        seen.add(record.id)
        yield record


def _check_shape(
    record_type: type[Record], row: Row, expected: Mapping[str, type], never_empty: frozenset[str]
) -> None:
    if row.keys() != expected.keys():
        raise refusals.BadContent(line=0, why=f"columns of {record_type.table}")
    for name, value in row.items():
        if type(value) is not expected[name] and (value is not None or name in never_empty):
            raise refusals.BadContent(line=0, why=f"{record_type.table}.{name}")


@cache
def _expected(table: str) -> Mapping[str, type]:
    """Return what each column of a table holds: text or a whole number."""
    record_type, numbers = BY_TABLE[table], {"rev"}
    for question in record_type.questions.values():
        if isinstance(question.kind, (WholeNumber, Francs, YesNo)):
            numbers.update(question.kind.columns(question.name))
    return {column: int if column in numbers else str for column in columns_of(record_type)}


@cache
def _never_empty(table: str) -> frozenset[str]:
    """Return the columns that hold something in every row: what a register keeps itself, and whom a record is about."""
    belongs_to = {
        name
        for name, question in BY_TABLE[table].questions.items()
        if question.required and isinstance(question.kind, Reference)
    }
    return frozenset({"id", "centre_id", "rev", "hlc", "created_by", "updated_by", *belongs_to})


def _check_line(said: Line, number: int) -> None:
    if said.keys() != set(history.COLUMNS):
        raise refusals.BadContent(line=number, why="history")
    for name, value in said.items():
        kind = int if name in _IN_NUMBERS else str
        if type(value) is not kind and not (value is None and name in history.MAY_BE_NONE):
            raise refusals.BadContent(line=number, why=f"history.{name}")


def _in_bytes(line: Line, number: int) -> Line:
    """Return a line of history with its bytes as bytes."""
    try:
        for name in history.IN_BYTES:
            if line[name] is not None:
                line[name] = bytes.fromhex(line[name])
    except ValueError:
        raise refusals.BadContent(line=number, why="history") from None
    return line


def _shape_of(said: Mapping[str, Any]) -> Shape:
    """Return names and kinds of values: what was looked at once need not be looked at in 40,000 lines like it."""
    return (*said, *map(type, said.values()))
