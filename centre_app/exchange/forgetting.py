"""Headquarters forgets the names and words of those who do not agree any more.

A bundle says whom its centre no longer names. Their rows of the identity compartment are deleted here, the words in all
others emptied as the centre would leave them out, and the old values in the history that came are erased: the chain
still verifies. When somebody agrees again, everything comes whole with the next bundle.
"""

from collections.abc import Collection, Iterator

from centre_app.corrections.forgetting import forget_asked
from centre_app.exchange.line import received_from
from centre_app.exchange.manifest import Manifest, travels
from centre_app.exchange.receive import Incoming
from centre_app.exchange.withheld import CASES, PERSONS, Withheld, withheld_of
from centre_app.questions import IDENTITY, Record, moment_text
from centre_app.records import RECORD_TYPES
from centre_app.register import Register
from db import bundles
from db.history import Entry
from db.vault import Row

FORGET = "forget"
_COMPARTMENT = "care"


def forget(register: Register, incoming: Incoming) -> set[str]:
    """Forget whom a bundle no longer names, inside the caller's transaction, and return of whom something stood here.

    Of a bundle that comes late, only the lines of history before it are its to close. A row that came in the bundle
    itself is emptied as well: in the same revision it did not replace the whole one.
    """
    manifest = incoming.manifest
    of_person = _files_of(register, manifest) if received_from(register, manifest.centre) else {}
    forgotten: set[str] = set()
    told: dict[str, set[str]] = {}
    for record_type in RECORD_TYPES if of_person else ():
        if travels(record_type) and record_type.compartment in register.vault.compartments:
            found = list(_telling_of(register, record_type, manifest.centre, of_person))
            told.setdefault(record_type.compartment, set()).update(row["id"] for row in found)
            if not incoming.place.is_late:
                emptied = _empty(register, record_type, [row["id"] for row in found])
                forgotten |= {
                    of_person[row[column]]
                    for row in found
                    if row["id"] in emptied
                    for column in withheld_of(record_type).tells_of
                    if row[column] in of_person
                }
    for compartment, ids in told.items():
        own = compartment, manifest.centre, manifest.lineage
        bundles.erase_values(register.vault, *own, ids, until=manifest.since.get(compartment, 0))
    if not incoming.place.is_late:
        forget_asked(register, set().union(*told.values()), action=FORGET)
    _tell(register, forgotten)
    return forgotten


def _files_of(register: Register, manifest: Manifest) -> dict[str, str]:
    """Return the person that each id stands for: of a person or of one of their files."""
    persons = dict(zip(manifest.closed, manifest.closed, strict=True))
    where = {"centre_id": manifest.centre, "person_id": list(persons)}
    files = register.vault.select(CASES, where, with_void=True, columns=("id", "person_id")) if persons else []
    return persons | {row["id"]: row["person_id"] for row in files}


def _telling_of(
    register: Register, record_type: type[Record], centre_id: str, of_person: Collection[str]
) -> Iterator[Row]:
    """Yield the rows of a centre that tell of somebody among these, by their ids and those of their files."""
    tells_of = withheld_of(record_type).tells_of
    seen: set[str] = set()
    for column in tells_of:
        where = {"centre_id": centre_id, column: list(of_person)}
        for row in register.vault.select(record_type.table, where, with_void=True, columns=("id", *tells_of)):
            if row["id"] not in seen:
                seen.add(row["id"])
                yield row


def _empty(register: Register, record_type: type[Record], ids: list[str]) -> set[str]:
    """Delete rows or empty the words in them; return those of which something went."""
    if not ids:
        return set()
    withheld: Withheld = withheld_of(record_type)
    if record_type.compartment == IDENTITY:
        bundles.delete_rows(register.vault, record_type.table, ids)
        return set(ids)
    place, left = (register.vault, record_type.table, ids), {"blank": withheld.words, "listed": withheld.listed}
    whole = {said.partition(" ")[0] for said in bundles.with_nothing_left_out(*place, **left)}  # type: ignore[arg-type]
    bundles.leave_out(*place, **left)  # type: ignore[arg-type]
    return set(ids) - whole


def _tell(register: Register, persons: Collection[str]) -> None:
    """Leave a line for each of them; it names nobody."""
    entries = [Entry(action=FORGET, record_table=PERSONS, record_id=person) for person in sorted(persons)]
    if entries:
        register.vault.note_within(
            _COMPARTMENT,
            *entries,
            by=register.author,
            at=moment_text(register.now),
            clock_suspect=register.clock_is_suspect,
        )
