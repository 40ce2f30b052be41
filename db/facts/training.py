"""Who learns a trade, what each is given to begin with, whether it runs, and children who came out of work."""

from db.facts.parts import earlier, lasting, moments, of_women
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
# The work ended on the day written, else when she came to the centre.
_WORK_ENDED = (
    "COALESCE(r.ended_to, (SELECT MIN(s.admitted_on) FROM care.stays AS s INDEXED BY stays_by_case"
    " WHERE s.centre_id = r.centre_id AND s.case_id = r.case_id AND s.voided_at IS NULL))"
)
_HERE_THEN = (
    f"CASE WHEN EXISTS (SELECT 1 FROM care.stays AS s INDEXED BY stays_by_case WHERE s.centre_id = w.centre_id AND s.case_id = w.case_id"
    f" AND s.voided_at IS NULL AND s.admitted_on <= date(w.left, '+{_VERIFIED_AFTER}')"
    f" AND (s.ended_on IS NULL OR s.ended_on >= date(w.left, '+{_VERIFIED_AFTER}')))"
    f" THEN date(w.left, '+{_VERIFIED_AFTER}') END"
)
_OF_HER_VISITS = (
    "FROM care.follow_ups AS f INDEXED BY follow_ups_by_case"
    " WHERE f.centre_id = w.centre_id AND f.case_id = w.case_id AND f.voided_at IS NULL"
)
_SEEN_THEN = (
    f"(SELECT MIN(f.done_on) {_OF_HER_VISITS} AND f.done_on >= date(w.left, '+{_VERIFIED_AFTER}')"
    " AND COALESCE(f.via, '') <> 'attempt' AND f.result IN ('stable', 'fragile'))"
)
# In steps, each worked out once: SQLite would else put the first into every place of the second that names it.
_VERIFIED = (
    f"WITH worked AS MATERIALIZED (SELECT r.centre_id, c.person_id, r.case_id, r.form, {_WORK_ENDED} AS left"
    f" {of_women('protection.exploitations')} AND r.centre_id IN (SELECT value FROM json_each(:centres))),"
    " verified AS MATERIALIZED (SELECT w.centre_id, w.person_id, w.case_id, w.form,"
    f" {earlier(_HERE_THEN, _SEEN_THEN)} AS day FROM worked AS w)"
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
    # G7: the first day, 30 days after the work ended, on which she was seen out of it; `key` is the form
    "out_of_work": (
        f"{_VERIFIED} SELECT w.centre_id, w.person_id, w.case_id, w.day, NULL AS until, w.form AS key, 1 AS amount"
        " FROM verified AS w WHERE w.day IS NOT NULL"
        f" AND NOT EXISTS (SELECT 1 {_OF_HER_VISITS} AND f.result = 're_exploited' AND f.done_on <= w.day)"
    ),
}
