"""Headquarters goes on having forgotten somebody, though a bundle brings her words again.

A centre that was put back to a day before the erasing knows nothing of it, and sends what it has. Here her rows stay as the
erasing left them, with the erasing itself, until the centre has forgotten her again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from centre_app.exchange.receive import Incoming
from centre_app.problems import NotFound
from centre_app.questions import Record, Row, moment_text, to_row
from centre_app.records import RetentionEvent
from centre_app.register import Register
from centre_app.retention.dossier import Dossier, dossier_of, kinds_in, rows_of
from centre_app.retention.erasing import rest_for
from centre_app.retention.left import Rest, nothing_of
from centre_app.retention.standing import DESTROY, DONE
from db import bundles

TO_THE_LAST = (1 << 62) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """An erasing that was heard of before, and all that it had left here, by table and id."""

    event: RetentionEvent
    left: Mapping[str, Mapping[str, Row]]


def before(register: Register, incoming: Incoming) -> list[Forgotten]:
    """Return whom this centre had forgotten, and a bundle that comes now speaks of without saying so."""
    if incoming.place.is_late:
        return []
    rows = incoming.carried.rows
    told = {row["id"] for row in rows.get(RetentionEvent.table, ()) if row["state"] == DONE}
    found = [
        event
        for event in register.as_stored.find(RetentionEvent, state=DONE)
        if event.centre_id == incoming.manifest.centre and event.id not in told
    ]
    return [
        _as_it_stands(register, event, dossier) for event in found if (dossier := _spoken_of(register, event, rows))
    ]


def _spoken_of(register: Register, event: RetentionEvent, rows: Mapping[str, Sequence[Row]]) -> Dossier | None:
    try:
        dossier = dossier_of(register, event.case_id)
    except NotFound:
        return None
    ids = {*dossier.ids, *dossier.persons, event.case_id}
    names = ("id", "case_id", "person_id")
    spoken = any(row.get(name) in ids for of_one in rows.values() for row in of_one for name in names)
    return dossier if spoken else None


def _as_it_stands(register: Register, event: RetentionEvent, dossier: Dossier) -> Forgotten:
    kinds = kinds_in(frozenset(register.vault.compartments))
    left = {kind.table: {str(row["id"]): row for row in rows_of(register, dossier, kind)} for kind in kinds}
    left[RetentionEvent.table] = {event.id: to_row(event)}
    return Forgotten(event=event, left=left)


def keep(register: Register, incoming: Incoming, forgotten: Sequence[Forgotten]) -> set[str]:
    """Let them stay forgotten, inside the caller's transaction, and return which persons that touches."""
    persons: set[str] = set()
    for one in forgotten:
        dossier = dossier_of(register, one.event.case_id)
        persons |= dossier.persons
        rest = rest_for(register, dossier)
        for kind in kinds_in(frozenset(register.vault.compartments)):
            _keep_rows(register, incoming, one, kind, rest, rows_of(register, dossier, kind))
        register.vault.upsert(RetentionEvent.table, list(one.left[RetentionEvent.table].values()))
    return persons


def _keep_rows(
    register: Register, incoming: Incoming, one: Forgotten, kind: type[Record], rest: Rest, rows: Sequence[Row]
) -> None:
    known, manifest = one.left.get(kind.table, {}), incoming.manifest
    theirs = [row for row in rows if row["centre_id"] == manifest.centre] if kind is not RetentionEvent else []
    at, by = moment_text(register.now), register.who

    def left_of(row: Row) -> Row:
        is_known = known.get(str(row["id"]))
        if is_known is not None:
            return is_known
        return nothing_of(kind, row, at=at, by=by) if one.event.act == DESTROY else rest.of(kind, row)

    if poorer := [left for row in theirs if (left := left_of(row)) != row]:
        register.vault.upsert(kind.table, poorer)
    own = kind.compartment, manifest.centre, manifest.lineage
    bundles.erase_values(register.vault, *own, {str(row["id"]) for row in theirs}, until=TO_THE_LAST)
