"""Reports of abuse by staff (PSEA): encrypted to headquarters as they are written, readable there only.

What is sealed is canonical JSON, filled up with spaces so that its length tells nothing, in the age format as text:
`age -d -i key FILE` reads it. It goes with the next bundle, or alone on a stick at once. Nobody signs it: a
signature would name the author, whose name stands in the sealed part, and only where she gives it.
"""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

import pyrage

from centre_app import psea
from centre_app.exchange import partners, refusals
from centre_app.exchange.envelope import FEWEST_RECIPIENTS
from centre_app.problems import NotSaved
from centre_app.questions import BOOKKEEPING, Record, from_row, to_row
from centre_app.records import ReportOfAbuse, SealedReport, StaffMember
from centre_app.register import Register
from centre_app.review import review
from centre_app.trail import trail_of
from db import strict_json

FORMAT = 1
KIND = "report_of_abuse"
FILLED_TO = 4096  # bytes: the sealed length tells how many of these, not how many words
LARGEST_FILE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A report that is sealed: what may be copied to a stick, and under which name. The name tells nobody what it is."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report as headquarters reads it. `author` is "" where whoever wrote it did not give a name."""

    report: ReportOfAbuse
    centre_id: str
    code: str
    written_on: date
    author: str = field(repr=False)


# --- at the centre ---------------------------------------------------------------------------------------------


def may_be_sent(register: Register) -> bool:
    """Say whether there is a headquarters to which a report can be sealed."""
    if register.is_headquarters or register.is_training:
        return False
    return partners.headquarters_of(register.as_stored) is not None


def send(register: Register, report: ReportOfAbuse) -> Sent:
    """Seal a report to headquarters and keep it for the next bundle. Raises NotSaved, NotEnrolled or NotForTraining."""
    partners.must_be_real(register)
    blocking = [found for found in review(register, [report]) if found.blocks]
    if blocking:
        raise NotSaved(blocking)
    card = partners.headquarters_of(register.as_stored)  # whoever reports need not be who sends the bundles
    if card is None or len(set(card.recipients)) < FEWEST_RECIPIENTS:
        raise partners.NotEnrolled
    content = _encrypted(_written(register, report), card.recipients)
    psea.wait(register, content.decode("ascii"))
    return Sent(name=f"{register.code}-LETTRE-{secrets.token_hex(3).upper()}.age", content=content)


def _written(register: Register, report: ReportOfAbuse) -> bytes:
    author = register.get(StaffMember, register.who) if report.gives_name else None
    said: dict[str, strict_json.Json] = {
        "format": FORMAT,
        "kind": KIND,
        "centre": register.centre_id,
        "code": register.code,
        "written_on": register.today.isoformat(),
        "author": (author.name or "") if author else "",
        "answers": _answers_of(report),
    }
    written = strict_json.write(said)
    return written.ljust(-(-len(written) // FILLED_TO) * FILLED_TO)


def _answers_of(report: Record) -> dict[str, str | int | None]:
    return {column: value for column, value in to_row(report).items() if column not in BOOKKEEPING}


def _encrypted(written: bytes, recipients: tuple[str, ...]) -> bytes:
    keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    sealed: bytes = pyrage.encrypt(written, keys, armored=True)
    return sealed


# --- at headquarters -------------------------------------------------------------------------------------------


def can_read(register: Register) -> bool:
    """Say whether this person is one of those at headquarters to whom reports are sealed."""
    return register.is_headquarters and partners.AGE in register.keys.own_secrets


def received(register: Register) -> list[SealedReport]:
    """Return the reports that came in bundles, the latest first. Raises SectionShut for who may not read them."""
    partners.identity(register)
    return sorted(
        register.find(SealedReport), key=lambda kept: (kept.created_at or register.now, kept.id), reverse=True
    )


def read_before(register: Register, received: Sequence[SealedReport]) -> set[str]:
    """Return the ids of the reports that somebody at headquarters has read, as history tells."""
    return {step.record_id for step in trail_of(register, received) if step.action == "view"}


def read_received(register: Register, kept: SealedReport) -> Told:
    """Open a report that came in a bundle; that it was read is in history before it is. Raises a Refusal."""
    register.note("view", kept)
    return read(register, (kept.sealed or "").encode())


def read(register: Register, content: bytes) -> Told:
    """Open a report: from a bundle, or a file from a stick. Raises a Refusal, or SectionShut for who may not read it."""
    identity = pyrage.x25519.Identity.from_str(partners.identity(register))
    if len(content) > LARGEST_FILE:
        raise refusals.TooLarge
    try:
        written = pyrage.decrypt(content, [identity])
    except pyrage.DecryptError:
        raise refusals.NotForUs from None
    told = _told_in(written)
    if told is None:
        raise refusals.NotABundle
    return told


def _told_in(written: bytes) -> Told | None:
    """Return what a report says, or None for something else that was encrypted to us."""
    with suppress(strict_json.BadJson, KeyError, ValueError, TypeError):
        said = strict_json.read_object(written.rstrip(b" "))
        if said["format"] == FORMAT and said["kind"] == KIND:
            return Told(
                report=from_row(ReportOfAbuse, {**to_row(ReportOfAbuse()), **said["answers"]}),
                centre_id=str(said["centre"]),
                code=str(said["code"]),
                written_on=date.fromisoformat(said["written_on"]),
                author=str(said["author"]),
            )
    return None
