"""The numbers of a closed month, read by whoever did not write them: all of it is as the program writes it, or none is read.

They come in bundles from other houses and other programs, and stand for years. Lines that this program does not know may
stand in them; anything but numbers, days and keys may not.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from centre_app.dates import months_after
from centre_app.indicators.monthly.a_flows import ADMISSIONS, EXITS, PRESENT_FIRST, PRESENT_LAST

SIGNS = ("<5", "*")  # what stands in a masked cell
BALANCE = (f"{PRESENT_FIRST}.present", f"{ADMISSIONS}.admissions", f"{EXITS}.exits", f"{PRESENT_LAST}.present")
FLOWS = (ADMISSIONS, EXITS, PRESENT_LAST)
_MOST_LETTERS, _MOST = 2_000_000, 10**12
_ADDRESS = re.compile(r"[A-Z][0-9]{1,2}(\+[A-Z][0-9]{1,2})?\.[A-Za-z0-9_]{1,40}")
_KEY = re.compile(r"[A-Za-z0-9_.:+|/-]{0,64}")  # no blank: nobody's words
_DIGEST = re.compile(r"[0-9a-f]{0,64}")

Told = dict[str, Any]
Check = Callable[[Any], bool]


def read(text: str | None, *, is_whole: bool = True) -> Told:
    """Return the numbers of a closed month, or of a sheet with some of its lines. Raises ValueError for whatever the program would not have written."""
    try:
        told: Any = json.loads(text or "") if len(text or "") <= _MOST_LETTERS else None
    except RecursionError:
        raise ValueError from None
    needed = BALANCE if is_whole else ()
    if not (_is_made_of(told, _WHOLE, needed=_WHOLE.keys()) and all(where in told["lines"] for where in needed)):
        raise ValueError
    found: Told = told
    return found


def are_of(text: str | None, month: date | None) -> bool:
    """Say whether these are the numbers of a month, and can be read."""
    try:
        told = read(text)
    except ValueError:
        return False
    return month is not None and month.day == 1 and told["first"] == month.isoformat() and told["last"] == _last(month)


def _last(month: date) -> str:
    return date.fromordinal(months_after(month, 1).toordinal() - 1).isoformat()


def _is_made_of(told: object, parts: Mapping[str, Check], *, needed: Iterable[str]) -> bool:
    if not isinstance(told, dict) or not told.keys() <= parts.keys() or not set(needed) <= told.keys():
        return False
    return all(parts[name](answer) for name, answer in told.items())


def _is_number(answer: object) -> bool:
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        return False
    return abs(answer) <= _MOST


def _is_cell(answer: object) -> bool:
    return answer is None or answer in SIGNS or _is_number(answer)


def _is_key(answer: object) -> bool:
    return isinstance(answer, str) and _KEY.fullmatch(answer) is not None


def _is_day(answer: object) -> bool:
    try:
        return isinstance(answer, str) and date.fromisoformat(answer).isoformat() == answer
    except ValueError:
        return False


def _may_be_none(check: Check) -> Check:
    return lambda answer: answer is None or check(answer)


def _all(check: Check) -> Check:
    return lambda answer: isinstance(answer, list) and all(map(check, answer))


def _by_key(check: Check) -> Check:
    return lambda answer: isinstance(answer, dict) and all(_is_key(key) and check(one) for key, one in answer.items())


_is_table = _by_key(_by_key(_is_cell))
_LINE: Mapping[str, Check] = {
    "number": _is_cell,
    "share": _is_cell,
    "applies": lambda answer: isinstance(answer, bool),
    "day": _may_be_none(_is_key),
    "behind": _is_number,
    "estimated": _is_cell,
    "not_agreed": _is_cell,
    "cross": _is_table,
    "splits": _is_table,
    "ages": _is_table,
}
_TREND: Mapping[str, Check] = {"month": _is_day, **dict.fromkeys(FLOWS, _is_cell)}
_RESTATED: Mapping[str, Check] = {"month": _is_day, "line": _is_key, "old": _is_cell, "new": _is_cell}


def _are_lines(answer: object) -> bool:
    return isinstance(answer, dict) and all(
        _ADDRESS.fullmatch(where) and _is_made_of(line, _LINE, needed=("number",)) for where, line in answer.items()
    )


_WHOLE: Mapping[str, Check] = {
    "definitions": _is_key,
    "first": _is_day,
    "last": _is_day,
    "since": _may_be_none(_is_day),
    "centres": _all(_is_key),
    "lines": _are_lines,
    "tables": _is_table,
    "trend": _all(lambda answer: _is_made_of(answer, _TREND, needed=_TREND)),
    "restated": _all(lambda answer: _is_made_of(answer, _RESTATED, needed=_RESTATED)),
    "digest": lambda answer: isinstance(answer, str) and _DIGEST.fullmatch(answer) is not None,
}
