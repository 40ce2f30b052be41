"""What is left of a row once its person may not be known from it any more.

Words go, and places that are in no list; numbers of papers, digests, reasons in words. Choices, counts and amounts stay,
and of days those that some figure counts: the house's past months are made of them and must not change because a file
came of age. Of a day that nothing counts a year is left where it is known as an interval, else nothing. A birth becomes
its year, or its month, where every table of ages still puts her into the same band on every day of her files.

Where a figure asks whether words are there, a sign stands for them; in the consent ledger, which must go on saying no to
whom it said no, different partners have different signs.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from centre_app.dates import DAY, Birth, PartialDate
from centre_app.exchange.withheld import MISSING, withheld_of
from centre_app.folding import fold
from centre_app.indicators import members
from centre_app.indicators.members import band_of, years_of
from centre_app.kinds import BirthDay, Day, Moment, PartialDay, Reference
from centre_app.questions import BOOKKEEPING, Record
from centre_app.records import (
    Belonging,
    CaseFile,
    Consent,
    Exit,
    Intake,
    Person,
    RetentionEvent,
    RetentionHold,
    Stay,
    Transfer,
)
from centre_app.records.papers import Paper
from db.facts import SELECTS
from db.facts.counting import Coded
from db.vault import Row

SIGN = "…"
DESTROYED = "destroyed"  # why a row of a file opened in error is voided
DIGESTS = ("sha256", "picture_sha256")  # of what a paper held
# Words of which a figure, or a gate, asks whether they are there.
_SIGNED: Mapping[type[Record], frozenset[str]] = {
    Exit: frozenset({"no_follow_up_reason"}),
    Consent: frozenset({"basis_reason"}),
    Belonging: frozenset({"not_returned"}),
}
_PLACES: Mapping[type[Record], frozenset[str]] = {Intake: frozenset({"gold_site"})}
_NUMBERED: Mapping[type[Record], frozenset[str]] = {Consent: frozenset({"partner_in_words"})}
# The ledger and the life cycle are proofs: their days stay as they were.
_KEEP_DAYS = frozenset({CaseFile, Stay, Exit, Consent, Transfer, RetentionEvent, RetentionHold})
_BANDS = (members.DONOR, members.CPIMS, members.GBVIMS, members.UNHCR)
_MONTHS_APART = (6, 24, 72)  # between which children are counted in months


@dataclass(frozen=True, slots=True)
class Rest:
    """What makes one person's rows poorer: the days between which she is counted, the places of the directory, signs given."""

    first: date
    last: date
    places: frozenset[str] = frozenset()
    signs: dict[str, str] = field(default_factory=dict)

    def of(self, kind: type[Record], row: Row) -> Row:
        """Return what is left of a row."""
        left = {**row, **_days_left(kind, row), **_words_left(kind, row, self.places, self.signs)}
        if kind is Person:
            left |= _birth_left(row, self.first, self.last)
        return left


def nothing_of(kind: type[Record], row: Row, *, at: str, by: str) -> Row:
    """Return the shell of a row in a file opened in error: its id, its file, and that it is taken back."""
    kept = {*BOOKKEEPING, *(name for name, one in kind.questions.items() if isinstance(one.kind, Reference))}
    kept |= {"code", "status"} if kind is CaseFile else set()
    shell = {column: value if column in kept else None for column, value in row.items()}
    return {
        **shell,
        "missing": None,
        "voided_at": row["voided_at"] or at,
        "voided_by": row["voided_by"] or by,
        "void_reason": DESTROYED,
    }


# --- words -----------------------------------------------------------------------------------------------------


def words_in(kind: type[Record], row: Mapping[str, Any], places: frozenset[str] = frozenset()) -> list[str]:
    """Return the columns of a row in which somebody's words may still stand: none of what is left of one."""
    withheld = withheld_of(kind)
    told = [
        column
        for column in withheld.words
        if row[column] and not (_is_sign(row[column]) or _is_place(kind, column, row, places))
    ]
    told += [column for column in _digests_of(kind) if row[column]]
    return told + [
        column for column, known in withheld.listed.items() if _listed(column, row[column], known) != row[column]
    ]


def _is_sign(value: object) -> bool:
    return isinstance(value, str) and (value == DESTROYED or re.fullmatch(rf"{SIGN}\d*", value) is not None)


