"""What a key file says, field for field: the classes below are the format, as `plain` writes them.

    authority    the register's own key that signs who may open what; the directors hold it
    compartments each with the number of its key's generation; `coming` keys while they are being changed
    people       each with what she is to open (signed), and those keys wrapped to her public one
    recovery     the same keys wrapped to a paper code and to headquarters' two recovery keys
    acts         what was last done to keys: written here first, told in history at the next opening at the latest

The only names in it are those that the centre chose to show before anybody unlocks.

To open a register with nothing but a person's passphrase and tools that anyone has (tests/proof/bare_keys.py does):

    the file        JSON in UTF-8; octets are lower-case hexadecimal; a *context* is JSON with sorted names and no spaces
    a box           12 octets of nonce, then AES-256-GCM, the context as its associated data
    a wrapping      HPKE base mode, X25519 / HKDF-SHA256 / AES-256-GCM, the context as its info; 32 octets come first

    her key         Argon2id of her passphrase (NFC, UTF-8) with people[].passphrase.salt and .cost gives 32 octets, which
                    open .box, context {register, person, agreement, signing, salt, cost}: register.id of the file, her id,
                    the other four as they stand there. In it: her X25519 private key, her Ed25519 one, the authority
                    that she trusts, 32 octets each
    wrapped         people[].wrapped[compartment][].sealed to her X25519 key, context {register, what: "compartment",
                    name: compartment, generation}, gives the compartment's 32-octet key; .own likewise, what: "own"
    database        <compartment>.db: PRAGMA key = "x'<key in hexadecimal><compartments[compartment].salt>'"
    former keys     compartments[].former[].box, opened by the key of the generation after it, what: "former"
    coming keys     are wrapped beside the present one; the database has the present one or, after a power cut, a coming
    the sheet       26 signs of 0123456789ABCDEFGHJKMNPQRSTVWXYZ, 5 bits each, are 16 octets; HKDF-SHA256 of them with
                    info {register, what: "recovery", name: "paper", generation: 0} is the X25519 private key of
                    recovery.paper[], which has `wrapped` and `own` as a person has
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from db import strict_json
from db.plain import to_plain

FORMAT = 1
SALT_BYTES = 16

MOST_MEMORY_KIB = 1024 * 1024
MOST_PASSES = 128
MOST_LANES = 16

Salt = Annotated[bytes, 16]
PublicKey = Annotated[bytes, 32]
Signature = Annotated[bytes, 64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Argon2Cost:
    """What one guess at a passphrase costs."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def is_bearable(self) -> bool:
        """Whether a machine can be asked for it: a hostile file could ask for 2 TiB, or for a week."""
        return (
            1 <= self.lanes <= MOST_LANES
            and 1 <= self.passes <= MOST_PASSES
            and 8 * self.lanes <= self.memory_kib <= MOST_MEMORY_KIB
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PassphraseSlot:
    """A person's private keys in a box that her passphrase opens."""

    salt: Salt
    cost: Argon2Cost
    box: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class WrappedKey:
    """A key sealed to somebody's public key."""

    generation: int
    sealed: bytes


Wrapped = Mapping[str, tuple[WrappedKey, ...]]  # by name; several while a key is being changed


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSlot:
    """One person. Nothing is ever wrapped to public keys that do not stand under the authority's signature.

    `compartments` are those that her roles need, `keeps_own` says whether she keeps the register's own keys (director
    and deputy); both are signed, what is wrapped to her follows from them. `passphrase` is None for somebody who may
    not enter any more; her public keys stay, former ones too, for they prove what she wrote. `must_change`: somebody
    else has chosen the passphrase.
    """

    id: str
    shown: str
    roles: tuple[str, ...]
    compartments: tuple[str, ...]
    keeps_own: bool
    is_suspended: bool = False
    agreement: PublicKey
    signing: PublicKey
    former_signing: tuple[PublicKey, ...] = ()
    signature: Signature = bytes(64)
    passphrase: PassphraseSlot | None = field(repr=False)
    must_change: bool = False
    wrapped: Wrapped = field(default_factory=dict)
    own: Wrapped = field(default_factory=dict)

    @property
    def may_enter(self) -> bool:
        return self.passphrase is not None and not self.is_suspended


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySlot:
    """All the keys wrapped to a key pair that is kept elsewhere: on paper, or by headquarters."""

    id: str
    agreement: PublicKey
    signature: Signature = bytes(64)
    wrapped: Wrapped = field(default_factory=dict)
    own: Wrapped = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySlots:
    """Empty until recovery is set up."""

    paper: tuple[RecoverySlot, ...] = ()
    headquarters: tuple[RecoverySlot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerKey:
    """A compartment key that was changed, and its letterbox's: older backups and letters need them.

    `box` is opened by the key of the next generation, `letterbox_box` by the key that stands in `box`.
    """

    generation: int
    box: bytes
    letterbox: PublicKey
    letterbox_box: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingKey:
    """The next generation of a compartment's key, until its database is encrypted with it."""

    generation: int
    letterbox: PublicKey
    letterbox_box: bytes
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class CompartmentEntry:
    """One compartment: the salt of its database, and the letterbox's key pair (the private half in a box)."""

    generation: int
    salt: Salt
    letterbox: PublicKey
    letterbox_box: bytes
    signature: Signature
    coming: tuple[ComingKey, ...] = ()
    former: tuple[FormerKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnKey:
    """The public half of one of the register's own keys, written as its user writes it."""

    generation: int
    public: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """A later authority, under the signature of the one before."""

    authority: PublicKey
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """The key that signs who may open what: the first one, and those that took its place when a director left."""

    first: PublicKey
    later: tuple[Succession, ...] = ()

    @property
    def public(self) -> bytes:
        """The key in force."""
        return self.later[-1].authority if self.later else self.first


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """Which register this is. `kind` is "centre" or "headquarters"; `shown_as` how people are named at the door.

    `is_training`: everybody in it is invented. It stands under the authority's signature from the first day, and
    nothing in the program changes it.
    """

    id: str
    kind: str
    code: str
    name: str
    shown_as: str = "full"
    is_training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAct:
    """One thing done to keys: by whom, to whom, when, and at which count of the key file."""

    counter: int
    action: str
    person: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the key file says.

    `counter` is one more at every change; the register remembers it, so that an older copy put back is noticed.
    `signature` is the authority's over register, authority and own keys; `seal` an HMAC-SHA-256 over all but itself,
    under a key derived from the newest one of the compartment which everyone opens.
    """

    format: int = FORMAT
    counter: int
    register: RegisterEntry
    authority: Authority
    compartments: Mapping[str, CompartmentEntry]
    own: Mapping[str, OwnKey]
    people: tuple[PersonSlot, ...]
    recovery: RecoverySlots = field(default_factory=RecoverySlots)
    acts: tuple[KeyAct, ...] = ()
    signature: bytes = b""
    seal: bytes = b""

    def signed_part(self) -> bytes:
        """What the authority's signature covers."""
        parts = {"register": self.register, "authority": self.authority, "own": self.own}
        return strict_json.write({"what": "register", **to_plain(parts)})

    def sealed_part(self) -> bytes:
        """What the seal covers."""
        return strict_json.write({**to_plain(self), "seal": ""})

    @property
    def recovery_slots(self) -> tuple[RecoverySlot, ...]:
        return (*self.recovery.paper, *self.recovery.headquarters)


def signed_part_of_person(register_id: str, person: PersonSlot) -> bytes:
    """What the authority signs of one person: who she is, what she may open, and her public keys."""
    said = (
        "id", "shown", "roles", "compartments", "keeps_own", "is_suspended", "agreement", "signing", "former_signing",
    )  # fmt: skip
    about = to_plain(person)
    return strict_json.write({"what": "person", "register": register_id, **{name: about[name] for name in said}})


def signed_part_of_recovery(register_id: str, slot: RecoverySlot) -> bytes:
    """What the authority signs of one way to recover."""
    return strict_json.write(
        {"what": "recovery", "register": register_id, "id": slot.id, "agreement": slot.agreement.hex()}
    )


def signed_part_of_key(register_id: str, name: str, key: CompartmentEntry | ComingKey, salt: bytes) -> bytes:
    """What the authority signs of a compartment: nobody else can put a letterbox key of his own making there."""
    return strict_json.write(
        {
            "what": "compartment",
            "register": register_id,
            "name": name,
            "generation": key.generation,
            "salt": salt.hex(),
            "letterbox": key.letterbox.hex(),
        }
    )


def signed_part_of_succession(register_id: str, authority: bytes) -> bytes:
    """What an authority signs of the one that takes its place."""
    return strict_json.write({"what": "succession", "register": register_id, "authority": authority.hex()})


def context(register_id: str, what: str, name: str, generation: int) -> bytes:
    """What a wrapping or a box says it is for: moved to another place, register or generation, it does not open."""
    return strict_json.write({"register": register_id, "what": what, "name": name, "generation": generation})


def context_of_slot(register_id: str, person: PersonSlot, salt: bytes, cost: Argon2Cost) -> bytes:
    """The same for a passphrase slot: another person's, or one with other parameters, does not open."""
    return strict_json.write(
        {
            "register": register_id,
            "person": person.id,
            "agreement": person.agreement.hex(),
            "signing": person.signing.hex(),
            "salt": salt.hex(),
            "cost": to_plain(cost),
        }
    )
