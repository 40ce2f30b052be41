"""What goes back when she has arrived, and what the sender does with it: the file ends here, and only the trace is kept."""

import json
from dataclasses import replace
from datetime import date

from centre_app.exchange import envelope, refusals
from centre_app.exchange.acknowledgement import Acknowledgement
from centre_app.exchange.bundle import ACKNOWLEDGED
from centre_app.exchange.partners import identity, signing_key
from centre_app.exchange.transfers import letter, trace
from centre_app.exchange.transfers.houses import transfers_received
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import Bundle, Transfer
from centre_app.register import Register
from db import plain


class NoSuchTransfer(refusals.Refusal):
    reason = "no_such_transfer"
    message = N_("This receipt is for a transfer that this centre did not send there.")
    advice = N_("Check that it is the right file. Nothing was changed, and nothing was taken out.")


def write(register: Register, received: Bundle) -> Acknowledgement:
    """Return the receipt of a transfer that was taken in, for the centre that sent it; the same one every time."""
    sender = letter.neighbour(register, str(received.from_centre_id))
    manifest_hash = str(received.manifest_hash)
    said = letter.Receipt(
        centre=register.centre_id,
        to_centre=sender.centre_id,
        transfers=tuple(json.loads(received.position or "[]")),
        manifest_hash=manifest_hash,
        received_on=(received.received_at or register.now).date().isoformat(),
        number=f"{register.code}-{manifest_hash[:6].upper()}",
    )
    content = envelope.seal(plain.to_plain(said), (), signing_key=signing_key(register), recipients=[sender.recipient])
    return Acknowledgement(name=letter.receipt_name(manifest_hash, register.code), content=content)


def read(register: Register, content: bytes) -> list[Transfer]:
    """Read a receipt, remember it, and keep only the trace; read again it changes nothing.

    Raises the Refusal of what is wrong with the file: not whole, not for this centre, not by the one to which she went.
    """
    known = letter.neighbours(register)
    opened = envelope.open_bundle(content, identities=[identity(register)], known_signers=letter.signers(known))
    said = letter.read_receipt(opened.manifest)
    if said.to_centre != register.centre_id or said.centre != opened.signer.centre_id:
        raise refusals.OtherCentre
    moved = [register.get(Transfer, transfer_id) for transfer_id in said.transfers]
    ours = [one for one in moved if one is not None and _is_the_one(register, one, said)]
    if not moved or len(ours) != len(moved):
        raise NoSuchTransfer
    try:
        received_on = date.fromisoformat(said.received_on)
    except ValueError:
        raise refusals.BadContent(line=1, why="manifest") from None
    waiting: list[Record] = [
        replace(one, received_on=received_on, receipt=said.number) for one in ours if one.received_on is None
    ]
    waiting += [replace(one, status=ACKNOWLEDGED, acknowledged_at=register.now) for one in _files_of(register, ours)]
    if waiting:
        register.save(*waiting, action="transfer_received", heed_findings=False)
    trace.finish(register)
    return [found for one in ours if (found := register.get(Transfer, one.id)) is not None]


def received_as(register: Register, content: bytes) -> Bundle | None:
    """Return what a transfer became that was received before, be it from another copy: its receipt can be written again.

    Raises the Refusal of a file that is none.
    """
    known = letter.neighbours(register)
    opened = envelope.open_bundle(content, identities=[identity(register)], known_signers=letter.signers(known))
    moved = set(letter.read_manifest(opened.manifest).transfers.values())
    for bundle in transfers_received(register):
        if bundle.from_centre_id == opened.signer.centre_id and moved & set(json.loads(bundle.position or "[]")):
            return bundle
    return None


def _is_the_one(register: Register, moved: Transfer, said: letter.Receipt) -> bool:
    return moved.centre_id == register.centre_id and moved.to_centre_id == said.centre and not moved.is_void


def _files_of(register: Register, moved: list[Transfer]) -> list[Bundle]:
    """Return the files that were made of these transfers and that no receipt has closed yet."""
    sent = register.find(Bundle, from_centre_id=register.centre_id, bundle_type=letter.TRANSFER)
    cases = {one.case_id for one in moved}
    return [bundle for bundle in sent if bundle.case_id in cases and bundle.status != ACKNOWLEDGED]
