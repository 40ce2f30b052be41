"""The coded copy at headquarters: the facts and persons of each centre, once more, in the compartment `figures`.

An analyst opens that compartment and not those that the facts come from. A centre is copied anew when its records are
in another state than they were; what is the same stays where it is, so that little is written.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache

from db.counting import written_twice
from db.facts import ACROSS, NOT_KEPT, SELECTS
from db.facts.counting import Fact, Span
from db.facts.parts import one_with
from db.vault import Vault

FROM_COMPARTMENTS = frozenset({"identity", "care", "health", "protection"})
ALWAYS = ("0001-01-01", "9999-12-31")  # which of them fall into a period is asked when they are counted
_COLUMNS = "day, number, person_id, case_id, until, key, amount"

# In memory, as everything temporary; of one kind of fact of one centre at a time.
_FRESH = (
    "CREATE TEMP TABLE IF NOT EXISTS fresh (day TEXT NOT NULL, number INTEGER NOT NULL, person_id TEXT, case_id TEXT,"
    " until TEXT, key TEXT, amount ANY, PRIMARY KEY (day, number)) STRICT, WITHOUT ROWID"
)
_FIND = (
    f"INSERT INTO temp.fresh ({_COLUMNS}) SELECT day, row_number() OVER"
    " (PARTITION BY day ORDER BY person_id, case_id, key, until, amount), person_id, case_id, until, key, amount"
    " FROM ({facts}) WHERE centre_id IN (SELECT value FROM json_each(:centres)) AND day IS NOT NULL"
)
_DROP_OTHERS = (
    "DELETE FROM figures.facts WHERE kind = :kind AND centre_id = :centre AND NOT EXISTS (SELECT 1 FROM temp.fresh AS f"
    " WHERE f.day = facts.day AND f.number = facts.number AND f.person_id IS facts.person_id"
    " AND f.case_id IS facts.case_id AND f.until IS facts.until AND f.key IS facts.key AND f.amount IS facts.amount)"
)
_PUT_MISSING = (
    f"INSERT OR IGNORE INTO figures.facts (kind, centre_id, {_COLUMNS})"
    f" SELECT :kind, :centre, {_COLUMNS} FROM temp.fresh"
)
_PUT_PEOPLE = (
    "INSERT OR REPLACE INTO figures.people"
    " SELECT p.id, p.centre_id,"
    " (SELECT k.person_id FROM care.case_files AS m JOIN care.case_files AS k ON k.id = m.merged_into_id"
    "  WHERE m.centre_id = p.centre_id AND m.person_id = p.id AND m.status = 'merged' AND m.voided_at IS NULL"
    "  AND m.person_id <> k.person_id ORDER BY m.id DESC LIMIT 1),"
    " p.sex, p.birth_from, p.birth_to, p.legal_status,"
    " (SELECT json_group_array(n.nationality ORDER BY n.id) FROM care.person_nationalities AS n"
    "  WHERE n.centre_id = p.centre_id AND n.person_id = p.id AND n.voided_at IS NULL AND n.nationality IS NOT NULL),"
    " (SELECT json_group_array(e.form ORDER BY COALESCE(e.is_main, 0) DESC, e.id) FROM care.case_files AS c"
    f"  CROSS JOIN protection.exploitations AS e ON e.centre_id = c.centre_id AND e.case_id IN {one_with('c')}"
    "  AND e.voided_at IS NULL AND e.form IS NOT NULL WHERE c.centre_id = p.centre_id AND c.person_id = p.id)"
    " FROM care.persons AS p WHERE p.centre_id = ?"
)
_LEFT = (
    "DELETE FROM figures.people WHERE centre_id = :centre"
    " AND person_id NOT IN (SELECT id FROM care.persons WHERE centre_id = :centre)"
)
# The received bundles say what stands there: headquarters edits no centre's row. Whose file moved away has fewer files.
_STATE = (
    "SELECT (SELECT count(*) || ' ' || COALESCE(MAX(b.id), '') FROM main.bundles AS b WHERE b.from_centre_id = :centre)"
    " || ' ' || (SELECT count(*) || ' ' || COALESCE(SUM(rev), 0) FROM care.case_files WHERE centre_id = :centre)"
    " || ' ' || (SELECT COALESCE(MAX(hlc), '') FROM main.projects"
    "  WHERE centre_id = :centre OR centre_id = (SELECT value FROM main.meta WHERE key = 'centre_id'))"
)
_NEIGHBOURS = (
    "SELECT DISTINCT e.centre_id FROM care.stays AS s JOIN care.stays AS e ON e.person_id = s.person_id"
    " WHERE s.centre_id = ? AND e.centre_id <> s.centre_id"
)


def can_copy(vault: Vault) -> bool:
    """Say whether all is open that the copy is made from and kept in: it is whole, or it is left as it was."""
    return set(vault.compartments) >= {*FROM_COMPARTMENTS, "figures"}


def renew(vault: Vault, centres: Sequence[str]) -> list[str]:
    """Copy those of the centres whose records changed since, one transaction each, and return them.

    Nothing is copied where a compartment is shut: whoever opens it next does it.
    """
    if not can_copy(vault):
        return []
    copied = noted(vault)
    renewed = []
    for centre in centres:
        state = state_of(vault, centre)
        if copied.get(centre) != state:
            with vault.transaction():
                _copy(vault, centre, state)
            renewed.append(centre)
    return renewed


def put(vault: Vault, what: str, found: Iterable[Fact], *, state: str) -> None:
    """Keep what no SELECT finds, all of it anew: the program has looked for it."""
    rows = [
        (what, each.centre, each.day, number, each.person, each.case, each.key, each.amount)
        for number, each in enumerate(found)
    ]
    with vault.transaction():
        vault.connection.execute("DELETE FROM figures.facts WHERE kind = ?", (what,))
        vault.connection.executemany(
            "INSERT INTO figures.facts (kind, centre_id, day, number, person_id, case_id, key, amount)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        _note(vault, what, state)


def noted(vault: Vault) -> dict[str, str]:
    """Return of which state each copy is, by centre and by what else was put."""
    return dict(tuple(row) for row in vault.ask("SELECT centre_id, state FROM figures.copied"))


def _note(vault: Vault, what: str, state: str) -> None:
    vault.connection.execute("INSERT OR REPLACE INTO figures.copied (centre_id, state) VALUES (?, ?)", (what, state))


def state_of(vault: Vault, centre: str) -> str:
    """Return by what a centre's records are known to be the same as before, for copies of them."""
    ((state,),) = vault.ask(_STATE, {"centre": centre})
    return hashlib.sha256(f"{_of_this_program()} {state}".encode()).hexdigest()


