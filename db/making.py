"""Making the databases of a register: all of them at once, or one more later."""

from collections.abc import Mapping
from itertools import count
from pathlib import Path

from db import connection as connections
from db.files import disk_problems
from db.vault import Vault


def create(folder: Path, keys: Mapping[str, bytes], meta: Mapping[str, str]) -> None:
    """Make the databases of a new register, one a compartment. Raises FileAlreadyThere where one stands already."""
    for compartment, key in keys.items():
        connections.create_database(folder / f"{compartment}.db", key, compartment)
    with Vault(folder, keys) as vault:
        vault.set_meta(meta)


def create_compartment(folder: Path, compartment: str, key: bytes) -> None:
    """Make one more database in a register that stands already.

    What bears its name is put aside first: a power cut came between making it and writing down its key.
    """
    path = folder / f"{compartment}.db"
    if path.exists():
        with disk_problems(folder):
            path.rename(next(aside for number in count(1) if not (aside := Path(f"{path}.aside-{number}")).exists()))
    connections.create_database(path, key, compartment)
