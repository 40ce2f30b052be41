"""Finding a person by words: an index over folded names and phonetic keys, which the program makes.

FTS5's own tokenizer does not fold ɛ ɔ ɲ ŋ, so terms come in folded already, and so do the words looked for.
"""

from collections.abc import Iterable

import sqlcipher3


def put(connection: sqlcipher3.Connection, entries: Iterable[tuple[str, str, str]]) -> None:
    """Keep, inside the caller's transaction, for each person (id, words, sort key) the words by which she is found."""
    kept = list(entries)
    if not kept:  # names may be shut
        return
    connection.executemany(
        "INSERT INTO identity.searchable (person_id, sort_key) VALUES (?, ?)"
        " ON CONFLICT (person_id) DO UPDATE SET sort_key = excluded.sort_key",
        [(person_id, sort_key) for person_id, _, sort_key in kept],
    )
    connection.executemany(
        f"DELETE FROM identity.name_search WHERE rowid = {_NUMBER}", [(person_id,) for person_id, _, _ in kept]
    )
    connection.executemany(
        f"INSERT INTO identity.name_search (rowid, terms) VALUES ({_NUMBER}, ?)",
        [(person_id, terms) for person_id, terms, _ in kept],
    )


_NUMBER = "(SELECT number FROM identity.searchable WHERE person_id = ?)"


def find(connection: sqlcipher3.Connection, words: Iterable[Iterable[str]], *, limit: int) -> list[str]:
    """Return the ids of persons whose terms hold, for each word looked for, one of its forms; the closest first.

    `words` gives the forms of every typed word (folded, phonetic key); a form that ends in * is a beginning.
    """
    asked = query(words)
    if not asked:
        return []
    found = connection.execute(
        "SELECT s.person_id"
        " FROM identity.name_search AS n JOIN identity.searchable AS s ON s.number = n.rowid"
        " WHERE n.name_search MATCH ? ORDER BY n.rank LIMIT ?",
        (asked, limit),
    )
    return [person_id for (person_id,) in found]


def query(words: Iterable[Iterable[str]]) -> str:
    """Return the same search as FTS5 reads it, for a query that joins it to other tables; "" for no words."""
    asked = [" OR ".join(_term(form) for form in forms if form) for forms in words]
    return " AND ".join(f"({word})" for word in asked if word)


def _term(form: str) -> str:
    word = form.removesuffix("*").replace('"', "")
    return f'"{word}"*' if form.endswith("*") else f'"{word}"'