def told_by_neighbours(vault: Vault, centre: str) -> str:
    """Return by what the facts are known to be the same that depend on what other houses wrote."""
    kinds = json.dumps(sorted(ACROSS))
    rows = vault.ask(
        "SELECT kind, day, person_id, case_id, key FROM figures.facts"
        " WHERE kind IN (SELECT value FROM json_each(?)) AND centre_id = ? ORDER BY kind, day, number",
        (kinds, centre),
    )
    return hashlib.sha256(repr([tuple(row) for row in rows]).encode()).hexdigest()


@cache
def _of_this_program() -> str:
    """Another program counts otherwise: its copy is another one."""
    return hashlib.sha256(repr(sorted(SELECTS.items())).encode()).hexdigest()[:16]


def _copy(vault: Vault, centre: str, state: str) -> None:
    vault.connection.execute(_FRESH)
    for kind in SELECTS.keys() - NOT_KEPT:
        _copy_kind(vault, kind, centre)
    for kind in ACROSS:
        for (neighbour,) in vault.ask(_NEIGHBOURS, (centre,)):
            _copy_kind(vault, kind, neighbour)
    vault.connection.execute(_LEFT, {"centre": centre})
    vault.connection.execute(_PUT_PEOPLE, (centre,))
    _note(vault, centre, state)


def _copy_kind(vault: Vault, kind: str, centre: str) -> None:
    span = Span((centre,), *ALWAYS, twice=written_twice(vault, [centre]))
    vault.connection.execute("DELETE FROM temp.fresh")
    vault.connection.execute(_FIND.format(facts=SELECTS[kind]), span.parameters())
    of = {"kind": kind, "centre": centre}
    vault.connection.execute(_DROP_OTHERS, of)
    vault.connection.execute(_PUT_MISSING, of)
