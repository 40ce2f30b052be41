"""What keeping and erasing files asks of the databases: which are old enough, and what histories still tell of one.

Erasing itself is handing_over.erase; here is what stands beside rows: searches that were typed, and what a check looks for.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from db.handing_over import ABOUT_HER
from db.vault import Row, Vault, as_rows

PAGE = 400
_SEARCH = "search"
MANY = 1 << 62
GIVES_KEYS = ("add_person", "reset", "recover_with_paper", "recover_with_headquarters")
DONE_TO_KEYS = (
    *GIVES_KEYS,
    "let_in_again",
    "change_roles",
    "suspend",
    "revoke",
)  # all but her own change of passphrase
_DONE_BY = "COALESCE(json_extract(was, '$.by'), who)"
# What decides how long a file is kept, by the compartment it is read from; of one that is shut nothing is known.
_TOLD: Mapping[str, Mapping[str, str]] = {
    "health": {"last_care": "(SELECT MAX(seen_on) {health.medical_visits})"},
    "protection": {
        "last_legal": "(SELECT MAX(day) FROM (SELECT MAX(done_on) AS day {protection.legal_steps}"
        " UNION ALL SELECT MAX(COALESCE(closed_on, opened_on)) {protection.legal_cases}"
        " UNION ALL SELECT MAX(COALESCE(ended_on, to_on)) {protection.custody_orders}"
        " UNION ALL SELECT MAX(done_on) {care.follow_ups}))",
        "is_about_a_crime": "EXISTS (SELECT 1 {protection.legal_cases})"
        " OR EXISTS (SELECT 1 {protection.trafficking_profiles} AND r.status IN ('possible', 'confirmed'))",
    },
}


def closed_until(vault: Vault, centre_id: str, day: str, *, who_stayed: str) -> Iterator[Row]:
    """Yield the files of a house that were closed by a day, the first closed first, with what decides how long each is kept.

    Of those who stayed here, only files closed by another day. They are read a page at a time, as they are wanted: a large
    register has many.
    """
    told = {
        name: sql if compartment in vault.compartments else "NULL"
        for compartment, asked in _TOLD.items()
        for name, sql in asked.items()
    }
    told["was_here"] = "EXISTS (SELECT 1 {care.stays})"
    columns = ", ".join(f"{_of_the_file(sql)} AS {name}" for name, sql in told.items())
    sql = (
        "SELECT c.id, c.closed_on, p.birth_from, p.birth_to, p.birth_prec, p.birth_said_on, "
        f"{columns} FROM care.case_files AS c INDEXED BY case_files_closed JOIN care.persons AS p ON p.id = c.person_id"
        " WHERE c.centre_id = :centre AND c.status = 'closed' AND c.closed_on <= :day AND c.voided_at IS NULL"
        f" AND (c.closed_on <= :who_stayed OR NOT {_of_the_file(told['was_here'])})"
        f" AND (c.closed_on, c.id) > (:closed_on, :id) ORDER BY c.closed_on, c.id LIMIT {PAGE}"
    )
    behind = {"closed_on": "", "id": ""}
    while True:
        page = as_rows(vault.ask(sql, {"centre": centre_id, "day": day, "who_stayed": who_stayed, **behind}))
        yield from page
        if len(page) < PAGE:
            return
        behind = {"closed_on": str(page[-1]["closed_on"]), "id": str(page[-1]["id"])}


def _of_the_file(sql: str) -> str:
    """Fill in for each table its rows of the file; the index is named, or SQLite reads all of the house."""
    for place in _PLACES:
        rows = (
            f"FROM {place} AS r INDEXED BY {place.partition('.')[2]}_by_case"
            " WHERE r.centre_id = c.centre_id AND r.case_id = c.id AND r.voided_at IS NULL"
        )
        sql = sql.replace(f"{{{place}}}", rows)
    return sql


_PLACES = (
    "health.medical_visits", "protection.legal_steps", "protection.legal_cases", "protection.custody_orders",
    "protection.trafficking_profiles", "care.follow_ups", "care.stays",
)  # fmt: skip


def silences(vault: Vault, since: str, until: str, *, longest: timedelta) -> Iterator[timedelta]:
    """Yield how long nothing was written about people, each time that it was longer than `longest`, between two moments.

    Lines of what was only seen, and lines under a doubted clock, are no sign that time went by. Trusted lines go on in
    time: where two lie close together, so does all between them, and nothing between them is read.
    """
    ends = [found for found in (_written(vault, "ASC"), _written(vault, "DESC")) if found is not None]
    to_look_at = [(ends[0], ends[-1]), (ends[-1], (MANY, until))] if ends else []
    while to_look_at:
        before, after = to_look_at.pop()
        silent = _moment(after[1]) - _moment(max(before[1], since))
        if silent <= longest:
            continue
        between = _written_between(vault, before[0], after[0]) if after[0] != MANY else None
        if between is None:
            yield silent
        else:
            to_look_at += [(before, between), (between, after)]


def _written_between(vault: Vault, first: int, last: int) -> tuple[int, str] | None:
    """Return a line between two others, as near to their middle as there is one."""
    middle = (first + last) // 2
    return _written(vault, "ASC", max(middle - 1, first), last) or _written(vault, "DESC", first, middle)


def _written(vault: Vault, order: str, above: int = -1, below: int = MANY) -> tuple[int, str] | None:
    found = vault.ask(
        "SELECT seq, at FROM care.history WHERE seq > ? AND seq < ? AND clock_suspect = 0 AND row_commitment IS NOT NULL"
        f" ORDER BY seq {order} LIMIT 1",
        (above, below),
    )
    return (int(found[0][0]), str(found[0][1])) if found else None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def forget_searches(vault: Vault, names_her: Callable[[str], bool]) -> None:
    """Erase what was typed into searches where it names somebody; that there was a search stays. The same transaction."""
    if "identity" not in vault.compartments:
        return
    searched = vault.ask("SELECT seq, was FROM identity.history WHERE action = ? AND was IS NOT NULL", (_SEARCH,))
    told = [seq for seq, was in searched if names_her(str(json.loads(was).get("words") or ""))]
    vault.connection.execute(
        "UPDATE identity.history SET was = NULL, salt = NULL WHERE seq IN (SELECT value FROM json_each(?))",
        (json.dumps(told),),
    )


def forget_drafts(vault: Vault, names_her: Callable[[str], bool]) -> None:
    """Forget drafts that stand in no file and name somebody in words, as that of an arrival. The same transaction."""
    for compartment in vault.compartments:
        drafts = f"{vault.schema_name(compartment)}.drafts"
        apart = vault.ask(f"SELECT who, record_table, record_id, answers FROM {drafts} WHERE case_id IS NULL")
        vault.connection.executemany(
            f"DELETE FROM {drafts} WHERE who = ? AND record_table = ? AND record_id = ?",
            [key for *key, answers in apart if names_her(str(answers))],
        )


def still_told(vault: Vault, compartment: str, record_ids: Collection[str]) -> int:
    """Count the lines of history of these records that still hold old values."""
    place = vault.schema_name(compartment)
    found = vault.ask(
        f"SELECT (SELECT count(*) FROM {place}.history WHERE record_id IN (SELECT value FROM json_each(:ids))"
        " AND COALESCE(was, '{}') <> '{}') + (SELECT count(*) FROM "
        f"{place}.received_history WHERE record_id IN (SELECT value FROM json_each(:ids)) AND COALESCE(was, '{{}}') <> '{{}}')",
        {"ids": json.dumps(sorted(record_ids))},
    )
    return int(found[0][0])


def beside(vault: Vault, cases: Iterable[str], records: Iterable[str]) -> int:
    """Count the drafts about these files and records, and what their papers still hold, in all that is open."""
    told = {"all": json.dumps(sorted({*cases, *records})), "records": json.dumps(sorted(records))}
    counted = 0
    for compartment in vault.compartments:
        place = vault.schema_name(compartment)
        counted += _number(vault, f"SELECT count(*) FROM {place}.drafts WHERE {ABOUT_HER}", told)
        if vault.ask(f"SELECT 1 FROM {place}.sqlite_master WHERE name = 'paper_contents'"):
            papers = (
                f"SELECT count(*) FROM {place}.paper_contents WHERE paper_id IN (SELECT value FROM json_each(:records))"
            )
            counted += _number(vault, papers, told)
    return counted


def sorted_by(vault: Vault, persons: Iterable[str]) -> list[str]:
    """Return the names by which some persons are put in order; the words of the index itself cannot be read back."""
    found = vault.ask(
        "SELECT sort_key FROM identity.searchable WHERE person_id IN (SELECT value FROM json_each(?)) AND sort_key <> ''",
        (json.dumps(sorted(persons)),),
    )
    return [row[0] for row in found]


def writers_of(vault: Vault, compartment: str, record_id: str) -> list[tuple[str, str, int]]:
    """Return who wrote which act about a record, with the number of the line, in their order."""
    found = vault.ask(
        f"SELECT who, action, seq FROM {vault.schema_name(compartment)}.history WHERE record_id = ? ORDER BY seq",
        (record_id,),
    )
    return [(row[0], row[1], row[2]) for row in found]


def had_keys_of_her_own(vault: Vault, staff_id: str, asker: str, event_id: str, *, decided: str | None = None) -> bool:
    """Say whether somebody's keys were hers alone while it was asked for and decided that something be erased.

    They were not where anybody at all did something to them since the asking: whoever comes back with the recovery sheet
    signs as her. Nor where the asker gave them and no third person gave others since. Numbers tell the order, a clock does
    not: the lines of the asking and of the act `decided` stand beside those of the keys. Without the former nothing can be
    said for her. Who did it is in `was`: the line is signed by whoever opened next.
    """
    asked = _last(vault, "record_id = :event AND who = :asker", {"event": event_id, "asker": asker}, which="MIN")
    until = (
        _last(vault, "record_id = :event AND action = :act", {"event": event_id, "act": decided}) if decided else None
    )
    if asked is None:
        return False
    told = {"staff": staff_id, "asker": asker, "until": until or MANY, "asked": asked}
    hers = f"record_id = :staff AND seq < :until AND action IN ({_listed(DONE_TO_KEYS)})"
    gave = f"{hers} AND action IN ({_listed(GIVES_KEYS)}) AND {_DONE_BY}"
    by_asker, by_a_third = (_last(vault, f"{gave} {by}", told) for by in ("= :asker", "NOT IN (:asker, :staff)"))
    is_the_askers = by_asker is not None and by_asker > (by_a_third or 0)
    return not is_the_askers and (_last(vault, hers, told) or 0) < asked


def is_decision_told(vault: Vault, event_id: str, action: str) -> bool:
    """Say whether the act that decided it left a line beside those of the keys."""
    return _last(vault, "record_id = :event AND action = :act", {"event": event_id, "act": action}) is not None


def _last(vault: Vault, which_lines: str, told: Mapping[str, Any], *, which: str = "MAX") -> int | None:
    found = vault.ask(f"SELECT {which}(seq) FROM main.history WHERE {which_lines}", told)
    return None if found[0][0] is None else int(found[0][0])


def _listed(actions: Iterable[str]) -> str:
    return ", ".join(f"'{action}'" for action in actions)


def _number(vault: Vault, sql: str, told: Mapping[str, Any]) -> int:
    return int(vault.ask(sql, told)[0][0])


def with_former_values(vault: Vault, compartment: str, record_ids: Collection[str]) -> frozenset[str]:
    """Return those of these records of which history still tells what stood in them before."""
    place = vault.schema_name(compartment)
    found = vault.ask(
        f"SELECT DISTINCT record_id FROM {place}.history WHERE record_id IN (SELECT value FROM json_each(?))"
        " AND COALESCE(was, '{}') <> '{}'",
        (json.dumps(sorted(record_ids)),),
    )
    return frozenset(row[0] for row in found)


def former_texts(vault: Vault, compartment: str, record_ids: Collection[str]) -> list[str]:
    """Return what history tells that stood in some records before."""
    place = vault.schema_name(compartment)
    found = vault.ask(
        f"SELECT v.value FROM {place}.history AS h, json_each(h.was) AS v"
        " WHERE h.record_id IN (SELECT value FROM json_each(?)) AND h.was IS NOT NULL AND v.type = 'text'",
        (json.dumps(sorted(record_ids)),),
    )
    return [row[0] for row in found]


def erase_received(vault: Vault, compartment: str, record_ids: Collection[str], *, but: tuple[str, str]) -> None:
    """Erase what the histories of other registers tell of some records, all but one: by its centre and its lineage."""
    centre, lineage = but
    vault.connection.execute(
        f"UPDATE {vault.schema_name(compartment)}.received_history SET was = NULL, salt = NULL, row_salt = NULL"
        " WHERE NOT (centre_id = :centre AND lineage = :lineage)"
        " AND record_id IN (SELECT value FROM json_each(:ids)) AND (salt IS NOT NULL OR row_salt IS NOT NULL)",
        {"centre": centre, "lineage": lineage, "ids": json.dumps(sorted(record_ids))},
    )
