"""How the tables of each compartment came to be: numbered SQL files, hand-written, frozen once released.

A step of a compartment is what stands under its number in `every/` and then in its own folder. All steps that a database
lacks run whole or not at all, together with the schema number (`PRAGMA user_version`). Steps never import the program: what they did must stay
true when the program has changed.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import sqlcipher3

SCHEMA = Path(__file__).resolve().parent
EVERY = "every"  # what each compartment has: history, drafts


@cache
def steps(compartment: str) -> tuple[str, ...]:
    """Return the SQL of every step of a compartment, the first one first; "" under a number that asks nothing of it."""
    numbered: dict[int, str] = {}
    for folder in (EVERY, compartment):
        for file in sorted((SCHEMA / folder).glob("[0-9][0-9][0-9]_*.sql")):
            number = int(file.name[:3])
            numbered[number] = numbered.get(number, "") + file.read_text(encoding="utf-8")
    return tuple(numbered.get(number, "") for number in range(1, max(numbered) + 1))


@cache
def tables(compartment: str) -> frozenset[str]:
    """Return the tables that a compartment has at the newest schema."""
    there: set[str] = set()
    for step in steps(compartment):
        for made, dropped in _MADE_OR_DROPPED.findall(step):  # in their order: a step may make anew what it drops
            there = there | {made} if made else there - {dropped}
    return frozenset(there)


_MADE_OR_DROPPED = re.compile(r"^(?:CREATE (?:VIRTUAL )?TABLE (\w+)|DROP TABLE (\w+))", re.MULTILINE)


def newest(compartment: str) -> int:
    """Return the schema number that this program knows for a compartment."""
    return len(steps(compartment))


class NotWhole(Exception):
    """A database does not stand its checks with the new tables: it was damaged before, and keeps its old ones."""


def is_behind(connection: sqlcipher3.Connection, compartment: str) -> bool:
    """Say whether the main database of a connection has the tables of an older program."""
    return _number(connection) < newest(compartment)


def migrate(connection: sqlcipher3.Connection, compartment: str) -> None:
    """Bring the main database of a connection to the newest schema, in one transaction with its number.

    Raises NotWhole where its pages, its indexes or what its rows refer to do not hold then; it stays as it was.
    """
    if not is_behind(connection, compartment):
        return
    is_new = _number(connection) == 0
    connection.execute("BEGIN IMMEDIATE")
    try:
        for sql in steps(compartment)[_number(connection) :]:
            for statement in statements(sql):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {newest(compartment)}")
        if not is_new:
            _check_whole(connection)
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlcipher3.Error):  # on a full disk SQLite has already undone it; the first error is the one
            connection.execute("ROLLBACK")
        raise


def _number(connection: sqlcipher3.Connection) -> int:
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def _check_whole(connection: sqlcipher3.Connection) -> None:
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise NotWhole


def statements(sql: str) -> Iterator[str]:
    """Split a script into statements: `executescript` would commit behind our back."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlcipher3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise AssertionError("a schema step ends in the middle of a statement")
