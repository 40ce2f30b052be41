"""What a person's passphrase opens, found out without the program: json, cryptography and sqlcipher3, nothing of ours.

    python -m tests.proof.bare_keys FOLDER PERSON      asks for her passphrase, says which databases open

Written from the page in db/key_content.py alone. It believes no signature and asks no rule: her private key is tried on
every envelope of the file, whoever it is addressed to, each key that is found on every box, and every key on every
database. What it does not open, no tool opens with that passphrase.
"""

import getpass
import json
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import sqlcipher3
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NAME = "keys.json"
NONCE_BYTES = 12
SIGNS, CODE_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 26  # of a recovery sheet; two more are its check
HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class PassphraseOpensNothing(Exception):
    """Nobody of that name has a slot that this passphrase opens."""


def keys_of(key_file: dict, person: str, passphrase: str) -> set[bytes]:
    """Return every compartment key that somebody's passphrase leads to, present, coming or former."""
    return keys_behind(key_file, private_key(key_file, person, passphrase))


def keys_behind_paper(key_file: dict, code: str) -> set[bytes]:
    """Return the same for the code of a recovery sheet."""
    number = 0
    for sign in code.replace("-", "")[:CODE_SIGNS]:
        number = number << 5 | SIGNS.index(sign)
    info = context_of(key_file, "recovery", "paper", 0)
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(number.to_bytes(16, "big"))
    return keys_behind(key_file, X25519PrivateKey.from_private_bytes(derived))


def keys_behind(key_file: dict, private: X25519PrivateKey) -> set[bytes]:
    """Try a private key on every envelope, and what it finds on every box."""
    keys = {key for sealed, info in envelopes(key_file) if (key := unwrapped(private, sealed, info))}
    while more := {key for key in behind(key_file, keys) if key not in keys}:
        keys |= more
    return keys


def private_key(key_file: dict, person: str, passphrase: str) -> X25519PrivateKey:
    """Return her private key; `person` is her id or the name shown. Raises PassphraseOpensNothing."""
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8")
    for slot in key_file["people"]:
        if person not in (slot["id"], slot["shown"]) or slot["passphrase"] is None:
            continue
        salt, cost = slot["passphrase"]["salt"], slot["passphrase"]["cost"]
        key = Argon2id(
            salt=bytes.fromhex(salt),
            length=32,
            iterations=cost["passes"],
            lanes=cost["lanes"],
            memory_cost=cost["memory_kib"],
        ).derive(typed)
        said = {"register": key_file["register"]["id"], "person": slot["id"], "salt": salt, "cost": cost}
        context = canonical({**said, "agreement": slot["agreement"], "signing": slot["signing"]})
        if octets := unboxed(key, slot["passphrase"]["box"], context):
            return X25519PrivateKey.from_private_bytes(octets[:32])
    raise PassphraseOpensNothing


def envelopes(key_file: dict) -> Iterator[tuple[bytes, bytes]]:
    """Yield everything that is sealed to anybody, with what it says it is for."""
    recovery = key_file["recovery"]
    for slot in [*key_file["people"], *recovery["paper"], *recovery["headquarters"]]:
        for what, wrapped in (("compartment", slot["wrapped"]), ("own", slot["own"])):
            for name, several in wrapped.items():
                for one in several:
                    yield bytes.fromhex(one["sealed"]), context_of(key_file, what, name, one["generation"])


def behind(key_file: dict, keys: set[bytes]) -> Iterator[bytes]:
    """Yield the former keys that lie in boxes which one of these keys opens."""
    for name, entry in key_file["compartments"].items():
        for former in entry["former"]:
            context = context_of(key_file, "former", name, former["generation"])
            for key in keys:
                if octets := unboxed(key, former["box"], context):
                    yield octets


def unwrapped(private: X25519PrivateKey, sealed: bytes, info: bytes) -> bytes | None:
    try:
        return HPKE.decrypt(sealed, private, info=info)
    except InvalidTag:
        return None


def unboxed(key: bytes, box: str, context: bytes) -> bytes | None:
    octets = bytes.fromhex(box)
    try:
        return AESGCM(key).decrypt(octets[:NONCE_BYTES], octets[NONCE_BYTES:], context)
    except InvalidTag:
        return None


def context_of(key_file: dict, what: str, name: str, generation: int) -> bytes:
    register = key_file["register"]["id"]
    return canonical({"register": register, "what": what, "name": name, "generation": generation})


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


# --- databases ---------------------------------------------------------------------------------------------------


def opened(folder: Path, keys: set[bytes]) -> set[str]:
    """Return the names of the databases of a register that any of the keys opens; every key is tried on each."""
    key_file = read(folder)
    salts = {bytes.fromhex(entry["salt"]) for entry in key_file["compartments"].values()}
    return {
        path.stem
        for path in sorted(folder.glob("*.db"))
        if any(is_opened(path, key, salt) for key in keys for salt in salts if len(key) == 32)
    }


def is_opened(path: Path, key: bytes, salt: bytes) -> bool:
    """Whether SQLCipher reads the tables of a database with this key, and content out of one of them."""
    with closing(sqlcipher3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it tells of each key that does not open
        connection.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
        try:
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            connection.execute("SELECT * FROM history LIMIT 1").fetchall()
        except sqlcipher3.dbapi2.DatabaseError:
            return False
        return tables > 0


def read(folder: Path) -> dict:
    return json.loads((folder / NAME).read_bytes())


def main(arguments: list[str]) -> int:
    folder, person = Path(arguments[0]).absolute(), arguments[1]
    keys = keys_of(read(folder), person, getpass.getpass("Passphrase: "))
    for name in sorted(opened(folder, keys)):
        sys.stdout.write(f"{name}.db opens\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
