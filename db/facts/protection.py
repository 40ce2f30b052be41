"""How great the danger is and what was done about it; plans, their reviews and goals; consents; who looks after whom.

What is owed by a day counts in the month of that day: then it was done in time, or it was not.
"""

from db.facts.cases import CLOSED, IS_FILE, NOT_LONG_CLOSED, OPEN_LATELY, files
from db.facts.flows import HERSELF, ONCE
from db.facts.parts import IS_HERSELF, earlier, moments, of_women, one_with

_CENTRES = "centre_id IN (SELECT value FROM json_each(:centres))"
_OPEN = f"{IS_FILE} AND {IS_HERSELF}"
_BEFOREHAND, _FIRST_WITHIN = "'-7 days'", "'+1 day'"  # as the agenda asks: what was looked at the week before counts
_SAFE_WITHIN, _PLAN_WITHIN, _REVIEW_WITHIN = "'+2 days'", "'+14 days'", "'+7 days'"
_UNTIL_REVIEW = "'+90 days'"

# --- danger ----------------------------------------------------------------------------------------------------

# Each assessment that says a level, with the day of the next one and the level before it; those of merged files as well.
_LOOKS = (
    "SELECT c.id AS file_id, r.assessed_on, r.level,"
    " LEAD(r.assessed_on) OVER in_order AS next_on, LAG(r.level) OVER in_order AS before"
    " FROM care.case_files AS c CROSS JOIN care.risk_assessments AS r ON r.centre_id = c.centre_id"
    f" AND r.case_id IN {one_with('c')} AND r.voided_at IS NULL AND r.level IS NOT NULL AND r.assessed_on IS NOT NULL"
    f" WHERE c.{_CENTRES} AND {NOT_LONG_CLOSED} AND {IS_HERSELF}"  # one merged into it may have been opened long before
    " WINDOW in_order AS (PARTITION BY c.id ORDER BY r.assessed_on, r.id)"
)
_LEVELS = f"FROM ({_LOOKS}) AS look CROSS JOIN care.case_files AS c ON c.id = look.file_id"
_FIRST_LOOK = (
    f"(SELECT MIN(a.assessed_on) FROM care.risk_assessments AS a WHERE a.centre_id = c.centre_id"
    f" AND a.case_id IN {one_with('c')} AND a.voided_at IS NULL AND a.level IS NOT NULL)"
)
_DANGER_BEGAN = (
    "look.level IN ('immediate', 'high') AND look.assessed_on >= date(:first, '-14 days')"
    " AND COALESCE(look.before, '') NOT IN ('immediate', 'high')"
)
_HAS_SAFETY_PLAN = (
    f"EXISTS (SELECT 1 FROM care.safety_plans AS p WHERE p.centre_id = c.centre_id AND p.case_id IN {one_with('c')}"
    f" AND p.voided_at IS NULL AND p.drawn_up_on <= date(look.assessed_on, {_SAFE_WITHIN}))"
)


def _dangers(where: str) -> str:
    return (
        f"SELECT c.centre_id, c.person_id, c.id AS case_id, date(look.assessed_on, {_SAFE_WITHIN}) AS day, NULL AS until,"
        f" look.level AS key, 1 AS amount {_LEVELS} WHERE {_DANGER_BEGAN} AND {where}"
    )


# --- plans -----------------------------------------------------------------------------------------------------

