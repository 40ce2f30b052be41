"""Loading coded tables into PostgreSQL, for an organisation whose analysts have outgrown one machine.

What leaves and in which column types is the caller's business (centre_app/publishing); here stand the SQL, the streams
and the order. All of a publication is one transaction there: whoever asks meanwhile is answered from the one before.
Rows stream from one database into the other, so memory stays bounded. psycopg is imported when it is needed.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from db.vault import Vault

if TYPE_CHECKING:
    import psycopg

OWN_SCHEMA = "registre"  # what this program remembers there
SCHEMAS_LOCK = 0x5245_4749  # one publication at a time
LOCAL = ("", "localhost", "127.0.0.1", "::1")
_OUTSIDE = "verify-full"  # over a network nothing goes to a server that has not shown who it is


class PostgresProblem(Exception):
    """What the server, or the way to it, said no to; `said` is its own code, which names nobody."""

    def __init__(self, said: str = "") -> None:
        super().__init__(said)
        self.said = said


class DriverMissing(PostgresProblem):
    """psycopg is not installed."""


class Unreachable(PostgresProblem):
    """Nobody answers there, or lets nobody in."""


class PasswordInAddress(PostgresProblem):
    """The address holds a password, which other programs on the machine can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One table: its place there, its columns with their types, and from which columns and table here it is read.

    `key` is the column that tells its rows apart ("" for none); every table has a column `centre_id`. Of a column in
    `listed` only these values leave. `where` is a further condition on the rows here.
    """

    schema: str
    name: str
    columns: Mapping[str, str]
    source: str
    key: str = "id"
    listed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    where: str = "voided_at IS NULL"

    @property
    def place(self) -> str:
        return f'{self.schema}."{self.name}"'


Rows = Iterable[Sequence[Any]]


# --- the way there ---------------------------------------------------------------------------------------------


@contextmanager
def connected(address: str) -> Iterator["psycopg.Connection[Any]"]:
    """Open a connection; it commits when the body has ended well. Raises a PostgresProblem."""
    try:
        import psycopg
    except ImportError:
        raise DriverMissing from None
    try:
        said = psycopg.conninfo.conninfo_to_dict(address)
    except psycopg.Error:
        raise Unreachable from None
    if said.get("password"):
        raise PasswordInAddress
    host = str(said.get("host") or "")
    if host not in LOCAL and not host.startswith("/"):
        said.setdefault("sslmode", _OUTSIDE)
    try:
        connection = psycopg.connect(**{"connect_timeout": 20, **said})  # type: ignore[arg-type]
    except psycopg.Error:
        raise Unreachable from None
    try:
        with connection:
            yield connection
    except psycopg.Error as error:  # its text may hold values; its code does not
        raise PostgresProblem(error.sqlstate or "") from None


# --- publishing ------------------------------------------------------------------------------------------------


def publish(
    connection: "psycopg.Connection[Any]",
    vault: Vault,
    tables: Sequence[Published],
    states: Mapping[str, str],
    beside: Mapping[str, tuple[Published, Rows]],
) -> dict[str, int]:
    """Bring what was published to what stands here, and return how many rows each centre that had changed has there.

    `states` says of each centre in which state its records are ("" for one that is always loaded). `beside` are small
    tables whose rows are given, loaded whole each time.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", (SCHEMAS_LOCK,))
        _lay_out(cursor, [*tables, *(table for table, _ in beside.values())])
        cursor.execute(f"SELECT centre_id, state FROM {OWN_SCHEMA}.published")
        there = dict(cursor.fetchall())
        loaded = {}
        for centre in [centre for centre, state in states.items() if not state or there.get(centre) != state]:
            loaded[centre] = sum(_load_of_centre(cursor, vault, table, centre) for table in tables)
            cursor.execute(
                f"INSERT INTO {OWN_SCHEMA}.published (centre_id, state, rows, published_at) VALUES (%s, %s, %s, now())"
                " ON CONFLICT (centre_id) DO UPDATE SET state = excluded.state, rows = excluded.rows,"
                " published_at = excluded.published_at",
                (centre, states[centre], loaded[centre]),
            )
        for table, rows in beside.values():
            cursor.execute(f"DELETE FROM {table.place}")
            _copy(cursor, table.place, table.columns, rows)
        return loaded


