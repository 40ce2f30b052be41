"""JSON with one way to write a value and no room for a trick when reading one.

Key files, signed statements, bundles and the chain of history all stand on bytes, so the same value must always give
the same bytes (sorted names, no spaces, UTF-8). What comes from outside is read strictly: what two programs could
understand differently, or what would cost too much to read, is refused with a reason.

Values are str, int, bool, None, lists and objects. No float: there is no canonical way to write one, and nothing in a
register is one.
"""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]

DEEPEST = 16
SURELY_SMALL = 15  # digits
TOO_LARGE = 2**53  # from here on, readers that know only floating point see two numbers as one

DEPTH = "depth"
DUPLICATE_NAME = "duplicate name"
NOT_A_NUMBER = "not a number"
FRACTION = "fraction"
LARGE_NUMBER = "large number"
LONE_SURROGATE = "lone surrogate"
ENCODING = "encoding"
SYNTAX = "syntax"

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")


class BadJson(ValueError):
    """Bytes that are not strict JSON; `reason` is one of the words above and never a part of the text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def write(value: Json) -> bytes:
    """Return the one way to write a value. A lone surrogate in it is a `BadJson`."""
    try:
        return _ENCODE(value).encode("utf-8")
    except UnicodeEncodeError:
        raise BadJson(LONE_SURROGATE) from None


def read(content: bytes, *, deepest: int = DEEPEST) -> Any:
    """Return the value of strict JSON, or raise `BadJson`."""
    if content.count(b"{") + content.count(b"[") > deepest and _depth(content) > deepest:
        raise BadJson(DEPTH)
    try:
        value = _DECODE(content.decode("utf-8"))
    except BadJson:
        raise
    except UnicodeDecodeError:
        raise BadJson(ENCODING) from None
    except ValueError:
        raise BadJson(SYNTAX) from None
    if b"\\u" in content:  # bytes in UTF-8 hold no surrogates; only an escape can bring one
        write(value)
    return value


def read_object(content: bytes, *, deepest: int = DEEPEST) -> dict[str, Any]:
    """Return the object that strict JSON holds; any other value is a `BadJson`."""
    value = read(content, deepest=deepest)
    if not isinstance(value, dict):
        raise BadJson(SYNTAX)
    return value


def read_together(lines: Sequence[bytes]) -> list[dict[str, Any]] | None:
    """Return the objects of lines that hold one flat object each; None where a line may be anything else.

    All of them are read at once, in half the time of `read_object` for each.
    """
    content = b",\n".join(lines)
    may_be_deep = content.count(b"[") > DEEPEST - 2
    if may_be_deep or b"\\u" in content or not all(line.startswith(b"{") for line in lines):
        return None
    objects: list[dict[str, Any]] = []

    def kept(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        objects.append(_no_duplicates(pairs))
        return objects[-1]

    try:
        found = _decode_with(kept)(f"[{content.decode('utf-8')}]")
    except (ValueError, RecursionError):
        return None
    # No line lends another a part of itself: no text goes on behind its end, the first brace of each begins an object,
    # and none of these stands inside another.
    are_one_a_line = len(lines) == len(objects) == len(found) and all(map(operator.is_, objects, found))
    return objects if are_one_a_line else None


def _depth(content: bytes) -> int:
    """How deep brackets nest outside strings. Python's own reader would only stop at its recursion limit."""
    depth = deepest = 0
    for bracket in _BRACKET.findall(_STRING.sub(b"", content)):
        depth += 1 if bracket in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named = dict(pairs)
    if len(named) != len(pairs):
        raise BadJson(DUPLICATE_NAME)
    return named


def _whole_number(digits: str) -> int:
    if len(digits) > SURELY_SMALL and (len(digits) > 17 or abs(int(digits)) >= TOO_LARGE):
        raise BadJson(LARGE_NUMBER)
    return int(digits)


def _no_fraction(_digits: str) -> None:
    raise BadJson(FRACTION)


def _no_constant(_name: str) -> None:
    raise BadJson(NOT_A_NUMBER)


def _refuse_unknown(value: object) -> None:
    raise TypeError(f"not a value of JSON: {type(value).__name__}")


_ENCODE = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), default=_refuse_unknown
).encode


def _decode_with(object_of: Callable[[list[tuple[str, Any]]], dict[str, Any]]) -> Callable[[str], Any]:
    return json.JSONDecoder(
        object_pairs_hook=object_of, parse_int=_whole_number, parse_float=_no_fraction, parse_constant=_no_constant
    ).decode


_DECODE = _decode_with(_no_duplicates)
