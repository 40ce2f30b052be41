"""How a question is declared once, and how its answer is stored.

A record is a frozen dataclass; each attribute that a person answers is a question: `ask()` and its sisters hang
on it what would be printed on a form (label, hint, choices), in XLSForm's words. A declaration states only what
would still be true if the form were filled in by hand: no widget, no condition, no function.

An answer has three forms: as code uses it, as it is stored and sent (`str | int | None`), and as people read it.
The kinds of answer (kinds.py) convert between the first two; `ui/editors.py` and `documents/` show the third.
"""

import dataclasses
import functools
import operator
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple, TypeAlias, TypeVar, Union, dataclass_transform, get_args, get_origin

from centre_app.dates import Birth, PartialDate
from centre_app.ids import new_id
from centre_app.kinds import (
    BirthDay,
    Day,
    DecimalNumber,
    Francs,
    Kind,
    Moment,
    OneOf,
    PartialDay,
    Phone,
    Place,
    Reasons,
    Reference,
    Row,
    SomeOf,
    Stored,
    WholeNumber,
    Words,
    YesNo,
    moment_of,
    moment_text,
)

# The kinds are named here too: whoever asks questions finds them at hand.
__all__ = [
    "BOOKKEEPING", "BirthDay", "CARE", "CENTRE", "CENTRE_COMPARTMENTS", "Choice", "Choices", "Day", "DecimalNumber",
    "FIGURES", "Francs", "HEADQUARTERS_COMPARTMENTS", "HEALTH", "IDENTITY", "Kind", "Moment", "NOTES", "OneOf",
    "PROTECTION", "PartialDay", "Phone", "Place", "Question", "Record", "Reference", "Row", "SomeOf", "Stored",
    "WholeNumber", "Words", "YesNo", "ask", "ask_amount", "ask_one", "ask_phone", "ask_place", "ask_some", "ask_text",
    "columns_for", "columns_of", "copy_of", "from_row", "moment_of", "moment_text", "part_from_row", "questions_of", "record", "refer", "to_row",
]  # fmt: skip

Choice: TypeAlias = str
Choices: TypeAlias = frozenset[str]

# The compartments of a register: databases with a key each, opened by those whose slot holds that key.
CENTRE = "centre"
IDENTITY = "identity"
CARE = "care"
HEALTH = "health"
PROTECTION = "protection"
NOTES = "notes"
FIGURES = "figures"
CENTRE_COMPARTMENTS = (CENTRE, IDENTITY, CARE, HEALTH, PROTECTION, NOTES)
HEADQUARTERS_COMPARTMENTS = (*CENTRE_COMPARTMENTS, FIGURES)

# What every table holds besides its questions. `missing` says why an answer is not there.
_BOOKKEPT: Mapping[str, Kind] = {
    "id": Words(),
    "centre_id": Words(),
    "rev": WholeNumber(),
    "hlc": Words(),
    "created_at": Moment(),
    "created_by": Words(),
    "updated_at": Moment(),
    "updated_by": Words(),
    "voided_at": Moment(),
    "voided_by": Words(),
    "void_reason": Words(),
    "missing": Reasons(),
}
BOOKKEEPING = tuple(_BOOKKEPT)


# --- declaring a question --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form, as declared; `label` and `hint` are messages to translate.

    `identifies`: it asks who or where somebody is, or what she told. `harmless` is the reason why an answer in words
    tells nothing of anybody; without one it leaves the house only with consent (exchange/consent.py).
    """

    name: str
    kind: Kind
    label: str
    hint: str = ""
    required: bool = False
    identifies: bool = False
    harmless: str = ""

    @property
    def may_identify(self) -> bool:
        """Whether what people write here could point at somebody: all words, but where the declaration says why not."""
        return isinstance(self.kind, Words) and not self.harmless


def ask(
    label: str,
    *,
    hint: str = "",
    required: bool = False,
    identifies: bool = False,
    harmless: str = "",
    unit: str = "",
    start: Any = None,
) -> Any:
    """Declare a question whose kind the annotation tells: words, number, yes or no, day, moment, partial day, birth."""
    return _question(None, label, hint, required, identifies, harmless=harmless, unit=unit, start=start)


def ask_text(
    label: str, *, hint: str = "", required: bool = False, identifies: bool = False, harmless: str = ""
) -> Any:
    """Declare a question answered in several lines of a person's own words."""
    return _question(Words(several_lines=True), label, hint, required, identifies, harmless=harmless)


def ask_phone(
    label: str, *, hint: str = "", required: bool = False, identifies: bool = False, harmless: str = ""
) -> Any:
    """Declare a question answered with a telephone number."""
    return _question(Phone(), label, hint, required, identifies, harmless=harmless)


def ask_amount(label: str, *, hint: str = "", required: bool = False) -> Any:
    """Declare a question answered with an amount in F CFA."""
    return _question(Francs(), label, hint, required, False)


def ask_one(choices: str, label: str, *, hint: str = "", required: bool = False, start: Any = None) -> Any:
    """Declare a question answered with one choice of the list named `choices`."""
    return _question(OneOf(choices), label, hint, required, False, start=start)


