"""Whose the records are that were read out of a damaged file: hers to see, kept for others, or of somebody forgotten since."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from centre_app.damage.found_rows import FoundRows
from centre_app.exchange.withheld import withheld_of
from centre_app.kept_for_others import ASKED, CONFIDENTIAL
from centre_app.problems import NotFound
from centre_app.questions import CARE, Record
from centre_app.records import BY_TABLE, CaseFile, Person, RetentionEvent
from centre_app.register import Register
from centre_app.retention.dossier import dossier_of
from centre_app.retention.standing import DONE
from centre_app.rights import LEADERS
from db.rows import Row


class Whose:
    """Judges rows of one damaged file. A file that was sealed in it counts, be it nowhere else any more."""

    def __init__(self, register: Register, rows: FoundRows) -> None:
        self._register = register
        files = rows.rows.get(CaseFile.table, ())
        confidential = [row for row in files if row.get(ASKED) in CONFIDENTIAL and row["created_by"] != register.who]
        self._kept = {
            CaseFile.table: {row["id"] for row in confidential},
            Person.table: {row["person_id"] for row in confidential},
        }
        self._forgotten = forgotten(register)

    def is_hers(self, table: str, row: Row) -> bool:
        """Say whether she may see a row, and all of it: what she is shown in part, she could not put back whole."""
        kind = BY_TABLE.get(table)
        if kind is None or not self._register.can_open(kind) or row["centre_id"] != self._register.centre_id:
            return False
        leads = not LEADERS.isdisjoint(self._register.rights.roles)
        if not leads and tells_of(kind, row, self._kept):
            return False
        return self._register.kept.shown(kind, [row]) == [row]

    def is_forgotten(self, table: str, row: Row) -> bool:
        """Say whether a row tells of somebody who was anonymised, withdrawn or destroyed since."""
        kind = BY_TABLE.get(table)
        return kind is not None and tells_of(kind, row, self._forgotten)

    def without_forgotten(self, rows: FoundRows) -> FoundRows:
        """Return what was read without those who were forgotten since; the same where there are none."""
        left = {
            table: [row for row in of_one if not self.is_forgotten(table, row)] for table, of_one in rows.rows.items()
        }
        if all(len(left[table]) == len(of_one) for table, of_one in rows.rows.items()):
            return rows
        ids = {row["id"] for of_one in left.values() for row in of_one}
        return replace(
            rows,
            rows={table: of_one for table, of_one in left.items() if of_one},
            contents={paper: parts for paper, parts in rows.contents.items() if paper in ids},
        )


def forgotten(register: Register) -> dict[str, set[str]]:
    """Return the files and the persons that were forgotten, by the table in which they stand."""
    found: dict[str, set[str]] = {CaseFile.table: set(), Person.table: set()}
    if CARE not in register.vault.compartments:
        return found
    for event in register.as_stored.find(RetentionEvent, state=DONE):
        try:
            dossier = dossier_of(register, event.case_id)
        except NotFound:
            found[CaseFile.table].add(event.case_id)
            continue
        found[CaseFile.table] |= dossier.ids
        found[Person.table] |= dossier.persons
    return found


def tells_of(kind: type[Record], row: Mapping[str, Any], those: Mapping[str, set[str]]) -> bool:
    """Say whether a row is about one of these files or persons, or is one of them."""
    return row["id"] in those.get(kind.table, ()) or any(
        row.get(column) in those.get(table, ()) for column, table in withheld_of(kind).tells_of.items()
    )
