"""What one person's slot opens, for as long as she is there, and the changes she can make to the key file."""

import hmac
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from db.errors import CompartmentShut, DoesNotOpen, KeyFileAltered, WrongPassphrase
from db.key_file import (
    SALT_BYTES,
    Argon2Cost,
    Content,
    KeyFile,
    OwnKey,
    PassphraseSlot,
    PersonSlot,
    WrappedKey,
    context,
    context_of_slot,
    signed_part_of_person,
    to_bytes,
    write_key_file,
)
from db.locks import (
    KEY_BYTES,
    derive,
    is_signed,
    open_box,
    random_bytes,
    shut,
    stretch,
    unwrap,
    wipe,
    wrap,
)

EVERYONE = "centre"  # the compartment that every person opens; the file's seal hangs on its key
SIGNING = "signing"  # the register's own key that signs its bundles


@dataclass(frozen=True, slots=True, kw_only=True)
class CompartmentKey:
    """The key of one compartment's database, and the private half of its letterbox."""

    name: str
    generation: int
    raw: bytearray = field(repr=False)
    salt: bytes = field(repr=False)
    letterbox: X25519PrivateKey = field(repr=False)

    @property
    def sqlcipher(self) -> bytes:
        """Key and salt as SQLCipher takes them raw, deriving nothing: x'<64 hex><32 hex>'."""
        return b"x'" + self.raw.hex().encode() + self.salt.hex().encode() + b"'"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateKeys:
    """What a passphrase slot holds: her two private keys, and the director's public one by which she trusts others."""

    agreement: X25519PrivateKey
    signing: Ed25519PrivateKey
    trusts: bytes

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


