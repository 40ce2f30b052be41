"""Days and moments as registers keep them: SQL compares them as they are written, so there is one way to write each."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache

from centre_app.kinds import Day, Moment, PartialDay
from centre_app.questions import Row, Stored
from centre_app.records import BY_TABLE

# after: no day could be counted on from a stay that began in 9999, and voided at "" was neither voided nor not
A_DAY = re.compile(r"[0-2]\d{3}-\d\d-\d\d(?:T\d\d:\d\d:\d\d)?", re.ASCII).fullmatch


@cache
def day_columns(table: str) -> tuple[str, ...]:
    """Return the columns of a table that hold days and moments."""
    asked = BY_TABLE[table].questions.values()
    of_kinds = [question for question in asked if isinstance(question.kind, (Day, Moment, PartialDay))]
    columns = [column for question in of_kinds for column in question.kind.columns(question.name)]
    return ("created_at", "updated_at", "voided_at", *(name for name in columns if not name.endswith("_prec")))


def badly_written_day(table: str, row: Row) -> str | None:
    """Return the first column of a row whose day is none, is written in another way, or stands beside no beginning."""
    for name in day_columns(table):
        if not _is_well_written(row[name]):
            return name
    # after: nobody reads an end without a beginning, so whatever stood there was received unseen
    return next((end for end, start in _ends(table).items() if row[start] is None and row[end] is not None), None)


@cache
def _ends(table: str) -> Mapping[str, str]:
    """Return the columns that say more of a day known in part, and where it begins: without that they say nothing."""
    ends = {}
    for question in BY_TABLE[table].questions.values():
        if isinstance(question.kind, PartialDay):
            begins, *others = question.kind.columns(question.name)
            ends.update(dict.fromkeys(others, begins))
    return ends


@lru_cache(maxsize=10_000)  # there are far fewer days than answers
def _is_well_written(day: Stored) -> bool:
    if day is None:
        return True
    try:
        return A_DAY(str(day)) is not None and bool(datetime.fromisoformat(str(day)))
    except ValueError:
        return False
