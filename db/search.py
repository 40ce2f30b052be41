"""Finding a person by words: an index over folded names and phonetic keys, which the program makes.

FTS5's own tokenizer does not fold ɛ ɔ ɲ ŋ, so terms come in folded already, and so do the words looked for. What they
are words of stands in columns, so that a search can be kept to some of them.
"""

import json
from collections.abc import Collection, Iterable, Sequence

import sqlcipher3

from db.rows import Searchable

COLUMNS = ("names", "described", "kept")


def put(connection: sqlcipher3.Connection, entries: Iterable[Searchable]) -> None:
    """Keep, inside the caller's transaction, for each person the words by which she is found, and her sort key."""
    kept = list(entries)
    if not kept:  # names may be shut
        return
    connection.executemany(
        "INSERT INTO identity.searchable (person_id, sort_key, cases, sound) VALUES (?, ?, ?, ?) ON CONFLICT (person_id)"
        " DO UPDATE SET sort_key = excluded.sort_key, cases = excluded.cases, sound = excluded.sound",
        [(entry.person_id, entry.sort_key, entry.cases, entry.sound) for entry in kept],
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


def sounding(connection: sqlcipher3.Connection, sounds: Collection[str]) -> list[tuple[str, str]]:
    """Return who is found in a file under a name that sounds like one of these, each as the sound and her id."""
    found = connection.execute(
        "SELECT sound, person_id FROM identity.searchable"
        " WHERE sound IN (SELECT value FROM json_each(?)) AND cases <> ''",
        (json.dumps(list(sounds)),),
    )
    return [tuple(row) for row in found]


def sounding_alike(connection: sqlcipher3.Connection) -> list[tuple[str, str]]:
    """Return everybody whose name sounds like somebody else's, each as the sound and her id."""
    found = connection.execute(
        "SELECT sound, person_id FROM identity.searchable WHERE cases <> '' AND sound IN (SELECT sound"
        " FROM identity.searchable WHERE sound <> '' AND cases <> '' GROUP BY sound HAVING COUNT(*) > 1)"
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