def ask_some(choices: str, label: str, *, hint: str = "", required: bool = False) -> Any:
    """Declare a question answered with any number of choices of the list named `choices`."""
    return _question(SomeOf(choices), label, hint, required, False, start=frozenset())


def ask_place(level: str, label: str, *, hint: str = "", required: bool = False, harmless: str = "") -> Any:
    """Declare a question answered with a place of that level; one that is in no list stands there in words."""
    return _question(Place(level), label, hint, required, False, harmless=harmless)


def refer(table: str, label: str = "", *, required: bool = False) -> Any:
    """Declare that this record belongs to, or names, a record of that table."""
    return _question(Reference(table), label, "", required, False)


def _question(
    kind: Kind | None,
    label: str,
    hint: str,
    required: bool,
    identifies: bool,
    *,
    harmless: str = "",
    unit: str = "",
    start: Any = None,
) -> Any:
    declared = {
        "kind": kind,
        "label": label,
        "hint": hint,
        "required": required,
        "identifies": identifies,
        "harmless": harmless,
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
    kinds: ClassVar[Mapping[str, Kind]]  # of all that is stored, bookkeeping first

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
        asked = {name: question.kind for name, question in made.questions.items()}
        made.kinds = types.MappingProxyType({**_BOOKKEPT, **asked})
        return made

    return declare


def _questions_in(cls: type[Record]) -> Iterator[Question]:
    for field in dataclasses.fields(cls):
        declared = field.metadata.get("question")
        if declared is None:
            continue
        stated = dict(declared)
        unit = stated.pop("unit")
        kind = stated.pop("kind") or _kind_of(field.type, unit)
        yield Question(name=field.name, kind=kind, **stated)


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
        "voided_at": None,
        "voided_by": None,
        "void_reason": None,
    }
    return dataclasses.replace(record, **{**unsaved, **changed})


def questions_of(record_type: type[Record]) -> tuple[Question, ...]:
    """Return the questions of a record in the order of the paper form, references to other records included."""
    return tuple(record_type.questions.values())


def columns_of(record_type: type[Record]) -> tuple[str, ...]:
    """Return every column of the record's table, bookkeeping first."""
    return tuple(column for name, kind in record_type.kinds.items() for column in kind.columns(name))


# --- between a record and its row ------------------------------------------------------------------------------


def to_row(record: Record) -> Row:
    """Return a record as stored: column name to text, whole number or None."""
    row: Row = {}
    for name, kind in record.kinds.items():
        row.update(kind.to_row(name, getattr(record, name)))
    return row


def from_row(record_type: type[R], row: Mapping[str, Any]) -> R:
    """Return the record that stands in a row. Raises ValueError or KeyError where the row cannot be one."""
    return _made(record_type, _reading_of(record_type), row)  # type: ignore[arg-type]  # mypy takes the hash of a record for that of its class


def part_from_row(record_type: type[R], row: Mapping[str, Any], names: tuple[str, ...]) -> R:
    """Return a record with these answers and no others, two at the least: for lists that look at little of many records.

    Asking it for anything else is an AttributeError; it is never saved.
    """
    return _made(record_type, _reading_of(record_type, names), row)  # type: ignore[arg-type]  # the same


def columns_for(record_type: type[Record], names: Iterable[str]) -> tuple[str, ...]:
    """Return the columns in which these answers stand."""
    return tuple(column for name in names for column in record_type.kinds[name].columns(name))


def _made(record_type: type[R], reading: "_Reading", row: Mapping[str, Any]) -> R:
    values_in, plain, plain_in, others = reading
    stored = values_in(row)
    made = object.__new__(record_type)  # and answer by answer: what a frozen class offers itself takes twice as long
    try:
        for put, answer in zip(plain, plain_in(stored), strict=True):
            put(made, answer)
        for put, read, where, is_blank in others:
            put(made, None if is_blank and stored[where.start] is None else read(stored[where]))
    except (TypeError, AttributeError, ArithmeticError):  # half a date, a number where words belong
        raise ValueError(f"no {record_type.__name__} stands in this row") from None
    return made


class _Reading(NamedTuple):
    """How records of one type are read: all their values in order, and what takes each answer from its place there."""

    values_in: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    plain: Sequence[Callable[[Record, Any], None]]
    plain_in: Callable[[Sequence[Any]], tuple[Any, ...]]
    others: Sequence[tuple[Callable[[Record, Any], None], Callable[[Sequence[Any]], Any], slice, bool]]  # None is None


@functools.cache
def _reading_of(record_type: type[Record], names: tuple[str, ...] | None = None) -> _Reading:
    asked = record_type.kinds if names is None else {name: record_type.kinds[name] for name in names}
    plain: dict[int, Callable[[Record, Any], None]] = {}
    others = []
    at = 0
    for name, kind in asked.items():
        put, beyond = getattr(record_type, name).__set__, at + len(kind.suffixes)
        if kind.is_plain:
            plain[at] = put
        else:
            is_blank = kind.from_stored([None] * len(kind.suffixes)) is None
            others.append((put, kind.from_stored, slice(at, beyond), is_blank))
        at = beyond
    in_order = operator.itemgetter(*columns_for(record_type, asked))
    return _Reading(in_order, list(plain.values()), operator.itemgetter(*plain), others)
