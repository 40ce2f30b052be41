"""One line of an old register seen through a mapping: what was asked of it, and what was not understood."""

from datetime import date

from centre_app import answers
from centre_app.answers import NotUnderstood
from centre_app.importing.mapping import Mapping, is_nothing
from centre_app.importing.reading import OldLine
from centre_app.importing.remarks import INFORMS, WARNS, Remark
from centre_app.importing.vocabulary import MEANINGS, Term
from centre_app.language import N_

ILLEGIBLE = "not_legible"  # keys of `missing_reason`: it stands there and cannot be read; nobody knew
UNKNOWN = "unknown"

NOT_COME_YET = NotUnderstood(message=N_("This day has not come yet: it was left out."))


class Cells:
    """The cells of one line, asked for by meaning. Remarks gather in `remarks` as the line is read."""

    def __init__(self, line: OldLine, mapping: Mapping, *, today: date) -> None:
        self.line = line
        self.mapping = mapping
        self.today = today
        self.remarks: list[Remark] = []
        self.why_missing: dict[str, str] = {}

    def written(self, meaning: str) -> str:
        """Return a cell as it was written, with single spaces; "" where nothing stands."""
        column = self.mapping.column_of(meaning)
        return " ".join(self.line.text(column).split()) if column else ""

    def text(self, meaning: str) -> str:
        """Return a cell; "" also where it says that there is nothing."""
        cell = self.written(meaning)
        return "" if is_nothing(cell) else cell

    def remark(self, meaning: str, message: str, *, severity: str = WARNS, **parts: object) -> None:
        """Note something about the cell of that meaning."""
        column = self.mapping.column_of(meaning) or ""
        self.remarks.append(
            Remark(line=self.line.number, column=column, message=message, severity=severity, parts=parts)
        )

    def not_understood(self, meaning: str, why: NotUnderstood) -> None:
        """Note why a cell was left out; the record that lacks it will say that it is illegible."""
        self.remark(meaning, why.message, **why.parts)
        self.why_missing[meaning] = ILLEGIBLE

    def term(self, meaning: str) -> Term | None:
        """Return the choice that a cell stands for; None where it is empty or its word is not known."""
        word = self.written(meaning)
        if not word:
            return None
        if answers.says_unknown(word):
            self.why_missing[meaning] = UNKNOWN
            return None
        term = self.mapping.term(meaning, word)
        if term is None and not is_nothing(word):
            self.remark(meaning, N_("“{word}” is not a known word: say what it stands for."), word=word)
        elif term is not None and not term.is_exact:
            self.remark(
                meaning, N_("“{word}” has no choice of its own: the nearest was taken."), severity=INFORMS, word=word
            )
        return term

    def key(self, meaning: str) -> str | None:
        """Return the key alone, for a column whose words are of one list."""
        if MEANINGS[meaning].lists == ():
            raise LookupError(meaning)
        term = self.term(meaning)
        return term.key if term else None

    def day(self, meaning: str) -> date | None:
        """Return a day that has come; None where the cell is empty or holds no such day."""
        cell = self.text(meaning)
        if not cell:
            return None
        if answers.says_unknown(cell):
            self.why_missing[meaning] = UNKNOWN
            return None
        day = answers.day(cell, today=self.today, years_ahead=0)
        if isinstance(day, date) and day <= self.today:
            return day
        self.not_understood(meaning, NOT_COME_YET if isinstance(day, date) else day)
        return None

    def missing(self, **questions: str) -> dict[str, str]:
        """Return why answers are missing, by question: `missing(admitted_on="arrived")`."""
        return {
            question: self.why_missing[meaning]
            for question, meaning in questions.items()
            if meaning in self.why_missing
        }
