"""How a bundle is packed: rows as lines of JSON, gzip, a signed header line, age to at least two keys; and back.

    {"format":1,"signer":"<key id>","signature":"<Ed25519 over everything after this line>"}\\n
    gzip( manifest line, then one JSON object a line )

Anyone who holds the key reads it with tools of any Linux: age -d -i key FILE | tail -n +2 | gunzip | head -1
Opening goes one bounded step at a time, in the order in which something can be trusted; the first failure is a
`Refusal`. Nothing here knows what a manifest or a row means.
"""

import hashlib
import os
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from centre_app.exchange import refusals
from db import strict_json
from db.locks import is_signed

FORMAT = 1
FEWEST_RECIPIENTS = 2  # the working key, and one kept offline
LARGEST_WRITTEN = 64 * 1024 * 1024
GZIP_LEVEL = 1  # level 6 takes five times as long for a tenth less
LINES_AT_ONCE = 2000
AGE_START = b"age-encryption.org/v1\n"

_GZIP = 16 + zlib.MAX_WBITS
_GZIP_START = b"\x1f\x8b\x08\0\0\0\0\0\x04\xff"  # RFC 1952: deflated, no name, no hour, the fastest way, unknown system
_LAST_BLOCK = b"\x03\0"  # RFC 1951: an empty block that says it is the last


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of each step. The usual ones are far above any honest bundle."""

    file_bytes: int = 80 * 1024 * 1024
    header_bytes: int = 1024
    ratio: int = 200
    ratio_counts_from_bytes: int = 1024 * 1024
    total_bytes: int = 1024 * 1024 * 1024
    line_bytes: int = 16 * 1024 * 1024
    piece_bytes: int = 1024 * 1024


USUAL = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A key that was enrolled, and whose it is."""

    centre_id: str
    public: bytes
    is_revoked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedBundle:
    """A bundle whose signature holds. Each call of `rows()` unpacks it anew."""

    signer: Signer
    manifest: Mapping[str, Any]
    manifest_hash: str
    packed: bytes
    limits: Limits

    def rows(self) -> Iterator[dict[str, Any]]:
        """Unpack the lines behind the manifest one by one; a bad one raises its Refusal when it is reached."""
        return islice(_objects(self.packed, self.limits), 1, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """The first line, the only thing that is read before the signature holds."""

    signer: str
    signature: bytes


class BundleTooLarge(ValueError):
    """More than one bundle can hold; the sender makes consecutive numbers of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeKey:
    """A key pair of the age format: `recipient` is the public half, `identity` the secret one."""

    recipient: str
    identity: str = field(repr=False)


def new_age_key() -> AgeKey:
    """Return a new key pair to encrypt to."""
    identity = pyrage.x25519.Identity.generate()
    return AgeKey(recipient=str(identity.to_public()), identity=str(identity))


def is_recipient(text: str) -> bool:
    """Whether a text is a public key of the age format."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def key_id(public: bytes) -> str:
    """The name of a signing key: the first half of its digest."""
    return hashlib.sha256(public).hexdigest()[:32]


def hash_of_manifest(manifest: Mapping[str, Any]) -> str:
    """What the next bundle names as the one before it."""
    return hashlib.sha256(strict_json.write(manifest)).hexdigest()


def seal_bundle(
    manifest: Mapping[str, Any],
    lines: Iterable[bytes],
    *,
    signing_key: Ed25519PrivateKey,
    recipients: Sequence[str],
) -> bytes:
    """Return the bytes of a bundle; each line is an object as `strict_json` writes it. Raises BundleTooLarge."""
    if len(set(recipients)) < FEWEST_RECIPIENTS:
        raise ValueError("a bundle is encrypted to at least two keys")
    return seal(manifest, lines, signing_key=signing_key, recipients=recipients)


def seal(
    manifest: Mapping[str, Any],
    lines: Iterable[bytes],
    *,
    signing_key: Ed25519PrivateKey,
    recipients: Sequence[str],
) -> bytes:
    """The same for what travels to one centre alone, which has one key."""
    packed = _pack([strict_json.write(manifest), *lines])
    header: dict[str, strict_json.Json] = {
        "format": FORMAT,
        "signer": key_id(signing_key.public_key().public_bytes_raw()),
        "signature": signing_key.sign(packed).hex(),
    }
    content = strict_json.write(header) + b"\n" + packed
    if len(content) > LARGEST_WRITTEN:
        raise BundleTooLarge
    # in memory: on a full disk pyrage's file functions return success with a cut file
    sealed: bytes = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(key) for key in recipients])
    return sealed


