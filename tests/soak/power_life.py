"""One life of a register on a disk that is watched: each act is told before and after it is written.

    python -m tests.soak.power_life FOLDER CHAPTER < secrets.json

CHAPTER is "keys": plain saves, and between them every change of passphrases and keys that there is; or "finish": one
opening, which ends what a power cut interrupted, and a save; or "create": a register that is made. Lines are JSON:
"begin" or "done", the number of the act, its kind, and what whoever looks for it afterwards must know.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from centre_app import accounts, recovery
from centre_app.ids import new_id
from centre_app.opening import Beginning, create_register, lock, open_register
from centre_app.passphrases import propose
from centre_app.records import CaseFile, StaffMember
from centre_app.register import AT_A_CENTRE, Register
from tests.makers import CHEAP, DIRECTOR, SettableClock, an_admission, an_incident


class Life:
    """What everybody knows by heart and the director from her safe, and what they do with it."""

    def __init__(self, folder: Path, secrets: dict[str, Any]) -> None:
        self._folder = folder
        self._passphrases, self._code = dict(secrets["people"]), secrets["code"]
        self._director, self._deputy = secrets["director"], secrets["deputy"]
        self._numbers: Iterator[int] = count(1)

    def keys(self) -> None:
        """Change all that can be changed, in the order in which a house might."""
        director = self._open(self._director)
        self._save(director)
        self._change_passphrase(director)
        nurse = self._let_in(director)
        self._reset(director, nurse)
        self._save(director)
        lock(director)
        self._choose_passphrase(nurse)
        director = self._open(self._director)
        self._revoke(director, nurse)
        self._save(director)
        lock(director)
        self._come_back()
        self.finish()
        deputy = self._open(self._deputy)
        self._reset(deputy, self._director)
        self._save(deputy)
        lock(deputy)
        self._choose_passphrase(self._director)
        self.finish()

    def finish(self) -> None:
        """Open, which brings to its end what was interrupted, and save."""
        director = self._open(self._director)
        self._save(director)
        lock(director)

    def create(self) -> None:
        """Make a register; its director's passphrase and her sheet are the ones she was told."""
        number = self._begin("create", None)
        make(self._folder, self._passphrases[self._director], self._code)
        self._done(number, "create")

    # --- acts --------------------------------------------------------------------------------------------------

    def _open(self, person: str) -> Register:
        return open_register(self._folder, person, self._passphrases[person], clock=SettableClock())

    def _save(self, register: Register) -> None:
        """Save somebody who arrives, over several compartments at once."""
        records = an_admission()
        (case,) = (record for record in records if isinstance(record, CaseFile))
        records.append(an_incident(case))
        number = self._begin("save", [(record.table, record.id) for record in records])
        register.save(*records)
        self._done(number, "save")

    def _change_passphrase(self, register: Register) -> None:
        former, new = self._passphrases[register.who], propose()
        number = self._begin("passphrase", [register.who, new])
        accounts.change_own_passphrase(register, former, new)
        self._done(number, "passphrase")
        self._passphrases[register.who] = new

    def _choose_passphrase(self, person: str) -> None:
        """Come with the words from the slip, and put others in their place."""
        register, new = self._open(person), propose()
        number = self._begin("passphrase", [person, new])
        accounts.choose_own_passphrase(register, new)
        self._done(number, "passphrase")
        self._passphrases[person] = new
        lock(register)

    def _let_in(self, register: Register) -> str:
        somebody = new_id()
        number = self._begin("let_in", somebody)
        member = StaffMember(id=somebody, name="Nurse", roles=frozenset({"nurse"}))
        self._passphrases[somebody] = accounts.add_person(register, member)
        self._done(number, "let_in", self._passphrases[somebody])
        return somebody

    def _reset(self, register: Register, person: str) -> None:
        number = self._begin("reset", person)
        self._passphrases[person] = accounts.reset(register, person)
        self._done(number, "reset", self._passphrases[person])

    def _revoke(self, register: Register, person: str) -> None:
        number = self._begin("revoke", person)
        accounts.revoke(register, person)
        self._done(number, "revoke")

    def _come_back(self) -> None:
        new, sheet = propose(), recovery.new_sheet()
        number = self._begin("paper", [self._director, new, sheet.code])
        recovery.come_back_with_paper(
            self._folder, self._director, self._code, passphrase=new, sheet=sheet, clock=SettableClock()
        )
        self._done(number, "paper")
        self._passphrases[self._director], self._code = new, sheet.code

    def _begin(self, kind: str, told: Any) -> int:
        """Tell an act; keep the key file of that moment beside the disk, as somebody who is up to something would."""
        number = next(self._numbers)
        kept = self._folder / "keys.json"
        if kept.exists():
            shutil.copy(kept, Path(kept_before(self._folder, number)))
        _tell("begin", number, kind, told)
        return number

    def _done(self, number: int, kind: str, answer: Any = None) -> None:
        _tell("done", number, kind, answer)


def make(folder: Path, passphrase: str, code: str) -> None:
    """Make the register of this chapter."""
    beginning = Beginning(
        kind=AT_A_CENTRE,
        code="SEG",
        name="Ségou",
        person=DIRECTOR,
        roles=frozenset({"director"}),
        passphrase=passphrase,
        paper_code=code,
    )
    create_register(folder, beginning, clock=SettableClock(), cost=CHEAP)


def kept_before(folder: Path, number: int) -> Path:
    """Return where the key file lies as it was before an act; outside the folder that is watched."""
    return folder.parent.parent / f"kept-{number}.json"


def _tell(what: str, number: int, kind: str, told: Any) -> None:
    os.write(sys.stdout.fileno(), f"{json.dumps([what, number, kind, told])}\n".encode())


if __name__ == "__main__":
    life = Life(Path(sys.argv[1]), json.load(sys.stdin))
    {"keys": life.keys, "finish": life.finish, "create": life.create}[sys.argv[2]]()
