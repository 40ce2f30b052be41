"""What went wrong or did harm, in the house or outside; and reports of abuse by staff, counted without being opened."""

from db.facts.cases import middle

# An incident of the house is nobody's. Abuse by staff is never in these rows: it goes to headquarters sealed.
_HAPPENED = (
    "FROM protection.incidents AS r LEFT JOIN care.case_files AS c ON c.id = r.case_id"
    " WHERE r.voided_at IS NULL AND COALESCE(r.incident_type, '') <> 'psea'"
)


def _incidents(key: str) -> str:
    return (
        f"SELECT r.centre_id, c.person_id, r.case_id, {middle('r.occurred')} AS day, NULL AS until,"
        f" {key} AS key, 1 AS amount {_HAPPENED}"
    )


SELECTS = {
    # L1, L3: `key` is what happened, or where
    "incidents": _incidents("r.incident_type"),
    "incidents_by_place": _incidents("r.place"),
    # L2: on the day it was entered, which is not the day it was written; nothing else stands outside the seal
    "sealed_reports": (
        "SELECT r.centre_id, NULL AS person_id, NULL AS case_id, substr(r.created_at, 1, 10) AS day, NULL AS until,"
        " NULL AS key, 1 AS amount FROM main.psea_reports AS r WHERE r.voided_at IS NULL"
    ),
}
