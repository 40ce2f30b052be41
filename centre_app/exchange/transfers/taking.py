"""The centre to which she goes: check the file as any other, see who comes, and take her in as one act.

incoming = open_file(register, content)    every check; nothing is written
preview_of(register, incoming)             who comes, what comes, who may be here already
take(register, incoming)                   one transaction; she has a file here, registered

Who she is becomes this house's own, under the same ids. Her file at the other house comes as that house wrote it, and
stays that house's: to be read, never counted here. A file of this house begins beside it, under the same number, with
what holds on: what she agreed to, what she told once, her health in short, her family.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from centre_app import finding
from centre_app.casework import twins
from centre_app.exchange import reading, refusals
from centre_app.exchange.envelope import open_bundle
from centre_app.exchange.merge import RECEIVED
from centre_app.exchange.partners import identity, must_be_real, must_have_headquarters, recipient
from centre_app.exchange.transfers import letter
from centre_app.exchange.transfers.letter import TABLES_OF_A_PERSON, Neighbour, persons_of
from centre_app.language import N_
from centre_app.problems import SectionShut
from centre_app.questions import Record, Row, copy_of, from_row, moment_text, to_row
from centre_app.records import (
    BY_TABLE,
    RECORD_TYPES,
    Bundle,
    CaseFile,
    Consent,
    EducationProfile,
    Exploitation,
    FunctionalDifficulties,
    HealthBrief,
    HealthProfile,
    Intake,
    Person,
    PersonDescription,
    PersonName,
    Relative,
    ToldTopic,
    TraffickingProfile,
    Transfer,
    Vulnerability,
)
from centre_app.records.papers import Paper
from centre_app.register import Register, as_problems
from db import bundles, handing_over
from db.vault import Change

# What holds on in the new house. Whatever has a day of its own is what was done in the other one.
HOLDS_ON: tuple[type[Record], ...] = (
    Consent,
    ToldTopic,
    HealthBrief,
    HealthProfile,
    FunctionalDifficulties,
    EducationProfile,
    Vulnerability,
    Exploitation,
    TraffickingProfile,
    Relative,
)
OTHER_CENTRE = "other_centre"  # who sent her, of the list identification_source
MOVED, MERGED = "transferred", "merged"

Contents = Mapping[str, Mapping[str, Sequence[bytes]]]  # of papers: by table and id the small picture, then the parts


class ForAnotherCentre(refusals.Refusal):
    reason = "transfer_for_another"
    message = N_("This transfer was written for another centre.")
    advice = N_("Give the stick to that centre, or back to the one that wrote it. Nothing of it was read here.")


class AlreadyHere(refusals.Refusal):
    reason = "transfer_received"
    message = N_("This transfer was already received: there is a file here, number {code}.")
    advice = N_("Write the receipt again if the other centre does not have it.")


class NotATransfer(refusals.Refusal):
    reason = "not_a_transfer"
    message = N_("This is not a transfer for this centre.")
    advice = N_("Check that it is the right file; its name holds the word TRANSFERT.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A transfer that passed every check."""

    manifest: letter.Manifest
    manifest_hash: str
    sender: Neighbour
    rows: Mapping[str, Sequence[Row]] = field(repr=False)
    contents: Contents = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comes:
    """Somebody who comes, as the page shows her; `twins` are numbers of files here that may be hers."""

    code: str
    name: str = field(repr=False)
    sex: str | None
    twins: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Who comes, and how much: records of the file, papers with what they hold."""

    from_name: str
    people: tuple[Comes, ...]
    rows: int
    papers: int


# --- checking --------------------------------------------------------------------------------------------------


def open_file(register: Register, content: bytes) -> Incoming:
    """Check a transfer from the first byte to the last. Raises the Refusal of the first check that fails."""
    must_be_real(register)
    known = letter.neighbours(register)
    opened = open_bundle(content, identities=[identity(register)], known_signers=letter.signers(known))
    manifest = letter.read_manifest(opened.manifest)
    if manifest.training:
        raise refusals.FromTraining
    (sender,) = [one for one in known if one.centre_id == opened.signer.centre_id]
    if (manifest.centre, manifest.code) != (sender.centre_id, sender.code):
        raise refusals.OtherCentre
    if manifest.headquarters != must_have_headquarters(register).headquarters_id:
        raise refusals.OtherHeadquarters
    if manifest.to_centre != register.centre_id or recipient(register) not in manifest.recipients:
        raise ForAnotherCentre
    contents: dict[str, dict[str, dict[int, bytes]]] = {}
    rows = reading.read(_rows_among(opened.rows(), contents), manifest, remarks_on=lambda record: 0).rows
    _check_rows(register, manifest, rows)
    if (before := _received_before(register, manifest)) is not None:
        raise AlreadyHere(code=before.code or "")
    for table, of_table in rows.items():
        _check_standing(register, table, of_table, manifest)
    whole = {table: {paper: _in_order(parts) for paper, parts in of_one.items()} for table, of_one in contents.items()}
    _check_contents(manifest, rows, whole)
    return Incoming(manifest=manifest, manifest_hash=opened.manifest_hash, sender=sender, rows=rows, contents=whole)


def _rows_among(
    said: Iterator[dict[str, Any]], contents: dict[str, dict[str, dict[int, bytes]]]
) -> Iterator[dict[str, Any]]:
    """Yield what is no part of a paper; the parts are kept aside."""
    for number, one in enumerate(said, start=2):
        if "paper" not in one:
            yield one
            continue
        try:
            table, paper, part = str(one["of"]), str(one["paper"]), one["part"]
            content = base64.b64decode(one["content"], validate=True)
        except (KeyError, TypeError, ValueError, binascii.Error):
            raise refusals.BadContent(line=number, why="paper") from None
        of_one = contents.setdefault(table, {}).setdefault(paper, {})
        if type(part) is not int or part < 0 or part in of_one:
            raise refusals.BadContent(line=number, why="paper")
        of_one[part] = content


def _in_order(parts: Mapping[int, bytes]) -> list[bytes]:
    if sorted(parts) != list(range(len(parts))):
        raise refusals.BadContent(line=0, why="paper")
    return [parts[number] for number in range(len(parts))]


def _check_contents(manifest: letter.Manifest, rows: Mapping[str, Sequence[Row]], contents: Contents) -> None:
    """Refuse what a paper's row does not tell of, or tells otherwise."""
    if sum(map(len, contents.values())) != manifest.contents:
        raise refusals.BadContent(line=1, why="counts")
    for table, of_table in contents.items():
        if table not in BY_TABLE or not issubclass(BY_TABLE[table], Paper):
            raise refusals.BadContent(line=0, why="paper")
        told = {str(row["id"]): (row["picture_sha256"], row["sha256"]) for row in rows.get(table, ())}
        for paper, (picture, *parts) in of_table.items():
            held = hashlib.sha256(picture).hexdigest(), hashlib.sha256(b"".join(parts)).hexdigest()
            if told.get(paper) != held:
                raise refusals.BadContent(line=0, why="paper")


