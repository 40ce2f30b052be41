"""Writing a document where a person asked for it."""

import re
from contextlib import suppress
from pathlib import Path

from centre_app import disk
from centre_app.register import as_problems
from db.errors import DiskProblem
from db.files import atomic_write

_HALF = re.compile(r"\..+\.(pdf|xlsx|json)\.[0-9a-f]{16}\.tmp")  # as db.files.atomic_write calls it until it is whole


def keep_pdf(path: Path, pdf: bytes) -> None:
    """Write a document whole or not at all; ".pdf" is added where it is missing. Raises a DiskProblem."""
    keep(path, pdf, ending=".pdf")


def keep(path: Path, content: bytes, *, ending: str) -> None:
    """Write a file whole or not at all; its ending is added where it is missing. Raises a DiskProblem."""
    disk.must_fit_on_a_stick(path.parent, len(content))
    write(path if path.suffix.lower() == ending else path.with_name(path.name + ending), content)


def write(path: Path, content: bytes) -> None:
    """Write a document under this very name, whole or not at all. Raises a DiskProblem.

    It stands there in the clear, its half too: what a cut has left of another one goes first, and what a stick does not
    let go of now is told.
    """
    with as_problems():
        for half in _halves_in(path.parent):
            with suppress(OSError):
                half.unlink()
        try:
            atomic_write(path, content)
        except DiskProblem as problem:
            problem.leaves_half = bool(_halves_in(path.parent))
            raise


def _halves_in(folder: Path) -> list[Path]:
    with suppress(OSError):  # a stick that is gone has none
        return [path for path in folder.glob(".*.tmp") if _HALF.fullmatch(path.name) and not path.is_symlink()]
    return []
