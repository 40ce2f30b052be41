"""The contents of papers: bytes in parts, in the compartment of the paper that they belong to, beside its row.

They are written in the transaction of the paper's row and read when somebody looks at it. History holds the paper's
digest with its row, and never the bytes; a bundle holds neither.
"""

import hashlib
from collections.abc import Iterable, Iterator

from db.rows import Content
from db.vault import Vault

TABLE = "paper_contents"
PICTURE = 0  # the small picture for lists; the paper itself begins behind it
PART_BYTES = 1024 * 1024


def put(vault: Vault, contents: Iterable[Content]) -> None:
    """Write the contents of papers, inside the caller's transaction; a paper has its content once and for all."""
    for content in contents:
        whole = content.whole
        parts = [content.picture, *(whole[start : start + PART_BYTES] for start in range(0, len(whole), PART_BYTES))]
        vault.connection.executemany(
            f"INSERT INTO {_place(vault, content.table)} (paper_id, part, content) VALUES (?, ?, ?)",
            [(content.paper_id, number, part) for number, part in enumerate(parts)],
        )


def picture(vault: Vault, table: str, paper_id: str) -> bytes | None:
    """Return the small picture of a paper that stands in that table; None where the content is not here."""
    found = vault.ask(
        f"SELECT content FROM {_place(vault, table)} WHERE paper_id = ? AND part = ?", (paper_id, PICTURE)
    )
    return bytes(found[0][0]) if found else None


def whole(vault: Vault, table: str, paper_id: str) -> bytes | None:
    """Return the content of a paper; None where it is not here: at headquarters there is the row alone."""
    found = vault.ask(
        f"SELECT content FROM {_place(vault, table)} WHERE paper_id = ? AND part > ? ORDER BY part",
        (paper_id, PICTURE),
    )
    return b"".join(bytes(part) for (part,) in found) if found else None


def altered(vault: Vault, table: str, centre_id: str) -> Iterator[str]:
    """Yield the ids of a centre's own papers whose content is gone, or is not what their rows tell of it."""
    told = ("id", "sha256", "picture_sha256")
    for row in vault.select(table, {"centre_id": centre_id}, with_void=True, columns=told):
        kept = whole(vault, table, row["id"]), picture(vault, table, row["id"])
        digests = [hashlib.sha256(content).hexdigest() for content in kept if content is not None]
        if row["sha256"] and digests != [row["sha256"], row["picture_sha256"]]:
            yield row["id"]


def _place(vault: Vault, table: str) -> str:
    """Return the contents' table as SQL wants it, in the compartment of the papers' own table."""
    compartment, _, _ = vault.place_of(table).partition(".")
    return f"{compartment}.{TABLE}"
