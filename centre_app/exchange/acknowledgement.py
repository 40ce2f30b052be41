"""What comes back on the stick: headquarters' word that it has a bundle, and how much of it there is.

It is signed by headquarters and encrypted to the centre, in the same envelope as a bundle. Until it is read the data
stay in the next bundle. What headquarters has to say to the centre travels behind its first line (published.py).
"""

import json
from dataclasses import dataclass, replace

from centre_app.corrections.applying import Outcome, apply_waiting
from centre_app.exchange import partners, published, refusals
from centre_app.exchange.bundle import ACKNOWLEDGED, own_bundles
from centre_app.exchange.envelope import Signer, key_id, open_bundle, seal
from centre_app.exchange.manifest import Receipt, made_at, read_receipt
from centre_app.language import N_
from centre_app.questions import moment_text, to_row
from centre_app.records import Bundle
from centre_app.register import Register, as_problems
from db.vault import Change


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
    """What an acknowledgement said: "headquarters has received no. 12 (345 cases)".

    `corrected` is what became of headquarters' corrections; `shut` how many wait for somebody whose key opens them.
    """

    bundle: Bundle
    cases: int
    rows: int
    corrected: Outcome = Outcome()
    shut: int = 0


def acknowledge(register: Register, bundle: Bundle) -> Acknowledgement:
    """Return headquarters' receipt for a bundle that it merged, for the centre that sent it."""
    (sender,) = [card for card in partners.centres_of(register) if card.of_centre_id == bundle.from_centre_id]
    counts = json.loads(bundle.counts or "{}")
    behind = published.for_centre(register, str(bundle.from_centre_id))
    receipt = Receipt(
        headquarters=register.centre_id,
        centre=str(bundle.from_centre_id),
        lineage=str(bundle.lineage),
        seq=bundle.seq or 0,
        manifest_hash=str(bundle.manifest_hash),
        received_at=made_at(bundle.received_at or register.now),
        rows={"all": counts.get("rows", 0)},
        cases=counts.get("cases", 0),
        corrections=behind.corrections,
        code_lists=behind.published,
        key_changes=behind.cards,
        behind=behind.rows,
        schema=behind.schema,
        least_reader=behind.schema,
    )
    content = seal(
        receipt.as_written(),
        behind.lines,
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
    bundle = _acknowledged_by(register, receipt)
    rows = published.read(register, opened, receipt)
    with as_problems(), register.vault.transaction():
        published.put_within(register, rows, receipt.headquarters)
        if bundle.status != ACKNOWLEDGED:
            received = replace(bundle, status=ACKNOWLEDGED, acknowledged_at=register.now)
            register.vault.write_within(
                [Change(table=Bundle.table, row=to_row(received), action="acknowledge")],
                by=register.author,
                at=moment_text(register.now),
                clock_suspect=register.clock_is_suspect,
            )
    register.show_published_lists()
    return Acknowledged(
        bundle=_acknowledged_by(register, receipt),
        cases=receipt.cases,
        rows=sum(receipt.rows.values()),
        corrected=apply_waiting(register),
        shut=published.shut_here(register, rows),
    )


def _acknowledged_by(register: Register, receipt: Receipt) -> Bundle:
    """Return the bundle that a receipt is for."""
    for bundle in own_bundles(register):
        if (bundle.lineage, bundle.seq, bundle.manifest_hash) == (receipt.lineage, receipt.seq, receipt.manifest_hash):
            return bundle
    raise NoSuchBundle
