"""Some days of a house on a disk that is watched: a new program, arrivals, corrections, backups, sticks, and a way back.

    python -m tests.soak.house_life FOLDER STICK

The register is of the oldest schema there is. Each act is told before and after it is done, as lines of JSON: "begin" or
"done", the number of the act, its kind, and what whoever looks for it afterwards must know.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from centre_app.backups import making, restoring, second_place
from centre_app.choices.keys import BackupReason
from centre_app.exchange import bundle
from centre_app.opening import lock, open_register
from centre_app.questions import Record
from centre_app.records import CaseFile, PersonName
from centre_app.register import Register
from db import backups
from tests.makers import DIRECTOR, PASSPHRASE, SettableClock, a_health_profile, an_admission
from tests.soak.shelf import MONTH


class Life:
    """What the director does with her laptop and her stick."""

    def __init__(self, folder: Path, stick: Path) -> None:
        self._folder, self._stick = folder, stick
        self._numbers: Iterator[int] = count(1)
        self._clock = SettableClock()
        self._arrived = 0

    def live(self) -> None:
        with self._told("migrate", None):
            register = self._open()
        self._arrives(register)
        self._corrects(register)
        with self._told("backup", None):
            making.make(register, BackupReason.BY_HAND)
        self._arrives(register)
        with self._told("stick", None):
            second_place.copy(register, self._stick)
        self._exports(register)
        self._corrects(register)
        self._goes_back(register)
        register = self._open()
        self._arrives(register)
        self._exports(register)
        lock(register)

    # --- acts --------------------------------------------------------------------------------------------------------

    def _open(self) -> Register:
        return open_register(self._folder, DIRECTOR, PASSPHRASE, clock=self._clock)

    def _arrives(self, register: Register) -> None:
        """Somebody arrives, with a first note of the nurse: one act over three compartments."""
        self._arrived += 1
        person, name, case, *rest = an_admission()
        assert isinstance(case, CaseFile)
        case = replace(case, code=f"SEG-26-{900 + self._arrived:04}", share_hq=True)
        self._save(register, person, name, case, *rest, a_health_profile(case))

    def _corrects(self, register: Register) -> None:
        """A name is spelt otherwise, and the file is closed to some: one act over two compartments and the search."""
        (case, *_) = register.find(CaseFile, status="admitted")
        (name, *_) = register.find(PersonName, person_id=case.person_id)
        self._save(register, replace(name, given=f"Kadi{name.rev}"), replace(case, confidentiality="standard"))

    def _save(self, register: Register, *records: Record) -> None:
        with self._told("save", [(record.table, record.id, record.rev + 1) for record in records]):
            register.save(*records, heed_findings=False)

    def _exports(self, register: Register) -> None:
        sealed = bundle.seal(register, bundle.prepare(register, month=MONTH))
        with self._told("export", {each.name: hashlib.sha256(each.content).hexdigest() for each in sealed}):
            bundle.put_on_stick(sealed, self._stick)
            bundle.mark_written(register, sealed)

    def _goes_back(self, register: Register) -> None:
        """Restore the last backup beside the register and let it take its place."""
        backup = backups.listed(self._folder / "backups")[-1]
        restored = self._folder.with_name("Back.register")
        with self._told("restore", None):
            restoring.restore(register, backup, restored)
            lock(register)
            restoring.swap(self._folder, restored, clock=self._clock)

    @contextmanager
    def _told(self, kind: str, told: Any) -> Iterator[None]:
        number = next(self._numbers)
        tell("begin", number, kind, told)
        yield
        tell("done", number, kind, None)


def tell(*said: Any) -> None:
    os.write(sys.stdout.fileno(), f"{json.dumps(said)}\n".encode())


def main(arguments: Sequence[str]) -> None:
    folder, stick = map(Path, arguments)
    Life(folder, stick).live()


if __name__ == "__main__":
    main(sys.argv[1:])
