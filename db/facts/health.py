"""Check-ups, visits, care after rape, pregnancies and births, small children, tests: of everybody, children too.

The hours of care after rape are counted to the second; what is to follow counts in the month in which it is due.
"""

from db.facts.cases import CLOSED
from db.facts.flows import CHILDREN_ALONG, HERSELF, ONCE
from db.facts.parts import earlier, lasting, moments, of_files

_BEFOREHAND, _WITHIN = "'-7 days'", "'+2 days'"  # as the agenda asks
_STAYS_CHECKED = (
    "SELECT s.centre_id, s.person_id, s.case_id, s.admitted_on AS day, s.ended_on AS until, NULL AS key, 1 AS amount"
    f" FROM care.stays AS s WHERE s.voided_at IS NULL AND s.admitted_on IS NOT NULL AND {ONCE} AND {{who}}"
    " AND EXISTS (SELECT 1 FROM health.medical_visits AS v WHERE v.centre_id = s.centre_id AND v.case_id = s.case_id"
    " AND v.voided_at IS NULL AND v.visit_type = 'admission_check'"
    f" AND v.seen_on BETWEEN date(s.admitted_on, {_BEFOREHAND}) AND date(s.admitted_on, {_WITHIN}))"
)
_CHILDREN = f"s.admission_type IN {CHILDREN_ALONG}"

# --- care after rape -------------------------------------------------------------------------------------------

_CARES = of_files("health.cares_after_rape")
_SECONDS = "(CAST(strftime('%s', r.seen_at) AS INTEGER) - CAST(strftime('%s', r.happened_at) AS INTEGER))"
_HOUR = 3600
_TOLD_ON = "substr(COALESCE(r.seen_at, r.happened_at), 1, 10)"
# Rape of which the day is known, and nobody has written of any care: told, and not seen by anybody.
_NEVER_SEEN = (
    "SELECT r.centre_id, c.person_id, r.case_id, r.reported_on AS day, NULL AS until, NULL AS key, 1 AS amount"
    " FROM protection.incidents AS r JOIN care.case_files AS c ON c.id = r.case_id AND c.voided_at IS NULL"
    " WHERE r.voided_at IS NULL AND r.incident_type = 'rape' AND r.occurred_from = r.occurred_to"
    " AND r.reported_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM health.cares_after_rape AS h"
    " WHERE h.centre_id = r.centre_id AND h.case_id = r.case_id AND h.voided_at IS NULL AND (h.incident_id = r.id"
    " OR substr(h.happened_at, 1, 10) BETWEEN date(r.occurred_from, '-1 day') AND date(r.occurred_to, '+1 day')))"
)


def _seen_within(hours: int) -> str:
    of = f"{_CARES} AND r.happened_at IS NOT NULL AND r.seen_at IS NOT NULL AND {_SECONDS} <= {hours * _HOUR}"
    return moments(of, day=_TOLD_ON)


def _months_after(day: str, months: int) -> str:
    """Return the same day so many months later, or the last one of a shorter month."""
    last = f"date({day}, 'start of month', '+{months + 1} months', '-1 day')"
    return f"MIN(date({day}, '+{months} months'), {last})"


def _again(where: str = "") -> str:
    """Return the visits that are due after care, each with its own key."""
    due = (
        ("weeks_2", f"date({_TOLD_ON}, '+14 days')", "seen_after_2_weeks"),
        ("months_3", _months_after(_TOLD_ON, 3), "seen_after_3_months"),
        ("months_6", _months_after(_TOLD_ON, 6), "seen_after_6_months"),
    )
    return " UNION ALL ".join(
        moments(_CARES + where.format(question=question), day=day, key=f"'{key}'") for key, day, question in due
    )


# --- mothers and small children --------------------------------------------------------------------------------

# A pregnancy that nobody ended is over with a birth, at the latest five weeks after the day expected.
_PREGNANT_UNTIL = earlier(
    "r.ended_on",
    "(SELECT MIN(b.born_from) FROM care.births AS b WHERE b.centre_id = r.centre_id AND b.case_id = r.case_id"
    " AND b.voided_at IS NULL AND b.born_from > r.noted_on)",
    "COALESCE(date(r.due_on, '+35 days'), date(r.noted_on, '+315 days'))",
    CLOSED,
)
_HERE = (
    "FROM care.stays AS s CROSS JOIN {table} AS r ON r.centre_id = s.centre_id AND r.case_id = s.case_id"
    " AND r.voided_at IS NULL WHERE s.voided_at IS NULL AND s.admitted_on <= :last"
    " AND (s.ended_on IS NULL OR s.ended_on >= :first)"
)


