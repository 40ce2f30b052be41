"""Whether a register's files are whole: the databases, the chains of history, and what points to nothing.

Everything here only reads. Each database is looked at over a connection of its own, because an attached one may answer
from a cache that the disk no longer agrees with.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import groupby
from pathlib import Path

import sqlcipher3

from db import connection as connections
from db import history, schema
from db.errors import DamagedCompartment
from db.locks import is_signed
from db.vault import Vault


def damage_in(path: Path, key: bytes, compartment: str) -> list[str]:
    """Return SQLite's complaints about one compartment's file, [] for none; they name pages and tables, nobody's words.

    A complaint is asked for once more on a new connection: a loose cable must not be called a damaged file.
    """
    return _complaints(path, key, compartment) and _complaints(path, key, compartment)


def _complaints(path: Path, key: bytes, compartment: str) -> list[str]:
    try:
        with closing(connections.open_alone(path, key, compartment)) as alone:
            found = [row[0] for row in alone.execute("PRAGMA integrity_check")]
    except (DamagedCompartment, sqlcipher3.DatabaseError):
        return ["cannot be read"]
    return [] if found == ["ok"] else found


def foreign_parts(path: Path, key: bytes, compartment: str) -> tuple[list[str], list[str]]:
    """Return the tables that are missing, and all else of the schema that is missing, added or not as it was made.

    A guard on history that was dropped is no damage to SQLite, nor is a trigger that somebody put in.
    """
    with closing(connections.open_alone(path, key, compartment)) as alone:
        found = _parts_of(alone)
    with closing(sqlcipher3.connect(":memory:", isolation_level=None)) as made:
        schema.migrate(made, compartment)
        expected = _parts_of(made)
    missing = sorted(name for kind, name, _ in expected - found if kind == "table")
    return missing, sorted({name for _, name, _ in expected ^ found}.difference(missing))


def _parts_of(connection: sqlcipher3.Connection) -> set[tuple[str, str, str]]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'")
    return {(row[0], row[1], row[2]) for row in rows}


def lines_of_history(vault: Vault, compartment: str) -> int:
    """Return how many lines a compartment's history has."""
    return history.head(vault.connection, vault.schema_name(compartment))[0]


def broken_lines(vault: Vault, compartment: str) -> Iterator[int]:
    """Yield the number of each line of history that does not follow from the one before it."""
    place = vault.schema_name(compartment)
    yield from history.faults_in(
        dict(row) for row in vault.connection.execute(f"SELECT * FROM {place}.history ORDER BY seq")
    )


def broken_received_lines(vault: Vault, compartment: str) -> Iterator[int]:
    """Yield the number of each line of another register's history, as its bundles brought it, that does not follow."""
    place = vault.schema_name(compartment)
    lines = vault.connection.execute(f"SELECT * FROM {place}.received_history ORDER BY centre_id, lineage, seq")
    for _, of_one_register in groupby(map(dict, lines), key=lambda line: (line["centre_id"], line["lineage"])):
        yield from history.faults_in(of_one_register)


def unsigned_lines(vault: Vault, compartment: str, signing_keys: Mapping[str, bytes]) -> Iterator[int]:
    """Yield the number of each line of history whose signature is not that of the person it names."""
    place = vault.schema_name(compartment)
    for line in vault.connection.execute(f"SELECT seq, who, hash, signature FROM {place}.history ORDER BY seq"):
        key = signing_keys.get(line["who"])
        if key is None or not is_signed(line["hash"], line["signature"], key):
            yield line["seq"]


def orphans(vault: Vault, table: str, column: str, target: str) -> list[str]:
    """Return the ids of the records in a table whose column names a record that does not stand in the target table."""
    found = vault.connection.execute(
        f"SELECT r.id FROM {vault.place_of(table)} AS r"
        f" LEFT JOIN {vault.place_of(target)} AS t ON t.id = r.{column}"
        f" WHERE r.{column} IS NOT NULL AND t.id IS NULL AND r.voided_at IS NULL ORDER BY r.id"
    )
    return [row[0] for row in found]


def untold(vault: Vault, table: str, centre_id: str) -> list[str]:
    """Return the ids of a centre's own records whose present revision no line of history tells of.

    Where the end of a history was cut off, the chain that is left still holds; the rows give it away.
    """
    place = vault.place_of(table)
    found = vault.connection.execute(
        f"SELECT r.id FROM {place} AS r WHERE r.centre_id = ? AND NOT EXISTS ("
        f"SELECT 1 FROM {place.partition('.')[0]}.history AS h"
        " WHERE h.record_id = r.id AND h.record_table = ? AND h.rev = r.rev) ORDER BY r.id",
        (centre_id, table),
    )
    return [row[0] for row in found]


def vanished(vault: Vault, compartment: str) -> Iterator[tuple[str, str]]:
    """Yield table and id of each record that history tells of and that is not there: records are voided, never deleted."""
    told = vault.connection.execute(
        f"SELECT DISTINCT record_table, record_id FROM {vault.schema_name(compartment)}.history"
        " WHERE rev = 1 AND record_id IS NOT NULL ORDER BY record_table"
    )
    for table, lines in groupby(told.fetchall(), key=lambda line: line["record_table"]):
        there = {row[0] for row in vault.connection.execute(f"SELECT id FROM {vault.place_of(table)}")}
        yield from ((table, line["record_id"]) for line in lines if line["record_id"] not in there)


def unsearchable(vault: Vault) -> list[str]:
    """Return the ids of the persons who have a name and whom no search finds."""
    found = vault.connection.execute(
        "SELECT DISTINCT person_id FROM identity.person_names WHERE voided_at IS NULL"
        " AND person_id NOT IN (SELECT s.person_id FROM identity.searchable AS s"
        " JOIN identity.name_search AS n ON n.rowid = s.number) ORDER BY person_id"
    )
    return [row[0] for row in found]


def rows_in(vault: Vault, table: str) -> int:
    """Return how many rows a table has, voided ones included."""
    (count,) = vault.connection.execute(f"SELECT count(*) FROM {vault.place_of(table)}").fetchone()
    return int(count)
