"""Who goes to school or learns to read, how regularly, and what became of the school year."""

from db.facts.flows import HERSELF, ONCE
from db.facts.parts import earlier, lasting, moments, of_women

# Nobody goes to school who was only assessed or waits for a place; "none" is the answer that there is no schooling.
_BEGUN = "COALESCE(r.status, '') NOT IN ('assessed', 'waiting') AND COALESCE(r.provision, '') <> 'none'"
# An end of which no day is written ends on the day of the beginning: nobody is counted for ever. So does a closed file.
WENT_UNTIL = earlier(
    "date(r.to_on, '+1 day')",
    "CASE WHEN r.status IN ('completed', 'dropped', 'transferred') AND r.to_on IS NULL"
    " THEN date(r.from_on, '+1 day') END",
    "c.closed_on",
)
_ENROLMENTS = f"{of_women('care.school_enrolments')} AND {_BEGUN}"
_LEVEL = (
    "(SELECT e.level_at_entry FROM care.education_profiles AS e"
    " WHERE e.centre_id = s.centre_id AND e.case_id = s.case_id AND e.voided_at IS NULL ORDER BY e.id LIMIT 1)"
)
_PROVISION = "(SELECT e.provision FROM care.school_enrolments AS e WHERE e.id = r.enrolment_id)"
_ENOUGH_PERCENT = 80
# A year without a last day ended with the report of the whole year.
_YEAR_ENDED = (
    "COALESCE(r.to_on, (SELECT MAX(t.reported_on) FROM care.term_results AS t WHERE t.centre_id = r.centre_id"
    " AND t.case_id = r.case_id AND t.enrolment_id = r.id AND t.term = 'year' AND t.voided_at IS NULL))"
)


def _year(*statuses: str) -> str:
    wanted = ", ".join(f"'{status}'" for status in statuses)
    return moments(f"{_ENROLMENTS} AND r.status IN ({wanted})", day=_YEAR_ENDED, key="r.level")


SELECTS = {
    # F1: for as long as it lasts
    "schooling": lasting(_ENROLMENTS, day="r.from_on", until=WENT_UNTIL, key="r.provision"),
    "schooling_by_level": lasting(_ENROLMENTS, day="r.from_on", until=WENT_UNTIL, key="r.level"),
    # F2: `key` is the level on arrival
    "stays_by_school_level": (
        f"SELECT s.centre_id, s.person_id, s.case_id, s.admitted_on AS day, s.ended_on AS until, {_LEVEL} AS key,"
        f" 1 AS amount FROM care.stays AS s WHERE s.voided_at IS NULL AND s.admitted_on IS NOT NULL AND {ONCE} AND {HERSELF}"
    ),
    # F3: `amount` sums to nought or more where she came on 80 of 100 days, over however many months
    "school_attendance": moments(
        of_women("care.school_attendances") + " AND r.days_open > 0",
        day="r.month",
        key=_PROVISION,
        amount=f"100 * COALESCE(r.days_present, 0) - {_ENOUGH_PERCENT} * r.days_open",
    ),
    # F4: `key` is the level
    "school_years_passed": _year("passed", "completed"),
    "school_years_repeated": _year("repeats"),
    "school_years_dropped": _year("dropped"),
}
