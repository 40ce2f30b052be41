"""Questions to the register that join tables: the list of residents, the board of beds, what is due.

All are led by the centre, as the indexes are. They answer with plain rows; names are joined only where the
compartment that holds them is open.
"""

import json
from collections.abc import Iterable, Sequence

from db.vault import Row, Vault, as_rows


def last_code(vault: Vault, centre_id: str, prefix: str) -> str | None:
    """Return the highest case number that begins with the prefix, voided files included: numbers are never used twice."""
    found = vault.ask(
        "SELECT max(code) FROM care.case_files WHERE centre_id = :centre AND code >= :prefix AND code < :beyond",
        {"centre": centre_id, "prefix": prefix, "beyond": prefix + "\U0010ffff"},
    )
    return found[0][0] if found else None


# The index of a lookup by case is named: left to itself, SQLite takes any index led by the centre, and reads all stays.
_HERE = (
    "EXISTS (SELECT 1 FROM care.stays AS t INDEXED BY stays_by_case WHERE t.centre_id = c.centre_id"
    " AND t.case_id = c.id AND t.ended_on IS NULL AND t.voided_at IS NULL)"
)


def _of(centres: Sequence[str]) -> str:
    """Return how a centre_id is compared. One centre, as in a house of its own, is looked up quicker than a list."""
    return "= :centre" if len(centres) == 1 else "IN (SELECT value FROM json_each(:centres))"


def _named(centres: Sequence[str]) -> dict[str, str | None]:
    return {"centre": centres[0] if centres else None, "centres": json.dumps(list(centres))}


_SCOPES = {"present": _HERE, "left": f"NOT {_HERE}", "all": "TRUE"}
_ORDERS = {
    "": "c.code",
    "code": "c.code",
    "name": "e.sort_key",
    "sex": "p.sex",
    "arrived": "s.admitted_on",
    "bed": "b.label",
}


def resident_ids(
    vault: Vault,
    centres: Sequence[str],
    *,
    scope: str = "present",
    sex: str | None = None,
    matching: str | None = None,
    near: Sequence[str] = (),
    cases: Iterable[str] | None = None,
    order: str = "code",
    descending: bool = False,
) -> list[str]:
    """Return case ids of these centres for the list of residents: `scope` present, left or all.

    `matching` is a search for names as `search.query` writes it; with order "" those come first whose names begin as
    the words of `near` do, and then by name. `cases` narrows the list to these. Tables that nothing is asked of cost
    nothing: SQLite leaves such joins out.
    """
    begun, conditions = _begun(scope, _of(centres), by_name=matching is not None)
    conditions.append("c.voided_at IS NULL")
    if sex:
        conditions.append("p.sex = :sex")
    if cases is not None:
        conditions.append("c.id IN (SELECT value FROM json_each(:cases))")
    sorted_by = (
        f"{_nearest(near)}, c.code" if matching and not order else _sorted_by(vault, order, descending=descending)
    )
    found = vault.ask(
        f"{_FOUND if matching is not None else ''}SELECT c.id FROM {begun} {_around(vault)} WHERE {' AND '.join(conditions)} ORDER BY {sorted_by}",
        {
            **_named(centres),
            "sex": sex,
            "matching": matching,
            "cases": json.dumps(list(cases or ())),
            **_begun_as(near),
        },
    )
    return [row[0] for row in found]


def found_cases(vault: Vault, matching: str, near: Sequence[str]) -> list[str]:
    """Return the ids of all files in which a search finds somebody, in the order of `resident_ids`.

    The index tells her files itself: while one types, no other table is read for everybody who answers. Nor is FTS5
    asked to weigh them: that takes six times as long as finding them, and says less of a name than how it begins.
    """
    found = vault.ask(
        "SELECT f.cases FROM identity.name_search AS n CROSS JOIN identity.searchable AS f ON f.number = n.rowid"
        f" WHERE n.name_search MATCH :matching ORDER BY {_nearest(near)}",
        {"matching": matching, **_begun_as(near)},
    )
    return [case_id for (cases,) in found for case_id in cases.split()]


