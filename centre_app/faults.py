"""What a check of a register can find: a sentence with parts that hold nobody's words."""

from dataclasses import dataclass, field
from typing import Any

from centre_app.language import Language

SHOWN = 8  # how much of an id is shown: enough to find the record, too little to be a name for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that is not as it was written; `parts` fill the message and hold nobody's words."""

    message: str
    parts: dict[str, Any] = field(default_factory=dict)

    def said_in(self, language: Language) -> str:
        """Return the fault as one sentence."""
        return language.say(self.message, **self.parts)


def shown(record_id: str) -> str:
    """Return as much of an id as a fault names."""
    return record_id[-SHOWN:]
