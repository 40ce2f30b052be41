"""Who was found on a gold site, who was sent to a shelter from there and how soon they came; who is held to be trafficked."""

from db.facts.cases import CLOSED, IS_FILE, files
from db.facts.flows import HERSELF, ONCE
from db.facts.parts import FROM_ANOTHER_CENTRE, IS_HERSELF, moments, of_women, one_with

# The site as the directory of places knows it, at headquarters the same one for all houses; no words of an intake.
_SITE = "(SELECT MIN(k.id) FROM main.known_places AS k WHERE k.name = {of}.gold_site COLLATE NOCASE AND k.voided_at IS NULL)"
_SITE_OF_FILE = (
    f"(SELECT {_SITE.format(of='i')} FROM care.intakes AS i WHERE i.centre_id = r.centre_id AND i.case_id = r.case_id"
    " AND i.setting = 'gold_site' AND i.voided_at IS NULL ORDER BY i.contact_on DESC, i.id DESC LIMIT 1)"
)
_ON_SITE = f"{of_women('care.intakes')} AND r.setting = 'gold_site' AND r.contact_on IS NOT NULL"
# To another shelter, or to this one: the day on which they were sent to us, or they came.
_SENT_TO_A_SHELTER = (
    "(r.referred_on IS NOT NULL OR EXISTS (SELECT 1 FROM care.referrals AS f WHERE f.centre_id = r.centre_id"
    " AND f.case_id = r.case_id AND f.voided_at IS NULL AND f.referral_type = 'shelter' AND f.direction = 'outgoing'"
    " AND f.sent_on >= r.contact_on AND COALESCE(f.status, '') NOT IN ('draft', 'cancelled'))"
    " OR EXISTS (SELECT 1 FROM care.stays AS s WHERE s.centre_id = r.centre_id AND s.case_id = r.case_id"
    f" AND s.voided_at IS NULL AND s.admitted_on >= r.contact_on AND {HERSELF}))"
)
# The contact that led to a stay: the last one until that day.
_LED_THERE = (
    "(SELECT i.id FROM care.intakes AS i WHERE i.centre_id = s.centre_id AND i.case_id = s.case_id"
    " AND i.voided_at IS NULL AND i.contact_on <= s.admitted_on ORDER BY i.contact_on DESC, i.id DESC LIMIT 1)"
)


# Who came from another centre brings along what was decided there: it was counted there.
_DECIDED_HERE = f"(r.status_on >= c.opened_on OR NOT {FROM_ANOTHER_CENTRE})"


def _decided(status: str) -> str:
    of = f"{of_women('protection.trafficking_profiles')} AND r.status_on IS NOT NULL AND r.status = '{status}' AND {_DECIDED_HERE}"
    return moments(of, day="r.status_on", key="r.status_by")


SELECTS = {
    # B1, B3: by site
    "found_on_site": moments(_ON_SITE, day="r.contact_on", key=_SITE.format(of="r")),
    "sent_from_site": moments(f"{_ON_SITE} AND {_SENT_TO_A_SHELTER}", day="r.contact_on", key=_SITE.format(of="r")),
    # B2
    "interviews_on_site": moments(
        f"{of_women('protection.psychosocial_sessions')} AND r.session_type = 'interview_site'"
        " AND r.attended IN ('present', 'late') AND r.held_on IS NOT NULL",
        day="r.held_on",
        key=_SITE_OF_FILE,
    ),
    # B4: `key` is who decided
    "trafficking_possible": _decided("possible"),
    "trafficking_confirmed": _decided("confirmed"),
    # B4, C2, C8: a file, as long as it is open
    "files": files(),
    # B5: each form of a file or of one merged into it, as long as it is open
    "exploitation_forms": (
        f"SELECT c.centre_id, c.person_id, c.id AS case_id, c.opened_on AS day, {CLOSED} AS until, r.form AS key,"
        " 1 AS amount FROM care.case_files AS c JOIN protection.exploitations AS r"
        f" ON r.centre_id = c.centre_id AND r.case_id IN {one_with('c')} AND r.voided_at IS NULL"
        f" WHERE {IS_FILE} AND r.form NOT IN ('none_identified', 'unknown') AND {IS_HERSELF}"
    ),
    # B6: the day of the arrival; `amount` in hours, 24 a day: no record holds the hour of the first contact
    "days_until_admission": (
        "SELECT s.centre_id, s.person_id, s.case_id, s.admitted_on AS day, NULL AS until,"
        f" {_SITE.format(of='r')} AS key, 24 * (julianday(s.admitted_on) - julianday(r.contact_on)) AS amount"
        f" FROM care.stays AS s JOIN care.intakes AS r ON r.id = {_LED_THERE}"
        f" WHERE s.voided_at IS NULL AND s.admitted_on IS NOT NULL AND {HERSELF} AND {ONCE} AND r.setting = 'gold_site'"
    ),
}