def _begun(scope: str, of_centres: str, *, by_name: bool) -> tuple[str, list[str]]:
    """Return the tables to begin with and their conditions, so that a long register lists as fast as a short one.

    The list of who is here begins with the open stays, which are few, a search of all files with the names found.
    """
    here = (
        "care.stays AS o INDEXED BY stays_open CROSS JOIN care.case_files AS c ON c.id = o.case_id",
        [f"o.centre_id {of_centres}", "o.ended_on IS NULL", "o.voided_at IS NULL"],
    )
    match (scope, by_name):
        case ("present", False):
            return here
        case ("present", True):
            return (
                f"{here[0]} JOIN identity.searchable AS f ON f.person_id = c.person_id JOIN n ON n.number = f.number",
                here[1],
            )
        case (_, True):
            names = (
                "n CROSS JOIN identity.searchable AS f ON f.number = n.number CROSS JOIN care.case_files AS c"
                f" INDEXED BY case_files_by_person ON c.person_id = f.person_id AND c.centre_id {of_centres}"
            )
            return names, [_SCOPES[scope]]
    return "care.case_files AS c", [f"c.centre_id {of_centres}", _SCOPES[scope]]


def _nearest(near: Sequence[str]) -> str:
    """Return the terms of ORDER BY that put first whoever has most of the words in her name as they are spelt."""
    spelt = [f"(instr(' ' || f.sort_key, :near_{number}) > 0)" for number, _ in enumerate(near)]
    return f"{' + '.join(spelt)} DESC, f.sort_key" if spelt else "f.sort_key"


def _begun_as(near: Sequence[str]) -> dict[str, str]:
    return {f"near_{number}": f" {word}" for number, word in enumerate(near)}


# Materialized: SQLite would ask the index of names anew for each person who is here.
_FOUND = "WITH n (number) AS MATERIALIZED (SELECT rowid FROM identity.name_search WHERE name_search MATCH :matching) "


def _sorted_by(vault: Vault, order: str, *, descending: bool) -> str:
    """Return the terms of ORDER BY: what is not known comes last either way."""
    if order == "age":  # the latest birth is the youngest
        direction = "ASC" if descending else "DESC"
        return f"p.birth_to IS NULL, p.birth_to {direction}, p.birth_from {direction}, c.code"
    by = _ORDERS["code" if order == "name" and "identity" not in vault.compartments else order]
    return f"{by} IS NULL, {by} {'DESC' if descending else 'ASC'}, c.code"


def cases_of_code(vault: Vault, centres: Sequence[str], prefix: str) -> list[str]:
    """Return the ids of the files whose number begins so."""
    found = vault.ask(
        f"SELECT id FROM care.case_files WHERE centre_id {_of(centres)} AND code >= :prefix AND code < :beyond"
        " AND voided_at IS NULL",
        {**_named(centres), "prefix": prefix, "beyond": prefix + "\U0010ffff"},
    )
    return [row[0] for row in found]


def cases_of_serial(vault: Vault, centres: Sequence[str], serial: int) -> list[str]:
    """Return the ids of the files with this serial number, one a year and centre."""
    found = vault.ask(
        f"SELECT id FROM care.case_files WHERE centre_id {_of(centres)} AND code LIKE :ending AND voided_at IS NULL",
        {**_named(centres), "ending": f"%-{serial:04d}"},
    )
    return [row[0] for row in found]


def resident_rows(vault: Vault, case_ids: Sequence[str]) -> dict[str, Row]:
    """Return what the list of residents shows of each case, by case id."""
    sql = (
        "SELECT c.id AS case_id, c.centre_id, c.code, c.status, c.person_id, p.sex, p.birth_from, p.birth_to, p.birth_prec,"
        " p.birth_said_on, s.id AS stay_id, s.admitted_on, s.ended_on, s.admission_type, s.room_in_words,"
        " b.label AS bed, q.status AS plan_status, q.review_on AS plan_review_on,"
        " (SELECT max(r.agreed_on) FROM care.care_plans AS r WHERE r.centre_id = c.centre_id AND r.case_id = c.id"
        "  AND r.voided_at IS NULL) AS plan_agreed_on"
        f" FROM care.case_files AS c {_around(vault)}"
        " LEFT JOIN care.care_plans AS q ON q.id = (SELECT r.id FROM care.care_plans AS r"
        "  WHERE r.centre_id = c.centre_id AND r.case_id = c.id AND r.voided_at IS NULL ORDER BY r.version DESC LIMIT 1)"
        " WHERE c.id IN (SELECT value FROM json_each(?))"
    )
    return {row["case_id"]: row for row in as_rows(vault.ask(sql, (json.dumps(list(case_ids)),)))}


