"""What headquarters does with a bundle: check everything, show what would change, put it in as one act.

    incoming = open_file(register, content)      every check; nothing is written
    preview_of(register, incoming)               what would change
    merge(register, incoming)                    one transaction; afterwards it counts as received
    acknowledge(register, bundle)                the receipt that goes back (acknowledgement.py)

Headquarters never edits a centre's row, so its register is a function of the bundles received: a bundle again
changes nothing, and an older revision never replaces a newer one of the same line.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from centre_app import finding
from centre_app.casework import twins
from centre_app.exchange import partners, reading, refusals
from centre_app.exchange.envelope import USUAL, OpenedBundle, open_bundle
from centre_app.exchange.manifest import Manifest, read_manifest
from centre_app.exchange.reading import Carried
from centre_app.exchange.withheld import withheld_of
from centre_app.ids import new_id
from centre_app.questions import Record, Row, from_row, moment_text, to_row
from centre_app.records import BY_TABLE, Bundle, Card, CaseFile, Person, PersonDescription, PersonName
from centre_app.register import Register, as_problems
from centre_app.rules import common
from centre_app.rules.around import Around
from centre_app.rules.findings import INFORMS
from db import bundles, history
from db.files import atomic_write, disk_problems
from db.vault import Change

RECEIVED = "imported"
REFUSED = "refused"  # the folder of refused files
MOST_SET_ASIDE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A bundle that passed every check. `is_new_line`: the centre's register was restored, and a person agreed."""

    manifest: Manifest
    manifest_hash: str
    sender: Card
    is_new_line: bool
    carried: Carried = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What merging would change: cases, then all rows. `remarks` are answers that a row alone shows to be wrong.

    The centre reviewed each record with all that stands around it when it was saved; here nothing is held back for it.
    """

    new_cases: int
    changed_cases: int
    new_rows: int
    changed_rows: int
    unchanged_rows: int
    withheld: int
    remarks: int
    twins: tuple[tuple[str, str], ...] = ()  # number of a new file, number of one of another house that may be hers


# --- checking --------------------------------------------------------------------------------------------------


def open_file(register: Register, content: bytes, *, new_line_agreed: bool = False) -> Incoming:
    """Check a file from the first byte to the last row. Raises the Refusal of the first check that fails.

    `new_line_agreed`: a person has asked the centre, whose register was restored from a backup.
    """
    opened = open_bundle(
        content, identities=[partners.identity(register)], known_signers=partners.known_signers(register)
    )
    manifest = read_manifest(opened.manifest)
    if manifest.training:
        raise refusals.FromTraining
    sender = _sender(register, opened, manifest)
    if manifest.headquarters != register.centre_id or partners.recipient(register) not in manifest.recipients:
        raise refusals.OtherHeadquarters
    is_new_line = _place_in_line(register, opened.manifest_hash, manifest, new_line_agreed=new_line_agreed)
    remarks_on = partial(_remarks_on, around=Around(register, []))
    carried = reading.read(opened.rows(), manifest, remarks_on=remarks_on)
    _check_history(register, manifest, carried)
    _check_ownership(register, manifest, carried)
    _check_numbers(register, manifest, carried)
    return Incoming(
        manifest=manifest,
        manifest_hash=opened.manifest_hash,
        sender=sender,
        is_new_line=is_new_line,
        carried=carried,
    )


def _sender(register: Register, opened: OpenedBundle, manifest: Manifest) -> Card:
    """Return the enrolled centre that signed. A key of one centre does not speak for another."""
    for card in partners.centres_of(register):
        if card.of_centre_id == opened.signer.centre_id == manifest.centre and card.code == manifest.code:
            return card
    raise refusals.OtherCentre


def _place_in_line(register: Register, manifest_hash: str, manifest: Manifest, *, new_line_agreed: bool) -> bool:
    """Check where a bundle belongs among those received; return whether it begins a new line."""
    received = received_from(register, manifest.centre)
    in_line = [bundle for bundle in received if bundle.lineage == manifest.lineage]
    if not in_line:
        if received and not new_line_agreed:
            raise refusals.OtherLine
        if manifest.base_seq:
            raise refusals.Gap(missing=manifest.base_seq, seq=manifest.seq)
        return bool(received)
    by_number = {bundle.seq or 0: bundle for bundle in in_line}
    if manifest.seq in by_number:
        if by_number[manifest.seq].manifest_hash == manifest_hash:
            raise refusals.AlreadyReceived
        raise refusals.SameNumberOtherContent(seq=manifest.seq)
    if in_line[-1].id != received[-1].id:
        raise refusals.OtherLine  # the old laptop goes on after its line was given up
    latest = max(by_number)
    if manifest.seq < latest:
        raise refusals.Older(seq=manifest.seq, latest=latest)
    if manifest.base_seq > latest:
        raise refusals.Gap(missing=manifest.base_seq, seq=manifest.seq)
    before = by_number.get(manifest.seq - 1)
    if before and before.manifest_hash != manifest.previous:
        raise refusals.BrokenLine
    return False


def _check_history(register: Register, manifest: Manifest, carried: Carried) -> None:
    """Check that the lines follow from those received, and end where the manifest says they do."""
    for compartment, lines in carried.lines.items():
        if compartment not in register.vault.compartments:
            continue
        seq, head = bundles.received_head(register.vault, compartment, manifest.centre, manifest.lineage)
        overlap = [line for line in lines if line["seq"] <= seq]
        if overlap and overlap[-1]["seq"] == seq and overlap[-1]["hash"] != head:
            raise refusals.BrokenLine
        following = [line for line in lines if line["seq"] > seq]
        if next(history.faults_in(following, after=(seq, head)), None) is not None:
            raise refusals.BrokenLine
        end = (following[-1]["seq"], following[-1]["hash"]) if following else (seq, head)
        told = manifest.heads[compartment]
        if manifest.part == manifest.parts and end != (told.seq, told.hash):
            raise refusals.BrokenLine


def _check_ownership(register: Register, manifest: Manifest, carried: Carried) -> None:
    """Refuse a row under an id that belongs to another centre, or that is about somebody or something of another's."""
    for table, rows in carried.rows.items():
        own = [str(row["id"]) for row in rows]
        if any(owner != manifest.centre for _, owner in bundles.standing(register.vault, table, own).values()):
            raise refusals.OtherCentre
    # A name given here to another centre's girl would hide her behind it. Headquarters' projects are everybody's.
    for table, named in reading.named_in(carried).items():
        owners = {owner for _, owner in bundles.standing(register.vault, table, sorted(named)).values()}
        if owners - {manifest.centre, register.centre_id}:
            raise refusals.OtherCentre


