"""Ways back in for whoever has forgotten: a code on paper, and headquarters' recovery keys.

Both are slots to which all the register's keys are wrapped. The paper code is 128 bits, written in 28 signs of Crockford's
base 32 (no I, L, O, U), seven groups of four, the last two signs a check of the others; a key pair is derived from it.

With headquarters, the centre makes a request: somebody's new public keys and the slot that headquarters' keys open.
Headquarters answers with the same keys wrapped to her. What is asked and answered are two small files; the request's
eight words are read over the telephone before it is answered, for whoever is answered opens everything.

However somebody gets back in, `come_back` ends it as one act: new private keys under a new passphrase, a new sheet, and
new keys for every compartment, because what was forgotten may also have been found.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated, TypeVar

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from db import key_changes, strict_json
from db.errors import (
    KeyFileAltered,
    NotAPaperCode,
    NotTheAuthority,
    NoWayToRecover,
    WrongPaperCode,
)
from db.key_content import Argon2Cost, PersonSlot, RecoverySlot, Wrapped, WrappedKey, context
from db.key_file import KeyFile
from db.key_ring import KeyRing
from db.locks import KEY_BYTES, derive, random_bytes, unwrap, wrap
from db.open_keys import OpenKeys, check
from db.plain import WrongShape, from_plain, to_plain
from db.slots import PrivateKeys, open_slot, slot_of

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BYTES, CODE_SIGNS, CHECK_SIGNS, GROUP = 16, 26, 2, 4
PAPER = "paper"
FORMAT = 1
LARGEST_FILE = 256 * 1024
PublicKey = Annotated[bytes, 32]


# --- the code on paper -------------------------------------------------------------------------------------------


def new_code() -> str:
    """Return a new recovery code: "7Q2K-9XM4-…", seven groups of four."""
    code = random_bytes(CODE_BYTES)
    signs = _in_signs(int.from_bytes(code, "big"), CODE_SIGNS) + _check_of(code)
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def read_code(typed: str) -> bytes:
    """Return the 16 bytes of a code, however it was typed: small letters, O for 0, any spaces or dashes.

    Raises NotAPaperCode.
    """
    signs = "".join(each for each in typed.upper() if each.isalnum()).translate(str.maketrans("OIL", "011"))
    if len(signs) != CODE_SIGNS + CHECK_SIGNS or set(signs) - set(SIGNS):
        raise NotAPaperCode
    number = 0
    for sign in signs[:CODE_SIGNS]:
        number = number << 5 | SIGNS.index(sign)
    if number.bit_length() > 8 * CODE_BYTES:
        raise NotAPaperCode
    code = number.to_bytes(CODE_BYTES, "big")
    if signs[CODE_SIGNS:] != _check_of(code):
        raise NotAPaperCode
    return code


def _check_of(code: bytes) -> str:
    return _in_signs(int.from_bytes(hashlib.sha256(code).digest()[:2], "big") & 0x3FF, CHECK_SIGNS)


def _in_signs(number: int, length: int) -> str:
    return "".join(SIGNS[number >> 5 * place & 0x1F] for place in reversed(range(length)))


def _key_of(register_id: str, code: str) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(derive(read_code(code), context(register_id, "recovery", PAPER, 0)))


def keepers(key_file: KeyFile) -> tuple[PersonSlot, ...]:
    """Return those whom a recovery can let in. In a backup's key file nobody has a passphrase, so none is asked for."""
    return tuple(one for one in key_file.content.people if one.keeps_own and not one.is_suspended)


def keeper(key_file: KeyFile, person_id: str) -> PersonSlot:
    """Return one of them. Raises NotTheAuthority for anybody else."""
    for one in keepers(key_file):
        if one.id == person_id:
            return one
    raise NotTheAuthority


def put_paper(keys: OpenKeys, code: str, *, at: str) -> None:
    """Let a code open the register from now on, and no former one. Raises NotAPaperCode or NotTheAuthority."""
    slot = _paper_slot(keys, code)
    recovery = replace(keys.key_file.content.recovery, paper=(slot,))
    keys.put_recovery(recovery, action="new_paper_code", at=at)


