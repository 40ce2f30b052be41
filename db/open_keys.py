"""What one person's slot opens, for as long as she is there, and the changes she can make to the key file."""

import hmac
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db import key_changes
from db.errors import CompartmentShut, DoesNotOpen, KeyFileAltered, NotTheAuthority, WrongPassphrase
from db.key_content import (
    Argon2Cost,
    ComingKey,
    CompartmentEntry,
    Content,
    PersonSlot,
    RecoverySlots,
    context,
    signed_part_of_key,
    signed_part_of_succession,
)
from db.key_file import KeyFile, to_bytes, write_key_file
from db.key_ring import EVERYONE, SIGNING, CompartmentKey, KeyRing
from db.locks import derive, is_signed, unwrap, wipe, wrap
from db.slots import PrivateKeys, make_slot, open_slot, slot_of


class OpenKeys:
    """One person's open slot. Raises KeyFileAltered when the file is not the one that the register sealed."""

    def __init__(self, key_file: KeyFile, person_id: str, private: PrivateKeys, *, ring: KeyRing | None = None) -> None:
        """`ring` is what she holds when she comes back another way than through her slot."""
        self.key_file = key_file
        self.person_id = person_id
        self._private = private
        if ring is not None:
            self.ring = ring
            return
        slot = self.slot
        self.ring = KeyRing(key_file.content, wrapped=slot.wrapped, own=slot.own, private=private.agreement)
        check(key_file.content, self.ring, trusts=private.trusts)
        if not key_changes.is_trusted(key_file.content, slot):
            raise KeyFileAltered

    # --- what she can do ---------------------------------------------------------------------------------------

    @property
    def slot(self) -> PersonSlot:
        """Her own slot: her roles, and whether she must choose another passphrase."""
        return self.key_file.person(self.person_id)

    @property
    def compartments(self) -> dict[str, CompartmentKey]:
        """The present key of each compartment that is open to her."""
        return self.ring.present

    @property
    def own_secrets(self) -> dict[str, bytearray]:
        """The secrets of the register itself that she keeps."""
        return self.ring.own_secrets

    def compartment(self, name: str) -> CompartmentKey:
        """Return one compartment's key. Raises CompartmentShut."""
        if name not in self.ring.present:
            raise CompartmentShut(name)
        return self.ring.present[name]

    def sqlcipher_keys(self) -> dict[str, bytes]:
        """The keys of all the compartments that are open to her, as SQLCipher takes them."""
        return {name: key.sqlcipher for name, key in self.ring.present.items()}

    def sign(self, content: bytes) -> bytes:
        """Sign with her own key: a line of history, for one."""
        return self._private.signing.sign(content)

    @property
    def public_signing_key(self) -> bytes:
        """The key that proves her signatures."""
        return self._private.signing.public_key().public_bytes_raw()

    @property
    def trusted_signing_keys(self) -> dict[str, tuple[bytes, ...]]:
        """The public keys that prove each person's lines, the present one first, as far as the authority signed them."""
        trusted = [person for person in self._content.people if key_changes.is_trusted(self._content, person)]
        return {person.id: (person.signing, *person.former_signing) for person in trusted}

    @property
    def centre_signing_key(self) -> Ed25519PrivateKey | None:
        """The register's own key, which signs its bundles; None for whoever may not send one."""
        return self.ring.own_key(SIGNING)

    def seal(self, compartment: str, letter: bytes) -> bytes:
        """Seal what only those who open a compartment can read; one need not open it oneself."""
        entry = self._content.compartments.get(compartment)
        if entry is None:
            raise CompartmentShut(compartment)
        newest = entry.coming[-1] if entry.coming else entry
        return wrap(letter, newest.letterbox, self._context("letter", compartment, 0))

    def open_sealed(self, compartment: str, sealed: bytes) -> bytes:
        """Return a letter, also one that was sealed before the keys were changed.

        Raises CompartmentShut, or DoesNotOpen for one that is not for this compartment.
        """
        for key in self.ring.all_of(compartment):
            try:
                return bytes(unwrap(sealed, key.letterbox, self._context("letter", compartment, 0)))
            except DoesNotOpen:
                continue
        raise DoesNotOpen

    def wipe(self) -> None:
        """Overwrite every key that can be; afterwards nothing opens any more."""
        self.ring.wipe()

    # --- what she can change -----------------------------------------------------------------------------------

    @property
    def authority(self) -> Ed25519PrivateKey:
        """The key that signs who may open what. Raises NotTheAuthority for whoever is neither director nor deputy."""
        key = self.ring.authority
        if key is None:
            raise NotTheAuthority
        return key

    def change_passphrase(self, *, old: str, new: str, cost: Argon2Cost, at: str = "") -> None:
        """Shut her private keys under another passphrase; nothing else changes. Raises WrongPassphrase."""
        wipe(open_slot(self.key_file.register.id, self.slot, old))
        self._put_passphrase(new, cost, must_change=False)
        self.write(self._content, action="change_passphrase", person=self.person_id, at=at)

    def choose_passphrase(self, new: str, cost: Argon2Cost, *, at: str) -> None:
        """Shut her private keys under a passphrase of her own, once, where somebody else has chosen the present one."""
        if not self.slot.must_change:
            raise ValueError("this passphrase is her own: changing it takes the present one")
        self._put_passphrase(new, cost, must_change=False)
        self.write(self._content, action="change_passphrase", person=self.person_id, at=at)

    def is_passphrase(self, passphrase: str) -> bool:
        """Whether it is the one that opens her slot now."""
        try:
            wipe(open_slot(self.key_file.register.id, self.slot, passphrase))
        except WrongPassphrase:
            return False
        return True

    def trust_the_successor(self, passphrase: str, cost: Argon2Cost) -> None:
        """Remember the authority that took the place of the one she trusted, so that the former one counts no more."""
        self._private = replace(self._private, trusts=self._content.authority.public)
        self._put_passphrase(passphrase, cost, must_change=self.slot.must_change)
        self.write(self._content)

    def _put_passphrase(self, passphrase: str, cost: Argon2Cost, *, must_change: bool) -> None:
        slot = make_slot(self.key_file.register.id, self.slot, self._private, passphrase, cost)
        changed = replace(self.slot, passphrase=slot, must_change=must_change)
        self.key_file = replace(self.key_file, content=key_changes.with_slot(self._content, changed))

    def keep_own_secret(self, name: str, *, public: str, secret: bytes) -> None:
        """Keep a secret of the register itself, handed to all who keep its keys. Raises NotTheAuthority."""
        content = key_changes.with_own_secrets(self._content, self.ring, {name: (public, secret)}, self.authority)
        self.write(content)

    def put_person(
        self,
        person: PersonSlot,
        *,
        action: str,
        at: str,
        made: Callable[[CompartmentKey], object] = lambda key: None,
    ) -> None:
        """Add somebody, or say something else of her: who she is and what she is to open. Raises NotTheAuthority.

        A compartment that has no key yet gets its first one for her; `made` is told of it before the file is written.
        """
        content, new = self._content, []
        for name in person.compartments:
            if name not in content.compartments:
                content = key_changes.with_new_compartment(content, self.ring, name, self.authority)
                made(self.ring.present[name])
                new.append(name)
        content = key_changes.with_person(content, person, self.authority)
        self.write(content, action=action, person=person.id, at=at)
        self._let_go_of_strange(new)

    def new_person(
        self,
        person_id: str,
        *,
        shown: str,
        roles: Iterable[str],
        compartments: Iterable[str],
        keeps_own: bool,
        passphrase: str,
        cost: Argon2Cost,
        former: PersonSlot | None = None,
    ) -> PersonSlot:
        """Return a slot with new private keys under a passphrase that its owner must change."""
        private = PrivateKeys.new(self._content.authority.public)
        return slot_of(
            self.key_file.register.id,
            person_id,
            private,
            shown=shown,
            roles=roles,
            compartments=compartments,
            keeps_own=keeps_own,
            passphrase=passphrase,
            cost=cost,
            must_change=True,
            former=former,
        )

    def take_back(
        self,
        person: PersonSlot,
        names: Iterable[str],
        *,
        own: Mapping[str, tuple[str, bytes]] | None = None,
        action: str,
        at: str,
    ) -> None:
        """Put a slot that may open less than before, and begin to change the keys that its owner has had in her hands.

        `own` are new secrets of the register itself, public half and secret, when she kept those: then the authority
        changes as well. Raises NotTheAuthority. Afterwards the databases are to be brought to the new keys.
        """
        authority = self.authority
        content = key_changes.with_person(self._content, person, authority)
        if own is not None:
            content = key_changes.with_new_authority(content, self.ring, authority)
            authority = self.authority
            content = key_changes.with_own_secrets(content, self.ring, own, authority)
        names = [name for name in names if name in content.compartments]
        strange = [name for name in names if name not in self.ring.present]
        content = key_changes.with_coming_keys(content, self.ring, names, authority)
        self.write(content, action=action, person=person.id, at=at)
        self._let_go_of_strange(strange)

    def put_recovery(self, recovery: RecoverySlots, *, action: str, at: str) -> None:
        """Set up the ways to recover; every key that she holds is handed to them."""
        self.write(replace(self._content, recovery=recovery), action=action, person=self.person_id, at=at)

    def put_shown(self, shown_as: str, names: Mapping[str, str], *, at: str) -> None:
        """Say how people are named at the door: nothing else of them stands in the key file. Raises NotTheAuthority."""
        content = self._content
        content = key_changes.with_register(content, replace(content.register, shown_as=shown_as), self.authority)
        for person in content.people:
            if key_changes.is_trusted(content, person) and person.id in names:
                content = key_changes.with_person(content, replace(person, shown=names[person.id]), self.authority)
        self.write(content, action="show_names", person=self.person_id, at=at)

    def key_arrived(self, name: str) -> None:
        """Say that a compartment's database is encrypted with the last of its coming keys."""
        content = key_changes.with_key_arrived(self._content, self.ring, name)
        self.ring.arrive(name)
        self.write(content)

    def hand_out(self) -> None:
        """Give those who are owed a key the ones she holds; nothing is written when nobody is."""
        if key_changes.handed_out(self._content, self.ring) != self._content:
            self.write(self._content)

    def key_file_for_a_backup(self) -> bytes:
        """Return the key file without passphrase slots: a lost backup cannot be guessed at."""
        return without_passphrases(self._content, self.ring)

    def write(self, content: Content, *, action: str = "", person: str = "", at: str = "") -> None:
        """Hand out, count, seal and write; `action` is remembered until history has been told."""
        content = key_changes.handed_out(content, self.ring)
        if action:
            content = key_changes.with_act(content, action=action, person=person, by=self.person_id, at=at)
        content = sealed(replace(content, counter=content.counter + 1), self.ring.newest(EVERYONE).raw)
        check(content, self.ring, trusts=self._private.trusts)
        write_key_file(self.key_file.folder, content)
        self.key_file = replace(self.key_file, content=content, needs_repair=False)

    def _let_go_of_strange(self, names: Iterable[str]) -> None:
        for name in names:
            if name not in self.slot.compartments and name in self.ring.present:
                self.ring.let_go(name)

    @property
    def _content(self) -> Content:
        return self.key_file.content

    def _context(self, what: str, name: str, generation: int) -> bytes:
        return context(self.key_file.register.id, what, name, generation)


