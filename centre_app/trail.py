"""What happened to a file: the lines of history of its records, as people read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from centre_app.questions import Record, moment_of
from centre_app.records import BY_TABLE
from centre_app.register import Register
from db import queries
from db.vault import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of history. `questions` are those whose answer changed, as declared labels; empty for a new record."""

    at: datetime
    clock_suspect: bool
    who: str
    action: str
    table: str
    record_id: str
    questions: tuple[str, ...]


def trail_of(register: Register, records: Iterable[Record], *, limit: int = 200) -> list[Step]:
    """Return what was done to these records, the newest first."""
    ids: dict[str, list[str]] = {}
    for record in records:
        ids.setdefault(record.compartment, []).append(record.id)
    rows = [
        row
        for compartment, wanted in ids.items()
        if compartment in register.vault.compartments
        for row in queries.history_of(register.vault, compartment, wanted, limit=limit)
    ]
    return [_step(row) for row in sorted(rows, key=lambda row: (row["at"], row["seq"]), reverse=True)[:limit]]


def _step(row: Row) -> Step:
    return Step(
        at=moment_of(row["at"]),
        clock_suspect=bool(row["clock_suspect"]),
        who=row["who"],
        action=row["action"],
        table=row["record_table"],
        record_id=row["record_id"],
        questions=_changed(row["record_table"], row["changed"]),
    )


def _changed(table: str, columns: Iterable[str]) -> tuple[str, ...]:
    record_type = BY_TABLE[table]
    touched = set(columns)
    return tuple(
        question.label
        for question in record_type.questions.values()
        if question.label and touched & set(question.kind.columns(question.name))
    )
