"""Reading what can still be read of a database that is damaged: row by row, over a connection that writes nothing.

SQLCipher seals each page, so a page is either whole or not readable: no row that comes out of here was altered by the
damage. A table is read from its beginning and from its end until a page does not answer; the rows between are asked for
one by one, by the numbers that the table's own index names. What the index names and nobody can read is lost by id.
"""

import shutil
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import sqlcipher3

from db import connection as connections
from db import history, papers, schema
from db.connection import Unreadable
from db.errors import StorageError
from db.files import disk_problems
from db.rows import Row, as_rows

HISTORY = "history"
JOURNAL = "-journal"
CONTENTS, DRAFTS = papers.TABLE, "drafts"
# rebuilt from the rest, come again in bundles, or read in their own way below
_APART = frozenset({"meta", "received_history", "searchable", "name_search", "copied", "facts", "people"})
_APART |= {HISTORY, CONTENTS, DRAFTS}
_UNREADABLE = (Unreadable, StorageError, sqlcipher3.Error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """What a damaged file still gave: rows by table; ids that its indexes name and no page gives; lines of history.

    Of all of these only what is newer than what is known already; `lost` holds ids that are not known at all.
    `contents` are those of papers by id, small picture first, and only whole ones; `drafts` what somebody was typing.
    `unreadable` names the tables that are not whole and whose index tells no more than their rows: nobody can say what
    else stood in them.
    """

    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict, repr=False)
    lost: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lines: Sequence[Row] = field(default=(), repr=False)
    contents: Mapping[str, Sequence[bytes]] = field(default_factory=dict, repr=False)
    drafts: Sequence[Row] = field(default=(), repr=False)
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What another file of the same compartment holds: the revision of each record, and its last line of history."""

    revs: Mapping[str, Mapping[str, int]] = field(default_factory=dict, repr=False)
    seq: int = 0

    def is_newer(self, table: str, row: Row) -> bool:
        return int(row.get("rev") or 0) > self.revs.get(table, {}).get(row["id"], -1)


def known_in(path: Path, key: bytes, compartment: str) -> Known:
    """Return what a sound file holds. Raises DamagedCompartment or a DiskProblem."""
    with closing(connections.open_alone(path, key, compartment)) as alone, connections.reading(compartment):
        there = {name for (name,) in alone.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return Known(
            revs={table: _revs(alone, table) for table in sorted(there & _records(compartment))},
            seq=history.head(alone, "main")[0],
        )


def _revs(alone: sqlcipher3.Connection, table: str) -> dict[str, int]:
    has_rev = any(column["name"] == "rev" for column in alone.execute(f"PRAGMA table_info({table})"))
    return dict(map(tuple, alone.execute(f"SELECT id, {'rev' if has_rev else '0'} FROM {table}")))


@cache
def _records(compartment: str) -> frozenset[str]:
    """Return the tables whose rows are known by an id, as they stand at the newest schema."""
    with closing(sqlcipher3.connect(":memory:", isolation_level=None)) as made:
        schema.migrate(made, compartment)
        with_id = {
            table
            for table in schema.tables(compartment)
            if any(column[1] == "id" for column in made.execute(f"PRAGMA table_info({table})"))
        }
    return frozenset(with_id - _APART)


def read(path: Path, key: bytes, compartment: str, *, scratch: Path, known: Known | None = None) -> Salvaged:
    """Read what is left of a compartment's file, from a copy in `scratch`, so that the file stays as it was found.

    Its journal goes with it: SQLite puts right what a crash left half done. Raises a DiskProblem where the copy cannot
    be made; a file of which nothing can be read gives nothing.
    """
    tables = sorted(_records(compartment))
    nothing = Salvaged(unreadable=(*tables, HISTORY))
    if not path.is_file():
        return nothing
    copied = scratch / path.name
    with disk_problems(scratch):
        for suffix in ("", JOURNAL):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{path}{suffix}", f"{copied}{suffix}")
    try:
        with _Damaged(copied, key) as damaged:
            return _all_of(damaged, tables, known or Known())
    finally:
        for suffix in ("", JOURNAL):
            Path(f"{copied}{suffix}").unlink(missing_ok=True)


class _Damaged:
    """A damaged database, asked for rows as far as they come."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self._connection: sqlcipher3.Connection | None = None

    def __enter__(self) -> "_Damaged":
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            self._connection.close()

    def rows(self, sql: str, parameters: Sequence[str | int] = ()) -> tuple[list[Row], bool]:
        """Return the rows that came until a page did not answer, and whether all came."""
        found: list[Row] = []
        try:
            with connections.translated_errors():
                for answer in self._open().execute(sql, parameters):
                    if any(isinstance(value, str) and "\0" in value for value in answer):
                        raise Unreadable  # the page that a long row ends on came as zeros, without an error
                    found += as_rows([answer])
        except _UNREADABLE:
            self._forget()
            return found, False
        return found, True

    def _open(self) -> sqlcipher3.Connection:
        if self._connection is None:
            self._connection = connections.open_unchecked(self._path, self._key)
        return self._connection

    def _forget(self) -> None:
        """After one page that does not decrypt, SQLCipher answers nothing more: the next question opens anew."""
        if self._connection is not None:
            with suppress(sqlcipher3.Error):
                self._connection.close()
            self._connection = None


