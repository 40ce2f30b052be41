"""The kinds of answer: how each is kept in columns, and read back from them.

A kind converts between the answer as code uses it and as it is stored and sent (`str | int | None`). How it is shown and
typed is no business of it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar, TypeAlias

from centre_app.dates import Birth, PartialDate

Stored: TypeAlias = str | int | None
Row: TypeAlias = dict[str, Stored]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of answer. The plain ones are stored as they are used."""

    is_plain: ClassVar[bool] = True
    suffixes: ClassVar[tuple[str, ...]] = ("",)

    def columns(self, name: str) -> tuple[str, ...]:
        """Return the columns that hold an answer to the question of that name."""
        return tuple(name + suffix for suffix in self.suffixes)

    def to_row(self, name: str, answer: Any) -> Row:
        """Return the stored form of an answer, None included."""
        return {name: answer}

    def from_row(self, name: str, row: Mapping[str, Any]) -> Any:
        """Return the answer that stands in a row. Raises ValueError where the row holds none of this kind."""
        return self.from_stored([row[name + suffix] for suffix in self.suffixes])

    def from_stored(self, stored: Sequence[Any]) -> Any:
        """Return the answer that stands in its columns, given in their order. Raises ValueError as `from_row` does."""
        return stored[0]


@dataclass(frozen=True, slots=True)
class Words(Kind):
    """Text a person wrote; over several lines where a paper form would leave several."""

    several_lines: bool = False


@dataclass(frozen=True, slots=True)
class Phone(Words):
    """A telephone number with its country, "+22370123456" (phones.py); what was written before it was asked so stays words."""


@dataclass(frozen=True, slots=True)
class WholeNumber(Kind):
    """A count or a measure; `unit` as printed behind it ("cm", "%")."""

    unit: str = ""


@dataclass(frozen=True, slots=True)
class Francs(Kind):
    """An amount in whole F CFA."""


@dataclass(frozen=True, slots=True)
class YesNo(Kind):
    """Yes or no; None when it was not asked."""

    is_plain: ClassVar[bool] = False

    def to_row(self, name: str, answer: Any) -> Row:
        return {name: None if answer is None else int(answer)}

    def from_stored(self, stored: Sequence[Any]) -> Any:
        return None if stored[0] is None else bool(stored[0])


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A calendar day, stored as ISO 8601."""

    is_plain: ClassVar[bool] = False

    def to_row(self, name: str, answer: Any) -> Row:
        return {name: None if answer is None else answer.isoformat()}

    def from_stored(self, stored: Sequence[Any]) -> Any:
        return None if stored[0] is None else date.fromisoformat(stored[0])


@dataclass(frozen=True, slots=True)
class Moment(Kind):
    """A day and an hour in UTC (Mali's own time all year), stored as ISO 8601 without offset."""

    is_plain: ClassVar[bool] = False

    def to_row(self, name: str, answer: Any) -> Row:
        return {name: None if answer is None else moment_text(answer)}

    def from_stored(self, stored: Sequence[Any]) -> Any:
        return None if stored[0] is None else moment_of(stored[0])


@dataclass(frozen=True, slots=True)
class PartialDay(Kind):
    """A day known as well as it is known: three columns, so that SQL can compare the ends."""

    is_plain: ClassVar[bool] = False
    suffixes: ClassVar[tuple[str, ...]] = ("_from", "_to", "_prec")

    def to_row(self, name: str, answer: Any) -> Row:
        if answer is None:
            return dict.fromkeys(self.columns(name))
        return {
            f"{name}_from": answer.first.isoformat(),
            f"{name}_to": answer.last.isoformat(),
            f"{name}_prec": answer.precision,
        }

    def from_stored(self, stored: Sequence[Any]) -> Any:
        first, last, precision = stored
        if first is None:
            return None
        return PartialDate(first=date.fromisoformat(first), last=date.fromisoformat(last), precision=precision)


@dataclass(frozen=True, slots=True)
class BirthDay(PartialDay):
    """A birth: a partial day, and the day on which an age was said."""

    suffixes: ClassVar[tuple[str, ...]] = ("_from", "_to", "_prec", "_said_on")

    def to_row(self, name: str, answer: Any) -> Row:
        said_on = answer.said_on.isoformat() if answer is not None and answer.said_on else None
        return {**PartialDay.to_row(self, name, answer), f"{name}_said_on": said_on}

    def from_stored(self, stored: Sequence[Any]) -> Any:
        first, last, precision, said_on = stored
        if first is None:
            return None
        return Birth(
            first=date.fromisoformat(first),
            last=date.fromisoformat(last),
            precision=precision,
            said_on=date.fromisoformat(said_on) if said_on else None,
        )


@dataclass(frozen=True, slots=True)
class DecimalNumber(Kind):
    """A number with decimals, such as a school mark; stored as text so that 12.5 stays 12.5."""

    is_plain: ClassVar[bool] = False

    def to_row(self, name: str, answer: Any) -> Row:
        return {name: None if answer is None else str(answer)}

    def from_stored(self, stored: Sequence[Any]) -> Any:
        if stored[0] is None:
            return None
        number = Decimal(stored[0])
        if not number.is_finite():
            raise ValueError("not a number")
        return number


@dataclass(frozen=True, slots=True)
class Place(Kind):
    """A place of a level ("region", "cercle"): its slug from places.py where it is a known one, else as written."""

    level: str


@dataclass(frozen=True, slots=True)
class OneOf(Kind):
    """One key of a code list."""

    choices: str


@dataclass(frozen=True, slots=True)
class SomeOf(Kind):
    """Any number of keys of a code list, stored as XLSForm's select_multiple: sorted, with spaces between."""

    is_plain: ClassVar[bool] = False
    choices: str

    def to_row(self, name: str, answer: Any) -> Row:
        return {name: " ".join(sorted(answer)) or None if answer is not None else None}

    def from_stored(self, stored: Sequence[Any]) -> Any:
        return frozenset((stored[0] or "").split())


@dataclass(frozen=True, slots=True)
class Reference(Kind):
    """The id of another record; `table` names where it stands, across compartments."""

    table: str


@dataclass(frozen=True, slots=True)
class Reasons(Kind):
    """Why answers are missing: a reason for the name of each question, as JSON. Every record has one, asked of nobody."""

    is_plain: ClassVar[bool] = False

    def to_row(self, name: str, answer: Any) -> Row:
        return {name: json.dumps(dict(answer), sort_keys=True) if answer else None}

    def from_stored(self, stored: Sequence[Any]) -> Any:
        if stored[0] is None:
            return {}
        reasons = json.loads(stored[0])
        if not isinstance(reasons, dict):
            raise ValueError("not a reason by question")
        return reasons


def moment_text(moment: datetime) -> str:
    """Return a moment as stored: "2026-11-21T14:30:00", in UTC."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")


@lru_cache(maxsize=1000)
def moment_of(text: str) -> datetime:
    """Return the moment that a stored text says. Raises ValueError, also for one that names another time zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        raise ValueError("a stored moment is in UTC and says no zone")
    return moment.replace(tzinfo=UTC)
