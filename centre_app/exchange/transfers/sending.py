"""The house that she leaves makes the file of her transfer: once she may go, and again when a stick is lost.

sealed = make(register, case, to)          everything of her file, for that centre and for headquarters
put on a stick (bundle.put_on_stick)       written and read back
mark_written(register, sealed)             remembered
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from centre_app import disk
from centre_app.casework.arrivals import children_of
from centre_app.casework.exits import TRANSFERRED
from centre_app.consent_ledger import SHARE_PARTNER, ledger_of, partner_of, standing
from centre_app.exchange import envelope
from centre_app.exchange.bundle import PREPARED, WRITTEN
from centre_app.exchange.manifest import made_at
from centre_app.exchange.partners import must_be_real, must_have_headquarters, signing_key
from centre_app.exchange.transfers import coming_back, gathering, houses, letter
from centre_app.exchange.transfers.letter import Neighbour
from centre_app.folding import fold
from centre_app.language import N_
from centre_app.merged_files import family_of
from centre_app.problems import ExchangeProblem, SectionShut
from centre_app.questions import CENTRE
from centre_app.records import Bundle, CaseFile, Centre, Letter, Transfer
from centre_app.register import Register, as_problems
from db import bundles, plain


class NotTransferred(ExchangeProblem):
    message = N_("This file is not marked as transferred.")
    advice = N_("Write the transfer first: to which centre, why, and who agreed.")


class TransferReceived(ExchangeProblem):
    message = N_("The other centre has received this file: only a trace of it is kept here.")
    advice = N_("It goes on there. Whoever comes back comes with a transfer from that centre.")


class WrittenForAnother(ExchangeProblem):
    message = N_("This file was already written for another centre.")
    advice = N_("Take the transfer back, destroy that stick, and write the transfer again.")


class NobodyAgreed(ExchangeProblem):
    message = N_("Nobody has agreed that this file goes there, or no longer, and no legal basis is written.")
    advice = N_("Ask for consent, or name in the transfer the legal basis, why, and who decided.")


class LettersWait(ExchangeProblem):
    message = N_("Something that was written for this file is still sealed, and would not go along.")
    advice = N_("Let whoever it was written for open the register and file it. Then write the file.")


class FileTooLarge(ExchangeProblem):
    message = N_("This file is larger than one stick’s file may be.")
    advice = N_("Call headquarters: it helps to send it in another way.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A transfer's file, encrypted. `left_behind` papers were too large to come along; they go on paper."""

    bundle: Bundle
    name: str
    cases: int
    papers: int
    left_behind: int
    content: bytes = field(repr=False)


def transfer_of(register: Register, case: CaseFile) -> Transfer | None:
    """Return the transfer by which a file left, or is about to."""
    return register.only_open(Transfer, case_id=case.id)


def sent_of(register: Register, case: CaseFile) -> Bundle | None:
    """Return the last file that was made of a transfer."""
    return register.only(Bundle, from_centre_id=register.centre_id, bundle_type=letter.TRANSFER, case_id=case.id)


def who_goes(register: Register, case: CaseFile) -> list[tuple[CaseFile, Transfer]]:
    """Return the file that is transferred, and those of her children who left with her for the same place on that day.

    Raises NotTransferred or TransferReceived.
    """
    moved = transfer_of(register, case)
    if case.status != TRANSFERRED or moved is None:
        raise NotTransferred
    if moved.received_on is not None:
        raise TransferReceived
    return [(case, moved), *_children(register, case, moved)]


def _children(register: Register, case: CaseFile, moved: Transfer) -> Iterator[tuple[CaseFile, Transfer]]:
    def goes_to(one: Transfer) -> tuple[object, ...]:
        return one.organisation_id, one.organisation_in_words, one.transferred_on

    for child in children_of(register, case):
        along = transfer_of(register, child)
        if child.status == TRANSFERRED and along and along.received_on is None and goes_to(along) == goes_to(moved):
            yield child, along


def earlier_files(register: Register, case: CaseFile, to: Neighbour) -> list[CaseFile]:
    """Return the files of other houses that go along: what she agreed to holds for all that this house has of her.

    What the centre to which she goes wrote itself is none of them: see `returned_files`.
    """
    return [file for file in _files_elsewhere(register, case) if file.centre_id != to.centre_id]


def returned_files(register: Register, case: CaseFile, to: Neighbour) -> list[CaseFile]:
    """Return the files that the centre to which she goes once wrote itself: they get their words again there."""
    own = [file for file in _files_elsewhere(register, case) if file.centre_id == to.centre_id]
    return [file for file in own if coming_back.has_salts(register, file)]


def stays_out(register: Register, case: CaseFile, to: Neighbour) -> bool:
    """Say whether that centre wrote a file of hers which came here without what it could be held against there."""
    own = [file for file in _files_elsewhere(register, case) if file.centre_id == to.centre_id]
    return len(own) != len(returned_files(register, case, to))


def _files_elsewhere(register: Register, case: CaseFile) -> list[CaseFile]:
    return [file for going, _ in who_goes(register, case) for file in houses.files_elsewhere(register, going)]


