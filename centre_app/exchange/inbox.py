"""The files that came on a stick, at headquarters: each is looked at first, and taken in when a person says so.

arrived = look_at(register, file)            every check, what it is and what it would change; nothing is written
taken = take(register, arrived)              merged as one act, if the file is still the one that was looked at
more = followers(register, taken)            what had waited for it and is received now as well
give_receipt(register, taken, folder)        the acknowledgement, beside the bundle or elsewhere
"""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from centre_app.exchange import partners, receive, refusals, sticks, waiting
from centre_app.exchange.acknowledgement import acknowledge
from centre_app.exchange.envelope import open_bundle
from centre_app.exchange.merge import merge
from centre_app.exchange.preview import Preview, preview_of
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import Bundle
from centre_app.register import Register

# What is kept beside the register for whoever looks into it later. The rest is honest, or was meant for somebody else
# to read: a wrong file that a person clicked on must not be copied here.
KEPT_ASIDE = (
    refusals.Cut,
    refusals.Altered,
    refusals.Unsigned,
    refusals.UnknownSigner,
    refusals.RevokedSigner,
    refusals.WrongSignature,
    refusals.TooMuchInside,
    refusals.BadContent,
    refusals.NoSuchMonth,
    refusals.NoSuchDay,
    refusals.OtherCentre,
    refusals.SameNumberOtherContent,
    refusals.LineGivenUp,
    refusals.BrokenLine,
)


