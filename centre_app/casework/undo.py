"""Bringing an earlier state of a record back, as a new change.

Each line of history holds what its change replaced; walking back from how a record stands rebuilds every state it ever
had. What is brought back goes through the same door as anything that is typed: rules look at it, rights hold for it, and
what stood in between stays in the history.
"""

import dataclasses
import json
from collections.abc import Iterator
from typing import TypeVar

from centre_app.kept_for_others import KEPT
from centre_app.language import N_
from centre_app.problems import FileRestricted, Problem, SectionShut, as_problems
from centre_app.questions import Record, from_row
from centre_app.records import BY_TABLE, CaseFile
from centre_app.register import Register
from db import trace
from db.vault import Row

RESTORED = "restore"  # what history calls it

R = TypeVar("R", bound=Record)


class StateErased(Problem):
    message = N_("What stood here before was erased from the history.")
    advice = N_("It cannot be brought back.")


class WasWithdrawn(Problem):
    message = N_("It was withdrawn then.")
    advice = N_("Choose a state from before it was withdrawn, or withdraw it again.")


class WithdrawnWithItsFile(Problem):
    message = N_("The file that this belongs to is withdrawn.")
    advice = N_("Bring the file back first.")


def state_at(register: Register, record_type: type[R], record_id: str, rev: int) -> R:
    """Return a record as its change number `rev` left it, without what is kept for others.

    Raises SectionShut or FileRestricted where she may not read it, StateErased where history does not tell it any more.
    """
    if not register.can_open(record_type):
        raise SectionShut
    with as_problems():
        row = register.vault.get(record_type.table, record_id)
        if row is None or not 1 <= rev <= row["rev"]:
            raise StateErased
        shown = register.kept.shown(record_type, [_walked_back(register, record_type, row, rev)])
    if not shown or register.kept.how_closed(record_type, row):
        raise FileRestricted
    return from_row(record_type, shown[0])


def _walked_back(register: Register, record_type: type[Record], row: Row, rev: int) -> Row:
    """Return the row as it stood after its change number `rev`."""
    row = dict(row)
    for line in trace.changes_of(register.vault, record_type.table, row["id"]):
        if line["rev"] == rev:
            return {**row, "rev": rev, "updated_at": line["at"], "updated_by": line["who"]}
        if line["was"] is None:
            raise StateErased
        if line["rev"] == row["rev"]:
            row |= {**json.loads(line["was"]), "rev": line["rev"] - 1}
    raise StateErased  # a record that came from elsewhere, whose changes another history tells


def restored(now: R, then: R) -> R:
    """Return how a record will stand once an earlier state of it is brought back; what she was not shown stays."""
    unseen = {name for record in (now, then) for name, why in record.missing.items() if why == KEPT}
    kept = {name: getattr(now, name) for name in unseen}
    reasons = {name: why for name, why in then.missing.items() if name not in unseen}
    reasons |= {name: why for name, why in now.missing.items() if name in unseen}
    bookkept = {name: getattr(now, name) for name in ("rev", "hlc", "updated_at", "updated_by")}
    return dataclasses.replace(then, **bookkept, **kept, missing=reasons)


def restore(register: Register, record: R, rev: int) -> R:
    """Bring back the state that a record had after its change number `rev`, and return it.

    Nothing is written where it stands so already. Raises NotSaved where a rule forbids it, ReadOnlyForYou where it is
    not hers to change, WasWithdrawn, WithdrawnWithItsFile, and what `state_at` raises.
    """
    now = register.get(type(record), record.id)
    if now is None:
        raise StateErased
    coming = restored(now, state_at(register, type(record), record.id, rev))
    if coming == now:
        return now
    if coming.is_void:  # rules look at what stands, so what is withdrawn would pass them by
        raise WasWithdrawn
    if now.is_void:
        _must_have_its_file(register, coming)
    return register.save(coming, action=RESTORED)[0]


def _must_have_its_file(register: Register, record: Record) -> None:
    case = register.as_stored.get(CaseFile, getattr(record, "case_id", None))
    if case is not None and case.is_void:
        raise WithdrawnWithItsFile


def differences(before: Record, after: Record) -> Iterator[str]:
    """Yield the names of the questions that two states of a record answer otherwise, in the order of the form."""
    for name in before.questions:
        same = getattr(before, name) == getattr(after, name)
        if not same or before.missing.get(name) != after.missing.get(name):
            yield name


def withdrawn(register: Register, case: CaseFile) -> list[Record]:
    """Return what was withdrawn of a file, as far as she may read it: what its history tells besides what stands."""
    return [record for record_type in BY_TABLE.values() for record in _withdrawn(register, record_type, case)]


def _withdrawn(register: Register, record_type: type[Record], case: CaseFile) -> Iterator[Record]:
    belongs = {"case_id": case.id, "person_id": case.person_id}
    asked = next((name for name in belongs if name in record_type.questions), "")
    if not asked or record_type is CaseFile or not register.can_open(record_type):
        return
    where = {"centre_id": case.centre_id, asked: belongs[asked]}
    for row in register.rows(record_type, ("id", "voided_at"), with_void=True, **where):
        record = register.get(record_type, row["id"]) if row["voided_at"] else None
        if record is not None:
            yield record
