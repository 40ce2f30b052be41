"""The key file: who may open which compartment of a register, as it stands on disk.

`keys.json` and `keys.json.2` hold the same bytes. The classes below are the format, field for field, as `plain` writes
them; beside them stands `digest`, the SHA-256 of all the rest, by which a copy that a power cut tore is told, and the
other serves. The digest tells accidents, the seal tells malice.

It is written canonically and nothing else is read, so there is no byte in it that could change unnoticed. Reading it
needs no passphrase and no cryptography: the unlock page lists people from it. What it says is believed only after
`keys.unlock`. The names in it are those the centre chose to show before anybody unlocks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any
from unicodedata import normalize

from db import strict_json
from db.errors import (
    DiskFailing,
    FileTooLarge,
    KeyFileDamaged,
    KeyFileMissing,
    KeyFileRolledBack,
    KeyFileTooNew,
    UnknownPerson,
)
from db.files import atomic_write, read_bounded
from db.plain import WrongShape, from_plain, to_plain

FORMAT = 1
SALT_BYTES = 16
NAMES = ("keys.json", "keys.json.2")
LARGEST_FILE = 2 * 1024 * 1024

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSlot:
    """One person. Only public keys under the director's signature are ever wrapped to.

    `passphrase` is None for somebody who may not enter any more; her public key stays, for it proves what she wrote.
    `wrapped` holds the compartment keys that her roles need, `own` the register's own keys (director and deputy only).
    """

    id: str
    name: str
    roles: tuple[str, ...]
    agreement: PublicKey
    signing: PublicKey
    signature: Signature
    passphrase: PassphraseSlot | None
    wrapped: Mapping[str, WrappedKey]
    own: Mapping[str, WrappedKey]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySlot:
    """The same keys wrapped to a key pair that is kept elsewhere: on paper, by the deputy, by headquarters."""

    id: str
    agreement: PublicKey
    signature: Signature
    wrapped: Mapping[str, WrappedKey]
    own: Mapping[str, WrappedKey]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySlots:
    """Empty until recovery is set up."""

    paper: tuple[RecoverySlot, ...] = ()
    headquarters: tuple[RecoverySlot, ...] = ()
    deputy: tuple[RecoverySlot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerKey:
    """A compartment key that was changed, in a box that the present one opens: older backups need it."""

    generation: int
    salt: Salt
    box: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CompartmentEntry:
    """One compartment: the salt of its database, and the letterbox's key pair (the private half in a box)."""

    generation: int
    salt: Salt
    letterbox: PublicKey
    letterbox_box: bytes
    former: tuple[FormerKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnKey:
    """The public half of one of the register's own keys, written as its user writes it."""

    generation: int
    public: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """Which register this is. `kind` is "centre" or "headquarters"."""

    id: str
    kind: str
    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the key file says.

    `counter` is one more at every change; the register remembers it, so that an older copy put back is noticed.
    `signature` is the director's over register, compartments and own keys; `seal` an HMAC-SHA-256 over all but itself,
    under a key derived from that of the compartment which everyone opens.
    """

    format: int = FORMAT
    counter: int
    register: RegisterEntry
    compartments: Mapping[str, CompartmentEntry]
    own: Mapping[str, OwnKey]
    people: tuple[PersonSlot, ...]
    recovery: RecoverySlots
    signature: bytes = b""
    seal: bytes = b""

    def signed_part(self) -> bytes:
        """What the director's signature covers, so that nobody else can put a letterbox key of his own making here."""
        parts = {"register": self.register, "compartments": self.compartments, "own": self.own}
        return strict_json.write({"what": "register", **to_plain(parts)})

    def sealed_part(self) -> bytes:
        """What the seal covers."""
        return strict_json.write({**to_plain(self), "seal": ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """A key file as it was read. `needs_repair`: one of its two copies is missing or says something else."""

    folder: Path
    content: Content = field(repr=False)
    needs_repair: bool = False

    @property
    def counter(self) -> int:
        """How many times the key file was changed."""
        return self.content.counter

    @property
    def register(self) -> RegisterEntry:
        """Which register the keys open."""
        return self.content.register

    @property
    def people(self) -> tuple[PersonSlot, ...]:
        """Those who may enter, in the order in which they were added."""
        return tuple(person for person in self.content.people if person.passphrase)

    @property
    def signing_keys(self) -> dict[str, bytes]:
        """The public key that proves each person's lines of history; those who left are among them."""
        return {person.id: person.signing for person in self.content.people}

    def person(self, id_or_name: str) -> PersonSlot:
        """Return the slot of somebody who may enter. Raises UnknownPerson, also for a name that two people bear."""
        found = [person for person in self.people if person.id == id_or_name]
        found = found or [person for person in self.people if person.name == normalize("NFC", id_or_name)]
        if len(found) != 1:
            raise UnknownPerson
        return found[0]

    def check_not_older_than(self, remembered: int) -> None:
        """Raise KeyFileRolledBack when the register has already seen a later key file.

        A later one than remembered is sound: the power went between writing the file and remembering it.
        """
        if self.counter < remembered:
            raise KeyFileRolledBack


def signed_part_of_person(register_id: str, person: PersonSlot | RecoverySlot) -> bytes:
    """What the director signs of one person, or of one way to recover."""
    about = to_plain(person)
    said = {name: about[name] for name in ("id", "name", "roles", "agreement", "signing") if name in about}
    return strict_json.write({"what": type(person).__name__, "register": register_id, **said})


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


def read_key_file(folder: Path) -> KeyFile:
    """Return the later of the sound copies. Raises KeyFileMissing, KeyFileDamaged or KeyFileTooNew."""
    copies = [_read_copy(folder / name) for name in NAMES]
    if all(copy is None for copy in copies):
        raise KeyFileMissing
    sound = [copy for copy in copies if isinstance(copy, Content)]
    if not sound:
        too_new = any(isinstance(copy, KeyFileTooNew) for copy in copies)
        raise KeyFileTooNew if too_new else KeyFileDamaged
    latest = max(sound, key=lambda copy: copy.counter)
    return KeyFile(folder=folder, content=latest, needs_repair=any(copy != latest for copy in copies))


def write_key_file(folder: Path, content: Content) -> None:
    """Write both copies, one after the other: at every instant one of them is whole."""
    octets = to_bytes(content)
    for name in NAMES:
        atomic_write(folder / name, octets)


def to_bytes(content: Content) -> bytes:
    """Return the file's bytes."""
    body = to_plain(content)
    return strict_json.write({**body, "digest": _digest(body)}) + b"\n"


def from_bytes(octets: bytes) -> Content:
    """Return what a key file's bytes say. Raises KeyFileDamaged or KeyFileTooNew."""
    try:
        body = strict_json.read_object(octets)
        digest = body.pop("digest", None)
        if digest != _digest(body):
            raise KeyFileDamaged
        if isinstance(body.get("format"), int) and body["format"] > FORMAT:
            raise KeyFileTooNew
        content = from_plain(Content, body)
    except (strict_json.BadJson, WrongShape):
        raise KeyFileDamaged from None
    if to_bytes(content) != octets:
        raise KeyFileDamaged
    return content


def _read_copy(path: Path) -> Content | KeyFileDamaged | KeyFileTooNew | None:
    """Return a copy, or why it cannot be read, or None when it is not there."""
    try:
        return from_bytes(read_bounded(path, LARGEST_FILE))
    except FileNotFoundError:
        return None
    except (KeyFileDamaged, KeyFileTooNew) as problem:
        return problem
    except (FileTooLarge, DiskFailing):  # the other copy may well be readable
        return KeyFileDamaged()


def _digest(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(strict_json.write(body)).hexdigest()
