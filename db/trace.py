"""Questions to the histories themselves: who did what, the newest lines first, narrowed by SQL and read a page at a time."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from db.vault import Row, Vault, as_rows

PAGE = 200

_COLUMNS = "h.seq, h.at, h.clock_suspect, h.who, h.action, h.record_table, h.record_id, h.rev, h.was"
# A clock that was doubted says nothing of when a line was written: it stands beside the last line before it that a
# right clock dated. Within one history the numbers alone give the order.
_PLACED_AT = (
    "CASE WHEN h.clock_suspect = 0 THEN h.at ELSE coalesce((SELECT b.at FROM {place}.history AS b"
    " WHERE b.seq < h.seq AND b.clock_suspect = 0 ORDER BY b.seq DESC LIMIT 1), h.at) END AS placed_at"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Which lines are asked for; what is None narrows nothing. `since` and `before` are moments as they are stored."""

    who: str | None = None
    actions: Collection[str] | None = None
    records: Collection[str] | None = None
    since: str | None = None
    before: str | None = None

    def conditions(self) -> list[str]:
        told = (
            (self.who, "h.who = :who"),
            (self.actions, "h.action IN (SELECT value FROM json_each(:actions))"),
            (self.records, "h.record_id IN (SELECT value FROM json_each(:records))"),
            (self.since, "h.at >= :since"),
            (self.before, "h.at < :before"),
        )
        return [condition for narrows, condition in told if narrows is not None]

    def parameters(self) -> dict[str, str | None]:
        return {
            "who": self.who,
            "actions": json.dumps(sorted(self.actions or ())),
            "records": json.dumps(sorted(self.records or ())),
            "since": self.since,
            "before": self.before,
        }


def lines(vault: Vault, compartment: str, narrowing: Narrowing) -> Iterator[Row]:
    """Yield the lines of a compartment's history, the newest first, read a page at a time as they are wanted."""
    place = vault.schema_name(compartment)
    conditions = " AND ".join(["h.seq < :below", *narrowing.conditions()])
    sql = (
        f"SELECT {_COLUMNS}, {_PLACED_AT.format(place=place)} FROM {place}.history AS h"
        f" WHERE {conditions} ORDER BY h.seq DESC LIMIT {PAGE}"
    )
    below = 2**63 - 1
    while True:
        page = as_rows(vault.ask(sql, {**narrowing.parameters(), "below": below}))
        yield from page
        if len(page) < PAGE:
            return
        below = page[-1]["seq"]


def changes_of(vault: Vault, table: str, record_id: str) -> list[Row]:
    """Return the lines of the changes of one record, the newest first; `was` is None where it was erased."""
    place = vault.place_of(table).partition(".")[0]
    found = vault.ask(
        f"SELECT {_COLUMNS} FROM {place}.history AS h WHERE h.record_id = ? AND h.record_table = ?"
        " AND h.row_commitment IS NOT NULL ORDER BY h.seq DESC",
        (record_id, table),
    )
    return as_rows(found)


def first_lines(vault: Vault, table: str) -> dict[str, Row]:
    """Return by its id the line with which each record of a table was made: `seq`, `at`, `clock_suspect`."""
    place, _, name = vault.place_of(table).partition(".")
    found = vault.ask(
        f"SELECT record_id, MIN(seq) AS seq, at, clock_suspect FROM {place}.history"
        f" WHERE record_id IN (SELECT id FROM {place}.{name}) AND record_table = ? GROUP BY record_id",
        (table,),
    )
    return {row["record_id"]: row for row in as_rows(found)}


def dated_before(vault: Vault, compartment: str, seq: int, *, until: str) -> str | None:
    """Return the moment of the last line before one that a right clock dated, no later than a moment; None for none."""
    found = vault.ask(
        f"SELECT at FROM {vault.schema_name(compartment)}.history"
        " WHERE seq < ? AND clock_suspect = 0 AND at <= ? ORDER BY seq DESC LIMIT 1",
        (seq, until),
    )
    return str(found[0]["at"]) if found else None
