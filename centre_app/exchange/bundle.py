"""What a centre sends to headquarters: everything that changed since the last acknowledged bundle.

A bundle is cumulative, so a lost stick loses nothing. It is made in four steps, which the page of the month's export
shows: `prepare` says what would go, `seal` numbers and encrypts it, `put_on_stick` writes it and reads it back (it
needs no register, so it can run beside the window), `mark_written` remembers it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from centre_app.exchange import envelope
from centre_app.exchange.consent import Gate, gate_of, is_about_identity, tables_about_identity
from centre_app.exchange.manifest import FIRST_PREVIOUS, Head, Manifest, made_at, travels
from centre_app.exchange.partners import must_have_headquarters, signing_key
from centre_app.passphrases import words_of
from centre_app.questions import NOTES, Record, Row
from centre_app.records import (
    BY_TABLE,
    RECORD_TYPES,
    Bundle,
    CaseFile,
    Exit,
    MedicalVisit,
    PersonLink,
    PresenceNight,
    Stay,
)
from centre_app.register import Register, as_problems
from db import bundles, plain, strict_json
from db.drives import Progress, no_progress, write_to_stick

MONTHLY = "monthly"
PREPARED = "prepared"
WRITTEN = "written"
ACKNOWLEDGED = "acknowledged"
ALWAYS_FITS = 60 * 1024 * 1024  # lines that are not longer than this together need no measuring

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a bundle says in numbers: the cases in it, how many of them without a name, and the month's life."""

    cases: int
    withheld: int
    arrivals: int
    exits: int
    nights: int
    visits: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What would go if the bundle were made now."""

    month: date
    base_seq: int
    summary: Summary
    rows: Sequence[Line] = field(repr=False)
    lines: Sequence[Line] = field(repr=False)
    heads: Mapping[str, Head] = field(repr=False)
    starts: Mapping[str, int] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A numbered bundle, encrypted; `digest` is its file's SHA-256, for the slip."""

    bundle: Bundle
    name: str
    content: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def words(self) -> tuple[str, ...]:
        """The digest as eight words, to read over the telephone."""
        return words_of(bytes.fromhex(self.digest))


# --- the four steps --------------------------------------------------------------------------------------------


def prepare(register: Register, *, month: date) -> Prepared:
    """Gather what changed since the last acknowledged bundle. Nothing is written."""
    base = last_acknowledged(register)
    starts = json.loads(base.position or "{}") if base else {}
    compartments = [compartment for compartment in register.vault.compartments if compartment != NOTES]
    with as_problems():
        gate = gate_of(register.vault)
        rows = list(_rows(register, gate, {name: starts.get(name, 0) for name in compartments}))
        open_records = {(record_type.table, str(row["id"])) for record_type, row, leaves in rows if leaves == row}
        lines = [
            _line_as_sent(compartment, line, open_records)
            for compartment in compartments
            for line in bundles.lines_since(register.vault, compartment, starts.get(compartment, 0))
        ]
        heads = {name: Head(seq=seq, hash=head) for name in compartments for seq, head in [_head(register, name)]}
    return Prepared(
        month=month.replace(day=1),
        base_seq=base.seq or 0 if base else 0,
        summary=_summary(register, gate, rows, month),
        rows=[{"table": record_type.table, **leaves} for record_type, _, leaves in rows if leaves],
        lines=lines,
        heads=heads,
        starts=starts,
    )


