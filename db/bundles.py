"""What a bundle needs of the databases: what changed since a line of history, and putting in what another register sent.

A received row is put in as it was sent, under its own id and with the centre's own revision; it leaves no line in our
history, for its lines come with it and are kept apart, by centre and lineage. Rows come here already read and checked.
"""

import json
import operator
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from typing import Any

import sqlcipher3

from db import history, schema, search
from db.history import Position
from db.vault import Row, Searchable, Vault

_BATCH = 500


class NotOfThatSchema(ValueError):
    """Rows that cannot have stood in a register of the schema they name."""


# --- sending ---------------------------------------------------------------------------------------------------


def head(vault: Vault, compartment: str) -> Position:
    """Return the last line of a compartment's history; (0, 32 zero bytes) of an empty one."""
    return history.head(vault.connection, vault.schema_name(compartment))


def changed_since(vault: Vault, compartment: str, seq: int) -> dict[str, list[str]]:
    """Return the ids of the records that lines behind `seq` are about, by table."""
    found = vault.ask(
        "SELECT record_table, json_group_array(DISTINCT record_id)"
        f" FROM {vault.schema_name(compartment)}.history"
        " WHERE seq > ? AND record_table IS NOT NULL AND record_id IS NOT NULL GROUP BY record_table",
        (seq,),
    )
    return {table: json.loads(ids) for table, ids in found}


def rows_as_lines(
    vault: Vault,
    table: str,
    ids: Sequence[str],
    *,
    blank: Iterable[str] = (),
    listed: Mapping[str, Collection[str]] | None = None,
) -> list[tuple[str | None, bytes]]:
    """Return rows as lines of a bundle, each with the case it belongs to (None: to none), in the order of their ids.

    Voided ones too; an id that is not there is passed over. The columns named in `blank` are left empty, those in
    `listed` unless what stands in them is one of these. SQLite writes the lines: an object made in Python for each row
    took most of an export. They are the bytes of `strict_json.write`.
    """
    columns = vault.columns_of(table)
    case = "id" if table == "case_files" else "case_id" if "case_id" in columns else "NULL"
    said = {column: column for column in columns} | _left_out(blank, listed or {})
    sql = (
        f"SELECT {case}, {_line_of({**said, 'table': ':table'})} FROM {vault.place_of(table)}"
        " WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id"
    )
    return [
        tuple(row) for row in vault.ask(sql, {"table": table, "ids": json.dumps(list(ids)), **_lists(listed or {})})
    ]


def with_nothing_left_out(
    vault: Vault, table: str, ids: Sequence[str], *, blank: Iterable[str], listed: Mapping[str, Collection[str]]
) -> list[str]:
    """Return which of these rows lose nothing on the way, each as its id and its revision: "… 3"."""
    same = " AND ".join(f"{column} IS {said}" for column, said in _left_out(blank, listed).items())
    sql = (
        f"SELECT id || ' ' || rev FROM {vault.place_of(table)}"
        f" WHERE id IN (SELECT value FROM json_each(:ids)) AND {same} ORDER BY id"
    )
    return [row[0] for row in vault.ask(sql, {"ids": json.dumps(list(ids)), **_lists(listed)})]


