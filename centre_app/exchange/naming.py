"""Who is named to headquarters now and was not before, and who no more: what must go once again, what is to be forgotten.

Which of the bundles since the last acknowledged one headquarters has, a centre cannot know. So each remembers who was
not to be named in it, and the next one reckons with every one of them.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from centre_app.exchange.consent import Gate
from centre_app.records import Bundle, Person
from centre_app.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Ids of persons. `unnamed` may not be named now; of these, headquarters may have heard the names of `closed`.

    `opened` may be named, and headquarters may have heard of them without their names.
    """

    unnamed: frozenset[str]
    closed: frozenset[str]
    opened: frozenset[str]


def naming_of(register: Register, gate: Gate, since: Sequence[Bundle]) -> Naming:
    """Return who may be named, compared with the bundles since the acknowledged one, itself included; without one, none."""
    rows = register.vault.select(Person.table, {"centre_id": register.centre_id}, with_void=True, columns=("id",))
    everybody = frozenset(row["id"] for row in rows).union(gate.person_of_case.values())
    unnamed = everybody - gate.named
    before = [frozenset(json.loads(bundle.unnamed)) for bundle in since if bundle.unnamed is not None]
    is_all_known = len(before) == len(since)  # an older program remembered nobody
    ever = frozenset[str]().union(*before)
    always = frozenset.intersection(*before) if before and is_all_known else frozenset[str]()
    return Naming(
        unnamed=unnamed,
        closed=unnamed - always,
        opened=(everybody & gate.named) & (ever if is_all_known else everybody),
    )


def as_text(persons: Iterable[str]) -> str:
    """Return who might not be named, as a bundle remembers it."""
    return json.dumps(sorted(persons))
