"""Who learns a trade, what each is given to begin with, whether it runs, and children who came out of work."""

from db.facts.parts import FROM_ANOTHER_CENTRE, IS_HERSELF, earlier, lasting, moments, of_women, one_with
from db.facts.schooling import WENT_UNTIL

_TRAININGS = f"{of_women('care.training_enrolments')} AND COALESCE(r.status, '') NOT IN ('assessed', 'waiting')"
_KITS = of_women("care.kit_grants")
# What is given to live from: a school bag, a bus ticket or money once is no activity that could run.
_TO_LIVE_FROM = "COALESCE(k.kit, '') NOT IN ('school_kit', 'transport', 'cash', 'cooperative')"
_HALF_A_YEAR, _VERIFIED_AFTER = "180 days", "30 days"
_KIT_IS_OLD_ENOUGH = (
    "EXISTS (SELECT 1 FROM care.kit_grants AS k WHERE k.centre_id = r.centre_id AND k.case_id = r.case_id"
    f" AND k.voided_at IS NULL AND k.given_on <= date(r.done_on, '-{_HALF_A_YEAR}') AND {_TO_LIVE_FROM})"
)
_LAST_TRADE = (
    "(SELECT t.trade FROM care.training_enrolments AS t INDEXED BY training_enrolments_by_case WHERE t.centre_id = r.centre_id AND t.case_id = r.case_id"
    " AND t.voided_at IS NULL ORDER BY t.from_on DESC, t.id DESC LIMIT 1)"
)
_IS_MOTHER = (
    "(EXISTS (SELECT 1 FROM care.person_links AS l WHERE l.centre_id = r.centre_id AND l.from_person_id = c.person_id"
    " AND l.relation = 'mother' AND l.voided_at IS NULL)"
    " OR EXISTS (SELECT 1 FROM care.births AS b WHERE b.centre_id = r.centre_id AND b.case_id = r.case_id"
    " AND b.outcome = 'live_birth' AND b.voided_at IS NULL)"
    " OR EXISTS (SELECT 1 FROM care.persons AS p WHERE p.id = c.person_id AND p.children_stated > 0))"
)
# The work ended on the day written, else when she came: to the house that she came to first, where she came with a
# transfer; else in the file in which it is written, or in the one that this was merged into.
_OF_FILE = one_with("c")
_CAME = "(SELECT MIN(s.admitted_on) FROM care.stays AS s INDEXED BY {index} WHERE {whose} AND s.voided_at IS NULL)"
_WORK_ENDED = (
    f"COALESCE(r.ended_to, CASE WHEN {FROM_ANOTHER_CENTRE} THEN"
    f" {_CAME.format(index='stays_of_person', whose='s.person_id = c.person_id')} END,"
    f" {_CAME.format(index='stays_by_case', whose='s.centre_id = r.centre_id AND s.case_id = r.case_id')},"
    f" {_CAME.format(index='stays_by_case', whose=f's.centre_id = c.centre_id AND s.case_id IN {_OF_FILE}')})"
)
_HERE_THEN = (
    "CASE WHEN EXISTS (SELECT 1 FROM care.stays AS s INDEXED BY stays_by_case"
    f" WHERE s.centre_id = w.centre_id AND s.case_id IN {one_with('w')}"
    f" AND s.voided_at IS NULL AND s.admitted_on <= date(w.left, '+{_VERIFIED_AFTER}')"
    f" AND (s.ended_on IS NULL OR s.ended_on >= date(w.left, '+{_VERIFIED_AFTER}')))"
    f" THEN date(w.left, '+{_VERIFIED_AFTER}') END"
)
_OF_HER_VISITS = (
    "FROM care.follow_ups AS f INDEXED BY follow_ups_by_case"
    f" WHERE f.centre_id = w.centre_id AND f.case_id IN {one_with('w')} AND f.voided_at IS NULL"
)
_SEEN_THEN = (
    f"(SELECT MIN(f.done_on) {_OF_HER_VISITS} AND f.done_on >= date(w.left, '+{_VERIFIED_AFTER}')"
    " AND COALESCE(f.via, '') <> 'attempt' AND f.result IN ('stable', 'fragile'))"
)
_HERE = "centre_id IN (SELECT value FROM json_each(:centres))"
# What is written of her work, in a file `c` that is counted or in one merged into it; `who` narrows the files.
_WORK = (
    f"SELECT c.centre_id, c.person_id, c.id, c.opened_on, r.form, {_WORK_ENDED} AS left, {{is_asked}} AS is_asked"
    " FROM {who} JOIN protection.exploitations AS r"
    f" ON r.centre_id = c.centre_id AND r.case_id IN {one_with('c')} AND r.voided_at IS NULL"
    " WHERE {where}"
    f" AND c.voided_at IS NULL AND COALESCE(c.status, '') <> 'merged' AND {IS_HERSELF}"
)
_THEIR_FILES = (
    "moved CROSS JOIN care.stays AS t INDEXED BY stays_of_person ON t.person_id = moved.person_id"
    " CROSS JOIN care.case_files AS h ON h.id = t.case_id"
    " CROSS JOIN care.case_files AS c ON c.id = COALESCE(h.merged_into_id, h.id)"
)
# In steps, each worked out once: SQLite would else put the first into every place of the second that names it. Of whoever
# came with a transfer the files of other houses are looked at as well, but not told.
_VERIFIED = (
    "WITH moved AS MATERIALIZED (SELECT c.person_id FROM care.case_files AS c"
    f" WHERE c.{_HERE} AND c.voided_at IS NULL AND {FROM_ANOTHER_CENTRE}),"
    f" worked AS MATERIALIZED ({_WORK.format(is_asked=1, who='care.case_files AS c', where=f'c.{_HERE}')} UNION ALL"
    f" {_WORK.format(is_asked=0, who=_THEIR_FILES, where=f'NOT c.{_HERE}')}),"
    " verified AS MATERIALIZED (SELECT w.centre_id, w.person_id, w.id, w.opened_on, w.form, w.left, w.is_asked,"
    f" {earlier(_HERE_THEN, _SEEN_THEN)} AS day FROM worked AS w)"
)
# What had ended when another house saw her out of work was counted there.
_SEEN_ELSEWHERE_BEFORE = (
    "(w.person_id IN (SELECT person_id FROM moved) AND EXISTS (SELECT 1 FROM verified AS v"
    " WHERE v.person_id = w.person_id AND v.centre_id <> w.centre_id AND w.left <= v.day"
    " AND (v.day, v.opened_on, v.id) < (w.day, w.opened_on, w.id)))"
)

