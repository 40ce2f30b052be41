"""What the sender keeps of somebody who has moved: that she was here, in codes; nothing by which anybody reads of her.

Her file's number and its status, the Transfer, and of every record what is chosen, counted or dated: of these the house's
past months are made, and they must not change because she left. All words go, in her records and in their history; what
papers held goes, with drafts and the words by which she was found. The chain of history hashes salted commitments, and
so holds without the values. Of a compartment that nobody here can open, it is done when somebody opens it.

Backups made before still hold her until they are replaced, as they do for whoever is anonymised.
"""

from collections.abc import Collection

from centre_app import finding
from centre_app.exchange.withheld import CASES, PERSONS, withheld_of
from centre_app.questions import IDENTITY, Record, moment_text
from centre_app.records import RECORD_TYPES, CaseFile, PersonName, Transfer
from centre_app.records.papers import Paper
from centre_app.register import Register, as_problems
from db import bundles, handing_over
from db.vault import Row

_DIGESTS = ("sha256", "picture_sha256")  # of what a paper held: there is nothing left to hold against them


def finish(register: Register) -> None:
    """Keep only the trace of everybody whom another centre has received, in all that is open here.

    Nothing is written where nothing is left to do. Raises a DiskProblem.
    """
    if register.is_headquarters or not register.can_open(Transfer):
        return
    with as_problems():
        moved = register.vault.select(
            Transfer.table, {"centre_id": register.centre_id}, columns=("case_id", "received_on")
        )
        gone = {str(row["case_id"]) for row in moved if row["received_on"]}
        if gone:
            _keep_only_the_trace(register, _still_gone(register, gone))


def _still_gone(register: Register, cases: set[str]) -> set[str]:
    """Return the persons of these files who have no other file that lives here: somebody may have come back."""
    vault = register.vault
    persons = {row["person_id"] for row in vault.select(CaseFile.table, {"id": cases}, columns=("person_id",))}
    columns = ("id", "person_id", "status")
    files = vault.select(CaseFile.table, {"person_id": persons, "centre_id": register.centre_id}, columns=columns)
    back = {row["person_id"] for row in files if row["id"] not in cases and row["status"] != "merged"}
    return persons - back


def _keep_only_the_trace(register: Register, persons: Collection[str]) -> None:
    vault = register.vault
    cases = {row["id"] for row in vault.select(CaseFile.table, {"person_id": persons}, with_void=True, columns=("id",))}
    with vault.transaction():
        ids: set[str] = set()
        of_papers: set[str] = set()
        is_anything_erased = False
        for kind in RECORD_TYPES:
            if vault.has_table(kind.table):
                rows = _rows_of(register, kind, cases, persons)
                ids |= {row["id"] for row in rows}
                of_papers |= {row["id"] for row in rows if issubclass(kind, Paper)}
                is_anything_erased |= _erase(register, kind, rows)
        if is_anything_erased:
            handing_over.erase_beside(vault, cases, ids, of_papers)
            if IDENTITY in vault.compartments:
                bundles.put_searchable(vault, finding.entries_of(vault, register.centre_id, persons))
                handing_over.forget_words(vault)
    register.kept.look_again()


def _rows_of(register: Register, kind: type[Record], cases: Collection[str], persons: Collection[str]) -> list[Row]:
    """Return every row that tells of them, whoever wrote it: what another house once sent with her as well."""
    wanted = {CASES: cases, PERSONS: persons}
    found = {
        row["id"]: row
        for column, table in withheld_of(kind).tells_of.items()
        for row in register.vault.select(kind.table, {column: wanted[table]}, with_void=True)
    }
    return [found[record_id] for record_id in sorted(found)]


def _erase(register: Register, kind: type[Record], rows: Collection[Row]) -> bool:
    """Erase the words of rows, and say whether any of them was not erased yet."""
    compartment = kind.compartment
    erased = handing_over.erased_ids(register.vault, compartment) if rows else frozenset()
    left = [row for row in rows if row["id"] not in erased or _trace_of(kind, row) != row]
    handing_over.erase(
        register.vault,
        kind.table,
        [_trace_of(kind, row) for row in left],
        by=register.author,
        at=moment_text(register.now),
        clock_suspect=register.clock_is_suspect,
    )
    return bool(left)


def _trace_of(kind: type[Record], row: Row) -> Row:
    """Return a row without its words."""
    withheld = withheld_of(kind)
    gone = {*withheld.words, *(column for column, known in withheld.listed.items() if row[column] not in known)}
    if issubclass(kind, Paper):
        gone |= set(_DIGESTS)
    return {column: None if column in gone else value for column, value in row.items()}


def is_only_a_trace(register: Register, case: CaseFile) -> bool:
    """Say whether another centre has received this file, so that nothing is left to read in it."""
    return any(moved.received_on is not None for moved in register.find_open(Transfer, case_id=case.id)) and not any(
        name.family or name.given for name in register.find_open(PersonName, person_id=case.person_id)
    )
