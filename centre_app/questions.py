"""How a question is declared once, and how its answer is stored.

A record is a frozen dataclass; each attribute that a person answers is a question: `ask()` and its sisters hang
on it what would be printed on a form (label, hint, choices), in XLSForm's words. A declaration states only what
would still be true if the form were filled in by hand: no widget, no condition, no function.

An answer has three forms: as code uses it, as it is stored and sent (`str | int | None`), and as people read it.
The kinds of answer below convert between the first two; `ui/editors.py` and `documents/` show the third.
"""

import dataclasses
import json
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar, TypeAlias, TypeVar, Union, dataclass_transform, get_args, get_origin

from centre_app.dates import Birth, PartialDate
from centre_app.ids import new_id

Stored: TypeAlias = str | int | None
Row: TypeAlias = dict[str, Stored]
Choice: TypeAlias = str
Choices: TypeAlias = frozenset[str]

# The compartments of a register; who opens which is in accounts.py.
CENTRE = "centre"
IDENTITY = "identity"
CARE = "care"
HEALTH = "health"
PROTECTION = "protection"
NOTES = "notes"
FIGURES = "figures"
CENTRE_COMPARTMENTS = (CENTRE, IDENTITY, CARE, HEALTH, PROTECTION, NOTES)
HEADQUARTERS_COMPARTMENTS = (*CENTRE_COMPARTMENTS, FIGURES)

# Columns that every table has besides its questions. `missing` holds why an answer is not there, as JSON.
BOOKKEEPING = (
    "id", "centre_id", "rev", "hlc", "created_at", "created_by", "updated_at", "updated_by",
    "voided_at", "voided_by", "void_reason", "missing",
)  # fmt: skip


# --- kinds of answer -------------------------------------------------------------------------------------------


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
        return row[name]


