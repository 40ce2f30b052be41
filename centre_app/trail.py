"""What happened to a file: the lines of history of its records, as people read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from centre_app.questions import Record, moment_of
from centre_app.records import BY_TABLE, PresenceNight
from centre_app.register import Register
from db import queries
from db.vault import Row

MOST_STEPS = 10_000  # more than a file of ten years has
ROLL_CALL = "roll_call"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of history."""

    at: datetime
    clock_suspect: bool
    who: str
    action: str
    table: str
    record_id: str
    changed: tuple[str, ...]  # the columns that changed; empty for a new record

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The questions whose answer changed, as declared labels; asked only of the lines in sight."""
        touched = set(self.changed)
        return tuple(
            question.label
            for question in BY_TABLE[self.table].questions.values()
            if question.label and touched & set(question.kind.columns(question.name))
        )

    @property
    def is_a_night(self) -> bool:
        """Whether it is a night as the roll call wrote it. One put right later is a line to see."""
        return self.table == PresenceNight.table and self.action == ROLL_CALL and not self.changed


@dataclass(frozen=True, slots=True)
class Nights:
    """Nights of which nothing but the roll call was written in between, the newest first."""

    steps: tuple[Step, ...]

    @property
    def first(self) -> datetime:
        return self.steps[-1].at

    @property
    def last(self) -> datetime:
        return self.steps[0].at

    @property
    def who(self) -> frozenset[str]:
        return frozenset(step.who for step in self.steps)


def trail_of(register: Register, records: Iterable[Record], *, limit: int = MOST_STEPS) -> list[Step]:
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


def folded(steps: Iterable[Step]) -> Sequence[Step | Nights]:
    """Return the lines with nights that follow one another as one; a single night stays as it is."""
    lines: list[Step | Nights] = []
    for nights, run in groupby(steps, key=lambda step: step.is_a_night):
        together = tuple(run)
        lines += [Nights(together)] if nights and len(together) > 1 else together
    return lines


def _step(row: Row) -> Step:
    return Step(
        at=moment_of(row["at"]),
        clock_suspect=bool(row["clock_suspect"]),
        who=row["who"],
        action=row["action"],
        table=row["record_table"],
        record_id=row["record_id"],
        changed=tuple(row["changed"]),
    )
