"""Bringing a register's databases to the tables of this program, once every one of them was looked at.

Each compartment changes in one transaction together with its schema number, or not at all; a power cut between two of
them leaves the next opening to go on. One that nobody present opens waits for whoever opens it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from db import connection as connections
from db import schema
from db.errors import DamagedCompartment


def nothing() -> None:
    """Do nothing first."""


def bring_up_to_date(
    folder: Path, keys: Mapping[str, bytes], *, look: bool = False, first: Callable[[], object] = nothing
) -> None:
    """Migrate every compartment whose schema is older. Beside one that is damaged, or of a newer program, nothing is written.

    `look` looks at every page before that. `first` is done before anything changes, where something will: a backup is
    made. What it raises stops here, with everything as it was.
    """
    with ExitStack() as opened:
        found = {}
        for compartment, key in keys.items():
            path = folder / f"{compartment}.db"
            found[compartment] = connections.open_alone(path, key, compartment)
            opened.callback(found[compartment].close)
            seems_damaged = look and connections.seems_damaged(found[compartment], compartment)
            if seems_damaged and connections.is_damaged(path, key, compartment):
                raise DamagedCompartment(compartment)
        behind = {compartment: alone for compartment, alone in found.items() if schema.is_behind(alone, compartment)}
        if behind:
            first()
        for compartment, alone in behind.items():
            with _damage_named(compartment):
                schema.migrate(alone, compartment)


@contextmanager
def _damage_named(compartment: str) -> Iterator[None]:
    try:
        with connections.translated_errors():
            yield
    except (connections.Unreadable, schema.NotWhole):
        raise DamagedCompartment(compartment) from None
