"""Questions to the register about nights: who is to be called, and what each night of a span says of everybody.

All are led by the centre and answer with plain rows, as those of queries.py do.
"""

from db.vault import Row, Vault, as_rows

_COVERS = (
    "s.centre_id = :centre AND s.voided_at IS NULL AND s.admitted_on <= :night"
    " AND (s.ended_on IS NULL OR s.ended_on > :night)"
)


def called(vault: Vault, centre_id: str, night: str, before: str) -> list[Row]:
    """Return who is to be called on a night: stay, person, bed and room, her answer and the one of the night before.

    Whoever has two beds, as an old register may say, comes twice. Beds come in the order of their labels.
    """
    found = vault.ask(
        "SELECT s.id AS stay_id, s.case_id, s.person_id, s.admission_type, s.admitted_on, s.room_in_words,"
        " c.code, c.status, p.sex, p.birth_from, p.birth_to, p.birth_prec, p.birth_said_on,"
        " b.id AS bed_id, b.label, b.kind, b.beside_bed_id, m.id AS room_id, m.name AS room,"
        " w.present, w.absence_type, w.note, y.present AS was_present, y.absence_type AS was_away"
        " FROM care.stays AS s"
        " JOIN care.case_files AS c ON c.id = s.case_id"
        " JOIN care.persons AS p ON p.id = s.person_id"
        " LEFT JOIN care.bed_assignments AS g ON g.centre_id = s.centre_id AND g.stay_id = s.id"
        "  AND g.voided_at IS NULL AND g.from_on <= :night AND (g.to_on IS NULL OR g.to_on > :night)"
        " LEFT JOIN main.beds AS b ON b.id = g.bed_id"
        " LEFT JOIN main.rooms AS m ON m.id = b.room_id"
        " LEFT JOIN care.presence_nights AS w ON w.centre_id = s.centre_id AND w.night = :night AND w.stay_id = s.id"
        "  AND w.voided_at IS NULL"
        " LEFT JOIN care.presence_nights AS y ON y.centre_id = s.centre_id AND y.night = :before AND y.stay_id = s.id"
        "  AND y.voided_at IS NULL"
        f" WHERE {_COVERS} ORDER BY b.label IS NULL, b.label, c.code",
        {"centre": centre_id, "night": night, "before": before},
    )
    return as_rows(found)


def leaves_over(vault: Vault, centre_id: str, night: str, next_day: str) -> list[Row]:
    """Return the absences that cover a night, the oldest first: gone before the next morning, and not back that day."""
    found = vault.ask(
        "SELECT id, stay_id, case_id, absence_type, out_at, expected_back_on, back_on FROM care.leaves"
        " WHERE centre_id = :centre AND voided_at IS NULL AND out_at < :next_day"
        " AND (back_on IS NULL OR back_on > :night) ORDER BY out_at, id",
        {"centre": centre_id, "night": night, "next_day": next_day},
    )
    return as_rows(found)


def stays_over(vault: Vault, centre_id: str, first: str, last: str) -> list[Row]:
    """Return the stays that cover a night of a span."""
    found = vault.ask(
        "SELECT id, person_id, admitted_on, ended_on, room_in_words FROM care.stays"
        " WHERE centre_id = :centre AND voided_at IS NULL AND admitted_on <= :last"
        " AND (ended_on IS NULL OR ended_on > :first)",
        {"centre": centre_id, "first": first, "last": last},
    )
    return as_rows(found)


def beds_over(vault: Vault, centre_id: str, first: str, last: str) -> list[Row]:
    """Return who had which bed on a night of a span."""
    found = vault.ask(
        "SELECT stay_id, bed_id, from_on, to_on FROM care.bed_assignments"
        " WHERE centre_id = :centre AND voided_at IS NULL AND from_on <= :last AND (to_on IS NULL OR to_on > :first)",
        {"centre": centre_id, "first": first, "last": last},
    )
    return as_rows(found)


def marks_over(vault: Vault, centre_id: str, first: str, last: str) -> list[Row]:
    """Return what was answered for each night of a span."""
    found = vault.ask(
        "SELECT night, stay_id, present, absence_type FROM care.presence_nights"
        " WHERE centre_id = :centre AND voided_at IS NULL AND night BETWEEN :first AND :last",
        {"centre": centre_id, "first": first, "last": last},
    )
    return as_rows(found)


def calls_over(vault: Vault, centre_id: str, first: str, last: str) -> list[Row]:
    """Return the roll calls of a span."""
    found = vault.ask(
        "SELECT night, taken_at, taken_by FROM care.roll_calls"
        " WHERE centre_id = :centre AND voided_at IS NULL AND night BETWEEN :first AND :last ORDER BY night, id",
        {"centre": centre_id, "first": first, "last": last},
    )
    return as_rows(found)
