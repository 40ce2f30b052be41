"""The few cryptographic acts that keys are made of. Nothing here is invented: each is a call or two of `cryptography`.

    box      AES-256-GCM under a 32-byte key, a random nonce before it
    wrap     HPKE, X25519 / HKDF-SHA256 / AES-256-GCM, to somebody's public key
    stretch  Argon2id, from a passphrase to a 32-byte key

What a box or a wrapping is for goes in as its context, so that none can be moved to another place and still open.
"""

import secrets
import time
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.errors import DoesNotOpen, KeyFileDamaged, NotEnoughMemory
from db.key_content import MOST_PASSES, Argon2Cost

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16

_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def random_bytes(length: int) -> bytes:
    """Return new random bytes: a salt, for one."""
    return secrets.token_bytes(length)


def random_key() -> bytearray:
    """Return a new key, wipeable."""
    return bytearray(random_bytes(KEY_BYTES))


def wipe(secret: bytearray) -> None:
    """Overwrite a secret where it stands in memory."""
    secret[:] = bytes(len(secret))


def shut(key: bytes | bytearray, content: bytes | bytearray, context: bytes) -> bytes:
    """Return a box that the same key and context open."""
    nonce = random_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, context)


def open_box(key: bytes | bytearray, box: bytes, context: bytes) -> bytearray:
    """Return what is in a box, wipeable. Raises DoesNotOpen."""
    if len(box) < NONCE_BYTES + TAG_BYTES:
        raise DoesNotOpen
    content = bytearray(len(box) - NONCE_BYTES - TAG_BYTES)
    try:
        AESGCM(key).decrypt_into(box[:NONCE_BYTES], box[NONCE_BYTES:], context, content)
    except InvalidTag:
        raise DoesNotOpen from None
    return content


def wrap(secret: bytes | bytearray, public: bytes, context: bytes) -> bytes:
    """Return a secret that only the holder of the private key can read, in this context."""
    return _HPKE.encrypt(secret, X25519PublicKey.from_public_bytes(public), info=context)


def unwrap(sealed: bytes, private: X25519PrivateKey, context: bytes) -> bytearray:
    """Return a wrapped secret. Raises DoesNotOpen."""
    try:
        return bytearray(_HPKE.decrypt(sealed, private, info=context))
    except InvalidTag:
        raise DoesNotOpen from None


def derive(key: bytes | bytearray, purpose: bytes) -> bytes:
    """Return another key for one purpose, from which the first cannot be found."""
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(key)


def is_signed(content: bytes, signature: bytes, public: bytes) -> bool:
    """Whether a signature over the content is that of the key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_signed_by_one_of(content: bytes, signature: bytes, publics: Iterable[bytes]) -> bool:
    """Whether a signature is that of one of these keys: somebody's present one, or one she had before."""
    return any(is_signed(content, signature, public) for public in publics)


def stretch(passphrase: str, salt: bytes, cost: Argon2Cost) -> bytearray:
    """Return the key that a passphrase gives, whichever way its accents were typed.

    Raises KeyFileDamaged for a cost that no register has, NotEnoughMemory when the machine has not enough.
    """
    if not cost.is_bearable():
        raise KeyFileDamaged
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    key = bytearray(KEY_BYTES)
    try:
        Argon2id(
            salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
        ).derive_into(typed, key)
    except MemoryError:
        raise NotEnoughMemory from None
    return key


def calibrate(
    *, seconds: float = 1.0, least: Argon2Cost | None = None, clock: Callable[[], float] = time.perf_counter
) -> Argon2Cost:
    """Return a cost that takes this machine about so many seconds, and never less than `least`.

    Only the passes grow: 64 MiB is what an old laptop can spare, and more would not make it open faster elsewhere.
    """
    cost = least or Argon2Cost()
    start = clock()
    stretch("calibration", bytes(16), cost)
    each_pass = max(clock() - start, 1e-6) / cost.passes
    return replace(cost, passes=max(cost.passes, min(round(seconds / each_pass), MOST_PASSES)))
