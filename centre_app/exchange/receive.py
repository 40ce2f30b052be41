"""What headquarters does with a bundle: check everything, show what would change, put it in as one act.

incoming = open_file(register, content)      every check; nothing is written
preview_of(register, incoming)               what would change (preview.py)
merge(register, incoming)                    one transaction; afterwards it counts as received (merge.py)
acknowledge(register, bundle)                the receipt that goes back (acknowledgement.py)
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from centre_app.exchange import line, partners, reading, refusals
from centre_app.exchange.envelope import USUAL, OpenedBundle, open_bundle
from centre_app.exchange.line import Place
from centre_app.exchange.manifest import Manifest, read_manifest
from centre_app.exchange.reading import Carried
from centre_app.exchange.sticks import BundleName, bundle_name
from centre_app.exchange.transfers.letter import TRANSFER
from centre_app.exchange.transfers.moved import Moved, moved_with, wait_for_senders, with_passed_on
from centre_app.from_headquarters import CORRECTIONS
from centre_app.indicators.report import frozen
from centre_app.questions import Record, Row, from_row
from centre_app.records import Card, CaseFile, CorrectionAnswer, MonthReport, Person
from centre_app.register import Register, as_problems
from centre_app.rules import common
from centre_app.rules.around import Around
from centre_app.rules.findings import INFORMS
from db import bundles
from db.files import atomic_write, disk_problems

RECEIVED = "imported"
REFUSED = "refused"  # the folder of refused files
MOST_SET_ASIDE = 20

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A bundle that passed every check, and where it belongs in its centre's line."""

    manifest: Manifest
    manifest_hash: str
    sender: Card
    place: Place
    carried: Carried = field(repr=False)
    moved: Moved


# --- checking --------------------------------------------------------------------------------------------------


def open_file(register: Register, content: bytes, *, new_line_agreed: bool = False) -> Incoming:
    """Check a file from the first byte to the last row. Raises the Refusal of the first check that fails.

    `new_line_agreed`: a person has asked the centre, whose register was restored from a backup.
    """
    opened = open_bundle(
        content, identities=[partners.identity(register)], known_signers=partners.known_signers(register)
    )
    if opened.manifest.get("kind") == TRANSFER:
        raise refusals.IsATransfer
    manifest = read_manifest(opened.manifest)
    if manifest.training:
        raise refusals.FromTraining
    sender = _sender(register, opened, manifest)
    if manifest.headquarters != register.centre_id or partners.recipient(register) not in manifest.recipients:
        raise refusals.OtherHeadquarters
    place = line.place_in_line(register, opened.manifest_hash, manifest, new_line_agreed=new_line_agreed)
    wait_for_senders(register, manifest)
    remarks_on = partial(_remarks_on, around=_AroundTheBundle(register, manifest.centre))
    carried = reading.read(opened.rows(), manifest, remarks_on=remarks_on)
    line.check_history(register, manifest, carried)
    moved = with_passed_on(register, moved_with(register, manifest.centre), manifest, carried.rows)
    _check_ownership(register, manifest, carried, moved)
    _check_numbers(register, manifest, carried, moved)
    _check_answers(register, manifest, carried)
    _check_closed_months(carried)
    return Incoming(
        manifest=manifest,
        manifest_hash=opened.manifest_hash,
        sender=sender,
        place=place,
        carried=carried,
        moved=moved,
    )


def _sender(register: Register, opened: OpenedBundle, manifest: Manifest) -> Card:
    """Return the enrolled centre that signed. A key of one centre does not speak for another."""
    for card in partners.centres_of(register):
        if card.of_centre_id == opened.signer.centre_id == manifest.centre and card.code == manifest.code:
            return card
    raise refusals.OtherCentre


def _check_ownership(register: Register, manifest: Manifest, carried: Carried, moved: Moved) -> None:
    """Refuse a row under an id that belongs to another centre, or that is about somebody or something of another's.

    Of who somebody is who moved between two centres both may tell; merging knows whose word it is (transfers/moved.py).
    """
    for table, rows in carried.rows.items():
        standing = bundles.standing(register.vault, table, [str(row["id"]) for row in rows])
        strange = {record_id for record_id, (_, owner) in standing.items() if owner != manifest.centre}
        if strange and not _moved_along(register, table, [row for row in rows if row["id"] in strange], moved):
            raise refusals.OtherCentre
    # A name given here to another centre's girl would hide her behind it. Headquarters' projects are everybody's.
    for table, named in reading.named_in(carried).items():
        others = named - moved.owners.keys() if table == Person.table else named
        owners = {owner for _, owner in bundles.standing(register.vault, table, sorted(others)).values()}
        if owners - {manifest.centre, register.centre_id}:
            raise refusals.OtherCentre


