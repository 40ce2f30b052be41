"""Text with a sign between the cells (.csv): which alphabet it is written in, which sign parts it, where lines end.

Spreadsheets have written such files in many ways. The alphabet is told from the bytes (UTF-8, UTF-16, else the one
Windows used in French, cp1252), the sign from what parts the lines evenly.
"""

import codecs
import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from centre_app.importing.remarks import Remark
from centre_app.importing.vocabulary import meaning_of_head
from centre_app.language import N_

SEPARATORS = (";", "\t", ",", "|", ":")
LONGEST_LINE = 100_000
LINES_OF_A_CELL = 30  # a cell in quotation marks may go over so many lines; beyond, a mark was forgotten
SAMPLE = 50

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOST = "\ufffd"  # stands for bytes that are no letter of the alphabet
_NOTHING = "\0"
_LINE_END = re.compile(r"\r\n|\r|\n")
_EXCEL_SAYS = re.compile(r"sep=(.)", re.IGNORECASE)


class TooManyRows(Exception):
    """There are more rows than were asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """Rows with the number of the line on which each begins, the first line being 1."""

    rows: list[tuple[int, list[str]]]
    remarks: list[Remark]


def read(octets: bytes, *, most: int) -> TextTable:
    """Return the rows of a text file; what was lost is named by line. A file that is no text has no rows.

    Raises TooManyRows where more than `most` of them hold anything.
    """
    text = decoded(octets)
    if not _is_text(text):
        return TextTable(rows=[], remarks=[])
    if text.count("\n") + text.count("\r") > most * LINES_OF_A_CELL:
        raise TooManyRows  # after: 64 MB of line breaks are 64 million empty lines in memory
    lines = _LINE_END.split(text)
    remarks = list(_remarks_on(lines))
    lines = [_readable(line) for line in lines]
    said = _EXCEL_SAYS.fullmatch(lines[0].strip())
    start, separator = (1, said[1]) if said else (0, separator_of(lines))
    rows = []
    for number, cells, is_whole in _rows(lines, separator, start):
        if not any(cells):
            continue
        rows.append((number, cells))
        if len(rows) > most:
            raise TooManyRows
        if not is_whole:
            remarks.append(Remark(line=number, message=N_("A quotation mark on this line is not closed.")))
    return TextTable(rows=rows, remarks=remarks)


# --- letters ---------------------------------------------------------------------------------------------------


def decoded(octets: bytes) -> str:
    """Return bytes as text; U+FFFD stands where they are no letter."""
    for mark, encoding in _MARKS:
        if octets.startswith(mark):
            return octets[len(mark) :].decode(encoding, errors="replace")
    if wide := _wide_encoding(octets[:4096]):
        return octets.decode(wide, errors="replace")
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return _mostly_utf8(octets) or octets.decode("cp1252", errors="replace")


def _wide_encoding(octets: bytes) -> str | None:
    """Return the UTF-16 of a text without a mark: every other byte of French is a zero."""
    half = len(octets) // 2
    if half and octets[1::2].count(0) > half * 0.7:
        return "utf-16-le"
    if half and octets[::2].count(0) > half * 0.7:
        return "utf-16-be"
    return None


def _mostly_utf8(octets: bytes) -> str | None:
    """Return text that is UTF-8 but for a few spoilt bytes; in another alphabet hardly a letter would be right."""
    text = octets.decode("utf-8", errors="replace")
    lost = text.count(_LOST)
    right = sum(not sign.isascii() for sign in text) - lost
    return text if right > lost else None


def _is_text(text: str) -> bool:
    """Say whether these are words: in a picture or a program every tenth sign is none."""
    beginning = text[:4096]
    return sum(unicodedata.category(sign) == "Cc" and not sign.isspace() for sign in beginning) * 20 <= len(beginning)


def _remarks_on(lines: Sequence[str]) -> Iterator[Remark]:
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            yield Remark(line=number, message=N_("This line is far too long: only its beginning was read."))
        if _LOST in line:
            yield Remark(
                line=number, message=N_("Some letters of this line cannot be read. Compare it with the paper.")
            )
        if _NOTHING in line:
            yield Remark(line=number, message=N_("This line holds signs that are no letters: they were left out."))


def _readable(line: str) -> str:
    return line[:LONGEST_LINE].replace(_NOTHING, "")


# --- cells -----------------------------------------------------------------------------------------------------


def separator_of(lines: Sequence[str]) -> str:
    """Return the sign that parts the lines: the one that yields known heads, then the most even rows."""
    sample = [line for line in lines[: SAMPLE * 2] if line.strip()][:SAMPLE]
    return max(SEPARATORS, key=lambda separator: _fit(sample, separator))


def _fit(sample: Sequence[str], separator: str) -> tuple[int, float, int]:
    rows = [_cells(line, separator) or line.split(separator) for line in sample]
    known = max((sum(meaning_of_head(cell) is not None for cell in row) for row in rows if len(row) > 1), default=0)
    usual, evenness = _usual_width(rows)
    return known, evenness if usual > 1 else 0, usual


def _usual_width(rows: Sequence[Sequence[str]]) -> tuple[int, float]:
    """Return how many cells most rows have, and the share of rows that do."""
    widths = [len(row) for row in rows]
    if not widths:
        return 1, 0
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return usual, widths.count(usual) / len(widths)


def _rows(lines: Sequence[str], separator: str, start: int) -> Iterator[tuple[int, list[str], bool]]:
    """Yield line number, cells, and whether its quotation marks made sense.

    A forgotten mark must not swallow the lines behind it, so a row goes over several lines only where a cell does.
    """
    at = start
    while at < len(lines):
        end, cells = _whole_row(lines, at, separator)
        yield at + 1, _split_at_signs(lines[at], separator) if cells is None else cells, cells is not None
        at = end


def _whole_row(lines: Sequence[str], at: int, separator: str) -> tuple[int, list[str] | None]:
    """Return the cells of the row that begins there and the line after it; None where its marks are wrong."""
    for end in range(at + 1, min(at + LINES_OF_A_CELL, len(lines)) + 1):
        text = "\n".join(lines[at:end])
        if text.count('"') % 2 == 0:
            cells = _cells(text, separator)
            if cells is not None and not _swallows_a_line(cells, separator):
                return end, cells
            break
    return at + 1, None


def _swallows_a_line(cells: Sequence[str], separator: str) -> bool:
    """Say whether a cell over several lines holds what looks like another row: two marks were forgotten then."""
    inner = (line for cell in cells if "\n" in cell for line in cell.split("\n"))
    return any(line.count(separator) > 1 for line in inner)


def _cells(text: str, separator: str) -> list[str] | None:
    """Return the cells of one row; None where its quotation marks are wrong."""
    try:
        rows = list(csv.reader((line + "\n" for line in text.split("\n")), delimiter=separator, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _split_at_signs(line: str, separator: str) -> list[str]:
    return [cell.replace('"', "") for cell in line.split(separator)]
