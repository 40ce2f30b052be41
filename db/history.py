"""The line that every write leaves behind: who, when, which record, what it was and how it stands; chained and signed.

The chain hashes salted commitments, not values: one to the old answers (`was`, `salt`, `commitment`), one to the whole
row as the change left it (`row_salt`, `row_commitment`; a line without the latter is of something seen, not changed).
Erasing `was` and the salts when somebody is anonymised leaves a chain that still verifies; the second salt follows from
the first, not the other way, so that old answers can be erased and the row still be held to its line. The hash covers
the line before, the signature covers the hash.

`heads` names the last lines of the other compartments that were open: where the end of one history is cut off, another
still tells of it. Only lines of what was seen, printed or sent carry it; a save stays as cheap as it was.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeGuard

import sqlcipher3

Position = tuple[int, bytes]  # number and hash of a line

FIRST = bytes(32)  # what the first line names as the one before it
SALT_BYTES = 16
COLUMNS = (
    "seq", "at", "clock_suspect", "who", "action", "record_table", "record_id", "rev",
    "was", "salt", "commitment", "row_salt", "row_commitment", "heads", "previous", "hash", "signature",
)  # fmt: skip
IN_BYTES = ("salt", "commitment", "row_salt", "row_commitment", "previous", "hash", "signature")
MAY_BE_NONE = ("record_table", "record_id", "rev", "was", "salt", "row_salt", "row_commitment", "heads")
# made once: json.dumps would make them anew for each line
_SAID = json.JSONEncoder(ensure_ascii=False)
_ROW = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who writes: the staff id that history names, and her key's signature over 32 bytes."""

    who: str
    sign: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one line is about.

    `was` holds the old value of each changed column and `row` the whole row as it stands now; a view or a print has none.
    """

    action: str
    record_table: str | None = None
    record_id: str | None = None
    rev: int | None = None
    was: Mapping[str, Any] | None = None
    row: Mapping[str, Any] | None = field(default=None, repr=False)


def append(
    connection: sqlcipher3.Connection,
    compartment: str,
    entry: Entry,
    *,
    by: Author,
    at: str,
    clock_suspect: bool,
    heads: Mapping[str, Position] = MappingProxyType({}),
) -> None:
    """Add one line to a compartment's history, inside the caller's transaction. `heads` are those of other histories."""
    seq, previous = head(connection, compartment)
    was = json.dumps(entry.was, ensure_ascii=False, sort_keys=True) if entry.was is not None else None
    salt = secrets.token_bytes(SALT_BYTES)
    row_salt = salt_for_row(salt) if entry.row is not None else None
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
        "row_salt": row_salt,
        "row_commitment": commitment_to_row(entry.row, row_salt) if entry.row is not None and row_salt else None,
        "heads": _heads_as_text(heads),
        "previous": previous,
    }
    line["hash"] = hash_of(line)
    line["signature"] = by.sign(line["hash"])
    connection.execute(
        f"INSERT INTO {compartment}.history ({', '.join(COLUMNS)})"
        f" VALUES ({', '.join(':' + column for column in COLUMNS)})",
        line,
    )


def _heads_as_text(heads: Mapping[str, Position]) -> str | None:
    return _ROW.encode({name: [seq, octets.hex()] for name, (seq, octets) in heads.items() if seq}) if heads else None


def heads_in(text: str | None) -> dict[str, Position]:
    """Return the last lines of other histories that a line names."""
    return {name: (seq, bytes.fromhex(said)) for name, (seq, said) in json.loads(text or "{}").items()}


def head(connection: sqlcipher3.Connection, compartment: str) -> Position:
    """Return the number and hash of the last line; (0, 32 zero bytes) of an empty history."""
    row = connection.execute(f"SELECT seq, hash FROM {compartment}.history ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, FIRST)


def commitment_to(was: str | None, salt: bytes) -> bytes:
    """Return what the chain keeps of the old values: it tells nothing without the salt."""
    return hashlib.sha256(salt + (was or "").encode()).digest()


def salt_for_row(salt: bytes) -> bytes:
    """Return the salt of the row's commitment, which does not give away the one that it is made from."""
    return hashlib.sha256(b"row" + salt).digest()[:SALT_BYTES]


def commitment_to_row(row: Mapping[str, Any], salt: bytes) -> bytes:
    """Return what the chain keeps of a row as it stands.

    Columns without a value are left out, so that a column which a later schema adds changes no commitment.
    """
    filled = {column: value for column, value in row.items() if value is not None}
    return hashlib.sha256(salt + _ROW.encode(filled).encode()).digest()


def hash_of(line: Mapping[str, Any]) -> bytes:
    """Return the hash of a line: of the line before it, and of all that it says save the values themselves."""
    said = [
        line["seq"], line["at"], line["clock_suspect"], line["who"], line["action"],
        line["record_table"], line["record_id"], line["rev"], line["commitment"].hex(),
        line["row_commitment"].hex() if line["row_commitment"] is not None else None, line["heads"],
    ]  # fmt: skip
    return hashlib.sha256(line["previous"] + _SAID.encode(said).encode()).digest()


def faults_in(lines: Iterable[Mapping[str, Any]], *, after: Position = (0, FIRST)) -> Iterator[int]:
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
    if line["row_commitment"] is None and line["row_salt"] is not None:
        return False
    if line["was"] is None and line["salt"] is None:
        return True
    salt = line["salt"]
    return (
        _is_salt(salt)
        and bool(line["commitment"] == commitment_to(line["was"], salt))
        and (line["row_commitment"] is None or bool(line["row_salt"] == salt_for_row(salt)))
    )


def holds_row(row: Mapping[str, Any], salt: bytes | None, commitment: bytes) -> bool:
    """Say whether a row stands as its line left it; without the salt nothing can be said for it."""
    return _is_salt(salt) and commitment_to_row(row, salt) == commitment


def _is_salt(salt: bytes | None) -> TypeGuard[bytes]:
    return isinstance(salt, bytes) and len(salt) == SALT_BYTES
