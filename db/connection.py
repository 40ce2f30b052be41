"""One encrypted connection: the pragmas that keep a saved line saved, and the checks before anything is trusted.

Each setting answers something that was tried and went wrong; the reasons are in the manual's chapter on the lock.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import sqlcipher3

from db import disk_health, schema
from db.errors import (
    DamagedCompartment,
    DiskFailing,
    DiskFull,
    DriveGone,
    FileAlreadyThere,
    MissingCompartment,
    NewerRegister,
    NotARegister,
    ReadOnlyDisk,
    RegisterBusy,
)
from db.files import disk_problems, write_new

APPLICATION_ID = 0x52_45_47_31  # "REG1": tells our databases from any other SQLCipher file
PAGE_BYTES = 4096
CACHE_KIB = 16 * 1024
STATEMENTS_KEPT = 256  # after: of the usual 100, the often used never leave, and the pages of a day push each other out
BUSY_MILLISECONDS = 5_000
PLAIN_HEADER = b"SQLite format 3\x00"

KEY = re.compile(rb"x'[0-9a-f]{96}'")  # 32 bytes of key and 16 of salt, as SQLCipher takes them raw


class Unreadable(Exception):
    """SQLite met pages that are not what was written; which file they are in, the caller finds out."""


# after: sqlcipher3 binds None and bytes through a slow path unless they have an adapter of their own
sqlcipher3.register_adapter(type(None), lambda nothing: nothing)
sqlcipher3.register_adapter(bytes, lambda octets: octets)


def create_database(path: Path, key: bytes, compartment: str) -> None:
    """Make one compartment's database, at the newest schema.

    Raises FileAlreadyThere where a file stands already, or another DiskProblem.
    """
    check_key(key)
    if path.exists():
        raise FileAlreadyThere
    with disk_problems(path.parent):
        write_new(path, b"")  # SQLite would follow a link, and take a file that somebody else has just put there
    with closing(_connect(path, key)) as connection, translated_errors():
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        make_durable(connection, "main")
        schema.migrate(connection, compartment)


def open_alone(path: Path, key: bytes, compartment: str) -> sqlcipher3.Connection:
    """Open one compartment over a connection of its own, checked: for `VACUUM INTO`, rekeying, integrity, migration."""
    check_file(path, compartment)
    connection = _connect(path, key)
    with closing_on_error(connection):
        check_database(connection, "main", compartment)
        make_durable(connection, "main")
    return connection


def open_unchecked(path: Path, key: bytes) -> sqlcipher3.Connection:
    """Open a database that is known to be damaged, to read what is left of it; nothing is written by it."""
    connection = _connect(path, key)
    with closing_on_error(connection), translated_errors():
        connection.execute("PRAGMA query_only = ON")
    return connection


def check_file(path: Path, compartment: str) -> None:
    """Refuse what cannot be one of our databases before SQLite touches it: missing, cut, empty or in the clear.

    Closing the file here ends every POSIX lock that this process has on it. The register's own lock keeps other programs
    out, and connections of this one know of each other without the system, so nothing is unguarded meanwhile.
    """
    try:
        with disk_problems(path.parent), path.open("rb") as file:
            start = file.read(len(PLAIN_HEADER))
            size = file.seek(0, os.SEEK_END)
    except DriveGone:
        if not os.path.isdir(path.parent):
            raise
        raise MissingCompartment(compartment) from None
    if start == PLAIN_HEADER:
        raise NotARegister  # after: a file opened without a key is silently plaintext
    if size < PAGE_BYTES:
        raise DamagedCompartment(compartment)  # after: a 0-byte file opens as an empty register
    if size % PAGE_BYTES and not journal_stands(path):
        raise DamagedCompartment(compartment)  # after: SQLite opens a file cut within its last page


def journal_stands(path: Path) -> bool:
    """Say whether a crash left a journal beside the database, by which SQLite puts the file right when it opens it."""
    journal = path.with_name(f"{path.name}-journal")
    return journal.exists() and journal.stat().st_size > 0


def _connect(path: Path, key: bytes) -> sqlcipher3.Connection:
    check_key(key)
    with translated_errors():
        connection = sqlcipher3.connect(
            str(path),
            isolation_level=None,
            timeout=BUSY_MILLISECONDS / 1000,
            cached_statements=STATEMENTS_KEPT,
        )
    with closing_on_error(connection):
        if connection.execute("PRAGMA cipher_version").fetchone() is None:
            raise AssertionError("this SQLite does not encrypt")
        connection.row_factory = sqlcipher3.Row
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f'PRAGMA key = "{key.decode("ascii")}"')
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA recursive_triggers = ON")  # else INSERT OR REPLACE gets past "never deleted"
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA mmap_size = 0")
    return connection


def check_key(key: bytes) -> None:
    """Refuse a key that is not exactly one: SQLCipher would take 63 digits for a passphrase, and say nothing."""
    if not KEY.fullmatch(key):
        raise ValueError("not a database key")


def attach(connection: sqlcipher3.Connection, path: Path, key: bytes, compartment: str) -> None:
    """Attach one compartment's database under its own name and key."""
    check_file(path, compartment)
    check_key(key)
    # after: without KEY an attached database is opened with the main one's key; the key never stands in SQL text
    with reading(compartment):
        connection.execute(f"ATTACH DATABASE ? AS {compartment} KEY ?", (str(path), key))
    check_database(connection, compartment, compartment)
    make_durable(connection, compartment)


