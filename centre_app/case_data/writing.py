"""A prepared file written: one CSV a table, a spreadsheet with the same cells, JSON, and a README that says what it is.

Everything is put beside its final place first; the register remembers the export, whose number is whose and the file's
fingerprint in one act; only then does the folder get its name.
"""

import csv
import hashlib
import io
import json
import re
import secrets
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from centre_app import disk
from centre_app.case_data.earlier import given_before
from centre_app.case_data.export import GivenMeanwhile, NobodyLeft, Prepared
from centre_app.case_data.mapping import NUMBER, Field
from centre_app.case_data.readme import readme
from centre_app.case_data.rows import Table
from centre_app.fingerprints import fingerprint
from centre_app.problems import as_problems
from centre_app.questions import Record
from centre_app.records import DataExport, ExportedCase
from centre_app.register import Register
from db.drives import left_is_told, write_to_stick
from db.files import disk_problems

EXPORT_CASES = "export_cases"  # what history calls it
PART = ".part"
README = "LISEZMOI.txt"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PHONE = re.compile(r"\+[0-9]{6,15}", re.ASCII)

Told = Callable[[str, int, int], object]  # the name of a file, how many are written, how many in all


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An export that stands on a stick or in a folder."""

    folder: Path
    files: tuple[str, ...]
    lines: int
    export: DataExport


def write(register: Register, prepared: Prepared, to: Path, *, told: Told = lambda name, done, of: None) -> Written:
    """Write a file of case data into a folder of its own, and remember it. Raises NobodyLeft or a DiskProblem.

    `told` hears which file is being written, and may raise to stop: nothing stays then, and nothing is remembered.
    """
    if not prepared.cases:
        raise NobodyLeft
    _check_nothing_was_given_since(register, prepared)
    contents = contents_of(prepared)
    disk.must_fit(register.folder, 0)
    disk.must_fit_on_a_stick(to, sum(map(len, contents.values())))
    name = f"{in_file_names(prepared.mapping.standard)}-{register.today:%Y%m}-{secrets.token_hex(3).upper()}"
    part = to / (name + PART)
    _take_away_what_was_cut(to, in_file_names(prepared.mapping.standard))
    with as_problems(), left_is_told(part), disk_problems(to):
        part.mkdir()
        try:
            for number, (file, content) in enumerate(contents.items()):
                told(file, number, len(contents))
                write_to_stick(part, file, content)
            export = _remember(register, prepared, contents)
            part.rename(to / name)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return Written(folder=to / name, files=tuple(contents), lines=prepared.cases, export=export)


def _take_away_what_was_cut(to: Path, standard: str) -> None:
    """Take away the half of a file that a cut left there: anybody could read it, and nobody knows that it was given."""
    half = re.compile(rf"{re.escape(standard)}-[0-9]{{6}}-[0-9A-F]{{6}}{re.escape(PART)}")
    with as_problems(), disk_problems(to):
        left = [path for path in to.iterdir() if half.fullmatch(path.name) and path.is_dir() and not path.is_symlink()]
    for path in left:
        shutil.rmtree(path, ignore_errors=True)


def _check_nothing_was_given_since(register: Register, prepared: Prepared) -> None:
    """Refuse a file that was put together before another one of the same years was given."""
    wanted, groups = prepared.wanted, prepared.groups
    if groups is not None and given_before(register, wanted.first, wanted.last).exports != groups.given_before:
        raise GivenMeanwhile


def contents_of(prepared: Prepared) -> dict[str, bytes]:
    """Return the files of an export by name."""
    by_label, whole = prepared.wanted.by_label, in_file_names(prepared.mapping.standard)
    contents = {f"{in_file_names(table.name)}.csv": as_csv(table, by_label=by_label) for table in prepared.tables}
    contents[f"{whole}.xlsx"] = as_workbook(prepared.tables, by_label=by_label)
    contents[f"{whole}.json"] = as_json(prepared.tables)
    contents[README] = readme(prepared).encode("utf-8-sig")
    return contents


def in_file_names(name: str) -> str:
    """Return a name as files on sticks have them: capitals and hyphens, for every system."""
    return name.upper().replace("_", "-")


def digest_of(contents: Mapping[str, bytes]) -> str:
    """Return the fingerprint of an export: that of the names and fingerprints of its files."""
    return fingerprint({name: hashlib.sha256(content).hexdigest() for name, content in contents.items()})


def _remember(register: Register, prepared: Prepared, contents: Mapping[str, bytes]) -> DataExport:
    wanted = prepared.wanted
    export = DataExport(
        purpose=wanted.purpose,
        level=wanted.level,
        smallest_group=wanted.k,
        from_on=wanted.first,
        to_on=wanted.last,
        recipient_id=wanted.recipient.id if wanted.recipient else None,
        mapping=wanted.standard,
        made_at=register.now,
        counts=json.dumps(counts_of(prepared), ensure_ascii=False, sort_keys=True),
        digest=digest_of(contents),
    )
    numbers = prepared.numbers.items()
    cases = [ExportedCase(case_id=case_id, export_id=export.id, number=number) for case_id, number in numbers]
    saved: list[Record] = register.save(export, *cases, action=EXPORT_CASES)
    assert isinstance(saved[0], DataExport)
    return saved[0]


def counts_of(prepared: Prepared) -> dict[str, Any]:
    """Return what an export says in numbers: lines by table, who was kept out by which gate, what was lost."""
    return {
        "lines": {table.name: len(table.lines) for table in prepared.tables},
        "kept_out": dict(prepared.passed.kept_out),
        "lost": prepared.loss.by_kind(),
        "left_out": prepared.groups.suppressed.left_out if prepared.groups else 0,
    }


# --- the same cells, three ways --------------------------------------------------------------------------------


def head_of(one: Field, *, by_label: bool) -> str:
    """Return the head of a column: the standard's name, or, as its toolkit has it, the label."""
    return one.label if by_label and one.label and not one.is_companion else one.name


