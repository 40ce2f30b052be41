"""Reading facts: those of some days, those that hold on a day, and per person since a beginning.

Where the compartment `figures` is open and care is not, the facts are read from the coded copy there: whoever may
only count opens nothing else.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from db.counting import written_twice
from db.facts import LASTING, NOT_KEPT, SELECTS
from db.facts.parts import one_with
from db.vault import Vault

_AMONG = "centre_id IN (SELECT value FROM json_each(:centres))"
_REACHES = "(day >= {day} OR until IS NULL OR until > {day})"
_OF_PERSONS = "FROM json_each(?) AS wanted CROSS JOIN care.persons AS p ON p.id = wanted.value"  # the few first
_FIGURES = "SELECT centre_id, person_id, case_id, day, until, key, amount FROM figures.facts WHERE kind = '{kind}'"


class Fact(NamedTuple):
    """One fact as counted. `person` is None for a fact of the house."""

    centre: str
    person: str | None
    case: str | None
    day: str
    key: str | None
    amount: float


class Served(NamedTuple):
    """What one person received of one key: the first day ever, the first within the days asked, how often in them."""

    centre: str
    person: str
    case: str | None
    key: str | None
    first_ever: str
    first_within: str | None
    contacts: int


class Coded(NamedTuple):
    """One person as she is counted: no name, nothing in words. Exploitations: the main one first."""

    sex: str | None
    birth_from: str | None
    birth_to: str | None
    legal_status: str | None
    nationalities: tuple[str, ...]
    exploitations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The houses and the days counted; both days are in it. `since`: before it nothing counts as received."""

    centres: Sequence[str]
    first: str
    last: str
    since: str = ""
    twice: Sequence[str] = ()

    @classmethod
    def of(cls, vault: Vault, centres: Sequence[str], first: str, last: str, *, since: str = "") -> "Span":
        """Return a span that counts a stay written down in two merged files once."""
        twice = written_twice(vault, centres) if "care" in vault.compartments else ()
        return cls(tuple(centres), first, last, since, tuple(twice))

    def parameters(self, **more: str) -> dict[str, str]:
        return {
            "centres": json.dumps(list(self.centres)),
            "first": self.first,
            "last": self.last,
            "since": self.since,
            "twice": json.dumps(list(self.twice)),
            **more,
        }


def can_count(vault: Vault, kind: str) -> bool:
    """Say whether the compartments are open that a kind of fact is read from; of some no record is kept at all."""
    if kind in NOT_KEPT:
        return False
    if "care" not in vault.compartments:
        return "figures" in vault.compartments
    needed = {name for name in ("health", "protection", "identity") if f"{name}." in SELECTS[kind]}
    return needed <= set(vault.compartments)


def is_copied(vault: Vault, what: str) -> bool:
    """Say whether something stands in the coded copy, and is to be read there: what it was made from is shut."""
    if "care" in vault.compartments or "figures" not in vault.compartments:
        return False
    return bool(vault.ask("SELECT 1 FROM figures.copied WHERE centre_id = ?", (what,)))


def copied_persons(vault: Vault, kind: str) -> frozenset[str]:
    """Return the persons of a kind of fact of the coded copy, at all houses."""
    return frozenset(row[0] for row in vault.ask("SELECT person_id FROM figures.facts WHERE kind = ?", (kind,)))


def within(vault: Vault, kind: str, span: Span) -> list[Fact]:
    """Return the facts of the days of a span."""
    return _facts(vault, kind, span, "day BETWEEN :first AND :last")


def standing(vault: Vault, kind: str, span: Span, *, on: str) -> list[Fact]:
    """Return the facts that hold in the evening of a day: begun by then, not ended."""
    return _facts(vault, kind, span, "day <= :on AND (until IS NULL OR until > :on)", on=on)


def held(vault: Vault, kind: str, span: Span) -> list[Fact]:
    """Return the facts that held on one of the days of a span at least."""
    return _facts(vault, kind, span, f"day <= :last AND {_REACHES.format(day=':first')}")


def through(vault: Vault, kind: str, span: Span) -> list[Fact]:
    """Return the facts that held in an evening of a span; `day` is the first such evening, `amount` that of all added up."""
    found = vault.ask(
        "SELECT centre_id, person_id, case_id, MAX(day, :first), key, amount * (julianday("
        " MIN(COALESCE(until, '9999-12-31'), date(:last, '+1 day'))) - julianday(MAX(day, :first)))"
        f" FROM ({_select(vault, kind)})"
        f" WHERE {_AMONG} AND day <= :last AND (until IS NULL OR (until > :first AND until > day))",
        span.parameters(),
    )
    return [Fact(*row) for row in found]