SELECTS = {
    # G1, G2: for as long as it lasts
    "training": lasting(_TRAININGS, day="r.from_on", until=WENT_UNTIL, key="r.trade"),
    "training_by_mode": lasting(_TRAININGS, day="r.from_on", until=WENT_UNTIL, key="r.mode"),
    # G3: `amount` is 0 for one that only ended, 1 for one that was completed, 2 for one with its certificate
    "training_ended": moments(
        _TRAININGS,
        day="r.to_on",
        key="r.trade",
        amount="CASE WHEN COALESCE(r.status, '') <> 'completed' THEN 0 WHEN r.certified_on IS NULL THEN 1 ELSE 2 END",
    ),
    # G4, G6: `amount` is the value in F CFA
    "kits": moments(_KITS, day="r.given_on", key="r.kit", amount="COALESCE(r.value_fcfa, 0)"),
    "kits_by_project": moments(_KITS, day="r.given_on", key="r.project_id", amount="COALESCE(r.value_fcfa, 0)"),
    "kits_of_mothers": moments(f"{_KITS} AND {_IS_MOTHER}", day="r.given_on", key="r.kit"),
    # G5: `amount` is 1 where the activity runs, 0 where it does not
    "kits_checked": moments(
        f"{of_women('care.follow_ups')} AND r.kit_running IS NOT NULL AND {_KIT_IS_OLD_ENOUGH}",
        day="r.done_on",
        key=_LAST_TRADE,
        amount="r.kit_running",
    ),
    # G7: the first day, 30 days after the work ended, on which she was seen out of it, in whichever house; `key` is the form
    "out_of_work": (
        f"{_VERIFIED} SELECT w.centre_id, w.person_id, w.id AS case_id, w.day, NULL AS until, w.form AS key, 1 AS amount"
        f" FROM verified AS w WHERE w.is_asked AND w.day IS NOT NULL AND NOT {_SEEN_ELSEWHERE_BEFORE}"
        f" AND NOT EXISTS (SELECT 1 {_OF_HER_VISITS} AND f.result = 're_exploited' AND f.done_on <= w.day)"
    ),
}
