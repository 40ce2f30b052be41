"""What the program leaves when it fails: a report that names nobody, until a person has read it and decided about it.

A report holds kinds of errors, our own functions and lines, and versions: no message of an error, no value, no path. It
waits as a file beside the log, because it may come when no register is open. It is sent only when somebody wants that:
kept for headquarters it travels with the next bundle (program_reports.py), or it is written on a stick; or it is erased.
"""

import faulthandler
import hashlib
import platform
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from centre_app import VERSION, logs

WAITING, KEPT = "report", "kept"  # begin the name of a file: nobody has decided yet; to be sent
HARD = "hard.txt"  # what Python writes of itself when the process dies under it
MOST_WAITING = 20
LARGEST_BYTES = 64_000
_NAME = re.compile(r"(report|kept)-([0-9]{8}-[0-9]{6})-([0-9A-F]{6})\.txt", re.ASCII)
_STAMP = "%Y%m%d-%H%M%S"

# All that is taken over from what Python writes: the kind, where it is one that we know, and places in programs.
_FATAL = re.compile(r"Fatal Python error: (Segmentation fault|Aborted|Bus error|Illegal instruction|Floating-point)")
_FRAME = re.compile(r'  File "(.+)", line ([0-9]{1,6}) in ([\w<>.]{1,80})')
_watched: list[BinaryIO] = []  # keeps the file open into which a dying process writes


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report that waits beside the log."""

    file: Path
    at: datetime
    code: str
    text: str
    is_kept: bool


def folder() -> Path:
    """Return where reports wait."""
    return logs.log_file().parent / "reports"


# --- writing ---------------------------------------------------------------------------------------------------


def text_of(error: BaseException) -> str:
    """Return the report of an error: kinds and places, never words or values that somebody typed."""
    return f"{_head()}\n{logs.nameless(error)}"


def code_of(error: BaseException) -> str:
    """Return a short code to say on the phone: the same error gives the same code."""
    places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-2:]]
    return _code(type(error).__name__, *places)


def keep_report_of(error: BaseException) -> None:
    """Let a report of an error wait; one of the same error that waits already is enough. Raises OSError."""
    _write(code_of(error), text_of(error))


def _write(code: str, text: str) -> None:
    waiting = all_waiting()
    if any(one.code == code for one in waiting):
        return
    folder().mkdir(parents=True, exist_ok=True)
    for too_old in waiting[: max(0, len(waiting) - MOST_WAITING + 1)]:
        erase(too_old)
    (folder() / f"{WAITING}-{datetime.now(UTC):{_STAMP}}-{code}.txt").write_text(f"{text}\n", encoding="utf-8")


def _head() -> str:
    qt = getattr(sys.modules.get("PySide6"), "__version__", "")
    parts = (f"Registre {VERSION}", f"Python {platform.python_version()}", qt and f"Qt {qt}", platform.system())
    return " · ".join(part for part in parts if part)


def _code(*parts: str) -> str:
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:6].upper()


# --- when the process dies -------------------------------------------------------------------------------------


def watch_for_the_worst() -> None:
    """Let Python write where it was, should the process die under it; and take in what the one before has written."""
    with suppress(OSError):  # a laptop on which nothing can be written has other troubles
        folder().mkdir(parents=True, exist_ok=True)
        take_in_the_worst()
        _watched[:] = [(folder() / HARD).open("ab", buffering=0)]
        faulthandler.enable(_watched[0])


def take_in_the_worst() -> None:
    """Make a report of what a dying process wrote, and empty the file. Raises OSError."""
    file = folder() / HARD
    if not file.exists() or not file.stat().st_size:
        return
    with file.open("rb") as opened:
        written = opened.read(LARGEST_BYTES).decode("utf-8", "replace")
    lines = list(_nameless_lines(written))
    _write(_code(*lines[-2:]), "\n".join([_head(), *lines]))
    file.write_bytes(b"")


def _nameless_lines(written: str) -> Iterator[str]:
    """Yield the kind and the places, the outermost first; every other line is left out, whatever it says."""
    known = _FATAL.search(written)
    yield known[1] if known else "The process died"
    # of several threads the one at work comes last, as it does in a report of an error
    frames = [found for line in written.splitlines() if (found := _FRAME.fullmatch(line))]
    for found in reversed(frames):
        yield f"  {logs.place_of(Path(found[1]))}:{found[2]} {found[3]}"


# --- deciding --------------------------------------------------------------------------------------------------


def all_waiting() -> list[Report]:
    """Return the reports about which nobody has decided, the oldest first."""
    return [one for one in _all() if not one.is_kept]


def all_kept() -> list[Report]:
    """Return the reports that shall be sent and are in no register yet, the oldest first."""
    return [one for one in _all() if one.is_kept]


def _all() -> list[Report]:
    try:
        files = sorted(folder().iterdir(), key=lambda one: one.name.partition("-")[2])
    except OSError:
        return []
    named = ((file, _NAME.fullmatch(file.name)) for file in files)
    found = (_read(file, name) for file, name in named if name is not None)
    return [one for one in found if one is not None]


def _read(file: Path, named: re.Match[str]) -> Report | None:
    """Return a report; None for a file that is too large, gone meanwhile, or of no day."""
    try:
        at = datetime.strptime(named[2], _STAMP).replace(tzinfo=UTC)
        content = file.read_bytes() if file.stat().st_size <= LARGEST_BYTES else None
    except (OSError, ValueError):
        return None
    if content is None:
        return None
    text = content.decode("utf-8", "replace").strip()
    return Report(file=file, at=at, code=named[3], text=text, is_kept=named[1] == KEPT)


def keep_for_headquarters(report: Report) -> None:
    """Let a report be sent: whoever may prepare a bundle takes it into the register, now or later."""
    with suppress(OSError):
        report.file.rename(report.file.with_name(report.file.name.replace(WAITING, KEPT, 1)))


def erase(report: Report) -> None:
    """Erase a report; one that is gone already is no problem."""
    with suppress(OSError):
        report.file.unlink()


def file_name(report: Report) -> str:
    """Return what a report is called on a stick."""
    return f"RAPPORT-{report.code}.txt"