class OtherFileNow(refusals.Refusal):
    reason = "other_file_now"
    message = N_("This file is not the one that was checked a moment ago.")
    advice = N_("Nothing was received. Check the stick again and look at what it says now.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """One file as it was found: what it is when it may be received, else why not.

    `of_centre`, `month` and `seq` are the bundle's own when it is authentic; of a refused file they are what its name
    says, or nothing, and `is_only_named`. `received` is the bundle that it already is here, or has become.
    """

    file: Path
    digest: str = ""
    of_centre: str = ""
    month: date | None = None
    seq: int | None = None
    preview: Preview | None = None
    is_new_line: bool = False
    problem: Problem | None = None
    is_kept_aside: bool = False
    received: Bundle | None = None

    @property
    def may_be_received(self) -> bool:
        return self.preview is not None and self.received is None

    @property
    def is_refused(self) -> bool:
        """Whether nothing of it is here, and nothing that a person says here can change that."""
        is_here = self.received is not None or self.waits or isinstance(self.problem, refusals.AlreadyReceived)
        return self.problem is not None and not is_here and not self.asks_about_a_new_line

    @property
    def is_only_named(self) -> bool:
        """Whether centre, month and number are what the file's name says, which anybody can write."""
        return self.month is not None and self.preview is None and self.received is None and not self.waits

    @property
    def waits(self) -> bool:
        """Whether it is kept here until the bundle that it stands on is received."""
        return isinstance(self.problem, refusals.Gap)

    @property
    def asks_about_a_new_line(self) -> bool:
        """Whether a person must say what became of the centre's laptop before this can be received."""
        return isinstance(self.problem, refusals.OtherLine) and not self.is_new_line


def look_at(register: Register, file: Path, *, new_line_agreed: bool = False) -> Arrived:
    """Check a file and say what it would change. The register stays byte for byte as it is."""
    found = _named(file)
    try:
        content = sticks.content_of(file)
    except Problem as problem:
        return replace(found, problem=problem)
    found = replace(found, digest=hashlib.sha256(content).hexdigest(), is_new_line=new_line_agreed)
    try:
        incoming = receive.open_file(register, content, new_line_agreed=new_line_agreed)
    except refusals.AlreadyReceived as known:
        return _as_it_is_here(register, replace(found, problem=known), received_as(register, content))
    except refusals.Gap as gap:
        not_kept = _keep_waiting(register, content, gap)
        found = _as_it_says_itself(register, found, gap)
        return replace(found, problem=not_kept or gap, is_kept_aside=not_kept is None)
    except Problem as problem:
        return replace(found, problem=problem, is_kept_aside=_keep_aside(register, file, content, problem))
    return replace(
        found,
        of_centre=incoming.sender.name or incoming.sender.code or "",
        month=incoming.manifest.month_day,
        seq=incoming.manifest.seq,
        preview=preview_of(register, incoming),
        is_new_line=incoming.place.is_new_line,
    )


def take(register: Register, arrived: Arrived) -> Arrived:
    """Receive what was looked at, as one act. Every check is made again; what fails now is the `problem`."""
    try:
        content = sticks.content_of(arrived.file)
        if hashlib.sha256(content).hexdigest() != arrived.digest:
            raise OtherFileNow
        incoming = receive.open_file(register, content, new_line_agreed=arrived.is_new_line)
        return replace(arrived, received=merge(register, incoming))
    except Problem as problem:
        return replace(arrived, preview=None, problem=problem)


def followers(register: Register, taken: Arrived) -> list[Arrived]:
    """Receive what had waited for a bundle that was just received, each as one act: of any centre, for people move."""
    if taken.received is None:
        return []
    names = {card.code or "": card.name or "" for card in partners.centres_of(register)}
    return [
        Arrived(
            file=one.file.with_name(one.called),
            digest=one.digest,
            of_centre=names.get(one.code) or one.code,
            month=one.month,
            seq=one.seq,
            received=received,
        )
        for one, received in waiting.follow(register)
    ]


def give_receipt(register: Register, arrived: Arrived, folder: Path) -> str:
    """Write the acknowledgement of a received bundle and return its name. Raises the DiskProblem of what happened."""
    if arrived.received is None:
        raise ValueError("only what was received is acknowledged")
    receipt = acknowledge(register, arrived.received)
    sticks.put(folder, receipt.name, receipt.content)
    return receipt.name


def cases_in(bundle: Bundle) -> int:
    """Return of how many case files a bundle spoke."""
    return int(json.loads(bundle.counts or "{}").get("cases", 0))


def _named(file: Path) -> Arrived:
    called = sticks.bundle_name(file)
    if called is None:
        return Arrived(file=file)
    return Arrived(file=file, of_centre=called.code, month=called.month, seq=called.seq)


def _as_it_is_here(register: Register, found: Arrived, received: Bundle | None) -> Arrived:
    """Return a file that was received before as what it became, whatever its name says."""
    if received is None:
        return found
    centres = {card.of_centre_id: card.name or card.code or "" for card in partners.centres_of(register)}
    of_centre = centres.get(received.from_centre_id, found.of_centre)
    return replace(found, received=received, of_centre=of_centre, month=received.month, seq=received.seq)


def _as_it_says_itself(register: Register, found: Arrived, gap: refusals.Gap) -> Arrived:
    """Return a file that waits as what stands in it: its signature held."""
    centres = {card.code: card.name or card.code or "" for card in partners.centres_of(register)}
    code, month = str(gap.parts["code"]), str(gap.parts["month"])
    first = date(int(month[:4]), int(month[4:]), 1)
    return replace(found, of_centre=centres.get(code, code), month=first, seq=int(str(gap.parts["seq"])))


def received_as(register: Register, content: bytes) -> Bundle | None:
    """Return what a file that was received before became here, so that its acknowledgement can be written again."""
    opened = open_bundle(
        content, identities=[partners.identity(register)], known_signers=partners.known_signers(register)
    )
    return register.only(Bundle, manifest_hash=opened.manifest_hash)


def _keep_waiting(register: Register, content: bytes, gap: refusals.Gap) -> Problem | None:
    """Let a bundle wait; return why it cannot: then it is on the stick alone, and nobody may be told that it is kept."""
    try:
        waiting.keep(register, content, gap)
    except Problem as problem:
        return problem
    return None


def _keep_aside(register: Register, file: Path, content: bytes, problem: Problem) -> bool:
    if not isinstance(problem, KEPT_ASIDE):
        return False
    with suppress(Problem):  # the file is still on the stick; what is to be told is why it was refused
        receive.set_aside(register, content, problem, named=sticks.bundle_name(file))
        return True
    return False
