"""Keys: making a register's, and opening one person's slot.

A person's passphrase opens her two private keys; these open the compartment keys that her roles need, wrapped to her
public key. So a key can be changed for everybody without knowing any passphrase, and each line of history can be
signed by who wrote it. Nothing here says which role needs what: the caller names the compartments.

`key_file` is the format on disk, `open_keys` what an open slot can do, `locks` the cryptography.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from db.errors import DiskProblem
from db.key_file import (
    SALT_BYTES,
    Argon2Cost,
    CompartmentEntry,
    Content,
    KeyFile,
    OwnKey,
    PersonSlot,
    RecoverySlots,
    RegisterEntry,
    WrappedKey,
    context,
    read_key_file,
    signed_part_of_person,
    write_key_file,
)
from db.locks import calibrate, random_bytes, random_key, shut, wrap
from db.open_keys import EVERYONE, SIGNING, CompartmentKey, OpenKeys, PrivateKeys, make_slot, open_slot, sealed

__all__ = [
    "SIGNING",
    "Argon2Cost",
    "CompartmentKey",
    "KeyFile",
    "OpenKeys",
    "calibrate",
    "create_keys",
    "read_key_file",
    "unlock",
]


def unlock(key_file: KeyFile, person_id: str, passphrase: str) -> OpenKeys:
    """Open one person's slot.

    Raises UnknownPerson, WrongPassphrase, NotEnoughMemory, or KeyFileAltered when the slot opens and the file is not
    the one that the register sealed. A copy of the file that was missing or torn is put right.
    """
    private = open_slot(key_file.register.id, key_file.person(person_id), passphrase)
    keys = OpenKeys(key_file, person_id, PrivateKeys.from_bytes(private))
    if key_file.needs_repair:
        with suppress(DiskProblem):  # the copy that was read is sound; the next unlocking tries again
            write_key_file(key_file.folder, key_file.content)
    return keys


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
) -> OpenKeys:
    """Make a new register's keys and its first person, the director, who opens everything; write the key file.

    Without a `cost` the machine is measured, so that a try at the passphrase takes about a second.
    """
    register = RegisterEntry(id=register_id, kind=kind, code=code, name=name)
    signing = Ed25519PrivateKey.generate()
    private = PrivateKeys(
        agreement=X25519PrivateKey.generate(), signing=signing, trusts=signing.public_key().public_bytes_raw()
    )
    raw = {name: random_key() for name in compartments}
    own = Ed25519PrivateKey.generate()
    director = _director(register_id, person_id, person_name, roles, private, raw=raw, own=own)
    content = Content(
        counter=1,
        register=register,
        compartments={name: _compartment_entry(register_id, name, key) for name, key in raw.items()},
        own={SIGNING: OwnKey(generation=1, public=own.public_key().public_bytes_raw().hex())},
        people=(
            replace(director, passphrase=make_slot(register_id, director, private, passphrase, cost or calibrate())),
        ),
        recovery=RecoverySlots(),
    )
    content = sealed(replace(content, signature=signing.sign(content.signed_part())), raw[EVERYONE])
    write_key_file(folder, content)
    return OpenKeys(KeyFile(folder=folder, content=content), person_id, private)


def _director(
    register_id: str,
    person_id: str,
    person_name: str,
    roles: Sequence[str],
    private: PrivateKeys,
    *,
    raw: dict[str, bytearray],
    own: Ed25519PrivateKey,
) -> PersonSlot:
    """The first person: her own signature stands under her public keys, and everything is wrapped to her."""
    agreement = private.agreement.public_key().public_bytes_raw()

    def wrapped(secret: bytes | bytearray, what: str, name: str) -> WrappedKey:
        return WrappedKey(generation=1, sealed=wrap(secret, agreement, context(register_id, what, name, 1)))

    person = PersonSlot(
        id=person_id,
        name=normalize("NFC", person_name),
        roles=tuple(roles),
        agreement=agreement,
        signing=private.trusts,
        signature=b"",
        passphrase=None,
        wrapped={name: wrapped(key, "compartment", name) for name, key in raw.items()},
        own={SIGNING: wrapped(own.private_bytes_raw(), "own", SIGNING)},
    )
    return replace(person, signature=private.signing.sign(signed_part_of_person(register_id, person)))


def _compartment_entry(register_id: str, name: str, raw: bytearray) -> CompartmentEntry:
    letterbox = X25519PrivateKey.generate()
    return CompartmentEntry(
        generation=1,
        salt=random_bytes(SALT_BYTES),
        letterbox=letterbox.public_key().public_bytes_raw(),
        letterbox_box=shut(raw, letterbox.private_bytes_raw(), context(register_id, "letterbox", name, 1)),
    )
