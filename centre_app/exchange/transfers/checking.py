"""The centre to which she goes looks at the file first: who wrote it, for whom, and that all of it is of who comes.

Everything is checked before anything is shown; nothing is written here. Who she is may have been ours before, when she
comes back. What an earlier house wrote of her comes along as that house's own, brought by the one that she left last.
"""

import base64
import binascii
import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from centre_app.exchange import reading, refusals
from centre_app.exchange.envelope import open_bundle
from centre_app.exchange.partners import identity, must_be_real, must_have_headquarters, recipient
from centre_app.exchange.transfers import coming_back, letter
from centre_app.exchange.transfers.coming_back import Returned, Salts
from centre_app.exchange.transfers.letter import TABLES_OF_A_PERSON, Neighbour, persons_of
from centre_app.language import N_
from centre_app.problems import SectionShut
from centre_app.questions import Row
from centre_app.records import BY_TABLE, CaseFile, Person, Transfer
from centre_app.records.papers import Paper
from centre_app.register import Register
from db import bundles
from db.returning import Salt

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
    salts: Salts = field(default_factory=dict, repr=False)
    returned: Returned = field(default_factory=Returned)


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
    salts: dict[str, dict[str, Salt]] = {}
    owners = {
        manifest.centre,
        *manifest.earlier.values(),
        *dict.fromkeys(manifest.returned, register.centre_id).values(),
    }
    said = _rows_among(opened.rows(), contents, salts)
    rows = reading.read(said, manifest, remarks_on=lambda record: 0, owners=owners).rows
    _check_rows(register, manifest, rows)
    if (before := _received_before(register, manifest)) is not None:
        raise AlreadyHere(code=before.code or "")
    for table, of_table in rows.items():
        _check_standing(register, table, of_table)
    whole = {table: {paper: _in_order(parts) for paper, parts in of_one.items()} for table, of_one in contents.items()}
    _check_contents(manifest, rows, whole)
    coming_back.check_salts(rows, salts)
    back = coming_back.returned(register, rows, salts)
    return Incoming(
        manifest=manifest,
        manifest_hash=opened.manifest_hash,
        sender=sender,
        rows=_but_ours(register, rows),
        contents=_but_of_traces(register, rows, whole, back.ids()),
        salts=salts,
        returned=back,
    )


def _but_ours(register: Register, rows: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    return {
        table: [row for row in of_table if row["centre_id"] != register.centre_id] for table, of_table in rows.items()
    }


def _but_of_traces(
    register: Register, rows: Mapping[str, Sequence[Row]], contents: Contents, returned: Collection[str]
) -> Contents:
    """Leave out what papers of ours hold of which only the trace stays."""
    ours = {row["id"] for of_table in rows.values() for row in of_table if row["centre_id"] == register.centre_id}
    stay = ours.difference(returned)
    return {table: {one: parts for one, parts in of.items() if one not in stay} for table, of in contents.items()}


def _rows_among(
    said: Iterator[dict[str, Any]],
    contents: dict[str, dict[str, dict[int, bytes]]],
    salts: dict[str, dict[str, Salt]],
) -> Iterator[dict[str, Any]]:
    """Yield what is no part of a paper and no salt of a row; those are kept aside."""
    for number, one in enumerate(said, start=2):
        if "salt" in one and "table" not in one:
            try:
                coming_back.read_salt(one, salts)
            except (KeyError, TypeError, ValueError):
                raise refusals.BadContent(line=number, why="salt") from None
            continue
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
    if {case_id: str(row["centre_id"]) for case_id, row in files.items()} != {
        **dict.fromkeys(files, manifest.centre),
        **manifest.earlier,
        **dict.fromkeys(manifest.returned, manifest.to_centre),
    }:
        raise refusals.OtherCentre
    persons = {str(row["id"]) for row in rows.get(Person.table, ())}
    if {str(row["person_id"]) for row in files.values()} != persons:
        raise refusals.BadContent(line=0, why="persons")
    for table, of_table in rows.items():
        for row in of_table:
            _check_whose(manifest, table, row, files)


def _check_whose(manifest: letter.Manifest, table: str, row: Row, files: Mapping[str, Row]) -> None:
    """Refuse a row of nobody's file here, or of another house than its file; who she is, is the last house's to tell."""
    case_id, owner = row.get("case_id"), row["centre_id"]
    if case_id and case_id not in files:
        raise refusals.BadContent(line=0, why="file")
    if case_id and files[str(case_id)]["centre_id"] != owner:
        raise refusals.OtherCentre
    if table in TABLES_OF_A_PERSON and owner != manifest.centre:
        raise refusals.OtherCentre


def _check_standing(register: Register, table: str, rows: Sequence[Row]) -> None:
    """Refuse rows under ids of ours. Of who she is some may be ours, when she was here before: she comes back."""
    if BY_TABLE[table].compartment not in register.vault.compartments:
        raise SectionShut
    standing = bundles.standing(register.vault, table, [str(row["id"]) for row in rows])
    told = {str(row["id"]): row["centre_id"] for row in rows}
    ours = {record_id for record_id, (_, owner) in standing.items() if owner != told[record_id]}
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
