"""Whether a register is whole: its databases, its history, and records that name others which are not there.

`check` only reads. It looks at what the person's key opens and says what it could not look at. Whether the rows stand as
history tells is trust.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from centre_app import trust
from centre_app.faults import Fault, shown
from centre_app.language import N_
from centre_app.questions import CENTRE, IDENTITY, Record, Reference, from_row
from centre_app.records import RECORD_TYPES, Centre
from centre_app.records.papers import Paper
from centre_app.register import Register, as_problems
from centre_app.retention.come_back import faults_of_come_back
from centre_app.retention.proof import left_of_the_forgotten
from centre_app.stored_days import badly_written_day
from db import integrity, papers


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
    with as_problems(), vault.told_apart():
        damage = {
            compartment: faults for compartment in vault.compartments if (faults := _damage(register, compartment))
        }
        sound = [compartment for compartment in vault.compartments if compartment not in damage]
        types = [record_type for record_type in RECORD_TYPES if record_type.compartment in sound]
        return Soundness(
            faults=tuple(
                chain(
                    *damage.values(),
                    _history(register, sound),
                    _unreadable(register, types),
                    _orphans(register, types),
                    _altered_papers(register, types),
                    *(_foreign(register, compartment) for compartment in sound),
                    _otherwise_named(register) if CENTRE in sound else (),
                    _unsearchable(register) if IDENTITY in sound else (),
                    left_of_the_forgotten(register) if not damage else (),
                    faults_of_come_back(register) if not damage else (),
                )
            ),
            records=sum(integrity.rows_in(vault, record_type.table) for record_type in types),
            lines=sum(integrity.lines_of_history(vault, compartment) for compartment in sound),
            not_opened=tuple(sorted(set(register.keys.key_file.content.compartments) - set(vault.compartments))),
        )


def _history(register: Register, sound: Sequence[str]) -> Iterator[Fault]:
    """Yield what does not hold in the histories; one whose chain is broken is believed in nothing else it says."""
    broken = {compartment: fault for compartment in sound if (fault := trust.broken_chain(register, compartment))}
    yield from broken.values()
    heard = trust.heard_centres(register) if CENTRE in sound else {}
    for compartment in sound:
        yield from trust.broken_received_chains(register, compartment, heard)
    whole = [compartment for compartment in sound if compartment not in broken]
    if CENTRE in sound:
        yield from trust.cut_at_a_bundle(register, whole)
    yield from trust.cut_beside_another(register, whole)
    yield from trust.cut_after_receiving(register, sound, heard)
    for compartment in sound:
        types = [record_type for record_type in RECORD_TYPES if record_type.compartment == compartment]
        yield from trust.untold_rows(register, compartment, types, heard)


def _damage(register: Register, compartment: str) -> list[Fault]:
    """What is damaged is looked at no further: whatever else it says cannot be believed."""
    key = register.keys.sqlcipher_keys()[compartment]
    path = register.folder / f"{compartment}.db"
    complaints = integrity.damage_in(path, key, compartment) or integrity.foreign_parts(path, key, compartment)[0]
    if not complaints:
        return []
    parts = {"name": f"{compartment}.db", "n": len(complaints)}
    return [Fault(message=N_("The database {name} is damaged (faults found: {n})."), parts=parts)]


def _foreign(register: Register, compartment: str) -> Iterator[Fault]:
    key = register.keys.sqlcipher_keys()[compartment]
    for name in integrity.foreign_parts(register.folder / f"{compartment}.db", key, compartment)[1]:
        yield Fault(
            message=N_("In the database {name}, {part} is not as this program made it."),
            parts={"name": f"{compartment}.db", "part": name},
        )


def _otherwise_named(register: Register) -> Iterator[Fault]:
    """The key file is sealed; what the main database says of the register must agree with it."""
    entry, house = register.keys.key_file.register, register.vault.get(Centre.table, register.centre_id)
    if (entry.kind, entry.code) != (register.kind, register.code) or house is None:
        yield Fault(message=N_("The database {name} says that it is another register."), parts={"name": "centre.db"})
    if not register.vault.meta().get("lineage"):
        yield Fault(
            message=N_("The database {name} does not say which bundles are its own."), parts={"name": "centre.db"}
        )


def _unreadable(register: Register, types: Sequence[type[Record]]) -> Iterator[Fault]:
    """Yield the records that no page could show, and those whose days no question could compare."""
    for record_type in types:
        for row in integrity.rows_of(register.vault, record_type.table):
            try:
                from_row(record_type, row)
                is_readable = badly_written_day(record_type.table, row) is None
            except (ValueError, KeyError):
                is_readable = False
            if not is_readable:
                yield Fault(
                    message=N_("Record {id} of {table} holds something that cannot be read."),
                    parts={"id": shown(row["id"]), "table": record_type.table},
                )


def _orphans(register: Register, types: Sequence[type[Record]]) -> Iterator[Fault]:
    tables = {record_type.table for record_type in types}
    for record_type in types:
        for question in record_type.questions.values():
            match question.kind:
                case Reference(table=table) if table in tables:
                    for orphan in integrity.orphans(register.vault, record_type.table, question.name, table):
                        yield Fault(
                            message=N_("Record {id} of {table} belongs to one of {other} that is not there."),
                            parts={"id": shown(orphan), "table": record_type.table, "other": table},
                        )


def _altered_papers(register: Register, types: Sequence[type[Record]]) -> Iterator[Fault]:
    """History vouches for the digest in a paper's row, and the digest for what the paper holds."""
    for record_type in types:
        if issubclass(record_type, Paper):
            for paper_id in papers.altered(register.vault, record_type.table, register.centre_id):
                yield Fault(message=N_("Document {id} is not what was kept."), parts={"id": shown(paper_id)})


def _unsearchable(register: Register) -> Iterator[Fault]:
    for person_id in integrity.unsearchable(register.vault):
        yield Fault(message=N_("The search does not know person {id}."), parts={"id": shown(person_id)})
