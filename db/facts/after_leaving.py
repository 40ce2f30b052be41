"""The visits after an exit: which fell due, which took place and how, and what was found."""

from db.facts.flows import HERSELF, ONCE
from db.facts.parts import moments, of_women, same_persons

_MILESTONES = (
    "(SELECT 'month_1' AS milestone, '+30 days' AS after UNION ALL SELECT 'month_3', '+90 days'"
    " UNION ALL SELECT 'month_6', '+180 days' UNION ALL SELECT 'month_12', '+365 days')"
)
_ALWAYS = "'9999-12-31'"
# Who left so many days ago that a visit falls due, and when she came back, in whichever file: a visit after that is one
# of her next exit. Looked for once an exit, not once for each of its visits.
_GONE = (
    "SELECT x.centre_id, s.person_id, x.case_id, x.left_on, x.distance, COALESCE((SELECT MIN(e.admitted_on)"
    " FROM care.stays AS e INDEXED BY stays_by_person WHERE e.centre_id = s.centre_id"
    f" AND e.person_id IN {same_persons('s')} AND e.id <> s.id AND e.voided_at IS NULL AND e.admitted_on >= x.left_on),"
    f" {_ALWAYS}) AS back_on"
    " FROM care.exits AS x JOIN care.stays AS s ON s.id = x.stay_id AND s.voided_at IS NULL"
    " WHERE x.centre_id IN (SELECT value FROM json_each(:centres))"
    " AND x.left_on BETWEEN date(:first, '-365 days') AND :last"
    f" AND EXISTS (SELECT 1 FROM {_MILESTONES} AS m WHERE date(x.left_on, m.after) BETWEEN :first AND :last)"
    f" AND x.voided_at IS NULL AND {ONCE} AND {HERSELF}"
    " AND COALESCE(x.reason, '') NOT IN ('deceased', 'case_error', 'transfer_centre')"
    " AND TRIM(COALESCE(x.no_follow_up_reason, '')) = ''"
)
_DUE = "date(gone.left_on, m.after)"
_VISITS = (
    "FROM care.follow_ups AS f INDEXED BY follow_ups_by_case WHERE f.centre_id = gone.centre_id AND f.case_id = gone.case_id"
    " AND f.voided_at IS NULL AND f.done_on BETWEEN gone.left_on AND gone.back_on"
)
_IN_VAIN = "(COALESCE(f.via, '') = 'attempt' OR COALESCE(f.result, '') = 'not_found')"
_VIA = f"(SELECT f.via {_VISITS} AND f.milestone = m.milestone AND NOT {_IN_VAIN} ORDER BY f.done_on, f.id LIMIT 1)"
_OUTCOME = f"COALESCE((SELECT MAX(iif({_IN_VAIN}, 1, 2)) {_VISITS} AND f.milestone = m.milestone), 0)"
_REFUSED = f"EXISTS (SELECT 1 {_VISITS} AND f.result = 'refused' AND f.done_on < {_DUE} AND f.milestone <> m.milestone)"
_AFTER_EXIT = (
    f"{of_women('care.follow_ups')} AND COALESCE(r.follow_up_type, '') <> 'in_centre' AND COALESCE(r.via, '') <> 'attempt'"
    " AND r.result IN ('stable', 'fragile', 'risk', 're_exploited')"
)


def _visits(key: str, condition: str = "TRUE") -> str:
    """`amount` is 2 for a visit that took place, 1 where nobody was found, 0 where nobody went.

    Nobody is owed a visit who died, whom another centre took in, who came back or refused before; nor where the exit says
    why.
    """
    return (
        f"WITH gone AS MATERIALIZED ({_GONE}) SELECT gone.centre_id, gone.person_id, gone.case_id, {_DUE} AS day, NULL AS until,"
        f" {key} AS key, {_OUTCOME} AS amount"
        f" FROM gone CROSS JOIN {_MILESTONES} AS m WHERE gone.back_on > {_DUE} AND NOT {_REFUSED} AND {condition}"
    )


SELECTS = {
    # J1, J4: on the day each was due; `key` is the milestone, the means, or how far away she went
    "visits_due": _visits("m.milestone"),
    "visits_by_means": _visits(_VIA, f"{_OUTCOME} = 2"),
    "visits_by_distance": _visits("gone.distance"),
    # J2, J3: what was found where she was reached
    "situations": moments(_AFTER_EXIT, day="r.done_on", key="r.result"),
    "situations_after_6_months": moments(f"{_AFTER_EXIT} AND r.milestone = 'month_6'", day="r.done_on", key="r.result"),
}
