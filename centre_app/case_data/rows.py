"""Lines of text out of records: each field by its derivation, in the standard's values, as exactly as its level allows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from sys import intern

from centre_app.case_data.derivations import DERIVATIONS
from centre_app.case_data.derivations.values import House, InWords, Keys, Line, Somewhere, Value
from centre_app.case_data.generalising import BETWEEN, QUASIS, Traits, month_of
from centre_app.case_data.loss import GENERALISED, IN_WORDS, MERGED, NO_VALUE, ONE_OF_SEVERAL, Loss
from centre_app.case_data.mapping import (
    BLANK,
    CERCLE,
    DROP,
    IDENTIFIED,
    ISO_3166,
    K_ANONYMOUS,
    MONTH,
    SEVERAL,
    Field,
    StandardMapping,
)
from centre_app.case_data.sources import CaseSource
from centre_app.choices import choices
from centre_app.records import Organisation

CASE, ORGANISATION, COMMENT = "case", "organisation", "note"  # what one line of a table is
Cells = tuple[str, ...]  # in the order of the table's fields: a dictionary a line would take four times the memory
_SHARED = frozenset({"x_CaseNumber"})  # stands in every table and says nothing by itself


@dataclass(slots=True)
class Table:
    """A table as it will be written: its fields in order, and its lines."""

    name: str
    fields: tuple[Field, ...]
    lines: list[Cells] = field(default_factory=list)


def tables_of(mapping: StandardMapping, level: str, *, with_notes: bool = False) -> list[Table]:
    """Return the tables that a level has anything in, with their columns: companions that it blanks are left out."""
    tables = []
    for name, fields in mapping.tables.items():
        says = [one for one in fields if not _is_blank(one, level) and one.name not in _SHARED]
        if not says or (mapping.line_of(name) == COMMENT and not with_notes):
            continue
        shown = tuple(one for one in fields if not (one.is_companion and _is_blank(one, level)))
        tables.append(Table(name, shown))
    return tables


def fill(tables: Sequence[Table], source: CaseSource, house: House, level: str, loss: Loss) -> None:
    """Put the lines of one case into their tables."""
    for table in tables:
        line = table.fields[0].line
        if line == ORGANISATION:
            continue
        for record in source.lines(line):
            table.lines.append(cells_of(table.fields, Line(case=source, record=record, house=house), level, loss))


def fill_organisations(
    tables: Iterable[Table], found: Iterable[Organisation], house: House, level: str, loss: Loss
) -> None:
    """Put organisations into the tables that have a line for each."""
    organisations = list(found)
    for table in tables:
        if table.fields[0].line == ORGANISATION:
            lines = (Line(case=None, record=one, house=house) for one in organisations)
            table.lines += [cells_of(table.fields, line, level, loss) for line in lines]


def cells_of(fields: Iterable[Field], line: Line, level: str, loss: Loss) -> Cells:
    """Return the cells of one line. Most say what many others say: each text is kept once, however many lines there are."""
    return tuple(intern(BETWEEN.join(_texts(one, line, level, loss))) for one in fields)


def traits_of(fields: Iterable[Field], line: Line) -> Traits:
    """Return what of a case counts as known outside: the values of the fields that are quasi-identifiers."""
    known: dict[str, tuple[str, ...]] = {}
    for one in fields:
        quasi = one.quasi(K_ANONYMOUS)
        if quasi is not None and quasi[1] in (None, 0):
            known[quasi[0]] = _texts(one, line, K_ANONYMOUS, Loss(), in_order=False)
    single = {name: BETWEEN.join(values) for name, values in known.items() if name != "exploitation"}
    return Traits(**single, exploitation=known.get("exploitation", ()))


def show_combination(fields: Sequence[Field], cells: Cells, shown: Sequence[str], steps: Mapping[str, int]) -> Cells:
    """Return cells in which the quasi-identifiers say what is shown of somebody, and no more."""
    by_name = dict(zip(QUASIS, shown, strict=True))
    return tuple(_as_shown(one, cell, by_name, steps) for one, cell in zip(fields, cells, strict=True))


def _as_shown(one: Field, cell: str, shown: Mapping[str, str], steps: Mapping[str, int]) -> str:
    quasi = one.quasi(K_ANONYMOUS)
    if quasi is None:
        return cell
    name, only_at = quasi
    return shown[name] if only_at in (None, steps[name]) else ""


def blanked_fields(tables: Iterable[Table], level: str) -> set[str]:
    """Return the fields of the standard that a level leaves blank for everybody, though the register has them."""
    return {one.name for table in tables for one in table.fields if one.rules[level] == DROP}


def is_cases(table: Table) -> bool:
    """Say whether a table has a line a case: the only one that is ever k-anonymous, whatever a standard calls it."""
    return table.fields[0].line == CASE


# --- one cell --------------------------------------------------------------------------------------------------


def _is_blank(one: Field, level: str) -> bool:
    return one.rules[level] in (BLANK, DROP)


def _texts(one: Field, line: Line, level: str, loss: Loss, *, in_order: bool = True) -> tuple[str, ...]:
    """Return the values of a cell; what the level leaves blank is not even asked for."""
    if _is_blank(one, level):
        return ()
    value = DERIVATIONS[one.source](line, one.argument)
    if isinstance(value, Keys):
        return _values(one, value, loss, in_order=in_order)
    text = _text(one, value, level, loss)
    return (text,) if text else ()


def _text(one: Field, value: Value, level: str, loss: Loss) -> str:
    match value:
        case None:
            return ""
        case InWords() if level != IDENTIFIED:
            loss.note(IN_WORDS, one.name)
            return ""
        case Somewhere():
            return _place(one, value, level, loss)
        case bool():
            return "true" if value else "false"
        case date() | str() if one.rules[level] == MONTH and len(str(value)) > len("2026-11"):
            loss.note(GENERALISED, one.name)
            return month_of(str(value))
    return str(value)


def _place(one: Field, value: Somewhere, level: str, loss: Loss) -> str:
    if one.rules[level] != CERCLE:
        return value.exact
    if value.exact != value.wider:
        loss.note(GENERALISED, one.name)
    return value.wider


def _values(one: Field, keys: Keys, loss: Loss, *, in_order: bool) -> tuple[str, ...]:
    """Return the standard's values for keys, each once; of a companion column the keys themselves."""
    found: dict[str, None] = {}
    for key in keys:
        said = _value(one, key)
        if said is None:
            loss.note(NO_VALUE, one.name, key)
            continue
        if key in one.merged:
            loss.note(MERGED, one.name, key)
        found |= dict.fromkeys(filter(None, said.split(BETWEEN)))
    if one.type != SEVERAL and len(found) > 1:
        loss.note(ONE_OF_SEVERAL, one.name, cells=len(found) - 1)
        return tuple(found)[:1]
    place = {value: at for at, value in enumerate(one.allowed)}
    return tuple(sorted(found, key=lambda value: place.get(value, -1))) if in_order else tuple(found)


def _value(one: Field, key: str) -> str | None:
    """Return the standard's value for a key: "" where it says nothing that is asked here, None where there is none."""
    if one.values_by_key:
        return one.values_by_key.get(key)
    if one.values == ISO_3166:
        entry = choices("country").entries.get(key)
        return (entry.htcds or None) if entry else None
    return key
