"""A register's databases opened as one: reading rows, and the one door through which rows are written.

A write is a list of changes: each becomes a row and a line of history, all in one transaction over every
compartment that it touches. Rows are `dict[str, str | int | None]`; what they mean is none of this module's business.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3

from db import connection as connections
from db import history, migrating, schema, search
from db.connection import Unreadable
from db.errors import CompartmentShut, DamagedCompartment, DiskFailing, RegisterBusy
from db.history import Author, Entry
from db.hybrid_clock import HybridClock
from db.rows import Change as Change  # whoever has a vault finds them beside it
from db.rows import Content as Content
from db.rows import Row as Row
from db.rows import Searchable as Searchable
from db.rows import StaleRow as StaleRow
from db.rows import as_rows as as_rows

STEPS_BETWEEN_LOOKS = 1_000  # of SQLite's own machine; well under a millisecond
LEAVING = frozenset({"print", "export", "receive"})  # the actions of changes that go with something leaving the house
MAIN = "centre"  # the compartment that everyone opens is the main database of the connection


class Vault:
    """The open databases of one register, for one thread. `keys` decide which compartments are open.

    `before_migrating` is done before older tables become those of this program.
    """

    def __init__(
        self,
        folder: Path,
        keys: Mapping[str, bytes],
        *,
        known_whole: bool = False,
        before_migrating: Callable[[], object] = migrating.nothing,
    ) -> None:
        """Open what the keys open. `known_whole`: another vault of this process has looked at every page of it."""
        self.folder = folder
        self._keys = dict(keys)
        migrating.bring_up_to_date(folder, self._keys, look=not known_whole, first=before_migrating)
        self._clock, self._trusted_at, self.is_away = HybridClock(), "", False
        self._connection: sqlcipher3.Connection | None = self._open()
        try:
            tables = {compartment: self._tables_of(compartment) for compartment in self._keys}
            self._compartment_of = {table: compartment for compartment, own in tables.items() for table in own}
            self._check_parts(tables)
            self.catch_up()
        except BaseException:
            self.close()
            raise

    def _open(self) -> sqlcipher3.Connection:
        connection = connections.open_alone(self.folder / f"{MAIN}.db", self._keys[MAIN], MAIN)
        with connections.closing_on_error(connection):
            for compartment, key in self._keys.items():
                if compartment != MAIN:
                    connections.attach(connection, self.folder / f"{compartment}.db", key, compartment)
            connection.execute("PRAGMA foreign_keys = ON")
        return connection

    @property
    def connection(self) -> sqlcipher3.Connection:
        """The open databases; opened anew when the disk failed in between. Raises RegisterBusy while they are put away."""
        if self.is_away:
            raise RegisterBusy
        if self._connection is None:
            self._connection = self._open()
        return self._connection

    def _drop_connection(self) -> None:
        """After an I/O error SQLite may answer from a cache that the disk never got: the next question opens anew."""
        if self._connection is not None:
            with suppress(sqlcipher3.Error):
                self._connection.close()
            self._connection = None

    def __enter__(self) -> "Vault":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def reopen(self, keys: Mapping[str, bytes]) -> None:
        """Open the databases again, put away while they were encrypted with other keys."""
        self._keys, self._connection, self.is_away = dict(keys), None, False
        migrating.bring_up_to_date(self.folder, self._keys)
        self.catch_up()

    def put_away(self) -> None:
        """Close the databases until `reopen`: nothing may be asked of them meanwhile."""
        self.close()
        self.is_away = True

    def close(self) -> None:
        """Close the databases; doing it twice is no mistake."""
        if self._connection is not None:
            self._connection.close()

    @property
    def compartments(self) -> tuple[str, ...]:
        """The compartments that are open."""
        return tuple(self._keys)

    def schema_name(self, compartment: str) -> str:
        """Return the name under which SQL knows a compartment. Raises CompartmentShut."""
        if compartment not in self._keys:
            raise CompartmentShut(compartment)
        return "main" if compartment == MAIN else compartment

    def _tables_of(self, compartment: str) -> list[str]:
        found = self.ask(f"SELECT name FROM {self.schema_name(compartment)}.sqlite_master WHERE type = 'table'")
        return [table for (table,) in found]

    def has_table(self, table: str) -> bool:
        """Say whether a table stands in a compartment that is open."""
        return table in self._compartment_of

    def _check_parts(self, tables: Mapping[str, Sequence[str]]) -> None:
        """Raise DamagedCompartment where a table is gone, or the history has not the columns that it is written in.

        SQLite takes a file without them for whole: only somebody with the key can have made it so.
        """
        for compartment, there in tables.items():
            columns = self.ask(f"PRAGMA {self.schema_name(compartment)}.table_info(history)")
            if not schema.tables(compartment) <= set(there) or {row["name"] for row in columns} != set(history.COLUMNS):
                raise DamagedCompartment(compartment)

    def place_of(self, table: str) -> str:
        """Return "compartment.table" as SQL wants it. Raises CompartmentShut for a table that is not open."""
        if table not in self._compartment_of:
            raise CompartmentShut(table)
        return f"{self.schema_name(self._compartment_of[table])}.{table}"

    def columns_of(self, table: str) -> list[str]:
        """Return the names of a table's columns, as they stand in the file."""
        compartment, _, name = self.place_of(table).partition(".")
        return [row["name"] for row in self.ask(f"PRAGMA {compartment}.table_info({name})")]

    # --- reading -----------------------------------------------------------------------------------------------

    def get(self, table: str, record_id: str) -> Row | None:
        """Return one row by its id, voided or not."""
        found = self.ask(f"SELECT * FROM {self.place_of(table)} WHERE id = ?", (record_id,))
        return as_rows(found)[0] if found else None

    def select(
        self,
        table: str,
        where: Mapping[str, Any] | None = None,
        *,
        order: Sequence[str] = ("id",),
        with_void: bool = False,
        columns: Sequence[str] = ("*",),
    ) -> list[Row]:
        """Return the rows whose columns equal `where`; a list there means any of its values, None means no value.

        `columns` narrows what is read of each row.
        """
        conditions: list[str] = [] if with_void else ["voided_at IS NULL"]
        parameters: list[Any] = []
        for column, wanted in (where or {}).items():
            if wanted is None:
                conditions.append(f"{column} IS NULL")
            elif isinstance(wanted, (list, tuple, set, frozenset)):
                conditions.append(f"{column} IN (SELECT value FROM json_each(?))")
                parameters.append(json.dumps(sorted(wanted)))
            else:
                conditions.append(f"{column} = ?")
                parameters.append(wanted)
        sql = f"SELECT {', '.join(columns)} FROM {self.place_of(table)} WHERE {' AND '.join(conditions) or 'TRUE'}"
        return as_rows(self.ask(f"{sql} ORDER BY {', '.join(order)}", parameters))

    def ask(self, sql: str, parameters: Any = ()) -> list[sqlcipher3.Row]:
        """Return every row that answers a question.

        Raises a DiskProblem, or DamagedCompartment when the file is corrupt on a second, new connection too: a loose
        cable must not be called a damaged register. Inside a transaction nothing is asked twice.
        """
        try:
            with connections.translated_errors():
                found: list[sqlcipher3.Row] = self.connection.execute(sql, parameters).fetchall()
                return found
        except UnicodeEncodeError:  # half a sign, as a broken paste leaves it: it stands in no row
            return []
        except (DiskFailing, Unreadable):
            if self.connection.in_transaction:
                raise
            self._drop_connection()
        with self.told_apart():
            return self.connection.execute(sql, parameters).fetchall()  # type: ignore[no-any-return]

    @contextmanager
    def told_apart(self, compartment: str | None = None) -> Iterator[None]:
        """Turn an unreadable answer into the name of the compartment that is damaged."""
        try:
            with connections.translated_errors():
                yield
        except Unreadable:
            raise DamagedCompartment(compartment or self._damaged_one()) from None

    def _damaged_one(self) -> str:
        """Return the compartment whose file does not stand a quick look; the main one when all do."""
        for compartment, key in self._keys.items():
            if connections.is_damaged(self.folder / f"{compartment}.db", key, compartment):
                return compartment
        return MAIN

    def meta(self) -> dict[str, str]:
        """Return what the register says of itself (its id, kind, code, name, lineage)."""
        return dict(self.ask("SELECT key, value FROM main.meta"))

    def set_meta(self, values: Mapping[str, str]) -> None:
        """Set some of what the register says of itself, in one transaction."""
        with self.transaction():
            self.put_meta(values)

    def put_meta(self, values: Mapping[str, str]) -> None:
        """Set some of what the register says of itself, inside the caller's transaction."""
        self.connection.executemany(
            "INSERT INTO main.meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            list(values.items()),
        )

    # --- writing -----------------------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run the body as one act: whole once COMMIT has returned, else not at all."""
        try:
            with self.told_apart():
                try:
                    self.connection.execute("BEGIN IMMEDIATE")  # within: stopped at its last step, it has begun
                    yield
                    self.connection.execute("COMMIT")
                except BaseException:
                    with suppress(sqlcipher3.Error):
                        self.connection.execute("ROLLBACK")
                    raise
        except (DiskFailing, DamagedCompartment):
            self._drop_connection()
            raise

    def write(
        self,
        changes: Iterable[Change],
        *,
        by: Author,
        at: str,
        clock_suspect: bool = False,
        searchable: Iterable[Searchable] = (),
    ) -> list[Row]:
        """Write rows with their lines of history as one act, and return the rows as they now stand.

        `rev` of a given row is the revision that was edited: StaleRow is raised where the register holds another.
        """
        with self.transaction():
            return self.write_within(changes, by=by, at=at, clock_suspect=clock_suspect, searchable=searchable)

    def write_within(
        self,
        changes: Iterable[Change],
        *,
        by: Author,
        at: str,
        clock_suspect: bool = False,
        searchable: Iterable[Searchable] = (),
    ) -> list[Row]:
        """Do the same inside the caller's transaction."""
        written = [self._write_one(change, by=by, at=at, clock_suspect=clock_suspect) for change in changes]
        search.put(self.connection, searchable)
        return written

    def _write_one(self, change: Change, *, by: Author, at: str, clock_suspect: bool) -> Row:
        before = self.get(change.table, change.row["id"])
        if (before["rev"] if before else 0) != change.row["rev"]:
            raise StaleRow(change.table, change.row["id"])
        row = {
            **change.row,
            "rev": change.row["rev"] + 1,
            "hlc": self._clock.tick(at),
            "updated_at": at,
            "updated_by": by.who,
        }
        if before is None:
            row.update(created_at=change.created_at or at, created_by=change.created_by or by.who)
        self.upsert(change.table, [row])
        was = {column: value for column, value in before.items() if row[column] != value} if before else {}
        entry = Entry(
            action=change.action,
            record_table=change.table,
            record_id=row["id"],
            rev=row["rev"],
            was={column: value for column, value in was.items() if column not in _BOOKKEPT},
            row={**before, **row} if before else row,
        )
        self._append(
            self._compartment_of[change.table],
            entry,
            by=by,
            at=at,
            clock_suspect=clock_suspect,
            with_ends=change.action in LEAVING,
        )
        return row

    def _append(
        self, compartment: str, entry: Entry, *, by: Author, at: str, clock_suspect: bool, with_ends: bool
    ) -> None:
        """Add a line of history; `with_ends` names the last lines of the other open compartments in it."""
        place = self.schema_name(compartment)
        others = [name for name in self._keys if name != compartment] if with_ends else []
        heads = {name: history.head(self.connection, self.schema_name(name)) for name in others}
        history.append(self.connection, place, entry, by=by, at=at, clock_suspect=clock_suspect, heads=heads)
        if not clock_suspect:
            self._trusted_at = max(self._trusted_at, at)

    def upsert(self, table: str, rows: Sequence[Row]) -> None:
        """Put whole rows of one shape in their table as they are, inside the caller's transaction, without history."""
        columns = list(rows[0])
        changed = ", ".join(f"{column} = excluded.{column}" for column in columns if column != "id")
        self.connection.executemany(
            f"INSERT INTO {self.place_of(table)} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
            f" ON CONFLICT (id) DO UPDATE SET {changed}",
            [tuple(row.values()) for row in rows],
        )

    def note(self, compartment: str, *entries: Entry, by: Author, at: str, clock_suspect: bool = False) -> None:
        """Leave a line for each thing that is seen, printed or sent, committed as one before it happens."""
        with self.transaction():
            self.note_within(compartment, *entries, by=by, at=at, clock_suspect=clock_suspect)

    def note_within(self, compartment: str, *entries: Entry, by: Author, at: str, clock_suspect: bool = False) -> None:
        """Do the same inside the caller's transaction.

        The last line names where the other open histories end, so that nobody cuts them off there unnoticed.
        """
        for entry in entries:
            is_last = entry is entries[-1]
            self._append(compartment, entry, by=by, at=at, clock_suspect=clock_suspect, with_ends=is_last)

    def last_entry_at(self) -> str | None:
        """Return the latest moment of history, written by a clock that nobody doubted; None in a new register."""
        return self._trusted_at or None

    def last_line_at(self, compartment: str, action: str) -> str | None:
        """Return when an act was last written in a compartment's history; None when it never was."""
        found = self.last_line(compartment, action)
        return found["at"] if found else None

    def last_line(self, compartment: str, action: str) -> sqlcipher3.Row | None:
        """Return the last line of an act in a compartment's history; None when it was never done."""
        place = self.schema_name(compartment)
        found = self.ask(
            f"SELECT seq, at, was FROM {place}.history WHERE action = ? ORDER BY seq DESC LIMIT 1", (action,)
        )
        return found[0] if found else None

    def stop_when(self, is_asked: Callable[[], bool]) -> None:
        """Give up the statement under way, and with it the transaction, as soon as somebody asks for it."""
        self.connection.set_progress_handler(lambda: int(is_asked()), STEPS_BETWEEN_LOOKS)

    def catch_up(self) -> None:
        """Go on from where the hybrid clock stands in the files, after another connection has written."""
        self._clock = HybridClock.after(map(self._last_value, self._keys))
        self._trusted_at = max(filter(_A_MOMENT, map(self._trusted_in, self._keys)), default="")

    def _last_value(self, compartment: str) -> str:
        """Return the hybrid clock of the last change in a compartment; "" where there is none, or none that is whole.

        A line that somebody spoilt keeps nobody from opening the register: `check` names it.
        """
        lines = self.ask(
            f"SELECT record_table, record_id FROM {self.schema_name(compartment)}.history"
            " WHERE row_commitment IS NOT NULL ORDER BY seq DESC LIMIT 1"  # a line of a change, not of a view
        )
        is_whole = lines and self._compartment_of.get(lines[0]["record_table"]) == compartment
        row = self.get(lines[0]["record_table"], lines[0]["record_id"]) if is_whole else None
        return row["hlc"] if row else ""

    def _trusted_in(self, compartment: str) -> str:
        """Return when a compartment's history was last written by a clock that nobody doubted; "" for never."""
        lines = self.ask(
            f"SELECT at FROM {self.schema_name(compartment)}.history WHERE clock_suspect = 0 ORDER BY seq DESC LIMIT 1"
        )
        return lines[0]["at"] if lines else ""


_A_MOMENT = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d", re.ASCII).fullmatch
_BOOKKEPT = frozenset({"rev", "hlc", "updated_at", "updated_by"})
