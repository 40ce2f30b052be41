"""Writing a document where a person asked for it."""

from pathlib import Path

from centre_app import disk
from centre_app.register import as_problems
from db.files import atomic_write


def keep_pdf(path: Path, pdf: bytes) -> None:
    """Write a document whole or not at all; ".pdf" is added where it is missing. Raises a DiskProblem."""
    keep(path, pdf, ending=".pdf")


def keep(path: Path, content: bytes, *, ending: str) -> None:
    """Write a file whole or not at all; its ending is added where it is missing. Raises a DiskProblem."""
    disk.must_fit_on_a_stick(path.parent, len(content))
    with as_problems():
        atomic_write(path if path.suffix.lower() == ending else path.with_name(path.name + ending), content)
