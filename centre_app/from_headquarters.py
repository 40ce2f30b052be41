"""What headquarters writes and its centres read: it comes behind an acknowledgement, and stays headquarters' own.

Whose records a register asks for follows from it: its own, and of these kinds headquarters' as well.
"""

from centre_app.questions import Record
from centre_app.records import (
    CareCorrection,
    CentreCorrection,
    CorrectionAnswer,
    HealthCorrection,
    IdentityCorrection,
    KnownPlace,
    ListEntry,
    Organisation,
    Project,
    ProtectionCorrection,
)
from centre_app.records.corrections import Correction
from db.vault import Vault

PUBLISHER = "publisher"  # meta of a centre: the id of the headquarters whose acknowledgements it reads

PUBLISHED: tuple[type[Record], ...] = (Organisation, KnownPlace, Project, ListEntry)
CORRECTIONS: tuple[type[Correction], ...] = (
    CentreCorrection,
    IdentityCorrection,
    CareCorrection,
    HealthCorrection,
    ProtectionCorrection,
)
FROM_HEADQUARTERS = frozenset({*PUBLISHED, *CORRECTIONS, CorrectionAnswer})


def asked_at_a_centre(vault: Vault, own: str, record_type: type[Record]) -> list[str] | str:
    """Return whose records of a kind a centre asks for."""
    publisher = publisher_at_a_centre(vault) if record_type in FROM_HEADQUARTERS else None
    return [own, publisher] if publisher else own


def publisher_at_a_centre(vault: Vault) -> str | None:
    """Return whose lists, places, organisations and projects count besides the house's own; None before any came."""
    return vault.meta().get(PUBLISHER)


def centres_known(vault: Vault, own: str) -> list[str]:
    """Return headquarters itself and every centre that it knows."""
    known = {own}
    for table, column in (("cards", "of_centre_id"), ("centres", "centre_id")):
        known |= {row[column] for row in vault.select(table, with_void=True, columns=(column,))}
    return sorted(known - {None})