def served(vault: Vault, kind: str, span: Span) -> list[Served]:
    """Return, person by person and key by key, what was received from `since` to the last day.

    What lasts and had begun before counts from the first day on which it is counted at all. One house after the other:
    years of many houses at once would stand in memory together.
    """
    reaches = _REACHES if kind in LASTING else "day >= {day}"
    within = reaches.format(day=":first")
    sql = (
        # materialized: SQLite takes the houses and days into the parts of a UNION only where nothing is summed
        "WITH received AS MATERIALIZED (SELECT centre_id, person_id, case_id, day, until, key, amount"
        f" FROM ({_select(vault, kind)}) WHERE {_AMONG} AND day <= :last AND {reaches.format(day=':since')}"
        " AND person_id IS NOT NULL)"
        " SELECT centre_id, person_id, MIN(case_id), key, MAX(MIN(day), :since),"
        f" MIN(CASE WHEN {within} THEN MAX(day, :first) END), SUM(CASE WHEN {within} THEN amount ELSE 0 END)"
        " FROM received GROUP BY centre_id, person_id, key"
    )
    houses = (span.parameters(centres=json.dumps([centre])) for centre in span.centres)
    return [Served(*row) for house in houses for row in vault.ask(sql, house)]


def _facts(vault: Vault, kind: str, span: Span, condition: str, **more: str) -> list[Fact]:
    found = vault.ask(
        f"SELECT centre_id, person_id, case_id, day, key, amount FROM ({_select(vault, kind)})"
        f" WHERE {_AMONG} AND {condition}",
        span.parameters(**more),
    )
    return [Fact(*row) for row in found]


def _select(vault: Vault, kind: str) -> str:
    return SELECTS[kind] if "care" in vault.compartments else _FIGURES.format(kind=kind)


# --- the persons behind the facts --------------------------------------------------------------------------------


def coded(vault: Vault, persons: Iterable[str]) -> Mapping[str, Coded]:
    """Return the persons asked for as they are counted."""
    ids = json.dumps(sorted(set(persons)))
    if "care" not in vault.compartments:
        return _from_figures(vault, ids)
    nationalities = _lists(
        vault,
        f"SELECT n.person_id, n.nationality {_OF_PERSONS} JOIN care.person_nationalities AS n"
        " ON n.centre_id = p.centre_id AND n.person_id = p.id AND n.voided_at IS NULL AND n.nationality IS NOT NULL"
        " ORDER BY n.person_id, n.id",
        ids,
    )
    exploitations = (
        _lists(
            vault,
            f"SELECT c.person_id, e.form {_OF_PERSONS}"
            " CROSS JOIN care.case_files AS c ON c.centre_id = p.centre_id AND c.person_id = p.id"
            f" CROSS JOIN protection.exploitations AS e ON e.centre_id = c.centre_id AND e.case_id IN {one_with('c')}"
            " AND e.voided_at IS NULL AND e.form IS NOT NULL"
            " ORDER BY c.person_id, COALESCE(e.is_main, 0) DESC, e.id",
            ids,
        )
        if "protection" in vault.compartments
        else {}
    )
    found = vault.ask(
        "SELECT id, sex, birth_from, birth_to, legal_status FROM care.persons"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    return {
        row["id"]: Coded(
            row["sex"],
            row["birth_from"],
            row["birth_to"],
            row["legal_status"],
            tuple(nationalities.get(row["id"], ())),
            tuple(exploitations.get(row["id"], ())),
        )
        for row in found
    }


def one_person(vault: Vault) -> Mapping[str, str]:
    """Return, for each person of a file that was merged into another one, the person of the file that was kept."""
    if "care" not in vault.compartments:
        merged = "SELECT person_id, same_as FROM figures.people WHERE same_as IS NOT NULL"
        return dict(tuple(row) for row in vault.ask(merged)) if "figures" in vault.compartments else {}
    found = vault.ask(
        "SELECT m.person_id, k.person_id FROM care.case_files AS m"
        " JOIN care.case_files AS k ON k.id = m.merged_into_id"
        " WHERE m.status = 'merged' AND m.voided_at IS NULL AND m.person_id <> k.person_id"
    )
    return dict(tuple(row) for row in found)


def _lists(vault: Vault, sql: str, ids: str) -> dict[str, list[str]]:
    listed: dict[str, list[str]] = {}
    for person, value in vault.ask(sql, (ids,)):
        listed.setdefault(person, []).append(value)
    return listed


def _from_figures(vault: Vault, ids: str) -> dict[str, Coded]:
    found = vault.ask(
        "SELECT person_id, sex, birth_from, birth_to, legal_status, nationalities, exploitations FROM figures.people"
        " WHERE person_id IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    return {
        row["person_id"]: Coded(
            row["sex"],
            row["birth_from"],
            row["birth_to"],
            row["legal_status"],
            tuple(json.loads(row["nationalities"] or "[]")),
            tuple(json.loads(row["exploitations"] or "[]")),
        )
        for row in found
    }
