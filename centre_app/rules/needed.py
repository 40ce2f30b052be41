"""Questions without whose answer a rule lets nothing be saved, though their declaration does not say so: forms mark them.

A declaration cannot: a kit from an old register has no receipt, and what is imported is kept as it was written.
"""

from collections.abc import Mapping
from types import MappingProxyType

from centre_app.questions import Record
from centre_app.records import KitGrant, Leave, RiskAssessment

NEEDED: Mapping[type[Record], frozenset[str]] = MappingProxyType(
    {
        KitGrant: frozenset({"receipt", "project_id"}),
        Leave: frozenset({"expected_back_on", "back_on", "despite_danger"}),  # each in the form that asks for it
        RiskAssessment: frozenset({"assessed_on", "level"}),  # without a level it would hide the one before
    }
)