_AGREED_IN_TIME = (
    f"EXISTS (SELECT 1 FROM care.care_plans AS p WHERE p.centre_id = c.centre_id AND p.case_id IN {one_with('c')}"
    f" AND p.voided_at IS NULL AND p.agreed_on <= date(c.opened_on, {_PLAN_WITHIN}))"
)
_STILL_OPEN = f"({CLOSED} IS NULL OR {CLOSED} >= date(c.opened_on, {_PLAN_WITHIN}))"
_HAS_SIGNED_PAPER = (
    "EXISTS (SELECT 1 FROM identity.papers AS p WHERE p.centre_id = r.centre_id AND p.case_id = r.case_id"
    " AND p.voided_at IS NULL AND p.document_type = 'care_plan_signed'"
    " AND (p.about_id = r.id OR p.about_id IS NULL AND COALESCE(p.dated, substr(p.created_at, 1, 10)) >= r.agreed_on))"
)
_AGREED = f"{of_women('care.care_plans')} AND r.agreed_on IS NOT NULL"
# When a review was due. Of one that does not say: by the one before it, or 90 days after the plan was agreed.
_DUE_ONCE = (
    "COALESCE((SELECT MAX(b.next_on) FROM care.plan_reviews AS b WHERE b.centre_id = r.centre_id"
    " AND b.case_id = r.case_id AND b.plan_id = r.plan_id AND b.voided_at IS NULL AND b.reviewed_on < r.reviewed_on),"
    f" (SELECT date(p.agreed_on, {_UNTIL_REVIEW}) FROM care.care_plans AS p WHERE p.id = r.plan_id))"
)
_DECIDED_ON = f"date({{due}}, {_REVIEW_WITHIN})"
# The next version, once it is agreed, does what a review does.
_NEXT_AGREED = (
    "(SELECT MIN(n.agreed_on) FROM care.care_plans AS n INDEXED BY care_plans_by_case WHERE n.centre_id = r.centre_id AND n.case_id = r.case_id"
    " AND n.previous_id = r.id AND n.voided_at IS NULL)"
)
_LATELY = "BETWEEN date(:first, '-14 days') AND :last"
_REVIEWED = f"{of_women('care.plan_reviews')} AND r.reviewed_on IS NOT NULL"
_NOT_REVIEWED = (
    f"{of_women('care.care_plans')} AND r.agreed_on IS NOT NULL AND r.review_on {_LATELY}"
    " AND (r.status IN ('agreed', 'active', 'review_due', 'revised')"
    # a plan that ended with its file was owed its review until then
    f" OR r.status IN ('completed', 'abandoned') AND {CLOSED} IS NOT NULL)"
    f" AND ({CLOSED} IS NULL OR {CLOSED} >= r.review_on)"
    f" AND (r.status <> 'revised' OR {_NEXT_AGREED} >= r.review_on)"
)


def _reviews(of_review: str, of_plan: str) -> str:
    """Return the reviews that were held, with and without the day they were due on, and those still to be held."""
    return " UNION ALL ".join(
        moments(f"{of} AND {wanted.format(due=due)}", day=_DECIDED_ON.format(due=due))
        for of, due, wanted in (
            (f"{_REVIEWED} AND r.due_on {_LATELY}", "r.due_on", of_review),
            (f"{_REVIEWED} AND r.due_on IS NULL", _DUE_ONCE, of_review),
            (_NOT_REVIEWED, "r.review_on", of_plan),
        )
    )


# --- consents --------------------------------------------------------------------------------------------------

# The ledger, as it is read elsewhere: a yes dated ahead of the day it was written on is none; a no counts at the latest
# from the day it was written; one for a single organisation holds for nobody else. The newest line stands until the next.
_LINE = (
    "SELECT l.id, c.id AS file_id, l.purpose, l.status, l.expires_on,"
    " CASE WHEN l.status IN ('refused', 'withdrawn')"
    " THEN MIN(COALESCE(l.given_on, substr(l.created_at, 1, 10)), substr(l.created_at, 1, 10))"
    " WHEN l.given_on <= substr(l.created_at, 1, 10) THEN l.given_on END AS said_on,"
    " l.status IN ('given', 'given_partial') AS is_yes, l.status IN ('refused', 'withdrawn') AS is_no,"
    " COALESCE(TRIM(l.basis_reason), '') <> '' AND l.legal_basis IS NOT NULL AND l.authorised_by IS NOT NULL AS has_basis"
    " FROM care.case_files AS c {files} CROSS JOIN care.consents AS l"
    " ON l.centre_id = {of}.centre_id AND l.case_id = {of}.id AND l.purpose IN ('services', 'data_storage')"
    f" WHERE c.{_CENTRES} AND {OPEN_LATELY} AND l.voided_at IS NULL"
    " AND l.status <> 'not_asked' AND l.partner_id IS NULL AND COALESCE(l.partner_in_words, '') = ''"
)
_OF_MERGED_FILES = "CROSS JOIN care.case_files AS f ON f.centre_id = c.centre_id AND f.merged_into_id = c.id"
_LINES = f"{_LINE.format(files='', of='c')} UNION ALL {_LINE.format(files=_OF_MERGED_FILES, of='f')}"
_STANDING = (
    f"WITH line AS MATERIALIZED (SELECT * FROM ({_LINES}) WHERE said_on IS NOT NULL),"
    " stood AS MATERIALIZED (SELECT *,"
    " LEAD(said_on) OVER (PARTITION BY file_id, purpose ORDER BY said_on, id) AS next_on,"
    # a no that was said earlier and written later than every yes until then was answered by none of them
    " MAX(CASE WHEN is_no THEN id ELSE '' END) OVER so_far AS last_no,"
    " MAX(CASE WHEN is_yes OR has_basis AND NOT is_no THEN id ELSE '' END) OVER so_far AS last_yes"
    " FROM line WINDOW so_far AS (PARTITION BY file_id, purpose ORDER BY said_on, id)),"
    " valid AS MATERIALIZED (SELECT file_id, purpose, said_on,"
    " CASE WHEN expires_on IS NULL THEN next_on"
    " ELSE MIN(COALESCE(next_on, '9999'), date(expires_on, '+1 day')) END AS until"
    " FROM stood WHERE NOT is_no AND (is_yes OR has_basis) AND last_yes >= last_no)"
)

