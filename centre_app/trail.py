"""What happened to a file: the lines of history of its records, as people read them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from centre_app.questions import Record, moment_of
from centre_app.records import BY_TABLE, PresenceNight
from centre_app.register import Register, as_problems
from db import queries
from db.vault import Row

MOST_STEPS = 10_000  # more than a file of ten years has
ROLL_CALL, VIEW = "roll_call", "view"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of history."""

    at: datetime
    clock_suspect: bool
    who: str
    action: str
    table: str
    record_id: str
    rev: int  # of the record, after the change
    kept: frozenset[str]  # the questions whose answers are kept for others
    is_written: bool  # something was written, and not merely seen or printed
    changed: tuple[str, ...]  # the columns that changed; empty for a new record

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The questions whose answer changed and may be read, as declared labels; asked only of the lines in sight."""
        touched = set(self.changed)
        return tuple(
            question.label
            for question in BY_TABLE[self.table].questions.values()
            if question.label and question.name not in self.kept and touched & set(question.kind.columns(question.name))
        )

    @property
    def is_a_night(self) -> bool:
        """Whether it is a night as the roll call wrote it. One put right later is a line to see."""
        return self.table == PresenceNight.table and self.action == ROLL_CALL and not self.changed

    @property
    def is_a_look(self) -> bool:
        """Whether something confidential was shown to somebody, and nothing written."""
        return self.action == VIEW

    @property
    def is_a_change(self) -> bool:
        """Whether it left the record otherwise than it stood."""
        return self.is_written and self.rev > 0

    @property
    def folds_as(self) -> tuple[str, str] | None:
        """Lines that say the same here may be one; None for a line that stands alone."""
        return (ROLL_CALL, "") if self.is_a_night else (VIEW, self.who) if self.is_a_look else None


@dataclass(frozen=True, slots=True)
class Folded:
    """Lines with nothing else in between, the newest first: nights as called, or looks of one person."""

    steps: tuple[Step, ...]

    @property
    def first(self) -> datetime:
        return self.steps[-1].at

    @property
    def last(self) -> datetime:
        return self.steps[0].at

    @property
    def are_nights(self) -> bool:
        return self.steps[0].is_a_night

    @property
    def who(self) -> frozenset[str]:
        return frozenset(step.who for step in self.steps)


@as_problems()
def trail_of(register: Register, records: Iterable[Record], *, limit: int = MOST_STEPS) -> list[Step]:
    """Return what was done to these records, the newest first."""
    ids: dict[str, list[str]] = {}
    for record in records:
        ids.setdefault(record.compartment, []).append(record.id)
    # each compartment numbers its own lines: within a second those of one stand together
    rows = [
        ((placed_at, compartment, row["seq"]), row)
        for compartment, wanted in ids.items()
        if compartment in register.vault.compartments
        for placed_at, row in _placed(queries.history_of(register.vault, compartment, wanted, limit=limit))
    ]
    in_order = sorted(rows, key=lambda one: one[0], reverse=True)[:limit]
    return [_step(row, kept=register.rights.of(BY_TABLE[row["record_table"]]).kept) for _where, row in in_order]


def _placed(rows: Sequence[Row]) -> Iterator[tuple[str, Row]]:
    """Yield lines of one compartment with the moment at which each stands: under a doubted clock that of the line before."""
    trusted = ""
    for row in reversed(rows):
        trusted = trusted if row["clock_suspect"] and trusted else row["at"]
        yield trusted, row


def folded(steps: Iterable[Step]) -> Sequence[Step | Folded]:
    """Return the lines with those that say the same one after the other as one; a single one stays as it is."""
    lines: list[Step | Folded] = []
    for alike, run in groupby(steps, key=lambda step: step.folds_as):
        together = tuple(run)
        lines += [Folded(together)] if alike and len(together) > 1 else together
    return lines


def _step(row: Row, *, kept: frozenset[str]) -> Step:
    return Step(
        kept=kept,
        at=moment_of(row["at"]),
        clock_suspect=bool(row["clock_suspect"]),
        who=row["who"],
        action=row["action"],
        table=row["record_table"],
        record_id=row["record_id"],
        rev=row["rev"] or 0,
        is_written=row["was"] is not None and row["row_commitment"] is not None,
        changed=tuple(row["changed"]),
    )
