"""The report as tables in words: what is printed and what the spreadsheet shows are the same rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from centre_app.indicators.definition import Indicator, Line, Split
from centre_app.indicators.members import DONOR, NO_ANSWER, UNKNOWN_AGE
from centre_app.indicators.report.donors import Preset
from centre_app.indicators.report.numbers import TOTAL, Cell, LineNumbers, Numbers, address, known_lines
from centre_app.indicators.report.said import CHAPTERS, Names, line_title
from centre_app.indicators.report.together import TOGETHER
from centre_app.language import N_, Language

BANDS = (*(key for _, key in DONOR), UNKNOWN_AGE)
NO_TABLE = frozenset({Split.NONE, Split.CENTRE})


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """One line with its numbers. `rows` are those of each sex, where there is more than one; `parts` by heading and name.

    `held`: when the line was told as it stands here, where a donor is not told what changed since.
    """

    indicator: Indicator
    line: Line
    numbers: LineNumbers
    held: date | None = None
    bands: tuple[Cell, ...] = ()
    rows: tuple[tuple[str, tuple[Cell, ...], Cell], ...] = ()
    parts: tuple[tuple[str, tuple[tuple[str, Cell], ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Lines under one heading. `name` is how its agreement and estimates stand in the numbers.

    `in_short`: on paper the further counters of a service, and indicators of nought, are not told in detail.
    """

    name: str
    title: str
    lines: Sequence[LineShown]
    in_short: bool = False

    @property
    def has_bands(self) -> bool:
        return any(line.bands for line in self.lines)


def chapters(numbers: Numbers, names: Names, language: Language, letters: str = "".join(CHAPTERS)) -> list[Table]:
    """Return the chapters of the whole report, or some of them."""
    together = {indicator.code for indicator in TOGETHER}
    return [
        Table(
            name=letter,
            title=language.say(CHAPTERS[letter]),
            in_short=True,
            lines=[
                _shown(indicator, line, numbers, names, crossed=indicator.split_of(line) not in NO_TABLE)
                for indicator, line in known_lines()
                if indicator.chapter == letter
                and indicator.code not in together
                and address(indicator.code, line.key) in numbers.lines
            ],
        )
        for letter in letters
    ]


def donor_tables(
    numbers: Numbers,
    preset: Preset,
    names: Names,
    language: Language,
    held: Mapping[str, date] = MappingProxyType({}),
) -> list[Table]:
    """Return the parts of a donor's sheet; restricted indicators stand in none. `held`: which lines are told as they were."""
    known = {address(indicator.code, line.key): (indicator, line) for indicator, line in known_lines()}
    return [
        Table(
            name=preset.key,
            title=language.say(part.title),
            lines=[
                replace(
                    _shown(*known[where], numbers, names, crossed=True, only=(preset.by_place, "key")),
                    held=held.get(where),
                )
                for where in part.lines
                if where in numbers.lines and not known[where][0].is_restricted
            ],
        )
        for part in preset.parts
    ]


def title_shown(shown: LineShown, language: Language) -> str:
    """Return what a line is called, the only one of its indicator as that; and since when it is told so, where not today."""
    is_only = len(shown.indicator.lines) == 1
    title = language.say(shown.indicator.title) if is_only else line_title(shown.line, language)
    return language.say(N_("{title} (as given on {day})"), title=title, day=shown.held) if shown.held else title


def _shown(
    indicator: Indicator, line: Line, numbers: Numbers, names: Names, *, crossed: bool, only: Sequence[str] = ()
) -> LineShown:
    counted = numbers.lines[address(indicator.code, line.key)]
    cross = counted.cross if crossed and TOTAL in counted.cross else {}
    sexes = [sex for sex in cross if sex != TOTAL]
    return LineShown(
        indicator=indicator,
        line=line,
        numbers=counted,
        bands=_bands(cross[TOTAL]) if len(cross) > 1 else (),
        rows=tuple((names.sex(sex), _bands(cross[sex]), cross[sex].get(TOTAL)) for sex in sexes),
        parts=tuple(
            (split, tuple((names.of(line, split, key), number) for key, number in row.items()))
            for split, row in counted.splits.items()
            if _says_more(split, row, numbers, only)
        ),
    )


def _bands(row: Mapping[str, Cell]) -> tuple[Cell, ...]:
    return tuple(row.get(band, 0) for band in BANDS)


def _says_more(split: str, row: Mapping[str, Cell], numbers: Numbers, only: Sequence[str]) -> bool:
    """Say whether a split is shown: places only where there are several; of a donor's sheet only those it asks for; nothing but “not written” says nothing."""
    if only and split not in only:
        return False
    if split in ("centre", "region"):
        return len(numbers.centres) > 1 and (bool(only) or split == "centre")
    return set(row) != {NO_ANSWER}


def share_of_what(indicator: Indicator, line: Line) -> Line | None:
    """Return the line that a line is a share of."""
    return next((one for one in indicator.lines if one.key == line.of), None)


COUNTING_RULES = (
    N_("A person counts once in each cell and period; contacts are lines of their own."),
    N_(
        "In the period: received it at least once in it. For the first time: never before. Since the beginning: of the project, or of all that is written."
    ),
    N_("Months do not add up to years: quarters and years are counted from the files again. First times do add up."),
    N_(
        "Age is taken on the day of the fact. Where it is known roughly and falls into two bands, the child’s side is taken around 18, else the middle."
    ),
    N_(
        "The day of the fact decides the month, not the day of typing. What is written after the month was closed stands under “Changed since closing”."
    ),
    N_("0 is nought, – is no data, n/a does not apply."),
    N_(
        "Children who came along or were born here have rows of their own, and count in nights, meals, health and births; in no other row."
    ),
    N_("Numbers count everybody. Under each table stands how many did not agree to be counted."),
)
MASKING_RULE = N_("< 5 stands for 1 to 4. * stands for 5 or more, hidden so that another cell cannot be calculated.")
