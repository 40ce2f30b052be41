"""The keys that one slot opens: a person's, or one of those for recovery."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from db.errors import CompartmentShut, DoesNotOpen, KeyFileAltered
from db.key_content import ComingKey, CompartmentEntry, Content, FormerKey, Wrapped, WrappedKey, context
from db.locks import open_box, unwrap, wipe

EVERYONE = "centre"  # the compartment that every person opens; the file's seal hangs on its key
AUTHORITY = "authority"  # the register's own key that signs who may open what
SIGNING = "signing"  # the register's own key that signs its bundles


@dataclass(frozen=True, slots=True, kw_only=True)
class CompartmentKey:
    """One generation of a compartment's key, and the private half of its letterbox."""

    name: str
    generation: int
    raw: bytearray = field(repr=False)
    salt: bytes = field(repr=False)
    letterbox: X25519PrivateKey = field(repr=False)

    @property
    def sqlcipher(self) -> bytes:
        """Key and salt as SQLCipher takes them raw, deriving nothing: x'<64 hex><32 hex>'."""
        return b"x'" + self.raw.hex().encode() + self.salt.hex().encode() + b"'"


class KeyRing:
    """What somebody holds: of each compartment the present key, those before it and those coming; own secrets."""

    def __init__(self, content: Content, *, wrapped: Wrapped, own: Wrapped, private: X25519PrivateKey) -> None:
        """Open what is wrapped to a private key. Raises KeyFileAltered where something wrapped does not open."""
        self.register_id = content.register.id
        self._private = private
        self.present: dict[str, CompartmentKey] = {}
        self.coming: dict[str, tuple[CompartmentKey, ...]] = {}
        self.own_secrets: dict[str, bytearray] = {}
        try:
            for name, keys in wrapped.items():
                self._open_compartment(name, content.compartments[name], keys)
            for name, keys in own.items():
                self._open_own(name, content.own[name].generation, keys)
        except (DoesNotOpen, KeyError, ValueError):
            raise KeyFileAltered from None
        self._former = {name: tuple(self._open_former(name, content)) for name in self.present}

    def __repr__(self) -> str:
        return f"KeyRing({', '.join(self.present)})"

    def all_of(self, name: str) -> tuple[CompartmentKey, ...]:
        """Every generation of a compartment's key, the newest first. Raises CompartmentShut."""
        if name not in self.present:
            raise CompartmentShut(name)
        return (*reversed(self.coming.get(name, ())), self.present[name], *self._former[name])

    def newest(self, name: str) -> CompartmentKey:
        """The key to which a compartment is being brought, or has been. Raises CompartmentShut."""
        return self.all_of(name)[0]

    @property
    def authority(self) -> Ed25519PrivateKey | None:
        """The key that signs who may open what; None for whoever is neither director nor deputy."""
        return self.own_key(AUTHORITY)

    def own_key(self, name: str) -> Ed25519PrivateKey | None:
        secret = self.own_secrets.get(name)
        return Ed25519PrivateKey.from_private_bytes(secret) if secret else None

    def take(self, key: CompartmentKey) -> None:
        """Hold one more key: the first of a new compartment, or the next of one that is being changed."""
        if key.name in self.present:
            self.coming[key.name] = (*self.coming.get(key.name, ()), key)
        else:
            self.present[key.name] = key
            self._former[key.name] = ()

    def arrive(self, name: str) -> None:
        """The database of a compartment is encrypted with the last of its coming keys now."""
        newest, *older = self.all_of(name)
        self.present[name], self._former[name] = newest, tuple(older)
        self.coming.pop(name, None)

    def let_go(self, name: str) -> None:
        """Forget a compartment's keys: they were made for others."""
        for key in self.all_of(name):
            wipe(key.raw)
        self.present.pop(name)
        self.coming.pop(name, None)
        self._former.pop(name)

    def wipe(self) -> None:
        """Overwrite every key that can be; afterwards nothing opens any more."""
        for name in self.present:
            for key in self.all_of(name):
                wipe(key.raw)
        for secret in self.own_secrets.values():
            wipe(secret)
        self.present, self.coming, self.own_secrets, self._former = {}, {}, {}, {}

    # --- opening -----------------------------------------------------------------------------------------------

    def _open_compartment(self, name: str, entry: CompartmentEntry, wrapped: tuple[WrappedKey, ...]) -> None:
        by_generation = {each.generation: each for each in wrapped}
        self.present[name] = self._open_key(name, entry, entry.salt, by_generation)
        coming = tuple(
            self._open_key(name, key, entry.salt, by_generation)
            for key in entry.coming
            if key.generation in by_generation
        )
        if coming:
            self.coming[name] = coming

    def _open_key(
        self, name: str, key: CompartmentEntry | ComingKey, salt: bytes, wrapped: Mapping[int, WrappedKey]
    ) -> CompartmentKey:
        purpose = context(self.register_id, "compartment", name, key.generation)
        raw = unwrap(wrapped[key.generation].sealed, self._private, purpose)
        return self._with_letterbox(name, key, raw, salt)

    def _open_own(self, name: str, generation: int, wrapped: tuple[WrappedKey, ...]) -> None:
        for each in wrapped:
            if each.generation == generation:
                purpose = context(self.register_id, "own", name, generation)
                self.own_secrets[name] = unwrap(each.sealed, self._private, purpose)

    def _open_former(self, name: str, content: Content) -> Iterator[CompartmentKey]:
        """Walk back: each key opens the box of the one before it."""
        entry, later = content.compartments[name], self.present[name]
        for former in sorted(entry.former, key=lambda each: each.generation, reverse=True):
            try:
                raw = open_box(later.raw, former.box, context(self.register_id, "former", name, former.generation))
                later = self._with_letterbox(name, former, raw, entry.salt)
            except (DoesNotOpen, ValueError):
                raise KeyFileAltered from None
            yield later

    def _with_letterbox(
        self, name: str, key: CompartmentEntry | ComingKey | FormerKey, raw: bytearray, salt: bytes
    ) -> CompartmentKey:
        purpose = context(self.register_id, "letterbox", name, key.generation)
        letterbox = X25519PrivateKey.from_private_bytes(open_box(raw, key.letterbox_box, purpose))
        if letterbox.public_key().public_bytes_raw() != key.letterbox:
            raise KeyFileAltered
        return CompartmentKey(name=name, generation=key.generation, raw=raw, salt=salt, letterbox=letterbox)
