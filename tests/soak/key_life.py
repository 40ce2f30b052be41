"""A director who does nothing but change keys, telling each act before and after it is written.

    python -m tests.soak.key_life FOLDER ACT < secrets.json

runs until it is killed. ACT is "passphrase", "revoke" or "paper"; between two of them something is saved. Lines are JSON:
"begin" or "done", the number of the act, its kind, and what whoever looks for it afterwards must know.
"""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from centre_app import accounts, recovery
from centre_app.ids import new_id
from centre_app.opening import open_register
from centre_app.passphrases import propose, weakness_of
from centre_app.records import Person, StaffMember
from centre_app.register import Register
from tests.makers import DIRECTOR, SettableClock

KEPT = "kept.json"  # beside the register: the key file as it was before keys were last taken back
Tell = Callable[..., None]


class Life:
    """What the director knows by heart and from her safe, and what she does with it."""

    def __init__(self, folder: Path, secrets: dict[str, str], tell: Tell) -> None:
        self._folder, self._tell = folder, tell
        self._passphrase, self._code = secrets["passphrase"], secrets["code"]
        self._numbers: Iterator[int] = count(1)

    def live(self, act: str) -> None:
        """Save something, then do the act; for ever."""
        weakness_of(propose())  # the words that nobody may take are read from disk once
        act_of = {"passphrase": self.change_passphrase, "revoke": self.let_in_and_revoke}
        while True:
            with open_register(self._folder, DIRECTOR, self._passphrase, clock=SettableClock()) as register:
                self.save(register)
                if act in act_of:
                    act_of[act](register)
            if act == "paper":
                self.come_back()

    def save(self, register: Register) -> None:
        person = Person(sex="female")
        number = self._begin("save", [person.id])
        register.save(person)
        self._tell("done", number, "save", None)

    def change_passphrase(self, register: Register) -> None:
        new = propose()
        number = self._begin("passphrase", new)
        accounts.change_own_passphrase(register, self._passphrase, new)
        self._tell("done", number, "passphrase", None)
        self._passphrase = new

    def let_in_and_revoke(self, register: Register) -> None:
        somebody = new_id()
        number = self._begin("let_in", somebody)
        member = StaffMember(id=somebody, name=f"Nurse {number}", roles=frozenset({"nurse"}))
        self._tell("done", number, "let_in", accounts.add_person(register, member))
        self._keep_key_file()
        number = self._begin("revoke", somebody)
        accounts.revoke(register, somebody)
        self._tell("done", number, "revoke", None)

    def come_back(self) -> None:
        self._keep_key_file()
        new, sheet = propose(), recovery.new_sheet()
        number = self._begin("paper", [new, sheet.code])
        (director,) = (one.id for one in recovery.ways_back(self._folder).directors if one.name == DIRECTOR)
        recovery.come_back_with_paper(
            self._folder, director, self._code, passphrase=new, sheet=sheet, clock=SettableClock()
        )
        self._tell("done", number, "paper", None)
        self._passphrase, self._code = new, sheet.code

    def _keep_key_file(self) -> None:
        shutil.copy(self._folder / "keys.json", self._folder.parent / KEPT)

    def _begin(self, kind: str, told: Any) -> int:
        number = next(self._numbers)
        self._tell("begin", number, kind, told)
        return number


def _tell(what: str, number: int, kind: str, told: Any) -> None:
    sys.stdout.write(f"{json.dumps([what, number, kind, told])}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    Life(Path(sys.argv[1]), json.load(sys.stdin), _tell).live(sys.argv[2])
