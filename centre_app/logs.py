"""A log that names nobody: what the program did and where it failed, never what a person said.

Exceptions are written without their words, which may quote a record or a path: their kinds, and the lines of the
program they came through.
"""

import os
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent.parent
LARGEST_LOG = 1_000_000  # bytes; then a new one begins and the one before is kept


def log_file() -> Path:
    """Return where the log of this person's Registre is."""
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        folder = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return folder / "registre" / "registre.log"


def note_crash(error: BaseException) -> Path:
    """Write an unexpected error into the log and return where that is. Raises OSError where no log can be written."""
    file = log_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and file.stat().st_size > LARGEST_LOG:
        file.replace(file.with_suffix(".old.log"))
    with file.open("a", encoding="utf-8") as log:
        log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n{nameless(error)}\n")
    return file


def nameless(error: BaseException) -> str:
    """Return an error as its kind and the program's lines it came through; so for each error behind it."""
    return "\n".join(line for link in _chain(error) for line in _lines(link))


def _lines(error: BaseException) -> Iterator[str]:
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {place_of(Path(frame.filename))}:{frame.lineno} {frame.name}"


def place_of(file: Path) -> str:
    """Return where in the program a file is; of any other only its name: its folders may be called after a person."""
    return file.relative_to(PROGRAM).as_posix() if file.is_relative_to(PROGRAM) else file.name


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
