"""Questions without whose answer a rule lets nothing be saved, though their declaration does not say so: forms mark them.

A declaration cannot: a kit from an old register has no receipt, and what is imported is kept as it was written.
"""

from collections.abc import Mapping
from types import MappingProxyType

from centre_app.questions import Record
from centre_app.records import KitGrant

NEEDED: Mapping[type[Record], frozenset[str]] = MappingProxyType({KitGrant: frozenset({"receipt", "project_id"})})
