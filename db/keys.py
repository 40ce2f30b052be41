"""Keys: making a register's, and opening one person's slot.

A person's passphrase opens her two private keys; these open the compartment keys that her roles need, wrapped to her
public key. So a key can be changed for everybody without knowing any passphrase, and each line of history can be
signed by who wrote it. Nothing here says which role needs what: the caller names the compartments.

`key_content` is the format, `key_file` the file, `key_ring` what a slot opens, `open_keys` what a person can do with
it, `key_changes` how who may open what is changed, `rekeying` the databases' part in that, `recovery` the ways back in
for whoever has forgotten, `locks` the cryptography.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from db import key_changes
from db.errors import DiskProblem
from db.key_content import Argon2Cost, Authority, Content, RegisterEntry
from db.key_file import KeyFile, read_key_file, write_key_file
from db.key_ring import AUTHORITY, EVERYONE, SIGNING, CompartmentKey, KeyRing
from db.locks import calibrate
from db.open_keys import OpenKeys, sealed
from db.slots import PrivateKeys, open_slot, slot_of

__all__ = [
    "SIGNING",
    "Argon2Cost",
    "CompartmentKey",
    "KeyFile",
    "OpenKeys",
    "calibrate",
    "create_keys",
    "new_signing_key",
    "read_key_file",
    "unlock",
]


def unlock(key_file: KeyFile, person_id: str, passphrase: str) -> OpenKeys:
    """Open one person's slot.

    Raises UnknownPerson, WrongPassphrase, NotEnoughMemory, or KeyFileAltered when the slot opens and the file is not
    the one that the register sealed. A copy of the file that was missing or torn is put right.
    """
    slot = key_file.person(person_id)
    private = PrivateKeys.from_bytes(open_slot(key_file.register.id, slot, passphrase))
    keys = OpenKeys(key_file, person_id, private)
    with suppress(DiskProblem):  # what was read is sound; the next unlocking tries again
        if private.trusts != key_file.content.authority.public and slot.passphrase is not None:
            keys.trust_the_successor(passphrase, slot.passphrase.cost)
        elif key_file.needs_repair:
            write_key_file(key_file.folder, key_file.content)
    return keys


def new_signing_key() -> tuple[str, bytes]:
    """Return a new key that signs the register's bundles: its public half as text, and its secret one."""
    signing = Ed25519PrivateKey.generate()
    return signing.public_key().public_bytes_raw().hex(), signing.private_bytes_raw()


def create_keys(
    folder: Path,
    *,
    register_id: str,
    kind: str,
    code: str,
    name: str,
    compartments: Sequence[str],
    person_id: str,
    person_name: str,
    roles: Sequence[str],
    passphrase: str,
    cost: Argon2Cost | None = None,
    is_training: bool = False,
) -> OpenKeys:
    """Make a new register's keys and its first person, the director, who opens all these; write the key file.

    Without a `cost` the machine is measured, so that a try at the passphrase takes about a second.
    """
    authority = Ed25519PrivateKey.generate()
    public = authority.public_key().public_bytes_raw()
    private = PrivateKeys.new(public)
    director = slot_of(
        register_id,
        person_id,
        private,
        shown=normalize("NFC", person_name),
        roles=roles,
        compartments=compartments,
        keeps_own=True,
        passphrase=passphrase,
        cost=cost or calibrate(),
        must_change=False,
    )
    content = Content(
        counter=1,
        register=RegisterEntry(id=register_id, kind=kind, code=code, name=name, is_training=is_training),
        authority=Authority(first=public),
        compartments={},
        own={},
        people=(),
    )
    ring = KeyRing(content, wrapped={}, own={}, private=X25519PrivateKey.generate())
    for each in compartments:
        content = key_changes.with_new_compartment(content, ring, each, authority)
    secrets = {AUTHORITY: (public.hex(), authority.private_bytes_raw()), SIGNING: new_signing_key()}
    content = key_changes.with_own_secrets(content, ring, secrets, authority)
    content = key_changes.with_person(content, director, authority)
    content = sealed(key_changes.handed_out(content, ring), ring.newest(EVERYONE).raw)
    write_key_file(folder, content)
    return OpenKeys(KeyFile(folder=folder, content=content), person_id, private)