def _moved_along(register: Register, table: str, rows: Sequence[Row], moved: Moved) -> bool:
    """Say whether rows of another centre tell who somebody is who moved, as they came and as they stand."""
    stand = register.vault.select(table, {"id": [row["id"] for row in rows]}, with_void=True)
    return all(moved.knows(table, row) for row in (*rows, *stand))


def _check_numbers(register: Register, manifest: Manifest, carried: Carried, moved: Moved) -> None:
    """Refuse files under another centre's numbers: MOP-26-0001 is given in Mopti alone.

    One that stands here already under its number keeps it: whoever moves to another centre takes it along.
    """
    came = [row for row in carried.rows.get(CaseFile.table, ()) if not moved.is_numbered(row)]
    files = {str(row["id"]): str(row["code"]) for row in came}
    strange = {id_: code for id_, code in files.items() if not code.startswith(f"{manifest.code}-")}
    if strange:
        known = register.vault.select(CaseFile.table, {"id": list(strange)}, with_void=True, columns=("id", "code"))
        strange = {id_: code for id_, code in strange.items() if {"id": id_, "code": code} not in known}
    if strange:
        raise refusals.NumberOfAnotherCentre(n=len(strange), code=manifest.code)


def _check_answers(register: Register, manifest: Manifest, carried: Carried) -> None:
    """Refuse an answer to what another centre was asked to correct."""
    answered = {str(row["correction_id"]) for row in carried.rows.get(CorrectionAnswer.table, ())}
    for kind in CORRECTIONS if answered else ():
        if kind.compartment in register.vault.compartments:
            where = {"id": answered, "centre_id": register.centre_id}
            rows = register.vault.select(kind.table, where, with_void=True, columns=("for_centre_id",))
            if any(row["for_centre_id"] != manifest.centre for row in rows):
                raise refusals.OtherCentre


def _check_closed_months(carried: Carried) -> None:
    """Refuse a closed month whose numbers no report could be made of."""
    for row in carried.rows.get(MonthReport.table, ()):
        report = from_row(MonthReport, row)
        if not (report.is_void or frozen.are_of(report.numbers, report.month)):
            raise refusals.BadContent(line=0, why=f"{MonthReport.table}.numbers")


# --- refused files ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A refused file that was kept: why, and what its name says that it is, which nobody has checked."""

    reason: str
    code: str
    month: date
    seq: int
    at: datetime


def set_aside(
    register: Register, content: bytes, refusal: refusals.Refusal, *, named: BundleName | None = None
) -> None:
    """Keep a refused file beside the register, still encrypted, under its reason's code; the newest few are kept.

    The databases stay byte for byte as they were: whoever sends rubbish must not be able to write in them.
    """
    aside = register.folder / REFUSED
    digest = hashlib.sha256(content).hexdigest()[:16]
    called = f"{named.code}-{named.month:%Y%m}-{named.seq:06d}-" if named else ""
    with as_problems(), disk_problems(register.folder):
        aside.mkdir(exist_ok=True)
        if len(content) <= USUAL.file_bytes:
            atomic_write(aside / f"{refusal.reason}-{called}{digest}.age", content)
        by_age = sorted(aside.glob("*.age"), key=lambda file: file.stat().st_mtime)
        for old in by_age[:-MOST_SET_ASIDE]:
            old.unlink(missing_ok=True)


def refused_files(register: Register) -> list[Refused]:
    """Return the kept files whose names say from which centre they are."""
    aside = register.folder / REFUSED
    with as_problems(), disk_problems(register.folder):
        files = sorted(aside.glob("*.age")) if aside.is_dir() else []
        return [found for file in files if (found := _as_refused(file)) is not None]


def _as_refused(file: Path) -> Refused | None:
    reason, _, rest = file.stem.partition("-")
    named = bundle_name(file.with_name(f"{rest.rpartition('-')[0]}.age"))
    if named is None:
        return None
    at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return Refused(reason=reason, code=named.code, month=named.month, seq=named.seq, at=at)


# --- remarks ---------------------------------------------------------------------------------------------------


class _AroundTheBundle(Around):
    """The register as a bundle meets it. Most of its records are new here: each was asked for by itself in vain."""

    def __init__(self, register: Register, centre: str) -> None:
        super().__init__(register, [])
        self._vault, self._centre = register.vault, centre
        self._here: dict[str, frozenset[str]] = {}

    def before(self, record: R) -> R | None:
        table = type(record).table
        if table not in self._here:
            self._here[table] = bundles.ids_of(self._vault, table, self._centre)
        return super().before(record) if record.id in self._here[table] else None


def _remarks_on(record: Record, around: Around) -> int:
    found = (each for rule in common.RULES for each in rule(record, around))
    return sum(each.severity != INFORMS for each in found)
