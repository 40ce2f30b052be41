"""Who may be named to headquarters: the gate through which every row and line of a bundle goes.

The consent ledger says whether she agreed that her name goes to headquarters, or which law requires it; where nobody
wrote a line about that yet, her case does. Without either, her case travels under its code alone: rows of the identity
compartment stay here, all that people wrote in words is left out of other rows (withheld.py), and her lines of history
travel without their old values (the chain still verifies). Of a row about several persons each has to agree.

Of several cases the newest decides. Somebody without a case of her own, a child who came along, is named when the
person she came with may be.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from centre_app.consent_ledger import SHARE_HQ, joined, standing
from centre_app.exchange.withheld import CASES, MISSING, WHY_VOID, withheld_of
from centre_app.merged_files import families
from centre_app.questions import Record, from_row, questions_of
from centre_app.records import CaseFile, Consent, PersonLink
from db.vault import Row, Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The answer for every person of a register, as it stands now."""

    person_of_case: Mapping[str, str]
    named: frozenset[str]

    def persons_of(self, record_type: type[Record], row: Mapping[str, Any]) -> frozenset[str | None]:
        """Return whom a row is about, None standing for somebody unknown; nobody for rows about the house."""
        return frozenset(
            self.person_of_case.get(row[column]) if table == CASES else row[column]
            for column, table in withheld_of(record_type).tells_of.items()
            if row[column]
        )

    def lets_through(self, record_type: type[Record], row: Mapping[str, Any]) -> bool:
        """Whether a row may leave whole, with what people wrote in it."""
        persons = self.persons_of(record_type, row)
        if persons:
            return persons <= self.named
        # what is told of the house may name anybody, and nobody can agree for all
        asks_for_words = any(question.may_identify for question in questions_of(record_type))
        return not (asks_for_words or row[WHY_VOID] or row[MISSING])


_OF_A_CASE = ("id", "person_id", "opened_on", "share_hq", "share_hq_basis", "voided_at")


def gate_of(vault: Vault, *, on: date) -> Gate:
    """Return the gate of a register as its cases and their ledgers stand on a day."""
    every_case = vault.select(CaseFile.table, with_void=True, columns=_OF_A_CASE)
    cases = sorted(every_case, key=lambda case: (case["opened_on"] or "", case["id"]))
    newest = {case["person_id"]: case for case in cases if case["voided_at"] is None}
    agreed = _Agreed(vault, on)
    named = {person_id for person_id, case in newest.items() if agreed.of(case)}
    named |= {with_her for with_her, came_with in _came_along(vault, newest) if came_with in named}
    return Gate(person_of_case={case["id"]: case["person_id"] for case in every_case}, named=frozenset(named))


class _Agreed:
    """What stands about headquarters in the ledger of a case, and of all that are one with it."""

    def __init__(self, vault: Vault, on: date) -> None:
        self._vault, self._on = vault, on
        self._families = families(vault)
        self._lines: dict[str, list[Consent]] = defaultdict(list)
        for row in vault.select(Consent.table, {"purpose": SHARE_HQ}):
            self._lines[row["case_id"]].append(from_row(Consent, row))

    def of(self, case: Row) -> bool:
        """Say whether she may be named: one that was refused, withdrawn or ran out in any of her files closes the gate."""
        family = sorted(self._families.get(case["id"], {case["id"]}))
        lines = [line for case_id in family for line in self._lines.get(case_id, ())]
        if len(family) == 1:  # nearly always, and then no row has to be read again
            own = standing(lines, SHARE_HQ, on=self._on)
            return own.permits if lines else bool(case["share_hq"] or case["share_hq_basis"])
        files = self._vault.select(CaseFile.table, {"id": family}, with_void=True)
        ledger = joined([from_row(CaseFile, file) for file in files], lines)
        return standing(ledger, SHARE_HQ, on=self._on).permits


def _came_along(vault: Vault, newest: Mapping[str, Row]) -> Iterable[tuple[str, str]]:
    """Yield who has no case of her own, and with whom she came."""
    for link in vault.select(PersonLink.table, {"is_in_same_stay": 1}):
        for one, other in (("from_person_id", "to_person_id"), ("to_person_id", "from_person_id")):
            if link[one] not in newest:
                yield link[one], link[other]