def _lay_out(cursor: Any, tables: Sequence[Published]) -> None:
    """Make the schemas and tables; those of another program's columns are made anew, and everything is loaded again."""
    layout = hashlib.sha256(
        json.dumps([(each.place, each.key, list(each.columns.items())) for each in tables]).encode()
    ).hexdigest()
    cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {OWN_SCHEMA}")
    cursor.execute(
        f"CREATE TABLE IF NOT EXISTS {OWN_SCHEMA}.published (centre_id text PRIMARY KEY, state text NOT NULL,"
        " rows bigint NOT NULL, published_at timestamptz NOT NULL)"
    )
    cursor.execute(f"CREATE TABLE IF NOT EXISTS {OWN_SCHEMA}.layout (digest text NOT NULL)")
    cursor.execute(f"SELECT digest FROM {OWN_SCHEMA}.layout")
    if cursor.fetchall() == [(layout,)]:
        return
    cursor.execute(f"DELETE FROM {OWN_SCHEMA}.layout")
    cursor.execute(f"DELETE FROM {OWN_SCHEMA}.published")
    for table in tables:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {table.schema}")
        cursor.execute(f"DROP TABLE IF EXISTS {table.place}")
        columns = [f'"{name}" {kind}' for name, kind in table.columns.items()]
        primary = [f'PRIMARY KEY ("{table.key}")'] if table.key else []
        cursor.execute(f"CREATE TABLE {table.place} ({', '.join([*columns, *primary])})")
        if "centre_id" in table.columns:
            also = "kind, centre_id, day" if {"kind", "day"} <= table.columns.keys() else "centre_id"
            cursor.execute(f'CREATE INDEX "{table.name}_of_centre" ON {table.place} ({also})')
    cursor.execute(f"INSERT INTO {OWN_SCHEMA}.layout (digest) VALUES (%s)", (layout,))


def _load_of_centre(cursor: Any, vault: Vault, table: Published, centre: str) -> int:
    """Replace what is there of a centre; a row that moved here from another centre is there no more under the other."""
    rows = _rows_of(vault, table, centre)
    if not table.key:
        cursor.execute(f"DELETE FROM {table.place} WHERE centre_id = %s", (centre,))
        return _copy(cursor, table.place, table.columns, rows)
    cursor.execute(f"CREATE TEMP TABLE arriving (LIKE {table.place}) ON COMMIT DROP")
    number = _copy(cursor, "arriving", table.columns, rows)
    cursor.execute(
        f'DELETE FROM {table.place} WHERE centre_id = %s OR "{table.key}" IN (SELECT "{table.key}" FROM arriving)',
        (centre,),
    )
    cursor.execute(f"INSERT INTO {table.place} SELECT * FROM arriving")
    cursor.execute("DROP TABLE arriving")
    return number


def _copy(cursor: Any, place: str, columns: Iterable[str], rows: Rows) -> int:
    names, number = ", ".join(f'"{name}"' for name in columns), 0
    with cursor.copy(f"COPY {place} ({names}) FROM STDIN") as copy:
        for number, row in enumerate(rows, start=1):  # noqa: B007 - the last number is the answer
            copy.write_row(row)
    return number


def _rows_of(vault: Vault, table: Published, centre: str) -> Iterator[Sequence[Any]]:
    """Read a centre's rows one by one, each column as it leaves."""
    said = ", ".join(_leaving(name, table.listed) for name in table.columns)
    lists = {f"listed_{name}": json.dumps(sorted(values)) for name, values in table.listed.items()}
    sql = f"SELECT {said} FROM {table.source} WHERE centre_id = :centre AND {table.where}"
    for row in vault.connection.execute(sql, {"centre": centre, **lists}):
        yield tuple(row)


def _leaving(column: str, listed: Mapping[str, Sequence[str]]) -> str:
    if column not in listed:
        return column
    return f"iif({column} IN (SELECT value FROM json_each(:listed_{column})), {column}, NULL)"
