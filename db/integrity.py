"""Whether a register's files are whole: the databases, the chains of history, and what points to nothing.

Everything here only reads. Each database is looked at over a connection of its own, because an attached one may answer
from a cache that the disk no longer agrees with.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path

import sqlcipher3

from db import connection as connections
from db import history, nameless, schema
from db.errors import DamagedCompartment
from db.locks import is_signed_by_one_of
from db.vault import Row, Vault

SigningKeys = Mapping[str, Sequence[bytes]]  # every key by which a person's lines are known, by who she is
ToldRow = tuple[bytes | None, bytes]  # the salt and the commitment that a line holds of a row
ToldRows = Mapping[str, Mapping[str, ToldRow]]  # by table and id


def damage_in(path: Path, key: bytes, compartment: str) -> list[str]:
    """Return SQLite's complaints about one compartment's file, [] for none; they name pages and tables, nobody's words.

    A complaint is asked for once more on a new connection: a loose cable must not be called a damaged file.
    """
    return _complaints(path, key, compartment) and _complaints(path, key, compartment)


def _complaints(path: Path, key: bytes, compartment: str) -> list[str]:
    try:
        with closing(connections.open_alone(path, key, compartment)) as alone:
            found = [row[0] for row in alone.execute("PRAGMA integrity_check")]
    except (DamagedCompartment, sqlcipher3.DatabaseError):
        return ["cannot be read"]
    return [] if found == ["ok"] else found


def foreign_parts(path: Path, key: bytes, compartment: str) -> tuple[list[str], list[str]]:
    """Return the tables that are missing, and all else of the schema that is missing, added or not as it was made.

    A guard on history that was dropped is no damage to SQLite, nor is a trigger that somebody put in.
    """
    with closing(connections.open_alone(path, key, compartment)) as alone:
        found = _parts_of(alone)
    with closing(sqlcipher3.connect(":memory:", isolation_level=None)) as made:
        schema.migrate(made, compartment)
        expected = _parts_of(made)
    missing = sorted(name for kind, name, _ in expected - found if kind == "table")
    return missing, sorted({name for _, name, _ in expected ^ found}.difference(missing))


def _parts_of(connection: sqlcipher3.Connection) -> set[tuple[str, str, str]]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'")
    return {(row[0], row[1], row[2]) for row in rows}


def lines_of_history(vault: Vault, compartment: str) -> int:
    """Return how many lines a compartment's history has."""
    return history.head(vault.connection, vault.schema_name(compartment))[0]


def first_broken_line(vault: Vault, compartment: str) -> int | None:
    """Return the number of the first line of history that does not follow from the one before it."""
    place = vault.schema_name(compartment)
    lines = vault.connection.execute(f"SELECT * FROM {place}.history ORDER BY seq")
    return next(history.faults_in(map(dict, lines)), None)


def first_unsigned_line(vault: Vault, compartment: str, signing_keys: SigningKeys) -> int | None:
    """Return the number of the first line of history whose signature is not that of the person it names.

    Somebody who was given new keys has several: what she signed with the former ones stays hers.
    """
    place = vault.schema_name(compartment)
    for line in vault.connection.execute(
        f"SELECT seq, who, action, record_table, hash, signature FROM {place}.history ORDER BY seq"
    ):
        hides = line["who"] == nameless.HOUSE and not nameless.may_be_of_house(line)
        keys = signing_keys.get(line["who"], ())
        if hides or not is_signed_by_one_of(line["hash"], line["signature"], keys):
            return int(line["seq"])
    return None


def broken_received_lines(vault: Vault, compartment: str) -> Iterator[tuple[str, int]]:
    """Yield whose history that came in bundles does not hold, and its first line that does not follow."""
    place = vault.schema_name(compartment)
    lines = vault.connection.execute(f"SELECT * FROM {place}.received_history ORDER BY centre_id, lineage, seq")
    for (centre_id, _), of_one in groupby(map(dict, lines), key=lambda line: (line["centre_id"], line["lineage"])):
        broken = next(history.faults_in(of_one), None)
        if broken is not None:
            yield centre_id, broken


def orphans(vault: Vault, table: str, column: str, target: str) -> list[str]:
    """Return the ids of the records in a table whose column names a record that does not stand in the target table."""
    found = vault.connection.execute(
        f"SELECT r.id FROM {vault.place_of(table)} AS r"
        f" LEFT JOIN {vault.place_of(target)} AS t ON t.id = r.{column}"
        f" WHERE r.{column} IS NOT NULL AND t.id IS NULL AND r.voided_at IS NULL ORDER BY r.id"
    )
    return [row[0] for row in found]


def owners(vault: Vault, tables: Iterable[str]) -> list[str]:
    """Return the ids of the registers whose rows stand in these tables."""
    each = " UNION ".join(f"SELECT centre_id FROM {vault.place_of(table)}" for table in tables)
    return [row[0] for row in vault.connection.execute(f"{each} ORDER BY centre_id")] if each else []