def _check_rows(register: Register, manifest: letter.Manifest, rows: Mapping[str, Sequence[Row]]) -> None:
    """Refuse a file in which anything is of somebody else than those who are transferred."""
    files = {str(row["id"]): row for row in rows.get(CaseFile.table, ())}
    moves = {
        str(row["case_id"]): row for row in rows.get(Transfer.table, ()) if row["id"] in manifest.transfers.values()
    }
    for case_id, transfer_id in manifest.transfers.items():
        moved, file = moves.get(case_id), files.get(case_id)
        if moved is None or moved["id"] != transfer_id or moved["to_centre_id"] != register.centre_id:
            raise refusals.BadContent(line=0, why="transfer")
        if file is None or file["status"] != MOVED or not str(file["code"] or ""):
            raise refusals.BadContent(line=0, why="file")
    own_files = {str(row["id"]) for row in files.values()}
    persons = {str(row["id"]) for row in rows.get(Person.table, ())}
    if {str(row["person_id"]) for row in files.values()} != persons:
        raise refusals.BadContent(line=0, why="persons")
    for of_table in rows.values():
        for row in of_table:
            if (row.get("case_id") or next(iter(own_files), "")) not in own_files:
                raise refusals.BadContent(line=0, why="file")


def _check_standing(register: Register, table: str, rows: Sequence[Row], manifest: letter.Manifest) -> None:
    """Refuse rows under ids of ours. Of who she is some may be ours, when she was here before: she comes back."""
    if BY_TABLE[table].compartment not in register.vault.compartments:
        raise SectionShut
    standing = bundles.standing(register.vault, table, [str(row["id"]) for row in rows])
    ours = {record_id for record_id, (_, owner) in standing.items() if owner != manifest.centre}
    if ours and table not in TABLES_OF_A_PERSON:
        raise refusals.OtherCentre
    for row in register.vault.select(table, {"id": ours}, with_void=True) if ours else ():
        if not all(_has_left(register, person) for person in persons_of(table, row)):
            raise refusals.OtherCentre