def _around(vault: Vault) -> str:
    """Join to the case c its person, its newest stay, the bed of tonight and, where it may be known, the name."""
    names = (
        " LEFT JOIN identity.searchable AS e ON e.person_id = c.person_id" if "identity" in vault.compartments else ""
    )
    return (
        " LEFT JOIN care.persons AS p ON p.id = c.person_id"
        " LEFT JOIN care.stays AS s ON s.id = (SELECT t.id FROM care.stays AS t INDEXED BY stays_by_case"
        "  WHERE t.centre_id = c.centre_id AND t.case_id = c.id AND t.voided_at IS NULL"
        "  ORDER BY t.admitted_on DESC, t.id DESC LIMIT 1)"
        " LEFT JOIN care.bed_assignments AS g ON g.id = (SELECT h.id FROM care.bed_assignments AS h INDEXED BY bed_assignments_by_stay"
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
    return as_rows(found)


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
        "SELECT seq, at, clock_suspect, who, action, record_table, record_id, rev, was, row_commitment"
        f" FROM {vault.schema_name(compartment)}.history"
        " WHERE record_id IN (SELECT value FROM json_each(?)) ORDER BY seq DESC LIMIT ?",
        (json.dumps(list(record_ids)), limit),
    )
    return [{**dict(row), "changed": sorted(json.loads(row["was"] or "{}"))} for row in found]


def received_acts(vault: Vault, actions: Iterable[str], *, since: str) -> list[Row]:
    """Return the lines of other registers' histories that tell of these acts, the newest first, each once.

    A register that was restored tells its whole history again, in another lineage.
    """
    found = vault.ask(
        "SELECT DISTINCT centre_id, at, action, record_id FROM main.received_history"
        " WHERE at >= :since AND action IN (SELECT value FROM json_each(:actions)) ORDER BY at DESC",
        {"since": since, "actions": json.dumps(list(actions))},
    )
    return as_rows(found)


def confidential_cases(vault: Vault, *, beside: Sequence[str] = ()) -> list[Row]:
    """Return the restricted and sealed files of every centre that stands here, with what says to whom they belong.

    Those of `beside` are among them, confidential or not, and so are those taken back: that opens nothing.
    """
    asked = "SELECT id, person_id, created_by, referent_id, merged_into_id, confidentiality FROM care.case_files"
    found = vault.ask(
        f"{asked} WHERE confidentiality IN ('restricted', 'sealed')"
        f" UNION {asked} WHERE id IN (SELECT value FROM json_each(:beside))",
        {"beside": json.dumps(list(beside))},
    )
    return as_rows(found)


def merged_files(vault: Vault) -> list[tuple[str, str]]:
    """Return every merged file with the one it was merged into, voided or not: the partial index holds these alone."""
    found = vault.ask(
        "SELECT id, merged_into_id FROM care.case_files INDEXED BY case_files_by_merge WHERE merged_into_id IS NOT NULL"
    )
    return [(merged, kept) for merged, kept in found]


def cases_naming(vault: Vault, case_ids: Sequence[str], who: str) -> frozenset[str]:
    """Return those of the cases in whose plan an action waits for this member of staff."""
    found = vault.ask(
        "SELECT DISTINCT a.case_id FROM care.case_files AS c JOIN care.plan_actions AS a INDEXED BY plan_actions_by_case"
        " ON a.centre_id = c.centre_id AND a.case_id = c.id"
        " WHERE c.id IN (SELECT value FROM json_each(:cases)) AND a.who_id = :who AND a.voided_at IS NULL",
        {"cases": json.dumps(list(case_ids)), "who": who},
    )
    return frozenset(row[0] for row in found)
