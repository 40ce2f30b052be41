"""Where a bundle belongs in the line of its centre's bundles, and where its lines of history in that centre's history.

A bundle is received once everything before its base is here; until then it waits (waiting.py). One that is older than
what is here comes late: later ones held what it holds, so it changes no row, and its place must still be the right one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from centre_app.exchange import partners, refusals
from centre_app.exchange.manifest import Manifest
from centre_app.exchange.reading import Carried, Line
from centre_app.ids import new_id
from centre_app.questions import CENTRE, moment_text
from centre_app.records import Bundle
from centre_app.register import Register, as_problems
from db import bundles, history
from db.history import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`is_new_line`: the first word of a register that was restored; `is_late`: a later bundle is here already."""

    is_new_line: bool = False
    is_late: bool = False


# --- at headquarters -------------------------------------------------------------------------------------------


def received_from(register: Register, centre_id: str) -> list[Bundle]:
    """Return the bundles that came from one centre, the first received one first."""
    return register.find(Bundle, from_centre_id=centre_id)


def newest_of(received: Sequence[Bundle]) -> Bundle | None:
    """Return, of the bundles of one centre, the one with the highest number in the line that holds."""
    in_line = [bundle for bundle in received if bundle.lineage == received[-1].lineage]
    return max(in_line, key=lambda bundle: bundle.seq or 0, default=None)


def place_in_line(register: Register, manifest_hash: str, manifest: Manifest, *, new_line_agreed: bool) -> Place:
    """Return where a bundle belongs among those received. Raises the Refusal of why it belongs nowhere."""
    received = received_from(register, manifest.centre)
    in_line = {bundle.seq or 0: bundle for bundle in received if bundle.lineage == manifest.lineage}
    if not in_line:
        if received and not new_line_agreed:
            raise refusals.OtherLine(code=manifest.code)
    elif received[-1].lineage != manifest.lineage:
        raise refusals.LineGivenUp
    if manifest.seq in in_line:
        if in_line[manifest.seq].manifest_hash == manifest_hash:
            raise refusals.AlreadyReceived
        raise refusals.SameNumberOtherContent(seq=manifest.seq)
    latest = max(in_line, default=0)
    if manifest.base_seq > latest:
        raise _gap(manifest)
    before, after = in_line.get(manifest.seq - 1), in_line.get(manifest.seq + 1)
    if before and before.manifest_hash != manifest.previous:
        raise refusals.BrokenLine
    if after and after.previous is not None and after.previous != manifest_hash:
        raise refusals.BrokenLine
    is_restored = len(received) > len(in_line) and not any(bundle.heads for bundle in in_line.values())
    return Place(is_new_line=is_restored, is_late=manifest.seq < latest)


def _gap(manifest: Manifest) -> refusals.Gap:
    month = manifest.month.replace("-", "")
    return refusals.Gap(missing=manifest.base_seq, seq=manifest.seq, code=manifest.code, month=month)


def check_history(register: Register, manifest: Manifest, carried: Carried) -> None:
    """Check that the lines follow from those received, and end where the manifest says they do."""
    for compartment, lines in carried.lines.items():
        _check_start(manifest, compartment, lines)
        if compartment in register.vault.compartments:
            _check_lines(register, manifest, compartment, lines)


def _check_start(manifest: Manifest, compartment: str, lines: Sequence[Line]) -> None:
    """Check that nothing was left out at the beginning, be it here already: all behind `since` comes, in order."""
    since = manifest.since[compartment]
    if manifest.part == 1 and lines and lines[0]["seq"] != since + 1:
        raise refusals.BrokenHistory
    if manifest.part == manifest.parts == 1 and not lines and manifest.heads[compartment].seq != since:
        raise refusals.BrokenHistory


def _check_lines(register: Register, manifest: Manifest, compartment: str, lines: Sequence[Line]) -> None:
    own = compartment, manifest.centre, manifest.lineage
    seq, head = bundles.received_head(register.vault, *own)
    known = [line for line in lines if line["seq"] <= seq]
    if known:
        start = known[0]["seq"] - 1, known[0]["previous"]
        if next(history.faults_in(known, after=start), None) is not None:
            raise refusals.BrokenHistory
        if known[-1]["hash"] != bundles.received_hash(register.vault, *own, known[-1]["seq"]):
            raise refusals.ForkedHistory
    following = [line for line in lines if line["seq"] > seq]
    if following and following[0]["seq"] == seq + 1 and following[0]["previous"] != head:
        raise refusals.ForkedHistory
    if next(history.faults_in(following, after=(seq, head)), None) is not None:
        raise refusals.BrokenHistory
    told = manifest.heads[compartment]
    if manifest.part == manifest.parts:
        _check_end(register, own, following, (told.seq, told.hash))


def _check_end(
    register: Register, own: tuple[str, str, str], following: Sequence[Line], told: history.Position
) -> None:
    """Check that a history ends as its manifest says: with the lines that came, or with one that is here."""
    seq, said = told
    if following:
        if (following[-1]["seq"], following[-1]["hash"]) != told:
            raise refusals.BrokenHistory
    elif seq and bundles.received_hash(register.vault, *own, seq) != said:
        raise refusals.ForkedHistory


# --- at a centre -----------------------------------------------------------------------------------------------


def begin_new_line(register: Register) -> str:
    """Begin a new line of bundles, as a register must that was restored or of which there are two; return its name.

    Numbers begin at 1 again and everything goes once more. Headquarters asks a person before it believes the new line,
    and believes the old one no more. Raises SectionShut for who may not send.
    """
    partners.signing_key(register)
    return begin_line(register)


def begin_line(register: Register) -> str:
    """Do the same whoever opens a register of which lines are gone that may have been sent. Raises a DiskProblem."""
    lineage = new_id()
    with as_problems(), register.vault.transaction():
        register.vault.put_meta({"lineage": lineage})
        register.vault.note_within(
            CENTRE,
            Entry(action="begin_line", record_table="centres", record_id=register.centre_id),
            by=register.author,
            at=moment_text(register.now),
            clock_suspect=register.clock_is_suspect,
        )
    return lineage
