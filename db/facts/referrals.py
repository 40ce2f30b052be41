"""Who was sent on to whom, what they answered, whether the service was received; and who asked for a place here."""

from db.facts.parts import earlier, moments, of_files

_SENT = (
    f"{of_files('care.referrals')} AND COALESCE(r.direction, 'outgoing') = 'outgoing'"
    " AND COALESCE(r.status, '') NOT IN ('draft', 'cancelled') AND r.sent_on IS NOT NULL"
)
_WAITS, _DAY_AFTER = "+14 days", "+15 days"
_HEARD_ON = earlier("r.answered_on", "r.service_received_on")
_WAS_SILENT = f"COALESCE({_HEARD_ON} > date(r.sent_on, '{_WAITS}'), 1)"

SELECTS = {
    # K1: each on its own day; `key` is the service
    "referrals_sent": moments(_SENT, day="r.sent_on", key="r.referral_type"),
    "referrals_accepted": moments(
        f"{_SENT} AND r.status IN ('accepted', 'in_progress', 'service_received', 'not_received')",
        day="COALESCE(r.answered_on, r.service_received_on)",
        key="r.referral_type",
    ),
    "services_received": moments(
        f"{_SENT} AND r.status = 'service_received'", day="r.service_received_on", key="r.referral_type"
    ),
    # K2: on the fifteenth day after sending; `amount` is 1 where nobody had answered by then
    "referrals_awaited": moments(
        _SENT, day=f"date(r.sent_on, '{_DAY_AFTER}')", key="r.organisation_id", amount=_WAS_SILENT
    ),
    # A9: who asked for a bed has no file yet; `amount` is 1 where there was no place
    "place_requests": (
        "SELECT r.centre_id, NULL AS person_id, r.case_id, r.asked_on AS day, NULL AS until, r.source AS key,"
        " r.answer = 'refused_no_place' AS amount FROM care.place_requests AS r WHERE r.voided_at IS NULL"
    ),
}
