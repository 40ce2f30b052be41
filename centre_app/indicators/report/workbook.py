"""The report as a spreadsheet: the same cells as on paper, numbers as numbers, people's words as words and nothing else.

Nothing in it is calculated by the spreadsheet: a formula or a link that somebody wrote stays text.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from centre_app.choices import choices
from centre_app.indicators.report.donors import CENTRE
from centre_app.indicators.report.numbers import ESTIMATED, NOT_AGREED, Cell, Numbers, address, as_json, known_lines
from centre_app.indicators.report.said import (
    SPLITS_SAID,
    Names,
    band_said,
    cell_said,
    line_title,
    measure_said,
)
from centre_app.indicators.report.sheets import (
    BANDS,
    COUNTING_RULES,
    MASKING_RULE,
    Table,
    chapters,
    donor_tables,
    share_of_what,
    title_shown,
)
from centre_app.indicators.report.whole import Report, hand_out, participants
from centre_app.language import N_, Language
from centre_app.register import Register

_WIDE, _NARROW = 56, 11
Row = Sequence[object]


def workbook_of(register: Register, report: Report, language: Language) -> bytes:
    """Return the report as an XLSX file."""
    import xlsxwriter  # late: a tenth of a second that nobody else has to wait

    names, written = Names(register, language), BytesIO()
    book = xlsxwriter.Workbook(
        written,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": "", "author": "", "created": report.printed_at.replace(tzinfo=None)})
    pen = _Pen(book)
    say = language.say
    pen.sheet(say(N_("Cover")), [_NARROW * 2, _WIDE], _facts(report, names, language))
    pen.sheet(say(N_("Numbers")), [8, 12, _WIDE], _lines(report, names, language), has_head=True)
    pen.sheet(say(N_("Splits")), [8, 12, _WIDE, 24, 32], _splits(report, names, language), has_head=True)
    pen.sheet(say(N_("Activities")), [12, 24, _WIDE, 24], _activities(report, language), has_head=True)
    pen.sheet(say(N_("Changed since closing")), [12, 8, 12, _WIDE], _restated(report.numbers, language), has_head=True)
    pen.sheet(say(N_("Definitions")), [8, 12, _WIDE, 90, _WIDE], _definitions(report, language), has_head=True)
    book.close()
    return written.getvalue()


def give_workbook(register: Register, report: Report, language: Language) -> bytes:
    """Return the same to be handed out: history tells of it before."""
    hand_out(register, report)
    return workbook_of(register, report, language)


def give_numbers(register: Register, report: Report) -> bytes:
    """Return the same numbers as JSON, for other programs, to be handed out: history tells of it before."""
    hand_out(register, report)
    return as_json(report.numbers).encode("utf-8")


class _Pen:
    """Writes rows; what is text is written as text, whatever it begins with."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._plain = book.add_format({"valign": "top"})
        self._share = book.add_format({"num_format": "0 %", "valign": "top"})

    def sheet(self, title: str, widths: Sequence[int], rows: Iterable[Row], *, has_head: bool = False) -> None:
        sheet = self._book.add_worksheet(title)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for number, row in enumerate(rows):
            is_head = has_head and number == 0
            for column, answer in enumerate(row):
                self._write(sheet, number, column, answer, self._bold if is_head else self._plain)
        if has_head:
            sheet.freeze_panes(1, 0)

    def _write(self, sheet: Any, row: int, column: int, answer: object, look: Any) -> None:
        match answer:
            case None | "":
                return
            case Share():
                sheet.write_number(row, column, answer.of_one, self._share)
            case int() | float():
                sheet.write_number(row, column, answer, look)
            case _:
                sheet.write_string(row, column, str(answer), look)


class Share:
    """A share of one, written as a percentage."""

    def __init__(self, of_one: float) -> None:
        self.of_one = of_one


def _facts(report: Report, names: Names, language: Language) -> Iterable[Row]:
    say, closed, numbers = language.say, report.closed, report.numbers
    yield say(N_("Cover")), say(report.preset.title) if report.preset else say(N_("Report of the month"))
    yield say(N_("From")), numbers.first
    yield say(N_("To")), numbers.last
    yield say(N_("Centres")), language.list_of(language.sorted(names.centre(one) for one in numbers.centres))
    if report.project is not None:
        yield say(N_("Project")), report.project.code or ""
    yield say(N_("Version")), str(closed.version) if closed else say(N_("not closed"))
    if closed is not None and closed.closed_at is not None:
        yield say(N_("Closed on")), language.moment(closed.closed_at)
        yield say(N_("Closed by")), report.closed_by
        yield say(N_("The director’s words")), closed.in_words or ""
        yield say(N_("Why it was closed anew")), closed.reopened_because or ""
    yield say(N_("Definitions")), numbers.definitions
    yield say(N_("Digest of what was counted")), numbers.digest
    for number, rule in enumerate((*COUNTING_RULES, MASKING_RULE), start=1):
        yield str(number), say(rule)


