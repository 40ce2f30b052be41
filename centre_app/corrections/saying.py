"""One answer of a record as a correction carries it: its stored columns and why it is missing, as one line of JSON."""

import json
from typing import Any, TypeVar

from centre_app.areas import AREA_OF, CONSENT, DIRECTORY, HOUSE
from centre_app.from_headquarters import PUBLISHED
from centre_app.kept_for_others import ASKED
from centre_app.kinds import Francs, Kind, WholeNumber, YesNo
from centre_app.questions import Record, Reference, from_row, to_row
from centre_app.records import (
    CaseFile,
    ImportedLine,
    ListEntry,
    PersonLink,
    Signature,
    ToldTopic,
    Transfer,
    TwinDecision,
)
from centre_app.rights import WRITTEN_ON_PAPER

R = TypeVar("R", bound=Record)

MISSING = "missing"  # beside the columns: why there is no answer

# What is told of people and of the house. A consent stands as it was given; keys, papers and bundles are nobody's to correct.
_AREAS = (WRITTEN_ON_PAPER | {HOUSE, DIRECTORY}) - {CONSENT}

# What tells of an act, as history does: it was so, whoever would rather have it otherwise. By a transfer files are emptied.
_AS_IT_WAS = frozenset({ImportedLine, Signature, ToldTopic, Transfer, TwinDecision})

# What a verb of the house does, and what opens or closes a file, or by whom somebody is named: nobody elsewhere does that.
_HELD_BY_VERBS: dict[type[Record], frozenset[str]] = {
    ListEntry: frozenset({"list_name", "key"}),
    PersonLink: frozenset({"is_in_same_stay"}),
    CaseFile: frozenset({
        "code", "status", "confidentiality", "share_hq", "share_hq_basis", "reopened_count", "closed_on", "closed_because",
        "merged_on", "status_before_merge",
    }),
}  # fmt: skip


def may_be_corrected(record_type: type[Record], question: str) -> bool:
    """Say whether another register may ask to change this answer; what names another record it leaves to the owner."""
    asked = record_type.questions.get(question)
    if asked is None or isinstance(asked.kind, Reference) or question in _HELD_BY_VERBS.get(record_type, ()):
        return False
    if question == ASKED or record_type in _AS_IT_WAS:
        return False
    return record_type in PUBLISHED or AREA_OF[record_type] in _AREAS


def said_of(record: Record, question: str) -> str:
    """Return an answer as a correction carries it."""
    columns = record.questions[question].kind.columns(question)
    row = to_row(record)
    said = {column: row[column] for column in columns} | {MISSING: record.missing.get(question)}
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


def with_answer(record: R, question: str, said: str) -> R:
    """Return a record with another answer to one question. Raises ValueError where it says none."""
    columns = _read(record.questions[question].kind, question, said)
    why = columns.pop(MISSING)
    reasons = {name: reason for name, reason in record.missing.items() if name != question}
    if why is not None:
        reasons[question] = why
    row = to_row(record) | columns | {MISSING: json.dumps(reasons, sort_keys=True) if reasons else None}
    return from_row(type(record), row)


def is_said(record_type: type[Record], question: str, said: str | None) -> bool:
    """Say whether a text is an answer to a question as `said_of` writes it; what a file says is looked at with this."""
    blank = from_row(record_type, dict.fromkeys(_columns_of(record_type)))
    try:
        return said is not None and said_of(with_answer(blank, question, said), question) == said
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


def _columns_of(record_type: type[Record]) -> list[str]:
    return [column for name, kind in record_type.kinds.items() for column in kind.columns(name)]


def _read(kind: Kind, question: str, said: str) -> dict[str, Any]:
    """Return the columns that a text says, each holding what such a column holds."""
    expected: dict[str, type] = dict.fromkeys((*kind.columns(question), MISSING), str)
    if isinstance(kind, (WholeNumber, Francs, YesNo)):
        expected |= dict.fromkeys(kind.columns(question), int)
    columns = json.loads(said)
    if not isinstance(columns, dict) or columns.keys() != expected.keys():
        raise ValueError("these are not the columns of the question")
    if any(value is not None and type(value) is not expected[name] for name, value in columns.items()):
        raise ValueError("a column holds something else")
    return columns
