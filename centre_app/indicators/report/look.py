"""A report on the screen: its numbers as they stand, and the list behind each as it is today.

The list is coded: the number of the file, a day, what it counts under. Nobody's name stands in it, and whoever may open the
file opens it from there. Of what is kept for others only how many lines it is is told: neither number nor day nor key. What is
told of rape and HIV, and whatever else is told by records that they do not read, has no list for whoever looks.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from centre_app.areas import HEALTH
from centre_app.indicators.definition import Counted, Indicator
from centre_app.indicators.freezing import NumbersUnreadable, closed_numbers, versions_asked
from centre_app.indicators.members import Member
from centre_app.indicators.month import Month
from centre_app.indicators.report.gather import Asked, as_numbers, count_asked
from centre_app.indicators.report.masking import masked_inside
from centre_app.indicators.report.numbers import Numbers
from centre_app.indicators.report.source import Source, source_of
from centre_app.indicators.report.together import read_together
from centre_app.kept_for_others import ASKED
from centre_app.questions import Record
from centre_app.records import BY_TABLE, CaseFile, MonthReport
from centre_app.register import Register
from db.facts import SELECTS

_TABLE = re.compile(r"\b(?:care|health|protection)\.(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What is shown: `numbers` are those of the closed version where there is one, `month` is counted now.

    `is_unreadable`: what stands in the closed version cannot be read; the numbers are today's.
    """

    asked: Asked
    numbers: Numbers
    month: Month = field(repr=False)
    versions: Sequence[MonthReport] = ()
    source: Source
    is_unreadable: bool = False

    @property
    def closed(self) -> MonthReport | None:
        return self.versions[-1] if self.versions else None

    def counted(self, code: str, key: str) -> Counted | None:
        """Return a line as it is counted now."""
        results = {**self.month.results, **read_together(self.month)}
        return results[code].line(key) if code in results else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """One that is counted. `case_id` is "" for a fact of the house, `code` where whoever looks may not know the file."""

    case_id: str
    code: str
    day: date
    member: Member = field(repr=False)


def look(register: Register, asked: Asked) -> Looked:
    """Count what is asked for, and read how it was closed."""
    month = count_asked(register, asked)
    closed = versions_asked(register, asked)
    try:
        numbers = closed_numbers(closed[-1]) if closed else None
    except NumbersUnreadable:
        return Looked(
            asked=asked,
            numbers=masked_inside(as_numbers(register, month)),
            month=month,
            versions=tuple(closed),
            source=source_of(register, asked),
            is_unreadable=True,
        )
    return Looked(
        asked=asked,
        numbers=numbers or masked_inside(as_numbers(register, month)),
        month=month,
        versions=tuple(closed),
        source=source_of(register, asked),
    )


def may_see_behind(register: Register, indicator: Indicator, counted: Counted) -> bool:
    """Say whether whoever looks may see who is behind a number: they read every kind of record that tells of it."""
    if (indicator.is_restricted or indicator.is_masked) and not register.rights.may_read(HEALTH):
        return False
    return all(register.can_open(record_type) for record_type in _told_by(counted))


def behind(register: Register, counted: Counted) -> list[Behind]:
    """Return who and what is behind a number, the first day first, without what is kept for others."""
    members = _open_members(register, counted)
    cases = sorted({member.case for member in members if member.case})
    codes = {}
    if register.can_open(CaseFile) and cases:
        codes = {row["id"]: row["code"] or "" for row in register.rows(CaseFile, ("id", "code"), id=cases)}
    found = [
        Behind(
            case_id=member.case if member.case in codes else "",
            code=codes.get(member.case, ""),
            day=date.fromisoformat(member.day[:10]),
            member=member,
        )
        for member in members
    ]
    return sorted(found, key=lambda one: (one.day, one.code, one.member.key))


def kept_behind(register: Register, counted: Counted) -> int:
    """Return how many lines of the list behind a number are kept for others."""
    return len(counted.members or ()) - len(_open_members(register, counted))


def _open_members(register: Register, counted: Counted) -> list[Member]:
    if not register.can_open(CaseFile):
        return [member for member in counted.members or () if not (member.case or member.person)]
    cases = register.kept.closed_cases.keys() | _with_closed_records(register, counted)
    persons = register.kept.closed_persons
    return [member for member in counted.members or () if member.case not in cases and member.person not in persons]


def _with_closed_records(register: Register, counted: Counted) -> Collection[str]:
    """Return the files in which a record is closed by itself, of a kind that tells of the number: its facts have no ids."""
    cases = sorted({member.case for member in counted.members or () if member.case})
    return {
        row["case_id"]
        for record_type in _told_by(counted)
        if record_type is not CaseFile and ASKED in record_type.questions and "case_id" in record_type.questions
        for row in register.as_stored.rows(record_type, case_id=cases)
        if register.kept.how_closed(record_type, row)
    }


def _told_by(counted: Counted) -> list[type[Record]]:
    """Return the kinds of records that the facts of a line are read from."""
    tables = sorted(set(_TABLE.findall(SELECTS.get(counted.line.fact, ""))))
    return [BY_TABLE[table] for table in tables if table in BY_TABLE]
