"""The records of a register as they stand in the compartments that are open, whoever asks.

For what keeps the register right and shows nobody anything: the rules, the words by which people are found, the rights
themselves. What a person reads comes through `register.py`, which applies her rights to it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from centre_app.problems import as_problems
from centre_app.questions import Record, from_row, moment_of, moment_text
from db.vault import Row, Vault

R = TypeVar("R", bound=Record)


class AsStored:
    """Reads a vault; `centres` says of each kind of record whose are asked for, `clock` what the time is."""

    def __init__(
        self, vault: Vault, clock: Callable[[], datetime], centres: Callable[[type[Record]], list[str] | str]
    ) -> None:
        self.vault = vault
        self._clock, self._centres = clock, centres

    @property
    def as_stored(self) -> "AsStored":
        return self

    @property
    def now(self) -> datetime:
        return self._clock()

    @property
    def today(self) -> date:
        return self._clock().date()

    @property
    def latest_day(self) -> date:
        """Today, or the day of the last line of history where the clock stands before it.

        A clock that is set back, or begins anew with its battery, makes no withdrawal undone and no consent live again.
        """
        last = self.vault.last_entry_at()
        return max(self.today, moment_of(last).date()) if last else self.today

    def can_open(self, record_type: type[Record]) -> bool:
        return record_type.compartment in self.vault.compartments

    def get(self, record_type: type[R], record_id: str | None) -> R | None:
        with as_problems():
            row = self.vault.get(record_type.table, record_id) if record_id else None
        return from_row(record_type, row) if row else None

    def find(self, record_type: type[R], *, with_void: bool = False, **where: Any) -> list[R]:
        return [from_row(record_type, row) for row in self.rows(record_type, with_void=with_void, **where)]

    def rows(
        self, record_type: type[Record], columns: Sequence[str] = ("*",), *, with_void: bool = False, **where: Any
    ) -> list[Row]:
        with as_problems():
            where = {"centre_id": self._centres(record_type), **where}
            return self.vault.select(record_type.table, _stored(where), with_void=with_void, columns=columns)


def _stored(where: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _stored_value(value) for name, value in where.items()}


def _stored_value(value: Any) -> Any:
    match value:
        case datetime():
            return moment_text(value)
        case date():
            return value.isoformat()
        case bool():
            return int(value)
        case list() | tuple() | set() | frozenset():
            return value if all(type(one) is str for one in value) else [_stored_value(one) for one in value]
    return value
