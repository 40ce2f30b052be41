"""A report on the screen: its numbers as they stand, and the list behind each as it is today.

The list is coded: the number of the file, a day, what it counts under. Nobody's name stands in it, and whoever may open the
file opens it from there. What is told of rape and HIV, and what health keeps, has no list for who does not read those records.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from centre_app.areas import HEALTH
from centre_app.indicators.definition import Counted, Indicator
from centre_app.indicators.freezing import closed_numbers, versions
from centre_app.indicators.members import Member
from centre_app.indicators.month import Month
from centre_app.indicators.report.gather import Asked, as_numbers, count_asked
from centre_app.indicators.report.masking import masked_inside
from centre_app.indicators.report.numbers import Numbers
from centre_app.indicators.report.together import read_together
from centre_app.records import CaseFile, MedicalVisit, MonthReport
from centre_app.register import Register
from db.facts import SELECTS

_FROM_HEALTH = "health."


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What is shown: `numbers` are those of the closed version where there is one, `month` is counted now."""

    asked: Asked
    numbers: Numbers
    month: Month = field(repr=False)
    versions: Sequence[MonthReport] = ()

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
    is_own_month = asked.is_one_month and not asked.project_id and not register.is_headquarters
    closed = versions(register, asked.first) if is_own_month else []
    numbers = closed_numbers(closed[-1]) if closed else as_numbers(register, month)
    return Looked(asked=asked, numbers=masked_inside(numbers), month=month, versions=tuple(closed))


def may_see_behind(register: Register, indicator: Indicator, counted: Counted) -> bool:
    """Say whether whoever looks may see who is behind a number."""
    if indicator.is_restricted or indicator.is_masked:
        return register.rights.may_read(HEALTH)
    if _FROM_HEALTH in SELECTS.get(counted.line.fact, ""):
        return register.can_open(MedicalVisit)
    return True


def behind(register: Register, counted: Counted) -> list[Behind]:
    """Return who and what is behind a number, the first day first."""
    members = counted.members or ()
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
