"""How two registers come to know each other's keys: a request, a card, and eight words read over the telephone.

The centre writes a request, signed by itself; headquarters answers with a card, signed by itself. A signature by
oneself only says that nothing was lost on the way: what ties the paper to people is the eight words of its
fingerprint, which both read to each other and tick. Every later card is signed by the key of the card before, so the
telephone is needed once.

Both are small files of text, one line of canonical JSON.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from centre_app.exchange import refusals
from centre_app.exchange.envelope import FEWEST_RECIPIENTS, is_recipient
from centre_app.passphrases import words_of
from db import plain, strict_json
from db.locks import is_signed

FORMAT = 1
REQUEST_SUFFIX = ".registre-demande"
CARD_SUFFIX = ".registre-carte"
LARGEST_FILE = 64 * 1024
GOOD_CODE = re.compile(r"[A-Z0-9]{2,8}", re.ASCII)

PublicKey = Annotated[bytes, 32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a centre asks to be enrolled with: who it is, and the public halves of its two keys."""

    format: int = FORMAT
    what: str = "request"
    centre_id: str
    code: str
    name: str
    signing: PublicKey
    recipient: str
    made_at: str
    signature: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What headquarters answers one centre with.

    `recipients` are its age keys, the working one and the one kept offline; `recovery` the X25519 keys to which the
    centre's own keys can be wrapped for the worst day; `answers` the fingerprint of the request; `serial` counts the
    cards for this centre, and from the second on `endorsement` is the signature of the key of the card before.
    """

    format: int = FORMAT
    what: str = "card"
    headquarters_id: str
    name: str
    centre_id: str
    code: str
    serial: int
    answers: Annotated[bytes, 32]
    signing: PublicKey
    recipients: tuple[str, ...]
    recovery: tuple[PublicKey, ...]
    made_at: str
    signature: bytes = b""
    endorsement: bytes = b""


Paper = TypeVar("Paper", Request, Card)


def make_request(
    *, centre_id: str, code: str, name: str, signing_key: Ed25519PrivateKey, recipient: str, now: datetime
) -> Request:
    """Return a centre's request, signed by itself."""
    request = Request(
        centre_id=centre_id,
        code=code,
        name=name,
        signing=signing_key.public_key().public_bytes_raw(),
        recipient=recipient,
        made_at=_text_of(now),
    )
    return replace(request, signature=signing_key.sign(_said_by(request)))


def make_card(
    request: Request,
    *,
    headquarters_id: str,
    name: str,
    signing_key: Ed25519PrivateKey,
    recipients: tuple[str, ...],
    recovery: tuple[bytes, ...],
    now: datetime,
    serial: int = 1,
    former_key: Ed25519PrivateKey | None = None,
) -> Card:
    """Return headquarters' card for the centre that asked. From the second card on, `former_key` endorses it."""
    card = Card(
        headquarters_id=headquarters_id,
        name=name,
        centre_id=request.centre_id,
        code=request.code,
        serial=serial,
        answers=fingerprint_of(request),
        signing=signing_key.public_key().public_bytes_raw(),
        recipients=recipients,
        recovery=recovery,
        made_at=_text_of(now),
    )
    card = replace(card, signature=signing_key.sign(_said_by(card)))
    return replace(card, endorsement=former_key.sign(_said_by(card))) if former_key else card


def to_bytes(paper: Request | Card) -> bytes:
    """Return the file of a request or a card."""
    return strict_json.write(plain.to_plain(paper)) + b"\n"


def read_request(content: bytes) -> Request:
    """Return a centre's request. Raises NotAPaper, or NewerProgram."""
    return _read(Request, "request", content)


def read_card(content: bytes) -> Card:
    """Return headquarters' card. Raises NotAPaper, or NewerProgram."""
    return _read(Card, "card", content)


def check_card(card: Card, *, request: Request, known: Card | None) -> None:
    """Check that a card is for us and follows from the one in use, `known`, if there is one.

    Raises CardForAnother, CardNotInLine or OldCard. A first card follows from nothing: the eight words decide.
    """
    if card.centre_id != request.centre_id or card.answers != fingerprint_of(request):
        raise refusals.CardForAnother
    if known is None:
        return
    is_endorsed = card == known or is_signed(_said_by(card), card.endorsement, known.signing)
    if card.headquarters_id != known.headquarters_id or not is_endorsed:
        raise refusals.CardNotInLine
    if card.serial <= known.serial:
        raise refusals.OldCard


def fingerprint_of(paper: Request | Card) -> bytes:
    """Return what stands for a paper: the digest of all that it says."""
    return hashlib.sha256(_said_by(paper)).digest()


def eight_words(paper: Request | Card) -> tuple[str, ...]:
    """Return the words that two people read to each other over the telephone."""
    return words_of(fingerprint_of(paper))


def file_name(paper: Request | Card) -> str:
    """Return the name of its file on a stick: SEG.registre-demande, SEG-2.registre-carte."""
    if isinstance(paper, Request):
        return f"{paper.code}{REQUEST_SUFFIX}"
    return f"{paper.code}-{paper.serial}{CARD_SUFFIX}"


def _said_by(paper: Request | Card) -> bytes:
    said: dict[str, Any] = plain.to_plain(paper)
    return strict_json.write({name: said[name] for name in said if name not in ("signature", "endorsement")})


def _read(kind: type[Paper], what: str, content: bytes) -> Paper:
    if len(content) > LARGEST_FILE:
        raise refusals.NotAPaper
    try:
        said = strict_json.read_object(content)
        if said.get("what") == what and type(said.get("format")) is int and said["format"] > FORMAT:
            raise refusals.NewerProgram
        paper: Paper = plain.from_plain(kind, said)
    except (strict_json.BadJson, plain.WrongShape):
        raise refusals.NotAPaper from None
    if paper.what != what or not is_signed(_said_by(paper), paper.signature, paper.signing) or not _is_usable(paper):
        raise refusals.NotAPaper
    return paper


def _is_usable(paper: Request | Card) -> bool:
    """Whether names and keys are such as files can be named by and sealed to."""
    recipients = (paper.recipient,) if isinstance(paper, Request) else paper.recipients
    enough = isinstance(paper, Request) or len(set(recipients)) >= FEWEST_RECIPIENTS
    return enough and GOOD_CODE.fullmatch(paper.code) is not None and all(map(is_recipient, recipients))


def _text_of(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S")
