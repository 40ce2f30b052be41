"""How an old register is read: which column means what, which word stands for which choice.

A mapping is guessed from the heads of the columns and the words that registers use; a person corrects it in a small
table, and the register remembers it. It holds only what the guess cannot know: another mapping reads another register.
"""

import dataclasses
import json
from collections import abc
from dataclasses import dataclass, field

from centre_app.folding import fold
from centre_app.importing.reading import OldRegister
from centre_app.importing.vocabulary import MEANINGS, Meaning, Term, holds, meaning_of_head, phrases_in, term_for
from centre_app.records import ImportMapping
from centre_app.register import Register

LEFT_OUT = ""  # the meaning of a column that is not read
SAMPLES = 3
AT_CENTRE, OUTCOME = "birth_at_centre", "birth_outcome"  # lists of phrases that are looked for in remarks

# What people write where there is nothing to write.
_NOTHING = frozenset({"", "neant", "ras", "aucun", "aucune", "rien", "sans objet", "nothing", "none"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """`columns` gives each column its meaning, LEFT_OUT included; `words` the terms a person chose, by meaning."""

    columns: abc.Mapping[str, str]
    words: abc.Mapping[str, abc.Mapping[str, Term]] = field(default_factory=dict)

    def column_of(self, meaning: str) -> str | None:
        """Return the column that has a meaning, or None."""
        return next((column for column, meant in self.columns.items() if meant == meaning), None)

    def term(self, meaning: str, word: str) -> Term | None:
        """Return the choice that a word stands for: as a person said, else as it is known."""
        return self.words.get(meaning, {}).get(fold(word)) or term_for(MEANINGS[meaning], word)

    def births_in(self, notes: str) -> list[Term]:
        """Return what a remark says of a birth at the centre: that there was one, then how it ended; [] for none."""
        own = [term for phrase, term in self.words.get("notes", {}).items() if holds(notes, phrase)]
        at_centre = [term for term in own if term.list == AT_CENTRE] + phrases_in(notes, AT_CENTRE)
        outcomes = [term for term in own if term.list == OUTCOME] + phrases_in(notes, OUTCOME)
        return [*at_centre[:1], *outcomes] if at_centre else []

    def with_column(self, column: str, meaning: str) -> "Mapping":
        """Return the mapping with another meaning for a column; a column that had this meaning loses it."""
        others = {one: LEFT_OUT if meant == meaning else meant for one, meant in self.columns.items()}
        return dataclasses.replace(self, columns={**others, column: meaning})

    def with_word(self, meaning: str, word: str, term: Term) -> "Mapping":
        """Return the mapping with a choice for a word in the column of that meaning."""
        of_meaning = {**self.words.get(meaning, {}), fold(word): term}
        return dataclasses.replace(self, words={**self.words, meaning: of_meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLine:
    """One line of the table of columns: the head, what it is taken for (None: not known), a few of its cells."""

    column: str
    meaning: Meaning | None
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLine:
    """One line of the table of words: how often it stands in the column, and the choice taken (None: not known)."""

    meaning: Meaning
    word: str
    count: int
    term: Term | None


def is_nothing(cell: str) -> bool:
    """Say whether a cell says that there is nothing, as an empty one does."""
    return fold(cell) in _NOTHING


def guess(old: OldRegister) -> Mapping:
    """Return what the heads of the columns say; of two columns with one meaning the first has it."""
    columns: dict[str, str] = {}
    for column in old.columns:
        meaning = meaning_of_head(column) or LEFT_OUT
        columns[column] = LEFT_OUT if meaning in columns.values() else meaning
    return Mapping(columns=columns)


def columns_table(old: OldRegister, mapping: Mapping) -> list[ColumnLine]:
    """Return the columns in their order, with a few different cells of each."""
    lines = []
    for column in old.columns:
        cells = dict.fromkeys(line.text(column) for line in old.lines if line.text(column))
        lines.append(
            ColumnLine(
                column=column,
                meaning=MEANINGS.get(mapping.columns.get(column, LEFT_OUT)),
                samples=tuple(list(cells)[:SAMPLES]),
            )
        )
    return lines


def words_table(old: OldRegister, mapping: Mapping) -> list[WordLine]:
    """Return the words of every column that holds choices, those not known first, then the most frequent."""
    lines = []
    for column, key in mapping.columns.items():
        meaning = MEANINGS.get(key)
        if meaning is None or not meaning.lists:
            continue
        for word, count in _counted(old, column).items():
            lines.append(WordLine(meaning=meaning, word=word, count=count, term=mapping.term(key, word)))
    return sorted(lines, key=lambda line: (line.term is not None, -line.count))


def _counted(old: OldRegister, column: str) -> dict[str, int]:
    """Return how often each word stands in a column; two spellings that fold alike are one word."""
    counts: dict[str, int] = {}
    shown: dict[str, str] = {}
    for line in old.lines:
        word = line.text(column)
        if word:
            counts[fold(word)] = counts.get(fold(word), 0) + 1
            shown.setdefault(fold(word), word)
    return {shown[folded]: count for folded, count in counts.items()}


# --- remembered ------------------------------------------------------------------------------------------------


def remembered(register: Register, old: OldRegister) -> Mapping | None:
    """Return how a register with these columns was read before, or None."""
    known = _record_for(register, old)
    return _from_record(known, old) if known else None


def to_remember(register: Register, old: OldRegister, mapping: Mapping) -> ImportMapping | None:
    """Return the record that will remember a mapping; None where it is remembered already."""
    columns = json.dumps({column: mapping.columns.get(column, LEFT_OUT) for column in old.columns}, ensure_ascii=False)
    words = json.dumps(
        {meaning: {word: str(term) for word, term in terms.items()} for meaning, terms in mapping.words.items()},
        ensure_ascii=False,
        sort_keys=True,
    )
    known = _record_for(register, old) or ImportMapping(name=old.name)
    if (known.columns, known.words) == (columns, words):
        return None
    return dataclasses.replace(known, columns=columns, words=words)


def _record_for(register: Register, old: OldRegister) -> ImportMapping | None:
    """Return the newest mapping remembered for the same heads, in whatever order."""
    heads = sorted(map(fold, old.columns))
    fitting = [
        one for one in register.find(ImportMapping) if sorted(map(fold, json.loads(one.columns or "{}"))) == heads
    ]
    return fitting[-1] if fitting else None


def _from_record(record: ImportMapping, old: OldRegister) -> Mapping:
    meant = {fold(column): meaning for column, meaning in json.loads(record.columns or "{}").items()}
    words = json.loads(record.words or "{}")
    return Mapping(
        columns={column: meant.get(fold(column), LEFT_OUT) for column in old.columns},
        words={
            meaning: {word: Term.of(term) for word, term in terms.items()}
            for meaning, terms in words.items()
            if meaning in MEANINGS
        },
    )