def _check_numbers(register: Register, manifest: Manifest, carried: Carried) -> None:
    """Refuse files under another centre's numbers: MOP-26-0001 is given in Mopti alone.

    One that stands here already under its number keeps it: whoever moves to another centre takes it along.
    """
    files = {str(row["id"]): str(row["code"]) for row in carried.rows.get(CaseFile.table, ())}
    strange = {id_: code for id_, code in files.items() if not code.startswith(f"{manifest.code}-")}
    if strange:
        known = register.vault.select(CaseFile.table, {"id": list(strange)}, with_void=True, columns=("id", "code"))
        strange = {id_: code for id_, code in strange.items() if {"id": id_, "code": code} not in known}
    if strange:
        raise refusals.NumberOfAnotherCentre(n=len(strange), code=manifest.code)


def set_aside(register: Register, content: bytes, refusal: refusals.Refusal) -> None:
    """Keep a refused file beside the register, still encrypted, under its reason's code; the newest few are kept.

    The databases stay byte for byte as they were: whoever sends rubbish must not be able to write in them.
    """
    aside = register.folder / REFUSED
    digest = hashlib.sha256(content).hexdigest()[:16]
    with as_problems(), disk_problems(register.folder):
        aside.mkdir(exist_ok=True)
        if len(content) <= USUAL.file_bytes:
            atomic_write(aside / f"{refusal.reason}-{digest}.age", content)
        by_age = sorted(aside.glob("*.age"), key=lambda file: file.stat().st_mtime)
        for old in by_age[:-MOST_SET_ASIDE]:
            old.unlink(missing_ok=True)


