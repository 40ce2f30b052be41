"""How good the records are: what is filled in, how late it is written down, how ages are known, what went to headquarters.

Counted are answers that are chosen, numbered or dated: words do not reach headquarters without consent, and a score
must be the same there as at the centre.
"""

from collections.abc import Mapping, Sequence

from db.facts.cases import CLOSED, IS_FILE, OPEN_LATELY
from db.facts.parts import lasting, moments, of_files

# What every file is asked (M1): the required questions of all that is kept of a file, but what the program writes by
# itself and what is ticked off every day. A test holds this list against the declarations.
REQUIRED: Mapping[str, Sequence[str]] = {
    "care.persons": ("sex",),
    "care.case_files": ("code", "status", "opened_on"),
    "care.intakes": ("contact_on", "source", "reason"),
    "care.stays": ("admission_type", "admitted_on"),
    "care.exits": ("left_on", "reason", "quality"),
    "care.transfers": ("transferred_on",),
    "care.births": ("born", "outcome"),
    "care.case_projects": ("from_on",),
    "care.leaves": ("absence_type", "out_at"),
    "care.belongings": ("kind", "deposited_on"),
    "care.distributions": ("quantity", "given_on"),
    "care.consents": ("purpose", "status", "given_on", "giver", "mode"),
    "care.told_topics": ("topic", "told_on"),
    "care.risk_assessments": ("assessed_on", "level", "next_on"),
    "care.safety_plans": ("drawn_up_on",),
    "care.needs_assessments": ("assessed_on",),
    "care.domain_needs": ("domain",),
    "care.functional_difficulties": ("asked_on",),
    "care.education_profiles": ("level_at_entry",),
    "care.school_enrolments": ("provision", "from_on"),
    "care.term_results": ("term",),
    "care.school_attendances": ("month", "days_open", "days_present"),
    "care.training_enrolments": ("trade", "mode", "from_on"),
    "care.training_evaluations": ("month",),
    "care.kit_grants": ("kit", "value_fcfa", "given_on"),
    "care.care_plans": ("version", "status", "drafted_on", "review_on"),
    "care.plan_goals": ("domain", "due_on"),
    "care.plan_reviews": ("reviewed_on", "next_on"),
    "care.signatures": ("role", "mode", "signed_on"),
    "care.referrals": ("direction", "referral_type", "reason", "status"),
    "care.service_records": ("domain", "given_on"),
    "care.follow_ups": ("milestone", "follow_up_type", "done_on", "via", "result"),
    "care.case_notes": ("noted_on",),
    "health.medical_visits": ("visit_type", "seen_on"),
    "health.prescriptions": ("from_on",),
    "health.cares_after_rape": ("happened_at",),
    "health.vaccinations": ("vaccine", "given_on"),
    "health.pregnancies": ("noted_on",),
    "health.growth_measures": ("measured_on",),
    "health.health_papers": ("document_type",),
    "protection.first_accounts": ("told_on",),
    "protection.trafficking_profiles": ("status",),
    "protection.exploitations": ("form",),
    "protection.vulnerabilities": ("factor",),
    "protection.journey_events": ("event",),
    "protection.alleged_perpetrators": ("roles",),
    "protection.risk_drivers": ("drivers",),
    "protection.psychosocial_sessions": ("session_type", "held_on"),
    "protection.wellbeing_measures": ("measured_on",),
    "protection.legal_cases": ("kind", "opened_on"),
    "protection.legal_steps": ("action",),
    "protection.custody_orders": ("kind", "from_on"),
    "protection.notifications": ("target", "event", "happened_on", "due_at"),
    "protection.protection_papers": ("document_type",),
}
_CENTRES = "centre_id IN (SELECT value FROM json_each(:centres))"
_PARTIAL = frozenset({"born"})  # kept as an interval
# What is dated by the day it happened on, and how late it was written down (M2).
_DATED = {
    "care.intakes": "contact_on",
    "care.stays": "admitted_on",
    "care.exits": "left_on",
    "care.consents": "given_on",
    "care.risk_assessments": "assessed_on",
    "care.kit_grants": "given_on",
    "care.follow_ups": "done_on",
    "health.medical_visits": "seen_on",
    "protection.psychosocial_sessions": "held_on",
    "protection.incidents": "reported_on",
}


def _answered(question: str) -> str:
    column = f"{question}_from" if question in _PARTIAL else question
    return f"(COALESCE(r.{column}, '') <> '' OR json_extract(r.missing, '$.{question}') IS NOT NULL)"


