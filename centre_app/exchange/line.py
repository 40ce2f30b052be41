"""Where a bundle belongs in the line of its centre's bundles, and where its lines of history in that centre's history."""

from centre_app.exchange import refusals
from centre_app.exchange.manifest import Manifest
from centre_app.exchange.reading import Carried
from centre_app.records import Bundle
from centre_app.register import Register
from db import bundles, history


def received_from(register: Register, centre_id: str) -> list[Bundle]:
    """Return the bundles that came from one centre, the first received one first."""
    return register.find(Bundle, from_centre_id=centre_id)


def place_in_line(register: Register, manifest_hash: str, manifest: Manifest, *, new_line_agreed: bool) -> bool:
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


def check_history(register: Register, manifest: Manifest, carried: Carried) -> None:
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
