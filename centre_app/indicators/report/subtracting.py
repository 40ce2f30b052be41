"""What two sheets for a donor would tell together: numbers of a longer period are hidden where those of its months would come out.

A sheet is made for a month, a calendar quarter or a calendar year, and over all houses together, so that any two of them
cover different days, or one the whole months of the other. Then three rules are enough:

- tables by sex, age, place and choice stand in the sheet of a quarter alone;
- a quarter's number is printed where each hidden month has another hidden one, to which one can be moved; a year's where
  that is so for the hidden months of the quarters that are not printed;
- a number since the beginning is printed where it is the sum of first times that are printed in sheets as long as this
  one, so that it tells nothing more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from centre_app.dates import months_after
from centre_app.indicators.definition import Counted, When
from centre_app.indicators.members import Member
from centre_app.indicators.month import Month
from centre_app.indicators.report.gather import Asked, ends_of, houses
from centre_app.indicators.report.masking import SMALLEST_SHOWN, can_stay_hidden, is_small
from centre_app.indicators.report.numbers import BESIDES, SMALL, Cell, LineNumbers, Numbers, Table, address
from centre_app.indicators.report.together import read_together
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.register import Register

QUARTER, YEAR = 3, 12  # months
_LENGTHS = (1, QUARTER, YEAR)
Row = Mapping[str, Cell]  # by month or other part of the period


class NoPeriodForASheet(Problem):
    message = N_("A donor’s sheet is made for a month, a calendar quarter or a calendar year.")
    advice = N_("From other days one could calculate what is hidden in a sheet given before.")


class NotOfAllHouses(Problem):
    message = N_("A donor’s sheet is made for all centres together.")
    advice = N_("From the sheet of some one could calculate what is hidden in the sheet of all.")


def length_of(asked: Asked) -> int:
    """Return how many months a sheet covers. Raises NoPeriodForASheet."""
    for months in _LENGTHS:
        ends = ends_of(months_after(asked.first, months - 1))[1]
        begins = asked.first.day == 1 and (asked.first.month - 1) % months == 0
        if begins and ends == asked.last:
            return months
    raise NoPeriodForASheet


def check_sheet(register: Register, asked: Asked) -> None:
    """Raise a problem where a sheet of this could be subtracted from another one."""
    length_of(asked)
    if set(asked.centre_ids or houses(register)) != set(houses(register)):
        raise NotOfAllHouses


def months_of(asked: Asked) -> list[Asked]:
    """Return the months that a longer period is made of; none for a month."""
    months = length_of(asked)
    if months == 1:
        return []
    begins = [months_after(asked.first, number) for number in range(months)]
    return [replace(asked, first=first, last=ends_of(first)[1]) for first in begins]


def without_what_months_tell(
    printed: Numbers, exact: Month, *, months: Sequence[tuple[Numbers, Numbers]], length: int
) -> Numbers:
    """Return the masked numbers of a sheet without what its months would tell of each other.

    `months` are those of the period, each masked and as counted; `exact` is the period as counted.
    """
    lines = dict(printed.lines)
    results = {**exact.results, **read_together(exact)}
    for code, result in results.items():
        for counted in result.lines:
            where = address(code, counted.line.key)
            if where in lines:
                told = [(one.lines[where].number, other.lines[where].number) for one, other in months]
                lines[where] = _line(lines[where], counted, told, length)
    hidden = {where for where, line in lines.items() if isinstance(line.number, str)}
    for code, result in results.items():
        for line in result.indicator.lines:
            if address(code, line.key) in lines and address(code, line.of) in hidden:
                lines[address(code, line.key)] = replace(lines[address(code, line.key)], share=None)
    return replace(printed, lines=lines, tables=_tables(printed.tables, months))


def _line(line: LineNumbers, counted: Counted, told: Sequence[tuple[Cell, Cell]], length: int) -> LineNumbers:
    line = replace(line, estimated=0, not_agreed=None)  # they stand under the table, hidden in the same way
    if length != QUARTER or counted.line.when is When.SO_FAR:
        line = replace(line, cross={}, splits={})
    so_far = counted.line.when is When.SO_FAR
    is_told = _is_sum_of_printed(counted.members or (), length) if so_far else _is_safe_beside(told)
    if is_told or not line.number or line.number == SMALL:
        return line
    return replace(line, number=BESIDES, share=None, cross={}, splits={})


def _tables(tables: Table, months: Sequence[tuple[Numbers, Numbers]]) -> dict[str, dict[str, Cell]]:
    return {
        name: {
            what: BESIDES
            if number
            and number != SMALL
            and not _is_safe_beside([(one.tables[name][what], other.tables[name][what]) for one, other in months])
            else number
            for what, number in told.items()
        }
        for name, told in tables.items()
    }


def _is_safe_beside(told: Sequence[tuple[Cell, Cell]]) -> bool:
    """Say whether a number may stand beside those of its months, of each what is printed and what it is."""
    if len(told) != YEAR:
        return _stays_hidden(told)
    quarters = [told[at : at + QUARTER] for at in range(0, YEAR, QUARTER)]
    return _stays_hidden([month for quarter in quarters if not _stays_hidden(quarter) for month in quarter])


def _stays_hidden(told: Sequence[tuple[Cell, Cell]]) -> bool:
    hidden = {str(at): (sign, number) for at, (sign, number) in enumerate(told) if isinstance(sign, str)}
    signs = {at: str(sign) for at, (sign, _) in hidden.items()}
    return can_stay_hidden({at: number for at, (_, number) in hidden.items()}, signs)


def _is_sum_of_printed(members: Iterable[Member], length: int) -> bool:
    """Say whether the first times of every period since the beginning are printed in its own sheet."""
    firsts: dict[str, str] = {}
    for each in members:
        firsts[each.person] = min(each.day, firsts.get(each.person, each.day))
    months: dict[tuple[int, int], int] = {}
    for day in map(date.fromisoformat, (first[:10] for first in firsts.values())):
        months[day.year, day.month] = months.get((day.year, day.month), 0) + 1
    periods: dict[tuple[int, int], list[int]] = {}
    for (year, month), number in sorted(months.items()):
        periods.setdefault((year, (month - 1) // length), [0] * length)[(month - 1) % length] = number
    return all(_is_printed(numbers) for numbers in periods.values())


def _is_printed(numbers: Sequence[int]) -> bool:
    told: list[tuple[Cell, Cell]] = [(SMALL if is_small(number) else number, number) for number in numbers]
    return sum(numbers) >= SMALLEST_SHOWN and (len(numbers) == 1 or _is_safe_beside(told))
