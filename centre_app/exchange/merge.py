"""Putting a checked bundle into headquarters' register, as one act.

Headquarters never edits a centre's row, so its register is a function of the bundles received: a bundle again changes
nothing, and an older revision never replaces a newer one of the same line.
"""

import json
from collections.abc import Mapping, Sequence

from centre_app import finding
from centre_app.exchange import refusals
from centre_app.exchange.receive import Incoming
from centre_app.exchange.withheld import withheld_of
from centre_app.ids import new_id
from centre_app.questions import Row, moment_text, to_row
from centre_app.records import BY_TABLE, Bundle, CaseFile
from centre_app.register import Register, as_problems
from db import bundles
from db.vault import Change

RECEIVED = "imported"


def merge(register: Register, incoming: Incoming) -> Bundle:
    """Put a checked bundle into headquarters' register as one act, and return what is remembered of it."""
    manifest, vault = incoming.manifest, register.vault
    record = _received(register, incoming)
    with as_problems(), vault.transaction():
        persons: set[str] = set()
        cases: set[str] = set()
        for table, rows in incoming.carried.rows.items():
            standing = bundles.standing(vault, table, [str(row["id"]) for row in rows])
            newer = [row for row in rows if _replaces(row, standing, incoming)]
            newer += named_since(register, table, rows, standing)
            try:
                bundles.put_rows(vault, table, newer)
            except bundles.NotOfThatSchema:
                raise refusals.BadContent(line=0, why=f"a row of {table}") from None
            if BY_TABLE[table] in finding.SEARCHED:
                persons |= {str(row["person_id"]) for row in newer if "person_id" in row}
                cases |= {str(row["case_id"]) for row in newer if "case_id" in row}
        for compartment, lines in incoming.carried.lines.items():
            if compartment in vault.compartments:
                seq, _ = bundles.received_head(vault, compartment, manifest.centre, manifest.lineage)
                following = [line for line in lines if line["seq"] > seq]
                bundles.put_lines(vault, compartment, manifest.centre, manifest.lineage, following)
        bundles.put_searchable(vault, finding.entries_of(vault, manifest.centre, persons, cases))
        vault.write_within(
            [Change(table=Bundle.table, row=to_row(record), action="receive")],
            by=register.author,
            at=moment_text(register.now),
            clock_suspect=register.clock_is_suspect,
        )
    saved = register.get(Bundle, record.id)
    if saved is None:
        raise AssertionError("a bundle that was just received is not there")
    return saved


def _replaces(row: Row, standing: Mapping[str, tuple[int, str]], incoming: Incoming) -> bool:
    """Whether a row is newer than ours. In a new line it is the centre's word, whatever its number."""
    revision = standing.get(str(row["id"]), (0, ""))[0]
    return incoming.is_new_line or revision_of(row) > revision


def named_since(
    register: Register, table: str, rows: Sequence[Row], standing: Mapping[str, tuple[int, str]]
) -> list[Row]:
    """Return the rows that came without words and come whole now, their revision the same: she has agreed."""
    withheld = withheld_of(BY_TABLE[table]).columns
    again = {str(row["id"]): row for row in rows if standing.get(str(row["id"]), (0, ""))[0] == revision_of(row)}
    if not again:
        return []
    ours = register.vault.select(table, {"id": list(again)}, with_void=True)
    return [again[mine["id"]] for mine in ours if _is_filled_in(mine, again[mine["id"]], withheld)]


def _is_filled_in(mine: Row, theirs: Row, withheld_before: frozenset[str]) -> bool:
    """Whether another row answers what this one leaves open, of what may be withheld, and is the same in all the rest."""
    differing = {column for column in mine if mine[column] != theirs[column]}
    return bool(differing) and differing <= withheld_before and not any(mine[column] for column in differing)


def revision_of(row: Row) -> int:
    return int(row["rev"] or 0)


def _received(register: Register, incoming: Incoming) -> Bundle:
    manifest = incoming.manifest
    rows = incoming.carried.rows
    return Bundle(
        id=new_id(),
        centre_id=register.centre_id,
        from_centre_id=manifest.centre,
        bundle_type=manifest.type,
        lineage=manifest.lineage,
        seq=manifest.seq,
        month=manifest.month_day,
        manifest_hash=incoming.manifest_hash,
        base_seq=manifest.base_seq,
        position=json.dumps({name: head.seq for name, head in manifest.heads.items()}, sort_keys=True),
        heads=manifest.heads_as_text if manifest.part == manifest.parts else None,
        counts=json.dumps({"cases": _cases_in(rows), "rows": sum(map(len, rows.values()))}),
        status=RECEIVED,
        received_at=register.now,
    )


def _cases_in(rows: Mapping[str, Sequence[Row]]) -> int:
    own = {row["id"] for row in rows.get(CaseFile.table, ())}
    return len(own | {row["case_id"] for of_table in rows.values() for row in of_table if row.get("case_id")})
