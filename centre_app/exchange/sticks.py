"""Sticks as pages and commands see them: which are plugged in, what lies on one, reading and writing a file there.

Only the top of a stick is looked at: one full of photographs must not keep anybody waiting. Which files are meant for whom is told by their names alone; whether a file is what its name says, `envelope` and
`enrolment` find out.
"""

import os
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from centre_app import recovery
from centre_app.exchange.enrolment import CARD_SUFFIX, REQUEST_SUFFIX
from centre_app.exchange.envelope import USUAL
from centre_app.register import as_problems
from db.drives import Drive, Progress, Step, free_space, no_progress, removable_drives, write_to_stick
from db.files import disk_problems

__all__ = ["Drive", "Progress", "Step", "plugged_in"]

_BUNDLE = re.compile(r"(?P<code>[A-Z0-9]{2,8})-(?P<month>[0-9]{6})-(?P<seq>[0-9]{6})\.age", re.ASCII)
OFFLINE_KEYS_SUFFIX = ".cles"
_LETTER = re.compile(r"[A-Z0-9]{2,8}-LETTRE-[0-9A-F]{6}\.age", re.ASCII)
_TRANSFER = re.compile(r"[A-Z0-9]{2,8}-TRANSFERT-[0-9A-F]{6}\.age", re.ASCII)
_TRANSFER_RECEIPT = re.compile(r"[A-Z0-9]{2,8}-RECU-[0-9A-F]{6}\.age", re.ASCII)
_ACKNOWLEDGEMENT = re.compile(r"[A-Z0-9]{2,8}-ACCUSE-[0-9]{6}\.age", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleName:
    """What a bundle's file calls itself; nobody has checked it."""

    code: str
    month: date
    seq: int


def plugged_in() -> list[Drive]:
    """Return the sticks that are plugged in, in the order in which the system names them."""
    return removable_drives()


def at(folder: Path) -> Drive:
    """Return a folder that a person chose as if it were a stick. Raises StickGone."""
    with as_problems(), disk_problems(folder):
        free_space(folder)
        room = shutil.disk_usage(folder)
    return Drive(
        folder=folder,
        label=folder.name,
        free_bytes=room.free,
        total_bytes=room.total,
        is_read_only=not os.access(folder, os.W_OK),
    )


def is_plugged_in(folder: Path) -> bool:
    """Say whether a folder lies on a stick, and not on the laptop itself."""
    return any(folder.is_relative_to(drive.folder) for drive in plugged_in())


def content_of(file: Path) -> bytes:
    """Return what is in a file, at most one byte beyond the largest bundle: the envelope refuses that."""
    with as_problems(), disk_problems(file.parent), file.open("rb") as opened:
        return opened.read(USUAL.file_bytes + 1)


def put(folder: Path, name: str, content: bytes, progress: Progress = no_progress) -> Path:
    """Write a file to a stick and read it back. Raises the DiskProblem of what happened; then no such file is there."""
    with as_problems():
        return write_to_stick(folder, name, content, progress)


def take_away(file: Path) -> None:
    """Take a file off a stick again; one that is gone already, with its stick or without, is no problem."""
    with suppress(OSError):
        file.unlink()


# --- what lies there -------------------------------------------------------------------------------------------


def bundles_in(folder: Path) -> list[Path]:
    """Return the files that are called as bundles are, each centre's in the order of their numbers."""
    return _called(folder, lambda name: _BUNDLE.fullmatch(name) is not None)


def acknowledgements_in(folder: Path) -> list[Path]:
    return _called(folder, lambda name: _ACKNOWLEDGEMENT.fullmatch(name) is not None)


def arrivals_in(folder: Path) -> list[Path]:
    """Return every file that may be a bundle, whatever it was called on its way."""
    others = (_ACKNOWLEDGEMENT, _LETTER, _TRANSFER, _TRANSFER_RECEIPT)
    return _called(folder, lambda name: name.endswith(".age") and not any(other.fullmatch(name) for other in others))


def transfers_in(folder: Path) -> list[Path]:
    """Return the files that are called as those of residents who move to another centre are."""
    return _called(folder, lambda name: _TRANSFER.fullmatch(name) is not None)


def transfer_receipts_in(folder: Path) -> list[Path]:
    return _called(folder, lambda name: _TRANSFER_RECEIPT.fullmatch(name) is not None)


def letters_in(folder: Path) -> list[Path]:
    """Return the files that are called as reports sealed to headquarters are."""
    return _called(folder, lambda name: _LETTER.fullmatch(name) is not None)


def requests_in(folder: Path) -> list[Path]:
    return _called(folder, lambda name: name.endswith(REQUEST_SUFFIX))


def cards_in(folder: Path) -> list[Path]:
    return _called(folder, lambda name: name.endswith(CARD_SUFFIX))


def recovery_requests_in(folder: Path) -> list[Path]:
    return _called(folder, lambda name: name.endswith(recovery.REQUEST_SUFFIX))


def recovery_answers_in(folder: Path) -> list[Path]:
    return _called(folder, lambda name: name.endswith(recovery.ANSWER_SUFFIX))


def offline_keys_in(folder: Path) -> list[Path]:
    """Return the files that are called as headquarters' offline keys are."""
    return _called(folder, lambda name: name.endswith(OFFLINE_KEYS_SUFFIX))


def bundle_name(file: Path) -> BundleName | None:
    """Return what a bundle's file calls itself; None for any other name."""
    found = _BUNDLE.fullmatch(file.name)
    if found is None:
        return None
    year, month = int(found["month"][:4]), int(found["month"][4:])
    if not year or not 1 <= month <= 12:
        return None
    return BundleName(code=found["code"], month=date(year, month, 1), seq=int(found["seq"]))


def _called(folder: Path, fits: Callable[[str], bool]) -> list[Path]:
    with as_problems(), disk_problems(folder):
        return sorted(file for file in folder.iterdir() if fits(file.name) and file.is_file())