def make(register: Register, case: CaseFile, to: Neighbour) -> Sealed:
    """Gather, sign and encrypt her file for a centre and for headquarters' keys, and remember that it was made.

    Raises what keeps it from being made: NotTransferred, TransferReceived, CentreRevoked, WrittenForAnother, NobodyAgreed,
    LettersWait, FileTooLarge, NotEnoughRoom, SectionShut, or that no headquarters is known.
    """
    must_be_real(register)
    headquarters, key = must_have_headquarters(register), signing_key(register)
    going = who_goes(register, case)
    _refuse(register, going, to)
    going = _named_the_centre(register, going, to)
    hers = [one for file, _ in going for one in (file, *coming_back.former_files(register, file))]
    cases = {one for file in hers for one in family_of(register, file.id)}
    with as_problems():
        files = register.vault.select(CaseFile.table, {"id": cases}, with_void=True, columns=("person_id",))
        earlier = {file.id: file.centre_id for file in earlier_files(register, case, to)}
        back = {file.id: file.centre_id for file in returned_files(register, case, to)}
        gathered = gathering.gather(register, cases, {str(file["person_id"]) for file in files}, earlier, back)
    recipients = (to.recipient, *headquarters.recipients)
    manifest = _manifest(register, going, to, gathered, recipients)
    manifest = replace(manifest, earlier=earlier, returned=tuple(back))
    lines = gathered.lines()
    disk.must_fit(register.folder, sum(map(len, lines)))
    try:
        content = envelope.seal_bundle(plain.to_plain(manifest), lines, signing_key=key, recipients=manifest.recipients)
    except envelope.BundleTooLarge:
        raise FileTooLarge from None
    manifest_hash = envelope.hash_of_manifest(plain.to_plain(manifest))
    (saved,) = register.save(_remembered(register, manifest, manifest_hash), action="export")
    return Sealed(
        bundle=saved,
        name=letter.file_name(manifest_hash, register.code),
        cases=len(going),
        papers=gathered.papers,
        left_behind=gathered.left_behind,
        content=content,
    )


def mark_written(register: Register, sealed: Sealed, *, carrier: str = "") -> Bundle:
    """Remember that a file is on the stick, and who carries it."""
    written = replace(sealed.bundle, status=WRITTEN, written_at=register.now, carrier=carrier or None)
    return register.save(written)[0]


def centre_meant(register: Register, known: Sequence[Neighbour], moved: Transfer) -> str | None:
    """Return the centre that a transfer names, or that is called as it is written there; None where nobody can tell."""
    if moved.to_centre_id:
        return moved.to_centre_id
    names = partner_of(register.as_stored, moved.organisation_id, moved.organisation_in_words)
    called = [one.centre_id for one in known if {fold(one.name), fold(one.code)} & names]
    return called[0] if len(called) == 1 else None


def _refuse(register: Register, going: list[tuple[CaseFile, Transfer]], to: Neighbour) -> None:
    if any(compartment not in register.vault.compartments for compartment in letter.NEEDED):
        raise SectionShut
    if to.is_revoked:
        raise letter.CentreRevoked(name=to.name)
    for file, moved in going:
        if moved.to_centre_id not in (None, to.centre_id):
            raise WrittenForAnother
        if not _is_agreed(register, file, moved):
            raise NobodyAgreed
        if any(one.filed_at is None for one in register.as_stored.find(Letter, case_id=file.id)):
            raise LettersWait


def _is_agreed(register: Register, file: CaseFile, moved: Transfer) -> bool:
    """Say whether she may go there today: a yes may have been taken back since the transfer was written."""
    if moved.legal_basis and moved.decided_by and (moved.basis_reason or "").strip():
        return True
    partner = partner_of(register.as_stored, moved.organisation_id, moved.organisation_in_words)
    return standing(
        ledger_of(register, file.id), SHARE_PARTNER, on=register.as_stored.latest_day, partner=partner
    ).permits


def _named_the_centre(
    register: Register, going: list[tuple[CaseFile, Transfer]], to: Neighbour
) -> list[tuple[CaseFile, Transfer]]:
    """Write into each transfer which centre of ours it is: headquarters goes by that."""
    open_ones = [replace(moved, to_centre_id=to.centre_id) for _, moved in going if moved.to_centre_id is None]
    saved = {moved.id: moved for moved in register.save(*open_ones)} if open_ones else {}
    return [(file, saved.get(moved.id, moved)) for file, moved in going]


def _manifest(
    register: Register,
    going: list[tuple[CaseFile, Transfer]],
    to: Neighbour,
    gathered: gathering.Gathered,
    recipients: tuple[str, ...],
) -> letter.Manifest:
    own = register.get(Centre, register.centre_id)
    schema = {name: bundles.newest_schema(name) for name in (CENTRE, *letter.NEEDED)}
    return letter.Manifest(
        schema=schema,
        least_reader=schema,
        centre=register.centre_id,
        code=register.code,
        name=(own.name if own else None) or register.code,
        to_centre=to.centre_id,
        headquarters=must_have_headquarters(register).headquarters_id,
        recipients=recipients,
        transfers={file.id: moved.id for file, moved in going},
        cases=tuple(file.id for file, _ in going),
        made_at=made_at(register.now),
        rows={table: len(rows) for table, rows in gathered.rows.items()},
        contents=gathered.papers,
        training=register.is_training,
    )


def _remembered(register: Register, manifest: letter.Manifest, manifest_hash: str) -> Bundle:
    """Return the record of a file that was made. It is of no line: the months' numbers go on without it."""
    return Bundle(
        from_centre_id=register.centre_id,
        to_centre_id=manifest.to_centre,
        case_id=manifest.cases[0],
        bundle_type=letter.TRANSFER,
        file_name=letter.file_name(manifest_hash, register.code),
        manifest_hash=manifest_hash,
        counts=json.dumps({"cases": len(manifest.cases), "rows": sum(manifest.rows.values())}),
        status=PREPARED,
    )
