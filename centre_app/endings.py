"""How the program ended last time: by itself, or cut off. A mark lies in the register's folder while it is open.

It holds when the register was opened and how many lines each history had after the last save that was said to be done:
numbers, no names. With it the next opening can say not only that the program was cut off, but whether all is there; of
what is shut to whoever opens next, the mark is kept until somebody who opens it has looked.
"""

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from centre_app import integrity
from centre_app.language import N_
from centre_app.questions import moment_of, moment_text
from centre_app.register import Register
from db.integrity import lines_of_history

MARK = "open.mark"
LARGEST_BYTES = 4_000
WHOLE, SHORT, DAMAGED = "whole", "short", "damaged"
IN_PART, UNKNOWN = "in part", "unknown"
NOT_NOTED = -1
CUT = N_("The program was cut off, by the power perhaps; it was last at work on {moment}.")
FAILED = N_("The program made a mistake and ended; it was last at work on {moment}.")
_WRITING = Lock()  # the check ends in a thread, while somebody saves
SAID = {
    WHOLE: N_(
        "Everything was checked: all that was saved is there. What was being typed in the last seconds before may be missing."
    ),
    IN_PART: N_(
        "What you can open was checked: all that was saved there is there. What was being typed in the last seconds before "
        "may be missing. Not looked at, because it is shut to you: {shut}. That is done when somebody opens it who can."
    ),
    UNKNOWN: N_(
        "What you can open was checked, and no damage was found. But how far the last work went was not noted: look whether "
        "what was entered last is there."
    ),
    SHORT: N_(
        "Something that was saved is not there any more. Go on with nothing, and call the person who helps you with the "
        "program: the backups hold it."
    ),
    DAMAGED: N_(
        "The check found damage. Enter nothing more, and call the person who helps you with the program: the backups "
        "hold what is missing."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """The program ended without closing the register: when it was last known to work, and the lines there were then.

    `lines` is of compartments at which nobody has looked since; NOT_NOTED for each where the mark was torn.
    """

    last_seen: datetime
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """What the mark says. `cut` is of a time before: those lines are still to be looked at; `is_open`: by somebody now."""

    at: datetime
    lines: Mapping[str, int] = field(default_factory=dict)
    cut: Mapping[str, int] = field(default_factory=dict)
    cut_at: datetime | None = None
    is_open: bool = True


def begin(register: Register) -> CutOff | None:
    """Mark the register as open; return how it was left, None when all that she opens was closed as it should be."""
    before = _read(register.folder / MARK)
    if before is None:
        _write(register, _Mark(at=register.now, lines=_lines_now(register)))
        return None
    waits, cut_at = _still_to_look_at(register, before), before.at if before.is_open else before.cut_at or before.at
    _write(register, _Mark(at=register.now, lines=_lines_now(register), cut=waits, cut_at=cut_at))
    concerns_her = before.is_open or set(waits) & set(register.vault.compartments)
    return CutOff(last_seen=cut_at, lines=waits) if concerns_her else None


def _still_to_look_at(register: Register, before: _Mark) -> dict[str, int]:
    if not before.is_open:
        return dict(before.cut)
    if not before.lines:
        return dict.fromkeys(register.keys.key_file.content.compartments, NOT_NOTED)
    names = {*before.cut, *before.lines}
    return {name: max(before.cut.get(name, NOT_NOTED), before.lines.get(name, NOT_NOTED)) for name in names}


def note_saved(register: Register) -> None:
    """Note how far each history goes now. Where the disk takes no mark, the next opening knows less, and says so."""
    with _WRITING:
        before = _read(register.folder / MARK) or _Mark(at=register.now)
        _write(register, replace(before, at=register.now, lines=_lines_now(register), is_open=True))


def end(register: Register) -> None:
    """Take the mark away: the register is closed as it should be. What is still to be looked at stays in it."""
    before = _read(register.folder / MARK)
    if before is not None and before.cut:
        _write(register, replace(before, lines={}, is_open=False))
        return
    with suppress(OSError):
        (register.folder / MARK).unlink()


def check(register: Register, cut: CutOff) -> str:
    """Look at everything that is open and return what was found, a key of SAID. Reads for a while: call it in a thread.

    What was looked at now is not to be looked at again, whatever was found: it was said to somebody who opens it.
    """
    faults, there = integrity.check(register).faults, _lines_now(register)
    _was_looked_at(register, there)
    if faults:
        return DAMAGED
    if any(count > there[name] for name, count in cut.lines.items() if name in there):
        return SHORT
    if not cut.lines or NOT_NOTED in (cut.lines.get(name) for name in there):
        return UNKNOWN
    return IN_PART if not_looked_at(register) else WHOLE


def not_looked_at(register: Register) -> tuple[str, ...]:
    """Return the compartments that a check leaves out, because they are shut to whoever is at the laptop."""
    return tuple(sorted(set(register.keys.key_file.content.compartments) - set(register.vault.compartments)))


def _lines_now(register: Register) -> dict[str, int]:
    return {name: lines_of_history(register.vault, name) for name in register.vault.compartments}


def _was_looked_at(register: Register, names: Collection[str]) -> None:
    with _WRITING:
        before = _read(register.folder / MARK)
        if before is not None and before.cut:
            left = {name: count for name, count in before.cut.items() if name not in names}
            _write(register, replace(before, cut=left))


def _write(register: Register, mark: _Mark) -> None:
    seen = {"at": moment_text(mark.at), "lines": dict(mark.lines), "open": mark.is_open}
    if mark.cut:
        seen |= {"cut": dict(mark.cut), "cut_at": moment_text(mark.cut_at or mark.at)}
    path = register.folder / MARK
    with suppress(OSError):
        # without waiting for the disk: after a power cut an older mark claims less, and is still true
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(seen), encoding="utf-8")
        beside.replace(path)


def _read(mark: Path) -> _Mark | None:
    try:
        with mark.open("rb") as opened:
            said = json.loads(opened.read(LARGEST_BYTES))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):  # it was being written when the power went
        return _Mark(at=_changed_at(mark))
    return _understood(said) or _Mark(at=_changed_at(mark))


def _understood(said: Any) -> _Mark | None:
    try:
        cut_at = moment_of(said["cut_at"]) if "cut_at" in said else None
        return _Mark(
            at=moment_of(said["at"]),
            lines=_counted(said["lines"]),
            cut=_counted(said.get("cut", {})),
            cut_at=cut_at,
            is_open=said.get("open") is not False,
        )
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def _counted(lines: Any) -> dict[str, int]:
    return {str(name): int(count) for name, count in lines.items()}


def _changed_at(mark: Path) -> datetime:
    try:
        return datetime.fromtimestamp(mark.stat().st_mtime, UTC)
    except OSError:
        return datetime.now(UTC)
