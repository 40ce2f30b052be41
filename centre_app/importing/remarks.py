"""What is to be said of one line of an old register: where, how grave, and in a sentence."""

from collections.abc import Iterable, Mapping
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SameRemark:
    """One remark that is made of several lines."""

    remark: Remark
    lines: tuple[int, ...]


def grouped(remarks: Iterable[Remark]) -> list[SameRemark]:
    """Return remarks that say the same of the same column as one, those that warn first, then the most frequent."""
    lines: dict[tuple[object, ...], list[Remark]] = {}
    for remark in remarks:
        said = (remark.severity, remark.column, remark.message, tuple(sorted(remark.parts.items())))
        lines.setdefault(said, []).append(remark)
    groups = [SameRemark(remark=same[0], lines=tuple(one.line for one in same)) for same in lines.values()]
    return sorted(groups, key=lambda group: (group.remark.severity != WARNS, -len(group.lines)))
