"""The register as it would stand once the records in hand were saved: what a rule looks at."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from centre_app.as_stored import AsStored
from centre_app.questions import Record
from centre_app.reader import Reader
from centre_app.records import CaseFile, Person
from centre_app.rules.findings import Finding

R = TypeVar("R", bound=Record)


class Around:
    """What stands in the register, with the pending records laid over it. Shut compartments look empty."""

    def __init__(self, register: Reader, pending: Sequence[Record]) -> None:
        self._register = register.as_stored  # a rule keeps the register right for everybody, whoever saves
        self._pending = {record.id: record for record in pending}
        self._stands: dict[tuple[type[Record], str], Record | None] = {}
        self.now: datetime = self._register.now
        self.today: date = register.today
        self.latest_day: date = self._register.latest_day  # consents are judged on it (as_stored.py)

    @property
    def as_stored(self) -> AsStored:
        """What stands in the register, without what is about to be saved."""
        return self._register

    def can_open(self, record_type: type[Record]) -> bool:
        """Say whether such records can be seen: where they cannot, that none is found says nothing."""
        return self._register.can_open(record_type)

    def before(self, record: R) -> R | None:
        """Return a record as it stands in the register; None for a new one."""
        return self._standing(type(record), record.id) if record.rev else None

    def get(self, record_type: type[R], record_id: str | None) -> R | None:
        """Return one record that is not voided, or None."""
        pending = self._pending.get(record_id or "")
        if isinstance(pending, record_type):
            return None if pending.is_void else pending
        found = self._standing(record_type, record_id) if record_id and self.can_open(record_type) else None
        return None if found is None or found.is_void else found

    def _standing(self, record_type: type[R], record_id: str) -> R | None:
        """Return what stands in the register, read once: many rules ask for the same file."""
        asked = (record_type, record_id)
        if asked not in self._stands:
            self._stands[asked] = self._register.get(record_type, record_id)
        found = self._stands[asked]
        return found if isinstance(found, record_type) else None

    def find(self, record_type: type[R], **where: Any) -> list[R]:
        """Return the records whose answers equal `where`, the oldest first, those about to be saved included.

        A list among `where` means any of its values.
        """
        stored = self._register.find(record_type, **where) if self.can_open(record_type) else []
        pending = [
            record
            for record in self._pending.values()
            if isinstance(record, record_type) and not record.is_void and _meets(record, where)
        ]
        found = [record for record in stored if record.id not in self._pending] + pending
        return sorted(found, key=lambda record: record.id)

    @property
    def is_alone(self) -> bool:
        """Whether one record is about to be saved, and no other along with it."""
        return len(self._pending) == 1

    def only(self, record_type: type[R], **where: Any) -> R | None:
        """Return the newest such record, or None."""
        found = self.find(record_type, **where)
        return found[-1] if found else None

    def sex_of(self, record: Record) -> str | None:
        """Return the sex of the person whom a record is about; None where it is about nobody, or not known."""
        if isinstance(record, Person):
            return record.sex
        case = self.get(CaseFile, getattr(record, "case_id", None))
        person = self.get(Person, case.person_id if case else getattr(record, "person_id", None))
        return person.sex if person else None


def _meets(record: Record, where: Mapping[str, Any]) -> bool:
    return all(
        getattr(record, name) in wanted if isinstance(wanted, list) else getattr(record, name) == wanted
        for name, wanted in where.items()
    )


def say(record: Record, rule: str, severity: str, question: str, message: str, **parts: Any) -> Finding:
    """Make a finding about one record."""
    return Finding(
        rule=rule,
        severity=severity,
        record_type=type(record).__name__,
        record_id=record.id,
        question=question,
        message=message,
        parts=parts,
        label=record.questions[question].label if question in record.questions else "",
    )
