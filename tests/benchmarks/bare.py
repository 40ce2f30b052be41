"""The plain peers' database: one bare sqlcipher3 connection to the same files with the same pragmas, and nothing more."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

import sqlcipher3

from centre_app.register import Register
from db.vault import MAIN

PRAGMAS = ("journal_mode = TRUNCATE", "synchronous = EXTRA", "secure_delete = ON", "cache_size = -16384")


@contextmanager
def connection(register: Register) -> Iterator[sqlcipher3.Connection]:
    """Open a register's files as anyone with the keys would, every compartment attached."""
    keys = register.keys.sqlcipher_keys()
    with closing(sqlcipher3.connect(str(register.folder / f"{MAIN}.db"), isolation_level=None)) as bare:
        bare.execute(f'PRAGMA key = "{keys[MAIN].decode("ascii")}"')
        bare.execute("PRAGMA temp_store = MEMORY")
        for compartment, key in keys.items():
            name = "main" if compartment == MAIN else compartment
            if compartment != MAIN:
                file = str(register.folder / f"{compartment}.db")
                bare.execute(f"ATTACH DATABASE ? AS {compartment} KEY ?", (file, key))
            for pragma in PRAGMAS:
                bare.execute(f"PRAGMA {name}.{pragma}").fetchall()
        yield bare


class Recorder:
    """Stands in for a vault's connection and writes down each statement, so that the peer can run the very same."""

    def __init__(self, real: sqlcipher3.Connection) -> None:
        self.statements: list[tuple[str, str, Any]] = []
        self._real = real

    def execute(self, sql: str, parameters: Any = ()) -> Any:
        self.statements.append(("execute", sql, parameters))
        return self._real.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Sequence[Any]) -> Any:
        self.statements.append(("executemany", sql, parameters))
        return self._real.executemany(sql, parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


@contextmanager
def recording(register: Register) -> Iterator[list[tuple[str, str, Any]]]:
    """Collect the statements that a register's vault runs meanwhile."""
    recorder = Recorder(register.vault.connection)
    vault: Any = register.vault
    vault._connection = recorder
    try:
        yield recorder.statements
    finally:
        vault._connection = recorder._real


def run(bare: sqlcipher3.Connection, statements: Sequence[tuple[str, str, Any]]) -> None:
    """Run recorded statements and read all that they answer, as plain tuples."""
    for way, sql, parameters in statements:
        answer = getattr(bare, way)(sql, parameters)
        if way == "execute":
            answer.fetchall()
