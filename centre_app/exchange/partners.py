"""The registers that this one knows: headquarters at a centre, the centres at headquarters.

Whoever is known was enrolled by a request or a card (`enrolment`), and is trusted from the day on which both sides
read the eight words to each other. What is kept is the paper itself, in a `Card` record.
"""

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from centre_app import recovery
from centre_app.exchange import enrolment, refusals
from centre_app.exchange.envelope import Signer, key_id, new_age_key
from centre_app.language import N_
from centre_app.passphrases import words_of as words_of_digest
from centre_app.problems import ExchangeProblem, SectionShut
from centre_app.reader import Reader
from centre_app.records import Card, Centre
from centre_app.register import Register, as_problems
from db import plain, strict_json

AGE = "age"  # the register's own age identity, among its own secrets
OFFLINE = "offline"  # meta: the public halves of headquarters' keys that are kept away from the laptop
REQUEST = "enrolment_request"  # meta: what this centre asked with
CARDS_GIVEN = "cards_given"  # meta: how many cards each centre was given, as JSON
LAST_CARDS = "last_cards"  # meta: the fingerprint of the last card that each centre was given, as JSON


class NotForTraining(ExchangeProblem):
    message = N_("This is a training register: nothing goes from it to headquarters, and nothing comes in.")
    advice = N_("Everybody in it is invented. Open the real register for that.")


class NotEnrolled(ExchangeProblem):
    message = N_("This centre is not enrolled with a headquarters yet.")
    advice = N_("Write the enrolment request, send it, and read headquarters' card when it comes back.")


class KeysChanged(ExchangeProblem):
    message = N_(
        "A director has left, and this centre’s keys were changed: headquarters does not know the new ones yet."
    )
    advice = N_("Write the enrolment request again, send it, and compare the eight words of the new card.")


class WordsNotCompared(ExchangeProblem):
    message = N_("The eight words were not compared over the telephone yet.")
    advice = N_("Call the other side, read the words to each other, and tick when they are the same.")