def _all_of(damaged: _Damaged, tables: Sequence[str], known: Known) -> Salvaged:
    rows, lost, unreadable = {}, {}, []
    for table in tables:
        found, is_whole = _rows_of(damaged, table)
        if not is_whole:
            missing = [one for one in _ids_in(damaged, table) if one not in found]
            found |= _one_by_one(damaged, table, missing)
            still = [one for one in missing if one not in found]
            if unknown := [one for one in still if one not in known.revs.get(table, {})]:
                lost[table] = unknown
            if not missing:
                unreadable.append(table)
        if newer := [found[one] for one in sorted(found) if known.is_newer(table, found[one])]:
            rows[table] = newer
    lines, is_whole = _lines(damaged)
    if not is_whole:
        unreadable.append(HISTORY)
    papers_found = [row for of_one in rows.values() for row in of_one if "picture_sha256" in row]
    return Salvaged(
        rows=rows,
        lost=lost,
        lines=[line for line in lines if line["seq"] > known.seq],
        contents=_contents_of(damaged, papers_found),
        drafts=damaged.rows(f"SELECT * FROM {DRAFTS}")[0],
        unreadable=tuple(unreadable),
    )


def _rows_of(damaged: _Damaged, table: str) -> tuple[dict[str, Row], bool]:
    """Return the rows of a table by id and whether that is all: from its beginning, then from its end."""
    asked = f"SELECT * FROM {table} NOT INDEXED ORDER BY rowid"
    found, is_whole = damaged.rows(asked)
    if not is_whole:
        found += damaged.rows(f"{asked} DESC")[0]
    return {row["id"]: row for row in found}, is_whole


def _ids_in(damaged: _Damaged, table: str) -> list[str]:
    """Return the ids that a table's own index names, as far as its pages answer."""
    asked = f"SELECT id FROM {table} INDEXED BY sqlite_autoindex_{table}_1 ORDER BY id"
    return sorted({row["id"] for way in ("", " DESC") for row in damaged.rows(asked + way)[0]})


def _one_by_one(damaged: _Damaged, table: str, ids: Sequence[str]) -> dict[str, Row]:
    asked = f"SELECT * FROM {table} WHERE id = ?"
    return {row["id"]: row for one in ids for row in damaged.rows(asked, (one,))[0]}


def _contents_of(damaged: _Damaged, of: Sequence[Row]) -> dict[str, list[bytes]]:
    """Return the parts of the papers that came whole; a part that is lost makes a paper unreadable."""
    found = {}
    for paper in of:
        parts, is_whole = damaged.rows(
            f"SELECT content FROM {CONTENTS} WHERE paper_id = ? ORDER BY part", (paper["id"],)
        )
        if is_whole and parts:
            found[paper["id"]] = [part["content"] for part in parts]
    return found


def _lines(damaged: _Damaged) -> tuple[list[Row], bool]:
    """Return the lines of history in their order and whether that is all; those between damaged pages one by one."""
    asked = f"SELECT * FROM {HISTORY} NOT INDEXED ORDER BY seq"
    ahead, is_whole = damaged.rows(asked)
    if is_whole:
        return ahead, True
    back = damaged.rows(f"{asked} DESC")[0]
    first, last = ahead[-1]["seq"] if ahead else 0, back[-1]["seq"] if back else 0
    between = [damaged.rows(f"SELECT * FROM {HISTORY} WHERE seq = ?", (seq,))[0] for seq in range(first + 1, last)]
    found = {row["seq"]: row for rows in (ahead, back, *between) for row in rows}
    return [found[seq] for seq in sorted(found)], False
