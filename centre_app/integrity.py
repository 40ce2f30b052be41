"""Whether a register is whole: its databases, its history, and records that name others which are not there.

`check` only reads. It looks at what the person's key opens and says what it could not look at.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from centre_app.language import N_, Language
from centre_app.questions import CENTRE, IDENTITY, Record, Reference
from centre_app.records import RECORD_TYPES, Bundle, Centre
from centre_app.register import Register, as_problems
from db import integrity

SHOWN = 8  # how much of an id is shown: enough to find the record, too little to be a name for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that is not as it was written; `parts` fill the message and hold nobody's words."""

    message: str
    parts: dict[str, Any] = field(default_factory=dict)

    def said_in(self, language: Language) -> str:
        """Return the fault as one sentence."""
        return language.say(self.message, **self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Soundness:
    """What a check found: `faults` is empty for a register that is whole."""

    faults: tuple[Fault, ...]
    records: int
    lines: int
    not_opened: tuple[str, ...]


def check(register: Register) -> Soundness:
    """Look at every compartment that is open. Raises a DiskProblem where the disk does not let itself be read."""
    vault = register.vault
    with as_problems():
        damage = {
            compartment: faults for compartment in vault.compartments if (faults := _damage(register, compartment))
        }
        sound = [compartment for compartment in vault.compartments if compartment not in damage]
        types = [record_type for record_type in RECORD_TYPES if record_type.compartment in sound]
        return Soundness(
            faults=tuple(
                chain(
                    *damage.values(),
                    *(_broken_history(register, compartment) for compartment in sound),
                    _cut_history(register, sound) if CENTRE in sound else (),
                    _orphans(register, types),
                    _untold(register, types),
                    *(_vanished(register, compartment) for compartment in sound),
                    *(_foreign(register, compartment) for compartment in sound),
                    _otherwise_named(register) if CENTRE in sound else (),
                    _unsearchable(register) if IDENTITY in sound else (),
                )
            ),
            records=sum(integrity.rows_in(vault, record_type.table) for record_type in types),
            lines=sum(integrity.lines_of_history(vault, compartment) for compartment in sound),
            not_opened=tuple(sorted(set(register.keys.key_file.content.compartments) - set(vault.compartments))),
        )


def _damage(register: Register, compartment: str) -> list[Fault]:
    """What is damaged is looked at no further: whatever else it says cannot be believed."""
    key = register.keys.sqlcipher_keys()[compartment]
    path = register.folder / f"{compartment}.db"
    complaints = integrity.damage_in(path, key, compartment) or integrity.foreign_parts(path, key, compartment)[0]
    if not complaints:
        return []
    parts = {"name": f"{compartment}.db", "n": len(complaints)}
    return [Fault(message=N_("The database {name} is damaged (faults found: {n})."), parts=parts)]


def _broken_history(register: Register, compartment: str) -> Iterator[Fault]:
    vault, signing_keys = register.vault, register.keys.key_file.signing_keys
    for message, lines in (
        (
            N_("In the history of {name}, line {line} does not follow from the one before it."),
            integrity.broken_lines(vault, compartment),
        ),
        (
            N_("In the received history of {name}, line {line} does not follow from the one before it."),
            integrity.broken_received_lines(vault, compartment),
        ),
        (
            N_("In the history of {name}, line {line} is not signed by the person it names."),
            integrity.unsigned_lines(vault, compartment, signing_keys),
        ),
    ):
        yield from (Fault(message=message, parts={"name": f"{compartment}.db", "line": line}) for line in lines)


def _cut_history(register: Register, compartments: Sequence[str]) -> Iterator[Fault]:
    """What went to headquarters ended with a line of history: a history that ends before it was cut or put back."""
    lineage = register.vault.meta().get("lineage")
    sent: dict[str, int] = {}
    for bundle in register.find(Bundle, from_centre_id=register.centre_id, lineage=lineage):
        for compartment, seq in json.loads(bundle.position or "{}").items():
            sent[compartment] = max(seq, sent.get(compartment, 0))
    for compartment in compartments:
        if integrity.lines_of_history(register.vault, compartment) < sent.get(compartment, 0):
            yield Fault(
                message=N_("The history of {name} ends before line {line}, which went to headquarters."),
                parts={"name": f"{compartment}.db", "line": sent[compartment]},
            )


def _vanished(register: Register, compartment: str) -> Iterator[Fault]:
    for table, record_id in integrity.vanished(register.vault, compartment):
        yield Fault(
            message=N_("Record {id} of {table} stands in the history and is not there any more."),
            parts={"id": record_id[-SHOWN:], "table": table},
        )


def _foreign(register: Register, compartment: str) -> Iterator[Fault]:
    key = register.keys.sqlcipher_keys()[compartment]
    for name in integrity.foreign_parts(register.folder / f"{compartment}.db", key, compartment)[1]:
        yield Fault(
            message=N_("In the database {name}, {part} is not as this program made it."),
            parts={"name": f"{compartment}.db", "part": name},
        )


def _otherwise_named(register: Register) -> Iterator[Fault]:
    """The key file is sealed; what the main database says of the register must agree with it."""
    entry, house = register.keys.key_file.register, register.get(Centre, register.centre_id)
    if (entry.kind, entry.code) != (register.kind, register.code) or house is None:
        yield Fault(message=N_("The database {name} says that it is another register."), parts={"name": "centre.db"})


def _orphans(register: Register, types: Sequence[type[Record]]) -> Iterator[Fault]:
    tables = {record_type.table for record_type in types}
    for record_type in types:
        for question in record_type.questions.values():
            match question.kind:
                case Reference(table=table) if table in tables:
                    for orphan in integrity.orphans(register.vault, record_type.table, question.name, table):
                        yield Fault(
                            message=N_("Record {id} of {table} belongs to one of {other} that is not there."),
                            parts={"id": orphan[-SHOWN:], "table": record_type.table, "other": table},
                        )


def _untold(register: Register, types: Sequence[type[Record]]) -> Iterator[Fault]:
    for record_type in types:
        for record_id in integrity.untold(register.vault, record_type.table, register.centre_id):
            yield Fault(
                message=N_("Record {id} of {table} stands otherwise than its history tells."),
                parts={"id": record_id[-SHOWN:], "table": record_type.table},
            )


def _unsearchable(register: Register) -> Iterator[Fault]:
    for person_id in integrity.unsearchable(register.vault):
        yield Fault(message=N_("The search does not know person {id}."), parts={"id": person_id[-SHOWN:]})
