"""A file of case data from elsewhere, put on the staging list: looked at line by line, and never in the register by itself.

The list keeps each line as it was written, with what was remarked. Somebody decides about it: it belongs to a file of
this register, or it is put aside.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from centre_app.case_data.heads import Head, heads_of, knows
from centre_app.case_data.mapping import StandardMapping, mapping_of
from centre_app.case_data.readme import PAIR
from centre_app.case_data.understood import remark_on
from centre_app.importing.reading import OldLine, read_old_register
from centre_app.importing.remarks import WARNS, Remark
from centre_app.language import N_, Language
from centre_app.problems import Problem
from centre_app.records import CaseFile, ExportedCase, StagedLine
from centre_app.register import Register

STAGE_CASES = "stage_cases"  # what history calls it
NUMBER = "x_CaseNumber"
LABELS_FROM = 0.6  # a line of which so many cells are heads is a second line of heads


class NotOfTheStandard(Problem):
    message = N_("None of the columns of this file is a field of {standard}.")
    advice = N_("Check that it is the right file, and that its first line names the fields.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A file as it was read: what its columns mean, its lines, and everything that is to be said of it."""

    name: str
    mapping: StandardMapping
    heads: Sequence[Head]
    lines: Sequence[OldLine]
    remarks: Sequence[Remark]

    def remarks_on(self, line: OldLine) -> list[Remark]:
        return [one for one in self.remarks if one.line == line.number]


class Staged(NamedTuple):
    """How many lines were put on the list, and how many stood there before."""

    lines: int
    known: int


def read(path: Path, standard: str, *, chosen: Mapping[str, str] = MappingProxyType({})) -> Read:
    """Return a file as it is understood; nothing is written. Raises an ImportProblem or NotOfTheStandard.

    `chosen` is what somebody says that columns mean: the name of a field by column, "" for none.
    """
    mapping = mapping_of(standard)
    table = read_old_register(path, knows_head=lambda cell: getattr(knows(mapping, cell), "name", None))
    first = table.lines[0] if table.lines else None
    second = first.cells if first is not None and _is_heads(mapping, first.cells.values()) else {}
    heads = heads_of(mapping, table.columns, labels=second, chosen=chosen)
    if not chosen and not any(head.field for head in heads):
        raise NotOfTheStandard(standard=mapping.title)
    lines = table.lines[1:] if second else table.lines
    said = [remark for head in heads for remark in head.remarks]
    said += [remark for line in lines for remark in _remarks_on(mapping, heads, line)]
    return Read(name=table.name, mapping=mapping, heads=heads, lines=lines, remarks=(*table.remarks, *said))


def _is_heads(mapping: StandardMapping, cells: Iterable[str]) -> bool:
    """Say whether a line names fields: the toolkit's spreadsheet has a hidden line of names above one of labels."""
    known = [bool(knows(mapping, cell)) for cell in cells]
    return bool(known) and sum(known) / len(known) >= LABELS_FROM


def _remarks_on(mapping: StandardMapping, heads: Sequence[Head], line: OldLine) -> Iterator[Remark]:
    for head in heads:
        cell = line.text(head.column)
        if head.field is None or not cell:
            continue
        remark = remark_on(mapping, head.field, cell)
        if remark is not None:
            yield replace(remark, line=line.number, column=head.column)


def columns_said(read: Read, language: Language) -> Iterator[str]:
    """Yield, for each column, the field it is understood as, or that it is only kept as it was written."""
    for head in read.heads:
        if head.field is None:
            yield language.say(N_("{column}: kept as it is written, and not understood"), column=head.column)
        elif head.column == head.field.name:
            yield language.say(N_("{column}: a field of the standard"), column=head.column)
        else:
            yield language.say(N_("{column}: understood as {field}"), column=head.column, field=head.field.name)


# --- the list --------------------------------------------------------------------------------------------------


def stage(register: Register, read: Read) -> Staged:
    """Put the lines on the staging list as one act; those that stand there already are left as they are."""
    known = {(one.line_number, one.as_written) for one in register.find(StagedLine, source_name=read.name)}
    lines = [_staged(register, read, line) for line in read.lines]
    new = [line for line in lines if (line.line_number, line.as_written) not in known]
    if new:
        register.save(*new, action=STAGE_CASES)
    return Staged(len(new), len(lines) - len(new))


def _staged(register: Register, read: Read, line: OldLine) -> StagedLine:
    meant = {
        head.column: head.field.name for head in read.heads if head.field is not None and head.column in line.cells
    }
    number = next((line.cells[column] for column, name in meant.items() if name == NUMBER), None)
    return StagedLine(
        source_name=read.name,
        line_number=line.number,
        as_written=json.dumps(
            {"standard": read.mapping.standard, "cells": line.cells, "meant": meant}, ensure_ascii=False
        ),
        remarks=json.dumps(
            [[one.column, one.message, dict(one.parts)] for one in read.remarks_on(line) if one.severity == WARNS],
            ensure_ascii=False,
        ),
        case_id=_case_of(register, number),
    )


def _case_of(register: Register, number: str | None) -> str | None:
    """Return the file that went out under a number: what comes back with it speaks of that file."""
    found = register.find(ExportedCase, number=number) if number else []
    return found[0].case_id if len(found) == 1 else None


def staged_lines(register: Register) -> list[StagedLine]:
    """Return what stands on the list, by file and line."""
    found = register.find_open(StagedLine)
    return sorted(found, key=lambda one: (one.source_name or "", one.line_number or 0))


def cells_of(line: StagedLine) -> dict[str, str]:
    """Return the cells of a line as they were written, by what they are understood as, else by their column."""
    kept = json.loads(line.as_written or "{}")
    meant = kept.get("meant", {})
    return {meant.get(column, column): cell for column, cell in kept.get("cells", {}).items()}


def remarks_said(line: StagedLine, language: Language) -> list[str]:
    """Return what was remarked of a line, in a language."""
    return [
        language.say(PAIR, what=column, how=language.say(message, **parts))
        for column, message, parts in json.loads(line.remarks or "[]")
    ]


def with_code(register: Register, typed: str) -> CaseFile | None:
    """Return the file of a number as somebody types it; None where none of that number can be seen."""
    found = register.find_open(CaseFile, code=typed.strip().upper())
    return found[0] if len(found) == 1 else None


def link(register: Register, line: StagedLine, case: CaseFile) -> StagedLine:
    """Say that a line speaks of a file of this register. What it says is for people to carry over."""
    return register.save(replace(line, case_id=case.id), action=STAGE_CASES)[0]


def put_aside(register: Register, lines: Sequence[StagedLine], *, reason: str) -> None:
    """Take lines off the list; who, when and why stays."""
    register.void(*lines, reason=reason)
