"""How people call the fields and values of a standard: in their language, the standard's own name in brackets behind it.

What is written for others keeps the standard's names alone; this is for whoever looks at a file before it goes out.
A standard without a list of such names is shown by its own.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from centre_app.acts import KINDS as KINDS_OF_RECORDS
from centre_app.case_data.loss import KEPT, Lost
from centre_app.case_data.mapping import StandardMapping
from centre_app.choices import choices
from centre_app.language import Language
from centre_app.records import RECORD_TYPES

EXPLOITATION = "vic_TypeOfExploitation"

_FOLDER = Path(__file__).resolve().parent
_TABLES = {kind.__name__: kind.table for kind in RECORD_TYPES}


def field_said(mapping: StandardMapping, name: str, language: Language) -> str:
    """Return how a field is called: "Genre [prs_Gender]"."""
    label = _label(mapping.standard, name, "", language) or _standards_own(mapping, name)
    return f"{label} [{name}]" if label else name


def value_said(mapping: StandardMapping, name: str, value: str, language: Language) -> str:
    """Return how a value of a field is called; as the standard writes it, where nobody named it."""
    return _label(mapping.standard, name, value, language) or value


def lost_said(mapping: StandardMapping, lost: Lost, language: Language) -> str:
    """Return what a line of the loss report is about: a field, and the answer of ours where one is meant."""
    if lost.kind == KEPT:
        return language.say(KINDS_OF_RECORDS.get(_TABLES.get(lost.field, ""), lost.field))
    field = field_said(mapping, lost.field, language)
    if not lost.what:
        return field
    listed = _lists(mapping.standard).get((lost.field, lost.what), "")
    answer = choices(listed).label(lost.what, language) if listed else lost.what
    return f"{field} · {answer}"


def _standards_own(mapping: StandardMapping, name: str) -> str:
    return next((one.label for one in mapping.fields if one.name == name), "")


def _label(standard: str, name: str, value: str, language: Language) -> str:
    row = _said(standard).get((name, value), {})
    return row.get(f"label_{language.code}") or row.get("label_en") or ""


@cache
def _said(standard: str) -> Mapping[tuple[str, str], Mapping[str, str]]:
    return {(row["field"], row["value"]): row for row in _rows(f"{standard}_said.csv")}


@cache
def _lists(standard: str) -> Mapping[tuple[str, str], str]:
    """Return of which of our code lists a key is, by the field that it answers."""
    return {(row["field"], row["key"]): row["list"] for row in _rows(f"{standard}_choices.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    path = _FOLDER / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