def _asked(table: str) -> str:
    """Return a SELECT of the records of one table in the files looked at: how many answers each needs, and has."""
    required = REQUIRED[table]
    given = " + ".join(map(_answered, required))
    return f"SELECT opened.case_id, {len(required)} AS required, {given} AS given {_of_files(table)} AND r.voided_at IS NULL"


def _of_files(table: str) -> str:
    match table:
        case "care.persons":
            return f"FROM opened CROSS JOIN {table} AS r WHERE r.id = opened.person_id"
        case "care.case_files":
            return f"FROM opened CROSS JOIN {table} AS r WHERE r.id = opened.case_id"
    by_case = f"INDEXED BY {table.partition('.')[2]}_by_case"
    return f"FROM opened CROSS JOIN {table} AS r {by_case} WHERE r.centre_id = opened.centre_id AND r.case_id = opened.case_id"


def _answers(which: str) -> str:
    """Return a SELECT of the open files with their answers, table by table: file by file it would take thrice as long."""
    return (
        f"WITH opened AS MATERIALIZED (SELECT * FROM ({_open_files('0', where=f'c.{_CENTRES} AND {OPEN_LATELY}')})"
        " WHERE until IS NULL OR until >= :first),"
        f" asked AS MATERIALIZED (SELECT case_id, SUM({which}) AS amount"
        f" FROM ({' UNION ALL '.join(map(_asked, REQUIRED))}) GROUP BY case_id)"
        " SELECT opened.centre_id, opened.person_id, opened.case_id, opened.day, opened.until, NULL AS key, asked.amount"
        " FROM asked CROSS JOIN opened ON opened.case_id = asked.case_id"
    )


def _open_files(amount: str, *, key: str = "NULL", where: str = IS_FILE) -> str:
    return (
        f"SELECT c.centre_id, c.person_id, c.id AS case_id, c.opened_on AS day, {CLOSED} AS until, {key} AS key,"
        f" {amount} AS amount FROM care.case_files AS c WHERE {where}"
    )


_LATE = " UNION ALL ".join(
    moments(
        of_files(table),
        day=f"r.{day}",
        key=f"'{table.partition('.')[2]}'",
        amount=f"MAX(0, julianday(substr(r.created_at, 1, 10)) - julianday(r.{day}))",
    )
    for table, day in _DATED.items()
)


def _bundles(done_on: str) -> str:
    """A bundle stands in the month that it was made for; `key` is the day."""
    return (
        "SELECT COALESCE(b.from_centre_id, b.centre_id) AS centre_id, NULL AS person_id, NULL AS case_id, b.month AS day,"
        f" NULL AS until, substr({done_on}, 1, 10) AS key, 1 AS amount FROM main.bundles AS b"
        f" WHERE b.voided_at IS NULL AND b.bundle_type = 'monthly' AND {done_on} IS NOT NULL"
        " AND COALESCE(b.status, '') <> 'rejected'"
    )


SELECTS = {
    # M1: of files that are open; `amount` is how many answers
    "answers_required": _answers("required"),
    "answers_given": _answers("given"),
    # M2: `amount` is how many days later it was written down, `key` what
    "written_late": _LATE,
    # M3; a backup counts as tested once it was restored beside the register and compared; `key` is the day
    "backups_tested": (
        "SELECT b.centre_id, NULL AS person_id, NULL AS case_id, substr(b.done_at, 1, 10) AS day, NULL AS until,"
        " substr(b.done_at, 1, 10) AS key, 1 AS amount FROM main.backups AS b"
        " WHERE b.voided_at IS NULL AND b.act = 'rehearsed' AND b.outcome <> 'failed'"
    ),
    "bundles_issued": _bundles("COALESCE(b.written_at, b.received_at)"),
    "bundles_acknowledged": _bundles("b.acknowledged_at"),
    # M4: what two houses answered differently, until somebody decides
    "conflicts": (
        "SELECT r.centre_id, NULL AS person_id, NULL AS case_id, substr(r.created_at, 1, 10) AS day,"
        " CASE WHEN r.outcome = 'conflict' THEN NULL ELSE COALESCE(r.decided_on, substr(r.created_at, 1, 10)) END AS until,"
        " NULL AS key, 1 AS amount FROM main.correction_answers AS r WHERE r.voided_at IS NULL"
    ),
    # for whom a project pays; it narrows a whole report. `key` is the project
    "paid_for": lasting(
        of_files("care.case_projects"),
        day="COALESCE(r.from_on, '0001-01-01')",
        until="date(r.to_on, '+1 day')",
        key="r.project_id",
    ),
    # M5: `key` is according to what the age is known
    "open_files": _open_files("1", key="(SELECT p.age_basis FROM care.persons AS p WHERE p.id = c.person_id)"),
}