def _while_here(table: str, *, day: str, until: str, key: str, where: str) -> str:
    """Return facts that last, for as long as the person is here."""
    return (
        f"SELECT s.centre_id, s.person_id, s.case_id, MAX({day}, s.admitted_on) AS day,"
        f" {earlier(until, 's.ended_on')} AS until, {key} AS key, 1 AS amount"
        f" {_HERE.format(table=table)} AND {day} IS NOT NULL AND {where}"
    )


_LATER_DOSE = (
    "(SELECT MIN(l.given_on) FROM health.vaccinations AS l WHERE l.centre_id = r.centre_id AND l.case_id = r.case_id"
    " AND l.vaccine = r.vaccine AND l.voided_at IS NULL AND l.given_on > r.given_on)"
)
_NEXT_MEASURE = (
    "(SELECT MIN(l.measured_on) FROM health.growth_measures AS l WHERE l.centre_id = r.centre_id"
    " AND l.case_id = r.case_id AND l.voided_at IS NULL AND l.status IN ('green', 'yellow', 'red')"
    " AND (l.measured_on, l.id) > (r.measured_on, r.id))"
)

# --- tests -----------------------------------------------------------------------------------------------------

_VISITS = f"{of_files('health.medical_visits')} AND r.seen_on IS NOT NULL"
_TESTED = "' ' || COALESCE({of}, '') || ' ' LIKE '% {test} %'"
_CONSENTS = f"{of_files('care.consents')} AND r.purpose = 'hiv_test' AND r.given_on IS NOT NULL"


def _tests(test: str, *, accepted: bool, of_visit: str) -> str:
    """Return the tests that were offered, or those that were accepted, as visits tell of them."""
    told = [_TESTED.format(of="r.tests_accepted", test=test), *([of_visit] if of_visit else [])]
    if not accepted:
        told.append(_TESTED.format(of="r.tests_offered", test=test))
    return moments(f"{_VISITS} AND ({' OR '.join(told)})", day="r.seen_on")


def _answers(*statuses: str) -> str:
    wanted = ", ".join(f"'{status}'" for status in statuses)
    return moments(f"{_CONSENTS} AND r.status IN ({wanted})", day="r.given_on")


SELECTS = {
    # D1: admissions seen by the second day after
    "stays_checked": _STAYS_CHECKED.format(who=HERSELF),
    "children_checked": _STAYS_CHECKED.format(who=_CHILDREN),
    # D2, D5: `key` is the kind of visit
    "medical_visits": moments(_VISITS, day="r.seen_on", key="r.visit_type"),
    # D3: on the day of the first care; who was never seen, on the day it was reported
    "rapes_timed": moments(f"{_CARES} AND r.happened_at IS NOT NULL", day=_TOLD_ON) + f" UNION ALL {_NEVER_SEEN}",
    "seen_within_72_hours": _seen_within(72),
    "seen_within_120_hours": _seen_within(120),
    # D4: `key` is which of the three
    "visits_again_due": _again(" AND r.happened_at IS NOT NULL"),
    "visits_again_done": _again(" AND r.happened_at IS NOT NULL AND r.{question} IS NOT NULL"),
    # D5
    "pregnancies": lasting(
        f"{of_files('health.pregnancies')} AND r.noted_on IS NOT NULL", day="r.noted_on", until=_PREGNANT_UNTIL
    ),
    # D6: what is known of a child, as long as the child is here
    "vaccinated": _while_here("health.vaccinations", day="r.given_on", until="NULL", key="r.vaccine", where="1"),
    "dose_overdue": _while_here(
        "health.vaccinations",
        day="date(r.next_on, '+1 day')",
        until=_LATER_DOSE,
        key="r.vaccine",
        where=f"({_LATER_DOSE} IS NULL OR {_LATER_DOSE} > r.next_on)",
    ),
    "nutrition": _while_here(
        "health.growth_measures",
        day="r.measured_on",
        until=_NEXT_MEASURE,
        key="r.status",
        where="r.status IN ('green', 'yellow', 'red')",
    ),
    # D7: counselling offers the test; who agreed to it, in the ledger or at the visit, accepted it
    "hiv_test_offered": _tests("hiv", accepted=False, of_visit="r.visit_type = 'hiv_counselling'")
    + " UNION ALL "
    + _answers("given", "given_partial", "refused"),
    "hiv_test_accepted": _tests("hiv", accepted=True, of_visit="") + " UNION ALL " + _answers("given", "given_partial"),
    "sti_test_offered": _tests("sti", accepted=False, of_visit="r.visit_type = 'sti'"),
    "sti_test_accepted": _tests("sti", accepted=True, of_visit=""),
}
