"""Counting what a report asks for: a month of one centre, or at headquarters any centres, months and one project."""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

from centre_app.dates import months_after
from centre_app.indicators.members import Member
from centre_app.indicators.month import Month, Period, count
from centre_app.indicators.monthly import INDICATORS
from centre_app.indicators.monthly.a_flows import ADMISSIONS, EXITS, PRESENT_LAST
from centre_app.indicators.report.agreement import agreed_to_be_counted
from centre_app.indicators.report.donors import PRESETS
from centre_app.indicators.report.numbers import Numbers, address, known_lines, numbers_of
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import Centre, Project
from centre_app.register import Register, as_problems
from db.facts import counting

TREND_MONTHS = 6
FIRST_YEAR, LAST_YEAR = 1950, 2150
_PAID_FOR = "paid_for"
_FLOWS = (ADMISSIONS, EXITS, PRESENT_LAST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be counted: days, both in it, the centres (none: all that are known here) and a project."""

    first: date
    last: date
    centre_ids: tuple[str, ...] = ()
    project_id: str | None = None

    @classmethod
    def month(cls, day: date, *, centre_ids: Sequence[str] = (), project_id: str | None = None) -> "Asked":
        first, last = ends_of(day)
        return cls(first=first, last=last, centre_ids=tuple(centre_ids), project_id=project_id)

    @property
    def is_one_month(self) -> bool:
        return (self.first, self.last) == ends_of(self.first)


class NoSuchYear(Problem):
    message = N_("There is nothing to count in the year {year}.")
    advice = N_("Choose a month between {first} and {last}.")


def ends_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the month of a day. Raises NoSuchYear."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NoSuchYear(year=str(day.year), first=str(FIRST_YEAR), last=str(LAST_YEAR))
    first = day.replace(day=1)
    return first, months_after(first, 1) - timedelta(days=1)


def houses(register: Register) -> tuple[str, ...]:
    """Return the centres that a report is about when none is named: this one; at headquarters all but itself."""
    if not register.is_headquarters:
        return (register.centre_id,)
    others = tuple(one for one in register.centres if one != register.centre_id)
    return others or (register.centre_id,)


def count_asked(register: Register, asked: Asked, *, codes: Collection[str] = ()) -> Month:
    """Return what is asked for as counted, with everybody behind each number; of some indicators where they are named."""
    for day in (asked.first, asked.last):
        ends_of(day)
    project = register.get(Project, asked.project_id)
    return count(
        register,
        Period(first=asked.first, last=asked.last, since=project.from_on if project else None),
        centre_ids=asked.centre_ids or houses(register),
        indicators=[one for one in INDICATORS if not codes or one.code in codes],
        only=_paid_for(register, asked) if asked.project_id else None,
    )


def gather(register: Register, asked: Asked) -> Numbers:
    """Return what is asked for as numbers, with the months before it where it is one month."""
    with _no_search_for_cycles():
        numbers = as_numbers(register, count_asked(register, asked))
        return replace(numbers, trend=_trend(register, asked)) if asked.is_one_month else numbers


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Let Python not search what is counted for cycles: a million small tuples hold none, and it takes a fifth of the time."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


def as_numbers(register: Register, month: Month) -> Numbers:
    """Return what was counted as numbers alone."""
    regions = {centre.id: centre.region or "" for centre in register.find(Centre)}
    return numbers_of(month, agreed=agreed_to_be_counted(register), regions=regions, tables=tables())


def tables() -> dict[str, frozenset[str]]:
    """Return which lines are printed together: those of a chapter, and those of a donor's sheet."""
    chapters: dict[str, set[str]] = {}
    for indicator, line in known_lines():
        chapters.setdefault(indicator.chapter, set()).add(address(indicator.code, line.key))
    return {name: frozenset(lines) for name, lines in chapters.items()} | {
        preset.key: frozenset(preset.lines) for preset in PRESETS.values()
    }


def _paid_for(register: Register, asked: Asked) -> Callable[[Member], bool]:
    """Return whether a project pays, for a day of the period at least, for whom a fact is about; the house's facts are not its."""
    with as_problems():
        span = counting.Span(tuple(register.centres), asked.first.isoformat(), asked.last.isoformat())
        if not counting.can_count(register.vault, _PAID_FOR):
            return lambda member: False
        paid = [fact for fact in counting.held(register.vault, _PAID_FOR, span) if fact.key == asked.project_id]
    cases, persons = {fact.case for fact in paid}, {fact.person for fact in paid}
    return lambda member: member.case in cases or member.person in persons


def _trend(register: Register, asked: Asked) -> tuple[dict[str, object], ...]:
    """Return who came, who left and who was here at the end, month by month up to the one asked for."""
    flows = [replace(each, lines=each.lines[:1]) for each in INDICATORS if each.code in _FLOWS]
    centres = asked.centre_ids or houses(register)

    def counted(period: Period) -> dict[str, object]:
        month = count(register, period, centre_ids=centres, indicators=flows, is_split=False)
        return {code: month.number(code) for code in _FLOWS}

    return tuple({"month": first.isoformat(), **counted(period)} for first, period in _months_until(asked.first))


def _months_until(first: date) -> Iterable[tuple[date, Period]]:
    for back in range(TREND_MONTHS - 1, -1, -1):
        begins = months_after(first, -back)
        yield begins, Period.month_of(begins)