def _has_left(register: Register, person_id: str) -> bool:
    """Say whether somebody had a file here, and every such file was received by another centre."""
    where = {"person_id": person_id, "centre_id": register.centre_id}
    files = register.vault.select(CaseFile.table, where, with_void=True, columns=("id", "status"))
    moves = register.vault.select(Transfer.table, {"case_id": [file["id"] for file in files]})
    gone = {moved["case_id"] for moved in moves if moved["received_on"]}
    return bool(gone) and all(file["id"] in gone or file["status"] == MERGED for file in files)


def _received_before(register: Register, manifest: letter.Manifest) -> CaseFile | None:
    """Return the file that somebody of this transfer has here already, whichever copy of it came first."""
    for transfer_id in manifest.transfers.values():
        row = register.vault.get(Transfer.table, transfer_id)
        if row is not None and row["centre_id"] == manifest.centre:
            theirs = register.vault.get(CaseFile.table, row["case_id"])
            return register.only(CaseFile, person_id=theirs["person_id"]) if theirs else None
    return None


# --- showing ---------------------------------------------------------------------------------------------------


def preview_of(register: Register, incoming: Incoming) -> Preview:
    """Return who comes and who may be here already. Nothing is written."""
    coming: list[Record] = [
        from_row(kind, row)
        for kind in (Person, PersonName, PersonDescription)
        for row in incoming.rows.get(kind.table, ())
        if row["voided_at"] is None
    ]
    found = twins.known_already(register, coming)
    return Preview(
        from_name=incoming.sender.name,
        people=tuple(_comes(file, coming, found) for file in _files(incoming)),
        rows=sum(map(len, incoming.rows.values())),
        papers=incoming.manifest.contents,
    )


def _files(incoming: Incoming) -> list[CaseFile]:
    """Return the files that are transferred, hers first."""
    files = {str(row["id"]): from_row(CaseFile, row) for row in incoming.rows[CaseFile.table]}
    return [files[case_id] for case_id in incoming.manifest.cases if case_id in incoming.manifest.transfers]


def _comes(file: CaseFile, coming: Sequence[Record], found: Mapping[str, twins.TwinFile]) -> Comes:
    names = [one for one in coming if isinstance(one, PersonName) and one.person_id == file.person_id]
    shown = next((one for one in names if one.is_display), names[-1] if names else None)
    twin = found.get(file.person_id)
    return Comes(
        code=file.code or "",
        name=" ".join(filter(None, (shown.given, shown.family))) if shown else "",
        sex=next((one.sex for one in coming if isinstance(one, Person) and one.id == file.person_id), None),
        twins=(twin.case.code or "",) if twin else (),
    )


