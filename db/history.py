"""The line that every write leaves behind: who, when, which record, what it was before; chained and signed.

The chain hashes a salted commitment to the old values, not the values: erasing `was` and `salt` when somebody is
anonymised leaves a chain that still verifies. The hash covers the line before, the signature covers the hash.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlcipher3

FIRST = bytes(32)  # what the first line names as the one before it
SALT_BYTES = 16
COLUMNS = (
    "seq", "at", "clock_suspect", "who", "action", "record_table", "record_id", "rev",
    "was", "salt", "commitment", "previous", "hash", "signature",
)  # fmt: skip
_SAID = json.JSONEncoder(ensure_ascii=False)  # made once: json.dumps would make it anew for each line
IN_BYTES = ("salt", "commitment", "previous", "hash", "signature")


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who writes: the staff id that history names, and her key's signature over 32 bytes."""

    who: str
    sign: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one line is about. `was` holds the old value of each changed column; a view or a print has none."""

    action: str
    record_table: str | None = None
    record_id: str | None = None
    rev: int | None = None
    was: Mapping[str, Any] | None = None


def append(
    connection: sqlcipher3.Connection, compartment: str, entry: Entry, *, by: Author, at: str, clock_suspect: bool
) -> None:
    """Add one line to a compartment's history, inside the caller's transaction."""
    seq, previous = head(connection, compartment)
    was = json.dumps(entry.was, ensure_ascii=False, sort_keys=True) if entry.was is not None else None
    salt = secrets.token_bytes(SALT_BYTES)
    line: dict[str, Any] = {
        "seq": seq + 1,
        "at": at,
        "clock_suspect": int(clock_suspect),
        "who": by.who,
        "action": entry.action,
        "record_table": entry.record_table,
        "record_id": entry.record_id,
        "rev": entry.rev,
        "was": was,
        "salt": salt,
        "commitment": commitment_to(was, salt),
        "previous": previous,
    }
    line["hash"] = hash_of(line)
    line["signature"] = by.sign(line["hash"])
    connection.execute(
        f"INSERT INTO {compartment}.history ({', '.join(COLUMNS)})"
        f" VALUES ({', '.join(':' + column for column in COLUMNS)})",
        line,
    )


def head(connection: sqlcipher3.Connection, compartment: str) -> tuple[int, bytes]:
    """Return the number and hash of the last line; (0, 32 zero bytes) of an empty history."""
    row = connection.execute(f"SELECT seq, hash FROM {compartment}.history ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, FIRST)


def commitment_to(was: str | None, salt: bytes) -> bytes:
    """Return what the chain keeps of the old values: it tells nothing without the salt."""
    return hashlib.sha256(salt + (was or "").encode()).digest()


def hash_of(line: Mapping[str, Any]) -> bytes:
    """Return the hash of a line: of the line before it, and of all that it says save the old values themselves."""
    said = [
        line["seq"], line["at"], line["clock_suspect"], line["who"], line["action"],
        line["record_table"], line["record_id"], line["rev"], line["commitment"].hex(),
    ]  # fmt: skip
    return hashlib.sha256(line["previous"] + _SAID.encode(said).encode()).digest()


def faults_in(lines: Iterable[Mapping[str, Any]], *, after: tuple[int, bytes] = (0, FIRST)) -> Iterator[int]:
    """Yield the number of each line that does not follow from the one before it, or whose values were altered."""
    seq, previous = after
    for line in lines:
        sound = (
            line["seq"] == seq + 1
            and line["previous"] == previous
            and line["hash"] == hash_of(line)
            and _holds_its_values(line)
        )
        if not sound:
            yield line["seq"]
        seq, previous = line["seq"], line["hash"]


def _holds_its_values(line: Mapping[str, Any]) -> bool:
    """Say whether the old values are those committed to, or erased together with their salt.

    The salt has one length: else its end could be moved into the values, and the commitment would still hold.
    """
    if line["was"] is None and line["salt"] is None:
        return True
    has_salt = isinstance(line["salt"], bytes) and len(line["salt"]) == SALT_BYTES
    return has_salt and bool(line["commitment"] == commitment_to(line["was"], line["salt"]))
