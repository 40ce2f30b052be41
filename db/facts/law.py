"""Steps before the law, what authorities were told in time, birth certificates, and what courts decided."""

from db.facts.parts import earlier, lasting, moments, of_files, of_women

_DONE = f"{of_women('protection.legal_steps')} AND r.done_on IS NOT NULL"
_CERTIFIED = f"{of_files('protection.legal_steps')} AND r.action = 'birth_registration' AND r.done_on IS NOT NULL"
_DECLARED = (
    "SELECT r.centre_id, r.child_person_id, r.case_id, r.declared_on AS day, date(r.declared_on, '+1 day') AS until,"
    " 'child' AS key, 1 AS amount FROM care.births AS r"
    " WHERE r.voided_at IS NULL AND r.declared_on IS NOT NULL AND r.child_person_id IS NOT NULL"
)
_HER_CERTIFICATE = (
    "(SELECT MIN(l.done_on) FROM protection.legal_steps AS l INDEXED BY legal_steps_by_case WHERE l.centre_id = r.centre_id AND l.case_id = r.case_id"
    " AND l.action = 'birth_registration' AND l.done_on IS NOT NULL AND l.voided_at IS NULL)"
)
_DECLARED_HERE = (
    "CASE WHEN r.admission_type = 'born_in_centre' THEN (SELECT MIN(b.declared_on) FROM care.births AS b"
    " WHERE b.centre_id = r.centre_id AND b.child_person_id = r.person_id AND b.voided_at IS NULL) END"
)
# The file says today's state; whoever got her certificate since was without one until then.
_WITHOUT = (
    f"{of_files('care.stays')} AND r.admitted_on IS NOT NULL"
    " AND (EXISTS (SELECT 1 FROM care.persons AS p WHERE p.id = r.person_id"
    " AND p.civil_registration IN ('not_registered', 'judgment_pending'))"
    f" OR {_HER_CERTIFICATE} >= r.admitted_on)"
)
_UNTIL_THEN = earlier("r.ended_on", _HER_CERTIFICATE, _DECLARED_HERE)
_OBTAINED = (
    lasting(_CERTIFIED, day="r.done_on", until="date(r.done_on, '+1 day')", key="'herself'") + f" UNION ALL {_DECLARED}"
)

SELECTS = {
    # H1, H4: `key` is the step
    "legal_steps": moments(_DONE, day="r.done_on", key="r.action"),
    # H2: on the day it was due; `amount` is 1 where it was sent by then
    "notifications_due": moments(
        f"{of_files('protection.notifications')} AND r.due_at IS NOT NULL AND COALESCE(r.status, '') <> 'waived'",
        day="substr(r.due_at, 1, 10)",
        key="r.target",
        amount="COALESCE(r.sent_at <= r.due_at, 0)",
    ),
    # H3: whoever got one, children included; and whoever was here without one, or got one
    "birth_certificates": _OBTAINED,
    "without_birth_certificate": (
        lasting(_WITHOUT, day="r.admitted_on", until=_UNTIL_THEN) + f" UNION ALL {_OBTAINED}"
    ),
    # H4: `key` is what the case came to
    "decisions": moments(
        f"{of_women('protection.legal_cases')} AND r.status IN ('won', 'lost', 'settled')",
        day="r.closed_on",
        key="r.status",
    ),
}
