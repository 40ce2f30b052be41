"""A person's slot: her private keys in a box that her passphrase opens."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from db.errors import DoesNotOpen, KeyFileAltered, WrongPassphrase
from db.key_content import SALT_BYTES, Argon2Cost, PassphraseSlot, PersonSlot, context_of_slot
from db.locks import KEY_BYTES, open_box, random_bytes, shut, stretch, wipe


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateKeys:
    """What a passphrase slot holds: her two private keys, and the authority's public one by which she trusts others."""

    agreement: X25519PrivateKey
    signing: Ed25519PrivateKey
    trusts: bytes

    @classmethod
    def new(cls, trusts: bytes) -> "PrivateKeys":
        return cls(agreement=X25519PrivateKey.generate(), signing=Ed25519PrivateKey.generate(), trusts=trusts)

    def to_bytes(self) -> bytearray:
        """Return the 96 bytes of the box."""
        return bytearray(self.agreement.private_bytes_raw() + self.signing.private_bytes_raw() + self.trusts)

    @classmethod
    def from_bytes(cls, octets: bytes | bytearray) -> "PrivateKeys":
        """Return the keys that a box held. Raises KeyFileAltered for a box of another size."""
        if len(octets) != 3 * KEY_BYTES:
            raise KeyFileAltered
        return cls(
            agreement=X25519PrivateKey.from_private_bytes(octets[:KEY_BYTES]),
            signing=Ed25519PrivateKey.from_private_bytes(octets[KEY_BYTES : 2 * KEY_BYTES]),
            trusts=bytes(octets[2 * KEY_BYTES :]),
        )


def slot_of(
    register_id: str,
    person_id: str,
    private: PrivateKeys,
    *,
    shown: str,
    roles: Iterable[str],
    compartments: Iterable[str],
    keeps_own: bool,
    passphrase: str,
    cost: Argon2Cost,
    must_change: bool,
    former: PersonSlot | None = None,
) -> PersonSlot:
    """Return somebody's slot, unsigned. Her `former` one leaves its public keys, which prove what she wrote before."""
    slot = PersonSlot(
        id=person_id,
        shown=shown,
        roles=tuple(roles),
        compartments=tuple(compartments),
        keeps_own=keeps_own,
        agreement=private.agreement.public_key().public_bytes_raw(),
        signing=private.signing.public_key().public_bytes_raw(),
        former_signing=(former.signing, *former.former_signing) if former else (),
        passphrase=None,
        must_change=must_change,
    )
    return replace(slot, passphrase=make_slot(register_id, slot, private, passphrase, cost))


def make_slot(
    register_id: str, person: PersonSlot, private: PrivateKeys, passphrase: str, cost: Argon2Cost
) -> PassphraseSlot:
    """Return a passphrase slot that holds a person's private keys."""
    salt = random_bytes(SALT_BYTES)
    key, octets = stretch(passphrase, salt, cost), private.to_bytes()
    box = shut(key, octets, context_of_slot(register_id, person, salt, cost))
    wipe(key)
    wipe(octets)
    return PassphraseSlot(salt=salt, cost=cost, box=box)


def open_slot(register_id: str, person: PersonSlot, passphrase: str) -> bytearray:
    """Return what a person's slot holds. Raises WrongPassphrase."""
    slot = person.passphrase
    if slot is None:
        raise WrongPassphrase
    key = stretch(passphrase, slot.salt, slot.cost)
    try:
        return open_box(key, slot.box, context_of_slot(register_id, person, slot.salt, slot.cost))
    except DoesNotOpen:
        raise WrongPassphrase from None
    finally:
        wipe(key)
