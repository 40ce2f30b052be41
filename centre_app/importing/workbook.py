"""A spreadsheet (.xlsx) as rows of text. Formulas are not evaluated: they come as the words they are written in."""

import io
import zipfile
import zlib
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

from centre_app.importing.text_table import TooManyRows

KIND = b"PK\x03\x04"
OLD_KIND = b"\xd0\xcf\x11\xe0"  # .xls, and .xlsx behind a password
MOST_UNPACKED = 256 * 1024 * 1024  # a file that unpacks to more is no register
MOST_COLUMNS = 200


class Damaged(Exception):
    """It is not a spreadsheet that can be read."""


class TooBig(Exception):
    """It unpacks to more than any register holds."""


def rows_of(octets: bytes, *, most: int) -> list[tuple[int, list[str]]]:
    """Return the rows of the first sheet that holds any, with their numbers. Raises Damaged, TooBig or TooManyRows."""
    import openpyxl  # here, because start-up must not pay for it
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise TooBig
        book = openpyxl.load_workbook(io.BytesIO(octets), read_only=True, data_only=False)
        for sheet in book.worksheets:
            rows = _rows(sheet, most)
            if rows:
                return rows
        return []
    except (zipfile.BadZipFile, InvalidFileException, ParseError, zlib.error, KeyError, ValueError, OSError):
        raise Damaged from None


def _rows(sheet: Any, most: int) -> list[tuple[int, list[str]]]:
    rows: list[tuple[int, list[str]]] = []
    for number, values in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
        cells = [_text(value) for value in values]
        if any(cells):  # a sheet may be formatted a million rows down
            rows.append((number, cells))
        if len(rows) > most:
            raise TooManyRows
    return rows


def _text(value: Any) -> str:
    """Return a cell as it would be typed: a day as 2011-03-09, a whole number without a point."""
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)