def told_rows(
    vault: Vault, compartment: str, *, centre_id: str | None = None, lineages: Sequence[str] = ()
) -> ToldRows:
    """Return what the last line about each record holds of its row, by table and id.

    Of this register's own history, or of the one that a centre sent in these lineages, the one heard last at the end.
    """
    place = vault.schema_name(compartment)
    if centre_id is None:
        found = vault.connection.execute(
            "SELECT record_table, record_id, row_salt, row_commitment"
            f" FROM {place}.history WHERE row_commitment IS NOT NULL ORDER BY seq"
        )
    else:
        found = vault.connection.execute(
            "SELECT record_table, record_id, row_salt, row_commitment"
            f" FROM {place}.received_history AS h JOIN json_each(:lineages) AS l ON l.value = h.lineage"
            " WHERE h.centre_id = :centre AND row_commitment IS NOT NULL ORDER BY l.key, seq",
            {"centre": centre_id, "lineages": json.dumps(list(lineages))},
        )
    told: dict[str, dict[str, ToldRow]] = {}
    for table, record_id, salt, commitment in found:
        told.setdefault(table, {})[record_id] = (salt, commitment)
    return told


def standing_otherwise(
    vault: Vault, table: str, centre_id: str, told: Mapping[str, ToldRow], *, salt_may_be_gone: bool = False
) -> Iterator[Row]:
    """Yield each row of a centre's that is not as the last line about it left it, or of which no line tells.

    A row altered past the program gives itself away, and so does one whose lines were cut off. Headquarters is not
    given the salt of a row that came without what identifies.
    """
    rows = vault.connection.execute(
        f"SELECT * FROM {vault.place_of(table)} WHERE centre_id = ? ORDER BY id", (centre_id,)
    )
    for found in rows:
        row = dict(found)
        salt, commitment = told.get(row["id"], (None, b""))
        if not (history.holds_row(row, salt, commitment) or (salt is None and commitment and salt_may_be_gone)):
            yield row


def end_received(vault: Vault, compartment: str, centre_id: str, lineage: str, seq: int) -> bytes | None:
    """Return the hash of one line that came of another register's history; None where it is not there."""
    row = vault.connection.execute(
        f"SELECT hash FROM {vault.schema_name(compartment)}.received_history"
        " WHERE centre_id = ? AND lineage = ? AND seq = ?",
        (centre_id, lineage, seq),
    ).fetchone()
    return row[0] if row else None


def line_at(vault: Vault, compartment: str, seq: int) -> bytes | None:
    """Return the hash of one line of history; None where it is not there."""
    row = vault.connection.execute(
        f"SELECT hash FROM {vault.schema_name(compartment)}.history WHERE seq = ?", (seq,)
    ).fetchone()
    return row[0] if row else None


def lines_beginning(vault: Vault, compartment: str, digits: str) -> list[tuple[int, str]]:
    """Return number and moment of the lines of history whose hash begins with these hexadecimal digits."""
    found = vault.connection.execute(
        f"SELECT seq, at FROM {vault.schema_name(compartment)}.history WHERE hex(hash) LIKE ? || '%' ORDER BY seq",
        (digits,),
    )
    return [(row[0], row[1]) for row in found]


def named_ends(vault: Vault, compartment: str) -> Iterator[tuple[int, str, history.Position]]:
    """Yield which lines of other histories a compartment's own names as their last ones, after its line's number."""
    place = vault.schema_name(compartment)
    for seq, heads in vault.connection.execute(
        f"SELECT seq, heads FROM {place}.history WHERE heads IS NOT NULL ORDER BY seq"
    ):
        for name, position in history.heads_in(heads).items():
            yield seq, name, position


def put_back(vault: Vault, compartment: str) -> list[tuple[int, dict[str, history.Position]]]:
    """Return each time a compartment was put back after a damage: from which line of its history it goes on.

    Beside it where the other histories stood then: what they told of it before, they told of the file that was damaged.
    """
    place = vault.schema_name(compartment)
    found = vault.connection.execute(f"SELECT rev, heads FROM {place}.history WHERE action = 'put_back' ORDER BY seq")
    return [(int(rev or 0), history.heads_in(heads)) for rev, heads in found]


def vanished(vault: Vault, table: str, told: Mapping[str, ToldRow], *, salt_may_be_gone: bool = False) -> list[str]:
    """Return the ids of the records that lines tell of and that are not there: records are voided, never deleted.

    What stayed at the centre when its lines came has no salt at headquarters.
    """
    there = {row[0] for row in vault.connection.execute(f"SELECT id FROM {vault.place_of(table)}")}
    return sorted(
        record_id
        for record_id, (salt, _) in told.items()
        if record_id not in there and not (salt is None and salt_may_be_gone)
    )


def rows_of(vault: Vault, table: str) -> Iterator[Row]:
    """Yield every row of a table, voided ones included, in the order of their ids."""
    yield from map(dict, vault.connection.execute(f"SELECT * FROM {vault.place_of(table)} ORDER BY id"))


def unsearchable(vault: Vault) -> list[str]:
    """Return the ids of the persons who have a name and whom no search finds."""
    found = vault.connection.execute(
        "SELECT DISTINCT person_id FROM identity.person_names WHERE voided_at IS NULL"
        " AND person_id NOT IN (SELECT s.person_id FROM identity.searchable AS s"
        " JOIN identity.name_search AS n ON n.rowid = s.number) ORDER BY person_id"
    )
    return [row[0] for row in found]


def rows_in(vault: Vault, table: str) -> int:
    """Return how many rows a table has, voided ones included."""
    (count,) = vault.connection.execute(f"SELECT count(*) FROM {vault.place_of(table)}").fetchone()
    return int(count)
