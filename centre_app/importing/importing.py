"""Importing an old register: what it would become, and the one act that writes it.

A line is recognised when it comes again, by a digest of what it says: a register can be imported twice, and again when
lines were added to it, without doubling anybody. Two lines of one name stay two people, however alike they are.
"""

import dataclasses
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from centre_app import disk, review
from centre_app.casework import twins
from centre_app.casework.codes import next_codes
from centre_app.folding import fold
from centre_app.importing import mapping as mappings
from centre_app.importing.mapping import LEFT_OUT, Mapping
from centre_app.importing.reading import OldRegister, read_old_register
from centre_app.importing.recognising import Before, keyed
from centre_app.importing.remarks import INFORMS, WARNS, Remark
from centre_app.importing.understanding import UnderstoodLine, understand
from centre_app.language import N_
from centre_app.problems import ImportProblem
from centre_app.questions import Record
from centre_app.records import BirthAtCentre, CaseFile, ImportedLine
from centre_app.register import Register

Progress = Callable[[int, int], None]

# Beside which column a rule's finding about a record is shown.
BYTES_OF_A_RECORD = 2_000  # with its history and the words it is found by
_COLUMN_OF = {"Person": "birth", "Stay": "left", "Exit": "exit_reason", "KitGrant": "kit", "Intake": "arrived"}


class NoArrivals(ImportProblem):
    message = N_("No column tells on which day they came.")
    advice = N_("Say in the table of columns which one it is; if there is none, this register cannot be imported.")


class NoNames(ImportProblem):
    message = N_("No column tells their names or numbers.")
    advice = N_("Say in the table of columns which one it is; if there is none, this register cannot be imported.")


class NotAtHeadquarters(ImportProblem):
    message = N_("An old register is imported at the centre that kept it.")
    advice = N_("Open the register of that centre. Its next bundle brings the files here.")