def seal(register: Register, prepared: Prepared) -> list[Sealed]:
    """Number, sign and encrypt a bundle for headquarters: one file, or several when it is too large for one.

    The numbers are used up here, before anything is on a stick: the same number never goes out with other content.
    """
    must_have_headquarters(register)
    key = signing_key(register)
    lines = [*prepared.rows, *prepared.lines]
    written = [strict_json.write(line) for line in lines]
    parts = list(_parts([len(line) for line in written]))
    sealed = []
    for number, part in enumerate(parts, start=1):
        manifest = _manifest(register, prepared, lines[part], number=number, of=len(parts))
        content = envelope.seal_bundle(
            plain.to_plain(manifest), written[part], signing_key=key, recipients=manifest.recipients
        )
        is_last = number == len(parts)
        position = {name: head.seq for name, head in prepared.heads.items()} if is_last else prepared.starts
        record = Bundle(
            from_centre_id=register.centre_id,
            bundle_type=MONTHLY,
            lineage=manifest.lineage,
            seq=manifest.seq,
            month=prepared.month,
            file_name=file_name(manifest),
            manifest_hash=envelope.hash_of_manifest(plain.to_plain(manifest)),
            base_seq=manifest.base_seq,
            position=json.dumps({**prepared.starts, **position}, sort_keys=True),
            counts=json.dumps({"cases": prepared.summary.cases, "rows": sum(manifest.rows.values())}),
            status=PREPARED,
        )
        (saved,) = register.save(record, action="export")
        sealed.append(Sealed(bundle=saved, name=file_name(manifest), content=content))
    return sealed


def put_on_stick(sealed: Iterable[Sealed], folder: Path, progress: Progress = no_progress) -> None:
    """Write bundles to a stick and read them back.

    Raises a DiskProblem, or what `progress` raises to stop; then none of them stands there, not even the first ones.
    """
    written: list[Path] = []
    with as_problems():
        try:
            for each in sealed:
                written.append(write_to_stick(folder, each.name, each.content, progress))
        except BaseException:
            for file in written:
                with suppress(OSError):  # a stick that is gone cannot be tidied; the first error is the one to tell
                    file.unlink()
            raise


def mark_written(register: Register, sealed: Iterable[Sealed], *, carrier: str = "") -> list[Bundle]:
    """Remember that bundles are on the stick, and who carries it."""
    written = [
        replace(each.bundle, status=WRITTEN, written_at=register.now, carrier=carrier or None) for each in sealed
    ]
    return register.save(*written)


# --- what a centre knows of its bundles ------------------------------------------------------------------------


def own_bundles(register: Register) -> list[Bundle]:
    """Return the bundles of this register's present line, the first one first."""
    lineage = register.vault.meta()["lineage"]
    found = register.find(Bundle, from_centre_id=register.centre_id, lineage=lineage)
    return sorted(found, key=lambda bundle: bundle.seq or 0)


def last_acknowledged(register: Register) -> Bundle | None:
    """Return the newest bundle that headquarters says it has; None before the first one."""
    known = [bundle for bundle in own_bundles(register) if bundle.status == ACKNOWLEDGED]
    return known[-1] if known else None


def file_name(manifest: Manifest) -> str:
    """Return a bundle's name on a stick: SEG-202611-000012.age."""
    return f"{manifest.code}-{manifest.month.replace('-', '')}-{manifest.seq:06d}.age"


# --- gathering -------------------------------------------------------------------------------------------------


def _rows(register: Register, gate: Gate, starts: Mapping[str, int]) -> Iterator[tuple[type[Record], Row, Row | None]]:
    """Yield every changed row, and as what it leaves (None: not at all), in the order of the declarations."""
    changed: dict[str, list[str]] = {}
    for compartment, seq in starts.items():
        changed.update(bundles.changed_since(register.vault, compartment, seq))
    for table, ids in _newly_named(register, gate, changed).items():
        changed[table] = sorted({*changed.get(table, ()), *ids})
    for record_type in RECORD_TYPES:
        if travels(record_type) and record_type.compartment in starts:
            for row in bundles.rows_of(register.vault, record_type.table, changed.get(record_type.table, [])):
                yield record_type, row, gate.what_leaves(record_type, row)


