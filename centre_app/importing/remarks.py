"""What is to be said of one line of an old register: where, how grave, and in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from centre_app.language import N_, Language
from centre_app.review import INFORMS, WARNS

__all__ = ["INFORMS", "WARNS", "Remark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A finding about a line as it was written; `column` is "" for the whole line, `line` 0 for the whole column."""

    line: int
    message: str
    column: str = ""
    severity: str = WARNS
    parts: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def said_in(self, language: Language) -> str:
        """Return the sentence alone."""
        return language.say(self.message, **self.parts)

    def place_in(self, language: Language) -> str:
        """Return where it stands: "Line 12, column Chambre"."""
        line = str(self.line)
        if not self.line:
            return language.say(N_("Column “{column}”"), column=self.column)
        if self.column:
            return language.say(N_("Line {line}, column “{column}”"), line=line, column=self.column)
        return language.say(N_("Line {line}"), line=line)
