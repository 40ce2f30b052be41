"""What a backup says of itself, in `backup.json` beside its databases.

In the clear stands what a finder learns anyway: whose register it is (its id and code), the number and the moment of the
backup, and how large each file is, with its SHA-256, so that a damaged backup is told without any key. How many rows
there are and where each history ends is sealed, together with all the rest, under a key derived from that of the
compartment which everyone opens. It is written canonically, like the key file, and `digest` tells accidents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated

from db import strict_json
from db.errors import BackupDamaged, BackupOfOtherKeys, DoesNotOpen
from db.key_content import context
from db.key_ring import EVERYONE, CompartmentKey, KeyRing
from db.locks import derive, open_box, shut
from db.plain import WrongShape, from_plain, to_plain

NAME = "backup.json"
FORMAT = 1
LARGEST = 1024 * 1024

Digest = Annotated[bytes, 32]
NOT_KNOWN = bytes(32)  # the digest of what nobody has looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of a backup, as it was written."""

    size: int
    sha256: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What stands in one compartment's database: its schema, its rows by table, the last line of its history."""

    schema: int
    rows: Mapping[str, int]
    seq: int
    head: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """How one compartment was copied.

    `generation` is that of the key it is under. `source` is the digest of the file that it was copied from: a later
    copy, byte for byte, of the same file needs no key to be known as good. `contents` is None, and `verified_at` empty,
    until somebody who opens it has looked at it over a new connection.
    """

    generation: int
    source: Digest = NOT_KNOWN
    contents: Contents | None = None
    verified_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """The sealed part. `key_file` is the count of the key file that the backup was made under."""

    reason: str
    key_file: int
    compartments: Mapping[str, Copied]

    @property
    def waiting(self) -> tuple[str, ...]:
        """The compartments that nobody who opens them has looked at yet."""
        return tuple(name for name, copied in self.compartments.items() if not copied.verified_at)

    @property
    def is_verified(self) -> bool:
        return not self.waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What stands in the file. `generation` is that of the key by which `sealed` opens."""

    format: int = FORMAT
    register_id: str
    code: str
    number: int
    made_at: str
    generation: int
    files: Mapping[str, File]
    sealed: bytes = field(default=b"", repr=False)

    @property
    def size(self) -> int:
        """How many bytes its files have together."""
        return sum(file.size for file in self.files.values())

    def context(self) -> bytes:
        """What the sealed part is for: beside another clear part it does not open."""
        return strict_json.write({"what": "backup", **to_plain(replace(self, sealed=b""))})


def sealed(manifest: Manifest, inside: Inside, ring: KeyRing) -> Manifest:
    """Return the manifest with its sealed part, under the newest key of the compartment that everyone opens."""
    key = ring.newest(EVERYONE)
    manifest = replace(manifest, generation=key.generation)
    box = shut(_sealing_key(ring.register_id, key), strict_json.write(to_plain(inside)), manifest.context())
    return replace(manifest, sealed=box)


def opened(manifest: Manifest, ring: KeyRing) -> Inside:
    """Return the sealed part. Raises BackupOfOtherKeys, or BackupDamaged where it is not what was sealed."""
    if manifest.register_id != ring.register_id:
        raise BackupOfOtherKeys
    by_generation = {key.generation: key for key in ring.all_of(EVERYONE)}
    if manifest.generation not in by_generation:
        raise BackupOfOtherKeys
    key = _sealing_key(ring.register_id, by_generation[manifest.generation])
    try:
        return from_plain(Inside, strict_json.read_object(bytes(open_box(key, manifest.sealed, manifest.context()))))
    except (DoesNotOpen, strict_json.BadJson, WrongShape):
        raise BackupDamaged from None


def _sealing_key(register_id: str, key: CompartmentKey) -> bytes:
    return derive(key.raw, context(register_id, "backup", EVERYONE, key.generation))


def to_bytes(manifest: Manifest) -> bytes:
    """Return the file's bytes."""
    body = to_plain(manifest)
    return strict_json.write({**body, "digest": _digest(body)}) + b"\n"


def from_bytes(octets: bytes) -> Manifest:
    """Return what a manifest's bytes say. Raises BackupDamaged for anything that was not written so."""
    try:
        body = strict_json.read_object(octets)
        if body.pop("digest", None) != _digest(body):
            raise BackupDamaged
        manifest = from_plain(Manifest, body)
    except (strict_json.BadJson, WrongShape):
        raise BackupDamaged from None
    if manifest.format != FORMAT or to_bytes(manifest) != octets:
        raise BackupDamaged
    return manifest


def _digest(body: Mapping[str, strict_json.Json]) -> str:
    return hashlib.sha256(strict_json.write(body)).hexdigest()