def _newly_named(register: Register, gate: Gate, changed: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What identifies people whose consent may be new: it was withheld before, however long ago it was written."""
    vault = register.vault
    touched = {row["person_id"] for row in bundles.rows_of(vault, CaseFile.table, changed.get(CaseFile.table, []))}
    for link in bundles.rows_of(vault, PersonLink.table, changed.get(PersonLink.table, [])):
        touched |= {link["from_person_id"], link["to_person_id"]}
    persons = touched & gate.named
    cases = [case for case, person in gate.person_of_case.items() if person in persons]
    found: dict[str, list[str]] = {}
    for record_type in tables_about_identity():
        if persons and travels(record_type) and register.can_open(record_type):
            by_person = "person_id" in record_type.questions
            where = {"person_id": list(persons)} if by_person else {"case_id": cases}
            found[record_type.table] = [row["id"] for row in vault.select(record_type.table, where, with_void=True)]
    return found


def _line_as_sent(compartment: str, line: Row, open_records: set[tuple[str, str]]) -> Line:
    """Return a line of history for a bundle; its old values stay here when they could name somebody."""
    record_type = BY_TABLE.get(str(line["record_table"]))
    may_leave = record_type is None or (
        travels(record_type)
        and (not is_about_identity(record_type) or (record_type.table, str(line["record_id"])) in open_records)
    )
    kept = line if may_leave else {**line, "was": None, "salt": None}
    said = {name: value.hex() if isinstance(value, bytes) else value for name, value in kept.items()}
    return {"history": compartment, **said}


def _head(register: Register, compartment: str) -> tuple[int, bytes]:
    return bundles.head(register.vault, compartment)


def _summary(
    register: Register, gate: Gate, rows: Sequence[tuple[type[Record], Row, Row | None]], month: date
) -> Summary:
    first = month.replace(day=1)
    months_days = (first.isoformat(), _month_after(first).isoformat())
    cases = {
        row["id"] if record_type is CaseFile else row["case_id"]
        for record_type, row, _ in rows
        if record_type is CaseFile or row.get("case_id")
    }
    return Summary(
        cases=len(cases),
        withheld=sum(gate.person_of_case.get(str(case)) not in gate.named for case in cases),
        arrivals=_in_month(register, Stay, "admitted_on", months_days),
        exits=_in_month(register, Exit, "left_on", months_days),
        nights=_in_month(register, PresenceNight, "night", months_days, lambda row: bool(row["present"])),
        visits=_in_month(register, MedicalVisit, "seen_on", months_days),
        rows=sum(leaves is not None for _, _, leaves in rows),
    )


def _in_month(
    register: Register,
    record_type: type[Record],
    column: str,
    days: tuple[str, str],
    counts: Callable[[Row], bool] = lambda _row: True,
) -> int:
    if not register.can_open(record_type):
        return 0
    first, beyond = days
    rows = register.vault.select(record_type.table)
    return sum(first <= str(row[column] or "") < beyond and counts(row) for row in rows)


def _month_after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


# --- sealing ---------------------------------------------------------------------------------------------------


def _parts(sizes: Sequence[int], start: int = 0) -> Iterator[slice]:
    """Split lines of these sizes so that each part surely fits into one bundle; there is always one, be it empty."""
    if len(sizes) < 2 or sum(sizes) <= ALWAYS_FITS:
        yield slice(start, start + len(sizes))
        return
    middle = len(sizes) // 2
    yield from _parts(sizes[:middle], start)
    yield from _parts(sizes[middle:], start + middle)


def _manifest(register: Register, prepared: Prepared, part: Sequence[Line], *, number: int, of: int) -> Manifest:
    card, before = must_have_headquarters(register), own_bundles(register)
    last = before[-1] if before else None
    schema = {name: bundles.newest_schema(name) for name in prepared.heads}
    return Manifest(
        type=MONTHLY,
        schema=schema,
        least_reader=schema,
        centre=register.centre_id,
        code=register.code,
        headquarters=card.headquarters_id,
        recipients=card.recipients,
        lineage=register.vault.meta()["lineage"],
        seq=(last.seq or 0) + 1 if last else 1,
        part=number,
        parts=of,
        previous=(last.manifest_hash or FIRST_PREVIOUS) if last else FIRST_PREVIOUS,
        # a later part stands on the part before it, the first one on what headquarters has acknowledged
        base_seq=prepared.base_seq if number == 1 else (last.seq or 0 if last else 0),
        made_at=made_at(register.now),
        month=f"{prepared.month:%Y-%m}",
        heads=prepared.heads,
        rows=dict(Counter(str(line["table"]) for line in part if "table" in line)),
        lines=dict(Counter(str(line["history"]) for line in part if "history" in line)),
        withheld=prepared.summary.withheld,
        writers=register.keys.key_file.signing_keys,
    )