def _left_out(blank: Iterable[str], listed: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Return what leaves of the columns of which not everything does, as SQL."""
    return {column: _if_listed(column) for column in listed} | dict.fromkeys(blank, "NULL")


def _lists(listed: Mapping[str, Collection[str]]) -> dict[str, str]:
    return {_list_of(column): json.dumps(sorted(values)) for column, values in listed.items()}


def _if_listed(column: str) -> str:
    """Return the SQL for what stands in a column, nothing unless it is listed; of an object, all names and values."""
    known = f"(SELECT value FROM json_each(:{_list_of(column)}))"
    if column != "missing":
        return f"iif({column} IN {known}, {column}, NULL)"
    strange = f"SELECT 1 FROM json_each({column}) AS m WHERE m.key NOT IN {known} OR m.value NOT IN {known}"
    return f"CASE WHEN json_valid({column}) AND NOT EXISTS ({strange}) THEN {column} END"


def _list_of(column: str) -> str:
    return f"listed_{column}"


def history_as_lines(
    vault: Vault, compartment: str, seq: int, *, kept: Iterable[str], leaving: Iterable[str], unchanged: Iterable[str]
) -> list[bytes]:
    """Return the lines of a compartment's history behind `seq`, in order, as lines of a bundle.

    The old values leave only of records that are among `leaving`, and never of the tables `kept`; so do the salts, by
    which what was left out of a row could be guessed. Why something was taken back leaves in no old value. The line
    that left a row as it goes out leaves with its salt, so that headquarters can hold the row against it: `unchanged`
    are such rows, as `with_nothing_left_out` tells them.
    """
    stays = (
        "record_table IN (SELECT value FROM json_each(:kept))"
        " OR record_id NOT IN (SELECT value FROM json_each(:leaving)) OR json_extract(was, '$.void_reason') IS NOT NULL"
    )
    said = {column: _in_hex(column) if column in history.IN_BYTES else column for column in history.COLUMNS}
    hidden = {column: f"iif(stays, NULL, {said[column]})" for column in ("was", "salt")}
    hidden["row_salt"] = f"iif(stays AND NOT is_unchanged, NULL, {said['row_salt']})"
    is_unchanged = "record_id || ' ' || rev IN (SELECT value FROM json_each(:unchanged))"
    found = vault.ask(
        f"SELECT {_line_of({**said, **hidden, 'history': ':compartment'})}"
        f" FROM (SELECT *, COALESCE({stays}, FALSE) AS stays, COALESCE({is_unchanged}, FALSE) AS is_unchanged"
        f" FROM {vault.schema_name(compartment)}.history)"
        " WHERE seq > :seq ORDER BY seq",
        {
            "compartment": compartment,
            "seq": seq,
            "kept": json.dumps(list(kept)),
            "leaving": json.dumps(list(leaving)),
            "unchanged": json.dumps(list(unchanged)),
        },
    )
    return [row[0] for row in found]


def _in_hex(column: str) -> str:
    """Return the SQL for bytes as a bundle writes them; hex of nothing would be an empty text."""
    return (
        f"iif({column} IS NULL, NULL, lower(hex({column})))"
        if column in history.MAY_BE_NONE
        else f"lower(hex({column}))"
    )


def _line_of(said: Mapping[str, str]) -> str:
    """Return the SQL that writes one JSON object, its names in order, as bytes."""
    members = ", ".join(f"'{name}', {value}" for name, value in sorted(said.items()))
    return f"CAST(json_object({members}) AS BLOB)"


def count_between(vault: Vault, table: str, column: str, days: tuple[str, str], where: Mapping[str, str | int]) -> int:
    """Count rows whose day lies from the first of these days to the one before the second."""
    conditions = "".join(f" AND {name} = :{name}" for name in where)
    found = vault.ask(
        f"SELECT count(*) FROM {vault.place_of(table)}"
        f" WHERE {column} >= :first AND {column} < :beyond AND voided_at IS NULL{conditions}",
        {"first": days[0], "beyond": days[1], **where},
    )
    return int(found[0][0])


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


def ids_of(vault: Vault, table: str, centre_id: str) -> frozenset[str]:
    """Return the ids of a centre's records of one kind; none of a compartment that is shut."""
    if not vault.has_table(table):
        return frozenset()
    found = vault.ask(f"SELECT id FROM {vault.place_of(table)} WHERE centre_id = ?", (centre_id,))
    return frozenset(row[0] for row in found)


def received_head(vault: Vault, compartment: str, centre_id: str, lineage: str) -> Position:
    """Return the last line that came of another register's history; (0, 32 zero bytes) when none did."""
    row = vault.connection.execute(
        f"SELECT seq, hash FROM {vault.schema_name(compartment)}.received_history"
        " WHERE centre_id = ? AND lineage = ? ORDER BY seq DESC LIMIT 1",
        (centre_id, lineage),
    ).fetchone()
    return (row[0], row[1]) if row else (0, history.FIRST)


def received_hash(vault: Vault, compartment: str, centre_id: str, lineage: str, seq: int) -> bytes | None:
    """Return the hash of one line that came of another register's history; None where it is not here."""
    row = vault.connection.execute(
        f"SELECT hash FROM {vault.schema_name(compartment)}.received_history"
        " WHERE centre_id = ? AND lineage = ? AND seq = ?",
        (centre_id, lineage, seq),
    ).fetchone()
    return row[0] if row else None


def put_rows(vault: Vault, table: str, rows: Sequence[Row]) -> None:
    """Put received rows in their table, inside the caller's transaction. Raises NotOfThatSchema."""
    try:
        if rows:
            vault.upsert(table, rows)
    except sqlcipher3.IntegrityError:
        raise NotOfThatSchema from None


def put_lines(vault: Vault, compartment: str, centre_id: str, lineage: str, lines: Iterable[Mapping[str, Any]]) -> None:
    """Keep the lines of another register's history, inside the caller's transaction."""
    columns, in_order = ("centre_id", "lineage", *history.COLUMNS), operator.itemgetter(*history.COLUMNS)
    vault.connection.executemany(
        f"INSERT INTO {vault.schema_name(compartment)}.received_history ({', '.join(columns)})"
        f" VALUES ({', '.join('?' * len(columns))})",
        [(centre_id, lineage, *in_order(line)) for line in lines],
    )


def give_up_values(
    vault: Vault, compartment: str, centre_id: str, lineage: str, lines: Sequence[Mapping[str, Any]]
) -> None:
    """Erase, of lines that are here, the values that the same lines come without this time.

    So what stays is what every bundle told, whichever came first.
    """
    without = {
        "was = NULL, salt = NULL": [line["seq"] for line in lines if line["salt"] is None],
        "was = NULL, salt = NULL, row_salt = NULL": [
            line["seq"] for line in lines if line["row_salt"] is None and line["row_commitment"] is not None
        ],
    }
    for erased, numbers in without.items():
        vault.connection.execute(
            f"UPDATE {vault.schema_name(compartment)}.received_history SET {erased} WHERE centre_id = :centre"
            " AND lineage = :lineage AND seq IN (SELECT value FROM json_each(:numbers))"
            " AND (salt IS NOT NULL OR row_salt IS NOT NULL)",
            {"centre": centre_id, "lineage": lineage, "numbers": json.dumps(numbers)},
        )


def erase_values(
    vault: Vault, compartment: str, centre_id: str, lineage: str, record_ids: Collection[str], *, until: int
) -> None:
    """Erase what lines of a centre's history, up to one of them, tell of some records; the chain still verifies."""
    vault.connection.execute(
        f"UPDATE {vault.schema_name(compartment)}.received_history SET was = NULL, salt = NULL, row_salt = NULL"
        " WHERE centre_id = :centre AND lineage = :lineage AND seq <= :until"
        " AND record_id IN (SELECT value FROM json_each(:ids)) AND (salt IS NOT NULL OR row_salt IS NOT NULL)",
        {"centre": centre_id, "lineage": lineage, "until": until, "ids": json.dumps(sorted(record_ids))},
    )


def erase_former_lines(vault: Vault, compartment: str, centre_id: str, lineage: str) -> None:
    """Erase the values in what a centre told before it began this line, and told anew in it as far as it knows."""
    vault.connection.execute(
        f"UPDATE {vault.schema_name(compartment)}.received_history SET was = NULL, salt = NULL, row_salt = NULL"
        " WHERE centre_id = ? AND lineage <> ? AND (salt IS NOT NULL OR row_salt IS NOT NULL)",
        (centre_id, lineage),
    )


def delete_rows(vault: Vault, table: str, ids: Sequence[str]) -> None:
    """Delete received rows, inside the caller's transaction: of somebody who may not be named here any more."""
    vault.connection.execute(
        f"DELETE FROM {vault.place_of(table)} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )


def leave_out(
    vault: Vault, table: str, ids: Sequence[str], *, blank: Iterable[str], listed: Mapping[str, Collection[str]]
) -> None:
    """Empty in received rows what a bundle would leave out of them, inside the caller's transaction."""
    said = ", ".join(f"{column} = {value}" for column, value in _left_out(blank, listed).items())
    vault.connection.execute(
        f"UPDATE {vault.place_of(table)} SET {said} WHERE id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(ids)), **_lists(listed)},
    )


def cross_out_untold(
    vault: Vault, table: str, centre_id: str, lineage: str, *, at: str, by: str, why: str
) -> list[Row]:
    """Void the rows of a centre of which its new line tells nothing, and return them as they were."""
    compartment = vault.place_of(table).partition(".")[0]
    told = (
        f"SELECT record_id FROM {compartment}.received_history"
        " WHERE centre_id = :centre AND lineage = :lineage AND record_table = :table"
    )
    where = f"WHERE centre_id = :centre AND voided_at IS NULL AND id NOT IN ({told} AND record_id IS NOT NULL)"
    own = {"centre": centre_id, "lineage": lineage, "table": table}
    lost = [dict(row) for row in vault.connection.execute(f"SELECT * FROM {vault.place_of(table)} {where}", own)]
    vault.connection.execute(
        f"UPDATE {vault.place_of(table)} SET voided_at = :at, voided_by = :by, void_reason = :why {where}",
        {**own, "at": at, "by": by, "why": why},
    )
    return lost


def put_searchable(vault: Vault, entries: Iterable[Searchable]) -> None:
    """Keep the words by which received persons are found, inside the caller's transaction."""
    search.put(vault.connection, entries)


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
