"""What the sender keeps of somebody who has moved: that she was here, in codes; nothing by which anybody reads of her.

Her file's number and its status, the Transfer, and of every record what is chosen, counted or dated: of these the house's
past months are made, and they must not change because she left. All words go, in her records and in their history; what
papers held goes, with drafts and the words by which she was found. The chain of history hashes salted commitments, and
so holds without the values. Of a compartment that nobody here can open, it is done when somebody opens it.

Backups made before still hold her until they are replaced, as they do for whoever is anonymised.
"""

import json
from collections.abc import Collection, Iterable

from centre_app import finding
from centre_app.casework.exits import TRANSFERRED
from centre_app.exchange.withheld import CASES, PERSONS, withheld_of
from centre_app.questions import CARE, IDENTITY, Record, moment_text
from centre_app.records import RECORD_TYPES, CaseFile, Transfer
from centre_app.records.papers import Paper
from centre_app.register import Register, as_problems
from db import bundles, handing_over, returning
from db.vault import Row

KEPT = "traces_kept"  # meta: by the id of a Transfer the compartments in which only the trace is left, as JSON
_DIGESTS = ("sha256", "picture_sha256")  # of what a paper held: there is nothing left to hold against them


def is_all_that_is_kept(register: Register, case: CaseFile) -> bool:
    """Say whether another centre has received a file, so that nothing of it goes on here: only the trace is kept."""
    moved = register.as_stored.find(Transfer, case_id=case.id) if case.status == TRANSFERRED else []
    return bool(moved) and moved[-1].received_on is not None


def finish(register: Register) -> None:
    """Keep only the trace of everybody whom another centre has received, in all that is open here.

    Nothing is written where nothing is left to do. Raises a DiskProblem.
    """
    if register.is_headquarters or CARE not in register.vault.compartments:
        return
    with as_problems():
        done, here = _kept(register), set(register.vault.compartments)
        columns = ("id", "case_id", "received_on")
        moved = register.vault.select(Transfer.table, {"centre_id": register.centre_id}, columns=columns)
        waiting = [row for row in moved if row["received_on"] and not here <= set(done.get(row["id"], ()))]
        if waiting:
            kept = {row["id"]: sorted(here | set(done.get(row["id"], ()))) for row in waiting}
            left = {name for row in waiting for name in here - set(done.get(row["id"], ()))}
            persons = _still_gone(register, {row["case_id"] for row in waiting})
            with register.vault.transaction():
                _keep_only_the_trace(register, persons, left)
                register.vault.put_meta({KEPT: json.dumps({**done, **kept}, sort_keys=True)})
            register.kept.look_again()


def erased_ids(register: Register, compartments: Iterable[str]) -> frozenset[str]:
    """Return the ids of the records in some compartments of which only a trace is kept; nearly always none."""
    erased = [returning.emptied_ids(register.vault, name) for name in compartments] if _kept(register) else []
    return frozenset[str]().union(*erased)


def _kept(register: Register) -> dict[str, list[str]]:
    """Return of which transfers only the trace is kept, and in which compartments."""
    kept: dict[str, list[str]] = json.loads(register.vault.meta().get(KEPT, "{}"))
    return kept


def _still_gone(register: Register, cases: set[str]) -> set[str]:
    """Return the persons of these files who have no other file that lives here: somebody may have come back.

    A file by which she left before lives no more, though it had its words again while she was back.
    """
    vault = register.vault
    persons = {row["person_id"] for row in vault.select(CaseFile.table, {"id": cases}, columns=("person_id",))}
    columns = ("id", "person_id", "status")
    files = vault.select(CaseFile.table, {"person_id": persons, "centre_id": register.centre_id}, columns=columns)
    left = vault.select(Transfer.table, {"case_id": {row["id"] for row in files}}, columns=("case_id", "received_on"))
    over = cases | {row["case_id"] for row in left if row["received_on"]}
    back = {row["person_id"] for row in files if row["id"] not in over and row["status"] != "merged"}
    return persons - back


def _keep_only_the_trace(register: Register, persons: Collection[str], compartments: Collection[str]) -> None:
    """Erase what tells of these persons in these compartments, inside the caller's transaction."""
    vault = register.vault
    cases = {row["id"] for row in vault.select(CaseFile.table, {"person_id": persons}, with_void=True, columns=("id",))}
    ids: set[str] = set()
    of_papers: set[str] = set()
    for kind in RECORD_TYPES:
        if kind.compartment in compartments:
            rows = _rows_of(register, kind, cases, persons)
            ids |= {row["id"] for row in rows}
            of_papers |= {row["id"] for row in rows if issubclass(kind, Paper)}
            _erase(register, kind, rows)
    handing_over.erase_beside(vault, cases, ids, of_papers)
    if IDENTITY in compartments:
        bundles.put_searchable(vault, finding.entries_of(vault, register.centre_id, persons))
        handing_over.forget_words(vault)


def _rows_of(register: Register, kind: type[Record], cases: Collection[str], persons: Collection[str]) -> list[Row]:
    """Return every row that tells of them, whoever wrote it: what another house once sent with her as well."""
    wanted = {CASES: cases, PERSONS: persons}
    found = {
        row["id"]: row
        for column, table in withheld_of(kind).tells_of.items()
        for row in register.vault.select(kind.table, {column: wanted[table]}, with_void=True)
    }
    return [found[record_id] for record_id in sorted(found)]


def _erase(register: Register, kind: type[Record], rows: Collection[Row]) -> None:
    handing_over.erase(
        register.vault,
        kind.table,
        [_trace_of(kind, row) for row in rows],
        by=register.author,
        at=moment_text(register.now),
        clock_suspect=register.clock_is_suspect,
    )


def _trace_of(kind: type[Record], row: Row) -> Row:
    """Return a row without its words."""
    listed = withheld_of(kind).listed
    gone = {column for column in may_go(kind) if column not in listed or row[column] not in listed[column]}
    return {column: None if column in gone else value for column, value in row.items()}


def may_go(kind: type[Record]) -> frozenset[str]:
    """Return the columns of a kind that a trace is without: all words, and of what is listed whatever is in no list."""
    return withheld_of(kind).columns | (frozenset(_DIGESTS) if issubclass(kind, Paper) else frozenset())