def without_passphrases(content: Content, ring: KeyRing) -> bytes:
    """Return a key file's bytes, but for the passphrase slots."""
    people = tuple(replace(person, passphrase=None) for person in content.people)
    return to_bytes(sealed(replace(content, people=people), ring.newest(EVERYONE).raw))


def check(content: Content, ring: KeyRing, *, trusts: bytes) -> None:
    """Raise KeyFileAltered when the content is not what this register's authority signed and its people sealed."""
    if EVERYONE not in ring.present:
        raise KeyFileAltered
    expected = sealed(content, ring.newest(EVERYONE).raw).seal
    register_id, public = content.register.id, content.authority.public
    sound = (
        hmac.compare_digest(expected, content.seal)
        and _descends(content, trusts)
        and is_signed(content.signed_part(), content.signature, public)
        and all(
            is_signed(signed_part_of_key(register_id, name, key, entry.salt), key.signature, public)
            for name, entry in content.compartments.items()
            for key in _with_coming(entry)
        )
    )
    if not sound:
        raise KeyFileAltered


def _with_coming(entry: CompartmentEntry) -> tuple[CompartmentEntry | ComingKey, ...]:
    return (entry, *entry.coming)


def _descends(content: Content, trusts: bytes) -> bool:
    """Whether the authority in force is the one trusted, or took its place through signatures one after the other."""
    at, reached = content.authority.first, content.authority.first == trusts
    for succession in content.authority.later:
        if not is_signed(
            signed_part_of_succession(content.register.id, succession.authority), succession.signature, at
        ):
            return False
        at = succession.authority
        reached = reached or at == trusts
    return reached


def sealed(content: Content, everyones_key: bytes | bytearray) -> Content:
    """Return the key file with the seal that its content must bear."""
    key = derive(everyones_key, context(content.register.id, "seal", EVERYONE, 0))
    return replace(content, seal=hmac.digest(key, content.sealed_part(), "sha256"))
