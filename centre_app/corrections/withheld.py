"""What no correction may ask about: an answer that stays in its house because nobody agreed that it is told.

That a guess was "applied" would tell headquarters what stands there. So what it sees nothing of is not changed from
there, whatever stands there, and the answer is always the same.
"""

from centre_app.exchange.consent import Gate, gate_of
from centre_app.exchange.withheld import MISSING, withheld_of
from centre_app.questions import Record, to_row
from centre_app.records import CaseFile, Consent, PersonLink
from centre_app.register import Register


class Told:
    """Which answers headquarters is told, as consents stand now; asked for once, when the first record needs it."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._gate: Gate | None = None

    def can_tell(self, record_type: type[Record]) -> bool:
        """Say whether it can be known here whose consent a record of this kind takes: where the ledger is open."""
        stored = self._register.as_stored
        return not withheld_of(record_type).tells_of or all(map(stored.can_open, (CaseFile, Consent, PersonLink)))

    def says(self, record: Record, question: str) -> bool:
        """Say whether headquarters is told this answer, or that there is none."""
        row, withheld = to_row(record), withheld_of(type(record))
        columns = record.questions[question].kind.columns(question)
        is_left_out = (
            withheld.is_all
            or any(column in withheld.words for column in columns)
            or any(row[column] not in known for column, known in withheld.listed.items() if column in columns)
            or record.missing.get(question) not in {None, *withheld.listed[MISSING]}
        )
        return not is_left_out or self._gate_for(type(record)).lets_through(type(record), row)

    def _gate_for(self, record_type: type[Record]) -> Gate:
        if not withheld_of(record_type).tells_of:
            return Gate(person_of_case={}, named=frozenset())  # nobody can agree for a whole house
        if self._gate is None:
            register = self._register
            self._gate = gate_of(register.vault, on=register.as_stored.latest_day)
        return self._gate
