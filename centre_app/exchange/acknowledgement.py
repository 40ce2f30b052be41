"""What comes back on the stick: headquarters' word that it has a bundle, and how much of it there is.

It is signed by headquarters and encrypted to the centre, in the same envelope as a bundle. Until it is read the data
stay in the next bundle. Corrections, code lists and new keys will travel behind its first line; a register that does
not know them yet says that it needs the newer program.
"""

import json
from dataclasses import dataclass, replace

from centre_app.exchange import partners, refusals
from centre_app.exchange.bundle import ACKNOWLEDGED, own_bundles
from centre_app.exchange.envelope import Signer, key_id, open_bundle, seal
from centre_app.exchange.manifest import Receipt, made_at, read_receipt
from centre_app.language import N_
from centre_app.records import Bundle
from centre_app.register import Register
from db import plain


class NoSuchBundle(refusals.Refusal):
    reason = "no_such_bundle"
    message = N_("This acknowledgement is for a bundle that this register did not write.")
    advice = N_("Check that it is the right file. After a restore, only new bundles are acknowledged.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """The file that goes back to a centre, and its name on the stick."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """What an acknowledgement said: "headquarters has received no. 12 (345 cases)"."""

    bundle: Bundle
    cases: int
    rows: int


def acknowledge(register: Register, bundle: Bundle) -> Acknowledgement:
    """Return headquarters' receipt for a bundle that it merged, for the centre that sent it."""
    (sender,) = [card for card in partners.centres_of(register) if card.of_centre_id == bundle.from_centre_id]
    counts = json.loads(bundle.counts or "{}")
    receipt = Receipt(
        headquarters=register.centre_id,
        centre=str(bundle.from_centre_id),
        lineage=str(bundle.lineage),
        seq=bundle.seq or 0,
        manifest_hash=str(bundle.manifest_hash),
        received_at=made_at(bundle.received_at or register.now),
        rows={"all": counts.get("rows", 0)},
        cases=counts.get("cases", 0),
    )
    content = seal(
        plain.to_plain(receipt),
        (),
        signing_key=partners.signing_key(register),
        recipients=[partners.request_of(sender).recipient],
    )
    return Acknowledgement(name=f"{sender.code}-ACCUSE-{receipt.seq:06d}.age", content=content)


def read_acknowledgement(register: Register, content: bytes) -> Acknowledged:
    """Read headquarters' receipt and remember it; a second reading changes nothing.

    Raises the Refusal of what is wrong with the file: not whole, not for this centre, not signed by headquarters.
    """
    card = partners.must_have_headquarters(register)
    signer = Signer(centre_id=card.headquarters_id, public=card.signing)
    opened = open_bundle(
        content, identities=[partners.identity(register)], known_signers={key_id(card.signing): signer}
    )
    receipt = read_receipt(opened.manifest)
    if receipt.headquarters != card.headquarters_id:
        raise refusals.OtherHeadquarters
    if receipt.centre != register.centre_id:
        raise refusals.OtherCentre
    if receipt.corrections or receipt.code_lists or receipt.key_changes:
        raise refusals.NewerProgram
    for bundle in own_bundles(register):
        if (bundle.lineage, bundle.seq, bundle.manifest_hash) == (receipt.lineage, receipt.seq, receipt.manifest_hash):
            return Acknowledged(
                bundle=_remember(register, bundle), cases=receipt.cases, rows=sum(receipt.rows.values())
            )
    raise NoSuchBundle


def _remember(register: Register, bundle: Bundle) -> Bundle:
    if bundle.status == ACKNOWLEDGED:
        return bundle
    received = replace(bundle, status=ACKNOWLEDGED, acknowledged_at=register.now)
    return register.save(received, action="acknowledge")[0]