def _tables(report: Report, names: Names, language: Language) -> list[Table]:
    if report.preset is not None:
        return donor_tables(report.numbers, report.preset, names, language, report.held)
    return chapters(report.numbers, names, language)


def _lines(report: Report, names: Names, language: Language) -> Iterable[Row]:
    """Yield a row for each line and one for each sex of it."""
    say = language.say
    bands = [band_said(band, language) for band in BANDS]
    heads = (N_("Code"), N_("Line"), N_("What is counted"), N_("Of which"))
    yield [*(say(head) for head in heads), *bands, say(N_("Count")), say(N_("Share")), say(N_("Unit"))]
    for table in _tables(report, names, language):
        for line in table.lines:
            counted = line.numbers
            code, title = line.indicator.code, title_shown(line, language)
            cells = [_cell(cell, language) for cell in line.bands] or [""] * len(BANDS)
            number = _cell(counted.number, language, applies=counted.applies)
            share = Share(counted.share) if isinstance(counted.share, int | float) else ""
            yield [code, line.line.key, title, "", *cells, number, share, measure_said(line.line, language)]
            for sex, of_sex, total in line.rows:
                row = [_cell(cell, language) for cell in of_sex]
                yield [code, line.line.key, title, sex, *row, _cell(total, language), "", ""]
        told = report.numbers.tables.get(table.name, {})
        yield [
            table.name,
            "",
            say(N_("Without agreement to be counted")),
            *[""] * 9,
            _cell(told.get(NOT_AGREED), language),
        ]
        yield [
            table.name,
            "",
            say(N_("Placed in a band of age by estimate")),
            *[""] * 9,
            _cell(told.get(ESTIMATED), language),
        ]


def _splits(report: Report, names: Names, language: Language) -> Iterable[Row]:
    """Yield a row for each cell of each split, and of other systems' bands of age."""
    say = language.say
    heads = (N_("Code"), N_("Line"), N_("What is counted"), N_("Split"), N_("Of which"), N_("Count"))
    yield [say(head) for head in heads]
    by_place = report.preset.by_place if report.preset else CENTRE
    shown = {(line.indicator.code, line.line.key) for table in _tables(report, names, language) for line in table.lines}
    for indicator, line in known_lines():
        counted = report.numbers.lines.get(address(indicator.code, line.key))
        if counted is None or (indicator.code, line.key) not in shown:
            continue
        title = line_title(line, language)
        for split, row in counted.splits.items():
            if split in ("centre", "region") and split != by_place:
                continue
            for key, number in row.items():
                named = names.of(line, split, key)
                yield [indicator.code, line.key, title, say(SPLITS_SAID[split]), named, _cell(number, language)]
        for system, row in counted.ages.items():
            for key, number in row.items():
                yield [indicator.code, line.key, title, system, band_said(key, language), _cell(number, language)]


def _activities(report: Report, language: Language) -> Iterable[Row]:
    say = language.say
    heads = (N_("Day"), N_("Kind of activity"), N_("What was done"), N_("Place"), N_("Women"), N_("Men"), N_("Girls"), N_("Boys"), N_("In all"))  # fmt: skip
    yield [say(head) for head in heads]
    for one in report.activities:
        yield [
            one.held_on.isoformat() if one.held_on else "",
            choices("activity_kind").label(one.kind, language),
            one.title or "",
            one.place or "",
            *(getattr(one, name) for name in ("women", "men", "girls", "boys")),
            participants(one),
        ]


def _restated(numbers: Numbers, language: Language) -> Iterable[Row]:
    say = language.say
    heads = (N_("Month"), N_("Code"), N_("Line"), N_("What is counted"), N_("As told"), N_("Today"))
    yield [say(head) for head in heads]
    lines = {address(one.code, line.key): (one, line) for one, line in known_lines()}
    for change in numbers.restated:
        if change["line"] not in lines:
            continue
        indicator, line = lines[change["line"]]
        month = date.fromisoformat(change["month"])
        yield [
            language.month(month),
            indicator.code,
            line.key,
            line_title(line, language),
            _cell(change["old"], language),
            _cell(change["new"], language),
        ]


def _definitions(report: Report, language: Language) -> Iterable[Row]:
    say = language.say
    heads = (N_("Code"), N_("Line"), N_("What is counted"), N_("Definition"), N_("Denominator"), N_("Asked for by"))
    yield [say(head) for head in heads]
    for indicator, line in known_lines():
        if address(indicator.code, line.key) in report.numbers.lines:
            of = share_of_what(indicator, line)
            denominator = say(of.title) if of else ""
            yield [
                indicator.code,
                line.key,
                line_title(line, language),
                say(line.meaning),
                denominator,
                indicator.source,
            ]


def _cell(cell: Cell, language: Language, *, applies: bool = True) -> object:
    """Return a number as a number; what stands for none, and what is masked, as the sign that is printed."""
    if isinstance(cell, int | float) and applies:
        return cell
    return cell_said(cell, language, applies=applies)