class OfflineKeysMissing(ExchangeProblem):
    message = N_("Headquarters' offline keys were not made yet.")
    advice = N_("Make them first, and keep them on two sticks in two places, never on this laptop.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflineKeys:
    """What headquarters keeps away from the laptop: a text to write on two sticks, and to forget.

    The age program reads it as it stands: `age -d -i FILE`; what age does not know are comments.
    """

    text: str = field(repr=False)
    recipient: str
    recovery: tuple[bytes, ...]


def must_be_real(register: Register) -> None:
    """Keep a training register to itself: it is never enrolled and never heard of. Raises NotForTraining."""
    if register.is_training:
        raise NotForTraining


# --- our own keys ----------------------------------------------------------------------------------------------


def signing_key(register: Register) -> Ed25519PrivateKey:
    """Return the key that signs what this register sends. Raises SectionShut for who may not send."""
    key = register.keys.centre_signing_key
    if key is None:
        raise SectionShut
    return key


def identity(register: Register) -> str:
    """Return the age identity that opens what was sent to this register; it is made at the first need."""
    recipient(register)
    secret = register.keys.own_secrets.get(AGE)
    if secret is None:
        raise SectionShut
    return secret.decode("ascii")


def recipient(register: Register) -> str:
    """Return the age key to which this register wants to be written; it is made at the first need."""
    own = register.keys.key_file.content.own
    if AGE not in own:
        signing_key(register)
        made = new_age_key()
        with as_problems():
            register.keys.keep_own_secret(AGE, public=made.recipient, secret=made.identity.encode("ascii"))
        return made.recipient
    return own[AGE].public


def new_offline_keys() -> OfflineKeys:
    """Make headquarters' offline age key and its two recovery keys. Nothing is kept: write them on two sticks first."""
    age, recovery = new_age_key(), [X25519PrivateKey.generate() for _ in range(2)]
    secrets = [age.identity, *(f"# recovery {key.private_bytes_raw().hex()}" for key in recovery)]
    return OfflineKeys(
        text="\n".join(secrets) + "\n",
        recipient=age.recipient,
        recovery=tuple(key.public_key().public_bytes_raw() for key in recovery),
    )


def keep_offline_keys(register: Register, keys: OfflineKeys) -> None:
    """Keep the public halves of the offline keys. They replace the former ones in every card from then on."""
    public = _Offline(recipient=keys.recipient, recovery=keys.recovery)
    with as_problems():
        register.vault.set_meta({OFFLINE: strict_json.write(plain.to_plain(public)).decode()})


def make_offline_keys(register: Register) -> OfflineKeys:
    """Make the offline keys and keep their public halves in one go, where the text cannot be lost in between."""
    keys = new_offline_keys()
    keep_offline_keys(register, keys)
    return keys


def has_offline_keys(register: Register) -> bool:
    return OFFLINE in register.vault.meta()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offline:
    recipient: str
    recovery: tuple[bytes, ...]


# --- at the centre ---------------------------------------------------------------------------------------------


def own_request(register: Register) -> enrolment.Request:
    """Return the request with which this centre asks to be enrolled; the same one until its keys change.

    Raises NotForTraining.
    """
    must_be_real(register)
    kept = register.vault.meta().get(REQUEST)
    if kept:
        request = enrolment.read_request(kept.encode())
        if request.signing == signing_key(register).public_key().public_bytes_raw():
            return request
    centre = register.get(Centre, register.centre_id)
    request = enrolment.make_request(
        centre_id=register.centre_id,
        code=register.code,
        name=(centre.name if centre else None) or register.code,
        signing_key=signing_key(register),
        recipient=recipient(register),
        now=register.now,
    )
    with as_problems():
        register.vault.set_meta({REQUEST: enrolment.to_bytes(request).decode()})
    return request


def has_asked(register: Register) -> bool:
    """Say whether this centre has made its request."""
    return REQUEST in register.vault.meta()


def take_card(register: Register, content: bytes) -> Card:
    """Keep headquarters' card. The first one is trusted once the words are compared, a later one at once.

    Raises NotAPaper, NewerProgram, CardForAnother, CardNotInLine, OldCard or NotForTraining.
    """
    must_be_real(register)
    card, known = enrolment.read_card(content), headquarters_of(register)
    enrolment.check_card(card, request=own_request(register), known=known)
    kept = _keep(register, card, of=card.headquarters_id, checked_on=register.today if known else None)
    _let_headquarters_recover(register)
    return kept


def headquarters_of(register: Reader) -> enrolment.Card | None:
    """Return the card of the headquarters to which this centre reports, None before the words were compared."""
    cards = [card for card in register.find(Card) if card.words_checked_on and not card.revoked_from]
    return enrolment.read_card((cards[-1].text or "").encode()) if cards else None


def must_have_headquarters(register: Register) -> enrolment.Card:
    """Return headquarters' card. Raises NotForTraining, NotEnrolled, WordsNotCompared or KeysChanged."""
    must_be_real(register)
    card = headquarters_of(register)
    if card is None:
        raise WordsNotCompared if register.find(Card) else NotEnrolled
    if card.answers != enrolment.fingerprint_of(own_request(register)):
        raise KeysChanged
    return card


def _let_headquarters_recover(register: Register) -> None:
    """Hand this centre's keys to the recovery keys of the headquarters it trusts: they come with its card."""
    if not register.is_headquarters and (card := headquarters_of(register)) is not None:
        recovery.trust_headquarters(register, card.recovery)


def locks_of(card: enrolment.Card) -> tuple[str, ...]:
    """Return short names for the keys to which headquarters is written: "7F3A", "90C2"."""
    return tuple(hashlib.sha256(recipient.encode()).hexdigest()[:4].upper() for recipient in card.recipients)


# --- at headquarters -------------------------------------------------------------------------------------------


def take_request(register: Register, content: bytes) -> Card:
    """Keep a centre's request; it is trusted once the words are compared. Raises NotAPaper or NewerProgram."""
    must_be_real(register)
    request = enrolment.read_request(content)
    for kept in register.find(Card, of_centre_id=request.centre_id):
        if kept.text == enrolment.to_bytes(request).decode():
            return kept
    return _keep(register, request, of=request.centre_id, checked_on=None)


def make_card(register: Register, kept: Card) -> enrolment.Card:
    """Return headquarters' card for a centre whose words were compared, the next in its line.

    Raises WordsNotCompared or OfflineKeysMissing.
    """
    if kept.words_checked_on is None:
        raise WordsNotCompared
    meta = register.vault.meta()
    if OFFLINE not in meta:
        raise OfflineKeysMissing
    offline = plain.from_plain(_Offline, strict_json.read(meta[OFFLINE].encode()))
    request, own, key = request_of(kept), register.get(Centre, register.centre_id), signing_key(register)
    given = json.loads(meta.get(CARDS_GIVEN, "{}"))
    serial = given.get(request.centre_id, 0) + 1
    card = enrolment.make_card(
        request,
        headquarters_id=register.centre_id,
        name=(own.name if own else None) or register.code,
        signing_key=key,
        recipients=(recipient(register), offline.recipient),
        recovery=offline.recovery,
        now=register.now,
        serial=serial,
        former_key=key if serial > 1 else None,
    )
    last = json.loads(meta.get(LAST_CARDS, "{}")) | {request.centre_id: enrolment.fingerprint_of(card).hex()}
    with as_problems():
        register.vault.set_meta(
            {CARDS_GIVEN: json.dumps({**given, request.centre_id: serial}), LAST_CARDS: json.dumps(last)}
        )
    return card


def words_of_last_card(register: Register, kept: Card) -> tuple[str, ...]:
    """Return the eight words of the card that a centre was given last; () when it was given none."""
    fingerprint = json.loads(register.vault.meta().get(LAST_CARDS, "{}")).get(kept.of_centre_id)
    return words_of_digest(bytes.fromhex(fingerprint)) if fingerprint else ()


def request_of(kept: Card) -> enrolment.Request:
    """Return the request that headquarters keeps of a centre."""
    return enrolment.read_request((kept.text or "").encode())


def centres_of(register: Register) -> list[Card]:
    """Return the newest kept request of every centre whose words were compared, revoked ones too."""
    newest = {card.of_centre_id: card for card in register.find(Card) if card.words_checked_on}
    return sorted(newest.values(), key=lambda card: card.code or "")


def known_signers(register: Register) -> dict[str, Signer]:
    """Return the keys by which bundles may be signed, by their id; revoked ones are among them, marked."""
    known = {}
    for kept in register.find(Card):
        if kept.words_checked_on:
            request = request_of(kept)
            is_revoked = kept.revoked_from is not None and kept.revoked_from <= register.today
            signer = Signer(centre_id=request.centre_id, public=request.signing, is_revoked=is_revoked)
            known[key_id(request.signing)] = signer
    return known


def revoke(register: Register, kept: Card, *, since: date) -> Card:
    """Trust a centre's key no more, after a theft or a loss; what was received before stays."""
    return register.save(replace(kept, revoked_from=since), action="revoke")[0]


# --- on both sides ---------------------------------------------------------------------------------------------


def waiting(register: Register) -> list[Card]:
    """Return the papers whose words were not compared yet, the newest one of each register, by their codes."""
    newest = {card.of_centre_id: card for card in register.find(Card)}
    return sorted((card for card in newest.values() if card.words_checked_on is None), key=lambda card: card.code or "")


def words_of(kept: Card) -> tuple[str, ...]:
    """Return the eight words of a kept paper, to read over the telephone."""
    text = (kept.text or "").encode()
    try:
        return enrolment.eight_words(enrolment.read_request(text))
    except refusals.NotAPaper:
        return enrolment.eight_words(enrolment.read_card(text))


def confirm_words(register: Register, kept: Card) -> Card:
    """Trust a kept paper from today: both sides have read its eight words to each other, and they are the same."""
    must_be_real(register)
    trusted = register.save(replace(kept, words_checked_on=register.today), action="enrol")[0]
    _let_headquarters_recover(register)
    return trusted


def reject(register: Register, kept: Card) -> None:
    """Take back a paper whose words were not the same: it is never trusted."""
    register.void(kept, reason="the words differ")


def _keep(register: Register, paper: enrolment.Request | enrolment.Card, *, of: str, checked_on: date | None) -> Card:
    kept = Card(
        of_centre_id=of,
        name=paper.name,
        code=paper.code,
        text=enrolment.to_bytes(paper).decode(),
        fingerprint=enrolment.fingerprint_of(paper).hex(),
        words_checked_on=checked_on,
    )
    return register.save(kept, action="enrol" if checked_on else "create")[0]