def as_csv(table: Table, *, by_label: bool) -> bytes:
    """Return a table as CSV in UTF-8, with commas between cells and semicolons inside one."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([head_of(one, by_label=by_label) for one in table.fields])
    lines.writerows([_as_words(cell) for cell in line] for line in table.lines)
    return written.getvalue().encode("utf-8-sig")


def as_workbook(tables: Sequence[Table], *, by_label: bool) -> bytes:
    """Return a spreadsheet with a sheet a table. Text stays text: no formula, no link."""
    import xlsxwriter  # here, because start-up must not pay for it

    written = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, plain) as book:
        bold = book.add_format({"bold": True})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            for column, one in enumerate(table.fields):
                sheet.write_string(0, column, head_of(one, by_label=by_label), bold)
            for row, line in enumerate(table.lines, start=1):
                _write_line(sheet, row, table.fields, line)
    return written.getvalue()


def _write_line(sheet: Any, row: int, fields: Sequence[Field], line: Sequence[str]) -> None:
    for column, (one, cell) in enumerate(zip(fields, line, strict=True)):
        if cell and one.type == NUMBER:
            sheet.write_number(row, column, float(cell))
        elif cell:
            sheet.write_string(row, column, cell)


def as_json(tables: Sequence[Table]) -> bytes:
    """Return the tables as lists of objects by the standard's names, one a line; empty cells are left out."""
    written = io.BytesIO()
    for at, table in enumerate(tables):
        written.write(f"{',' if at else '{'}\n{json.dumps(table.name)}: [".encode())
        for number, line in enumerate(table.lines):
            told = {one.name: cell for one, cell in zip(table.fields, line, strict=True) if cell}
            written.write(f"{',' if number else ''}\n {json.dumps(told, ensure_ascii=False)}".encode())
        written.write(b"]")
    written.write(b"\n}\n")
    return written.getvalue()


def _as_words(cell: str) -> str:
    """Keep a spreadsheet from calculating what a person wrote; a telephone number may begin with its "+"."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _PHONE.fullmatch(cell) else cell
