"""How the program ended last time: by itself, or cut off. A mark lies in the register's folder while it is open.

It holds when the register was opened and how many lines each history had after the last save that was said to be done:
numbers, no names. With it the next opening can say not only that the program was cut off, but whether all is there.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from centre_app import integrity
from centre_app.language import N_
from centre_app.questions import moment_of, moment_text
from centre_app.register import Register
from db.integrity import lines_of_history

MARK = "open.mark"
LARGEST_BYTES = 4_000
WHOLE, SHORT, DAMAGED = "whole", "short", "damaged"
SAID = {
    WHOLE: N_("Everything was checked: all that was saved is there, nothing is lost."),
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
    """The program ended without closing the register: when it was last known to work, and the lines there were then."""

    last_seen: datetime
    lines: Mapping[str, int] = field(default_factory=dict)


def begin(register: Register) -> CutOff | None:
    """Mark the register as open; return how it was left, None when it was closed as it should be."""
    before = _read(register.folder / MARK)
    note_saved(register)
    return before


def note_saved(register: Register) -> None:
    """Note how far each history goes now. Where the disk takes no mark, the next opening knows less, and says so."""
    lines = {name: lines_of_history(register.vault, name) for name in register.vault.compartments}
    seen = {"at": moment_text(register.now), "lines": lines}
    mark = register.folder / MARK
    with suppress(OSError):
        # without waiting for the disk: after a power cut an older mark claims less, and is still true
        beside = mark.with_suffix(".new")
        beside.write_text(json.dumps(seen), encoding="utf-8")
        beside.replace(mark)


def end(register: Register) -> None:
    """Take the mark away: the register is closed as it should be."""
    with suppress(OSError):
        (register.folder / MARK).unlink()


def check(register: Register, cut: CutOff) -> str:
    """Look at everything that is open and return WHOLE, SHORT or DAMAGED. Reads for a while: call it in a thread."""
    if integrity.check(register).faults:
        return DAMAGED
    there = {name: lines_of_history(register.vault, name) for name in register.vault.compartments}
    is_short = any(count > there[name] for name, count in cut.lines.items() if name in there)
    return SHORT if is_short else WHOLE


def _read(mark: Path) -> CutOff | None:
    try:
        with mark.open("rb") as opened:
            said = json.loads(opened.read(LARGEST_BYTES))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):  # it was being written when the power went
        return CutOff(last_seen=_changed_at(mark))
    return _understood(said) or CutOff(last_seen=_changed_at(mark))


def _understood(said: Any) -> CutOff | None:
    try:
        lines = {str(name): int(count) for name, count in said["lines"].items()}
        return CutOff(last_seen=moment_of(said["at"]), lines=lines)
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def _changed_at(mark: Path) -> datetime:
    try:
        return datetime.fromtimestamp(mark.stat().st_mtime, UTC)
    except OSError:
        return datetime.now(UTC)
