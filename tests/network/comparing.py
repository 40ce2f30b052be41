"""The report of headquarters beside the one that was counted slowly, cell by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from centre_app.exchange.partners import centres_of
from centre_app.indicators.definition import Counted
from centre_app.indicators.month import Period, Result, by_split, splits_of
from centre_app.indicators.month import count as count_of_the_program
from centre_app.records import Project
from centre_app.register import Register
from tests.network import counted_slowly
from tests.network.tables import TOTAL, Cells
from tests.network.world import World, month_after


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell in which the two differ."""

    where: str
    line: str
    cell: str
    in_the_report: float
    counted: float

    def __str__(self) -> str:
        return f"{self.where} {self.line} {self.cell}: report {self.in_the_report}, counted {self.counted}"


@dataclass
class Comparison:
    """How many cells were compared, how many of them are more than nothing, and those that differ."""

    cells: int = 0
    filled: int = 0
    lines: set[str] = field(default_factory=set)  # that were more than nothing once
    differences: list[Difference] = field(default_factory=list)

    def of(
        self, where: str, program: Mapping[str, Result], slow: Mapping[tuple[str, str], Cells], names: dict[str, str]
    ) -> None:
        """Compare the lines of one report: each that is told, and that each other one is nothing."""
        known = {(code, counted.line.key) for code, result in program.items() for counted in result.lines}
        for code, key in slow.keys() - known:
            self._line(where, f"{code} {key}", {}, slow[code, key])
        for code, result in program.items():
            if code not in counted_slowly.NOT_TOLD:
                for counted in result.lines:
                    found = _cells_of(result, counted, names)
                    self._line(where, f"{code} {counted.line.key}", found, slow.get((code, counted.line.key), {}))

    def _line(self, where: str, line: str, found: Cells, slow: Cells) -> None:
        for cell in {TOTAL, *found, *slow}:
            self.cells += 1
            report, counted = found.get(cell, 0), slow.get(cell, 0)
            if report or counted:
                self.filled += 1
                self.lines.add(line)
            if report != counted:
                self.differences.append(Difference(where, line, " ".join(cell).strip() or "total", report, counted))


def compare(headquarters: Register, world: World, houses: Mapping[str, Register]) -> Comparison:
    """Compare the consolidated report and that of each centre, of all months together and of each month.

    That of a centre is counted twice: at headquarters, and in the centre's own register.
    """
    found, names = Comparison(), _names(headquarters)
    for period in _periods(world):
        for of in (world.codes, *((code,) for code in world.codes)):
            where = f"{'+'.join(of)} {period.first}…{period.last}"
            slow = counted_slowly.count(world, of, period.first, period.last)
            ids = [houses[code].centre_id for code in of]
            report = count_of_the_program(headquarters, period, centre_ids=ids)
            found.of(where, report.results, slow, names)
            if len(of) == 1:
                own = count_of_the_program(houses[of[0]], period)
                found.of(f"at home {where}", own.results, slow, names)
    return found


def _names(headquarters: Register) -> dict[str, str]:
    """Return by which codes the facts call centres and projects, of which the report knows ids."""
    centres = {str(card.of_centre_id): str(card.code) for card in centres_of(headquarters)}
    return centres | {project.id: str(project.code) for project in headquarters.find(Project)}


def _periods(world: World) -> Sequence[Period]:
    months = [Period(first=first, last=_last_of(first)) for first in world.months]
    return [Period(first=world.first_day, last=world.last_day), *months]


def _last_of(first: date) -> date:
    return month_after(first) - timedelta(days=1)


def _cells_of(result: Result, counted: Counted, names: Mapping[str, str]) -> Cells:
    found: Cells = {TOTAL: counted.number or 0}
    for split in splits_of(result, counted):
        for answer, number in by_split(counted, split).items():
            found[split, names.get(answer, answer)] = number
    return {cell: number for cell, number in found.items() if number}