# --- taking in -------------------------------------------------------------------------------------------------


def take(register: Register, incoming: Incoming) -> Bundle:
    """Put everything in as one act, open her file here, and return what is remembered of the transfer."""
    vault, now = register.vault, moment_text(register.now)
    told: dict[str, Any] = {"by": register.author, "at": now, "clock_suspect": register.clock_is_suspect}
    opened = [record for file in _files(incoming) for record in _begun(register, incoming, file)]
    remembered = _remembered(register, incoming, opened)
    with as_problems(), vault.transaction():
        for kind in RECORD_TYPES:
            rows = [_as_it_stands_here(register, kind.table, row) for row in incoming.rows.get(kind.table, ())]
            handing_over.put_rows(vault, kind.table, rows, **told)
        for table, of_table in incoming.contents.items():
            handing_over.put_contents(vault, table, of_table)
        records = [*opened, remembered]
        changes = [
            Change(table=one.table, row=to_row(one), action="receive" if one is remembered else handing_over.TAKEN)
            for one in records
        ]
        vault.write_within(changes, **told)
        persons = {file.person_id for file in _files(incoming)}
        bundles.put_searchable(vault, finding.entries_of(vault, register.centre_id, persons))
    register.kept.look_again()
    saved = register.get(Bundle, remembered.id)
    if saved is None:
        raise AssertionError("a transfer that was just received is not there")
    return saved


def _as_it_stands_here(register: Register, table: str, row: Row) -> Row:
    """Return a row as the other house wrote it; who she is, as ours from now on, in a revision above all before."""
    if table not in TABLES_OF_A_PERSON:
        return dict(row)
    mine = register.vault.get(table, str(row["id"]))
    newest = max(int(row["rev"] or 0), int(mine["rev"]) if mine else 0)
    return {**row, "centre_id": register.centre_id, "rev": newest + 1}


def _begun(register: Register, incoming: Incoming, theirs: CaseFile) -> list[Record]:
    """Return the file that begins here, with what holds on from the one that she had."""
    new: Callable[..., Any] = copy_of
    own = register.centre_id
    file = replace(
        CaseFile(person_id=theirs.person_id, code=theirs.code),
        centre_id=own,
        status="registered",
        opened_on=register.today,
        confidentiality=theirs.confidentiality,
        share_hq=theirs.share_hq,
        share_hq_basis=theirs.share_hq_basis,
    )
    came = [from_row(Intake, row) for row in incoming.rows.get(Intake.table, ()) if row["case_id"] == theirs.id]
    intake = Intake(
        centre_id=own,
        case_id=file.id,
        contact_on=register.today,
        source=OTHER_CENTRE,
        source_in_words=incoming.sender.name,
        reason=came[-1].reason if came else None,
    )
    family = {theirs.id} | {
        str(row["id"]) for row in incoming.rows[CaseFile.table] if row["merged_into_id"] == theirs.id
    }
    carried_on = [
        new(from_row(kind, row), centre_id=own, case_id=file.id)
        for kind in HOLDS_ON
        for row in incoming.rows.get(kind.table, ())
        if row["case_id"] in family and row["voided_at"] is None
    ]
    return [file, intake, *carried_on]


def _remembered(register: Register, incoming: Incoming, opened: Sequence[Record]) -> Bundle:
    files = [record for record in opened if isinstance(record, CaseFile)]
    return Bundle(
        centre_id=register.centre_id,
        from_centre_id=incoming.manifest.centre,
        to_centre_id=register.centre_id,
        case_id=files[0].id,
        bundle_type=letter.TRANSFER,
        manifest_hash=incoming.manifest_hash,
        position=json.dumps(sorted(incoming.manifest.transfers.values())),
        counts=json.dumps({"cases": len(files), "rows": sum(map(len, incoming.rows.values()))}),
        status=RECEIVED,
        received_at=register.now,
    )
