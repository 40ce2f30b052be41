"""Whether the disk under a register is encrypted as a whole, as far as the system tells.

The register's own files are encrypted in any case. What the system writes beside them is not: memory put aside or to
sleep, the printer's queue. So the disk should be encrypted as well, and the window says where it is not.
"""

import os
import sys
from enum import Enum
from pathlib import Path

BLOCK_DEVICES, MOUNTS = Path("/sys/dev/block"), Path("/proc/self/mountinfo")
ENCRYPTED_MAPPINGS = "CRYPT-"  # how device-mapper calls those of cryptsetup
ENCRYPTED_FOLDERS = {"ecryptfs", "fuse.gocryptfs", "fuse.encfs"}
DEEPEST = 8  # a mapping may lie over another


class Encryption(Enum):
    WHOLE = "whole"
    NONE = "none"
    UNKNOWN = "unknown"


def encryption_under(folder: Path, *, devices: Path = BLOCK_DEVICES, mounts: Path = MOUNTS) -> Encryption:
    """Say how the disk on which a folder lies is encrypted. Only Linux tells everybody."""
    if sys.platform != "linux":
        return Encryption.UNKNOWN
    try:
        number = _number(folder.stat().st_dev)
        kind, source = _mounted(number, mounts)
        if kind in ENCRYPTED_FOLDERS:
            return Encryption.WHOLE
        if not (devices / number).exists() and source.startswith("/dev/"):  # btrfs counts its own
            number = _number(os.stat(source).st_rdev)
        return _of_device(devices / number)
    except OSError:
        return Encryption.UNKNOWN


def _number(device: int) -> str:
    return f"{os.major(device)}:{os.minor(device)}"


def _mounted(number: str, mounts: Path) -> tuple[str, str]:
    """Return the kind and the source of what is mounted under a number; proc(5) says how a line reads."""
    for line in mounts.read_text("utf-8", "replace").splitlines():
        before, _, after = line.partition(" - ")
        if before.split()[2:3] == [number] and len(after.split()) >= 2:
            kind, source = after.split()[:2]
            return kind, source
    return "", ""


def _of_device(device: Path, depth: int = 0) -> Encryption:
    if not device.exists() or depth > DEEPEST:
        return Encryption.UNKNOWN
    name = device / "dm" / "uuid"
    if name.exists() and name.read_text("ascii", "replace").startswith(ENCRYPTED_MAPPINGS):
        return Encryption.WHOLE
    below = device / "slaves"
    parts = [_of_device(part, depth + 1) for part in sorted(below.iterdir())] if below.exists() else []
    if not parts:
        return Encryption.NONE
    return parts[0] if len(set(parts)) == 1 else Encryption.NONE
