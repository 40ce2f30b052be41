"""Databases for the tests of db: real ones, under keys made up here, with two tables of the real schema."""

import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from centre_app.questions import columns_of
from centre_app.records import Bed, Person, PersonName
from db import making
from db.history import Author
from db.vault import Change, Vault

COMPARTMENTS = ("centre", "identity", "care", "health")
NINE = "2026-11-21T09:00:00"
TEN = "2026-11-21T10:00:00"

SIGNING = Ed25519PrivateKey.generate()
AWA = Author(who="awa", sign=SIGNING.sign)


def some_keys(compartments=COMPARTMENTS):
    """Return a database key for each compartment, as SQLCipher takes it."""
    return {name: b"x'" + secrets.token_hex(48).encode() + b"'" for name in compartments}


def a_vault(folder: Path, keys=None) -> Vault:
    """Make the databases in a folder and open them."""
    keys = keys or some_keys()
    making.create(folder, keys, {"centre_id": "c1"})
    return Vault(folder, keys)


def a_row(record_id="p1", **columns):
    """A new row of `persons`, in care."""
    return {**_blank(Person), "id": record_id, "sex": "female", **columns}


def a_name_row(record_id="n1", person_id="p1", **columns):
    """A new row of `person_names`, in identity."""
    named = {"family": "Sangaré", "given": "Kadidia"}
    return {**_blank(PersonName), "id": record_id, "person_id": person_id, **named, **columns}


def a_bed_row(record_id="b1", **columns):
    """A new row of `beds`, in centre."""
    return {**_blank(Bed), "id": record_id, "room_id": "r1", "label": "A-01", **columns}


def _blank(record_type):
    unsaved = {"centre_id": "c1", "rev": 0, "hlc": "", "created_by": "", "updated_by": ""}
    return {**dict.fromkeys(columns_of(record_type)), **unsaved}


def creates(table, row, action="create"):
    return Change(table=table, row=row, action=action)


def write(vault, *changes, at=NINE, by=AWA, **more):
    return vault.write(changes, by=by, at=at, **more)


def write_a_person(vault, record_id="p1", at=NINE):
    """Write a person and her name: one act over two compartments."""
    return write(
        vault,
        creates("persons", a_row(record_id)),
        creates("person_names", a_name_row(f"n-{record_id}", record_id)),
        at=at,
    )


def lines(vault, compartment):
    """Return a compartment's history, the first line first."""
    place = vault.schema_name(compartment)
    return [dict(line) for line in vault.ask(f"SELECT * FROM {place}.history ORDER BY seq")]


def bytes_of(folder: Path):
    """Return what every file of a folder holds, to compare before and after; the lock is not counted."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name != "register.lock"}
