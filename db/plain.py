"""Dataclasses as JSON and back, strictly: for key files and for the signed papers that registers exchange.

The annotations are the whole grammar: str, int (never negative), bool, bytes (lower-case hexadecimal; `Annotated[bytes,
32]` says how many), `X | None`, `tuple[X, ...]`, `Mapping[str, X]` and other dataclasses. A part that is missing, one
too many or not of its kind is a `WrongShape`; there is no second way to write anything.
"""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

Parsed = TypeVar("Parsed")

_HEX = re.compile(r"(?:[0-9a-f]{2})*", re.ASCII)


class WrongShape(ValueError):
    """The value is not one that the dataclass could have written."""


def to_plain(value: Any) -> Any:
    """Return a dataclass, or anything in one, as objects, lists, texts and numbers."""
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {name: to_plain(each) for name, each in value.items()}
    return value


def from_plain(kind: type[Parsed], value: Any) -> Parsed:
    """Return the dataclass that a plain object was made from. Raises WrongShape."""
    parsed: Parsed = _parse(kind, value)
    return parsed


def _parse(kind: Any, value: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _parse_dataclass(kind, value)
    if origin is Annotated:
        return _parse_octets(value, length=arguments[1])
    if origin is types.UnionType:
        return None if value is None else _parse(arguments[0], value)
    if origin is tuple:
        return tuple(_parse(arguments[0], each) for each in _exactly(list, value))
    if origin is Mapping:
        return {name: _parse(arguments[1], each) for name, each in _exactly(dict, value).items()}
    if kind is bytes:
        return _parse_octets(value, length=None)
    if kind is int and _exactly(int, value) < 0:
        raise WrongShape
    return _exactly(kind, value)


def _parse_dataclass(kind: Any, value: Any) -> Any:
    hints = _hints_of(kind)
    if _exactly(dict, value).keys() != hints.keys():
        raise WrongShape
    return kind(**{name: _parse(hint, value[name]) for name, hint in hints.items()})


@cache
def _hints_of(kind: Any) -> dict[str, Any]:
    """Return what a dataclass consists of; asked once, for a key file has hundreds of each."""
    return get_type_hints(kind, include_extras=True)


def _parse_octets(value: Any, *, length: int | None) -> bytes:
    if not _HEX.fullmatch(_exactly(str, value)):
        raise WrongShape
    octets = bytes.fromhex(value)
    if length is not None and len(octets) != length:
        raise WrongShape
    return octets


def _exactly(kind: type[Parsed], value: Any) -> Parsed:
    if type(value) is not kind:  # not isinstance: True is an int
        raise WrongShape
    return value
