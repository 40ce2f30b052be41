"""What a transfer needs of the databases: rows of another house put in with a line of our own, and what is erased for good.

Both leave a line of history for every row: history vouches for each row that stands here, whoever wrote it first. Erasing
takes the old values and the salts out of all earlier lines, by which anything could be read or guessed; the chain
hashes neither, so it still holds, and the new line vouches for what is left. The revision stays: nothing new was said.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from db import papers
from db.history import Author, Entry
from db.vault import Row, Vault

ABOUT_HER = (  # of a draft: which file it belongs to, which record it will be, and what it names
    "case_id IN (SELECT value FROM json_each(:all)) OR record_id IN (SELECT value FROM json_each(:all))"
    " OR EXISTS (SELECT 1 FROM json_each(:all) WHERE instr(answers, value) > 0)"
)
TAKEN, ERASED, RETURNED = "take_over", "hand_over", "words_back"  # what history calls them


def put_rows(vault: Vault, table: str, rows: Sequence[Row], *, by: Author, at: str, clock_suspect: bool) -> None:
    """Put whole rows in as they are, each with a line, inside the caller's transaction."""
    if rows:
        vault.upsert(table, rows)
        _leave_lines(vault, table, rows, TAKEN, by=by, at=at, clock_suspect=clock_suspect)


def put_contents(vault: Vault, table: str, parts: Mapping[str, Sequence[bytes]]) -> None:
    """Put in what papers hold, the small picture first, inside the caller's transaction; what is here stays."""
    compartment, _, _ = vault.place_of(table).partition(".")
    vault.connection.executemany(
        f"INSERT OR IGNORE INTO {compartment}.{papers.TABLE} (paper_id, part, content) VALUES (?, ?, ?)",
        [(paper_id, number, part) for paper_id, of_one in parts.items() for number, part in enumerate(of_one)],
    )


def erase(
    vault: Vault,
    table: str,
    rows: Sequence[Row],
    *,
    by: Author,
    at: str,
    clock_suspect: bool,
    action: str = ERASED,
) -> None:
    """Put rows in place of those that said more, and forget what these said, inside the caller's transaction."""
    if rows:
        forget_former(vault, table, rows)
        _leave_lines(vault, table, rows, action, by=by, at=at, clock_suspect=clock_suspect)


def forget_former(vault: Vault, table: str, rows: Sequence[Row]) -> None:
    """Do the same and leave no line yet: the caller writes one for each row, inside its own transaction."""
    vault.upsert(table, rows)
    compartment, _, _ = vault.place_of(table).partition(".")
    for histories in ("history", "received_history"):
        vault.connection.execute(
            f"UPDATE {compartment}.{histories} SET was = NULL, salt = NULL, row_salt = NULL"
            " WHERE record_table = :table AND record_id IN (SELECT value FROM json_each(:ids))"
            " AND (was IS NOT NULL OR salt IS NOT NULL OR row_salt IS NOT NULL)",
            {"table": table, "ids": _ids(row["id"] for row in rows)},
        )
    vault.connection.execute(
        f"DELETE FROM {compartment}.return_salts WHERE record_id IN (SELECT value FROM json_each(?))",
        (_ids(row["id"] for row in rows),),
    )


def erase_beside(vault: Vault, cases: Collection[str], records: Collection[str], papers_of: Collection[str]) -> None:
    """Forget drafts about these files and records, and what papers held, in every open compartment; the same transaction.

    A draft of something else that names one of them by its id is about her too.
    """
    told = {"all": _ids({*cases, *records}), "papers": _ids(papers_of)}
    for compartment in vault.compartments:
        place = vault.schema_name(compartment)
        vault.connection.execute(
            f"DELETE FROM {place}.drafts WHERE {ABOUT_HER}",
            told,
        )
        if vault.ask(f"SELECT 1 FROM {place}.sqlite_master WHERE name = ?", (papers.TABLE,)):
            vault.connection.execute(
                f"DELETE FROM {place}.{papers.TABLE} WHERE paper_id IN (SELECT value FROM json_each(:papers))", told
            )


def forget_words(vault: Vault) -> None:
    """Write the index of words anew: a word taken out of it stays in its pages until then. The same transaction."""
    if vault.has_table("name_search"):
        vault.connection.execute("INSERT INTO identity.name_search (name_search) VALUES ('optimize')")


def _leave_lines(
    vault: Vault, table: str, rows: Iterable[Row], action: str, *, by: Author, at: str, clock_suspect: bool
) -> None:
    compartment = vault.place_of(table).partition(".")[0].replace("main", "centre")
    entries = [Entry(action=action, record_table=table, record_id=row["id"], rev=row["rev"], row=row) for row in rows]
    vault.note_within(compartment, *entries, by=by, at=at, clock_suspect=clock_suspect)


def _ids(ids: Iterable[str]) -> str:
    return json.dumps(sorted(ids))
