"""What reads records: an open register, as the rules and the search see it. They know how to ask, not who answers.

It parts those who look from the one door that writes: `register.py` imports the rules, and no rule imports it back.
"""

from datetime import date
from typing import Any, Protocol, TypeVar

from centre_app.as_stored import AsStored
from centre_app.questions import Record
from db.vault import Vault

R = TypeVar("R", bound=Record)


class Reader(Protocol):
    """Something that finds records by their answers."""

    vault: Vault

    @property
    def today(self) -> date: ...

    @property
    def as_stored(self) -> AsStored: ...

    def can_open(self, record_type: type[Record]) -> bool: ...

    def get(self, record_type: type[R], record_id: str | None) -> R | None: ...

    def find(self, record_type: type[R], *, with_void: bool = False, **where: Any) -> list[R]: ...
