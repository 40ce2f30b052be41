"""Putting a checked bundle into headquarters' register, as one act.

Headquarters never edits a centre's row, so its register is a function of the bundles received, in whatever order: an
older revision never replaces a newer one of the same line, a bundle that comes late changes no row, and of the old values
in history those stay that every bundle told.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from centre_app import disk, finding
from centre_app.exchange import erasings, refusals
from centre_app.exchange import forgotten as stays_forgotten
from centre_app.exchange.forgetting import forget
from centre_app.exchange.manifest import travels
from centre_app.exchange.receive import Incoming
from centre_app.exchange.withheld import withheld_of
from centre_app.ids import new_id
from centre_app.indicators import coded_copy
from centre_app.questions import Record, Row, moment_of, moment_text, to_row
from centre_app.records import BY_TABLE, RECORD_TYPES, Bundle, CaseFile
from centre_app.register import Register, as_problems
from db import bundles, handing_over
from db.vault import Change

RECEIVED = "imported"
BYTES_OF_A_LINE = 2_000  # as it stands here, with its history and what is found by it
NOT_RESTORED = "not in the register that was restored"


@dataclass(slots=True)
class _Touched:
    """Of whom a bundle changed something by which people are found: ids of persons and of files."""

    persons: set[str] = field(default_factory=set)
    cases: set[str] = field(default_factory=set)

    def by(self, record_type: type[Record], rows: Iterable[Row]) -> None:
        if record_type in finding.SEARCHED:
            self.persons |= {str(row["person_id"]) for row in rows if "person_id" in row}
            self.cases |= {str(row["case_id"]) for row in rows if "case_id" in row}


def merge(register: Register, incoming: Incoming) -> Bundle:
    """Put a checked bundle into headquarters' register as one act, and return what is remembered of it."""
    carried = (*incoming.carried.rows.values(), *incoming.carried.lines.values())
    disk.must_fit(register.folder, BYTES_OF_A_LINE * sum(map(len, carried)))
    place, touched = incoming.place, _Touched()
    record, heard = _received(register, incoming), erasings.heard(register, incoming)
    forgotten_before = stays_forgotten.before(register, incoming)
    with as_problems(), register.vault.transaction():
        if not place.is_late:
            _put_rows(register, incoming, touched)
        _put_lines(register, incoming)
        forgotten = forget(register, incoming) | erasings.follow(register, incoming, heard)
        if place.is_new_line:
            _give_up_former_line(register, incoming, touched)
        forgotten |= stays_forgotten.keep(register, incoming, forgotten_before)
        touched.persons |= forgotten
        _put_searchable(register, incoming, touched)
        if forgotten:
            handing_over.forget_words(register.vault)
        register.vault.write_within(
            [Change(table=Bundle.table, row=to_row(record), action="receive")],
            by=register.author,
            at=moment_text(register.now),
            clock_suspect=register.clock_is_suspect,
        )
    coded_copy.renew(
        register, [incoming.manifest.centre]
    )  # in a transaction of its own: what stands there can be made again at any time
    saved = register.get(Bundle, record.id)
    if saved is None:
        raise AssertionError("a bundle that was just received is not there")
    return saved


def _put_searchable(register: Register, incoming: Incoming, touched: _Touched) -> None:
    """Keep the words by which people are found; of who moved, those of all houses in which somebody was."""
    entries = finding.entries_of(register.vault, incoming.manifest.centre, touched.persons, touched.cases)
    bundles.put_searchable(register.vault, entries)
    if moved := incoming.moved.touched(touched.persons, touched.cases):
        bundles.put_searchable(register.vault, finding.entries_of(register.vault, register.centres, moved))


# --- rows ------------------------------------------------------------------------------------------------------


def _put_rows(register: Register, incoming: Incoming, touched: _Touched) -> None:
    for table, rows in incoming.carried.rows.items():
        standing = bundles.standing(register.vault, table, [str(row["id"]) for row in rows])
        rows = [row for row in rows if not incoming.moved.has_gone(table, row)]
        newer = [row for row in rows if _replaces(row, standing, incoming)]
        newer += named_since(register, table, rows, standing)
        try:
            bundles.put_rows(register.vault, table, newer)
        except bundles.NotOfThatSchema:
            raise refusals.BadContent(line=0, why=f"a row of {table}") from None
        touched.by(BY_TABLE[table], newer)


def _replaces(row: Row, standing: Mapping[str, tuple[int, str]], incoming: Incoming) -> bool:
    """Whether a row is newer than ours. In a new line it is the centre's word, whatever its number.

    Of somebody who moved to this centre its word holds, whatever the number of the centre before.
    """
    revision, owner = standing.get(str(row["id"]), (0, incoming.manifest.centre))
    has_come = owner != incoming.manifest.centre
    return has_come or incoming.place.is_new_line or revision_of(row) > revision


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


# --- history ---------------------------------------------------------------------------------------------------


def _put_lines(register: Register, incoming: Incoming) -> None:
    for compartment, lines in incoming.carried.lines.items():
        if compartment in register.vault.compartments:
            own = register.vault, compartment, incoming.manifest.centre, incoming.manifest.lineage
            seq, _ = bundles.received_head(*own)
            bundles.give_up_values(*own, [line for line in lines if line["seq"] <= seq])
            bundles.put_lines(*own, [line for line in lines if line["seq"] > seq])


def _give_up_former_line(register: Register, incoming: Incoming, touched: _Touched) -> None:
    """Believe the restored register alone: what it tells nothing of was lost with the laptop, and is crossed out here.

    It stays readable, so that the centre can write it anew. Only the last file of a bundle knows what is missing.
    """
    manifest, vault = incoming.manifest, register.vault
    if manifest.part < manifest.parts:
        return
    for compartment in vault.compartments:
        bundles.erase_former_lines(vault, compartment, manifest.centre, manifest.lineage)
    own = manifest.centre, manifest.lineage
    for record_type in RECORD_TYPES:
        if travels(record_type) and record_type.compartment in vault.compartments:
            how = {"at": manifest.made_at, "by": register.who, "why": NOT_RESTORED}
            touched.by(record_type, bundles.cross_out_untold(vault, record_type.table, *own, **how))


# --- what is remembered ----------------------------------------------------------------------------------------


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
        previous=manifest.previous,
        manifest_hash=incoming.manifest_hash,
        base_seq=manifest.base_seq,
        position=json.dumps({name: head.seq for name, head in manifest.heads.items()}, sort_keys=True),
        heads=manifest.heads_as_text if manifest.part == manifest.parts else None,
        counts=json.dumps({"cases": _cases_in(rows), "rows": sum(map(len, rows.values()))}),
        status=RECEIVED,
        written_at=moment_of(manifest.made_at),
        received_at=register.now,
    )


def _cases_in(rows: Mapping[str, Sequence[Row]]) -> int:
    own = {row["id"] for row in rows.get(CaseFile.table, ())}
    return len(own | {row["case_id"] for of_table in rows.values() for row in of_table if row.get("case_id")})