# --- showing ---------------------------------------------------------------------------------------------------


def preview_of(register: Register, incoming: Incoming) -> Preview:
    """Return what merging would change. Nothing is written."""
    new = changed = unchanged = new_cases = remarks = 0
    touched: set[str] = set()
    for table, rows in incoming.carried.rows.items():
        standing = bundles.standing(register.vault, table, [str(row["id"]) for row in rows])
        named = len(_named_since(register, table, rows, standing))
        changed, unchanged = changed + named, unchanged - named
        for row in rows:
            revision = standing.get(str(row["id"]), (0, ""))[0]
            new += revision == 0
            new_revision = _revision_of(row)
            unchanged += 0 < new_revision <= revision
            changed += 0 < revision < new_revision
            if revision < new_revision:
                remarks += incoming.carried.remarks.get(str(row["id"]), 0)
                new_cases += table == CaseFile.table and revision == 0
                touched.add(str(row["id"] if table == CaseFile.table else row.get("case_id") or ""))
    touched.discard("")
    return Preview(
        new_cases=new_cases,
        changed_cases=len(touched) - new_cases,
        new_rows=new,
        changed_rows=changed,
        unchanged_rows=unchanged,
        withheld=incoming.manifest.withheld,
        remarks=remarks,
        twins=tuple(_twins_in_other_houses(register, incoming)),
    )


def _twins_in_other_houses(register: Register, incoming: Incoming) -> Iterator[tuple[str, str]]:
    """Yield the numbers of a new file and of one from another house that may be of the same person."""
    rows = incoming.carried.rows
    coming: list[Record] = [
        from_row(record_type, row)
        for record_type in (Person, PersonName, PersonDescription)
        for row in rows.get(record_type.table, ())
        if row["voided_at"] is None
    ]
    found = twins.known_already(register, coming)
    new = [row for row in rows.get(CaseFile.table, ()) if row["person_id"] in found]
    standing = bundles.standing(register.vault, CaseFile.table, [str(row["id"]) for row in new])
    for row in new:
        twin = found[str(row["person_id"])]
        if str(row["id"]) not in standing and twin.case.centre_id != incoming.manifest.centre:
            yield str(row["code"]), twin.case.code or ""


def _remarks_on(record: Record, around: Around) -> int:
    found = (each for rule in common.RULES for each in rule(record, around))
    return sum(each.severity != INFORMS for each in found)


# --- merging ---------------------------------------------------------------------------------------------------


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
            newer += _named_since(register, table, rows, standing)
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
    return incoming.is_new_line or _revision_of(row) > revision


def _named_since(
    register: Register, table: str, rows: Sequence[Row], standing: Mapping[str, tuple[int, str]]
) -> list[Row]:
    """Return the rows that came without words and come whole now, their revision the same: she has agreed."""
    withheld = withheld_of(BY_TABLE[table]).columns
    again = {str(row["id"]): row for row in rows if standing.get(str(row["id"]), (0, ""))[0] == _revision_of(row)}
    if not again:
        return []
    ours = register.vault.select(table, {"id": list(again)}, with_void=True)
    return [again[mine["id"]] for mine in ours if _is_filled_in(mine, again[mine["id"]], withheld)]


def _is_filled_in(mine: Row, theirs: Row, withheld_before: frozenset[str]) -> bool:
    """Whether another row answers what this one leaves open, of what may be withheld, and is the same in all the rest."""
    differing = {column for column in mine if mine[column] != theirs[column]}
    return bool(differing) and differing <= withheld_before and not any(mine[column] for column in differing)


def _revision_of(row: Row) -> int:
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


def received_from(register: Register, centre_id: str) -> list[Bundle]:
    """Return the bundles that came from one centre, the first received one first."""
    return register.find(Bundle, from_centre_id=centre_id)
