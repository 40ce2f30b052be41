"""What the SELECTs of several chapters say alike: whose file it is, what was voided, and the days that end what lasts."""

CHILDREN_ALONG = "('accompanying_child', 'born_in_centre')"
# INDEXED BY here and elsewhere: SQLite prefers an index that holds all columns, and reads every stay of the house in it.
# Counting rule 8: a child who came along or was born here has a file, and is not in the rows of women and girls.
# The list of such files is read once a question; whether one had a stay of its own as well is asked of those alone.
IS_HERSELF = (
    "(c.id NOT IN (SELECT a.case_id FROM care.stays AS a INDEXED BY stays_of_children"
    f" WHERE a.centre_id IN (SELECT value FROM json_each(:centres)) AND a.admission_type IN {CHILDREN_ALONG}"
    " AND a.voided_at IS NULL) OR EXISTS (SELECT 1 FROM care.stays AS own INDEXED BY stays_by_case"
    " WHERE own.centre_id = c.centre_id AND own.case_id = c.id"
    f" AND COALESCE(own.admission_type, '') NOT IN {CHILDREN_ALONG} AND own.voided_at IS NULL))"
)

# Who came with a transfer: what holds on came along into the file `c`.
FROM_ANOTHER_CENTRE = (
    "EXISTS (SELECT 1 FROM care.intakes AS i WHERE i.centre_id = c.centre_id AND i.case_id = c.id"
    " AND i.source = 'other_centre' AND i.voided_at IS NULL)"
)


def of_files(table: str) -> str:
    """Return from where records `r` of a table are read, with the file `c` they belong to."""
    return (
        f"FROM {table} AS r JOIN care.case_files AS c ON c.id = r.case_id AND c.voided_at IS NULL"
        " WHERE r.voided_at IS NULL"
    )


def of_women(table: str) -> str:
    """Return the same without the children who came along."""
    return f"{of_files(table)} AND {IS_HERSELF}"


def moments(of: str, *, day: str, key: str = "NULL", amount: str = "1") -> str:
    """Return a SELECT of facts that happen on a day."""
    return (
        f"SELECT r.centre_id, c.person_id, r.case_id, {day} AS day, NULL AS until,"
        f" {key} AS key, {amount} AS amount {of}"
    )


def lasting(of: str, *, day: str, until: str, key: str = "NULL") -> str:
    """Return a SELECT of facts that last."""
    return f"SELECT r.centre_id, c.person_id, r.case_id, {day} AS day, {until} AS until, {key} AS key, 1 AS amount {of}"


def earlier(*days: str) -> str:
    """Return the earliest of some days, of which any may be missing."""
    ends = ", ".join(f"COALESCE({day}, '9999')" for day in days)
    return f"NULLIF(MIN({ends}), '9999')"


def one_with(file: str) -> str:
    """Return a SELECT of a file that was kept, and of those that were merged into it."""
    return (
        f"(SELECT {file}.id UNION ALL SELECT m.id FROM care.case_files AS m"
        f" WHERE m.centre_id = {file}.centre_id AND m.merged_into_id = {file}.id AND m.voided_at IS NULL)"
    )


def same_persons(of: str) -> str:
    """Return a SELECT of who is one person with whom a row is about: of files that were merged, all are.

    Merged files are of one house, and each leads to the one that was kept.
    """
    return (
        f"(SELECT {of}.person_id UNION ALL SELECT o.person_id FROM care.case_files AS h CROSS JOIN care.case_files AS o"
        " ON o.id = h.merged_into_id"
        f" OR o.centre_id = {of}.centre_id AND o.merged_into_id IN (h.id, h.merged_into_id) AND o.voided_at IS NULL"
        f" WHERE h.centre_id = {of}.centre_id AND h.person_id = {of}.person_id AND h.voided_at IS NULL)"
    )
