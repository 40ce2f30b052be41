"""What is written under the house's name instead of a person's: its own signing key, and texts that wait.

A line of history that hides its author is signed by a key that everybody who opens the main database holds: it proves
that somebody of the house wrote it, and not who. What waits to get its line stands in no order, outside history.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db.history import Author
from db.vault import Change, Row, Vault

HOUSE = "house"  # who such a line names
ENTERED = "psea"  # the one thing that the house does under its own name
_KEY = "house_key"  # in the register's meta: the private key, as hexadecimal


def public_key(vault: Vault) -> bytes | None:
    """Return the key that proves lines of the house; None where it never wrote one."""
    key = _key(vault)
    return key.public_key().public_bytes_raw() if key else None


def may_be_of_house(line: Mapping[str, Any]) -> bool:
    """Say whether a line is one of those that the house signs: behind anything else somebody hides."""
    return bool(line["action"] == ENTERED and line["record_table"] == "psea_reports")


def put(vault: Vault, text_id: str, *, day: str, text: str) -> None:
    """Let a text wait; the house gets its key with the first one."""
    with vault.transaction():
        if _key(vault) is None:
            vault.put_meta({_KEY: Ed25519PrivateKey.generate().private_bytes_raw().hex()})
        vault.connection.execute(
            "INSERT INTO main.psea_waiting (id, written_on, sealed) VALUES (:id, :day, :text)",
            {"id": text_id, "day": day, "text": text},
        )


def waiting(vault: Vault, *, but_of_day: str = "") -> Mapping[str, str]:
    """Return the texts that wait by their ids, those of one day left out."""
    return dict(vault.ask("SELECT id, sealed FROM main.psea_waiting WHERE written_on <> :day", {"day": but_of_day}))


def enter(vault: Vault, rows: Sequence[Row], *, at: str, clock_suspect: bool) -> None:
    """Write the rows of texts that waited, each with a line of history of the house, and let them wait no more."""
    changes = [Change(table="psea_reports", row=row, action=ENTERED) for row in rows]
    key = _key(vault)
    if key is None:
        raise AssertionError("texts wait in a house without a key")
    with vault.transaction():
        vault.write_within(changes, by=Author(who=HOUSE, sign=key.sign), at=at, clock_suspect=clock_suspect)
        vault.connection.executemany("DELETE FROM main.psea_waiting WHERE id = ?", [(row["id"],) for row in rows])


def _key(vault: Vault) -> Ed25519PrivateKey | None:
    with suppress(ValueError):  # not a key: whoever wrote it there finds his lines unproved
        kept = bytes.fromhex(vault.meta().get(_KEY, ""))
        return Ed25519PrivateKey.from_private_bytes(kept) if kept else None
    return None
