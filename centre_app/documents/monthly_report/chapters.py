"""The chapters of the report: each line with its bands of age, its rows by sex, and its other splits in a few words."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from centre_app.documents.blocks import Block, Stack, words
from centre_app.documents.furniture import SectionHead
from centre_app.documents.monthly_report.number_table import SMALL, NumberRow, NumberTable
from centre_app.documents.page import Looks
from centre_app.indicators.definition import When
from centre_app.indicators.members import UNKNOWN_AGE
from centre_app.indicators.report.numbers import ESTIMATED, NOT_AGREED, Numbers
from centre_app.indicators.report.said import SPLITS_SAID, band_said, cell_said, number_said, share_said
from centre_app.indicators.report.sheets import BANDS, LineShown, Table, title_shown
from centre_app.language import N_, Language

BAND_WIDTH, UNKNOWN_WIDTH, NUMBER_WIDTH, SHARE_WIDTH = 23.0, 30.0, 36.0, 27.0
_TOLD = N_("{what}: {value}")
_WIDE_NUMBER = 74.0  # where no band stands beside it


def table_block(table: Table, numbers: Numbers, language: Language) -> Block:
    """Return one table with what is told under it."""
    columns = _columns(table, language)
    rows = [row for _, lines in groupby(table.lines, key=_code) for row in _of_indicator(list(lines), table, language)]
    under = _under(table, numbers, language)
    return Stack([NumberTable(columns=columns, rows=rows), *(words(line, SMALL).after(2) for line in under)])


def section(
    number: int, title: str, tables: Sequence[Table], numbers: Numbers, looks: Looks, language: Language
) -> list[Block]:
    """Return a section of the report: a head, and the tables of its chapters with their own titles where it has several."""
    blocks: list[Block] = [SectionHead(number, title, looks.section).after(8)]
    for table in tables:
        if len(tables) > 1:
            head = words(f"{table.name}. {table.title}", looks.table_head, tag="H3").after(4)
            head.keeps_with_next = True
            blocks.append(head)
        blocks.append(table_block(table, numbers, language).after(2))
    return blocks


def _columns(table: Table, language: Language) -> list[tuple[str, float]]:
    say = language.say
    last = [(say(N_("Count")), NUMBER_WIDTH if table.has_bands else _WIDE_NUMBER), (say(N_("Share")), SHARE_WIDTH)]
    if not table.has_bands:
        return last
    bands = [(band_said(band, language), BAND_WIDTH) for band in BANDS if band != UNKNOWN_AGE]
    return [*bands, (say(N_("Age ?")), UNKNOWN_WIDTH), *last]


def _code(line: LineShown) -> str:
    return line.indicator.code


def _of_indicator(lines: Sequence[LineShown], table: Table, language: Language) -> list[NumberRow]:
    """Return the rows of an indicator; lines without a number worth a row stand together in one."""
    first, *others = lines
    if table.in_short and others and not any(line.numbers.number for line in lines):
        told = " · ".join(_in_short(line, language) for line in lines)
        return [NumberRow(code=first.indicator.code, label=told, is_first=True)]
    rows = _rows(first, table, language, is_first=True)
    for line in others:
        if line.numbers.number:
            rows += _rows(line, table, language, is_first=False)
    empty = [line for line in others if not line.numbers.number]
    if empty:
        rows.append(NumberRow(label=" · ".join(_in_short(line, language) for line in empty), is_part=True))
    return rows


def _in_short(line: LineShown, language: Language) -> str:
    said = number_said(line.line, line.numbers.number, language, applies=line.numbers.applies)
    return language.say(_TOLD, what=title_shown(line, language), value=said)


def _rows(line: LineShown, table: Table, language: Language, *, is_first: bool) -> list[NumberRow]:
    counted = line.numbers
    bands = [cell_said(cell, language) for cell in line.bands] if line.bands else [""] * len(BANDS)
    said = number_said(line.line, counted.number, language, applies=counted.applies)
    figures = [*(bands if table.has_bands else ()), said, share_said(counted.share, language)]
    rows = [
        NumberRow(
            code=line.indicator.code if is_first else "",
            label=_label(line, language),
            figures=figures,
            is_first=is_first,
        )
    ]
    if len(line.rows) > 1 and not _is_told_in_short(line, table):
        rows += [
            NumberRow(
                label=sex,
                figures=[*(cell_said(cell, language) for cell in cells), cell_said(total, language), ""],
                is_part=True,
            )
            for sex, cells, total in line.rows
        ]
    details = _details(line, table, language)
    return [*rows, NumberRow(label=details, is_part=True)] if details else rows


def _is_told_in_short(line: LineShown, table: Table) -> bool:
    """Say whether a line is one of the further counters of a service: the first is told in detail, the spreadsheet tells all."""
    return table.in_short and line.line.when in (When.NEW, When.SO_FAR)


def _label(line: LineShown, language: Language) -> str:
    """Return what a line is called, with the last day of what was done or not, and the sex where there is but one."""
    title = title_shown(line, language)
    if line.numbers.day is not None:
        return f"{title}, {language.day(date.fromisoformat(line.numbers.day))}"
    only_men = line.numbers.number and len(line.rows) == 1 and "male" in line.numbers.cross
    return language.say(N_("{title} ({who})"), title=title, who=line.rows[0][0]) if only_men else title


def _details(line: LineShown, table: Table, language: Language) -> str:
    """Return the other splits of a line in a few words, and of a line of one sex, which."""
    if not line.numbers.number or _is_told_in_short(line, table) or not line.parts:
        return ""
    is_said = len(line.rows) != 1 or "male" in line.numbers.cross  # in its rows, or in its title
    parts = [] if is_said else [f"{line.rows[0][0]} {cell_said(line.rows[0][2], language)}"]
    for split, row in line.parts:
        listed = " · ".join(f"{name} {cell_said(cell, language)}" for name, cell in row)
        parts.append(language.say(_TOLD, what=language.say(SPLITS_SAID[split]), value=listed))
    return ". ".join(parts)


def _under(table: Table, numbers: Numbers, language: Language) -> list[str]:
    """Return what stands under a table: who did not agree to be counted, who was placed by estimate."""
    told = numbers.tables.get(table.name, {})
    not_agreed = cell_said(told.get(NOT_AGREED), language)
    lines = [language.say(N_("of whom without agreement to be counted: {n}"), n=not_agreed)]
    if table.has_bands:
        lines[0] += " · " + language.say(
            N_("placed in a band of age by estimate: {n}"), n=cell_said(told.get(ESTIMATED, 0), language)
        )
    return lines
