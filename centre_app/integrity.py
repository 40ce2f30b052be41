"""Whether a register is whole: its databases, its history, and records that name others which are not there.

`check` only reads. It looks at what the person's key opens and says what it could not look at.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from centre_app.language import N_, Language
from centre_app.questions import Reference
from centre_app.records import BY_TABLE, RECORD_TYPES
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
    types = [record_type for record_type in RECORD_TYPES if register.can_open(record_type)]
    every = set(register.keys.key_file.content.compartments)
    with as_problems():
        return Soundness(
            faults=(*_damage(register), *_broken_history(register), *_orphans(register)),
            records=sum(integrity.rows_in(vault, record_type.table) for record_type in types),
            lines=sum(integrity.lines_of_history(vault, compartment) for compartment in vault.compartments),
            not_opened=tuple(sorted(every - set(vault.compartments))),
        )


def _damage(register: Register) -> Iterator[Fault]:
    for compartment, key in register.keys.sqlcipher_keys().items():
        complaints = integrity.damage_in(register.folder / f"{compartment}.db", key, compartment)
        if complaints:
            yield Fault(
                message=N_("The database {name} is damaged (faults found: {n})."),
                parts={"name": f"{compartment}.db", "n": len(complaints)},
            )


def _broken_history(register: Register) -> Iterator[Fault]:
    signing_keys = register.keys.key_file.signing_keys
    for compartment in register.vault.compartments:
        for line in integrity.broken_lines(register.vault, compartment):
            yield Fault(
                message=N_("In the history of {name}, line {line} does not follow from the one before it."),
                parts={"name": f"{compartment}.db", "line": line},
            )
        for line in integrity.broken_received_lines(register.vault, compartment):
            yield Fault(
                message=N_("In the received history of {name}, line {line} does not follow from the one before it."),
                parts={"name": f"{compartment}.db", "line": line},
            )
        for line in integrity.unsigned_lines(register.vault, compartment, signing_keys):
            yield Fault(
                message=N_("In the history of {name}, line {line} is not signed by the person it names."),
                parts={"name": f"{compartment}.db", "line": line},
            )


def _orphans(register: Register) -> Iterator[Fault]:
    for record_type in RECORD_TYPES:
        for question in record_type.questions.values():
            match question.kind:
                case Reference(table=table) if register.can_open(record_type) and register.can_open(BY_TABLE[table]):
                    for orphan in integrity.orphans(register.vault, record_type.table, question.name, table):
                        yield Fault(
                            message=N_("Record {id} of {table} belongs to one of {other} that is not there."),
                            parts={"id": orphan[-SHOWN:], "table": record_type.table, "other": table},
                        )
