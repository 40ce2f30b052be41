"""Bundles that came before one they stand on: kept beside the register, still encrypted, until the missing one is here.

Their files say what is known of them, so that the board can tell it without opening any. The databases are untouched.
Each centre has its share of the room: one that sends much takes none from the others.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from centre_app.exchange import receive, refusals, sticks
from centre_app.exchange.merge import merge
from centre_app.records import Bundle
from centre_app.register import Register, as_problems
from db.files import atomic_write, disk_problems

FOLDER = "waiting"
MOST_OF_ONE = 24  # files of one centre: two years of months
MOST_BYTES_OF_ONE = 160 * 1024 * 1024
MOST_BYTES = 4 * 1024 * 1024 * 1024  # of all: the share of some twenty-five centres
_NAME = re.compile(
    r"(?P<code>[A-Z0-9]{2,8})-(?P<month>[0-9]{6})-(?P<seq>[0-9]{6})-(?P<missing>[0-9]{6})"
    r"-(?P<digest>[0-9a-f]{64})\.age",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A bundle that waits: `missing` is the number that must come before it; 0 where another centre's must."""

    file: Path
    code: str
    month: date
    seq: int
    missing: int
    digest: str

    @property
    def called(self) -> str:
        """What its file was called on its stick, as far as is known."""
        return f"{self.code}-{self.month:%Y%m}-{self.seq:06d}.age"


def keep(register: Register, content: bytes, gap: refusals.Gap) -> None:
    """Keep a bundle until the one it stands on is here; one that waits already is kept once.

    Raises NoRoomToWait where it cannot be kept, a DiskProblem of what happened.
    """
    name = "{code}-{month}-{seq:06d}-{missing:06d}".format(**gap.parts)
    folder, digest = register.folder / FOLDER, hashlib.sha256(content).hexdigest()
    with as_problems(), disk_problems(register.folder):
        folder.mkdir(exist_ok=True)
        file = folder / f"{name}-{digest}.age"
        if not file.exists():
            _must_have_room(folder, len(content), gap)
            atomic_write(file, content)


def _must_have_room(folder: Path, size: int, gap: refusals.Gap) -> None:
    """Raise NoRoomToWait where a file of this size is more than a centre's share, or than all there is."""
    sizes = {file.name: file.stat().st_size for file in folder.iterdir()}
    own = [held for name, held in sizes.items() if name.startswith(f"{gap.parts['code']}-")]
    if len(own) >= MOST_OF_ONE or sum(own) + size > MOST_BYTES_OF_ONE or sum(sizes.values()) + size > MOST_BYTES:
        raise refusals.NoRoomToWait(seq=gap.parts["seq"], code=gap.parts["code"])


def waiting(register: Register, code: str = "") -> list[Waiting]:
    """Return what waits, of one centre or of all, in the order of codes and numbers."""
    folder = register.folder / FOLDER
    with as_problems(), disk_problems(register.folder):
        names = sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []
    found = [one for name in names if (one := _read(folder / name)) is not None]
    return sorted((one for one in found if code in ("", one.code)), key=lambda one: (one.code, one.seq))


def _read(file: Path) -> Waiting | None:
    said = _NAME.fullmatch(file.name)
    if said is None or not 1 <= int(said["month"][4:]) <= 12 or said["month"].startswith("0000"):
        return None
    month = date(int(said["month"][:4]), int(said["month"][4:]), 1)
    return Waiting(
        file=file,
        code=said["code"],
        month=month,
        seq=int(said["seq"]),
        missing=int(said["missing"]),
        digest=said["digest"],
    )


def follow(register: Register, code: str = "") -> Iterator[tuple[Waiting, Bundle]]:
    """Receive what waited, of one centre or of all, and may be received now, each as one act, until nothing moves any more."""
    has_moved = True
    while has_moved:
        has_moved = False
        for one in waiting(register, code):
            received = _try(register, one)
            if received is not None:
                has_moved = True
                yield one, received


def _try(register: Register, one: Waiting) -> Bundle | None:
    """Receive one that waited; what turns out to be refused goes where refused files go."""
    content = sticks.content_of(one.file)
    received = None
    try:
        received = merge(register, receive.open_file(register, content))
    except (refusals.Gap, refusals.OtherLine):
        return None
    except refusals.AlreadyReceived:
        pass
    except refusals.Refusal as refusal:
        receive.set_aside(register, content, refusal)
    sticks.take_away(one.file)
    return received
