"""What an indicator of the monthly report is: a declaration that a programme officer can read, and that counts itself.

An indicator is a few lines; each line is one number. It names the coded facts that it counts (db/facts), when they
count, and what is counted of them: persons, the facts themselves, or their amounts. Nothing is written twice: the
report, the spreadsheet, the definitions on its last page and the drill-down all walk these declarations.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from centre_app.indicators.members import Member


class When(Enum):
    """Which facts count. N, S and C are the three counters of a service (counting rule 2)."""

    DURING = "during"  # whose day is in the period
    ON_FIRST_DAY = "on_first_day"  # that held when the first day began
    ON_LAST_DAY = "on_last_day"  # that hold in the evening of the last day
    THROUGH = "through"  # that held on an evening of the period; the amount is that of each such evening, added up
    LATEST = "latest"  # of each person the last one whose day is in the period
    AT_ANY_TIME = "at_any_time"  # that held on one day of the period at least
    NEW = "N"  # persons whose first fact since the beginning of the project is in the period
    SERVED = "S"  # persons with at least one in the period
    SO_FAR = "C"  # persons with at least one since the beginning of the project


class Unit(Enum):
    """What is counted of the facts: persons once each (counting rule 1), the facts, something of their amounts, or keys."""

    PERSONS = "persons"
    FACTS = "facts"
    SUM = "sum"
    MEDIAN = "median"
    KEYS = "keys"  # how many different keys they have
    PER_KEY = "per_key"  # how many facts there are for each of those keys, on average
    YES_NO = "yes_no"  # whether there is one: the number is in how many centres; the key of such a fact is a day


class Split(Enum):
    """By what a line is shown beside its total: D and D− of the reports' rules, the centre alone, nothing."""

    FULL = "D"
    SHORT = "D-"
    CENTRE = "centre"
    NONE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One number. `of` names the line of the same indicator that it is a share of.

    `keys`: only facts of these keys count. `lists`: the lists in which the keys have their names, when the line is
    also shown by key. `measure` is what the number is of when it is neither persons nor facts ("nights", "F CFA").
    `keeps`: a condition on what was counted, in Python, for what no SELECT can say (a band of age). `besides` names the
    line whose persons are left out here. `nothing_is_no_data`: where not one fact of the kind is written, there is no
    nought but no number.
    `only_at_headquarters`: elsewhere the line does not apply, which is another answer than nought.
    """

    key: str
    title: str
    meaning: str
    fact: str
    when: When = When.DURING
    unit: Unit = Unit.PERSONS
    of: str = ""
    keys: frozenset[str] = frozenset()
    lists: tuple[str, ...] = ()
    measure: str = ""
    split: Split | None = None
    keeps: Callable[[Member], bool] | None = None
    only_at_headquarters: bool = False
    besides: str = ""
    nothing_is_no_data: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row of the monthly report: its code (A1 … M5), its title, and its lines, the first one the main one.

    `source` says where the indicator comes from (E, O, K, I, C, H or X, as in the list of indicators).
    `is_masked`: small cells are masked even inside the organisation (HIV). `is_restricted`: it stands in no pack for a
    donor, and the list behind it is shown to nobody who does not read the records themselves (rape).
    """

    code: str
    title: str
    source: str
    lines: tuple[Line, ...]
    split: Split = Split.NONE
    is_masked: bool = False
    is_restricted: bool = False
    note: str = ""

    @property
    def chapter(self) -> str:
        """The letter of its chapter."""
        return self.code[0]

    def split_of(self, line: Line) -> Split:
        return self.split if line.split is None else line.split


def n_s_c(
    fact: str, *, title: str, meaning: str, keys: frozenset[str] = frozenset(), lists: tuple[str, ...] = ()
) -> tuple[Line, ...]:
    """Return the three lines of a service: served in the period, new, so far."""
    return tuple(
        Line(key=when.value, title=title, meaning=meaning, fact=fact, when=when, keys=keys, lists=lists)
        for when in (When.SERVED, When.NEW, When.SO_FAR)
    )


def persons(key: str, fact: str, title: str, meaning: str, **more: Any) -> Line:
    """Return a line that counts persons, once each."""
    return Line(key=key, fact=fact, title=title, meaning=meaning, **more)


def facts(key: str, fact: str, title: str, meaning: str, **more: Any) -> Line:
    """Return a line that counts the facts themselves."""
    return Line(key=key, fact=fact, title=title, meaning=meaning, unit=Unit.FACTS, **more)


def shares(*parts: Line, of: Line) -> tuple[Line, ...]:
    """Return lines that are shares of one, and last the one that they are shares of: its denominator."""
    return (*(replace(part, of=of.key) for part in parts), of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A line as counted. `members` is the list behind the number: drilling down shows nothing else.

    None where there is no data: what is counted is kept in a compartment that is shut, or in no record at all; and where
    the line does not apply. `day` is the last day on which it was done, of a line that says yes or no.
    """

    line: Line
    members: tuple[Member, ...] | None = field(repr=False)
    number: float | None
    share: float | None = None  # of the line named by `of`, 0 to 1
    applies: bool = True
    day: str | None = None
