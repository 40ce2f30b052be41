"""A counted month as numbers alone: nobody stands in them, so that they may be frozen, compared, masked and sent.

The sums of a table stand in it as cells of their own (TOTAL): whoever masks one must mask it where it is printed.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Any

from centre_app.fingerprints import fingerprint
from centre_app.indicators.definition import Counted, Indicator, Line, Unit
from centre_app.indicators.members import Member
from centre_app.indicators.month import Month, Result, by_split, crossed, number_of, splits_of, told_apart
from centre_app.indicators.monthly import INDICATORS
from centre_app.indicators.report import frozen
from centre_app.indicators.report.crosswalk import crosswalk_of
from centre_app.indicators.report.frozen import BALANCE as BALANCE
from centre_app.indicators.report.together import TOGETHER, read_together

TOTAL = "total"
CROSSED = ("sex", "band")
NOT_AGREED, ESTIMATED = "not_agreed", "estimated"
REGION = "region"  # of the centre, for donors who ask by town
SMALL, BESIDES = (
    "<5",
    "*",
)  # what stands in a masked cell: fewer than five, or masked so that nobody can calculate another
_ADDS_UP = frozenset({Unit.PERSONS, Unit.FACTS, Unit.SUM})
_VERSION = "1"  # of the definitions; the rest of it follows from them

Cell = float | str | None
Table = Mapping[str, Mapping[str, Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineNumbers:
    """One line. `cross` is sex by band with its sums; `splits` are all other ways it is shown; `ages` other systems' bands.

    `behind` is how many persons or facts the number rests on, `estimated` how many were placed in a band by estimate,
    `not_agreed` how many persons did not agree to be counted (None: not known here).
    """

    number: Cell
    share: Cell = None
    applies: bool = True
    day: str | None = None
    behind: int = 0
    estimated: Cell = 0
    not_agreed: Cell = None
    cross: Table = field(default_factory=dict)
    splits: Table = field(default_factory=dict)
    ages: Table = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """A report: its lines by "A1.present", and what they were counted over. Days are ISO.

    `tables`: of all the lines of one printed table together, how many persons did not agree to be counted, and how many
    were placed in a band of age by estimate.
    """

    definitions: str
    first: str
    last: str
    since: str | None
    centres: tuple[str, ...]
    lines: Mapping[str, LineNumbers]
    tables: Table = field(default_factory=dict)
    trend: tuple[Mapping[str, Any], ...] = ()
    restated: tuple[Mapping[str, Any], ...] = ()
    digest: str = ""

    def line(self, code: str, key: str) -> LineNumbers | None:
        return self.lines.get(address(code, key))


def address(code: str, key: str) -> str:
    return f"{code}.{key}"


def adds_up(numbers: Numbers) -> bool:
    """Say whether those present on the first day and those who came, less those who left, are those present on the last."""
    here, came, left, end = (_count(numbers, where) for where in BALANCE)
    return here + came - left == end


def _count(numbers: Numbers, where: str) -> float:
    number = numbers.lines[where].number if where in numbers.lines else None
    return number if isinstance(number, int | float) else 0


def known_lines() -> Iterator[tuple[Indicator, Line]]:
    """Yield every line of the report with its indicator, in the order in which they are printed."""
    for indicator in (*INDICATORS, *TOGETHER):
        for line in indicator.lines:
            yield indicator, line


def definitions_version() -> str:
    """Return the version of what is counted: a program that defines a line otherwise says another one."""
    told = [
        (
            indicator.code,
            line.key,
            line.fact,
            line.when.value,
            line.unit.value,
            sorted(line.keys),
            line.of,
            line.meaning,
        )
        for indicator, line in known_lines()
    ]
    return f"{_VERSION}-{fingerprint(told, letters=8)}"


def numbers_of(
    month: Month,
    *,
    agreed: frozenset[str] | None,
    regions: Mapping[str, str],
    tables: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> Numbers:
    """Return a counted month as numbers. `regions` tells of each centre its region, `tables` which lines stand together."""
    results = {**month.results, **read_together(month)}
    period = month.period
    return Numbers(
        definitions=definitions_version(),
        first=period.first.isoformat(),
        last=period.last.isoformat(),
        since=period.since.isoformat() if period.since else None,
        centres=month.centres,
        lines={
            address(code, counted.line.key): _line_numbers(result, counted, agreed, regions)
            for code, result in results.items()
            for counted in result.lines
        },
        tables={name: _of_table(results, lines, agreed) for name, lines in tables.items()},
        digest=digest_of(month),
    )


def _of_table(results: Mapping[str, Result], lines: frozenset[str], agreed: frozenset[str] | None) -> dict[str, Cell]:
    members = [
        each
        for code, result in results.items()
        for counted in result.lines
        if address(code, counted.line.key) in lines
        for each in counted.members or ()
        if each.person
    ]
    persons = {each.person for each in members}
    estimated = {each.person for each in members if each.is_estimated}
    return {NOT_AGREED: None if agreed is None else len(persons - agreed), ESTIMATED: len(estimated)}


def digest_of(month: Month) -> str:
    """Return the SHA-256 of all that was counted, line by line and fact by fact; of headquarters' many a line at a time."""
    digest = hashlib.sha256()
    for code in sorted(month.results):
        for counted in month.results[code].lines:
            digest.update(f"{address(code, counted.line.key)}\n".encode())
            for told in sorted(map(_told_of, counted.members or ())):
                digest.update(told)
    return digest.hexdigest()


