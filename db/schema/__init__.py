"""How the tables of each compartment came to be: numbered SQL files, hand-written, frozen once released.

A step runs whole or not at all, together with the schema number (`PRAGMA user_version`). Steps never import the
program: what they did must stay true when the program has changed.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import sqlcipher3

SCHEMA = Path(__file__).resolve().parent


@cache
def steps(compartment: str) -> tuple[str, ...]:
    """Return the SQL of every step of a compartment, the first one first."""
    files = sorted((SCHEMA / compartment).glob("[0-9][0-9][0-9]_*.sql"))
    numbers = [int(file.name[:3]) for file in files]
    if numbers != list(range(1, len(files) + 1)):
        raise AssertionError(f"the steps of {compartment} are not numbered from 001 without a gap")
    return tuple(file.read_text(encoding="utf-8") for file in files)


def newest(compartment: str) -> int:
    """Return the schema number that this program knows for a compartment."""
    return len(steps(compartment))


def migrate(connection: sqlcipher3.Connection, compartment: str) -> None:
    """Bring the main database of a connection to the newest schema, one transaction a step."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for number, sql in enumerate(steps(compartment)[version:], start=version + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements(sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlcipher3.Error):  # a full disk has rolled back already; the first error is the one to tell
                connection.execute("ROLLBACK")
            raise


def statements(sql: str) -> Iterator[str]:
    """Split a script into statements: `executescript` would commit behind our back."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise AssertionError("a schema step ends in the middle of a statement")
