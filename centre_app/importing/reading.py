"""A file of an old register into lines of cells: what stands where, and nothing of what it means.

Cells are text as it was written, trimmed. A cell that begins with "=" is words like any other: nothing is calculated.
What cannot be read is named by line and column, and the rest is read.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from centre_app.importing import text_table, workbook
from centre_app.importing.remarks import INFORMS, Remark
from centre_app.importing.vocabulary import meaning_of_head
from centre_app.language import N_
from centre_app.problems import ImportProblem

MOST_BYTES = 64 * 1024 * 1024
LONGEST_CELL = 2_000
MOST_LINES = 20_000  # at about 46 KB of memory each, records, rules and remarks; no centre admits so many in ten years
HEAD_WITHIN = 20  # a title may stand above the heads of the columns
CUT = "…"

KnowsHead = Callable[[str], object]


class FileNotThere(ImportProblem):
    message = N_("This file cannot be opened.")
    advice = N_("Check that it still stands there and that no other program holds it.")


class FileTooBig(ImportProblem):
    message = N_("This file is too big to be an old register.")
    advice = N_("Save the one sheet with the admissions as a file of its own.")


class TooManyLines(ImportProblem):
    message = N_("This register has more lines than can be read at one time: {most} at most.")
    advice = N_(
        "Save it in several files, some years in each, all with the heads of the columns, and import one by one."
    )


class NotATable(ImportProblem):
    message = N_("No columns can be told apart in this file: its first line holds no heads with a sign between them.")
    advice = N_("Open it in a spreadsheet and save it again as .xlsx, or as .csv with semicolons.")


class OldSpreadsheet(ImportProblem):
    message = N_("This is a spreadsheet of an older kind (.xls), or one locked with a password.")
    advice = N_("Open it in a spreadsheet and save it again as .xlsx without a password.")


class SpreadsheetDamaged(ImportProblem):
    message = N_("This spreadsheet is damaged and cannot be read.")
    advice = N_("Open it in a spreadsheet, save it again as .xlsx, and try once more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OldLine:
    """One line: cells by column, empty ones left out. What stands in `unreadable` is kept but not to be understood."""

    number: int
    cells: dict[str, str]
    unreadable: frozenset[str] = frozenset()

    def text(self, column: str) -> str:
        """Return a cell; "" where there is none or none that can be read."""
        return "" if column in self.unreadable else self.cells.get(column, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class OldRegister:
    """An old register as it was read; `name` is that of its file, without the folder."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[OldLine, ...]
    remarks: tuple[Remark, ...]


def read_old_register(path: Path, *, knows_head: KnowsHead = meaning_of_head) -> OldRegister:
    """Return the lines of a .csv or .xlsx file, told apart by what is in it. Raises an ImportProblem.

    `knows_head` says what the head of a column means, for a table that is no old register.
    """
    try:
        return _read(path.stem, _octets_of(path), knows_head)
    except text_table.TooManyRows:
        raise TooManyLines(most=MOST_LINES) from None


def _read(name: str, octets: bytes, knows_head: KnowsHead) -> OldRegister:
    if octets.startswith(workbook.OLD_KIND):
        raise OldSpreadsheet
    if octets.startswith(workbook.KIND):
        try:
            rows = workbook.rows_of(octets, most=MOST_LINES + HEAD_WITHIN)
        except workbook.TooBig:
            raise FileTooBig from None
        except workbook.Damaged:
            raise SpreadsheetDamaged from None
        return _arranged(name, rows, [], knows_head)
    table = text_table.read(octets, most=MOST_LINES + HEAD_WITHIN)
    return _arranged(name, table.rows, table.remarks, knows_head)


def _octets_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            octets = file.read(MOST_BYTES + 1)
    except OSError:
        raise FileNotThere from None
    if len(octets) > MOST_BYTES:
        raise FileTooBig
    return octets


def _arranged(
    name: str, rows: Sequence[tuple[int, list[str]]], remarks: list[Remark], knows_head: KnowsHead
) -> OldRegister:
    """Find the heads of the columns and put the cells of every line under them."""
    filled = [(number, [_clean(cell) for cell in cells]) for number, cells in rows]
    filled = [(number, cells) for number, cells in filled if any(cells)]
    at = _head_among(filled[:HEAD_WITHIN], knows_head)
    if at is None:
        raise NotATable
    heads = filled[at][1]
    columns = tuple(_told_apart(heads))
    lines = []
    for number, cells in filled[at + 1 :]:
        if cells == heads:  # printed again at the top of a page
            continue
        line, said = _line(number, columns, cells)
        lines.append(line)
        remarks += said
    if len(lines) > MOST_LINES:
        raise TooManyLines(most=MOST_LINES)
    return OldRegister(
        name=name,
        columns=columns,
        lines=tuple(lines),
        remarks=tuple(sorted(remarks, key=lambda remark: remark.line)),
    )


def _head_among(rows: Sequence[tuple[int, list[str]]], knows_head: KnowsHead) -> int | None:
    """Return which row holds the heads: the one with most that are known, else the first with several cells."""
    several = [at for at, (_, cells) in enumerate(rows) if sum(map(bool, cells)) > 1]
    return max(several, key=lambda at: (_known_heads(rows[at][1], knows_head), -at), default=None)


def _known_heads(cells: Iterable[str], knows_head: KnowsHead) -> int:
    return len({meaning for cell in cells if (meaning := knows_head(cell))})


def _told_apart(heads: Iterable[str]) -> Iterator[str]:
    """Give columns of the same head, or of none, a number, so that each has a name of its own."""
    seen: dict[str, int] = {}
    for at, head in enumerate(heads, start=1):
        name = _shortened(head) or f"#{at}"
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _line(number: int, columns: Sequence[str], cells: Sequence[str]) -> tuple[OldLine, list[Remark]]:
    remarks, unreadable = [], set()
    if any(cells[len(columns) :]):
        message = N_("This line has more cells than there are columns: the last ones were left out.")
        remarks.append(Remark(line=number, message=message))
    filled = {column: cell for column, cell in zip(columns, cells, strict=False) if cell}
    for column, cell in filled.items():
        if len(cell) > LONGEST_CELL:
            unreadable.add(column)
            remarks.append(Remark(line=number, column=column, message=N_("This cell is far too long to be an answer.")))
        elif cell.startswith("="):
            remarks.append(
                Remark(
                    line=number,
                    column=column,
                    severity=INFORMS,
                    message=N_("This cell holds a formula: it is kept as words and not calculated."),
                )
            )
    kept = {column: _shortened(cell) for column, cell in filled.items()}
    return OldLine(number=number, cells=kept, unreadable=frozenset(unreadable)), remarks


def _shortened(cell: str) -> str:
    return cell if len(cell) <= LONGEST_CELL else cell[:LONGEST_CELL] + CUT


def _clean(cell: str) -> str:
    """Return a cell without signs that are not for reading: line breaks and other controls become spaces."""
    cut = cell[: LONGEST_CELL * 2]  # beyond that it is not understood anyway
    if cut.isprintable():
        return cut.strip()
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in cut).strip()