@dataclass(frozen=True, slots=True)
class Words(Kind):
    """Text a person wrote; over several lines where a paper form would leave several."""

    several_lines: bool = False


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

    def from_row(self, name: str, row: Mapping[str, Any]) -> Any:
        return None if row[name] is None else bool(row[name])


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A calendar day, stored as ISO 8601."""

    is_plain: ClassVar[bool] = False

    def to_row(self, name: str, answer: Any) -> Row:
        return {name: None if answer is None else answer.isoformat()}

    def from_row(self, name: str, row: Mapping[str, Any]) -> Any:
        return None if row[name] is None else date.fromisoformat(row[name])


@dataclass(frozen=True, slots=True)
class Moment(Kind):
    """A day and an hour in UTC (Mali's own time all year), stored as ISO 8601 without offset."""

    is_plain: ClassVar[bool] = False

    def to_row(self, name: str, answer: Any) -> Row:
        return {name: None if answer is None else moment_text(answer)}

    def from_row(self, name: str, row: Mapping[str, Any]) -> Any:
        return None if row[name] is None else moment_of(row[name])


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

    def from_row(self, name: str, row: Mapping[str, Any]) -> Any:
        if row[f"{name}_from"] is None:
            return None
        return PartialDate(
            first=date.fromisoformat(row[f"{name}_from"]),
            last=date.fromisoformat(row[f"{name}_to"]),
            precision=row[f"{name}_prec"],
        )


@dataclass(frozen=True, slots=True)
class BirthDay(PartialDay):
    """A birth: a partial day, and the day on which an age was said."""

    suffixes: ClassVar[tuple[str, ...]] = ("_from", "_to", "_prec", "_said_on")

    def to_row(self, name: str, answer: Any) -> Row:
        said_on = answer.said_on.isoformat() if answer is not None and answer.said_on else None
        return {**PartialDay.to_row(self, name, answer), f"{name}_said_on": said_on}

    def from_row(self, name: str, row: Mapping[str, Any]) -> Any:
        known = PartialDay.from_row(self, name, row)
        if known is None:
            return None
        said_on = row[f"{name}_said_on"]
        return Birth(
            first=known.first,
            last=known.last,
            precision=known.precision,
            said_on=date.fromisoformat(said_on) if said_on else None,
        )


@dataclass(frozen=True, slots=True)
class DecimalNumber(Kind):
    """A number with decimals, such as a school mark; stored as text so that 12.5 stays 12.5."""

    is_plain: ClassVar[bool] = False

    def to_row(self, name: str, answer: Any) -> Row:
        return {name: None if answer is None else str(answer)}

    def from_row(self, name: str, row: Mapping[str, Any]) -> Any:
        return None if row[name] is None else Decimal(row[name])


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

    def from_row(self, name: str, row: Mapping[str, Any]) -> Any:
        return frozenset((row[name] or "").split())


@dataclass(frozen=True, slots=True)
class Reference(Kind):
    """The id of another record; `table` names where it stands, across compartments."""

    table: str


# --- declaring a question --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form, as declared; `label` and `hint` are messages to translate."""

    name: str
    kind: Kind
    label: str
    hint: str = ""
    required: bool = False
    identifies: bool = False


def ask(
    label: str, *, hint: str = "", required: bool = False, identifies: bool = False, unit: str = "", start: Any = None
) -> Any:
    """Declare a question whose kind the annotation tells: words, number, yes or no, day, moment, partial day, birth."""
    return _question(None, label, hint, required, identifies, unit=unit, start=start)


def ask_text(label: str, *, hint: str = "", required: bool = False, identifies: bool = False) -> Any:
    """Declare a question answered in several lines of a person's own words."""
    return _question(Words(several_lines=True), label, hint, required, identifies)


def ask_amount(label: str, *, hint: str = "", required: bool = False) -> Any:
    """Declare a question answered with an amount in F CFA."""
    return _question(Francs(), label, hint, required, False)


def ask_one(choices: str, label: str, *, hint: str = "", required: bool = False, start: Any = None) -> Any:
    """Declare a question answered with one choice of the list named `choices`."""
    return _question(OneOf(choices), label, hint, required, False, start=start)


def ask_some(choices: str, label: str, *, hint: str = "", required: bool = False) -> Any:
    """Declare a question answered with any number of choices of the list named `choices`."""
    return _question(SomeOf(choices), label, hint, required, False, start=frozenset())


def ask_place(level: str, label: str, *, hint: str = "", required: bool = False) -> Any:
    """Declare a question answered with a place of that level."""
    return _question(Place(level), label, hint, required, False)


def refer(table: str, label: str = "", *, required: bool = False) -> Any:
    """Declare that this record belongs to, or names, a record of that table."""
    return _question(Reference(table), label, "", required, False)


def _question(
    kind: Kind | None, label: str, hint: str, required: bool, identifies: bool, *, unit: str = "", start: Any = None
) -> Any:
    declared = {
        "kind": kind,
        "label": label,
        "hint": hint,
        "required": required,
        "identifies": identifies,
        "unit": unit,
    }
    return dataclasses.field(default=start, metadata={"question": declared})


# --- records ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=True)
class Record:
    """What every record carries besides its answers. `rev` 0 means that it was never saved.

    `missing` gives, for a question without an answer, why there is none (a key of `missing_reason`).
    """

    table: ClassVar[str]
    compartment: ClassVar[str]
    questions: ClassVar[Mapping[str, Question]]

    id: str = dataclasses.field(default_factory=new_id)
    centre_id: str = ""
    rev: int = 0
    hlc: str = ""
    created_at: datetime | None = None
    created_by: str = ""
    updated_at: datetime | None = None
    updated_by: str = ""
    voided_at: datetime | None = None
    voided_by: str | None = None
    void_reason: str | None = None
    missing: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id[-8:]}>"


R = TypeVar("R", bound=Record)


@dataclass_transform(kw_only_default=True, frozen_default=True)
def record(*, table: str, compartment: str) -> Callable[[type[R]], type[R]]:
    """Make a class a record: a frozen dataclass whose questions are kept in that table of that compartment."""

    def declare(cls: type[R]) -> type[R]:
        made = dataclass(frozen=True, slots=True, kw_only=True, repr=False)(cls)
        made.table = table
        made.compartment = compartment
        made.questions = types.MappingProxyType({question.name: question for question in _questions_in(made)})
        return made

    return declare


