"""Who may be named to headquarters: the gate through which every row and line of a bundle goes.

The consent ledger says whether she agreed that her name goes to headquarters, or which law requires it; where nobody
wrote a line about that yet, her case does. Without either, her case travels under its code alone: rows of the identity compartment stay here, answers that could point at her are
left out of other rows, and her lines of history travel without their old values (the chain still verifies).

Of several cases the newest decides. Somebody without a case of her own, a child who came along, is named when the
person she came with may be.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from centre_app.consent_ledger import NOT_ASKED, SHARE_HQ, Standing, standing
from centre_app.questions import IDENTITY, Record, from_row, questions_of
from centre_app.records import BY_TABLE, CaseFile, Consent, PersonLink
from db.vault import Row, Vault


def identifying_columns(record_type: type[Record]) -> tuple[str, ...]:
    """Return the columns of a table whose answers could point at somebody."""
    return tuple(
        column
        for question in questions_of(record_type)
        if question.identifies
        for column in question.kind.columns(question.name)
    )


def is_about_identity(record_type: type[Record]) -> bool:
    """Whether anything in such a record could point at somebody."""
    return record_type.compartment == IDENTITY or bool(identifying_columns(record_type))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The answer for every person of a register, as it stands now."""

    person_of_case: Mapping[str, str]
    named: frozenset[str]

    def person_of(self, row: Mapping[str, Any]) -> str | None:
        """Return whom a row is about; None for rows about the house."""
        if row.get("person_id"):
            return str(row["person_id"])
        return self.person_of_case.get(str(row.get("case_id")))

    def lets_through(self, record_type: type[Record], row: Mapping[str, Any]) -> bool:
        """Whether what identifies may leave with this row."""
        if not is_about_identity(record_type):
            return True
        person_id = self.person_of(row)
        if person_id is None:  # what is told of an incident of the house may name anybody
            return record_type.compartment != IDENTITY and "case_id" not in record_type.questions
        return person_id in self.named


_OF_A_CASE = ("id", "person_id", "opened_on", "share_hq", "share_hq_basis", "voided_at")


def gate_of(vault: Vault, *, on: date) -> Gate:
    """Return the gate of a register as its cases and their ledgers stand on a day."""
    every_case = vault.select(CaseFile.table, with_void=True, columns=_OF_A_CASE)
    cases = sorted(every_case, key=lambda case: (case["opened_on"] or "", case["id"]))
    newest = {case["person_id"]: case for case in cases if case["voided_at"] is None}
    ledgers = _ledgers(vault, on)
    named = {person_id for person_id, case in newest.items() if _is_agreed(case, ledgers.get(case["id"]))}
    named |= {with_her for with_her, came_with in _came_along(vault, newest) if came_with in named}
    return Gate(person_of_case={case["id"]: case["person_id"] for case in every_case}, named=frozenset(named))


def _ledgers(vault: Vault, on: date) -> Mapping[str, Standing]:
    """Return what stands in the ledger of each case about headquarters: one that was withdrawn or ran out closes the gate."""
    lines: dict[str, list[Consent]] = defaultdict(list)
    for row in vault.select(Consent.table, {"purpose": SHARE_HQ}):
        lines[row["case_id"]].append(from_row(Consent, row))
    return {case_id: standing(of_case, SHARE_HQ, on=on) for case_id, of_case in lines.items()}


def _is_agreed(case: Row, ledger: Standing | None) -> bool:
    if ledger is None or ledger.status == NOT_ASKED:
        return bool(case["share_hq"] or case["share_hq_basis"])
    return ledger.permits


def _came_along(vault: Vault, newest: Mapping[str, Row]) -> Iterable[tuple[str, str]]:
    """Yield who has no case of her own, and with whom she came."""
    for link in vault.select(PersonLink.table, {"is_in_same_stay": 1}):
        for one, other in (("from_person_id", "to_person_id"), ("to_person_id", "from_person_id")):
            if link[one] not in newest:
                yield link[one], link[other]


def tables_about_identity() -> tuple[type[Record], ...]:
    """Return the record types that the gate watches."""
    return tuple(record_type for record_type in BY_TABLE.values() if is_about_identity(record_type))
