"""Saving one record, reviewed and with its line of history, beside the same two rows written plainly."""

from typing import Any

import sqlcipher3

from centre_app.ids import new_id
from centre_app.records import CaseFile, MedicalVisit
from centre_app.register import Register
from tests.benchmarks import bare
from tests.benchmarks.measuring import Comparison, compare, seconds
from tests.benchmarks.registers import opened
from tests.benchmarks.shelf import Shelf
from tests.makers import TODAY

CASES = 5_000
SAVES = 5


def save_one_record(shelf: Shelf) -> Comparison:
    """Each side has a register of its own: two that write to one file would empty each other's cache."""
    with opened(shelf.copy_of(CASES)) as register, opened(shelf.copy_of(CASES)) as other:
        case, same_case = (one.find(CaseFile)[0] for one in (register, other))
        save(other, same_case)
        visit = _last(other, "health.medical_visits", "id")
        line = _last(other, "health.history", "seq")
        with bare.connection(other) as plain:
            return compare(
                "save one record",
                seconds(lambda: save(register, case), times=SAVES),
                "the same rows, bare sqlcipher3",
                seconds(lambda: _save_plainly(plain, visit, line), times=SAVES),
                at_most=1.3,
            )


def save(register: Register, case: CaseFile) -> None:
    """Write down a visit to the health post, as the nurse does."""
    register.save(MedicalVisit(case_id=case.id, visit_type="curative", seen_on=TODAY, complaint="Maux de tête"))


def _last(register: Register, table: str, column: str) -> dict[str, Any]:
    (row,) = register.vault.ask(f"SELECT * FROM {table} ORDER BY {column} DESC LIMIT 1")
    return dict(row)


def _save_plainly(plain: sqlcipher3.Connection, visit: dict[str, Any], line: dict[str, Any]) -> None:
    visit["id"] = line["record_id"] = new_id()
    line["seq"] += 1
    plain.execute("BEGIN IMMEDIATE")
    _insert(plain, "health.medical_visits", visit)
    _insert(plain, "health.history", line)
    plain.execute("COMMIT")


def _insert(plain: sqlcipher3.Connection, table: str, row: dict[str, Any]) -> None:
    marks = ", ".join("?" * len(row))
    plain.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