SELECTS = {
    # C1: admissions whose risk was looked at by the day after
    "stays_with_risk": (
        "SELECT s.centre_id, s.person_id, s.case_id, s.admitted_on AS day, s.ended_on AS until, NULL AS key, 1 AS amount"
        " FROM care.stays AS s JOIN care.case_files AS c ON c.id = s.case_id"
        f" WHERE s.voided_at IS NULL AND s.admitted_on IS NOT NULL AND {ONCE} AND {HERSELF}"
        " AND EXISTS (SELECT 1 FROM care.risk_assessments AS a WHERE a.centre_id = s.centre_id"
        f" AND a.case_id IN {one_with('c')} AND a.voided_at IS NULL AND a.level IS NOT NULL"
        f" AND a.assessed_on BETWEEN date(s.admitted_on, {_BEFOREHAND}) AND date(s.admitted_on, {_FIRST_WITHIN}))"
    ),
    # C2: the level as last assessed, as long as the file is open
    "risk_levels": (
        "SELECT c.centre_id, c.person_id, c.id AS case_id, MAX(look.assessed_on, c.opened_on) AS day,"
        f" {earlier('look.next_on', CLOSED)} AS until, look.level AS key, 1 AS amount {_LEVELS}"
    ),
    "risk_unknown": files(until=earlier(_FIRST_LOOK, CLOSED)),
    # C3: danger that began, on the day by which a safety plan is owed
    "dangers": _dangers("1"),
    "dangers_with_plan": _dangers(_HAS_SAFETY_PLAN),
    # C4: files on their fourteenth day
    "plans_owed": files(day=f"date(c.opened_on, {_PLAN_WITHIN})", until="NULL", where=_STILL_OPEN),
    "plans_in_time": files(
        day=f"date(c.opened_on, {_PLAN_WITHIN})", until="NULL", where=f"{_STILL_OPEN} AND {_AGREED_IN_TIME}"
    ),
    # C5
    "plans_agreed": moments(_AGREED, day="r.agreed_on"),
    "plans_signed": moments(f"{_AGREED} AND {_HAS_SIGNED_PAPER}", day="r.agreed_on"),
    # C6: on the seventh day after they were due
    "reviews_due": _reviews("1", "1"),
    "reviews_in_time": _reviews(f"r.reviewed_on <= {_DECIDED_ON}", f"{_NEXT_AGREED} <= {_DECIDED_ON}"),
    # C7: `key` is the domain
    "goals_closed": moments(
        f"{of_women('care.plan_goals')} AND r.closed_on IS NOT NULL", day="r.closed_on", key="r.domain"
    ),
    "goals_reached": moments(
        f"{of_women('care.plan_goals')} AND r.closed_on IS NOT NULL AND r.status IN ('achieved', 'partially')",
        day="r.closed_on",
        key="r.domain",
    ),
    # C8: as long as both consents stand and the file is open
    "consents_valid": (
        f"{_STANDING} SELECT c.centre_id, c.person_id, c.id AS case_id, MAX(follows.said_on, stores.said_on, c.opened_on) AS day,"
        f" {earlier('follows.until', 'stores.until', CLOSED)} AS until, NULL AS key, 1 AS amount"
        " FROM valid AS follows CROSS JOIN valid AS stores ON stores.file_id = follows.file_id AND stores.purpose = 'data_storage'"
        f" CROSS JOIN care.case_files AS c ON c.id = follows.file_id WHERE follows.purpose = 'services' AND {_OPEN}"
    ),
    # C9: `key` is who looks after the file, by the house and the staff code, never by name
    "files_of_referents": files(
        key="(SELECT h.code || '-' || COALESCE(w.staff_code, substr(w.id, -6)) FROM main.staff AS w"
        " JOIN main.centres AS h ON h.id = c.centre_id WHERE w.id = c.referent_id)"
    ),
}
