"""A finding: what a rule says of one answer, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from centre_app.language import Language

BLOCKS = "blocks"  # the record cannot be saved like this
WARNS = "warns"  # it can, with a reason
INFORMS = "informs"  # it is good to know

_GRAVITY = (BLOCKS, WARNS, INFORMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`rule` is its number in the domain's list, `question` the attribute it stands beside ("" for the whole record).

    `sex` is that of the person it speaks of, for the wording; `label` is the question as a form asks it, where it does.
    """

    rule: str
    severity: str
    record_type: str
    record_id: str
    question: str = ""
    message: str
    parts: Mapping[str, Any] = field(default_factory=dict, hash=False)
    sex: str | None = None
    label: str = field(default="", compare=False)

    @property
    def blocks(self) -> bool:
        return self.severity == BLOCKS

    @property
    def gravity(self) -> int:
        """0 for what blocks, then growing."""
        return _GRAVITY.index(self.severity)

    def said_in(self, language: Language) -> str:
        """Return the finding as a sentence."""
        return language.say(self.message, sex=self.sex, **self.parts)
