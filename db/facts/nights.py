"""Who is here, the nights they slept here, and the beds there were for them. A birth falls on the middle of its interval."""

from db.facts.cases import middle
from db.facts.flows import CHILDREN_ALONG, ONCE
from db.facts.parts import earlier, moments, of_files

# A bed is there from the day that the house says, else from the day on which it was written down.
_SINCE = "COALESCE(b.in_service_from, substr(b.created_at, 1, 10))"
_BEDS = (
    "SELECT b.centre_id, NULL AS person_id, NULL AS case_id, {day} AS day, {until} AS until, NULL AS key, 1 AS amount"
    " FROM main.beds AS b JOIN main.rooms AS m ON m.id = b.room_id AND m.voided_at IS NULL"
    " WHERE b.voided_at IS NULL AND COALESCE(b.kind, '') <> 'cot' AND COALESCE(m.room_type, '') <> 'staff' AND {where}"
)
_WAS_HERE = (
    "SELECT s.centre_id, s.person_id, s.case_id, {day} AS day, s.ended_on AS until,"
    f" CASE WHEN s.admission_type IN {CHILDREN_ALONG} THEN s.admission_type ELSE 'herself' END"
    " AS key, 1 AS amount FROM care.stays AS s {join} WHERE s.voided_at IS NULL AND {where}"
    f" AND {ONCE}"
)

SELECTS = {
    # A6, D6: everybody who is here, told apart; a child of whom no day is known from the middle of those it may be
    "here": _WAS_HERE.format(day="s.admitted_on", join="", where="s.admitted_on IS NOT NULL")
    + " UNION ALL "
    + _WAS_HERE.format(
        day=middle("p.birth"),
        join="JOIN care.persons AS p ON p.id = s.person_id",
        where="s.admitted_on IS NULL AND p.birth_from IS NOT NULL AND s.admission_type = 'born_in_centre'",
    ),
    # A6, D5: `person_id` is the mother; each child is a line of its own
    "births": moments(f"{of_files('care.births')} AND r.born_from IS NOT NULL", day=middle("r.born"), key="r.outcome"),
    # A7: each night of each person; `key` tells those who were there from those who were away
    "nights": (
        "SELECT n.centre_id, s.person_id, n.case_id, n.night AS day, NULL AS until,"
        " CASE WHEN n.present = 1 THEN 'present' ELSE 'away' END AS key, 1 AS amount"
        " FROM care.presence_nights AS n JOIN care.stays AS s ON s.id = n.stay_id AND s.voided_at IS NULL"
        f" WHERE n.voided_at IS NULL AND n.present IS NOT NULL AND {ONCE}"
    ),
    # A7: the beds in service, without cots and without those of the staff; a room that was closed has none meanwhile
    "beds": _BEDS.format(
        day=_SINCE,
        until=earlier("b.out_of_service_from", "m.closed_from"),
        where="1",
    )
    + " UNION ALL "
    + _BEDS.format(
        day=f"MAX({_SINCE}, m.closed_to)",
        until="b.out_of_service_from",
        where="m.closed_from IS NOT NULL AND m.closed_to IS NOT NULL",
    ),
}
