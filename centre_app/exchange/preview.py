"""What merging a checked bundle would change, for whoever decides about it. Nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass

from centre_app.casework import twins
from centre_app.exchange.merge import named_since, revision_of
from centre_app.exchange.notices import Notice, notices_of
from centre_app.exchange.receive import Incoming
from centre_app.questions import Record, from_row
from centre_app.records import CaseFile, Person, PersonDescription, PersonName
from centre_app.register import Register
from db import bundles


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What merging would change: cases, then all rows. `remarks` are answers that a row alone shows to be wrong.

    The centre reviewed each record with all that stands around it when it was saved; here nothing is held back for it.
    """

    new_cases: int
    changed_cases: int
    new_rows: int
    changed_rows: int
    unchanged_rows: int
    withheld: int
    remarks: int
    notices: tuple[Notice, ...] = ()
    twins: tuple[tuple[str, str], ...] = ()  # number of a new file, number of one of another house that may be hers


def preview_of(register: Register, incoming: Incoming) -> Preview:
    """Return what merging would change. Nothing is written."""
    if incoming.place.is_late:
        return _of_a_late_one(register, incoming)
    new = changed = unchanged = new_cases = remarks = 0
    touched: set[str] = set()
    for table, rows in incoming.carried.rows.items():
        standing = bundles.standing(register.vault, table, [str(row["id"]) for row in rows])
        named = len(named_since(register, table, rows, standing))
        changed, unchanged = changed + named, unchanged - named
        for row in rows:
            revision = standing.get(str(row["id"]), (0, ""))[0]
            new += revision == 0
            new_revision = revision_of(row)
            unchanged += 0 < new_revision <= revision
            changed += 0 < revision < new_revision
            if revision < new_revision:
                remarks += incoming.carried.remarks.get(str(row["id"]), 0)
                new_cases += table == CaseFile.table and revision == 0
                touched.add(str(row["id"] if table == CaseFile.table else row.get("case_id") or ""))
    touched.discard("")
    return Preview(
        new_cases=new_cases,
        changed_cases=len(touched) - new_cases,
        new_rows=new,
        changed_rows=changed,
        unchanged_rows=unchanged,
        withheld=incoming.manifest.withheld,
        remarks=remarks,
        notices=notices_of(register, incoming),
        twins=tuple(_twins_in_other_houses(register, incoming)),
    )


def _of_a_late_one(register: Register, incoming: Incoming) -> Preview:
    return Preview(
        new_cases=0,
        changed_cases=0,
        new_rows=0,
        changed_rows=0,
        unchanged_rows=sum(map(len, incoming.carried.rows.values())),
        withheld=incoming.manifest.withheld,
        remarks=0,
        notices=notices_of(register, incoming),
    )


def _twins_in_other_houses(register: Register, incoming: Incoming) -> Iterator[tuple[str, str]]:
    """Yield the numbers of a new file and of one from another house that may be of the same person."""
    rows = incoming.carried.rows
    coming: list[Record] = [
        from_row(record_type, row)
        for record_type in (Person, PersonName, PersonDescription)
        for row in rows.get(record_type.table, ())
        if row["voided_at"] is None
    ]
    found = twins.known_already(register, coming)
    new = [row for row in rows.get(CaseFile.table, ()) if row["person_id"] in found]
    standing = bundles.standing(register.vault, CaseFile.table, [str(row["id"]) for row in new])
    for row in new:
        twin = found[str(row["person_id"])]
        if str(row["id"]) not in standing and twin.case.centre_id != incoming.manifest.centre:
            yield str(row["code"]), twin.case.code or ""
