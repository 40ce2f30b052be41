"""From when to when a file is open, for the chapters that count files and what stands in them on a day."""

from db.facts.parts import IS_HERSELF

# A draft is no file yet; one that was merged into another one is counted as that one.
IS_FILE = "c.voided_at IS NULL AND c.opened_on IS NOT NULL AND COALESCE(c.status, '') NOT IN ('draft', 'merged')"
CLOSED = (
    "CASE WHEN c.status IN ('closed', 'transferred', 'anonymised') THEN COALESCE(c.closed_on,"
    " (SELECT MAX(t.transferred_on) FROM care.transfers AS t"
    "  WHERE t.centre_id = c.centre_id AND t.case_id = c.id AND t.voided_at IS NULL),"
    " (SELECT MAX(x.left_on) FROM care.exits AS x INDEXED BY exits_by_case"
    "  WHERE x.centre_id = c.centre_id AND x.case_id = c.id AND x.voided_at IS NULL), c.opened_on) END"
)
# The few files that can matter to a span at all, told without looking further: those that were closed long before cannot.
NOT_LONG_CLOSED = (
    f"{IS_FILE} AND (c.status NOT IN ('closed', 'transferred', 'anonymised')"
    " OR COALESCE(c.closed_on, :last) >= date(:first, '-14 days'))"
)
OPEN_LATELY = f"{NOT_LONG_CLOSED} AND c.opened_on <= :last"


def files(*, day: str = "c.opened_on", until: str = CLOSED, key: str = "NULL", where: str = "1") -> str:
    """Return a SELECT of facts that files themselves are, those of children who came along left out."""
    return (
        f"SELECT c.centre_id, c.person_id, c.id AS case_id, {day} AS day, {until} AS until, {key} AS key, 1 AS amount"
        f" FROM care.case_files AS c WHERE {IS_FILE} AND {where} AND {IS_HERSELF}"
    )


def middle(of: str) -> str:
    """Return the day in the middle of a day known as an interval."""
    return f"date((julianday({of}_from) + julianday({of}_to)) / 2)"
