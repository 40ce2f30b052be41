"""What was given to a donor before: a new sheet tells nothing that could be had by taking an earlier one from it.

The register remembers each sheet as it was given, hidden cells hidden. The same sheet made again, after late entries, shows
of a line what it showed before, wherever its new numbers would tell of a change of fewer than five people, or of a cell that
was hidden. And no number is shown with which a donor could calculate from the sheets at hand a month, a quarter or a year
of fewer than five, or such a change: for that the program calculates itself all that they tell together (telling.py).

A sheet of one project can be taken from one of all projects; of the same days only one of the two kinds is given.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from centre_app.fingerprints import fingerprint
from centre_app.indicators.definition import Line, Unit, When
from centre_app.indicators.report.donors import Preset
from centre_app.indicators.report.gather import Asked
from centre_app.indicators.report.masking import SMALLEST_SHOWN
from centre_app.indicators.report.numbers import (
    BESIDES,
    SMALL,
    Cell,
    LineNumbers,
    Numbers,
    Table,
    address,
    as_json,
    from_json,
    known_lines,
)
from centre_app.indicators.report.telling import Known, tells_of_few
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import DonorSheet
from centre_app.register import Register

GIVE = "donor_report"  # what history calls it


class OfOtherProjects(Problem):
    """A sheet of one project, and one of all of them, over the same days: one could be taken from the other."""

    advice = N_("Make it of the same again: one of the two could be subtracted from the other.")


class GivenOfAllProjects(OfOtherProjects):
    message = N_("For these days this donor was given a sheet of all projects.")


class GivenOfOneProject(OfOtherProjects):
    message = N_("For these days this donor was given a sheet of one project.")


class SheetGivenMeanwhile(Problem):
    message = N_("Another sheet was given to this donor meanwhile.")
    advice = N_("Make this one again: the two must not tell more together.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A sheet as it was given, with what it showed."""

    sheet: DonorSheet
    numbers: Numbers = field(repr=False)

    @property
    def days(self) -> tuple[date, date]:
        return date.fromisoformat(self.numbers.first), date.fromisoformat(self.numbers.last)


def given_before(register: Register, asked: Asked, preset: Preset) -> list[Given]:
    """Return the sheets that this donor was given of this project, or of all, the first one first. Raises OfOtherProjects."""
    found = register.as_stored.find(DonorSheet, with_void=True, sheet=preset.key)
    for one in found:
        if (one.project_id is None) != (asked.project_id is None) and _overlap(one, asked):
            raise GivenOfAllProjects if one.project_id is None else GivenOfOneProject
    own = [one for one in found if one.project_id == asked.project_id]
    given = (Given(sheet=one, numbers=from_json(one.numbers or "", is_whole=False)) for one in own)
    return sorted(given, key=lambda one: one.sheet.id)


def _overlap(sheet: DonorSheet, asked: Asked) -> bool:
    return (sheet.from_on or asked.first) <= asked.last and (sheet.to_on or asked.last) >= asked.first


def same_before(given: Iterable[Given], asked: Asked) -> list[Given]:
    """Return those of the same days."""
    return [one for one in given if one.days == (asked.first, asked.last)]


def remember(
    register: Register, asked: Asked, preset: Preset, numbers: Numbers, *, known: Sequence[Given], versions: str
) -> bool:
    """Keep what a sheet shows as it is given; say whether anything was to be kept. Raises SheetGivenMeanwhile."""
    before = given_before(register, asked, preset)
    if [one.sheet.id for one in before] != [one.sheet.id for one in known]:
        raise SheetGivenMeanwhile
    shown = as_json(numbers)
    digest = fingerprint(shown)
    if any(one.sheet.digest == digest for one in same_before(before, asked)[-1:]):
        return False
    register.save(
        DonorSheet(
            sheet=preset.key,
            project_id=asked.project_id,
            centres=" ".join(numbers.centres),
            from_on=asked.first,
            to_on=asked.last,
            versions=versions or None,
            given_at=register.now,
            numbers=shown,
            digest=digest,
        ),
        action=GIVE,
    )
    return True


def as_given(month: Numbers, given: Iterable[Given]) -> Numbers:
    """Return the masked numbers of a month with what is hidden in the sheet that was given of it hidden here as well."""
    found = [one.numbers for one in given if (one.numbers.first, one.numbers.last) == (month.first, month.last)]
    hidden = {
        where: line.number for each in found[-1:] for where, line in each.lines.items() if isinstance(line.number, str)
    }
    return replace(
        month,
        lines={where: replace(line, number=hidden.get(where, line.number)) for where, line in month.lines.items()},
    )


# --- beside what was given -----------------------------------------------------------------------------------------