def _questions_in(cls: type[Record]) -> Iterator[Question]:
    for field in dataclasses.fields(cls):
        declared = field.metadata.get("question")
        if declared is None:
            continue
        unit = declared["unit"]
        kind = declared["kind"] or _kind_of(field.type, unit)
        yield Question(
            field.name, kind, declared["label"], declared["hint"], declared["required"], declared["identifies"]
        )


def _kind_of(annotation: Any, unit: str) -> Kind:
    options = get_args(annotation) if get_origin(annotation) in (types.UnionType, Union) else (annotation,)
    for kind_of_python, kind in (
        (bool, YesNo()),
        (str, Words()),
        (int, WholeNumber(unit)),
        (Birth, BirthDay()),
        (PartialDate, PartialDay()),
        (datetime, Moment()),
        (date, Day()),
        (Decimal, DecimalNumber()),
    ):
        if kind_of_python in options:
            return kind
    raise TypeError(f"no kind of answer for {annotation!r}")


def copy_of(record: R, **changed: Any) -> R:
    """Return the same answers as a new record: another id, never saved."""
    unsaved = {
        "id": new_id(),
        "rev": 0,
        "hlc": "",
        "created_at": None,
        "created_by": "",
        "updated_at": None,
        "updated_by": "",
    }
    return dataclasses.replace(record, **{**unsaved, **changed})


def questions_of(record_type: type[Record]) -> tuple[Question, ...]:
    """Return the questions of a record in the order of the paper form, references to other records included."""
    return tuple(record_type.questions.values())


def columns_of(record_type: type[Record]) -> tuple[str, ...]:
    """Return every column of the record's table, bookkeeping first."""
    asked = (column for question in questions_of(record_type) for column in question.kind.columns(question.name))
    return (*BOOKKEEPING, *asked)


# --- between a record and its row ------------------------------------------------------------------------------


def to_row(record: Record) -> Row:
    """Return a record as stored: column name to text, whole number or None."""
    row: Row = {
        "id": record.id,
        "centre_id": record.centre_id,
        "rev": record.rev,
        "hlc": record.hlc,
        "created_at": moment_text(record.created_at) if record.created_at else None,
        "created_by": record.created_by,
        "updated_at": moment_text(record.updated_at) if record.updated_at else None,
        "updated_by": record.updated_by,
        "voided_at": moment_text(record.voided_at) if record.voided_at else None,
        "voided_by": record.voided_by,
        "void_reason": record.void_reason,
        "missing": json.dumps(dict(record.missing), sort_keys=True) if record.missing else None,
    }
    for name, question in record.questions.items():
        row.update(question.kind.to_row(name, getattr(record, name)))
    return row


def from_row(record_type: type[R], row: Mapping[str, Any]) -> R:
    """Return the record that stands in a row. Raises ValueError or KeyError where the row cannot be one."""
    values: dict[str, Any] = {name: row[name] for name in ("id", "centre_id", "rev", "hlc", "created_by", "updated_by")}
    values["created_at"] = moment_of(row["created_at"]) if row["created_at"] else None
    values["updated_at"] = moment_of(row["updated_at"]) if row["updated_at"] else None
    if row["voided_at"]:
        values.update(voided_at=moment_of(row["voided_at"]), voided_by=row["voided_by"], void_reason=row["void_reason"])
    if row["missing"]:
        values["missing"] = json.loads(row["missing"])
    for name, question in record_type.questions.items():
        values[name] = row[name] if question.kind.is_plain else question.kind.from_row(name, row)
    return record_type(**values)


def moment_text(moment: datetime) -> str:
    """Return a moment as stored: "2026-11-21T14:30:00", in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def moment_of(text: str) -> datetime:
    """Return the moment that a stored text says. Raises ValueError."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