def _told_of(each: Member) -> bytes:
    return f"{each.centre}|{each.person}|{each.case}|{each.day}|{each.key}|{each.amount}\n".encode()


def _line_numbers(
    result: Result, counted: Counted, agreed: frozenset[str] | None, regions: Mapping[str, str]
) -> LineNumbers:
    members, unit = counted.members, counted.line.unit
    if members is None:
        return LineNumbers(number=None, applies=counted.applies)
    persons = {each.person for each in members if each.person}
    adds_up = unit in _ADDS_UP
    return LineNumbers(
        number=_plain(counted.number),
        share=counted.share,
        applies=counted.applies,
        day=counted.day,
        behind=len(persons) or len(members),
        estimated=number_of(unit, [each for each in told_apart(counted, "band") if each.is_estimated])
        if unit in (Unit.PERSONS, Unit.FACTS)
        else 0,
        not_agreed=None if agreed is None else len(persons - agreed),
        cross=_cross(counted) if adds_up and persons else {},
        splits=_splits(result, counted, regions) if adds_up else {},
        ages=crosswalk_of(counted) if persons else {},
    )


def _cross(counted: Counted) -> dict[str, dict[str, Cell]]:
    """Return sex by band of age, with the sum of each row, of each column, and of all."""
    table: dict[str, dict[str, Cell]] = {}
    sums: dict[str, float] = {}
    for (sex, band), number in sorted(crossed(counted, *CROSSED).items()):
        row = table.setdefault(sex, {})
        row[band] = _plain(number)
        row[TOTAL] = _plain(float(row.get(TOTAL) or 0) + number)
        for key in (band, TOTAL):
            sums[key] = sums.get(key, 0) + number
    table[TOTAL] = {key: _plain(number) for key, number in sums.items()}
    return table


def _splits(result: Result, counted: Counted, regions: Mapping[str, str]) -> dict[str, dict[str, Cell]]:
    shown = [split for split in splits_of(result, counted) if split not in CROSSED]
    found = {split: _ranked(by_split(counted, split)) for split in shown}
    by_region: dict[str, list[Member]] = {}
    for each in counted.members or ():
        by_region.setdefault(regions.get(each.centre, ""), []).append(each)
    found[REGION] = _ranked({key: number_of(counted.line.unit, each) or 0 for key, each in by_region.items()})
    return {split: numbers for split, numbers in found.items() if numbers}


def _ranked(numbers: Mapping[str, float]) -> dict[str, Cell]:
    order = sorted(numbers, key=lambda key: (-numbers[key], key))
    return {key: _plain(numbers[key]) for key in order}


def _plain(number: float | None) -> float | None:
    """Return whole numbers as such, so that 12.0 nights are 12."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


# --- as JSON ---------------------------------------------------------------------------------------------------


def as_json(numbers: Numbers) -> str:
    """Return numbers as they are frozen and given to programs; what is empty is left out."""
    told = {**asdict(numbers), "lines": {where: _told(line) for where, line in numbers.lines.items()}}
    return json.dumps(told, ensure_ascii=False)


def from_json(text: str, *, is_whole: bool = True) -> Numbers:
    """Return numbers that were frozen; `is_whole`: all lines of a month stand in them. Raises ValueError for what is none."""
    told = frozen.read(text, is_whole=is_whole)
    lines = {where: LineNumbers(**line) for where, line in told["lines"].items()}
    return Numbers(
        **{
            **told,
            "lines": lines,
            "centres": tuple(told["centres"]),
            "trend": tuple(told["trend"]),
            "restated": tuple(told["restated"]),
        }
    )


def _told(line: LineNumbers) -> dict[str, Any]:
    empty = LineNumbers(number=None)
    return {"number": line.number} | {
        name: answer for name, answer in asdict(line).items() if answer != getattr(empty, name)
    }
