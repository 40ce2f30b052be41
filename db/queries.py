"""Questions to the register that join tables: the list of residents, the board of beds, what is due.

All are led by the centre, as the indexes are. They answer with plain rows; names are joined only where the
compartment that holds them is open.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from db.vault import Row, Vault


def last_code(vault: Vault, centre_id: str, prefix: str) -> str | None:
    """Return the highest case number that begins with the prefix, voided files included: numbers are never used twice."""
    found = vault.ask(
        "SELECT max(code) FROM care.case_files WHERE centre_id = :centre AND code >= :prefix AND code < :beyond",
        {"centre": centre_id, "prefix": prefix, "beyond": prefix + "\U0010ffff"},
    )
    return found[0][0] if found else None


_PRESENT = "s.ended_on IS NULL AND s.id IS NOT NULL"
_SCOPES = {"present": _PRESENT, "left": f"NOT ({_PRESENT})", "all": "TRUE"}
_ORDERS = {
    "code": "c.code",
    "name": "n.sort_key",
    "sex": "p.sex",
    "age": "p.birth_to",
    "arrived": "s.admitted_on",
    "bed": "b.label",
    "plan": "plan_status",
    "next": "next_on",
}


def resident_ids(
    vault: Vault,
    centre_id: str,
    *,
    scope: str = "present",
    sex: str | None = None,
    plan: Sequence[str] = (),
    persons: Iterable[str] | None = None,
    order: str = "code",
    descending: bool = False,
) -> list[str]:
    """Return case ids for the list of residents: `scope` present, left or all; `persons` as a search found them."""
    conditions = ["c.centre_id = :centre", "c.voided_at IS NULL", _SCOPES[scope]]
    parameters: dict[str, Any] = {"centre": centre_id, "sex": sex}
    if sex:
        conditions.append("p.sex = :sex")
    if plan:
        conditions.append("plan_status IN (SELECT value FROM json_each(:plan))")
        parameters["plan"] = json.dumps(list(plan))
    if persons is not None:
        conditions.append("c.person_id IN (SELECT value FROM json_each(:persons))")
        parameters["persons"] = json.dumps(list(persons))
    by = _ORDERS[order if order != "name" or "identity" in vault.compartments else "code"]
    direction = "DESC" if descending else "ASC"
    sql = (
        f"SELECT c.id, {_PLAN_STATUS}, {_NEXT_ON} {_from(vault)}"
        f" WHERE {' AND '.join(conditions)} ORDER BY {by} IS NULL, {by} {direction}, c.code"
    )
    return [row[0] for row in vault.ask(sql, parameters)]


def resident_rows(vault: Vault, case_ids: Sequence[str]) -> dict[str, Row]:
    """Return what the list of residents shows of each case, by case id."""
    names = "n.sort_key, " if "identity" in vault.compartments else ""
    sql = (
        "SELECT c.id AS case_id, c.code, c.status, c.person_id, p.sex, p.birth_from, p.birth_to, p.birth_prec,"
        " p.birth_said_on, s.id AS stay_id, s.admitted_on, s.ended_on, s.admission_type, s.room_in_words,"
        f" b.label AS bed, {names}{_PLAN_STATUS}, {_NEXT_ON} {_from(vault)}"
        " WHERE c.id IN (SELECT value FROM json_each(?))"
    )
    return {row["case_id"]: dict(row) for row in vault.ask(sql, (json.dumps(list(case_ids)),))}


_PLAN_STATUS = (
    "(SELECT q.status FROM care.care_plans AS q WHERE q.centre_id = c.centre_id AND q.case_id = c.id"
    " AND q.voided_at IS NULL ORDER BY q.version DESC LIMIT 1) AS plan_status"
)
_NEXT_ON = (
    "(SELECT min(due) FROM ("
    " SELECT q.review_on AS due FROM care.care_plans AS q WHERE q.centre_id = c.centre_id AND q.case_id = c.id"
    "  AND q.status IN ('proposed', 'agreed', 'active', 'review_due') AND q.voided_at IS NULL"
    " UNION ALL SELECT a.due_on FROM care.plan_actions AS a JOIN care.care_plans AS q ON q.id = a.plan_id"
    "  WHERE a.centre_id = c.centre_id AND a.case_id = c.id AND a.status IN ('planned', 'due', 'blocked')"
    "  AND q.status IN ('agreed', 'active', 'review_due') AND a.voided_at IS NULL"
    " UNION ALL SELECT h.next_on FROM care.health_briefs AS h WHERE h.centre_id = c.centre_id AND h.case_id = c.id"
    "  AND h.voided_at IS NULL)) AS next_on"
)


def _from(vault: Vault) -> str:
    """The case with its person, its newest stay, the bed of tonight and, where it may be known, the name."""
    names = (
        " LEFT JOIN identity.searchable AS n ON n.person_id = c.person_id" if "identity" in vault.compartments else ""
    )
    return (
        "FROM care.case_files AS c JOIN care.persons AS p ON p.id = c.person_id"
        " LEFT JOIN care.stays AS s ON s.id = (SELECT t.id FROM care.stays AS t WHERE t.centre_id = c.centre_id"
        "  AND t.case_id = c.id AND t.voided_at IS NULL ORDER BY t.admitted_on DESC, t.id DESC LIMIT 1)"
        " LEFT JOIN care.bed_assignments AS g ON g.id = (SELECT h.id FROM care.bed_assignments AS h"
        "  WHERE h.centre_id = c.centre_id AND h.stay_id = s.id AND h.to_on IS NULL AND h.voided_at IS NULL"
        "  ORDER BY h.from_on DESC LIMIT 1)"
        f" LEFT JOIN main.beds AS b ON b.id = g.bed_id{names}"
    )


def sleepers(vault: Vault, centre_id: str, night: str) -> list[Row]:
    """Return who sleeps in which bed on a night: bed, stay, case, person, and the night's mark when there is one."""
    found = vault.ask(
        "SELECT g.id AS assignment_id, g.bed_id, g.event, s.id AS stay_id, s.case_id, s.admission_type, c.code,"
        " p.id AS person_id, p.sex, p.birth_from, p.birth_to, p.birth_prec, p.birth_said_on,"
        " w.present, w.absence_type"
        " FROM care.bed_assignments AS g"
        " JOIN care.stays AS s ON s.id = g.stay_id AND s.voided_at IS NULL"
        " JOIN care.case_files AS c ON c.id = s.case_id"
        " JOIN care.persons AS p ON p.id = s.person_id"
        " LEFT JOIN care.presence_nights AS w ON w.centre_id = g.centre_id AND w.night = :night AND w.stay_id = s.id"
        "  AND w.voided_at IS NULL"
        " WHERE g.centre_id = :centre AND g.voided_at IS NULL AND g.from_on <= :night"
        " AND (g.to_on IS NULL OR g.to_on > :night)",
        {"centre": centre_id, "night": night},
    )
    return [dict(row) for row in found]


def open_stays(vault: Vault, centre_id: str, day: str) -> int:
    """Return how many stays are open at the end of a day."""
    found = vault.ask(
        "SELECT count(*) FROM care.stays WHERE centre_id = :centre AND voided_at IS NULL AND admitted_on <= :day"
        " AND (ended_on IS NULL OR ended_on > :day)",
        {"centre": centre_id, "day": day},
    )
    return int(found[0][0])


def history_of(vault: Vault, compartment: str, record_ids: Sequence[str], *, limit: int) -> list[Row]:
    """Return the newest lines of a compartment's history about these records, with the columns that changed."""
    found = vault.ask(
        "SELECT seq, at, clock_suspect, who, action, record_table, record_id, was"
        f" FROM {vault.schema_name(compartment)}.history"
        " WHERE record_id IN (SELECT value FROM json_each(?)) ORDER BY seq DESC LIMIT ?",
        (json.dumps(list(record_ids)), limit),
    )
    return [{**dict(row), "changed": sorted(json.loads(row["was"] or "{}"))} for row in found]