def beside_given(fresh: Numbers, given: Sequence[Given]) -> tuple[Numbers, Mapping[str, date]]:
    """Return the numbers of a sheet without what they would tell beside those given, and the lines told as before: since when."""
    former = next((one for one in reversed(given) if _are_of_the_same_days(one.numbers, fresh)), None)
    told = former.numbers if former else None
    lines, held = dict(fresh.lines), {}
    for where, line in fresh.lines.items():
        before = told.lines.get(where) if told else None
        lines[where] = _shown(where, line, before, replace(fresh, lines=lines), given)
        if former and former.sheet.given_at and lines[where] is before and before != line:
            held[where] = former.sheet.given_at.date()
    tables = {name: _told(now, told.tables.get(name, {}) if told else {}) for name, now in fresh.tables.items()}
    return replace(fresh, lines=lines, tables=tables), held


def _shown(
    where: str, line: LineNumbers, before: LineNumbers | None, sheet: Numbers, given: Sequence[Given]
) -> LineNumbers:
    """Return a line as it may be shown: as it is, else as it was shown before, else hidden."""
    shown = line if before is None else _following(before, line)
    if shown is not None and not _tells(where, shown, sheet, given):
        return shown
    return _hidden(line) if before is None else before


def _following(before: LineNumbers, now: LineNumbers) -> LineNumbers | None:
    """Return a line as it may be shown after it was shown otherwise; None where it would tell what changed."""
    if not may_follow(before.number, now.number):
        return None
    now = replace(
        now,
        cross=now.cross if before.cross else {},
        splits={name: row for name, row in now.splits.items() if name in before.splits},
    )
    tables = [(before.cross, now.cross)] if now.cross else []
    tables += [({"": before.splits[name]}, {"": row}) for name, row in now.splits.items()]
    return now if all(_table_follows(*pair) for pair in tables) else None


def may_follow(before: Cell, now: Cell) -> bool:
    """Say whether a number may be shown after another one: the change is none, or one of five or more."""
    match before, now:
        case (None, _) | (_, None):
            return True
        case int() | float(), int() | float():
            return before == now or abs(before - now) >= SMALLEST_SHOWN
        case int() | float(), str():
            return now == SMALL and before >= 2 * SMALLEST_SHOWN - 1  # it was nine, and is four at most
        case str(), int() | float():
            return before == SMALL and now >= 2 * SMALLEST_SHOWN - 1
    return before == now


def _table_follows(before: Table, now: Table) -> bool:
    """Say whether a table may be shown after another one: the same cells are hidden, and no other changed by a few."""
    places = {(row, key) for table in (before, now) for row in table for key in table[row]}
    cells = [(before.get(row, {}).get(key, 0), now.get(row, {}).get(key, 0)) for row, key in places]
    return all(isinstance(old, str) == isinstance(new, str) and may_follow(old, new) for old, new in cells)


def _told(now: Mapping[str, Cell], before: Mapping[str, Cell]) -> dict[str, Cell]:
    return {what: number if may_follow(before.get(what), number) else before[what] for what, number in now.items()}


def _hidden(line: LineNumbers) -> LineNumbers:
    """Return a line without its number; a nought, for which there is no sign, as no data."""
    sign = None if not line.number else SMALL if line.number == SMALL or _is_few(line.number) else BESIDES
    return replace(line, number=sign, share=None, estimated=0, not_agreed=None, cross={}, splits={})


def _is_few(number: Cell) -> bool:
    return isinstance(number, int | float) and number < SMALLEST_SHOWN


def _tells(where: str, shown: LineNumbers, sheet: Numbers, given: Sequence[Given]) -> bool:
    """Say whether a number tells of few beside what was given, of what adds up: facts, and first times with all until then."""
    line = next(line for one, line in known_lines() if address(one.code, line.key) == where)
    if not isinstance(shown.number, int | float) or not _adds_up(line):
        return False
    service = where.rpartition(".")[0]
    counters = {address(service, when.value) for when in (When.NEW, When.SO_FAR)}
    family = {where} if line.unit is Unit.FACTS else counters
    known = [
        each
        for one in given
        for each in _known(one.numbers, family)
        if each.address != where or not _are_of_the_same_days(one.numbers, sheet)
    ]
    so_far = list(sheet.lines)[: list(sheet.lines).index(where)]  # the lines after it are looked at beside this one
    known += _known(sheet, family.intersection(so_far))
    (new,) = _known(replace(sheet, lines={where: shown}), {where})
    return tells_of_few(new, known)


def _are_of_the_same_days(one: Numbers, other: Numbers) -> bool:
    return (one.first, one.last) == (other.first, other.last)


def _adds_up(line: Line) -> bool:
    return line.when in (When.NEW, When.SO_FAR) or (line.unit is Unit.FACTS and line.when is When.DURING)


def _known(numbers: Numbers, family: Iterable[str]) -> list[Known]:
    found = []
    for where in sorted(family):
        number = numbers.lines[where].number if where in numbers.lines else None
        if isinstance(number, int | float):
            since = f"{numbers.since[:7]}-01" if numbers.since else ""
            first = since if where.endswith(f".{When.SO_FAR.value}") else numbers.first
            found.append(Known(address=where, first=first, last=numbers.last, number=number))
    return found
