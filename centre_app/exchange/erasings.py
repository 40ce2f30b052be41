"""Headquarters forgets whom a centre has forgotten: anonymised, withdrawn or destroyed by two people there.

The rows come with the bundle as they were left. What else stands here of the same person goes the same way: rows of the
houses in which she was before she moved to this one, headquarters' own corrections and comparisons, old values in the
histories that came, searches. The chains hold without.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from centre_app.corrections.forgetting import forget_asked
from centre_app.exchange.forgetting import FORGET
from centre_app.exchange.receive import Incoming
from centre_app.problems import NotFound
from centre_app.questions import moment_text
from centre_app.records import Person, RetentionEvent
from centre_app.register import Register
from centre_app.retention.dossier import Dossier, dossier_of, kinds_in, rows_of
from centre_app.retention.erasing import names_one_of, rest_for, words_of_hers
from centre_app.retention.standing import DONE
from db import bundles, handing_over
from db import erasing as erased
from db.vault import Row


@dataclass(frozen=True, slots=True)
class Heard:
    """One person whom a centre has forgotten, as she stands here before its rows are put in."""

    case_id: str
    names: frozenset[str]


def heard(register: Register, incoming: Incoming) -> list[Heard]:
    """Return whom a bundle says that its centre has forgotten; nobody of one that comes late: a later one said it."""
    rows = () if incoming.place.is_late else incoming.carried.rows.get(RetentionEvent.table, ())
    done = [str(row["case_id"]) for row in rows if row["state"] == DONE and row["voided_at"] is None]
    return [Heard(case_id, _names(register, case_id)) for case_id in dict.fromkeys(done)]


def _names(register: Register, case_id: str) -> frozenset[str]:
    try:
        return words_of_hers(register, dossier_of(register, case_id))
    except NotFound:  # of her nothing has ever come
        return frozenset()


def follow(register: Register, incoming: Incoming, forgotten: Sequence[Heard]) -> set[str]:
    """Forget them here as well, inside the caller's transaction, and return which persons that touches."""
    persons: set[str] = set()
    for one in forgotten:
        try:
            dossier = dossier_of(register, one.case_id)
        except NotFound:  # her file is in a later part of the same bundle
            continue
        persons |= dossier.persons
        _forget(register, incoming, dossier)
        erased.forget_searches(register.vault, lambda typed, names=one.names: names_one_of(typed, names))  # type: ignore[misc]
    return persons


def _forget(register: Register, incoming: Incoming, dossier: Dossier) -> None:
    manifest, vault = incoming.manifest, register.vault
    rest, ids = rest_for(register, dossier), set[str]()
    is_its_own = _lives_there(register, dossier, manifest.centre)
    for kind in kinds_in(frozenset(vault.compartments)):
        rows = rows_of(register, dossier, kind) if kind is not RetentionEvent else []
        told = [row for row in rows if is_its_own or row["centre_id"] in (manifest.centre, register.centre_id)]
        ids |= {row["id"] for row in told}
        _put(register, kind.table, [rest.of(kind, row) for row in told if row["centre_id"] != manifest.centre])
        own = kind.compartment, manifest.centre, manifest.lineage
        of_kind = [row["id"] for row in told]
        bundles.erase_values(vault, *own, of_kind, until=manifest.since.get(kind.compartment, 0))
        erased.erase_received(vault, kind.compartment, of_kind, but=(manifest.centre, manifest.lineage))
    forget_asked(register, ids, action=FORGET)
    handing_over.erase_beside(vault, dossier.ids, ids, ids)


def _lives_there(register: Register, dossier: Dossier, centre_id: str) -> bool:
    """Say whether a person is this centre's to forget everywhere: whoever moved to it is."""
    rows = register.vault.select(Person.table, {"id": dossier.persons}, with_void=True, columns=("centre_id",))
    return {row["centre_id"] for row in rows} == {centre_id}


def _put(register: Register, table: str, rows: Sequence[Row]) -> None:
    """Put in what is left of rows that came from other houses, and of headquarters' own, which leave a line."""
    own = [row for row in rows if row["centre_id"] == register.centre_id]
    others = [row for row in rows if row["centre_id"] != register.centre_id]
    how = {"at": moment_text(register.now), "clock_suspect": register.clock_is_suspect}
    handing_over.erase(register.vault, table, own, action=FORGET, by=register.author, **how)  # type: ignore[arg-type]
    if others:
        register.vault.upsert(table, others)