def places_known(names: Iterable[str | None]) -> frozenset[str]:
    """Return the places of the directory as they are recognised in a row: in capitals or not."""
    return frozenset((name or "").lower() for name in names) - {""}


def _is_place(kind: type[Record], column: str, row: Mapping[str, Any], places: frozenset[str]) -> bool:
    """Say whether a column names a place of the directory: that is a choice, and a figure tells such places apart."""
    return column in _PLACES.get(kind, ()) and str(row[column] or "").lower() in places


def _words_left(kind: type[Record], row: Row, places: frozenset[str], signs: dict[str, str]) -> Row:
    withheld = withheld_of(kind)
    left: Row = dict.fromkeys((*withheld.words, *_digests_of(kind)))
    left |= {column: SIGN for column in _SIGNED.get(kind, ()) if str(row[column] or "").strip()}
    left |= {column: row[column] for column in _PLACES.get(kind, ()) if _is_place(kind, column, row, places)}
    for column in _NUMBERED.get(kind, ()):
        if row[column]:
            left[column] = signs.setdefault(fold(str(row[column])), f"{SIGN}{len(signs) + 1}")
    return left | {column: _listed(column, row[column], known) for column, known in withheld.listed.items()}


def _digests_of(kind: type[Record]) -> tuple[str, ...]:
    return DIGESTS if issubclass(kind, Paper) else ()


def _listed(column: str, value: Any, known: frozenset[str]) -> Any:
    """Return what stands in a column unless somebody wrote it in words; a place in words is still a place."""
    if value is None or column != MISSING:
        return value if value is None or value in known else SIGN
    reasons = {name: why for name, why in json.loads(value).items() if {name, why} <= known}
    return json.dumps(reasons, sort_keys=True) if reasons else None


# --- days ------------------------------------------------------------------------------------------------------


@cache
def _uncounted(kind: type[Record]) -> Mapping[str, type]:
    """Return the questions for a day that no figure asks for, each with the kind of day it is."""
    if kind in _KEEP_DAYS:
        return {}
    counted = _columns_counted()
    return {
        name: type(question.kind)
        for name, question in kind.questions.items()
        if isinstance(question.kind, (Day, Moment, PartialDay))
        and not isinstance(question.kind, BirthDay)
        and not counted & set(question.kind.columns(name))
    }


@cache
def _columns_counted() -> frozenset[str]:
    """Return every word of the questions that figures ask: a day of that name is left as it is."""
    return frozenset(re.findall(r"[a-z_0-9]+", " ".join(SELECTS.values())))


def _days_left(kind: type[Record], row: Row) -> Row:
    left: Row = {}
    for name, of_day in _uncounted(kind).items():  # type: ignore[arg-type]  # mypy takes the hash of a record for that of its class
        if of_day is PartialDay:
            left |= PartialDay().to_row(name, _in_years(PartialDay().from_row(name, row)))
        else:
            left[name] = None
    return left


def _in_years(day: PartialDate | None) -> PartialDate | None:
    if day is None or day.first.year != day.last.year:
        return day
    return PartialDate.in_year(day.first.year)


def _birth_left(row: Row, first: date, last: date) -> Row:
    birth: Birth | None = BirthDay().from_row("birth", row)
    return {} if birth is None else BirthDay().to_row("birth", birth_left(birth, first, last))


def birth_left(birth: Birth, first: date, last: date) -> Birth:
    """Return a birth as roughly as it can be told without any table of ages telling it from the exact one.

    It is compared on every day on which she may be counted.
    """
    plain = Birth.between(birth.first, birth.last) if birth.said_on else birth
    if birth.precision != DAY:
        return plain
    rougher = (Birth.in_year(birth.first.year), Birth.in_month(birth.first.year, birth.first.month))
    days = _days(max(first, birth.first), last)
    return next((one for one in rougher if all(_places(one, day) == _places(birth, day) for day in days)), plain)


def _days(first: date, last: date) -> Sequence[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _places(birth: PartialDate, day: date) -> object:
    """Return into which bands of age somebody falls on a day, and whether by estimate; a small child its months."""
    if birth.first > day:
        return "unborn"
    coded = Coded(None, birth.first.isoformat(), birth.last.isoformat(), None, (), ())
    months = members.months_of(coded, day)
    placed = sum(months) // 2 if months is not None else 0
    among = sum(placed >= month for month in _MONTHS_APART)
    return among, [band_of(years_of(months), bands) for bands in _BANDS]