class OpenKeys:
    """One person's open slot. Raises KeyFileAltered when the file is not the one that the register sealed."""

    def __init__(self, key_file: KeyFile, person_id: str, private: PrivateKeys) -> None:
        self.key_file = key_file
        self.person_id = person_id
        self._private = private
        self.compartments = self._open_compartments()
        self._check_seal()
        self.own_secrets = self._open_own_secrets()

    # --- what she can do ---------------------------------------------------------------------------------------

    def compartment(self, name: str) -> CompartmentKey:
        """Return one compartment's key. Raises CompartmentShut."""
        if name not in self.compartments:
            raise CompartmentShut(name)
        return self.compartments[name]

    def sqlcipher_keys(self) -> dict[str, bytes]:
        """The keys of all the compartments that are open to her, as SQLCipher takes them."""
        return {name: key.sqlcipher for name, key in self.compartments.items()}

    def sign(self, content: bytes) -> bytes:
        """Sign with her own key: a line of history, for one."""
        return self._private.signing.sign(content)

    @property
    def public_signing_key(self) -> bytes:
        """The key that proves her signatures."""
        return self._private.signing.public_key().public_bytes_raw()

    @property
    def centre_signing_key(self) -> Ed25519PrivateKey | None:
        """The register's own key, which signs its bundles; None for whoever may not send one."""
        secret = self.own_secrets.get(SIGNING)
        return Ed25519PrivateKey.from_private_bytes(secret) if secret else None

    def seal(self, compartment: str, letter: bytes) -> bytes:
        """Seal what only those who open a compartment can read; one need not open it oneself."""
        entry = self._content.compartments.get(compartment)
        if entry is None:
            raise CompartmentShut(compartment)
        return wrap(letter, entry.letterbox, self._context("letter", compartment, entry.generation))

    def open_sealed(self, compartment: str, sealed: bytes) -> bytes:
        """Return a letter. Raises CompartmentShut, or DoesNotOpen for one that is not for this compartment."""
        key = self.compartment(compartment)
        return bytes(unwrap(sealed, key.letterbox, self._context("letter", compartment, key.generation)))

    def wipe(self) -> None:
        """Overwrite every key that can be; afterwards nothing opens any more."""
        for key in self.compartments.values():
            wipe(key.raw)
        for secret in self.own_secrets.values():
            wipe(secret)
        self.compartments, self.own_secrets = {}, {}

    # --- what she can change -----------------------------------------------------------------------------------

    def change_passphrase(self, *, old: str, new: str, cost: Argon2Cost) -> None:
        """Shut her private keys under another passphrase; nothing else changes. Raises WrongPassphrase."""
        wipe(open_slot(self.key_file.register.id, self._person, old))
        slot = make_slot(self.key_file.register.id, self._person, self._private, new, cost)
        self._write(_with_person(self._content, replace(self._person, passphrase=slot)))

    def keep_own_secret(self, name: str, *, public: str, secret: bytes) -> None:
        """Keep a secret of the register itself, wrapped to all who hold its signing key (director and deputy).

        The file is signed anew, so only the director can do it: from anybody else it is a KeyFileAltered at once.
        """
        former = self._content.own.get(name)
        generation = former.generation + 1 if former else 1
        content = replace(self._content, own={**self._content.own, name: OwnKey(generation=generation, public=public)})
        for person in content.people:
            if SIGNING in person.own and self._is_trusted(person):
                sealed = wrap(secret, person.agreement, self._context("own", name, generation))
                wrapped = WrappedKey(generation=generation, sealed=sealed)
                content = _with_person(content, replace(person, own={**person.own, name: wrapped}))
        self._write(replace(content, signature=self.sign(content.signed_part())))
        self.own_secrets[name] = bytearray(secret)

    def key_file_for_a_backup(self) -> bytes:
        """Return the key file without passphrase slots: a lost backup cannot be guessed at."""
        people = tuple(replace(person, passphrase=None) for person in self._content.people)
        content = replace(self._content, people=people)
        return to_bytes(sealed(content, self.compartment(EVERYONE).raw))

    def _write(self, content: Content) -> None:
        if not is_signed(content.signed_part(), content.signature, self._private.trusts):
            raise KeyFileAltered
        content = sealed(replace(content, counter=content.counter + 1), self.compartment(EVERYONE).raw)
        write_key_file(self.key_file.folder, content)
        self.key_file = replace(self.key_file, content=content, needs_repair=False)

    # --- opening and checking ----------------------------------------------------------------------------------

    @property
    def _content(self) -> Content:
        return self.key_file.content

    @property
    def _person(self) -> PersonSlot:
        return self.key_file.person(self.person_id)

    def _context(self, what: str, name: str, generation: int) -> bytes:
        return context(self.key_file.register.id, what, name, generation)

    def _open_compartments(self) -> dict[str, CompartmentKey]:
        return {name: self._open_compartment(name, wrapped) for name, wrapped in self._person.wrapped.items()}

    def _open_compartment(self, name: str, wrapped: WrappedKey) -> CompartmentKey:
        entry = self._content.compartments.get(name)
        if entry is None or entry.generation != wrapped.generation:
            raise KeyFileAltered
        try:
            raw = unwrap(wrapped.sealed, self._private.agreement, self._context("compartment", name, entry.generation))
            private = open_box(raw, entry.letterbox_box, self._context("letterbox", name, entry.generation))
            letterbox = X25519PrivateKey.from_private_bytes(private)
        except (DoesNotOpen, ValueError):
            raise KeyFileAltered from None
        if letterbox.public_key().public_bytes_raw() != entry.letterbox:
            raise KeyFileAltered
        return CompartmentKey(name=name, generation=entry.generation, raw=raw, salt=entry.salt, letterbox=letterbox)

    def _open_own_secrets(self) -> dict[str, bytearray]:
        try:
            return {
                name: unwrap(own.sealed, self._private.agreement, self._context("own", name, own.generation))
                for name, own in self._person.own.items()
            }
        except DoesNotOpen:
            raise KeyFileAltered from None

    def _check_seal(self) -> None:
        if EVERYONE not in self.compartments:
            raise KeyFileAltered
        expected = sealed(self._content, self.compartments[EVERYONE].raw).seal
        is_sealed = hmac.compare_digest(expected, self._content.seal)
        is_directors = is_signed(self._content.signed_part(), self._content.signature, self._private.trusts)
        if not (is_sealed and is_directors and self._is_trusted(self._person)):
            raise KeyFileAltered

    def _is_trusted(self, person: PersonSlot) -> bool:
        """Whether the director signed this person's public keys: one put in by hand is never wrapped to."""
        return is_signed(
            signed_part_of_person(self.key_file.register.id, person), person.signature, self._private.trusts
        )


def sealed(content: Content, everyones_key: bytes | bytearray) -> Content:
    """Return the key file with the seal that its content must bear."""
    key = derive(everyones_key, context(content.register.id, "seal", EVERYONE, 0))
    return replace(content, seal=hmac.digest(key, content.sealed_part(), "sha256"))


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


def _with_person(content: Content, changed: PersonSlot) -> Content:
    people = tuple(changed if person.id == changed.id else person for person in content.people)
    return replace(content, people=people)
