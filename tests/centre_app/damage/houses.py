"""A register with a morning's backup and a day's work after it, and ways to spoil a file of it."""

import random
from pathlib import Path

from centre_app.opening import unlock_keys
from centre_app.questions import moment_text
from centre_app.register import Register
from db import taking
from db.keys import OpenKeys
from tests.makers import DIRECTOR, PASSPHRASE, SettableClock, a_case, a_name, a_night, a_person, a_register, a_stay

PAGE = 4096


def a_house(inside: Path, clock: SettableClock, *, late: int = 12) -> Register:
    """Return an open register: its backup is of before the `late` admissions of the day."""
    register = a_register(inside, clock=clock)
    with register.in_this_thread() as twin:
        taking.make(twin.folder, twin.keys, reason="by_hand", at=moment_text(twin.now), reserve=0)
    for number in range(1, late + 1):
        person = a_person()
        case = a_case(person, code=f"SEG-26-{number:04d}")
        stay = a_stay(case)
        register.save(person, a_name(person), case, stay, a_night(stay), heed_findings=False)
    return register


def spoil(folder: Path, *, pages: int = 6, seed: int = 5) -> None:
    """Flip a bit in some pages of the stay's file, behind those that tell its tables: these stand in its first half."""
    path, chance = folder / "care.db", random.Random(seed)
    octets = bytearray(path.read_bytes())
    last = len(octets) // PAGE
    for _ in range(pages):
        octets[chance.randrange(last * 3 // 4, last) * PAGE + 9] ^= 1
    path.write_bytes(octets)


def keys_to(folder: Path) -> OpenKeys:
    return unlock_keys(folder, DIRECTOR, PASSPHRASE, clock=SettableClock())
