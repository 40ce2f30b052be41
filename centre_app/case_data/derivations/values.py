"""What a derivation is given and gives back: one line of a table, and a value as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from centre_app.case_data.sources import CaseSource
from centre_app.language import Language
from centre_app.questions import Record
from centre_app.records import Organisation


class InWords(str):
    """What a person wrote: it leaves in a file that carries names, and in no other."""

    __slots__ = ()


class Keys(tuple[str, ...]):
    """Keys of a code list, in an order that means something or in that of the list."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Somewhere:
    """A place as exactly as it is known, and the cercle or region that it is generalised to."""

    exact: str
    wider: str


Value = Keys | InWords | Somewhere | str | int | bool | date | None


@dataclass(slots=True)
class Numbers:
    """Numbers of one export, by id: of the cases, drawn by lot, and of the staff, as they come."""

    cases: Mapping[str, str] = field(default_factory=dict)
    staff: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What lines refer to besides their case: organisations by id, the codes of centres, and the export's own numbers."""

    organisations: Mapping[str, Organisation]
    centre_codes: Mapping[str, str]
    numbers: Numbers
    language: Language
    with_names: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a table. `record` is what it stands for where that is not the case itself; of organisations, `case` is None."""

    case: CaseSource | None
    record: Record | None
    house: House

    @property
    def of(self) -> CaseSource:
        assert self.case is not None, "a table of organisations asks for a case"
        return self.case

    def named(self, name: str) -> Record | None:
        """Return the record of a kind that this line speaks of."""
        if self.record is not None and type(self.record).__name__ == name:
            return self.record
        return self.case.named(name) if self.case is not None else None
