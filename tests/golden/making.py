"""Making what is kept of a schema number, by the program as it is: registers, a bundle, every row, the digest of its SQL."""

import gzip
import hashlib
import json
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from centre_app.exchange import bundle, enrolment, partners
from centre_app.opening import Beginning, create_register, open_register
from centre_app.register import AT_A_CENTRE, AT_HEADQUARTERS, Register
from db import schema
from db.vault import Vault
from tests.golden import CENTRE_FOLDER, HEADQUARTERS_FOLDER, ROWS, STEPS
from tests.golden.house import live
from tests.makers import CHEAP, DIRECTOR, PASSPHRASE, SettableClock

MONTH = date(2026, 11, 1)
KEPT_FILES = ("*.db", "keys.json", "keys.json.2")
# Between them they open every compartment that there is.
ROLES_AT = {
    AT_A_CENTRE: frozenset({"director", "psychologist"}),
    AT_HEADQUARTERS: frozenset({"hq_supervisor"}),
}
Rows = dict[str, dict[str, list[dict[str, Any]]]]  # by compartment, by table


def make(into: Path) -> None:
    """Make the folder of a schema number. Raises FileExistsError where it stands: what was released is never made anew."""
    into.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as made:
        content, name = _lived(Path(made))
        (into / name).write_bytes(content)
        for register in (CENTRE_FOLDER, HEADQUARTERS_FOLDER):
            (into / register).mkdir()
            for file in (file for kept in KEPT_FILES for file in Path(made, register).glob(kept)):
                shutil.copyfile(file, into / register / file.name)
        rows = Path(made, ROWS).read_bytes()
    (into / ROWS).write_bytes(rows)
    (into / STEPS).write_text(json.dumps(digests_of_steps(), indent=1) + "\n", encoding="utf-8")


def _lived(folder: Path) -> tuple[bytes, str]:
    """Live through the house in a folder and return the bundle that its month left, and what that is called."""
    headquarters = _founded(folder / HEADQUARTERS_FOLDER, AT_HEADQUARTERS, "BKO")
    with _founded(folder / CENTRE_FOLDER, AT_A_CENTRE, "SEG") as centre, headquarters:
        partners.make_offline_keys(headquarters)
        _let_know_each_other(centre, headquarters)
        live(centre)
        (sealed,) = bundle.seal(centre, bundle.prepare(centre, month=MONTH))
        bundle.mark_written(centre, [sealed])
        Path(folder, ROWS).write_bytes(packed(rows_of(centre.vault)))
        return sealed.content, sealed.name


def _founded(folder: Path, kind: str, code: str) -> Register:
    beginning = Beginning(
        kind=kind, code=code, name="Maison inventée", person=DIRECTOR, roles=ROLES_AT[kind], passphrase=PASSPHRASE
    )
    create_register(folder, beginning, clock=SettableClock(), cost=CHEAP)
    return opened(folder)


def opened(folder: Path) -> Register:
    """Open a golden register, as the one person who opens all of it."""
    return open_register(folder, DIRECTOR, PASSPHRASE, clock=SettableClock())


def _let_know_each_other(centre: Register, headquarters: Register) -> None:
    asked = partners.take_request(headquarters, enrolment.to_bytes(partners.own_request(centre)))
    card = partners.make_card(headquarters, partners.confirm_words(headquarters, asked))
    partners.confirm_words(centre, partners.take_card(centre, enrolment.to_bytes(card)))


# --- rows ------------------------------------------------------------------------------------------------------


def rows_of(vault: Vault) -> Rows:
    """Return every row of every table that holds rows of its own, as stored; bytes as hexadecimal."""
    return {compartment: _rows_in(vault, compartment) for compartment in vault.compartments}


def _rows_in(vault: Vault, compartment: str) -> dict[str, list[dict[str, Any]]]:
    name = vault.schema_name(compartment)
    asked = f"SELECT name FROM {name}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    tables = [row["name"] for row in vault.ask(asked)]
    # What a search table keeps beside itself can be made again from the words it was given.
    own = [table for table in tables if not table.startswith("name_search")]
    return {
        table: sorted(
            ({key: _plain(row[key]) for key in row.keys()} for row in vault.ask(f"SELECT * FROM {name}.{table}")),  # noqa: SIM118
            key=lambda row: json.dumps(row, sort_keys=True),
        )
        for table in sorted(own)
    }


def _plain(value: Any) -> Any:
    return {"bytes": value.hex()} if isinstance(value, bytes) else value


def packed(rows: Rows) -> bytes:
    """Return rows as they are kept: the same rows always give the same bytes."""
    return gzip.compress(json.dumps(rows, sort_keys=True, ensure_ascii=False).encode(), mtime=0)


def unpacked(content: bytes) -> Rows:
    rows: Rows = json.loads(gzip.decompress(content))
    return rows


# --- steps -----------------------------------------------------------------------------------------------------


def digests_of_steps() -> dict[str, str]:
    """Return the digest of each SQL file that there is, by its place."""
    return {
        file.relative_to(schema.SCHEMA).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(schema.SCHEMA.glob("*/[0-9][0-9][0-9]_*.sql"))
    }