class NothingToImport(ImportProblem):
    message = N_("There is no line below the heads of the columns.")
    advice = N_("Check that this is the right file and the right sheet.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an old register would become. `lines` are the new ones; `known` and `changed` count those imported before."""

    old: OldRegister
    mapping: Mapping
    lines: tuple[UnderstoodLine, ...]
    known: int
    changed: int
    remarks: tuple[Remark, ...]

    @property
    def residents(self) -> int:
        return len(self.lines)

    @property
    def children(self) -> int:
        """The children who came along and those born at the centre."""
        return sum(len(line.cases) - 1 for line in self.lines)

    @property
    def births(self) -> int:
        return sum(isinstance(record, BirthAtCentre) for line in self.lines for record in line.records)

    @property
    def lines_with_remarks(self) -> int:
        return len({remark.line for remark in self.remarks if remark.severity == WARNS and remark.line})


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was imported: the preview that was written, and the number of the file that each new line became."""

    preview: Preview
    codes: dict[int, str]


def preview(
    register: Register,
    file: Path,
    mapping: Mapping | None = None,
    *,
    progress: Progress = lambda done, of: None,
) -> Preview:
    """Return what a file would become, read with that mapping, else as it was read before, else as guessed.

    Nothing is written. Raises an ImportProblem for a file that is no register.
    """
    old = read_old_register(file)
    return preview_of(register, old, mapping or mapping_for(register, old), progress=progress)


def mapping_for(register: Register, old: OldRegister) -> Mapping:
    """Return the mapping remembered for a register with these columns, else the guess."""
    return mappings.remembered(register, old) or mappings.guess(old)


def preview_of(
    register: Register, old: OldRegister, mapping: Mapping, *, progress: Progress = lambda done, of: None
) -> Preview:
    """Return what lines that were read already would become: the table of columns is corrected while one looks on."""
    if register.is_headquarters:
        raise NotAtHeadquarters
    _check_can_be_imported(old, mapping)
    before = Before.in_register(register, mapping)
    new, known = [], 0
    remarks = [*old.remarks, *_columns_not_read(old, mapping)]
    for at, (line, key) in enumerate(keyed(old.lines), start=1):
        progress(at, len(old.lines))
        if key in before.keys:
            known += 1
        elif before.holds_another_state_of(line):
            remarks.append(
                Remark(
                    line=line.number,
                    message=N_("This line was imported before and has changed since: correct it in the file."),
                )
            )
        else:
            understood = understand(line, mapping, today=register.today)
            new.append(understood)
            remarks += (*understood.remarks, *_reviewed(register, understood, mapping))
    remarks += _homonyms(new)
    remarks += _known_already(register, new)
    return Preview(
        old=old,
        mapping=mapping,
        lines=tuple(new),
        known=known,
        changed=len(old.lines) - known - len(new),
        remarks=tuple(sorted(remarks, key=lambda remark: remark.line)),
    )


def import_register(
    register: Register,
    file: Path,
    mapping: Mapping | None = None,
    *,
    dry_run: bool = False,
    progress: Progress = lambda done, of: None,
) -> Preview:
    """Import every line that is not there yet, as one act, and return what it became; on a dry run write nothing.

    Raises an ImportProblem or a DiskProblem; nothing was written then.
    """
    found = preview(register, file, mapping, progress=progress)
    if not dry_run:
        write(register, found)
    return found


def write(register: Register, found: Preview) -> Written:
    """Write what a preview shows, and remember its mapping, as one act."""
    records = list(_numbered(register, found))
    to_remember = mappings.to_remember(register, found.old, found.mapping)
    if to_remember:
        records.append(to_remember)
    disk.must_fit(register.folder, BYTES_OF_A_RECORD * len(records))
    saved = register.save(*records, action="import", heed_findings=False) if records else []
    codes = {record.id: record.code or "" for record in saved if isinstance(record, CaseFile)}
    return Written(preview=found, codes={line.line.number: codes[line.case.id] for line in found.lines})


# --- what may be imported --------------------------------------------------------------------------------------


def _check_can_be_imported(old: OldRegister, mapping: Mapping) -> None:
    if mapping.column_of("arrived") is None:
        raise NoArrivals
    if all(mapping.column_of(meaning) is None for meaning in ("name", "family", "given", "number")):
        raise NoNames
    if not old.lines:
        raise NothingToImport


def _columns_not_read(old: OldRegister, mapping: Mapping) -> Iterator[Remark]:
    for column in old.columns:
        if mapping.columns.get(column, LEFT_OUT) == LEFT_OUT:
            yield Remark(line=0, column=column, message=N_("It is not known what this column means: it is not read."))


def _reviewed(register: Register, understood: UnderstoodLine, mapping: Mapping) -> Iterator[Remark]:
    """Yield what the rules of the house say of a line's records.

    For an old line even a rule that blocks only warns, and a rule that misses an answer informs: the register never
    asked for a receipt or a follow-up.
    """
    records = {record.id: record for record in understood.records}
    for finding in review.review(register, understood.records):
        answer = getattr(records.get(finding.record_id), finding.question, None) if finding.question else None
        if finding.rule:
            yield Remark(
                line=understood.line.number,
                column=_column_beside(finding, mapping),
                message=finding.message,
                severity=WARNS if answer is not None and finding.severity != INFORMS else INFORMS,
                parts=finding.parts,
            )


def _column_beside(finding: review.Finding, mapping: Mapping) -> str:
    meaning = _COLUMN_OF.get(finding.record_type)
    return (mapping.column_of(meaning) if meaning else None) or ""


def _homonyms(lines: Sequence[UnderstoodLine]) -> Iterator[Remark]:
    """Yield a remark on the second of two lines with one name: they are two people, and somebody may wonder."""
    first: dict[str, int] = {}
    for understood in lines:
        name = " ".join(sorted(fold(understood.name).split()))
        if name and name in first:
            yield Remark(
                line=understood.line.number,
                severity=INFORMS,
                message=N_("Somebody of this name stands on line {line} too: they stay two people."),
                parts={"line": str(first[name])},
            )
        elif name:
            first[name] = understood.line.number


def _known_already(register: Register, lines: Sequence[UnderstoodLine]) -> Iterator[Remark]:
    """Yield a remark on each line of somebody who may have a file already: the two are compared once both are there."""
    found = twins.known_already(register, (record for understood in lines for record in understood.records))
    for understood in lines:
        twin = found.get(understood.case.person_id)
        if twin is not None:
            yield Remark(
                line=understood.line.number,
                message=N_("The file {code} may be of the same person. Compare the two once this line is imported."),
                parts={"code": twin.case.code or ""},
            )


# --- writing ---------------------------------------------------------------------------------------------------


def _numbered(register: Register, found: Preview) -> Iterator[Record]:
    """Yield the records of all new lines: each case file with its number, each line as it was written."""
    codes = _codes(register, found.lines)
    for understood in found.lines:
        for record in understood.records:
            yield dataclasses.replace(record, code=codes[record.id]) if isinstance(record, CaseFile) else record
    keys = {id(line): key for line, key in keyed(found.old.lines)}
    for understood in found.lines:
        yield ImportedLine(
            case_id=understood.case.id,
            line_key=keys[id(understood.line)],
            source_name=found.old.name,
            line_number=understood.line.number,
            as_written=json.dumps(understood.line.cells, ensure_ascii=False),
        )


def _codes(register: Register, lines: Sequence[UnderstoodLine]) -> dict[str, str]:
    """Return the number of every case file: those of a year in the order of the register, the children's behind."""
    of_year: dict[int, list[str]] = {}
    years = dict(_years(lines, register.today))
    for understood in lines:
        of_year.setdefault(years[understood.case.id], []).append(understood.case.id)
    for understood in lines:
        of_year[years[understood.case.id]] += [case.id for case in understood.cases[1:]]
    return {
        case_id: code
        for year, case_ids in of_year.items()
        for case_id, code in zip(case_ids, next_codes(register, year, len(case_ids)), strict=True)
    }


def _years(lines: Sequence[UnderstoodLine], today: date) -> Iterator[tuple[str, int]]:
    """Yield each line's year of arrival; a line without one has that of the line before it."""
    year = next((line.arrived.year for line in lines if line.arrived), today.year)
    for understood in lines:
        year = understood.arrived.year if understood.arrived else year
        yield understood.case.id, year
