"""Which files are one girl's: those that were merged, with the one into which they were, whichever of them one begins with.

What she said in one of them holds in all; what is closed about one is closed about all. Voided files count as well:
taking a file back opens nothing. Whoever merges two files is casework/merging.py.
"""

from collections.abc import Mapping
from typing import Protocol

from centre_app.problems import as_problems
from centre_app.questions import CARE
from db import queries
from db.vault import Vault


class HasVault(Protocol):
    """A register, or what reads one as it is stored."""

    @property
    def vault(self) -> Vault: ...


def families(vault: Vault) -> Mapping[str, frozenset[str]]:
    """Return, for every file that was merged or holds another one, the ids of all that are one with it, itself included.

    A file that is not among them stands alone. Nearly always there are none, and one small index tells so.
    """
    family_of_file: dict[str, frozenset[str]] = {}
    for merged, kept in queries.merged_files(vault) if CARE in vault.compartments else ():
        family = family_of_file.get(merged, frozenset({merged})) | family_of_file.get(kept, frozenset({kept}))
        family_of_file.update(dict.fromkeys(family, family))
    return family_of_file


def family_of(reader: HasVault, case_id: str) -> frozenset[str]:
    """Return the ids of the files that are one with this one, itself included."""
    with as_problems():
        return families(reader.vault).get(case_id, frozenset({case_id}))
