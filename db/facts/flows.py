"""Who came, who stayed, who left. The children who came along or were born here are told apart by their own kinds."""

from db.facts.parts import same_persons

# A stay written down in two files of one girl, since they were merged, counts in the file that was kept.
ONCE = "(:twice = '[]' OR s.case_id || ' ' || COALESCE(s.admitted_on, '') NOT IN (SELECT value FROM json_each(:twice)))"
CHILDREN_ALONG = "('accompanying_child', 'born_in_centre')"
HERSELF = f"COALESCE(s.admission_type, '') NOT IN {CHILDREN_ALONG}"
_INTAKE = (
    "(SELECT i.{column} FROM care.intakes AS i"
    " WHERE i.centre_id = s.centre_id AND i.case_id = s.case_id AND i.voided_at IS NULL"
    " ORDER BY COALESCE(i.contact_on > s.admitted_on, 1), i.contact_on DESC, i.id DESC LIMIT 1)"
)
_STAYS = f"FROM care.stays AS s WHERE s.voided_at IS NULL AND s.admitted_on IS NOT NULL AND {ONCE}"
_LEFT = (
    "FROM care.exits AS x JOIN care.stays AS s ON s.id = x.stay_id AND s.voided_at IS NULL"
    f" WHERE x.voided_at IS NULL AND {ONCE}"
)


def _stays(key: str, *, who: str = HERSELF) -> str:
    return (
        f"SELECT s.centre_id, s.person_id, s.case_id, s.admitted_on AS day, s.ended_on AS until, {key} AS key, 1 AS amount"
        f" {_STAYS} AND {who}"
    )


def _exits(key: str, *, who: str = HERSELF) -> str:
    return (
        "SELECT x.centre_id, s.person_id, x.case_id, x.left_on AS day, NULL AS until,"
        f" {key} AS key, julianday(x.left_on) - julianday(s.admitted_on) AS amount {_LEFT} AND {who}"
    )


SELECTS = {
    # A1, A2, A5: women and girls; `key` is who sent her
    "stays": _stays(_INTAKE.format(column="source")),
    "stays_by_setting": _stays(_INTAKE.format(column="setting")),
    # A3: a stay that began within 365 days of the end of an earlier one of hers, in whichever house and file
    "readmissions": _stays("'again'")
    + f" AND EXISTS (SELECT 1 FROM care.stays AS e WHERE e.person_id IN {same_persons('s')} AND e.id <> s.id"
    " AND e.voided_at IS NULL AND e.ended_on <= s.admitted_on AND e.ended_on >= date(s.admitted_on, '-365 days'))",
    # A4, A8, I4: `key` is the reason or the quality, `amount` the length of the stay in days
    "exits": _exits("x.reason"),
    "exits_by_quality": _exits("x.quality"),
    # A6: children who came along or were born here, while they are here
    "children_here": _stays("s.admission_type", who=f"s.admission_type IN {CHILDREN_ALONG}"),
}
