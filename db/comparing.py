"""Two states of one register beside each other: what stands in one and not in the other, row by row.

Rows are never deleted, and whatever changes one leaves a line of history. So a row of which no line tells since must be
the same in an earlier state, to the last answer: that is how a restored backup is proved.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from db import history, integrity, schema
from db.rows import Row
from db.vault import Vault

MOST_LINES = 100
ROWS_BETWEEN_LOOKS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDifference:
    """How one table stands now and stood then; `altered` are rows that differ although nothing tells of a change."""

    table: str
    now: int
    then: int
    only_now: int = 0
    only_then: int = 0
    changed: int = 0
    altered: int = 0

    @property
    def is_alike(self) -> bool:
        return not (self.only_now or self.only_then or self.changed or self.altered)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSince:
    """One line of history that came after the earlier state."""

    compartment: str
    seq: int
    at: str
    who: str
    action: str
    record_table: str | None
    record_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that differs. `lines` are the latest of `lines_since`; a compartment on `other_lines` went another way."""

    tables: tuple[TableDifference, ...]
    lines: tuple[LineSince, ...]
    lines_since: int
    other_lines: tuple[str, ...]


def difference(
    now: Vault, then: Vault, *, own: str, besides: Collection[str] = (), look: Callable[[], object] = lambda: None
) -> Difference:
    """Compare a register with an earlier state of it, in the compartments that are open in both.

    `own` is the id of the house itself: other houses' rows come in bundles, and no line of our own tells of each. The
    tables `besides` are left out, with the lines about them.
    """
    tables, lines, number, other = [], [], 0, []
    for compartment in [name for name in now.compartments if name in then.compartments]:
        seq, head = history.head(then.connection, then.schema_name(compartment))
        if seq and integrity.line_at(now, compartment, seq) != head:
            other.append(compartment)
        since = [line for line in _lines_after(now, compartment, seq) if line.record_table not in besides]
        told = {line.record_id for line in since}
        lines += since[-MOST_LINES:]
        number += len(since)
        for table in sorted(schema.tables(compartment).difference(besides)):
            if {"id", "rev", "centre_id"} <= set(now.columns_of(table)):
                tables.append(_table_difference(now, then, table, told, own, look))
    lines.sort(key=lambda line: (line.at, line.seq), reverse=True)
    return Difference(
        tables=tuple(tables), lines=tuple(lines[:MOST_LINES]), lines_since=number, other_lines=tuple(other)
    )


def has_gone_on(vault: Vault, ends: Mapping[str, history.Position], *, quiet: Sequence[str], quiet_table: str) -> bool:
    """Say whether any open history has a line after these ends that counts: no quiet act, no row of the quiet table."""
    for compartment, (seq, head) in ends.items():
        if compartment not in vault.compartments:
            continue
        if seq and integrity.line_at(vault, compartment, seq) != head:
            return True
        place = vault.schema_name(compartment)
        counts = "COALESCE(record_table, '') <> ? AND action NOT IN (SELECT value FROM json_each(?))"
        parameters = (seq, quiet_table, json.dumps(list(quiet)))
        if vault.ask(f"SELECT 1 FROM {place}.history WHERE seq > ? AND {counts} LIMIT 1", parameters):
            return True
    return False


def _lines_after(vault: Vault, compartment: str, seq: int) -> Iterator[LineSince]:
    found = vault.ask(
        "SELECT seq, at, who, action, record_table, record_id"
        f" FROM {vault.schema_name(compartment)}.history WHERE seq > ? ORDER BY seq",
        (seq,),
    )
    return (LineSince(compartment=compartment, **dict(row)) for row in found)


def _table_difference(
    now: Vault, then: Vault, table: str, told: set[str | None], own: str, look: Callable[[], object]
) -> TableDifference:
    only_now = only_then = changed = altered = standing = stood = 0
    for number, (mine, its) in enumerate(_side_by_side(now, then, table)):
        if number % ROWS_BETWEEN_LOOKS == 0:
            look()
        standing, stood = standing + (mine is not None), stood + (its is not None)
        if mine is None or its is None:
            only_now, only_then = only_now + (its is None), only_then + (mine is None)
            is_untold = its is not None and its["id"] not in told and its["centre_id"] == own
            altered += is_untold  # rows are never deleted
        elif mine != its:
            if mine["id"] in told or mine["rev"] != its["rev"] or mine["centre_id"] != own:
                changed += 1
            else:
                altered += 1
    return TableDifference(
        table=table, now=standing, then=stood, only_now=only_now, only_then=only_then, changed=changed, altered=altered
    )


def _side_by_side(now: Vault, then: Vault, table: str) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield the rows of both with the same id, in the order of ids; None where one of the two has no such row."""
    ours, theirs = (chain(integrity.rows_of(vault, table), [None]) for vault in (now, then))
    mine, its = next(ours), next(theirs)
    while mine is not None or its is not None:
        if its is None or (mine is not None and mine["id"] < its["id"]):
            yield mine, None
            mine = next(ours)
        elif mine is None or its["id"] < mine["id"]:
            yield None, its
            its = next(theirs)
        else:
            yield mine, its
            mine, its = next(ours), next(theirs)