def check_database(connection: sqlcipher3.Connection, name: str, compartment: str) -> None:
    """Refuse a database that is damaged, not ours, or of a newer program."""
    with reading(compartment):
        (application,) = connection.execute(f"PRAGMA {name}.application_id").fetchone()
        (version,) = connection.execute(f"PRAGMA {name}.user_version").fetchone()
        connection.execute(f"SELECT count(*) FROM {name}.sqlite_master").fetchone()
    if application != APPLICATION_ID:
        raise NotARegister
    if version > schema.newest(compartment):
        raise NewerRegister
    if version < 1:
        raise DamagedCompartment(compartment)  # its tables and its number come in one transaction


def make_durable(connection: sqlcipher3.Connection, name: str) -> None:
    """Set, for one database, what keeps an acknowledged save through a power cut, and read it back.

    With TRUNCATE and EXTRA several attached files commit as one; WAL tore across files and DELETE with FULL,
    SQLite's default, lost acknowledged saves. Unqualified, these pragmas reach only the main database.
    """
    with translated_errors():
        connection.execute(f"PRAGMA {name}.journal_mode = TRUNCATE")
        connection.execute(f"PRAGMA {name}.synchronous = EXTRA")
        connection.execute(f"PRAGMA {name}.secure_delete = ON")
        connection.execute(f"PRAGMA {name}.cache_size = -{CACHE_KIB}")
        (journal,) = connection.execute(f"PRAGMA {name}.journal_mode").fetchone()
        (synchronous,) = connection.execute(f"PRAGMA {name}.synchronous").fetchone()
    if journal != "truncate" or synchronous != 3:
        raise DiskFailing


@contextmanager
def reading(compartment: str) -> Iterator[None]:
    """Turn what SQLite says of an unreadable file into the compartment's name."""
    try:
        with translated_errors():
            yield
    except (Unreadable, sqlcipher3.DatabaseError):
        # The key slot has already told right from wrong passphrases, so NOTADB here means damage.
        raise DamagedCompartment(compartment) from None


def is_damaged(path: Path, key: bytes, compartment: str) -> bool:
    """Look at a file quickly, over a connection of its own."""
    try:
        with closing(open_alone(path, key, compartment)) as alone:
            return seems_damaged(alone, compartment)
    except DamagedCompartment:
        return True


def seems_damaged(alone: sqlcipher3.Connection, compartment: str) -> bool:
    """Look at every page over an open connection. Whoever is told yes looks again on a new one: it may be a loose cable."""
    try:
        with reading(compartment):
            (found,) = alone.execute("PRAGMA quick_check(1)").fetchone()
    except DamagedCompartment:
        return True
    return bool(found != "ok")


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn SQLite's words about a disk or a file into the errors of this package; any other error passes as it is."""
    try:
        yield
    except sqlcipher3.DatabaseError as error:
        problem = told_by_sqlite(error)
        if problem is None:
            raise
        raise problem from None


def told_by_sqlite(error: Exception) -> Exception | None:
    """Return the error of this package that says what SQLite's own says; None where it is about no disk or file."""
    problem = _OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if problem is DiskFailing:
        disk_health.note_failure()
    return None if problem is None else problem()


_OF_SQLITE: dict[int, Callable[[], Exception]] = {
    5: RegisterBusy,  # SQLITE_BUSY
    8: ReadOnlyDisk,  # SQLITE_READONLY
    10: DiskFailing,  # SQLITE_IOERR
    11: Unreadable,  # SQLITE_CORRUPT
    13: DiskFull,  # SQLITE_FULL
    14: ReadOnlyDisk,  # SQLITE_CANTOPEN: the journal could not be made beside the database
    26: Unreadable,  # SQLITE_NOTADB
}


@contextmanager
def closing_on_error(connection: sqlcipher3.Connection) -> Iterator[None]:
    """Close a connection that could not be set up, so that no file stays open behind an error."""
    try:
        yield
    except BaseException:
        with suppress(sqlcipher3.Error):
            connection.close()
        raise
