"""Finding a person by words: an index over folded names and phonetic keys, which the program makes.

FTS5's own tokenizer does not fold ɛ ɔ ɲ ŋ, so terms come in folded already, and so do the words looked for. What they
are words of stands in columns, so that a search can be kept to some of them.
"""

from collections.abc import Iterable, Sequence

import sqlcipher3

from db.rows import Searchable

COLUMNS = ("names", "described", "kept")


def put(connection: sqlcipher3.Connection, entries: Iterable[Searchable]) -> None:
    """Keep, inside the caller's transaction, for each person the words by which she is found, and her sort key."""
    kept = list(entries)
    if not kept:  # names may be shut
        return
    connection.executemany(
        "INSERT INTO identity.searchable (person_id, sort_key, cases) VALUES (?, ?, ?)"
        " ON CONFLICT (person_id) DO UPDATE SET sort_key = excluded.sort_key, cases = excluded.cases",
        [(entry.person_id, entry.sort_key, entry.cases) for entry in kept],
    )
    connection.executemany(
        f"DELETE FROM identity.name_search WHERE rowid = {_NUMBER}", [(entry.person_id,) for entry in kept]
    )
    connection.executemany(
        f"INSERT INTO identity.name_search (rowid, names, described, kept) VALUES ({_NUMBER}, ?, ?, ?)",
        [(entry.person_id, entry.terms, entry.described, entry.kept) for entry in kept],
    )


_NUMBER = "(SELECT number FROM identity.searchable WHERE person_id = ?)"


def find(connection: sqlcipher3.Connection, asked: str, *, limit: int) -> list[str]:
    """Return the ids of the persons whom a search of `query` finds, the closest first."""
    if not asked:
        return []
    found = connection.execute(
        "SELECT s.person_id"
        " FROM identity.name_search AS n JOIN identity.searchable AS s ON s.number = n.rowid"
        " WHERE n.name_search MATCH ? ORDER BY n.rank LIMIT ?",
        (asked, limit),
    )
    return [person_id for (person_id,) in found]


def everybody(connection: sqlcipher3.Connection) -> list[tuple[str, str]]:
    """Return every person who is found in a file, with the name she is sorted by."""
    found = connection.execute(
        "SELECT person_id, sort_key FROM identity.searchable WHERE cases <> '' ORDER BY person_id"
    )
    return [tuple(row) for row in found]


def query(words: Iterable[Iterable[str]], *, within: Sequence[str] = COLUMNS) -> str:
    """Return a search as FTS5 reads it; "" for no words.

    `words` gives the forms of every typed word (folded, phonetic key), one of which must be there; a form that ends in *
    is a beginning.
    """
    forms_of_each = [" OR ".join(_term(form) for form in forms if form) for forms in words]
    asked = " AND ".join(f"({forms})" for forms in forms_of_each if forms)
    if not asked or tuple(within) == COLUMNS:
        return asked
    return f"{{{' '.join(within)}}} : ({asked})"


def _term(form: str) -> str:
    word = form.removesuffix("*").replace('"', "")
    return f'"{word}"*' if form.endswith("*") else f'"{word}"'
