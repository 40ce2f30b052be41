"""What a bundle needs of the databases: what changed since a line of history, and putting in what another register sent.

A received row is put in as it was sent, under its own id and with the centre's own revision; it leaves no line in our
history, for its lines come with it and are kept apart, by centre and lineage. Rows come here already read and checked.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

import sqlcipher3

from db import history, schema, search
from db.vault import Row, Searchable, Vault

Position = tuple[int, bytes]  # number and hash of a line of history
_BATCH = 500


class NotOfThatSchema(ValueError):
    """Rows that cannot have stood in a register of the schema they name."""


# --- sending ---------------------------------------------------------------------------------------------------


def head(vault: Vault, compartment: str) -> Position:
    """Return the last line of a compartment's history; (0, 32 zero bytes) of an empty one."""
    return history.head(vault.connection, vault.schema_name(compartment))


def changed_since(vault: Vault, compartment: str, seq: int) -> dict[str, list[str]]:
    """Return the ids of the records that lines behind `seq` are about, by table, both sorted."""
    found = vault.connection.execute(
        "SELECT DISTINCT record_table, record_id"
        f" FROM {vault.schema_name(compartment)}.history"
        " WHERE seq > ? AND record_table IS NOT NULL AND record_id IS NOT NULL"
        " ORDER BY record_table, record_id",
        (seq,),
    )
    changed: dict[str, list[str]] = {}
    for table, record_id in found:
        changed.setdefault(table, []).append(record_id)
    return changed


def lines_since(vault: Vault, compartment: str, seq: int) -> Iterator[Row]:
    """Yield the lines of a compartment's history behind `seq`, in order."""
    place = vault.schema_name(compartment)
    for line in vault.connection.execute(f"SELECT * FROM {place}.history WHERE seq > ? ORDER BY seq", (seq,)):
        yield dict(line)


def rows_of(vault: Vault, table: str, ids: Sequence[str]) -> Iterator[Row]:
    """Yield rows by their ids, voided ones too; an id that is not there is passed over."""
    for start in range(0, len(ids), _BATCH):
        yield from vault.select(table, {"id": list(ids[start : start + _BATCH])}, with_void=True)


def schema_numbers(vault: Vault) -> dict[str, int]:
    """Return the schema number of each open compartment."""
    return {compartment: schema.newest(compartment) for compartment in vault.compartments}


# --- receiving -------------------------------------------------------------------------------------------------


def newest_schema(compartment: str) -> int:
    """Return the schema number that this program knows."""
    return schema.newest(compartment)


def standing(vault: Vault, table: str, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Return the revision and the owning centre of those records that are here, by id."""
    found: dict[str, tuple[int, str]] = {}
    sql = f"SELECT id, rev, centre_id FROM {vault.place_of(table)} WHERE id IN (SELECT value FROM json_each(?))"
    for start in range(0, len(ids), _BATCH):
        asked = json.dumps(list(ids[start : start + _BATCH]))
        found.update((row[0], (row[1], row[2])) for row in vault.connection.execute(sql, (asked,)))
    return found


def received_head(vault: Vault, compartment: str, centre_id: str, lineage: str) -> Position:
    """Return the last line that came of another register's history; (0, 32 zero bytes) when none did."""
    row = vault.connection.execute(
        f"SELECT seq, hash FROM {vault.schema_name(compartment)}.received_history"
        " WHERE centre_id = ? AND lineage = ? ORDER BY seq DESC LIMIT 1",
        (centre_id, lineage),
    ).fetchone()
    return (row[0], row[1]) if row else (0, history.FIRST)


def put_rows(vault: Vault, table: str, rows: Sequence[Row]) -> None:
    """Put received rows in their table, inside the caller's transaction. Raises NotOfThatSchema."""
    try:
        if rows:
            vault.upsert(table, rows)
    except sqlcipher3.IntegrityError:
        raise NotOfThatSchema from None


def put_lines(vault: Vault, compartment: str, centre_id: str, lineage: str, lines: Iterable[Mapping[str, Any]]) -> None:
    """Keep the lines of another register's history, inside the caller's transaction."""
    columns = ("centre_id", "lineage", *history.COLUMNS)
    vault.connection.executemany(
        f"INSERT INTO {vault.schema_name(compartment)}.received_history ({', '.join(columns)})"
        f" VALUES ({', '.join('?' * len(columns))})",
        [(centre_id, lineage, *(line[column] for column in history.COLUMNS)) for line in lines],
    )


def put_searchable(vault: Vault, entries: Iterable[Searchable]) -> None:
    """Keep the words by which received persons are found, inside the caller's transaction."""
    for entry in entries:
        search.put(vault.connection, entry.person_id, entry.terms, entry.sort_key)


def migrated(compartment: str, number: int, rows: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """Bring rows of an older schema to today's: in memory, through the very steps that registers go through.

    Raises NotOfThatSchema for rows that never stood in a register of that schema.
    """
    steps = schema.steps(compartment)
    with closing(sqlcipher3.connect(":memory:", isolation_level=None)) as scratch:
        scratch.row_factory = sqlcipher3.Row
        _run(scratch, steps[:number])
        try:
            for table, of_table in rows.items():
                _insert(scratch, table, of_table)
        except sqlcipher3.Error:
            raise NotOfThatSchema from None
        _run(scratch, steps[number:])
        return {table: [dict(row) for row in scratch.execute(f"SELECT * FROM {table}")] for table in rows}


def _run(scratch: sqlcipher3.Connection, steps: Iterable[str]) -> None:
    for step in steps:
        for statement in schema.statements(step):
            scratch.execute(statement)


def _insert(scratch: sqlcipher3.Connection, table: str, rows: Sequence[Row]) -> None:
    # the names of columns come from the schema, never from what was sent
    columns = [row["name"] for row in scratch.execute(f"PRAGMA table_info({table})")]
    if any(row.keys() != set(columns) for row in rows):
        raise NotOfThatSchema
    scratch.executemany(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        [[row[column] for column in columns] for row in rows],
    )