def open_bundle(
    content: bytes,
    *,
    identities: Sequence[str],
    known_signers: Mapping[str, Signer],
    limits: Limits = USUAL,
) -> OpenedBundle:
    """Open a bundle with our keys and check who signed it. Raises the Refusal of the first step that fails.

    `known_signers` are by key id. The rows come later, by `OpenedBundle.rows`, each checked as it is reached.
    """
    if len(content) > limits.file_bytes:
        raise refusals.TooLarge
    header, packed = _header_of(_decrypt(content, identities), limits)
    signer = known_signers.get(header.signer)
    if signer is None:
        raise refusals.UnknownSigner
    # Not "revoked before the bundle was made": whoever stole the key also writes the date.
    if signer.is_revoked:
        raise refusals.RevokedSigner
    if not is_signed(packed, header.signature, signer.public):
        raise refusals.WrongSignature
    first = next((lines[0] for lines in _lines(packed, limits) if lines), b"")
    return OpenedBundle(
        signer=signer,
        manifest=_object(first, 1),
        manifest_hash=hashlib.sha256(first).hexdigest(),
        packed=packed,
        limits=limits,
    )


# --- the steps -------------------------------------------------------------------------------------------------


def _pack(lines: Sequence[bytes]) -> bytes:
    """Compress on all processors at once, as pigz does: the pieces are deflated apart and make one stream for gunzip."""
    pieces = [b"\n".join(lines[at : at + LINES_AT_ONCE]) + b"\n" for at in range(0, len(lines), LINES_AT_ONCE)]
    with ThreadPoolExecutor(os.cpu_count()) as processors:
        deflated = list(processors.map(_deflate, pieces))
    checksum = size = 0
    for piece in pieces:
        checksum, size = zlib.crc32(piece, checksum), size + len(piece)
    return b"".join([_GZIP_START, *deflated, _LAST_BLOCK, struct.pack("<II", checksum, size & 0xFFFFFFFF)])


def _deflate(piece: bytes) -> bytes:
    compress = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compress.compress(piece) + compress.flush(zlib.Z_SYNC_FLUSH)


def _decrypt(content: bytes, identities: Sequence[str]) -> bytes:
    if not content.startswith(AGE_START):
        raise refusals.Cut if AGE_START.startswith(content) and content else refusals.NotABundle
    try:
        ours = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
        opened: bytes = pyrage.decrypt(content, ours)
    except pyrage.DecryptError as error:
        raise _refusal_of(str(error)) from None
    return opened


def _refusal_of(said: str) -> refusals.Refusal:
    """What pyrage says, in our words. A payload that is cut and one that is altered look the same to age."""
    if "No matching keys" in said:
        return refusals.NotForUs()
    if "fill whole buffer" in said:
        return refusals.Cut()
    return refusals.Altered()


def _header_of(content: bytes, limits: Limits) -> tuple[_Header, bytes]:
    end = content.find(b"\n", 0, limits.header_bytes)
    if end < 0:
        raise refusals.NotABundle
    try:
        header = strict_json.read_object(content[:end])
    except strict_json.BadJson:
        raise refusals.NotABundle from None
    if type(header.get("format")) is not int or header["format"] < FORMAT:
        raise refusals.NotABundle
    if header["format"] > FORMAT:
        raise refusals.NewerProgram
    try:
        return _Header(signer=str(header["signer"]), signature=bytes.fromhex(header["signature"])), content[end + 1 :]
    except (KeyError, TypeError, ValueError):
        raise refusals.Unsigned from None


def _lines(packed: bytes, limits: Limits) -> Iterator[list[bytes]]:
    """Unpack the lines that end in each piece, never more in memory than a line and a piece."""
    rest = b""
    for piece in _unpacked(packed, limits):
        *whole, rest = (rest + piece).split(b"\n")
        if len(rest) > limits.line_bytes or any(len(line) > limits.line_bytes for line in whole):
            raise refusals.TooMuchInside
        yield whole
    if rest:
        raise refusals.BadContent(line=0, why="no end of line")


def _unpacked(packed: bytes, limits: Limits) -> Iterator[bytes]:
    unpack = zlib.decompressobj(_GZIP)
    waiting, total = packed, 0
    while not unpack.eof:
        try:
            piece = unpack.decompress(waiting, limits.piece_bytes)
        except zlib.error:
            raise refusals.BadContent(line=0, why="gzip") from None
        waiting = unpack.unconsumed_tail
        total += len(piece)
        too_dense = total > limits.ratio_counts_from_bytes and total > limits.ratio * len(packed)
        if total > limits.total_bytes or too_dense:
            raise refusals.TooMuchInside
        if not piece and not waiting and not unpack.eof:
            raise refusals.BadContent(line=0, why="gzip")
        yield piece
    if unpack.unused_data:
        raise refusals.BadContent(line=0, why="gzip")


def _objects(packed: bytes, limits: Limits) -> Iterator[dict[str, Any]]:
    """Read line by line; the lines of a piece that are plainly good are read together."""
    number = 1
    for lines in _lines(packed, limits):
        together = strict_json.read_together(lines)
        yield from (
            together if together is not None else (_object(line, at) for at, line in enumerate(lines, start=number))
        )
        number += len(lines)


def _object(line: bytes, number: int) -> dict[str, Any]:
    try:
        return strict_json.read_object(line)
    except strict_json.BadJson as bad:
        raise refusals.BadContent(line=number, why=bad.reason) from None
