"""Headquarters' own corrections about somebody whom it may not name any more: without their words, and asked no more.

What it asked holds what stood there, what should stand there and why: words about somebody. They go from the
corrections and from headquarters' own history; the chain still verifies, and the new line vouches for what is left.
"""

from collections.abc import Collection, Sequence
from typing import Any

from centre_app.corrections.standing import Standing, of_records
from centre_app.questions import moment_text, to_row
from centre_app.records.corrections import Correction
from centre_app.register import Register
from db import handing_over
from db.vault import Change, Row

_WORDS = ("base", "proposed", "reason")


def forget_asked(register: Register, record_ids: Collection[str], *, action: str) -> None:
    """Empty what was asked about some records, and take back what was not answered; the caller's transaction."""
    told = [one for one in of_records(register, record_ids) if any(getattr(one.correction, name) for name in _WORDS)]
    for kind in {type(one.correction) for one in told}:
        _empty(register, kind, [one for one in told if type(one.correction) is kind], action)


def _empty(register: Register, kind: type[Correction], told: Sequence[Standing], action: str) -> None:
    at = moment_text(register.now)
    how: dict[str, Any] = {"by": register.author, "at": at, "clock_suspect": register.clock_is_suspect}
    emptied = [(one, _without_words(to_row(one.correction))) for one in told]
    handing_over.erase(register.vault, kind.table, [row for _, row in emptied], action=action, **how)
    back = {"voided_at": at, "voided_by": register.who, "void_reason": "withdrawn"}
    changes = [Change(table=kind.table, row={**row, **back}, action=action) for one, row in emptied if one.is_open]
    register.vault.write_within(changes, **how)


def _without_words(row: Row) -> Row:
    return {**row, **dict.fromkeys(_WORDS)}
