"""A register with a lived history, and hands that alter it as somebody with the keys and a bare tool could.

Whoever alters a history here takes the guards off, writes what she likes and puts the guards back; she may make the
hashes right again, and sign with any key that she holds.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol

from centre_app import integrity
from centre_app.language import Language
from centre_app.questions import CENTRE, to_row
from centre_app.records import MedicalVisit, Person, PersonName, Room
from centre_app.register import Register
from db import history
from db.connection import open_alone
from db.history import Author, Entry
from db.keys import unlock
from db.open_keys import OpenKeys
from db.vault import Change
from tests.makers import CHEAP, TODAY, an_admission

Line = dict[str, Any]
MOUSSA = "0192-moussa"
ENGLISH = Language.of("en")


class Signer(Protocol):
    """Whatever signs: somebody's open keys, or a key that was made for the purpose."""

    def sign(self, content: bytes, /) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Altered:
    """A register, open for its director, in which Moussa writes too; `his_key` is what he signs with."""

    register: Register
    his_key: Signer

    def faults(self) -> list[str]:
        """What `check` says, from files read anew."""
        self.register.vault._drop_connection()
        return [fault.said_in(ENGLISH) for fault in integrity.check(self.register).faults]

    def lines(self, compartment: str) -> list[Line]:
        place = self.register.vault.schema_name(compartment)
        return [dict(line) for line in self.register.vault.ask(f"SELECT * FROM {place}.history ORDER BY seq")]

    @contextmanager
    def put_back_afterwards(self) -> Iterator[None]:
        """Let the body alter the files; afterwards they are byte for byte as they were."""
        self.register.vault._drop_connection()
        before = {file: file.read_bytes() for file in self.register.folder.glob("*.db")}
        try:
            yield
        finally:
            self.register.vault._drop_connection()
            for file, octets in before.items():
                file.write_bytes(octets)

    def write(self, compartment: str, lines: Sequence[Line]) -> None:
        """Put these lines in the place of a compartment's history."""
        marks = ", ".join(f":{column}" for column in history.COLUMNS)
        self.run(compartment, "DELETE FROM history", (f"INSERT INTO history VALUES ({marks})", lines))

    def run(self, compartment: str, *statements: str | tuple[str, Sequence[Line]]) -> None:
        """Run statements on a compartment's file without its guards, and put these back."""
        key = self.register.keys.sqlcipher_keys()[compartment]
        with closing(open_alone(self.register.folder / f"{compartment}.db", key, compartment)) as alone:
            guards = dict(alone.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
            for name in guards:
                alone.execute(f"DROP TRIGGER {name}")
            alone.execute("BEGIN")
            for statement in statements:
                if isinstance(statement, str):
                    alone.execute(statement)
                else:
                    alone.executemany(*statement)
            alone.execute("COMMIT")
            for sql in guards.values():
                alone.execute(sql)


def lived(register: Register) -> Altered:
    """Let two people work in a new register: six compartments, saves, corrections, prints, a lock."""
    his_key = add_moussa(register)
    person, name, case, intake, stay = register.save(*an_admission())
    (stay,) = register.save(replace(stay, room_in_words="Chambre 2"))
    register.note("print", case)
    _by_moussa(register, his_key, person, sex="male")
    _by_moussa(register, his_key, name, family="Keita")
    for number in range(3):
        (visit,) = register.save(MedicalVisit(case_id=case.id, seen_on=TODAY, complaint=f"complaint {number}"))
    register.void(visit, reason="a mistake")
    register.save(Room(name="Baobab", room_type="dormitory", sex_rule="girls"))
    register.save(replace(intake, brought_by="An aunt"), replace(stay, room_in_words="Chambre 3"))
    register.save(replace(register.get(Person, person.id), origin_region="kayes"))
    register.save(replace(register.get(PersonName, name.id), given="Fanta"))
    register.note("view", register.get(Person, person.id))
    register.leave_line(CENTRE, Entry(action="lock"))
    return Altered(register=register, his_key=his_key)


def add_moussa(register: Register) -> OpenKeys:
    """Give a second person a slot, and return his keys, open."""
    keys, passphrase = register.keys, "moussa and his passphrase"
    slot = keys.new_person(
        MOUSSA,
        shown="Moussa Traoré",
        roles=("educator",),
        compartments=("centre", "identity", "care"),
        keeps_own=False,
        passphrase=passphrase,
        cost=CHEAP,
    )
    keys.put_person(slot, action="add_person", at="2026-11-21T09:00:00")
    return unlock(keys.key_file, MOUSSA, passphrase)


def _by_moussa(register: Register, his_key: Signer, record: Any, **changed: Any) -> None:
    change = Change(table=record.table, row=to_row(replace(record, **changed)), action="save")
    register.vault.write([change], by=Author(who=MOUSSA, sign=his_key.sign), at="2026-11-21T09:00:00")


# --- hands -----------------------------------------------------------------------------------------------------

Signs = Callable[[Line], bytes]


def keeps(line: Line) -> bytes:
    """Leave the signature that stands there."""
    return bytes(line["signature"])


def signed_by(key: Signer) -> Signs:
    return lambda line: key.sign(line["hash"])


def chained_anew(lines: Sequence[Line], *, since: int, signs: Signs = keeps) -> list[Line]:
    """Number, chain and sign the lines from a place on, so that every hash is right again."""
    made = [dict(line) for line in lines]
    for place in range(since, len(made)):
        line = made[place]
        line["seq"] = place + 1
        line["previous"] = made[place - 1]["hash"] if place else history.FIRST
        line["hash"] = history.hash_of(line)
        line["signature"] = signs(line)
    return made


def with_line(lines: Sequence[Line], place: int, changed: Mapping[str, Any]) -> list[Line]:
    return [{**line, **changed} if number == place else dict(line) for number, line in enumerate(lines)]
