"""What proves that words which come back are those that left: the salt of a line of history, and what the line commits to.

A house that keeps only the trace of somebody erases the salts in its own history, and could hold nothing against the
words any more. So they leave with her: whoever has the words has the salts, and the house she left has the commitments.
"""

import json
from collections.abc import Collection, Iterable, Mapping

from db import history
from db.handing_over import ERASED, RETURNED, TAKEN
from db.vault import Row, Vault

Salt = tuple[int, bytes]  # the revision that a line wrote, and the salt of its row
_TABLE = "return_salts"


def own_salts(vault: Vault, table: str, ids: Collection[str]) -> dict[str, Salt]:
    """Return by record the salt of the last line that this register's history wrote of its row, as far as it is there."""
    found = vault.ask(
        f"SELECT record_id, rev, row_salt FROM {_place(vault, table)}.history"
        " WHERE record_id IN (SELECT value FROM json_each(:ids)) AND record_table = :table AND row_commitment IS NOT NULL"
        " ORDER BY seq",
        {"ids": _ids(ids), "table": table},
    )
    last = {row[0]: (row[1], row[2]) for row in found}
    return {record_id: (rev, salt) for record_id, (rev, salt) in last.items() if salt is not None}


def kept_salts(vault: Vault, table: str, ids: Collection[str]) -> dict[str, Salt]:
    """Return by record the salt that came with a row of another house."""
    found = vault.ask(
        f"SELECT record_id, rev, salt FROM {_place(vault, table)}.{_TABLE}"
        " WHERE record_table = :table AND record_id IN (SELECT value FROM json_each(:ids))",
        {"ids": _ids(ids), "table": table},
    )
    return {row[0]: (row[1], row[2]) for row in found}


def keep_salts(vault: Vault, table: str, salts: Mapping[str, Salt]) -> None:
    """Keep the salts that come with rows of other houses, inside the caller's transaction."""
    vault.connection.executemany(
        f"INSERT OR REPLACE INTO {_place(vault, table)}.{_TABLE} (record_id, record_table, rev, salt) VALUES (?, ?, ?, ?)",
        [(record_id, table, rev, salt) for record_id, (rev, salt) in salts.items()],
    )


def left_as(vault: Vault, table: str, candidates: Iterable[Row], salt: bytes) -> bool:
    """Say whether a row stood in one of these ways when it left, by any line of its revision."""
    for row in candidates:
        found = vault.ask(
            f"SELECT row_commitment FROM {_place(vault, table)}.history WHERE record_id = ? AND record_table = ?"
            " AND rev = ? AND row_commitment IS NOT NULL",
            (row["id"], table, row["rev"]),
        )
        if any(history.holds_row(row, salt, line[0]) for line in found):
            return True
    return False


def emptied_ids(vault: Vault, compartment: str) -> frozenset[str]:
    """Return the ids of the records of a compartment of which only a trace is kept, and that have not come back since."""
    found = vault.ask(
        f"SELECT record_id, action, max(seq) FROM {vault.schema_name(compartment)}.history"
        " WHERE action IN (?, ?, ?) GROUP BY record_id",
        (ERASED, TAKEN, RETURNED),
    )
    return frozenset(row[0] for row in found if row[1] == ERASED)


def _place(vault: Vault, table: str) -> str:
    return vault.place_of(table).partition(".")[0]


def _ids(ids: Iterable[str]) -> str:
    return json.dumps(sorted(ids))