def _paper_slot(keys: OpenKeys, code: str) -> RecoverySlot:
    public = _key_of(keys.key_file.register.id, code).public_key().public_bytes_raw()
    return key_changes.recovery_slot(keys.key_file.content, PAPER, public, keys.authority)


def put_headquarters(keys: OpenKeys, public: Iterable[bytes], *, at: str) -> None:
    """Let headquarters' recovery keys open the register, in place of former ones. Raises NotTheAuthority."""
    content = keys.key_file.content
    slots = tuple(
        key_changes.recovery_slot(content, f"headquarters-{number}", each, keys.authority)
        for number, each in enumerate(public, start=1)
    )
    if [slot.agreement for slot in slots] != [slot.agreement for slot in content.recovery.headquarters]:
        keys.put_recovery(replace(content.recovery, headquarters=slots), action="headquarters_recovery", at=at)


def open_with_paper(key_file: KeyFile, code: str) -> KeyRing:
    """Return all the keys that the recovery sheet opens; nothing is changed.

    Raises NotAPaperCode, WrongPaperCode, NoWayToRecover or KeyFileAltered.
    """
    private = _key_of(key_file.register.id, code)
    if not key_file.content.recovery.paper:
        raise NoWayToRecover
    slot = key_file.content.recovery.paper[0]
    if private.public_key().public_bytes_raw() != slot.agreement:
        raise WrongPaperCode
    return _checked_ring(key_file, slot, private)


def _checked_ring(key_file: KeyFile, slot: RecoverySlot, private: X25519PrivateKey) -> KeyRing:
    content = key_file.content
    ring = KeyRing(content, wrapped=slot.wrapped, own=slot.own, private=private)
    # the paper knows nothing of the authority: that it holds its private half says enough
    if ring.authority is None or ring.authority.public_key().public_bytes_raw() != content.authority.public:
        raise KeyFileAltered
    check(content, ring, trusts=content.authority.public)
    return ring


# --- through headquarters ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a centre asks of headquarters: her new public key, and one slot for each of its recovery keys."""

    format: int = FORMAT
    what: str = "recovery_request"
    register_id: str
    code: str
    person_id: str
    agreement: PublicKey
    slots: tuple[RecoverySlot, ...]

    def fingerprint(self) -> bytes:
        """What the eight words stand for."""
        return hashlib.sha256(to_bytes(self)).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The register's keys, wrapped by headquarters to whoever asked."""

    format: int = FORMAT
    what: str = "recovery_answer"
    register_id: str
    person_id: str
    request: PublicKey
    wrapped: Wrapped
    own: Wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What the centre keeps beside the register until the answer is there: her new keys under her new passphrase."""

    slot: PersonSlot
    request: Request


Paper = TypeVar("Paper", Request, Answer, Pending)


def make_request(key_file: KeyFile, person_id: str, passphrase: str, cost: Argon2Cost) -> Pending:
    """Begin to ask headquarters for somebody's way back in. Raises NoWayToRecover or NotTheAuthority."""
    content = key_file.content
    if not content.recovery.headquarters:
        raise NoWayToRecover
    former = keeper(key_file, person_id)
    private = PrivateKeys.new(content.authority.public)
    slot = _slot_again(content.register.id, former, private, passphrase, cost)
    request = Request(
        register_id=content.register.id,
        code=content.register.code,
        person_id=person_id,
        agreement=slot.agreement,
        slots=content.recovery.headquarters,
    )
    return Pending(slot=slot, request=request)


def answer(request: Request, recovery_keys: Iterable[bytes]) -> Answer:
    """Wrap what headquarters' recovery keys, 32 bytes each, open to whoever asked. Raises NoWayToRecover, DoesNotOpen."""
    keys = [X25519PrivateKey.from_private_bytes(key) for key in recovery_keys if len(key) == KEY_BYTES]
    by_public = {key.public_key().public_bytes_raw(): key for key in keys}
    for slot in request.slots:
        private = by_public.get(slot.agreement)
        if private is not None:
            return Answer(
                register_id=request.register_id,
                person_id=request.person_id,
                request=request.fingerprint(),
                wrapped=_passed_on(request, "compartment", slot.wrapped, private),
                own=_passed_on(request, "own", slot.own, private),
            )
    raise NoWayToRecover


def _passed_on(request: Request, what: str, wrapped: Wrapped, private: X25519PrivateKey) -> Wrapped:
    def again(name: str, each: WrappedKey) -> WrappedKey:
        purpose = context(request.register_id, what, name, each.generation)
        return replace(each, sealed=wrap(unwrap(each.sealed, private, purpose), request.agreement, purpose))

    return {name: tuple(again(name, each) for each in keys) for name, keys in wrapped.items()}


def open_answer(key_file: KeyFile, pending: Pending, passphrase: str, answered: Answer) -> tuple[KeyRing, PrivateKeys]:
    """Return all the keys that headquarters sent, and her new private ones; nothing is changed.

    Raises WrongPassphrase, NoWayToRecover for the answer to another request, or KeyFileAltered.
    """
    if answered.request != pending.request.fingerprint() or answered.register_id != key_file.register.id:
        raise NoWayToRecover
    private = PrivateKeys.from_bytes(open_slot(key_file.register.id, pending.slot, passphrase))
    slot = RecoverySlot(id=PAPER, agreement=pending.slot.agreement, wrapped=answered.wrapped, own=answered.own)
    return _checked_ring(key_file, slot, private.agreement), private


_WHAT = {Request: "recovery_request", Answer: "recovery_answer"}


def to_bytes(paper: Request | Answer | Pending) -> bytes:
    """Return the file of a request, an answer, or of what is kept meanwhile."""
    return strict_json.write(to_plain(paper)) + b"\n"


def read(kind: type[Paper], octets: bytes) -> Paper:
    """Return what a file says. Raises NoWayToRecover when it says something else."""
    try:
        paper = from_plain(kind, strict_json.read_object(octets))
    except (strict_json.BadJson, WrongShape):
        raise NoWayToRecover from None
    if isinstance(paper, (Request, Answer)) and paper.what != _WHAT[type(paper)]:
        raise NoWayToRecover
    return paper


# --- coming back -------------------------------------------------------------------------------------------------


def keys_before(key_file: KeyFile, ring: KeyRing, person_id: str) -> OpenKeys:
    """Return all the keys there are, before any of them is changed: a backup is made with them."""
    return OpenKeys(key_file, person_id, PrivateKeys.new(key_file.content.authority.public), ring=ring)


def come_back(
    key_file: KeyFile,
    ring: KeyRing,
    person_id: str,
    passphrase: str,
    *,
    cost: Argon2Cost,
    sheet: str,
    action: str,
    at: str,
    private: PrivateKeys | None = None,
) -> OpenKeys:
    """Let somebody in again as one act on the key file, and return all the keys there are.

    She has new private keys under a new passphrase, `sheet` is the code of a new recovery sheet, and every compartment
    has a coming key: bring the databases to it with what is returned (`rekeying.finish`), then wipe that and unlock.
    Raises NotTheAuthority when she is neither director nor deputy, NotAPaperCode, or a DiskProblem; nothing was changed
    then.
    """
    former = keeper(key_file, person_id)
    if ring.authority is None:
        raise NotTheAuthority
    content, authority = key_file.content, ring.authority
    private = replace(private or PrivateKeys.new(content.authority.public), trusts=content.authority.public)
    slot = _slot_again(content.register.id, former, private, passphrase, cost)
    content = key_changes.with_person(content, slot, authority)
    content = key_changes.handed_out(content, ring)
    keys = OpenKeys(replace(key_file, content=content), person_id, private, ring=ring)
    content = replace(content, recovery=replace(content.recovery, paper=(_paper_slot(keys, sheet),)))
    content = key_changes.with_coming_keys(content, ring, content.compartments, authority)
    keys.write(content, action=action, person=person_id, at=at)
    return keys


def _slot_again(
    register_id: str, former: PersonSlot, private: PrivateKeys, passphrase: str, cost: Argon2Cost
) -> PersonSlot:
    return slot_of(
        register_id,
        former.id,
        private,
        shown=former.shown,
        roles=former.roles,
        compartments=former.compartments,
        keeps_own=former.keeps_own,
        passphrase=passphrase,
        cost=cost,
        must_change=False,
        former=former,
    )
